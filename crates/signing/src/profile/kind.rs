//! What a profile is for.

use std::fmt;

/// What a profile is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProfileKind {
    /// Running on registered devices, with a debugger.
    Development,
    /// Installing on registered devices.
    AdHoc,
    /// The App Store and TestFlight.
    AppStore,
    /// Installing within the company (Developer Enterprise Program).
    InHouse,
    /// Distribution outside the store, on the Mac (Developer ID).
    Direct,
}

impl ProfileKind {
    /// The word that fastlane uses in names: `Development`, `AdHoc`, `AppStore`, `InHouse`, `Direct`.
    pub const fn pretty_name(self) -> &'static str {
        match self {
            Self::Development => "Development",
            Self::AdHoc => "AdHoc",
            Self::AppStore => "AppStore",
            Self::InHouse => "InHouse",
            Self::Direct => "Direct",
        }
    }
}

impl fmt::Display for ProfileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.pretty_name())
    }
}

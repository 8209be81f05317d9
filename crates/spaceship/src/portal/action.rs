//! What the portal can be asked, as data.

use crate::session::Effect;

/// The two halves of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Platform {
    /// iOS, and with it tvOS, watchOS and visionOS.
    Ios,
    /// macOS.
    Mac,
}

impl Platform {
    /// The word in paths.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ios => "ios",
            Self::Mac => "mac",
        }
    }
}

/// The kinds of things that the portal gives tokens against forged requests for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Team,
    App,
    AppGroup,
    CloudContainer,
    PassType,
    WebsitePush,
    Merchant,
    Device,
    Certificate,
    Profile,
    Person,
}

/// One thing to ask.
#[derive(Debug, Clone, Copy)]
pub(super) struct Action {
    pub(super) kind: Kind,
    /// The path below `/services-account/QH65B2/`; `{p}` stands for the platform.
    pub(super) path: &'static str,
    /// The member of the answer that holds what was asked for. An answer without it is a failure.
    pub(super) payload: Option<&'static str>,
    pub(super) effect: Effect,
}

impl Action {
    pub(super) const fn read(kind: Kind, path: &'static str, payload: &'static str) -> Self {
        Self { kind, path, payload: Some(payload), effect: Effect::Read }
    }

    pub(super) const fn write(kind: Kind, path: &'static str, payload: &'static str) -> Self {
        Self { kind, path, payload: Some(payload), effect: Effect::Write }
    }

    /// A change whose answer tells only whether it worked.
    pub(super) const fn order(kind: Kind, path: &'static str) -> Self {
        Self { kind, path, payload: None, effect: Effect::Write }
    }

    pub(super) fn url_path(&self, platform: Platform) -> String {
        format!("/services-account/QH65B2/{}", self.path.replace("{p}", platform.as_str()))
    }
}

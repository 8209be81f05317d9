//! What a profile is for.

use std::fmt;

use super::ProvisioningProfile;

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
    /// What a profile is for, from its entitlements, devices, platforms and certificates.
    pub(super) fn of(profile: &ProvisioningProfile) -> Self {
        let mac = !profile.platforms.is_empty() && profile.platforms.iter().all(|platform| platform == "OSX");
        if profile.is_debuggable() {
            return Self::Development;
        }
        if profile.provisions_all_devices {
            // On the Mac, both in-house and Developer ID profiles are for all; their certificates tell them apart.
            let foreign = |own: &str| !own.starts_with("Developer ID");
            let in_house = !profile.certificates.is_empty()
                && profile.certificates.iter().all(|certificate| foreign(certificate.common_name()));
            return if mac && !in_house { Self::Direct } else { Self::InHouse };
        }
        match profile.devices {
            // The Mac has no ad hoc distribution, and its development profiles need not name the debugger.
            Some(_) if mac => Self::Development,
            Some(_) => Self::AdHoc,
            None => Self::AppStore,
        }
    }

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

#[cfg(test)]
mod tests {
    use plist::Value;

    use super::super::fixture::{entitled, list, read};
    use super::*;
    use crate::{Certificate, fixture};

    #[test]
    fn entitlements_devices_and_platforms_decide_the_kind() {
        let kind = |mac: bool, debugger: Option<&str>, key: &str, value: Value| {
            let mut list = list("com.example.app");
            list.insert("Entitlements".into(), entitled("com.example.app", debugger));
            list.insert(key.into(), value);
            if mac {
                list.insert("Platform".into(), Value::Array(vec!["OSX".into()]));
            }
            read(list).kind()
        };
        let devices = || Value::Array(vec!["00008030-1".into()]);
        let (all, none) = ("ProvisionsAllDevices", "Nothing");
        assert_eq!(kind(false, None, none, true.into()), ProfileKind::AppStore);
        assert_eq!(kind(false, None, "ProvisionedDevices", devices()), ProfileKind::AdHoc);
        assert_eq!(
            kind(false, Some("get-task-allow"), "ProvisionedDevices", devices()),
            ProfileKind::Development
        );
        assert_eq!(kind(false, None, all, true.into()), ProfileKind::InHouse);
        assert_eq!(kind(true, None, none, true.into()), ProfileKind::AppStore);
        assert_eq!(kind(true, None, "ProvisionedDevices", devices()), ProfileKind::Development);
        let debugger = Some("com.apple.security.get-task-allow");
        assert_eq!(kind(true, debugger, all, true.into()), ProfileKind::Development);
        assert_eq!(kind(true, None, all, true.into()), ProfileKind::InHouse);
    }

    #[test]
    fn a_mac_profile_for_all_devices_is_told_by_its_certificates() {
        let mut list = list("com.example.app");
        list.insert("ProvisionsAllDevices".into(), true.into());
        list.insert("Platform".into(), Value::Array(vec!["OSX".into()]));
        let pem = fixture::certificate_with(&["-subj", "/CN=Developer ID Application: Example (ABCDE12345)"]);
        let developer_id = Certificate::read(pem.as_bytes()).unwrap().der().to_vec();
        for certificates in [vec![Value::Data(developer_id)], Vec::new()] {
            list.insert("DeveloperCertificates".into(), Value::Array(certificates));
            assert_eq!(read(list.clone()).kind(), ProfileKind::Direct);
        }
    }
}

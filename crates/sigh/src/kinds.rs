//! The types of profiles, and what each needs. fastlane's tables.

use console::Failure;
use signing::ProfileKind;

/// A platform, as sigh's option names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Platform {
    Ios,
    Tvos,
    Macos,
    Catalyst,
}

impl Platform {
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        match text {
            "ios" => Ok(Self::Ios),
            "tvos" => Ok(Self::Tvos),
            "macos" => Ok(Self::Macos),
            "catalyst" => Ok(Self::Catalyst),
            other => Err(Failure::invalid(format!(
                "--platform is `{other}`; it takes ios, tvos, macos and catalyst"
            ))),
        }
    }

    /// Whether profiles of the platform are the Mac's, whose files are named differently.
    pub(crate) fn is_mac(self) -> bool {
        matches!(self, Self::Macos | Self::Catalyst)
    }

    /// What fastlane adds to file names.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Tvos => "_tvos",
            Self::Catalyst => "_catalyst",
            Self::Ios | Self::Macos => "",
        }
    }
}

/// What the options say of the kind.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Chosen {
    pub(crate) development: bool,
    pub(crate) ad_hoc: bool,
    pub(crate) developer_id: bool,
    pub(crate) in_house: bool,
}

/// The kind of profile that is meant on a platform.
pub(crate) fn kind(chosen: Chosen, platform: Platform) -> Result<ProfileKind, Failure> {
    let several =
        [chosen.development, chosen.ad_hoc, chosen.developer_id].into_iter().filter(|on| *on).count();
    if several > 1 {
        return Err(Failure::invalid("only one of --development, --adhoc and --developer-id can be meant"));
    }
    if chosen.development {
        return Ok(ProfileKind::Development);
    }
    match (chosen.ad_hoc, chosen.developer_id, platform.is_mac()) {
        (true, _, true) => Err(Failure::invalid("there are no ad hoc profiles for the Mac")),
        (_, true, false) => {
            Err(Failure::invalid("Developer ID is for the Mac only: give --platform macos or catalyst"))
        }
        (true, _, false) => Ok(ProfileKind::AdHoc),
        (_, true, true) => Ok(ProfileKind::Direct),
        _ if chosen.in_house => Ok(ProfileKind::InHouse),
        _ => Ok(ProfileKind::AppStore),
    }
}

/// Apple's name for the type.
pub(crate) fn profile_type(kind: ProfileKind, platform: Platform) -> String {
    let platform = match platform {
        Platform::Ios => "IOS_APP",
        Platform::Tvos => "TVOS_APP",
        Platform::Macos => "MAC_APP",
        Platform::Catalyst => "MAC_CATALYST_APP",
    };
    let kind = match kind {
        ProfileKind::Development => "DEVELOPMENT",
        ProfileKind::AdHoc => "ADHOC",
        ProfileKind::AppStore => "STORE",
        ProfileKind::InHouse => "INHOUSE",
        ProfileKind::Direct => "DIRECT",
    };
    format!("{platform}_{kind}")
}

/// The types of certificates that may sign with it, the preferred ones first.
pub(crate) fn certificate_types(kind: ProfileKind, platform: Platform) -> &'static [&'static str] {
    match (kind, platform.is_mac()) {
        (ProfileKind::Development, false) => &["DEVELOPMENT", "IOS_DEVELOPMENT"],
        (ProfileKind::Development, true) => &["DEVELOPMENT", "MAC_APP_DEVELOPMENT"],
        (ProfileKind::InHouse, false) => &["IOS_DISTRIBUTION"],
        (ProfileKind::InHouse, true) => &["MAC_APP_DISTRIBUTION"],
        (ProfileKind::Direct, _) => &["DEVELOPER_ID_APPLICATION_G2", "DEVELOPER_ID_APPLICATION"],
        (_, false) => &["DISTRIBUTION", "IOS_DISTRIBUTION"],
        (_, true) => &["DISTRIBUTION", "MAC_APP_DISTRIBUTION"],
    }
}

/// Whether profiles of the kind are for certain devices.
pub(crate) fn needs_devices(kind: ProfileKind) -> bool {
    matches!(kind, ProfileKind::Development | ProfileKind::AdHoc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_are_fastlanes() {
        let of = |chosen: Chosen, platform| profile_type(kind(chosen, platform).unwrap(), platform);
        let ad_hoc = Chosen { ad_hoc: true, ..Chosen::default() };
        let development = Chosen { development: true, in_house: true, ..Chosen::default() };
        let direct = Chosen { developer_id: true, ..Chosen::default() };
        assert_eq!(of(Chosen::default(), Platform::Ios), "IOS_APP_STORE");
        assert_eq!(of(ad_hoc, Platform::Tvos), "TVOS_APP_ADHOC");
        assert_eq!(of(development, Platform::Catalyst), "MAC_CATALYST_APP_DEVELOPMENT");
        assert_eq!(of(direct, Platform::Macos), "MAC_APP_DIRECT");
        assert_eq!(of(Chosen { in_house: true, ..Chosen::default() }, Platform::Ios), "IOS_APP_INHOUSE");
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        let both = Chosen { development: true, ad_hoc: true, ..Chosen::default() };
        assert!(kind(both, Platform::Ios).is_err());
        assert!(kind(Chosen { ad_hoc: true, ..Chosen::default() }, Platform::Macos).is_err());
        assert!(kind(Chosen { developer_id: true, ..Chosen::default() }, Platform::Ios).is_err());
    }
}

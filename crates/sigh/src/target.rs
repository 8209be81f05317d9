//! What kind of profile for which platform: fastlane's tables.

use signing::ProfileKind;

/// A platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Platform {
    Ios,
    Tvos,
    Macos,
    Catalyst,
}

impl Platform {
    /// The platform of that name.
    pub(crate) fn named(word: &str) -> Option<Self> {
        match word {
            "ios" => Some(Self::Ios),
            "tvos" => Some(Self::Tvos),
            "macos" => Some(Self::Macos),
            "catalyst" => Some(Self::Catalyst),
            _ => None,
        }
    }

    /// Whether its apps run on a Mac.
    pub(crate) fn is_mac(self) -> bool {
        matches!(self, Self::Macos | Self::Catalyst)
    }
}

/// What the options say of the kind.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked {
    pub(crate) adhoc: bool,
    pub(crate) development: bool,
    pub(crate) developer_id: bool,
}

/// A kind of profile for a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) platform: Platform,
    pub(crate) kind: ProfileKind,
    /// Whether the team is of the Enterprise Program, which has certificates of its own.
    pub(crate) in_house: bool,
}

impl Target {
    /// What is asked for. Ad hoc exists on iOS and tvOS only, Developer ID on the Mac only; elsewhere fastlane
    /// passes over the option, and the profile is one for the store.
    pub(crate) fn of(platform: Platform, asked: Asked) -> Self {
        let mac = platform.is_mac();
        let kind = match asked {
            Asked { developer_id: true, .. } if mac => ProfileKind::Direct,
            Asked { development: true, .. } => ProfileKind::Development,
            Asked { adhoc: true, .. } if !mac => ProfileKind::AdHoc,
            _ => ProfileKind::AppStore,
        };
        Self { platform, kind, in_house: false }
    }

    /// The same for a team of the Enterprise Program: in-house in the place of the App Store.
    pub(crate) fn in_house(self) -> Self {
        let kind = if self.kind == ProfileKind::AppStore { ProfileKind::InHouse } else { self.kind };
        Self { kind, in_house: true, ..self }
    }

    /// What Apple's profile type is of.
    pub(crate) fn of_type(word: &str) -> Option<Self> {
        const PLATFORMS: [Platform; 4] = [Platform::Ios, Platform::Tvos, Platform::Macos, Platform::Catalyst];
        const KINDS: [ProfileKind; 5] = [
            ProfileKind::AppStore,
            ProfileKind::InHouse,
            ProfileKind::AdHoc,
            ProfileKind::Development,
            ProfileKind::Direct,
        ];
        let all = PLATFORMS.into_iter().flat_map(|platform| KINDS.map(|kind| (platform, kind)));
        let mut all =
            all.map(|(platform, kind)| Self { platform, kind, in_house: kind == ProfileKind::InHouse });
        all.find(|target| target.profile_type() == Some(word))
    }

    /// Apple's profile type. `None` where the API offers none.
    pub(crate) fn profile_type(self) -> Option<&'static str> {
        use {Platform as P, ProfileKind as K};
        Some(match (self.platform, self.kind) {
            (P::Ios, K::AppStore | K::Direct) => "IOS_APP_STORE",
            (P::Ios, K::InHouse) => "IOS_APP_INHOUSE",
            (P::Ios, K::AdHoc) => "IOS_APP_ADHOC",
            (P::Ios, K::Development) => "IOS_APP_DEVELOPMENT",
            (P::Tvos, K::AppStore | K::Direct) => "TVOS_APP_STORE",
            (P::Tvos, K::InHouse) => "TVOS_APP_INHOUSE",
            (P::Tvos, K::AdHoc) => "TVOS_APP_ADHOC",
            (P::Tvos, K::Development) => "TVOS_APP_DEVELOPMENT",
            (P::Macos, K::AppStore | K::AdHoc) => "MAC_APP_STORE",
            (P::Macos, K::Development) => "MAC_APP_DEVELOPMENT",
            (P::Macos, K::Direct) => "MAC_APP_DIRECT",
            (P::Catalyst, K::AppStore | K::AdHoc) => "MAC_CATALYST_APP_STORE",
            (P::Catalyst, K::Development) => "MAC_CATALYST_APP_DEVELOPMENT",
            (P::Catalyst, K::Direct) => "MAC_CATALYST_APP_DIRECT",
            (P::Macos | P::Catalyst, K::InHouse) => return None,
        })
    }

    /// The types of the certificates that may sign with it.
    pub(crate) fn certificate_types(self) -> &'static [&'static str] {
        match (self.platform.is_mac(), self.kind) {
            (false, ProfileKind::Development) => &["DEVELOPMENT", "IOS_DEVELOPMENT"],
            // The Enterprise Program knows no Apple Distribution certificate.
            (false, _) if self.in_house => &["IOS_DISTRIBUTION"],
            (false, _) => &["DISTRIBUTION", "IOS_DISTRIBUTION"],
            (true, ProfileKind::Development) => &["DEVELOPMENT", "MAC_APP_DEVELOPMENT"],
            (true, ProfileKind::Direct) => &["DEVELOPER_ID_APPLICATION", "DEVELOPER_ID_APPLICATION_G2"],
            (true, ProfileKind::InHouse) => &["MAC_APP_DISTRIBUTION"],
            (true, _) => &["DISTRIBUTION", "MAC_APP_DISTRIBUTION"],
        }
    }

    /// Whether it is for certain devices.
    pub(crate) fn takes_devices(self) -> bool {
        matches!(self.kind, ProfileKind::Development | ProfileKind::AdHoc)
    }

    /// What fastlane puts behind the bundle id in the file's name.
    pub(crate) fn suffix(self) -> &'static str {
        match self.platform {
            Platform::Tvos => "_tvos",
            Platform::Catalyst => "_catalyst",
            Platform::Ios | Platform::Macos => "",
        }
    }

    /// fastlane's word for the kind, in `SIGH_PROFILE_TYPE`.
    pub(crate) fn word(self) -> &'static str {
        match self.kind {
            ProfileKind::Development => "development",
            ProfileKind::AdHoc => "ad-hoc",
            ProfileKind::AppStore => "app-store",
            ProfileKind::InHouse => "enterprise",
            ProfileKind::Direct => "developer-id",
        }
    }

    /// Whether the content of a profile is of this kind. On the Mac a development profile need not name the
    /// debugger's entitlement, and one for all devices is told only by the platform.
    pub(crate) fn is_kind(self, found: ProfileKind) -> bool {
        found == self.kind
            || (self.platform.is_mac()
                && matches!(
                    (self.kind, found),
                    (ProfileKind::Development, ProfileKind::AdHoc)
                        | (ProfileKind::Direct, ProfileKind::InHouse)
                ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types(platform: Platform) -> [Option<&'static str>; 5] {
        let of = |asked| Target::of(platform, asked).profile_type();
        [
            of(Asked::default()),
            Target::of(platform, Asked::default()).in_house().profile_type(),
            of(Asked { adhoc: true, ..Asked::default() }),
            of(Asked { development: true, ..Asked::default() }),
            of(Asked { developer_id: true, ..Asked::default() }),
        ]
    }

    #[test]
    fn the_types_are_fastlanes() {
        let ios =
            ["IOS_APP_STORE", "IOS_APP_INHOUSE", "IOS_APP_ADHOC", "IOS_APP_DEVELOPMENT", "IOS_APP_STORE"];
        assert_eq!(types(Platform::Ios), ios.map(Some));
        let tvos = [
            "TVOS_APP_STORE",
            "TVOS_APP_INHOUSE",
            "TVOS_APP_ADHOC",
            "TVOS_APP_DEVELOPMENT",
            "TVOS_APP_STORE",
        ];
        assert_eq!(types(Platform::Tvos), tvos.map(Some));
        let [store, in_house, adhoc, development, direct] = types(Platform::Catalyst);
        assert_eq!([store, in_house, adhoc], [Some("MAC_CATALYST_APP_STORE"), None, store]);
        assert_eq!(
            [development, direct],
            [Some("MAC_CATALYST_APP_DEVELOPMENT"), Some("MAC_CATALYST_APP_DIRECT")]
        );
        assert_eq!(types(Platform::Macos)[4], Some("MAC_APP_DIRECT"));
    }

    #[test]
    fn certificates_go_with_kind_and_team() {
        let of = Target::of;
        let types = of(Platform::Ios, Asked::default()).certificate_types();
        assert_eq!(types, ["DISTRIBUTION", "IOS_DISTRIBUTION"]);
        let adhoc = of(Platform::Ios, Asked { adhoc: true, ..Asked::default() }).in_house();
        assert_eq!((adhoc.kind, adhoc.certificate_types()), (ProfileKind::AdHoc, &["IOS_DISTRIBUTION"][..]));
        let development = of(Platform::Tvos, Asked { development: true, ..Asked::default() }).in_house();
        assert_eq!(development.certificate_types(), ["DEVELOPMENT", "IOS_DEVELOPMENT"]);
        let direct = of(Platform::Macos, Asked { developer_id: true, ..Asked::default() });
        assert_eq!(direct.certificate_types()[1], "DEVELOPER_ID_APPLICATION_G2");
    }
}

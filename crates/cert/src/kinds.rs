//! Which certificate types are meant. fastlane's table, with one difference: Apple's cross-platform certificates are
//! the default everywhere, not only on a Mac with a recent Xcode. And the types that fastlane does not make.

use console::Failure;

/// What the options say of the type.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) explicit: Option<String>,
    pub(crate) development: bool,
    pub(crate) apple_certs: bool,
    pub(crate) platform: String,
    pub(crate) in_house: bool,
}

/// Whom a certificate is for, beside the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Team,
    PassTypeId,
    MerchantId,
    /// An app id, with its bundle id.
    App,
    WebsitePushId,
}

/// A type of certificate, or several that do for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// The word for `--type`.
    pub(crate) word: &'static str,
    /// Apple's types that will do; the first is the one to make.
    pub(crate) types: &'static [&'static str],
    /// The portal's name of it, where the official API does not make it and a session must.
    pub(crate) portal: Option<&'static str>,
    pub(crate) owner: Owner,
}

const fn kind(word: &'static str, types: &'static [&'static str]) -> Kind {
    Kind { word, types, portal: None, owner: Owner::Team }
}

const fn of(owner: Owner, kind: Kind) -> Kind {
    Kind { owner, ..kind }
}

const fn portal(name: &'static str, kind: Kind) -> Kind {
    Kind { portal: Some(name), ..kind }
}

/// Every type, fastlane's words first.
const KINDS: [Kind; 22] = [
    kind("mac_installer_distribution", &["MAC_INSTALLER_DISTRIBUTION"]),
    kind("developer_id_application", &["DEVELOPER_ID_APPLICATION_G2", "DEVELOPER_ID_APPLICATION"]),
    kind("developer_id_kext", &["DEVELOPER_ID_KEXT"]),
    portal("DeveloperIdInstaller", kind("developer_id_installer", &["DEVELOPER_ID_INSTALLER"])),
    kind("development", &["DEVELOPMENT"]),
    kind("distribution", &["DISTRIBUTION"]),
    kind("ios_development", &["IOS_DEVELOPMENT"]),
    kind("ios_distribution", &["IOS_DISTRIBUTION"]),
    kind("mac_app_development", &["MAC_APP_DEVELOPMENT"]),
    kind("mac_app_distribution", &["MAC_APP_DISTRIBUTION"]),
    kind("identity_access", &["IDENTITY_ACCESS"]),
    of(Owner::PassTypeId, kind("pass_type_id", &["PASS_TYPE_ID"])),
    of(Owner::PassTypeId, kind("pass_type_id_with_nfc", &["PASS_TYPE_ID_WITH_NFC"])),
    of(Owner::MerchantId, kind("apple_pay", &["APPLE_PAY"])),
    of(Owner::MerchantId, kind("apple_pay_merchant_identity", &["APPLE_PAY_MERCHANT_IDENTITY"])),
    of(Owner::MerchantId, kind("apple_pay_psp_identity", &["APPLE_PAY_PSP_IDENTITY"])),
    of(Owner::MerchantId, kind("apple_pay_rsa", &["APPLE_PAY_RSA"])),
    of(Owner::App, portal("ProductionPush", kind("push", &["PUSH"]))),
    of(Owner::App, portal("DevelopmentPush", kind("push_development", &["PUSH_DEVELOPMENT"]))),
    of(Owner::App, portal("VoipPush", kind("voip_push", &["VOIP_PUSH"]))),
    of(Owner::App, portal("MacProductionPush", kind("mac_push", &["MAC_PUSH"]))),
    of(Owner::WebsitePushId, portal("WebsitePush", kind("website_push", &["WEBSITE_PUSH"]))),
];

/// The type of that word.
fn named(word: &str) -> Kind {
    // The words here are those of the table.
    KINDS.into_iter().find(|kind| kind.word == word).unwrap_or(KINDS[4])
}

/// The type that is wanted.
pub(crate) fn chosen(wanted: &Wanted) -> Result<Kind, Failure> {
    if let Some(explicit) = &wanted.explicit {
        let word = explicit.to_lowercase();
        return KINDS.into_iter().find(|kind| kind.word == word).ok_or_else(|| {
            let words = KINDS.map(|kind| kind.word).join(", ");
            Failure::invalid(format!("--type is `{explicit}`; it takes {words}"))
        });
    }
    Ok(named(match (wanted.apple_certs, wanted.development, wanted.platform.as_str()) {
        (true, true, _) => "development",
        // The Enterprise Program knows no Apple Distribution certificate.
        (true, false, _) if wanted.in_house => "ios_distribution",
        (true, false, _) => "distribution",
        (false, true, "ios" | "tvos") => "ios_development",
        (false, false, "ios" | "tvos") => "ios_distribution",
        (false, true, "macos") => "mac_app_development",
        (false, false, "macos") => "mac_app_distribution",
        (false, _, other) => {
            return Err(Failure::invalid(format!("--platform is `{other}`; it takes ios, macos and tvos")));
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(development: bool, apple_certs: bool, platform: &str, in_house: bool) -> &'static str {
        let wanted = Wanted { explicit: None, development, apple_certs, platform: platform.into(), in_house };
        chosen(&wanted).unwrap().types[0]
    }

    #[test]
    fn the_table_is_fastlanes() {
        assert_eq!(first(false, true, "ios", false), "DISTRIBUTION");
        assert_eq!(first(true, true, "macos", true), "DEVELOPMENT");
        assert_eq!(first(false, true, "ios", true), "IOS_DISTRIBUTION");
        assert_eq!(first(false, false, "tvos", false), "IOS_DISTRIBUTION");
        assert_eq!(first(true, false, "macos", false), "MAC_APP_DEVELOPMENT");
    }

    #[test]
    fn an_explicit_type_wins_and_a_wrong_one_is_named() {
        let of = |explicit: &str| chosen(&Wanted { explicit: Some(explicit.into()), ..Wanted::default() });
        assert_eq!(of("developer_id_application").unwrap().types[0], "DEVELOPER_ID_APPLICATION_G2");
        assert_eq!(of("DISTRIBUTION").unwrap().types, ["DISTRIBUTION"]);
        assert!(of("developer_id_installer").unwrap().portal.is_some());
        assert!(of("magic").unwrap_err().message.contains("`magic`"));
    }

    #[test]
    fn every_type_that_the_api_makes_is_there() {
        let described = catalogue::catalogue().shape("CertificateType").unwrap();
        let catalogue::Shape::Enum(words) = described else { panic!("it is an enumeration") };
        let known = KINDS.iter().filter(|kind| kind.portal.is_none()).flat_map(|kind| kind.types);
        let known = known.copied().collect::<Vec<_>>();
        for word in words {
            // What Apple gives kernel extensions since is asked for under the older name.
            assert!(known.contains(word) || *word == "DEVELOPER_ID_KEXT_G2", "{word}");
        }
        assert!(known.iter().all(|known| words.contains(known)));
        for kind in KINDS.iter().filter_map(|kind| kind.portal) {
            spaceship::portal::CertificateType::new(kind).unwrap();
        }
    }
}

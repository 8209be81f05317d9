//! Which certificate types are meant. fastlane's table, with one difference: Apple's cross-platform certificates are
//! the default everywhere, not only on a Mac with a recent Xcode.

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

/// The types that will do; the first is the one to make.
pub(crate) fn types(wanted: &Wanted) -> Result<&'static [&'static str], Failure> {
    if let Some(explicit) = &wanted.explicit {
        return match explicit.as_str() {
            "mac_installer_distribution" => Ok(&["MAC_INSTALLER_DISTRIBUTION"]),
            "developer_id_application" => Ok(&["DEVELOPER_ID_APPLICATION_G2", "DEVELOPER_ID_APPLICATION"]),
            "developer_id_kext" => Ok(&["DEVELOPER_ID_KEXT"]),
            "developer_id_installer" => {
                Err(Failure::invalid("Apple's API makes no Developer ID Installer certificate")
                    .hint("make it on the Developer Portal, as the Account Holder"))
            }
            other => Err(Failure::invalid(format!(
                "--type is `{other}`; it takes mac_installer_distribution, developer_id_application and \
                 developer_id_kext"
            ))),
        };
    }
    Ok(match (wanted.apple_certs, wanted.development, wanted.platform.as_str()) {
        (true, true, _) => &["DEVELOPMENT"],
        // The Enterprise Program knows no Apple Distribution certificate.
        (true, false, _) if wanted.in_house => &["IOS_DISTRIBUTION"],
        (true, false, _) => &["DISTRIBUTION"],
        (false, true, "ios" | "tvos") => &["IOS_DEVELOPMENT"],
        (false, false, "ios" | "tvos") => &["IOS_DISTRIBUTION"],
        (false, true, "macos") => &["MAC_APP_DEVELOPMENT"],
        (false, false, "macos") => &["MAC_APP_DISTRIBUTION"],
        (false, _, other) => {
            return Err(Failure::invalid(format!("--platform is `{other}`; it takes ios, macos and tvos")));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(development: bool, apple_certs: bool, platform: &str, in_house: bool) -> &'static str {
        let wanted = Wanted { explicit: None, development, apple_certs, platform: platform.into(), in_house };
        types(&wanted).unwrap()[0]
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
        let of = |explicit: &str| types(&Wanted { explicit: Some(explicit.into()), ..Wanted::default() });
        assert_eq!(of("developer_id_application").unwrap()[0], "DEVELOPER_ID_APPLICATION_G2");
        assert!(of("developer_id_installer").unwrap_err().hint.is_some());
        assert!(of("magic").unwrap_err().message.contains("`magic`"));
    }
}

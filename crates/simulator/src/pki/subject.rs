//! Who stands in a certificate: Apple puts in its own names, whatever the request says.

/// A team of the simulated Apple.
#[derive(Debug, Clone, Copy)]
pub struct Team {
    /// The team id, which prefixes app ids.
    pub id: &'static str,
    /// The team's name.
    pub name: &'static str,
    /// The name of its account holder.
    pub holder: &'static str,
}

/// The one team there is.
pub const TEAM: Team = Team { id: "GANTRY2026", name: "Example Team", holder: "Ada Example" };

/// The names in a certificate of some type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The common name, such as `Apple Distribution: Example Team (GANTRY2026)`.
    pub common_name: String,
    /// What App Store Connect shows: the team, or the person for development.
    pub display_name: String,
    /// The platform that the certificate is for; none where it is for all.
    pub platform: Option<&'static str>,
    /// The last numbers of the extensions below 1.2.840.113635.100.6.1 by which Apple marks what a certificate may
    /// sign.
    pub markers: &'static [u64],
}

impl Holder {
    /// The names for a certificate type.
    pub fn of(certificate_type: &str) -> Self {
        let (title, personal, platform, markers): (_, _, _, &[u64]) = match certificate_type {
            "DEVELOPMENT" => ("Apple Development", true, None, &[2, 12]),
            "DISTRIBUTION" => ("Apple Distribution", false, None, &[4, 7]),
            "IOS_DEVELOPMENT" => ("iPhone Developer", true, Some("IOS"), &[2]),
            "IOS_DISTRIBUTION" => ("iPhone Distribution", false, Some("IOS"), &[4]),
            "MAC_APP_DEVELOPMENT" => ("Mac Developer", true, Some("MAC_OS"), &[12]),
            "MAC_APP_DISTRIBUTION" => ("3rd Party Mac Developer Application", false, Some("MAC_OS"), &[7]),
            "MAC_INSTALLER_DISTRIBUTION" => {
                ("3rd Party Mac Developer Installer", false, Some("MAC_OS"), &[8])
            }
            "DEVELOPER_ID_APPLICATION" | "DEVELOPER_ID_APPLICATION_G2" => {
                ("Developer ID Application", false, Some("MAC_OS"), &[13])
            }
            "DEVELOPER_ID_KEXT" | "DEVELOPER_ID_KEXT_G2" => {
                ("Developer ID Application (KEXT)", false, Some("MAC_OS"), &[13, 18])
            }
            "PASS_TYPE_ID" | "PASS_TYPE_ID_WITH_NFC" => ("Pass Type ID", false, None, &[]),
            _ => ("Apple Certificate", false, None, &[]),
        };
        let who = if personal { TEAM.holder } else { TEAM.name };
        Self {
            common_name: format!("{title}: {who} ({})", TEAM.id),
            display_name: who.to_owned(),
            platform,
            markers,
        }
    }
}

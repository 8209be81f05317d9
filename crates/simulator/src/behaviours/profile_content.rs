//! The property list inside a profile.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use plist::{Dictionary, Value};
use time::OffsetDateTime;

use crate::engine::store::Stored;
use crate::pki::TEAM;

/// What a profile is to hold.
pub(super) struct Wanted<'a> {
    pub(super) name: &'a str,
    pub(super) uuid: &'a str,
    pub(super) profile_type: &'a str,
    /// The `bundleIds` resource.
    pub(super) app_id: &'a Stored,
    pub(super) capabilities: &'a [String],
    pub(super) certificates: &'a [Stored],
    pub(super) devices: Option<&'a [String]>,
    pub(super) now: OffsetDateTime,
    pub(super) expires: OffsetDateTime,
}

/// The property list in XML.
pub(super) fn list(wanted: &Wanted<'_>) -> Vec<u8> {
    let texts = |all: &[&str]| Value::Array(all.iter().map(|text| (*text).into()).collect());
    let content = |certificate: &Stored| {
        BASE64_STANDARD.decode(certificate.text("certificateContent")).ok().map(Value::Data)
    };
    // A day that has begun counts: a certificate of this moment ends a moment before the year is over.
    let days = (wanted.expires - wanted.now + time::Duration::hours(23)).whole_days();
    let mut list = Dictionary::new();
    let mut put = |key: &str, value: Value| drop(list.insert(key.to_owned(), value));
    put("AppIDName", wanted.app_id.text("name").into());
    put("ApplicationIdentifierPrefix", texts(&[TEAM.id]));
    put("CreationDate", date(wanted.now));
    put("Platform", texts(platforms(wanted.profile_type)));
    put("IsXcodeManaged", false.into());
    put("DeveloperCertificates", Value::Array(wanted.certificates.iter().filter_map(content).collect()));
    put("Entitlements", Value::Dictionary(entitlements(wanted)));
    put("ExpirationDate", date(wanted.expires));
    put("Name", wanted.name.into());
    if let Some(devices) = wanted.devices {
        put("ProvisionedDevices", Value::Array(devices.iter().map(|udid| udid.as_str().into()).collect()));
    }
    if wanted.profile_type.ends_with("INHOUSE") || wanted.profile_type.ends_with("DIRECT") {
        put("ProvisionsAllDevices", true.into());
    }
    put("TeamIdentifier", texts(&[TEAM.id]));
    put("TeamName", TEAM.name.into());
    put("TimeToLive", days.into());
    put("UUID", wanted.uuid.into());
    put("Version", 1.into());
    let mut xml = Vec::new();
    // Writing into memory cannot fail, and the values are of kinds that XML has.
    let _ = Value::Dictionary(list).to_writer_xml(&mut xml);
    xml
}

/// A date to the second: the readers of Apple and others know no fractions.
fn date(at: OffsetDateTime) -> Value {
    let whole = at.replace_nanosecond(0).unwrap_or(at);
    Value::Date(std::time::SystemTime::from(whole).into())
}

fn platforms(profile_type: &str) -> &'static [&'static str] {
    match profile_type {
        kind if kind.starts_with("MAC_") => &["OSX"],
        kind if kind.starts_with("TVOS_") => &["tvOS"],
        _ => &["iOS", "xrOS", "visionOS"],
    }
}

fn entitlements(wanted: &Wanted<'_>) -> Dictionary {
    let development = wanted.profile_type.ends_with("DEVELOPMENT");
    let mac = wanted.profile_type.starts_with("MAC_");
    let app_id = format!("{}.{}", TEAM.id, wanted.app_id.text("identifier"));
    let mut all = Dictionary::new();
    let mut put = |key: &str, value: Value| drop(all.insert(key.to_owned(), value));
    put(if mac { "com.apple.application-identifier" } else { "application-identifier" }, app_id.into());
    put("com.apple.developer.team-identifier", TEAM.id.into());
    put("keychain-access-groups", Value::Array(vec![format!("{}.*", TEAM.id).into()]));
    put(if mac { "com.apple.security.get-task-allow" } else { "get-task-allow" }, development.into());
    if wanted.profile_type.ends_with("APP_STORE") && !mac {
        put("beta-reports-active", true.into());
    }
    let environment = if development { "development" } else { "production" };
    for capability in wanted.capabilities {
        match capability.as_str() {
            "PUSH_NOTIFICATIONS" => put("aps-environment", environment.into()),
            "ASSOCIATED_DOMAINS" => put("com.apple.developer.associated-domains", "*".into()),
            "APP_GROUPS" => put("com.apple.security.application-groups", Value::Array(Vec::new())),
            "APPLE_ID_AUTH" => put("com.apple.developer.applesignin", Value::Array(vec!["Default".into()])),
            "GAME_CENTER" => put("com.apple.developer.game-center", true.into()),
            "HEALTHKIT" => put("com.apple.developer.healthkit", true.into()),
            "HOMEKIT" => put("com.apple.developer.homekit", true.into()),
            "SIRIKIT" => put("com.apple.developer.siri", true.into()),
            _ => {}
        }
    }
    all
}

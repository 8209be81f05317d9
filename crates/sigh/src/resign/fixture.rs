//! Profiles for the tests.

use plist::{Dictionary, Value};
use signing::ProvisioningProfile;
use time::OffsetDateTime;

/// An App Store profile of the team TEAM for that bundle id.
pub(super) fn profile(bundle_id: &str) -> ProvisioningProfile {
    let mut entitlements = Dictionary::new();
    entitlements.insert("application-identifier".into(), format!("TEAM.{bundle_id}").into());
    ProvisioningProfile {
        name: format!("{bundle_id} AppStore"),
        uuid: "0F1E2D3C-0000-4000-8000-000000000000".to_owned(),
        team_ids: vec!["TEAM".to_owned()],
        team_name: None,
        app_id_name: None,
        platforms: vec!["iOS".to_owned()],
        created: None,
        expires: OffsetDateTime::UNIX_EPOCH + time::Duration::days(40_000),
        devices: None,
        provisions_all_devices: false,
        certificates: Vec::new(),
        entitlements,
        is_xcode_managed: false,
    }
}

/// A list of texts.
pub(super) fn texts(all: &[&str]) -> Value {
    Value::Array(all.iter().map(|text| (*text).into()).collect())
}

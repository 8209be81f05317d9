//! What a bundle is entitled to when nothing else is said: all that its profile allows.

use plist::{Dictionary, Value};
use signing::{ProfileKind, ProvisioningProfile};

/// Names of the entitlement that is the application identifier.
const APPLICATION: [&str; 2] = ["application-identifier", "com.apple.application-identifier"];

/// The entitlement that a profile lists both values of, and an app has one of.
pub(super) const CLOUD_ENVIRONMENT: &str = "com.apple.developer.icloud-container-environment";

/// The entitlements of a profile, made definite for a bundle id: a profile allows patterns, a signature names values.
/// fastlane signs the patterns themselves, with which an app shares its keychain with all others of the team and has no
/// associated domains at all.
pub(super) fn of_profile(profile: &ProvisioningProfile, bundle_id: &str) -> Dictionary {
    let mut definite = Dictionary::new();
    for (key, value) in &profile.entitlements {
        let value = match value {
            _ if APPLICATION.contains(&key.as_str()) => application(profile, bundle_id),
            _ if key == CLOUD_ENVIRONMENT => Some(cloud_environment(profile.kind()).into()),
            value => settled(value, bundle_id),
        };
        if let Some(value) = value {
            definite.insert(key.clone(), value);
        }
    }
    definite
}

/// The application identifier of the bundle with its prefix.
fn application(profile: &ProvisioningProfile, bundle_id: &str) -> Option<Value> {
    Some(format!("{}.{bundle_id}", profile.application_identifier_prefix()?).into())
}

/// Which of iCloud's environments an app signed with such a profile uses.
pub(super) fn cloud_environment(kind: ProfileKind) -> &'static str {
    if kind == ProfileKind::Development { "Development" } else { "Production" }
}

/// `TEAM.*` becomes `TEAM.` and the bundle id; a lone star names nothing and is left out.
fn settled(value: &Value, bundle_id: &str) -> Option<Value> {
    match value {
        Value::String(text) => match text.strip_suffix('*') {
            None => Some(value.clone()),
            Some("") => None,
            Some(start) => Some(format!("{start}{bundle_id}").into()),
        },
        Value::Array(values) => {
            let settled = values.iter().filter_map(|value| settled(value, bundle_id)).collect::<Vec<_>>();
            (!settled.is_empty() || values.is_empty()).then_some(Value::Array(settled))
        }
        other => Some(other.clone()),
    }
}

/// What is wrong with entitlements that come from a file, besides what the profile does not allow.
pub(super) fn incomplete(list: &Dictionary, profile: &ProvisioningProfile) -> Vec<String> {
    let needed = ["application-identifier", "com.apple.developer.team-identifier"];
    let lacks = |key: &&&str| profile.entitlements.contains_key(key) && !list.contains_key(key);
    needed.iter().filter(lacks).map(|key| format!("{key} is missing")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{profile, texts};
    use super::*;

    #[test]
    fn patterns_become_values() {
        let mut profile = profile("com.example.*");
        for (key, value) in [
            ("keychain-access-groups", texts(&["TEAM.*", "com.apple.token"])),
            ("com.apple.developer.associated-domains", "*".into()),
            ("com.apple.developer.ubiquity-kvstore-identifier", "TEAM.*".into()),
            (CLOUD_ENVIRONMENT, texts(&["Development", "Production"])),
            ("get-task-allow", false.into()),
        ] {
            profile.entitlements.insert(key.into(), value);
        }
        let own = of_profile(&profile, "com.example.app");
        let expected = [
            ("application-identifier", "TEAM.com.example.app".into()),
            ("keychain-access-groups", texts(&["TEAM.com.example.app", "com.apple.token"])),
            ("com.apple.developer.ubiquity-kvstore-identifier", "TEAM.com.example.app".into()),
            (CLOUD_ENVIRONMENT, "Production".into()),
            ("get-task-allow", false.into()),
        ];
        let expected =
            expected.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Dictionary>();
        assert_eq!(own, expected);
        assert!(signing::refused_entitlements(&own, &profile.entitlements).is_empty());
    }
}

//! Keeping the entitlements of the app that is signed again (`--use-app-entitlements`).
//!
//! What fastlane takes over from the old signature is taken over, under the names of the new team; all else is what the
//! profile says.

use plist::{Dictionary, Value};

use super::entitlements::{CLOUD_ENVIRONMENT, cloud_environment};

/// What an app chooses among what its profile allows: taken from the old signature, left out where it has none.
const CHOSEN: [&str; 17] = [
    "com.apple.developer.icloud-services",
    "com.apple.developer.nfc.readersession.formats",
    "com.apple.developer.siri",
    KEY_VALUE_STORE,
    "inter-app-audio",
    KEYCHAIN,
    "com.apple.developer.homekit",
    "com.apple.developer.healthkit",
    "com.apple.developer.healthkit.access",
    "com.apple.developer.networking.vpn.api",
    "com.apple.developer.networking.HotspotConfiguration",
    "com.apple.developer.networking.networkextension",
    "com.apple.developer.networking.multipath",
    "com.apple.developer.associated-domains",
    "com.apple.developer.default-data-protection",
    "com.apple.external-accessory.wireless-configuration",
    CLOUD_ENVIRONMENT,
];

/// What only the same team can go on using; for another team it is what the profile says.
const SAME_TEAM: [&str; 5] = [
    "com.apple.security.application-groups",
    "com.apple.developer.in-app-payments",
    "com.apple.developer.ubiquity-container-identifiers",
    "com.apple.developer.icloud-container-identifiers",
    "com.apple.developer.pass-type-identifiers",
];

/// What is never signed.
const DROPPED: [&str; 3] = [
    "com.apple.developer.icloud-container-development-container-identifiers",
    "com.apple.developer.restricted-resource-mode",
    "com.apple.developer.maps",
];

const KEYCHAIN: &str = "keychain-access-groups";
const KEY_VALUE_STORE: &str = "com.apple.developer.ubiquity-kvstore-identifier";

/// An app as one signature has it: the prefix of its application identifier, its team, its bundle id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owner<'a> {
    pub(super) prefix: &'a str,
    pub(super) team: &'a str,
    pub(super) bundle_id: &'a str,
}

/// What came of it.
#[derive(Debug, PartialEq)]
pub(super) struct Transferred {
    pub(super) entitlements: Dictionary,
    /// What stays behind since the team is another.
    pub(super) left: Vec<String>,
}

/// The entitlements of the old signature where the app has a choice, and those of the profile else. `of_profile` are
/// already made definite.
pub(super) fn transfer(
    old: &Dictionary,
    of_profile: Dictionary,
    from: Owner<'_>,
    to: Owner<'_>,
    kind: signing::ProfileKind,
) -> Transferred {
    let mut entitlements = of_profile;
    let same_team = from.team == to.team;
    let mut left = Vec::new();
    for key in DROPPED {
        entitlements.remove(key);
    }
    for key in CHOSEN.into_iter().chain(SAME_TEAM) {
        if !same_team && SAME_TEAM.contains(&key) {
            if old.contains_key(key) {
                left.push(key.to_owned());
            }
            continue;
        }
        entitlements.remove(key);
        let Some(value) = old.get(key) else { continue };
        let value = match key {
            CLOUD_ENVIRONMENT => cloud_environment(kind).into(),
            KEYCHAIN => renamed(value, (from.prefix, to.prefix), (from.bundle_id, to.bundle_id)),
            KEY_VALUE_STORE => renamed(value, (from.team, to.team), (from.bundle_id, to.bundle_id)),
            _ => value.clone(),
        };
        entitlements.insert(key.into(), value);
    }
    entitlements.sort_keys();
    Transferred { entitlements, left }
}

/// `OLD.id` as `NEW.id`, in a text or a list of texts; the bundle id follows where it is the old one.
fn renamed(value: &Value, prefix: (&str, &str), bundle_id: (&str, &str)) -> Value {
    match value {
        Value::Array(values) => {
            Value::Array(values.iter().map(|value| renamed(value, prefix, bundle_id)).collect())
        }
        Value::String(text) => {
            let Some(rest) = text.strip_prefix(prefix.0).and_then(|rest| rest.strip_prefix('.')) else {
                return value.clone();
            };
            let rest = if rest == bundle_id.0 { bundle_id.1 } else { rest };
            format!("{}.{rest}", prefix.1).into()
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use signing::ProfileKind;

    use super::*;

    const OLD: Owner<'_> = Owner { prefix: "SEED", team: "OLDTEAM", bundle_id: "com.example.app" };

    fn list(pairs: &[(&str, Value)]) -> Dictionary {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    }

    fn texts(all: &[&str]) -> Value {
        Value::Array(all.iter().map(|text| (*text).into()).collect())
    }

    #[test]
    fn what_the_app_had_is_kept_under_the_new_teams_names() {
        let old = list(&[
            ("application-identifier", "SEED.com.example.app".into()),
            (KEYCHAIN, texts(&["SEED.com.example.app", "SEED.shared", "com.apple.token"])),
            (KEY_VALUE_STORE, "OLDTEAM.com.example.app".into()),
            (CLOUD_ENVIRONMENT, "Development".into()),
            ("com.apple.developer.associated-domains", texts(&["applinks:example.com"])),
            ("com.apple.security.application-groups", texts(&["group.old"])),
            ("com.apple.developer.maps", true.into()),
        ]);
        let profile = list(&[
            ("application-identifier", "NEWTEAM.com.example.new".into()),
            ("com.apple.developer.siri", true.into()),
            ("com.apple.security.application-groups", texts(&["group.new"])),
        ]);
        let new = Owner { prefix: "NEWTEAM", team: "NEWTEAM", bundle_id: "com.example.new" };
        let told = transfer(&old, profile, OLD, new, ProfileKind::AppStore);
        let expected = list(&[
            ("application-identifier", "NEWTEAM.com.example.new".into()),
            ("com.apple.developer.associated-domains", texts(&["applinks:example.com"])),
            (CLOUD_ENVIRONMENT, "Production".into()),
            (KEY_VALUE_STORE, "NEWTEAM.com.example.new".into()),
            ("com.apple.security.application-groups", texts(&["group.new"])),
            (KEYCHAIN, texts(&["NEWTEAM.com.example.new", "NEWTEAM.shared", "com.apple.token"])),
        ]);
        assert_eq!(told.entitlements, expected);
        assert_eq!(told.left, ["com.apple.security.application-groups"]);
    }

    #[test]
    fn the_same_team_keeps_its_groups() {
        let old = list(&[("com.apple.security.application-groups", texts(&["group.old"]))]);
        let profile = list(&[("com.apple.security.application-groups", texts(&["group.old", "group.b"]))]);
        let told = transfer(&old, profile, OLD, OLD, ProfileKind::Development);
        assert_eq!(told.entitlements, old);
        assert!(told.left.is_empty());
    }
}

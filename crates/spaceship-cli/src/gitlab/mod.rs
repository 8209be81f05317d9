//! GitLab's integration with App Store Connect: its settings, what stands in them, and whom they would reach.

mod risks;
mod server;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use spaceship::auth::ApiKey;

pub(crate) use risks::risks;
pub(crate) use server::Server;

/// The settings of a project's integration, as GitLab answers them. The private key is never among them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Integration {
    /// Whether jobs get the variables.
    #[serde(default)]
    pub(crate) active: bool,
    /// Whether the settings are those of a group or of the whole instance.
    #[serde(default)]
    pub(crate) inherited: bool,
    #[serde(default)]
    properties: Option<Properties>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
struct Properties {
    #[serde(rename = "app_store_issuer_id")]
    issuer_id: Option<String>,
    #[serde(rename = "app_store_key_id")]
    key_id: Option<String>,
    #[serde(rename = "app_store_protected_refs", default, deserialize_with = "yes_or_no")]
    protected_refs: Option<bool>,
}

/// GitLab has kept flags of integrations as words too.
fn yes_or_no<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Said {
        Flag(bool),
        Word(String),
    }
    Ok(Option::<Said>::deserialize(from)?.map(|said| match said {
        Said::Flag(flag) => flag,
        Said::Word(word) => matches!(word.as_str(), "true" | "1"),
    }))
}

impl Integration {
    /// The key id, where one is set.
    pub(crate) fn key_id(&self) -> Option<&str> {
        self.properties.as_ref()?.key_id.as_deref()
    }

    /// The issuer id, where one is set.
    pub(crate) fn issuer_id(&self) -> Option<&str> {
        self.properties.as_ref()?.issuer_id.as_deref()
    }

    /// Whether only jobs on protected branches and tags get the variables.
    pub(crate) fn protected_refs_only(&self) -> bool {
        self.properties.as_ref().and_then(|properties| properties.protected_refs).unwrap_or(false)
    }
}

/// What the integration is to be set to.
#[derive(Debug, Serialize)]
pub(crate) struct Wanted {
    #[serde(rename = "app_store_issuer_id")]
    pub(crate) issuer_id: String,
    #[serde(rename = "app_store_key_id")]
    pub(crate) key_id: String,
    #[serde(rename = "app_store_private_key_file_name")]
    file_name: String,
    #[serde(rename = "app_store_private_key", serialize_with = "exposed")]
    private_key: SecretString,
    #[serde(rename = "app_store_protected_refs")]
    pub(crate) protected_refs_only: bool,
    use_inherited_settings: bool,
}

/// For the body of the one request that sets the key up.
fn exposed<S: serde::Serializer>(key: &SecretString, to: S) -> Result<S::Ok, S::Error> {
    use secrecy::ExposeSecret;
    to.serialize_str(key.expose_secret())
}

impl Wanted {
    /// The settings for a key, or all that GitLab would refuse of it.
    pub(crate) fn of(key: &ApiKey, protected_refs_only: bool) -> Result<Self, Vec<String>> {
        let mut wrong = Vec::new();
        let key_id = key.key_id();
        let has = |what: fn(&char) -> bool| key_id.chars().any(|letter| what(&letter));
        let plain = key_id.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
        if !(plain && has(char::is_ascii_uppercase) && has(char::is_ascii_digit)) {
            wrong.push(format!(
                "the key id {key_id} is not of upper-case letters and digits, with one of each"
            ));
        }
        if key.issuer_id().is_none() {
            wrong.push("an individual key has no issuer id, which GitLab wants: make a team key".into());
        }
        if key.in_house() == Some(true) {
            wrong.push(
                "a key of the Enterprise Program: GitLab's integration is for App Store Connect".into(),
            );
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Self {
            // GitLab takes lower-case letters only.
            issuer_id: key.issuer_id().unwrap_or_default().to_ascii_lowercase(),
            key_id: key_id.to_owned(),
            file_name: format!("AuthKey_{key_id}.p8"),
            private_key: key.to_pem(),
            protected_refs_only,
            use_inherited_settings: false,
        })
    }

    /// Whether the integration is set like this. A key id has one private key, so that it need not be seen.
    pub(crate) fn is_there(&self, now: &Integration) -> bool {
        now.active
            && !now.inherited
            && now.key_id() == Some(&self.key_id)
            && now.issuer_id().is_some_and(|issuer| issuer.eq_ignore_ascii_case(&self.issuer_id))
            && now.protected_refs_only() == self.protected_refs_only
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integration(json: &str) -> Integration {
        serde_json::from_str(json).unwrap()
    }

    fn wanted() -> Wanted {
        Wanted {
            issuer_id: "57246542-96fe-1a63-e053-0824d011072a".into(),
            key_id: "ABC1234567".into(),
            file_name: "AuthKey_ABC1234567.p8".into(),
            private_key: "secret".into(),
            protected_refs_only: true,
            use_inherited_settings: false,
        }
    }

    #[test]
    fn an_integration_with_the_same_ids_is_there() {
        let there = r#"{"id": 75, "slug": "apple_app_store", "active": true, "inherited": false, "properties":
            {"app_store_issuer_id": "57246542-96FE-1a63-e053-0824d011072a", "app_store_key_id": "ABC1234567",
             "app_store_private_key_file_name": "key.p8", "app_store_protected_refs": true}}"#;
        assert!(wanted().is_there(&integration(there)));
        for (now, then) in [
            ("\"active\": true", "\"active\": false"),
            ("\"inherited\": false", "\"inherited\": true"),
            ("ABC1234567", "ABC1234568"),
            ("\"app_store_protected_refs\": true", "\"app_store_protected_refs\": \"false\""),
        ] {
            assert!(!wanted().is_there(&integration(&there.replace(now, then))), "{then}");
        }
        assert!(!wanted().is_there(&integration(r#"{"active": false, "properties": null}"#)));
    }

    #[test]
    fn the_private_key_shows_nowhere_but_in_the_body() {
        assert!(!format!("{:?}", wanted()).contains("secret"));
        assert!(serde_json::to_string(&wanted()).unwrap().contains(r#""app_store_private_key":"secret""#));
    }
}

//! The families of variables that hold a key in parts.

/// The names of one family of variables that hold the parts of a key.
pub(super) struct Family {
    pub(super) key_id: &'static str,
    pub(super) issuer_id: &'static str,
    pub(super) key: &'static str,
    pub(super) key_path: &'static str,
    pub(super) base64: Option<&'static str>,
    pub(super) duration: &'static str,
    pub(super) in_house: &'static str,
}

/// The names that GitLab's integration sets and fastlane's action reads, and the names that spaceship reads.
pub(super) const FAMILIES: [Family; 2] = [
    Family {
        key_id: "APP_STORE_CONNECT_API_KEY_KEY_ID",
        issuer_id: "APP_STORE_CONNECT_API_KEY_ISSUER_ID",
        key: "APP_STORE_CONNECT_API_KEY_KEY",
        key_path: "APP_STORE_CONNECT_API_KEY_KEY_FILEPATH",
        base64: Some("APP_STORE_CONNECT_API_KEY_IS_KEY_CONTENT_BASE64"),
        duration: "APP_STORE_CONNECT_API_KEY_DURATION",
        in_house: "APP_STORE_CONNECT_API_KEY_IN_HOUSE",
    },
    Family {
        key_id: "SPACESHIP_CONNECT_API_KEY_ID",
        issuer_id: "SPACESHIP_CONNECT_API_ISSUER_ID",
        key: "SPACESHIP_CONNECT_API_KEY",
        key_path: "SPACESHIP_CONNECT_API_KEY_FILEPATH",
        base64: None,
        duration: "SPACESHIP_CONNECT_API_TOKEN_DURATION",
        in_house: "SPACESHIP_CONNECT_API_IN_HOUSE",
    },
];

/// Every name in the families.
#[cfg(test)]
pub(crate) fn variable_names() -> Vec<&'static str> {
    let names = |family: &Family| {
        let always =
            [family.key_id, family.issuer_id, family.key, family.key_path, family.duration, family.in_house];
        always.into_iter().chain(family.base64)
    };
    FAMILIES.iter().flat_map(names).collect()
}

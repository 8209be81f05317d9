//! Whether a profile's entitlements still are what the bundle id may do.
//!
//! Apple makes profiles invalid when a capability changes, but not always and not at once.

use std::collections::BTreeSet;

use plist::Dictionary;

/// Capabilities, and an entitlement that every profile has while they are enabled. Those that show in a profile only under
/// further conditions are left out: nothing could be told of them.
const ENTITLEMENTS: [(&str, &str); 7] = [
    ("APPLE_ID_AUTH", "com.apple.developer.applesignin"),
    ("ASSOCIATED_DOMAINS", "com.apple.developer.associated-domains"),
    ("HEALTHKIT", "com.apple.developer.healthkit"),
    ("HOMEKIT", "com.apple.developer.homekit"),
    ("NFC_TAG_READING", "com.apple.developer.nfc.readersession.formats"),
    ("PUSH_NOTIFICATIONS", "aps-environment"),
    ("SIRIKIT", "com.apple.developer.siri"),
];
/// The Mac's name for the entitlement of push messages.
const MAC_PUSH: &str = "com.apple.developer.aps-environment";

/// The capabilities in which profile and bundle id differ: those that the profile lacks, and those that it has too many.
pub(crate) fn differing(entitlements: &Dictionary, enabled: &BTreeSet<String>) -> (Vec<String>, Vec<String>) {
    let has = |key: &str| {
        entitlements.contains_key(key) || (key == "aps-environment" && entitlements.contains_key(MAC_PUSH))
    };
    let names = |wanted: bool| {
        let differs = ENTITLEMENTS
            .iter()
            .filter(|(capability, key)| enabled.contains(*capability) == wanted && has(key) != wanted);
        differs.map(|(capability, _)| (*capability).to_owned()).collect::<Vec<_>>()
    };
    (names(true), names(false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_and_what_is_too_much_is_told() {
        let mut entitlements = Dictionary::new();
        entitlements.insert("aps-environment".into(), "production".into());
        entitlements.insert("com.apple.developer.siri".into(), true.into());
        let enabled = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<BTreeSet<_>>();
        let both = differing(&entitlements, &enabled(&["PUSH_NOTIFICATIONS", "SIRIKIT", "SOMETHING_NEW"]));
        assert_eq!(both, (Vec::new(), Vec::new()));
        let (missing, excess) = differing(&entitlements, &enabled(&["HEALTHKIT", "SIRIKIT"]));
        assert_eq!((missing, excess), (vec!["HEALTHKIT".to_owned()], vec!["PUSH_NOTIFICATIONS".to_owned()]));
    }
}

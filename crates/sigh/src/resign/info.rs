//! Changes to an Info.plist.

use plist::{Dictionary, Value};

use super::bundles::Kind;
use super::options::Edits;

/// The bundle ids of the app and all within it, old and new.
pub(super) type Renames = [(String, String)];

/// What is to be written into one Info.plist.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewInfo<'a> {
    pub(super) kind: Kind,
    pub(super) bundle_id: &'a str,
    /// The prefix of the application identifier.
    pub(super) prefix: Option<&'a str>,
    pub(super) edits: &'a Edits,
    pub(super) renames: &'a Renames,
}

/// The Info.plist with the changes, and what they are, as fragments for people.
pub(super) fn edited(old: &Dictionary, new: NewInfo<'_>) -> (Dictionary, Vec<String>) {
    let mut list = old.clone();
    let mut told = Vec::new();
    let mut set = |list: &mut Dictionary, key: &str, value: &str| {
        let before = list.get(key).and_then(Value::as_string);
        if before != Some(value) {
            told.push(match before {
                Some(before) => format!("{key} {before} -> {value}"),
                None => format!("{key} {value}"),
            });
            list.insert(key.to_owned(), value.into());
        }
    };
    set(&mut list, "CFBundleIdentifier", new.bundle_id);
    if let Some(version) = &new.edits.short_version {
        set(&mut list, "CFBundleShortVersionString", version);
    }
    if let Some(version) = &new.edits.bundle_version {
        set(&mut list, "CFBundleVersion", version);
    }
    // The name of an extension is its own, as in "Scan with Demo".
    if let Some(name) = new.edits.display_name.as_ref().filter(|_| new.kind != Kind::Extension) {
        set(&mut list, "CFBundleDisplayName", name);
    }
    if let Some(prefix) = new.prefix.filter(|_| list.contains_key("AppIdentifierPrefix")) {
        set(&mut list, "AppIdentifierPrefix", &format!("{prefix}."));
    }
    let renamed = |list: &Dictionary, key: &str| {
        let old = list.get(key).and_then(Value::as_string)?;
        new.renames.iter().find(|(from, _)| from == old).map(|(_, to)| to.as_str())
    };
    // What tells a watch app to whom it belongs, and its extension the same.
    if let Some(id) = renamed(&list, "WKCompanionAppBundleIdentifier") {
        set(&mut list, "WKCompanionAppBundleIdentifier", id);
    }
    let attributes = list
        .get_mut("NSExtension")
        .and_then(Value::as_dictionary_mut)
        .and_then(|extension| extension.get_mut("NSExtensionAttributes"))
        .and_then(Value::as_dictionary_mut);
    if let Some(attributes) = attributes
        && let Some(id) = renamed(attributes, "WKAppBundleIdentifier")
    {
        set(attributes, "WKAppBundleIdentifier", id);
    }
    (list, told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn info(pairs: &[(&str, Value)]) -> Dictionary {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    }

    fn new<'a>(kind: Kind, bundle_id: &'a str, edits: &'a Edits, renames: &'a Renames) -> NewInfo<'a> {
        NewInfo { kind, bundle_id, prefix: Some("NEW"), edits, renames }
    }

    #[test]
    fn nothing_to_change_is_nothing_changed() {
        let old = info(&[("CFBundleIdentifier", "a".into()), ("CFBundleVersion", "1".into())]);
        let edits = Edits { bundle_version: Some("1".to_owned()), ..Edits::default() };
        assert_eq!(edited(&old, new(Kind::Main, "a", &edits, &[])), (old.clone(), Vec::new()));
    }

    #[test]
    fn references_follow_the_bundles_they_mean() {
        let attributes = info(&[("WKAppBundleIdentifier", "a.watch".into())]);
        let extension = info(&[("NSExtensionAttributes", Value::Dictionary(attributes))]);
        let old = info(&[
            ("CFBundleIdentifier", "a.watch.face".into()),
            ("WKCompanionAppBundleIdentifier", "a".into()),
            ("AppIdentifierPrefix", "OLD.".into()),
            ("NSExtension", Value::Dictionary(extension)),
        ]);
        let renames = [("a", "b"), ("a.watch", "b.watch")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let edits = Edits { display_name: Some("Name".to_owned()), ..Edits::default() };
        let (list, told) = edited(&old, new(Kind::Extension, "b.watch.face", &edits, &renames));
        let text = |key: &str| list.get(key).and_then(Value::as_string);
        assert_eq!(text("WKCompanionAppBundleIdentifier"), Some("b"));
        assert_eq!(text("AppIdentifierPrefix"), Some("NEW."));
        assert_eq!(text("CFBundleDisplayName"), None, "an extension keeps its name");
        let inner = list.get("NSExtension").and_then(|inner| {
            inner.as_dictionary()?.get("NSExtensionAttributes")?.as_dictionary()?.get("WKAppBundleIdentifier")
        });
        assert_eq!(inner, Some(&"b.watch".into()));
        assert_eq!(told.len(), 4);
        assert_eq!(told[0], "CFBundleIdentifier a.watch.face -> b.watch.face");
    }
}

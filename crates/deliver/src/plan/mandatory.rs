//! What Apple demands of a version before it takes it for review, as far as files and options could give it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::compare::base;
use super::{Wanted, texts};
use crate::store::{Page, RemoteText, category};

/// Texts of the version that every locale needs, with their files.
const TEXTS: [(&str, &str); 4] = [
    ("description", "description"),
    ("keywords", "keywords"),
    ("supportUrl", "support_url"),
    ("whatsNew", "release_notes"),
];

/// Adds what would still be missing once everything is done, each with what gives it.
pub(super) fn missing(wanted: &Wanted, page: &Page, findings: &mut Vec<String>) {
    let there = base(wanted, page);
    let there = there.as_deref();
    let remote = there.map(|version| &version.texts);
    let locales = remote.into_iter().flat_map(BTreeMap::keys).chain(wanted.metadata.version.keys());
    for locale in locales.collect::<BTreeSet<_>>() {
        let (files, remote) =
            (wanted.metadata.version.get(locale), remote.and_then(|texts| texts.get(locale)));
        for (attribute, file) in TEXTS {
            // Apple takes no release notes for a first version.
            let needless = attribute == "whatsNew" && texts::is_first(page);
            if !needless && !will_be(files, remote, attribute) {
                findings.push(format!(
                    "{locale} has no {}, which Apple demands; write metadata/{locale}/{file}.txt",
                    file.replace('_', " ")
                ));
            }
        }
    }
    let copyright = there.and_then(|version| version.resource.attributes.copyright.as_deref());
    if wanted.metadata.copyright.as_deref().or(copyright).is_none_or(str::is_empty) {
        findings
            .push("the version has no copyright; write metadata/copyright.txt or give --copyright".into());
    }
    let primary = wanted.metadata.categories.get("primaryCategory").cloned();
    let there = || page.info.as_ref().and_then(|info| category(&info.resource, "primaryCategory"));
    if primary.or_else(there).is_none_or(|category| category.is_empty()) {
        let what =
            "the app has no primary category; write metadata/primary_category.txt or give --primary-category";
        findings.push(what.into());
    }
    privacy(wanted, page, findings);
}

/// The address of the privacy policy is demanded in the primary locale.
fn privacy(wanted: &Wanted, page: &Page, findings: &mut Vec<String>) {
    let Some(locale) = page.app.attributes.primary_locale.as_deref() else { return };
    let remote = page.info.as_ref().and_then(|info| info.texts.get(locale));
    if !will_be(wanted.metadata.info.get(locale), remote, "privacyPolicyUrl") {
        findings.push(format!(
            "{locale} has no address of the privacy policy, which Apple demands; write metadata/{locale}/privacy_url.txt"
        ));
    }
}

/// Whether a text will be there: what the files say counts, else what Apple has.
fn will_be(files: Option<&BTreeMap<&'static str, String>>, remote: Option<&RemoteText>, name: &str) -> bool {
    match files.and_then(|texts| texts.get(name)) {
        Some(text) => !text.is_empty(),
        None => is_filled(remote, name),
    }
}

/// Whether Apple has a text.
pub(super) fn is_filled(there: Option<&RemoteText>, attribute: &str) -> bool {
    let value = there.and_then(|there| there.attributes.get(attribute)).and_then(Value::as_str);
    value.is_some_and(|value| !value.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{released, settled, wanted};
    use super::*;

    fn complete() -> (Wanted, Page) {
        let (mut wanted, page) = settled();
        for texts in wanted.metadata.version.values_mut() {
            texts.insert("keywords", "tide".into());
            texts.insert("supportUrl", "https://example.com".into());
        }
        let info = wanted.metadata.info.get_mut("en-US").unwrap();
        info.insert("privacyPolicyUrl", "https://example.com/privacy".into());
        wanted.metadata.categories.insert("primaryCategory", "UTILITIES".into());
        (wanted, page)
    }

    fn found(wanted: &Wanted, page: &Page) -> Vec<String> {
        let mut findings = Vec::new();
        missing(wanted, page, &mut findings);
        findings
    }

    #[test]
    fn what_the_files_give_or_apple_has_is_enough() {
        let (wanted, page) = complete();
        assert_eq!(found(&wanted, &page), Vec::<String>::new());
    }

    #[test]
    fn each_missing_thing_is_told_with_its_remedy() {
        let (complete, page) = complete();
        for (attribute, file) in TEXTS {
            let (mut wanted, mut page) = (complete.clone(), page.clone());
            wanted.metadata.version.get_mut("de-DE").unwrap().remove(attribute);
            page.version.as_mut().unwrap().texts.get_mut("de-DE").unwrap().attributes.remove(attribute);
            let findings = found(&wanted, &page);
            assert!(
                findings.len() == 1 && findings[0].ends_with(&format!("de-DE/{file}.txt")),
                "{findings:?}"
            );
        }
        let mut wanted = complete.clone();
        wanted.metadata.copyright = Some(String::new());
        wanted.metadata.categories.clear();
        wanted.metadata.info.clear();
        let findings = found(&wanted, &page);
        assert_eq!(findings.len(), 3, "{findings:?}");
    }

    #[test]
    fn clearing_a_text_counts_as_its_absence() {
        let (mut wanted, page) = complete();
        wanted.metadata.version.get_mut("de-DE").unwrap().insert("keywords", String::new());
        assert!(found(&wanted, &page)[0].contains("de-DE has no keywords"));
    }

    #[test]
    fn a_version_to_be_made_takes_no_release_notes_over() {
        let mut wanted = wanted();
        wanted.version = Some("1.1".into());
        wanted.metadata.version.get_mut("de-DE").unwrap().remove("whatsNew");
        let findings = found(&wanted, &released());
        assert!(findings.iter().any(|finding| finding.contains("de-DE/release_notes.txt")), "{findings:?}");
    }
}

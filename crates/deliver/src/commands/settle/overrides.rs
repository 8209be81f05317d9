//! Options that say what else a file says. They beat it.

use std::collections::BTreeMap;

use console::{Context, Failure};
use serde_json::{Map, Value};

use super::super::options::RunArgs;
use crate::files::category_id;
use crate::files::fields::{FIELDS, Owner, REVIEW_FIELDS, fault};
use crate::plan::Wanted;

impl RunArgs {
    /// Options beat files.
    pub(super) fn override_metadata(
        &self,
        context: &Context,
        clears: bool,
        wanted: &mut Wanted,
    ) -> Result<(), Failure> {
        let metadata = &mut wanted.metadata;
        if let Some(copyright) = context.text(self.copyright.as_deref(), &["DELIVER_COPYRIGHT"]) {
            metadata.copyright = Some(copyright.trim().to_owned());
        }
        let categories = [
            ("primaryCategory", &self.primary_category, "DELIVER_PRIMARY_CATEGORY"),
            ("primarySubcategoryOne", &self.primary_first_sub_category, "DELIVER_PRIMARY_FIRST_SUB_CATEGORY"),
            (
                "primarySubcategoryTwo",
                &self.primary_second_sub_category,
                "DELIVER_PRIMARY_SECOND_SUB_CATEGORY",
            ),
            ("secondaryCategory", &self.secondary_category, "DELIVER_SECONDARY_CATEGORY"),
            (
                "secondarySubcategoryOne",
                &self.secondary_first_sub_category,
                "DELIVER_SECONDARY_FIRST_SUB_CATEGORY",
            ),
            (
                "secondarySubcategoryTwo",
                &self.secondary_second_sub_category,
                "DELIVER_SECONDARY_SECOND_SUB_CATEGORY",
            ),
        ];
        for (relationship, given, name) in categories {
            if let Some(category) = context.text(given.as_deref(), &[name]) {
                metadata.categories.insert(relationship, category_id(relationship, &category));
            }
        }
        let review =
            context.text(self.app_review_information.as_deref(), &["DELIVER_APP_REVIEW_INFORMATION"]);
        let review = object("--app-review-information", review.as_deref())?;
        for (name, value) in &review {
            let field = REVIEW_FIELDS.iter().find(|(file, _, _)| file == name);
            let (Some((_, _, attribute)), Some(text)) = (field, value.as_str()) else {
                let known = REVIEW_FIELDS.map(|(file, _, _)| file).join(", ");
                return Err(Failure::invalid(format!(
                    "--app-review-information takes texts for {known}, not `{name}`"
                )));
            };
            if clears || !text.trim().is_empty() {
                metadata.review.insert(attribute, text.trim().to_owned());
            }
        }
        Ok(())
    }
}

/// The texts of an option, which beat those of the files. `default` is for the locales that have none of their own in the
/// option, as far as there are others.
pub(super) fn override_texts(
    file: &str,
    json: &str,
    clears: bool,
    wanted: &mut Wanted,
    findings: &mut Vec<String>,
) -> Result<(), Failure> {
    let option = format!("--{}", file.replace('_', "-"));
    let Some(field) = FIELDS.iter().find(|field| field.file == file) else { return Ok(()) };
    let mut texts = BTreeMap::new();
    let mut default = None;
    for (locale, value) in object(&option, Some(json))? {
        let text = match value {
            Value::String(text) => text,
            Value::Array(words) if file == "keywords" => {
                words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
            }
            _ => return Err(Failure::invalid(format!("{option} has no text for {locale}"))),
        };
        let text = text.replace("\r\n", "\n").trim().to_owned();
        if let Some(why) = fault(field, &text) {
            findings.push(format!("{option}, {locale}: {why}"));
        }
        if locale == "default" {
            default = Some(text);
        } else if let Some(known) = artifact::locale::canonical(&locale) {
            texts.insert(known.to_owned(), text);
        } else {
            let near = artifact::locale::nearest(&locale).map(|near| format!("; did you mean {near}?"));
            let what = format!("{option} names {locale}, which is no locale of the App Store");
            findings.push(what + &near.unwrap_or_default());
        }
    }
    if let Some(default) = default {
        let locales = wanted.metadata.version.keys().cloned().collect::<Vec<_>>();
        for locale in locales {
            texts.entry(locale).or_insert_with(|| default.clone());
        }
    }
    for (locale, text) in texts.into_iter().filter(|(_, text)| clears || !text.is_empty()) {
        wanted.metadata.version.entry(locale.clone()).or_default();
        let side =
            if field.owner == Owner::Info { &mut wanted.metadata.info } else { &mut wanted.metadata.version };
        side.entry(locale).or_default().insert(field.attribute, text);
    }
    Ok(())
}

/// The JSON object of an option.
pub(in super::super) fn object(option: &str, json: Option<&str>) -> Result<Map<String, Value>, Failure> {
    let Some(json) = json else { return Ok(Map::new()) };
    serde_json::from_str(json)
        .map_err(|error| Failure::invalid(format!("{option} is no JSON object: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_options_beat_those_of_files() {
        let mut wanted = Wanted::default();
        for locale in ["en-US", "de-DE"] {
            let texts = wanted.metadata.version.entry(locale.into()).or_default();
            texts.insert("keywords", "file".into());
        }
        let mut findings = Vec::new();
        let json = r#"{"default": ["sea", "tide"], "de-de": "Gezeiten", "ja": "潮"}"#;
        override_texts("keywords", json, false, &mut wanted, &mut findings).unwrap();
        let keywords = |locale: &str| wanted.metadata.version[locale]["keywords"].as_str();
        assert_eq!((keywords("en-US"), keywords("de-DE"), keywords("ja")), ("sea, tide", "Gezeiten", "潮"));
        assert!(findings.is_empty());
        override_texts("name", r#"{"en-USA": "x", "de-DE": "y"}"#, false, &mut wanted, &mut findings)
            .unwrap();
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert_eq!(wanted.metadata.info["de-DE"]["name"], "y");
        for (clears, wanted_text) in [(false, None), (true, Some(""))] {
            override_texts("subtitle", r#"{"ja": " "}"#, clears, &mut wanted, &mut findings).unwrap();
            let there = wanted.metadata.info.get("ja").and_then(|texts| texts.get("subtitle"));
            assert_eq!(there.map(String::as_str), wanted_text);
        }
        assert!(override_texts("name", "[]", false, &mut wanted, &mut findings).is_err());
        assert!(override_texts("name", r#"{"ja": 1}"#, false, &mut wanted, &mut findings).is_err());
    }
}

//! What options, variables and files come to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use console::{Context, Failure, exit};
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::options::RunArgs;
use crate::age_rating::{self, Answers};
use crate::files::fields::{FIELDS, Owner, REVIEW_FIELDS, fault};
use crate::files::{category_id, read_metadata, read_screenshots};
use crate::plan::Wanted;
use crate::store::BuildWish;

/// The options, settled, and the files, read and checked.
pub(super) struct Settled {
    pub(super) bundle_id: Option<String>,
    pub(super) app_number: Option<String>,
    /// Apple's name of the platform; without one it is told by the app's versions.
    pub(super) platform: Option<&'static str>,
    pub(super) build: BuildWish,
    pub(super) wanted: Wanted,
    /// Where the texts are, unless they are left alone.
    pub(super) metadata_folder: Option<PathBuf>,
    pub(super) force: bool,
    pub(super) processing_timeout: Duration,
}

impl RunArgs {
    /// Takes options, variables and files together. Everything that is wrong with the files is told at once.
    pub(super) fn settle(&self, context: &Context) -> Result<Settled, Failure> {
        let (settled, findings) = self.collect(context)?;
        if findings.is_empty() {
            return Ok(settled);
        }
        Err(Failure::findings("these files would be refused", &findings))
    }

    /// Takes options, variables and files together, and all that is wrong with the files.
    pub(super) fn collect(&self, context: &Context) -> Result<(Settled, Vec<String>), Failure> {
        let flag = |given: Option<bool>, name: &str| {
            Ok::<bool, Failure>(context.flag(given, &[name])?.unwrap_or(false))
        };
        let mut findings = Vec::new();
        let identity = self.identity(context, &mut findings);
        let (mut wanted, metadata_folder) = self.files(context, &mut findings)?;
        let version = context.text(self.app_version.as_deref(), &["DELIVER_APP_VERSION"]);
        let version = version.or_else(|| identity.as_ref().map(|identity| identity.short_version.clone()));
        let skips = flag(self.skip_app_version_update, "DELIVER_SKIP_APP_VERSION_UPDATE")?;
        wanted.version = version.filter(|_| !skips);
        wanted.age_rating = self.age_rating(context, metadata_folder.as_deref(), &mut findings);
        let tolerant =
            flag(self.ignore_language_directory_validation, "DELIVER_IGNORE_LANGUAGE_DIRECTORY_VALIDATION")?;
        wanted.card = self.app_clip.settle(context, metadata_folder.as_deref(), tolerant, &mut findings)?;
        wanted.overwrite_screenshots = flag(self.overwrite_screenshots, "DELIVER_OVERWRITE_SCREENSHOTS")?;
        wanted.phased_release = context.flag(self.phased_release, &["DELIVER_PHASED_RELEASE"])?;
        wanted.submit = flag(self.submit_for_review, "DELIVER_SUBMIT_FOR_REVIEW")?;
        wanted.reject = flag(self.reject_if_possible, "DELIVER_REJECT_IF_POSSIBLE")?;
        wanted.release = self.release(context)?;
        let answers =
            context.text(self.submission_information.as_deref(), &["DELIVER_SUBMISSION_INFORMATION"]);
        let answers = Submission::read(answers.as_deref())?;
        wanted.content_rights = answers.content_rights;
        let bundle_id =
            context.app_identifier(self.app_identifier.as_deref(), &["DELIVER_APP_IDENTIFIER"])?;
        let number = context.text(self.build_number.as_deref(), &["DELIVER_BUILD_NUMBER"]);
        let timeout = self.screenshot_processing_timeout;
        let timeout = context.number(timeout, &["DELIVER_SCREENSHOT_PROCESSING_TIMEOUT"])?.unwrap_or(3600);
        let settled = Settled {
            bundle_id: bundle_id.or_else(|| identity.as_ref().map(|identity| identity.bundle_id.clone())),
            app_number: context.text(self.app.as_deref(), &["DELIVER_APP_ID"]),
            platform: self.platform(context, identity.as_ref())?,
            build: BuildWish {
                number: number.or_else(|| identity.map(|identity| identity.version)),
                uses_encryption: answers.uses_encryption,
            },
            wanted,
            metadata_folder,
            force: flag(self.force, "DELIVER_FORCE")?,
            processing_timeout: Duration::from_secs(timeout),
        };
        Ok((settled, findings))
    }

    /// What the .ipa says of itself, where one is given.
    fn identity(&self, context: &Context, findings: &mut Vec<String>) -> Option<artifact::Identity> {
        let given = self.ipa.as_ref().map(|path| path.display().to_string());
        let path = context.path(context.text(given.as_deref(), &["DELIVER_IPA_PATH"])?);
        match artifact::Ipa::open(&path).and_then(|ipa| ipa.identity()) {
            Ok(identity) => Some(identity),
            Err(error) => {
                let causes = std::iter::successors(std::error::Error::source(&error), |error| error.source());
                let causes = causes.map(ToString::to_string);
                let said = std::iter::once(error.to_string()).chain(causes).collect::<Vec<_>>();
                findings.push(said.join(": "));
                None
            }
        }
    }

    fn platform(
        &self,
        context: &Context,
        identity: Option<&artifact::Identity>,
    ) -> Result<Option<&'static str>, Failure> {
        let Some(name) = context.text(self.platform.as_deref(), &["DELIVER_PLATFORM"]) else {
            return Ok(identity.map(|identity| identity.platform.api_name()));
        };
        let platform = name.parse::<artifact::Platform>();
        Ok(Some(platform.map_err(|error| Failure::new(exit::USAGE, error.to_string()))?.api_name()))
    }

    fn age_rating(&self, context: &Context, metadata: Option<&Path>, findings: &mut Vec<String>) -> Answers {
        let given = self.app_rating_config_path.as_ref().map(|path| path.display().to_string());
        let given = context.text(given.as_deref(), &["DELIVER_APP_RATING_CONFIG_PATH"]);
        let usual = || metadata.map(|folder| folder.join("age_rating.json")).filter(|path| path.is_file());
        let path = given.map(|given| context.path(given)).or_else(usual);
        path.map(|path| age_rating::read(&path, findings)).unwrap_or_default()
    }

    fn release(&self, context: &Context) -> Result<Option<(&'static str, Option<String>)>, Failure> {
        let automatic = context.flag(self.automatic_release, &["DELIVER_AUTOMATIC_RELEASE"])?;
        let Some(millis) = context.number(self.auto_release_date, &["DELIVER_AUTO_RELEASE_DATE"])? else {
            return Ok(automatic.map(|automatic| (if automatic { "AFTER_APPROVAL" } else { "MANUAL" }, None)));
        };
        if automatic.is_some() {
            let what = "--automatic-release and --auto-release-date rule each other out: give one of them";
            return Err(Failure::new(exit::USAGE, what));
        }
        scheduled(millis, OffsetDateTime::now_utc()).map(Some).map_err(Failure::invalid)
    }

    fn files(
        &self,
        context: &Context,
        findings: &mut Vec<String>,
    ) -> Result<(Wanted, Option<PathBuf>), Failure> {
        let flag = |given: Option<bool>, name: &str| {
            Ok::<bool, Failure>(context.flag(given, &[name])?.unwrap_or(false))
        };
        let tolerant =
            flag(self.ignore_language_directory_validation, "DELIVER_IGNORE_LANGUAGE_DIRECTORY_VALIDATION")?;
        let mut folder = |given: &Option<PathBuf>, variable: &str, usual: &str| {
            let given = given.as_ref().map(|path| path.display().to_string());
            let base = if context.path("fastlane").is_dir() { "fastlane/" } else { "" };
            let named = context.text(given.as_deref(), &[variable]);
            let path = context.path(named.clone().unwrap_or_else(|| format!("{base}{usual}")));
            // A folder that is asked for has to be there; what is usual may be missing.
            if !path.is_dir() {
                let what = format!("{} is no folder", context.shown(&path));
                if named.is_some() {
                    findings.push(what);
                } else {
                    context.ui.notice(format!("{what}; there are no {usual} to bring in"));
                }
            }
            path
        };
        let metadata = (!flag(self.skip_metadata, "DELIVER_SKIP_METADATA")?)
            .then(|| folder(&self.metadata_path, "DELIVER_METADATA_PATH", "metadata"));
        let screenshots = (!flag(self.skip_screenshots, "DELIVER_SKIP_SCREENSHOTS")?)
            .then(|| folder(&self.screenshots_path, "DELIVER_SCREENSHOTS_PATH", "screenshots"));
        let mut wanted = Wanted::default();
        if let Some(path) = &metadata {
            let languages = self.languages(context, findings);
            wanted.metadata = read_metadata(path, &languages, tolerant, findings);
            for (file, json) in self.texts.all(context) {
                override_texts(file, &json, &mut wanted, findings)?;
            }
            self.override_metadata(context, &mut wanted)?;
        }
        if let Some(path) = screenshots {
            let mut notices = Vec::new();
            wanted.screenshots = read_screenshots(&path, tolerant, findings, &mut notices);
            for notice in notices {
                context.ui.notice(notice);
            }
            // Screenshots need their locale, texts or no texts.
            for locale in wanted.screenshots.keys() {
                wanted.metadata.version.entry(locale.clone()).or_default();
            }
        }
        Ok((wanted, metadata))
    }

    fn languages(&self, context: &Context, findings: &mut Vec<String>) -> Vec<String> {
        let from_variable = context.text(None, &["DELIVER_LANGUAGES"]).unwrap_or_default();
        let from_variable = from_variable.split(',').map(str::trim).filter(|name| !name.is_empty());
        let named = if self.languages.is_empty() {
            from_variable.map(str::to_owned).collect()
        } else {
            self.languages.clone()
        };
        let known = |name: String| {
            let locale = artifact::locale::canonical(&name).map(str::to_owned);
            if locale.is_none() {
                let near = artifact::locale::nearest(&name).map(|near| format!("; did you mean {near}?"));
                findings.push(format!(
                    "--languages names {name}, which is no locale of the App Store{}",
                    near.unwrap_or_default()
                ));
            }
            locale
        };
        named.into_iter().filter_map(known).collect()
    }

    /// Options beat files.
    fn override_metadata(&self, context: &Context, wanted: &mut Wanted) -> Result<(), Failure> {
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
            if !text.trim().is_empty() {
                metadata.review.insert(attribute, text.trim().to_owned());
            }
        }
        Ok(())
    }
}

/// The texts of an option, which beat those of the files. `default` is for the locales that have none of their own in the
/// option, as far as there are others.
fn override_texts(
    file: &str,
    json: &str,
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
    for (locale, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        wanted.metadata.version.entry(locale.clone()).or_default();
        let side =
            if field.owner == Owner::Info { &mut wanted.metadata.info } else { &mut wanted.metadata.version };
        side.entry(locale).or_default().insert(field.attribute, text);
    }
    Ok(())
}

/// A release at the full hour of a moment, which must be to come.
fn scheduled(millis: u64, now: OffsetDateTime) -> Result<(&'static str, Option<String>), String> {
    let wrong = || format!("--auto-release-date {millis} is no moment; it is in milliseconds since 1970");
    // Apple releases at full hours.
    let hour = i64::try_from(millis / 3_600_000).map_err(|_| wrong())?;
    let seconds = hour.checked_mul(3600).ok_or_else(wrong)?;
    let moment = OffsetDateTime::from_unix_timestamp(seconds).map_err(|_| wrong())?;
    let text = moment.format(&time::format_description::well_known::Rfc3339).map_err(|_| wrong())?;
    if moment <= now {
        return Err(format!("--auto-release-date {millis} is {text}, which is past; give a moment to come"));
    }
    Ok(("SCHEDULED", Some(text)))
}

/// The answers of `--submission-information` that Apple still asks for.
struct Submission {
    uses_encryption: Option<bool>,
    content_rights: Option<&'static str>,
}

impl Submission {
    /// Other keys, from earlier years, are passed over as in fastlane.
    fn read(json: Option<&str>) -> Result<Self, Failure> {
        let all = object("--submission-information", json)?;
        let answer = |name: &str| match all.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(answer)) => Ok(Some(*answer)),
            Some(_) => Err(Failure::invalid(format!(
                "--submission-information has something else than true or false for `{name}`"
            ))),
        };
        let declaration =
            |uses| if uses { "USES_THIRD_PARTY_CONTENT" } else { "DOES_NOT_USE_THIRD_PARTY_CONTENT" };
        Ok(Self {
            uses_encryption: answer("export_compliance_uses_encryption")?,
            content_rights: answer("content_rights_contains_third_party_content")?.map(declaration),
        })
    }
}

pub(super) fn object(option: &str, json: Option<&str>) -> Result<Map<String, Value>, Failure> {
    let Some(json) = json else { return Ok(Map::new()) };
    serde_json::from_str(json)
        .map_err(|error| Failure::invalid(format!("{option} is no JSON object: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheduled_release_is_at_a_full_hour_to_come() {
        let now = OffsetDateTime::from_unix_timestamp(1_790_000_000).unwrap();
        assert_eq!(
            scheduled(1_800_001_234_567, now),
            Ok(("SCHEDULED", Some("2027-01-15T08:00:00Z".to_owned())))
        );
        assert!(scheduled(1_780_000_000_000, now).unwrap_err().contains("past"));
        assert!(scheduled(u64::MAX, now).unwrap_err().contains("no moment"));
    }

    #[test]
    fn texts_of_options_beat_those_of_files() {
        let mut wanted = Wanted::default();
        for locale in ["en-US", "de-DE"] {
            let texts = wanted.metadata.version.entry(locale.into()).or_default();
            texts.insert("keywords", "file".into());
        }
        let mut findings = Vec::new();
        let json = r#"{"default": ["sea", "tide"], "de-de": "Gezeiten", "ja": "潮"}"#;
        override_texts("keywords", json, &mut wanted, &mut findings).unwrap();
        let keywords = |locale: &str| wanted.metadata.version[locale]["keywords"].as_str();
        assert_eq!((keywords("en-US"), keywords("de-DE"), keywords("ja")), ("sea, tide", "Gezeiten", "潮"));
        assert!(findings.is_empty());
        override_texts("name", r#"{"en-USA": "x", "de-DE": "y"}"#, &mut wanted, &mut findings).unwrap();
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert_eq!(wanted.metadata.info["de-DE"]["name"], "y");
        assert!(override_texts("name", "[]", &mut wanted, &mut findings).is_err());
        assert!(override_texts("name", r#"{"ja": 1}"#, &mut wanted, &mut findings).is_err());
    }

    #[test]
    fn answers_are_yes_no_or_missing() {
        let read = |json| Submission::read(Some(json)).map_err(|failure| failure.exit_code);
        let both = read(
            r#"{"export_compliance_uses_encryption": false, "content_rights_contains_third_party_content": true,
                "add_id_info_uses_idfa": false}"#,
        )
        .map(|answers| (answers.uses_encryption, answers.content_rights));
        assert_eq!(both, Ok((Some(false), Some("USES_THIRD_PARTY_CONTENT"))));
        let none = Submission::read(None).map(|answers| (answers.uses_encryption, answers.content_rights));
        assert!(none.is_ok_and(|answers| answers == (None, None)));
        assert_eq!(read(r#"{"export_compliance_uses_encryption": "no"}"#).err(), Some(exit::INVALID));
        assert_eq!(read("[]").err(), Some(exit::INVALID));
    }
}

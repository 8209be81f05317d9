//! The options of `deliver run`, and what they come to with variables and files.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use console::{Context, Failure};
use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::files::fields::REVIEW_FIELDS;
use crate::files::{read_metadata, read_screenshots};
use crate::plan::Wanted;

/// Bring the project's texts and screenshots to App Store Connect, and submit the version if asked.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// The bundle id [env: DELIVER_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    pub(crate) app_identifier: Option<String>,
    /// Apple's number of the app [env: DELIVER_APP_ID].
    #[arg(long, short = 'p', value_name = "NUMBER")]
    pub(crate) app: Option<String>,
    /// The version; made or renamed where it is not there [env: DELIVER_APP_VERSION].
    #[arg(long, short = 'z', value_name = "VERSION")]
    app_version: Option<String>,
    /// The build for the version: a number, or `latest` [env: DELIVER_BUILD_NUMBER].
    #[arg(long, short = 'n', value_name = "NUMBER")]
    pub(crate) build_number: Option<String>,
    /// An .ipa to take bundle id, version and build number from [env: DELIVER_IPA_PATH].
    #[arg(long, short = 'i', value_name = "FILE", conflicts_with = "build_number")]
    ipa: Option<PathBuf>,
    /// ios, appletvos, tvos, xros or osx [env: DELIVER_PLATFORM; default: that of the .ipa, else ios].
    #[arg(long, short = 'j', value_name = "PLATFORM")]
    platform: Option<String>,
    /// The folder of texts [env: DELIVER_METADATA_PATH; default: fastlane/metadata].
    #[arg(long, short = 'm', value_name = "DIR")]
    metadata_path: Option<PathBuf>,
    /// The folder of screenshots [env: DELIVER_SCREENSHOTS_PATH; default: fastlane/screenshots].
    #[arg(long, short = 'w', value_name = "DIR")]
    screenshots_path: Option<PathBuf>,
    /// Leave texts alone [env: DELIVER_SKIP_METADATA].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_metadata: Option<bool>,
    /// Leave screenshots alone [env: DELIVER_SKIP_SCREENSHOTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_screenshots: Option<bool>,
    /// Neither make nor rename a version [env: DELIVER_SKIP_APP_VERSION_UPDATE].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_app_version_update: Option<bool>,
    /// Delete screenshots at Apple that are in no file [env: DELIVER_OVERWRITE_SCREENSHOTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    overwrite_screenshots: Option<bool>,
    /// How long Apple may look at screenshots, in seconds [env: DELIVER_SCREENSHOT_PROCESSING_TIMEOUT; default: 3600].
    #[arg(long, value_name = "SECONDS")]
    screenshot_processing_timeout: Option<u64>,
    /// Do not ask before changing anything [env: DELIVER_FORCE].
    #[arg(long, short = 'f', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    force: Option<bool>,
    /// Hand the version in for review [env: DELIVER_SUBMIT_FOR_REVIEW].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    submit_for_review: Option<bool>,
    /// Take back what waits for review, so that the version can be changed [env: DELIVER_REJECT_IF_POSSIBLE].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    reject_if_possible: Option<bool>,
    /// Release by itself after approval, or not; as it is otherwise [env: DELIVER_AUTOMATIC_RELEASE].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    automatic_release: Option<bool>,
    /// Release not before this moment, in milliseconds since 1970 [env: DELIVER_AUTO_RELEASE_DATE].
    #[arg(long, value_name = "MILLISECONDS", conflicts_with = "automatic_release")]
    auto_release_date: Option<u64>,
    /// Release in phases; as it is otherwise [env: DELIVER_PHASED_RELEASE].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    phased_release: Option<bool>,
    /// Locales that are wanted even without a folder, comma-separated [env: DELIVER_LANGUAGES].
    #[arg(long, value_name = "LOCALES", value_delimiter = ',')]
    languages: Vec<String>,
    /// Pass over folders that are no locale [env: DELIVER_IGNORE_LANGUAGE_DIRECTORY_VALIDATION].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    ignore_language_directory_validation: Option<bool>,
    /// The copyright line [env: DELIVER_COPYRIGHT; metadata/copyright.txt].
    #[arg(long, value_name = "TEXT")]
    copyright: Option<String>,
    /// The primary category, such as UTILITIES [env: DELIVER_PRIMARY_CATEGORY; `metadata/primary_category.txt`].
    #[arg(long, value_name = "ID")]
    primary_category: Option<String>,
    /// The secondary category [env: DELIVER_SECONDARY_CATEGORY; `metadata/secondary_category.txt`].
    #[arg(long, value_name = "ID")]
    secondary_category: Option<String>,
    /// Answers for the submission, as JSON: `export_compliance_uses_encryption`,
    /// `content_rights_contains_third_party_content`.
    #[arg(long, short = 'b', value_name = "JSON")]
    submission_information: Option<String>,
    /// Contact and account for the reviewers, as JSON; else `metadata/review_information`/.
    #[arg(long, value_name = "JSON")]
    app_review_information: Option<String>,
}

/// The options, settled, and the files, read and checked.
pub(crate) struct Settled {
    pub(crate) bundle_id: Option<String>,
    pub(crate) app_number: Option<String>,
    /// Apple's name of the platform.
    pub(crate) platform: &'static str,
    pub(crate) build_number: Option<String>,
    /// What is answered about encryption where nothing is answered yet.
    pub(crate) uses_encryption: Option<bool>,
    pub(crate) wanted: Wanted,
    pub(crate) force: bool,
    pub(crate) reject: bool,
    pub(crate) processing_timeout: Duration,
}

impl RunArgs {
    /// Takes options, variables and files together. Everything that is wrong with the files is told at once.
    pub(crate) fn settle(&self, context: &Context) -> Result<Settled, Failure> {
        let flag = |given: Option<bool>, name: &str| {
            Ok::<bool, Failure>(context.flag(given, &[name])?.unwrap_or(false))
        };
        let ipa = self.ipa(context)?;
        let identity = ipa.as_ref().map(artifact::Ipa::identity).transpose()?;
        let mut wanted = self.files(context)?;
        let version = context.text(self.app_version.as_deref(), &["DELIVER_APP_VERSION"]);
        wanted.version = version.or_else(|| identity.as_ref().map(|identity| identity.short_version.clone()));
        if flag(self.skip_app_version_update, "DELIVER_SKIP_APP_VERSION_UPDATE")? {
            wanted.version = None;
        }
        wanted.overwrite_screenshots = flag(self.overwrite_screenshots, "DELIVER_OVERWRITE_SCREENSHOTS")?;
        wanted.phased_release = flag(self.phased_release, "DELIVER_PHASED_RELEASE")?;
        wanted.submit = flag(self.submit_for_review, "DELIVER_SUBMIT_FOR_REVIEW")?;
        wanted.release = self.release(context)?;
        let answers = object("--submission-information", self.submission_information.as_deref())?;
        let answer = |name: &str| answers.get(name).and_then(Value::as_bool);
        wanted.content_rights = answer("content_rights_contains_third_party_content")
            .map(|uses| if uses { "USES_THIRD_PARTY_CONTENT" } else { "DOES_NOT_USE_THIRD_PARTY_CONTENT" });
        let bundle_id =
            context.app_identifier(self.app_identifier.as_deref(), &["DELIVER_APP_IDENTIFIER"])?;
        let number = context.text(self.build_number.as_deref(), &["DELIVER_BUILD_NUMBER"]);
        Ok(Settled {
            bundle_id: bundle_id.or_else(|| identity.as_ref().map(|identity| identity.bundle_id.clone())),
            app_number: context.text(self.app.as_deref(), &["DELIVER_APP_ID"]),
            platform: self.platform(context, identity.as_ref())?,
            build_number: number.or_else(|| identity.map(|identity| identity.version)),
            uses_encryption: answer("export_compliance_uses_encryption"),
            wanted,
            force: flag(self.force, "DELIVER_FORCE")?,
            reject: flag(self.reject_if_possible, "DELIVER_REJECT_IF_POSSIBLE")?,
            processing_timeout: Duration::from_secs(
                context
                    .number(self.screenshot_processing_timeout, &["DELIVER_SCREENSHOT_PROCESSING_TIMEOUT"])?
                    .unwrap_or(3600),
            ),
        })
    }

    fn ipa(&self, context: &Context) -> Result<Option<artifact::Ipa>, Failure> {
        let given = self.ipa.as_ref().map(|path| path.display().to_string());
        let path = context.text(given.as_deref(), &["DELIVER_IPA_PATH"]);
        Ok(path.map(|path| artifact::Ipa::open(&context.path(path))).transpose()?)
    }

    fn platform(
        &self,
        context: &Context,
        identity: Option<&artifact::Identity>,
    ) -> Result<&'static str, Failure> {
        let Some(name) = context.text(self.platform.as_deref(), &["DELIVER_PLATFORM"]) else {
            return Ok(identity.map_or("IOS", |identity| identity.platform.api_name()));
        };
        let platform =
            name.parse::<artifact::Platform>().map_err(|error| Failure::invalid(error.to_string()))?;
        Ok(platform.api_name())
    }

    fn release(&self, context: &Context) -> Result<Option<(&'static str, Option<String>)>, Failure> {
        if let Some(millis) = context.number(self.auto_release_date, &["DELIVER_AUTO_RELEASE_DATE"])? {
            let wrong = || {
                Failure::invalid(format!(
                    "--auto-release-date {millis} is no moment; it is milliseconds since 1970"
                ))
            };
            // Apple releases at full hours.
            let hour = i64::try_from(millis / 3_600_000)
                .map_err(|_| wrong())?
                .checked_mul(3600)
                .ok_or_else(wrong)?;
            let moment = OffsetDateTime::from_unix_timestamp(hour).map_err(|_| wrong())?;
            let text = moment.format(&time::format_description::well_known::Rfc3339).map_err(|_| wrong())?;
            return Ok(Some(("SCHEDULED", Some(text))));
        }
        let automatic = context.flag(self.automatic_release, &["DELIVER_AUTOMATIC_RELEASE"])?;
        Ok(automatic.map(|automatic| (if automatic { "AFTER_APPROVAL" } else { "MANUAL" }, None)))
    }

    fn files(&self, context: &Context) -> Result<Wanted, Failure> {
        let flag = |given: Option<bool>, name: &str| {
            Ok::<bool, Failure>(context.flag(given, &[name])?.unwrap_or(false))
        };
        let tolerant =
            flag(self.ignore_language_directory_validation, "DELIVER_IGNORE_LANGUAGE_DIRECTORY_VALIDATION")?;
        let folder = |given: &Option<PathBuf>, name: &str, usual: &str| {
            let given = given.as_ref().map(|path| path.display().to_string());
            let base = if context.path("fastlane").is_dir() { "fastlane/" } else { "" };
            context.path(context.text(given.as_deref(), &[name]).unwrap_or_else(|| format!("{base}{usual}")))
        };
        let mut wanted = Wanted::default();
        let (mut findings, mut warnings) = (Vec::new(), Vec::new());
        if !flag(self.skip_metadata, "DELIVER_SKIP_METADATA")? {
            let languages = self.languages(context, &mut findings);
            let path = folder(&self.metadata_path, "DELIVER_METADATA_PATH", "metadata");
            if self.metadata_path.is_some() && !path.is_dir() {
                findings.push(format!("{} is no folder", path.display()));
            }
            wanted.metadata = read_metadata(&path, &languages, tolerant, &mut findings);
            self.override_metadata(context, &mut wanted)?;
        }
        if !flag(self.skip_screenshots, "DELIVER_SKIP_SCREENSHOTS")? {
            let path = folder(&self.screenshots_path, "DELIVER_SCREENSHOTS_PATH", "screenshots");
            if self.screenshots_path.is_some() && !path.is_dir() {
                findings.push(format!("{} is no folder", path.display()));
            }
            wanted.screenshots = read_screenshots(&path, tolerant, &mut findings, &mut warnings);
        }
        for warning in &warnings {
            context.ui.warn(warning);
        }
        if findings.is_empty() {
            Ok(wanted)
        } else {
            Err(Failure::findings("these files would be refused", &findings))
        }
    }

    fn languages(&self, context: &Context, findings: &mut Vec<String>) -> Vec<String> {
        let from_variable = context.text(None, &["DELIVER_LANGUAGES"]).unwrap_or_default();
        let from_variable = from_variable.split(',').filter(|name| !name.is_empty()).map(str::to_owned);
        let named = if self.languages.is_empty() { from_variable.collect() } else { self.languages.clone() };
        let known = |name: String| {
            if let Some(locale) = artifact::locale::canonical(&name) {
                Some(locale.to_owned())
            } else {
                let nearest = artifact::locale::nearest(&name).map(|near| format!("; did you mean {near}?"));
                findings.push(format!(
                    "--languages names {name}, which is no locale{}",
                    nearest.unwrap_or_default()
                ));
                None
            }
        };
        named.into_iter().filter_map(known).collect()
    }

    /// Options beat files.
    fn override_metadata(&self, context: &Context, wanted: &mut Wanted) -> Result<(), Failure> {
        let metadata = &mut wanted.metadata;
        if let Some(copyright) = context.text(self.copyright.as_deref(), &["DELIVER_COPYRIGHT"]) {
            metadata.copyright = Some(copyright);
        }
        let categories = [
            ("primaryCategory", &self.primary_category, "DELIVER_PRIMARY_CATEGORY"),
            ("secondaryCategory", &self.secondary_category, "DELIVER_SECONDARY_CATEGORY"),
        ];
        for (relationship, given, name) in categories {
            if let Some(category) = context.text(given.as_deref(), &[name]) {
                metadata.categories.insert(relationship, category);
            }
        }
        let review = object("--app-review-information", self.app_review_information.as_deref())?;
        for (name, value) in &review {
            let field = REVIEW_FIELDS.iter().find(|(file, _, _)| file == name);
            let (Some((_, _, attribute)), Some(text)) = (field, value.as_str()) else {
                let known = REVIEW_FIELDS.map(|(file, _, _)| file).join(", ");
                return Err(Failure::invalid(format!(
                    "--app-review-information takes texts for {known}, not `{name}`"
                )));
            };
            metadata.review.insert(attribute, text.to_owned());
        }
        Ok(())
    }
}

fn object(option: &str, json: Option<&str>) -> Result<Map<String, Value>, Failure> {
    let Some(json) = json else { return Ok(Map::new()) };
    serde_json::from_str(json)
        .map_err(|error| Failure::invalid(format!("{option} is no JSON object: {error}")))
}

//! The files of the project.

use std::path::{Path, PathBuf};

use console::{Context, Failure};

use super::super::options::RunArgs;
use super::overrides::override_texts;
use crate::age_rating::{self, Answers};
use crate::files::{Manner, read_metadata, read_screenshots};
use crate::plan::Wanted;

impl RunArgs {
    /// Reads texts and screenshots, and answers where the texts are.
    pub(super) fn files(
        &self,
        context: &Context,
        edit_live: bool,
        findings: &mut Vec<String>,
    ) -> Result<(Wanted, Option<PathBuf>), Failure> {
        let flag = |given: Option<bool>, name: &str| {
            Ok::<bool, Failure>(context.flag(given, &[name])?.unwrap_or(false))
        };
        let tolerant = self.is_tolerant(context)?;
        let clears = flag(self.clear_empty, "DELIVER_CLEAR_EMPTY")?;
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
        let screenshots = (!edit_live && !flag(self.skip_screenshots, "DELIVER_SKIP_SCREENSHOTS")?)
            .then(|| folder(&self.screenshots_path, "DELIVER_SCREENSHOTS_PATH", "screenshots"));
        let mut wanted = Wanted::default();
        if let Some(path) = &metadata {
            let manner = Manner { languages: self.languages(context, findings), tolerant, clears };
            wanted.metadata = read_metadata(path, &manner, findings);
            for (file, json) in self.texts.all(context) {
                override_texts(file, &json, clears, &mut wanted, findings)?;
            }
            self.override_metadata(context, clears, &mut wanted)?;
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

    /// The answers for the age rating.
    pub(super) fn age_rating(
        &self,
        context: &Context,
        metadata: Option<&Path>,
        findings: &mut Vec<String>,
    ) -> Answers {
        let given = self.app_rating_config_path.as_ref().map(|path| path.display().to_string());
        let given = context.text(given.as_deref(), &["DELIVER_APP_RATING_CONFIG_PATH"]);
        let usual = || metadata.map(|folder| folder.join("age_rating.json")).filter(|path| path.is_file());
        let path = given.map(|given| context.path(given)).or_else(usual);
        path.map(|path| age_rating::read(&path, findings)).unwrap_or_default()
    }

    /// Whether folders that are no locale are passed over.
    pub(super) fn is_tolerant(&self, context: &Context) -> Result<bool, Failure> {
        let given = self.ignore_language_directory_validation;
        Ok(context.flag(given, &["DELIVER_IGNORE_LANGUAGE_DIRECTORY_VALIDATION"])?.unwrap_or(false))
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
}

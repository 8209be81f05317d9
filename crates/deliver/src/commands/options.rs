//! The options of `deliver run`.

use std::path::PathBuf;

use clap::Args;

/// Bring the project's texts and screenshots to App Store Connect, and submit the version if asked.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// The bundle id [env: DELIVER_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    pub(super) app_identifier: Option<String>,
    /// Apple's number of the app [env: DELIVER_APP_ID].
    #[arg(long, short = 'p', value_name = "NUMBER")]
    pub(super) app: Option<String>,
    /// The version; made or renamed where it is not there [env: DELIVER_APP_VERSION].
    #[arg(long, short = 'z', value_name = "VERSION")]
    pub(super) app_version: Option<String>,
    /// The build for the version: a number, or `latest` [env: DELIVER_BUILD_NUMBER].
    #[arg(long, short = 'n', value_name = "NUMBER")]
    pub(super) build_number: Option<String>,
    /// An .ipa to take bundle id, version and build number from [env: DELIVER_IPA_PATH].
    #[arg(long, short = 'i', value_name = "FILE", conflicts_with = "build_number")]
    pub(super) ipa: Option<PathBuf>,
    /// ios, appletvos, tvos, xros or osx [env: DELIVER_PLATFORM; default: that of the .ipa, else of the app's versions].
    #[arg(long, short = 'j', value_name = "PLATFORM")]
    pub(super) platform: Option<String>,
    /// The folder of texts [env: DELIVER_METADATA_PATH; default: fastlane/metadata].
    #[arg(long, short = 'm', value_name = "DIR")]
    pub(super) metadata_path: Option<PathBuf>,
    /// The folder of screenshots [env: DELIVER_SCREENSHOTS_PATH; default: fastlane/screenshots].
    #[arg(long, short = 'w', value_name = "DIR")]
    pub(super) screenshots_path: Option<PathBuf>,
    /// Leave texts alone [env: DELIVER_SKIP_METADATA].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) skip_metadata: Option<bool>,
    /// Leave screenshots alone [env: DELIVER_SKIP_SCREENSHOTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) skip_screenshots: Option<bool>,
    /// Neither make nor rename a version [env: DELIVER_SKIP_APP_VERSION_UPDATE].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) skip_app_version_update: Option<bool>,
    /// Delete screenshots at Apple that are in no file [env: DELIVER_OVERWRITE_SCREENSHOTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) overwrite_screenshots: Option<bool>,
    /// How long Apple may look at screenshots, in seconds [env: DELIVER_SCREENSHOT_PROCESSING_TIMEOUT; default: 3600].
    #[arg(long, value_name = "SECONDS")]
    pub(super) screenshot_processing_timeout: Option<u64>,
    /// Do not ask before changing anything [env: DELIVER_FORCE].
    #[arg(long, short = 'f', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) force: Option<bool>,
    /// Hand the version in for review [env: DELIVER_SUBMIT_FOR_REVIEW].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) submit_for_review: Option<bool>,
    /// Take back what waits for review, so that the version can be changed [env: DELIVER_REJECT_IF_POSSIBLE].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) reject_if_possible: Option<bool>,
    /// Release by itself after approval, or not; as it is otherwise [env: DELIVER_AUTOMATIC_RELEASE].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) automatic_release: Option<bool>,
    /// Release not before this moment, in milliseconds since 1970 [env: DELIVER_AUTO_RELEASE_DATE].
    #[arg(long, value_name = "MILLISECONDS", conflicts_with = "automatic_release")]
    pub(super) auto_release_date: Option<u64>,
    /// Release in phases, or with `false` no longer; as it is otherwise [env: DELIVER_PHASED_RELEASE].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) phased_release: Option<bool>,
    /// Locales that are wanted even without a folder, comma-separated [env: DELIVER_LANGUAGES].
    #[arg(long, value_name = "LOCALES", value_delimiter = ',')]
    pub(super) languages: Vec<String>,
    /// Pass over folders that are no locale [env: DELIVER_IGNORE_LANGUAGE_DIRECTORY_VALIDATION].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) ignore_language_directory_validation: Option<bool>,
    /// The copyright line [env: DELIVER_COPYRIGHT; metadata/copyright.txt].
    #[arg(long, value_name = "TEXT")]
    pub(super) copyright: Option<String>,
    /// The primary category, such as UTILITIES [env: DELIVER_PRIMARY_CATEGORY; `metadata/primary_category.txt`].
    #[arg(long, value_name = "ID")]
    pub(super) primary_category: Option<String>,
    /// The secondary category [env: DELIVER_SECONDARY_CATEGORY; `metadata/secondary_category.txt`].
    #[arg(long, value_name = "ID")]
    pub(super) secondary_category: Option<String>,
    /// The first subcategory of the primary category [env: DELIVER_PRIMARY_FIRST_SUB_CATEGORY; `metadata/primary_first_sub_category.txt`].
    #[arg(long, value_name = "ID")]
    pub(super) primary_first_sub_category: Option<String>,
    /// The second subcategory of the primary category [env: DELIVER_PRIMARY_SECOND_SUB_CATEGORY; `metadata/primary_second_sub_category.txt`].
    #[arg(long, value_name = "ID")]
    pub(super) primary_second_sub_category: Option<String>,
    /// The first subcategory of the secondary category [env: DELIVER_SECONDARY_FIRST_SUB_CATEGORY; `metadata/secondary_first_sub_category.txt`].
    #[arg(long, value_name = "ID")]
    pub(super) secondary_first_sub_category: Option<String>,
    /// The second subcategory of the secondary category [env: DELIVER_SECONDARY_SECOND_SUB_CATEGORY; `metadata/secondary_second_sub_category.txt`].
    #[arg(long, value_name = "ID")]
    pub(super) secondary_second_sub_category: Option<String>,
    /// Answers for the submission, as JSON: `export_compliance_uses_encryption`,
    /// `content_rights_contains_third_party_content`.
    #[arg(long, short = 'b', value_name = "JSON")]
    pub(super) submission_information: Option<String>,
    /// Contact and account for the reviewers, as JSON; else `metadata/review_information/`.
    #[arg(long, value_name = "JSON")]
    pub(super) app_review_information: Option<String>,
}

impl RunArgs {
    /// What `submit-build` means: with the newest build, unless another is named.
    pub(crate) fn submitting(mut self: Box<Self>) -> Box<Self> {
        self.submit_for_review = Some(true);
        if self.build_number.is_none() && self.ipa.is_none() {
            self.build_number = Some("latest".to_owned());
        }
        self
    }
}

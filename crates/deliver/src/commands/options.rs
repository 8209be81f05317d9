//! The options of `deliver run`.

use std::path::PathBuf;

use clap::Args;
use console::Context;

use super::app_clip::AppClipArgs;
use super::app_previews::AppPreviewArgs;
use super::ignored::IgnoredArgs;
use super::price::PriceArgs;
use super::team::StoreTeamArgs;
use super::waiting::WaitArgs;
use crate::precheck::PrecheckArgs;

/// Bring the project's texts and screenshots to App Store Connect, and submit the version if asked.
#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// The bundle id [env: DELIVER_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    pub(super) app_identifier: Option<String>,
    /// Apple's number of the app [env: DELIVER_APP_ID], or its name in gantry.toml.
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
    /// A .pkg to take them from [env: DELIVER_PKG_PATH].
    #[arg(long, short = 'c', value_name = "FILE", conflicts_with_all = ["build_number", "ipa"])]
    pub(super) pkg: Option<PathBuf>,
    /// ios, appletvos, tvos, xros or osx [env: DELIVER_PLATFORM; default: that of the .ipa, else of the app's versions].
    #[arg(long, short = 'j', value_name = "PLATFORM")]
    pub(super) platform: Option<String>,
    /// The folder of texts [env: DELIVER_METADATA_PATH; default: fastlane/metadata].
    #[arg(long, short = 'm', value_name = "DIR")]
    pub(super) metadata_path: Option<PathBuf>,
    /// The folder of screenshots [env: DELIVER_SCREENSHOTS_PATH; default: fastlane/screenshots].
    #[arg(long, short = 'w', value_name = "DIR")]
    pub(super) screenshots_path: Option<PathBuf>,
    /// Look at everything, the binary too, and send nothing [env: DELIVER_VERIFY_ONLY].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) verify_only: Option<bool>,
    /// Edit the version on the store, of which only the promotional text can be changed [env: DELIVER_EDIT_LIVE].
    #[arg(long, short = 'o', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) edit_live: Option<bool>,
    /// Leave texts alone [env: DELIVER_SKIP_METADATA].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) skip_metadata: Option<bool>,
    /// Leave screenshots alone [env: DELIVER_SKIP_SCREENSHOTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) skip_screenshots: Option<bool>,
    /// Clear at Apple what an empty file, or an empty text of an option, stands for; else it is left alone [env:
    /// DELIVER_CLEAR_EMPTY].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) clear_empty: Option<bool>,
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
    /// What is not given goes, as at fastlane: attachments, phased release, subcategories; the newest .ipa or .pkg of the
    /// folder is taken [env: DELIVER_FASTLANE_DEFAULTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    pub(super) fastlane_defaults: Option<bool>,
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
    /// The answers for the age rating, as JSON [env: DELIVER_APP_RATING_CONFIG_PATH; default: `metadata/age_rating.json`, if
    /// it is there].
    #[arg(long, short = 'g', value_name = "FILE")]
    pub(super) app_rating_config_path: Option<PathBuf>,
    /// Answers for the submission, as JSON: `export_compliance_uses_encryption`,
    /// `content_rights_contains_third_party_content`.
    #[arg(long, short = 'b', value_name = "JSON")]
    pub(super) submission_information: Option<String>,
    #[command(flatten)]
    pub(super) wait: WaitArgs,
    /// Files for the reviewers, all of them, comma-separated; `none` removes them [env:
    /// DELIVER_APP_REVIEW_ATTACHMENT_FILE].
    #[arg(long, value_name = "FILES")]
    pub(super) app_review_attachment_file: Vec<String>,
    /// Apple's API can no longer do it, so that it is an error [env: DELIVER_RESET_RATINGS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean, hide_short_help = true)]
    pub(super) reset_ratings: Option<bool>,
    #[command(flatten)]
    pub(super) price: PriceArgs,
    #[command(flatten)]
    pub(super) team: StoreTeamArgs,
    #[command(flatten)]
    pub(super) ignored: IgnoredArgs,
    #[command(flatten)]
    pub(super) previews: AppPreviewArgs,
    #[command(flatten)]
    pub(super) precheck: PrecheckArgs,
    #[command(flatten)]
    pub(super) texts: TextArgs,
    #[command(flatten)]
    pub(super) app_clip: AppClipArgs,
    /// Contact and account for the reviewers, as JSON; else `metadata/review_information/`.
    #[arg(long, value_name = "JSON")]
    pub(super) app_review_information: Option<String>,
}

/// Texts by locale, such as `{"default": "..", "de-DE": ".."}`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Texts")]
pub(super) struct TextArgs {
    /// The app's name, by locale, as JSON; else the files `name.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    name: Option<String>,
    /// The subtitle, by locale, as JSON; else the files `subtitle.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    subtitle: Option<String>,
    /// The description, by locale, as JSON; else the files `description.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    description: Option<String>,
    /// The keywords, a text or a list, by locale, as JSON; else the files `keywords.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    keywords: Option<String>,
    /// The promotional text, by locale, as JSON; else the files `promotional_text.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    promotional_text: Option<String>,
    /// What is new in the version, by locale, as JSON; else the files `release_notes.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    release_notes: Option<String>,
    /// The address of the privacy policy, by locale, as JSON; else the files `privacy_url.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    privacy_url: Option<String>,
    /// The privacy policy on Apple TV, by locale, as JSON; else the files `apple_tv_privacy_policy.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    apple_tv_privacy_policy: Option<String>,
    /// The address for support, by locale, as JSON; else the files `support_url.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    support_url: Option<String>,
    /// The address for marketing, by locale, as JSON; else the files `marketing_url.txt`.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    marketing_url: Option<String>,
}

impl TextArgs {
    /// Each with the name of its file, as given or as the Deliverfile has it.
    pub(super) fn all(&self, context: &Context) -> Vec<(&'static str, String)> {
        let all = [
            ("name", &self.name),
            ("subtitle", &self.subtitle),
            ("description", &self.description),
            ("keywords", &self.keywords),
            ("promotional_text", &self.promotional_text),
            ("release_notes", &self.release_notes),
            ("privacy_url", &self.privacy_url),
            ("apple_tv_privacy_policy", &self.apple_tv_privacy_policy),
            ("support_url", &self.support_url),
            ("marketing_url", &self.marketing_url),
        ];
        let value = |(file, given): (&'static str, &Option<String>)| {
            let variable = format!("DELIVER_{}", file.to_uppercase());
            Some((file, context.text(given.as_deref(), &[&variable])?))
        };
        all.into_iter().filter_map(value).collect()
    }
}

impl RunArgs {
    /// What `submit-build` means: with the newest build, unless another is named.
    pub(crate) fn submitting(mut self: Box<Self>) -> Box<Self> {
        self.submit_for_review = Some(true);
        if self.build_number.is_none() && self.ipa.is_none() && self.pkg.is_none() {
            self.build_number = Some("latest".to_owned());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use crate::Cli;

    /// fastlane's options of deliver, with their short forms.
    const OPTIONS: &str = "api_key_path api_key username:u app_identifier:a app_version:z ipa:i pkg:c build_number:n \
        platform:j edit_live:o use_live_version metadata_path:m screenshots_path:w skip_binary_upload skip_screenshots \
        skip_metadata skip_app_version_update force:f overwrite_screenshots screenshot_processing_timeout \
        sync_screenshots submit_for_review verify_only reject_if_possible version_check_wait_retry_limit \
        automatic_release auto_release_date phased_release reset_ratings price_tier:r app_rating_config_path:g \
        submission_information:b team_id:k team_name:e dev_portal_team_id:s dev_portal_team_name:y itc_provider \
        provider_public_id run_precheck_before_submit:x precheck_default_rule_level:d individual_metadata_items \
        app_icon:l apple_watch_app_icon:q copyright primary_category secondary_category primary_first_sub_category \
        primary_second_sub_category secondary_first_sub_category secondary_second_sub_category \
        trade_representative_contact_information app_review_information app_review_attachment_file description name \
        subtitle keywords promotional_text release_notes privacy_url apple_tv_privacy_policy support_url marketing_url \
        languages ignore_language_directory_validation precheck_include_in_app_purchases app:p";

    #[test]
    fn every_option_of_fastlane_is_taken_by_its_names() {
        let mut command = Cli::command();
        command.build();
        let run = command.find_subcommand("run").unwrap();
        let missing = OPTIONS.split_whitespace().filter(|option| {
            let (long, short) = option.split_once(':').unwrap_or((option, ""));
            let long = long.replace('_', "-");
            let found = run.get_arguments().find(|argument| argument.get_long() == Some(&*long));
            found.is_none_or(|argument| argument.get_short() != short.chars().next())
        });
        assert_eq!(missing.collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn every_command_is_sound() {
        Cli::command().debug_assert();
    }
}

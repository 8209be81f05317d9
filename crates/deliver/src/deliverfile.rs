//! fastlane's Deliverfile: options in a file. Options on the command line and variables beat it.

use console::{Context, Failure, SettingsFile};

use crate::nearest::did_you_mean;

/// The options that a Deliverfile may hold, and the variables that mean the same.
const OPTIONS: [(&str, &str); 74] = [
    ("api_key_path", "DELIVER_API_KEY_PATH"),
    ("app", "DELIVER_APP_ID"),
    ("app_clip_default_experience_action", "DELIVER_APP_CLIP_DEFAULT_EXPERIENCE_ACTION"),
    ("app_clip_default_experience_metadata_path", "DELIVER_APP_CLIP_DEFAULT_EXPERIENCE_METADATA_PATH"),
    ("app_clip_default_experience_subtitle", "DELIVER_APP_CLIP_DEFAULT_EXPERIENCE_SUBTITLE"),
    ("app_clip_header_images_path", "DELIVER_APP_CLIP_HEADER_IMAGES_PATH"),
    ("app_clip_review_information", "DELIVER_APP_CLIP_REVIEW_INFORMATION"),
    ("app_identifier", "DELIVER_APP_IDENTIFIER"),
    ("app_previews_path", "DELIVER_APP_PREVIEWS_PATH"),
    ("app_rating_config_path", "DELIVER_APP_RATING_CONFIG_PATH"),
    ("app_review_attachment_file", "DELIVER_APP_REVIEW_ATTACHMENT_FILE"),
    ("app_review_information", "DELIVER_APP_REVIEW_INFORMATION"),
    ("app_version", "DELIVER_APP_VERSION"),
    ("apple_tv_privacy_policy", "DELIVER_APPLE_TV_PRIVACY_POLICY"),
    ("auto_release_date", "DELIVER_AUTO_RELEASE_DATE"),
    ("automatic_release", "DELIVER_AUTOMATIC_RELEASE"),
    ("build_number", "DELIVER_BUILD_NUMBER"),
    ("copyright", "DELIVER_COPYRIGHT"),
    ("description", "DELIVER_DESCRIPTION"),
    ("dev_portal_team_id", "DELIVER_DEV_PORTAL_TEAM_ID"),
    ("dev_portal_team_name", "DELIVER_DEV_PORTAL_TEAM_NAME"),
    ("edit_live", "DELIVER_EDIT_LIVE"),
    ("force", "DELIVER_FORCE"),
    ("ignore_language_directory_validation", "DELIVER_IGNORE_LANGUAGE_DIRECTORY_VALIDATION"),
    ("ipa", "DELIVER_IPA_PATH"),
    ("keywords", "DELIVER_KEYWORDS"),
    ("languages", "DELIVER_LANGUAGES"),
    ("marketing_url", "DELIVER_MARKETING_URL"),
    ("metadata_path", "DELIVER_METADATA_PATH"),
    ("name", "DELIVER_NAME"),
    ("overwrite_preview_videos", "DELIVER_OVERWRITE_PREVIEW_VIDEOS"),
    ("overwrite_screenshots", "DELIVER_OVERWRITE_SCREENSHOTS"),
    ("phased_release", "DELIVER_PHASED_RELEASE"),
    ("pkg", "DELIVER_PKG_PATH"),
    ("platform", "DELIVER_PLATFORM"),
    ("precheck_default_rule_level", "DELIVER_PRECHECK_DEFAULT_RULE_LEVEL"),
    ("precheck_include_in_app_purchases", "PRECHECK_INCLUDE_IN_APP_PURCHASES"),
    ("preview_frame_time_code", "DELIVER_PREVIEW_FRAME_TIME_CODE"),
    ("price_tier", "DELIVER_PRICE_TIER"),
    ("primary_category", "DELIVER_PRIMARY_CATEGORY"),
    ("primary_first_sub_category", "DELIVER_PRIMARY_FIRST_SUB_CATEGORY"),
    ("primary_second_sub_category", "DELIVER_PRIMARY_SECOND_SUB_CATEGORY"),
    ("privacy_url", "DELIVER_PRIVACY_URL"),
    ("promotional_text", "DELIVER_PROMOTIONAL_TEXT"),
    ("reject_if_possible", "DELIVER_REJECT_IF_POSSIBLE"),
    ("release_notes", "DELIVER_RELEASE_NOTES"),
    ("reset_ratings", "DELIVER_RESET_RATINGS"),
    ("run_precheck_before_submit", "DELIVER_RUN_PRECHECK_BEFORE_SUBMIT"),
    ("screenshot_processing_timeout", "DELIVER_SCREENSHOT_PROCESSING_TIMEOUT"),
    ("screenshots_path", "DELIVER_SCREENSHOTS_PATH"),
    ("secondary_category", "DELIVER_SECONDARY_CATEGORY"),
    ("secondary_first_sub_category", "DELIVER_SECONDARY_FIRST_SUB_CATEGORY"),
    ("secondary_second_sub_category", "DELIVER_SECONDARY_SECOND_SUB_CATEGORY"),
    ("skip_app_version_update", "DELIVER_SKIP_APP_VERSION_UPDATE"),
    ("skip_metadata", "DELIVER_SKIP_METADATA"),
    ("skip_screenshots", "DELIVER_SKIP_SCREENSHOTS"),
    ("submission_information", "DELIVER_SUBMISSION_INFORMATION"),
    ("submit_for_review", "DELIVER_SUBMIT_FOR_REVIEW"),
    ("subtitle", "DELIVER_SUBTITLE"),
    ("support_url", "DELIVER_SUPPORT_URL"),
    ("team_id", "DELIVER_TEAM_ID"),
    ("team_name", "DELIVER_TEAM_NAME"),
    ("username", "DELIVER_USERNAME"),
    ("verify_only", "DELIVER_VERIFY_ONLY"),
    // Of no effect here, as `commands/ignored.rs` tells.
    ("skip_binary_upload", ""),
    ("sync_screenshots", ""),
    ("version_check_wait_retry_limit", ""),
    ("itc_provider", ""),
    ("provider_public_id", ""),
    ("individual_metadata_items", ""),
    ("app_icon", ""),
    ("apple_watch_app_icon", ""),
    ("trade_representative_contact_information", ""),
    ("use_live_version", ""),
];

/// The context with the options of the project's Deliverfile. As with fastlane, the first mention of an option counts.
pub(crate) fn applied(context: &Context) -> Result<Context, Failure> {
    let file = SettingsFile::find(&context.folder, "Deliverfile", "--app-version", &context.environment)?;
    let Some(file) = file else { return Ok(context.clone()) };
    for notice in file.notices() {
        context.ui.notice(notice);
    }
    let mut defaults = Vec::new();
    for setting in &file.settings {
        let known = OPTIONS.iter().find(|(option, _)| *option == setting.key);
        let Some((_, variable)) = known else {
            let near = did_you_mean(&setting.key, OPTIONS.iter().map(|(option, _)| *option));
            let place = format!("{}:{}", context.shown(&file.path), setting.line);
            return Err(Failure::invalid(format!("{place}: there is no option `{}`{near}", setting.key))
                .hint("what Gantry's deliver takes, `deliver run --help` and docs/migration.md tell"));
        };
        if variable.is_empty() {
            context.ui.notice(format!(
                "{}:{}: `{}` has no effect here",
                context.shown(&file.path),
                setting.line,
                setting.key
            ));
        } else if let Some(text) = setting.text() {
            defaults.push((*variable, text));
        }
    }
    Ok(context.with_defaults(defaults))
}

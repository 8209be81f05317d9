//! The options that uploading and distributing share.

use std::path::PathBuf;

use clap::Args;
use console::{Context, Failure};
use spaceship::Client;
use spaceship::client::Patience;
use spaceship::jsonapi::Resource;
use spaceship::resources::App;

use crate::clips::WantedClips;
use crate::distribution::Wanted;
use crate::notes::{Notes, Refused};
use crate::previous::Policy;
use crate::test_info::{Given, WantedInfo};
use crate::upload;

/// Which app, what to tell testers, and who they are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Distribution")]
pub(crate) struct DistributionArgs {
    /// The bundle id [env: PILOT_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    pub(crate) app_identifier: Option<String>,
    /// Apple's number of the app [env: PILOT_APPLE_ID].
    #[arg(long, short = 'p', value_name = "NUMBER")]
    apple_id: Option<String>,
    /// ios, appletvos, osx or xros; the file tells it otherwise [env: PILOT_PLATFORM].
    #[arg(long, short = 'm', value_name = "PLATFORM")]
    app_platform: Option<String>,
    /// What testers should look at, in every locale [env: PILOT_CHANGELOG].
    #[arg(long, short = 'w', value_name = "TEXT")]
    changelog: Option<String>,
    /// What testers should look at, by locale, as JSON [env: PILOT_LOCALIZED_BUILD_INFO].
    #[arg(long, value_name = "JSON")]
    localized_build_info: Option<String>,
    /// The folder whose locale folders may hold what testers should look at; used where neither option before is
    /// given, as is TestFlight/WhatToTest.<locale>.txt [env: PILOT_METADATA_PATH; default: fastlane/metadata].
    #[arg(long, value_name = "FOLDER")]
    metadata_path: Option<PathBuf>,
    /// What these files are called, such as release_notes.txt.
    #[arg(long, value_name = "NAME", default_value = "what_to_test.txt")]
    what_to_test_file: String,
    /// What is to be done about characters that TestFlight refuses.
    #[arg(long, value_enum, value_name = "HOW", default_value_t)]
    refused_characters: Refused,
    /// What testers read of the app, in every locale [env: PILOT_BETA_APP_DESCRIPTION].
    #[arg(long, short = 'd', value_name = "TEXT")]
    beta_app_description: Option<String>,
    /// Where testers write to, in every locale [env: PILOT_BETA_APP_FEEDBACK].
    #[arg(long, short = 'n', value_name = "EMAIL")]
    beta_app_feedback_email: Option<String>,
    /// What testers read of the app, by locale, as JSON [env: PILOT_LOCALIZED_APP_INFO].
    #[arg(long, value_name = "JSON")]
    localized_app_info: Option<String>,
    /// What reviewers need, as JSON [env: PILOT_BETA_APP_REVIEW_INFO].
    #[arg(long, value_name = "JSON")]
    beta_app_review_info: Option<String>,
    /// Whether reviewers have to sign in [env: DEMO_ACCOUNT_REQUIRED].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    demo_account_required: Option<bool>,
    /// Beta groups to hand the build to, by name or id, comma-separated [env: PILOT_GROUPS].
    #[arg(long, short = 'g', value_name = "NAMES", value_delimiter = ',')]
    groups: Vec<String>,
    /// Make the groups that are named and do not exist, for people outside the team.
    #[arg(long)]
    create_groups: bool,
    /// Hand the build to people outside the team; needs --groups [env: PILOT_DISTRIBUTE_EXTERNAL].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    distribute_external: Option<bool>,
    /// Hand the build in for beta review where a group of outsiders is named; on by default.
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    submit_beta_review: Option<bool>,
    /// Hand the build to nobody; texts are brought up to date [env: PILOT_SKIP_SUBMISSION].
    #[arg(long, short = 's', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_submission: Option<bool>,
    /// Whether the app uses encryption that is not exempt, where its Info.plist does not say
    /// [env: PILOT_USES_NON_EXEMPT_ENCRYPTION; default: false].
    #[arg(long, short = 'X', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    uses_non_exempt_encryption: Option<bool>,
    /// Whether testers are told by themselves once they can test [env: PILOT_NOTIFY_EXTERNAL_TESTERS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    notify_external_testers: Option<bool>,
    /// Expire all older builds of the platform [env: PILOT_EXPIRE_PREVIOUS_BUILDS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    expire_previous_builds: Option<bool>,
    /// Expire the build of the same version that is in beta review, or waits for it
    /// [env: PILOT_REJECT_PREVIOUS_BUILD].
    #[arg(long, short = 'b', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    reject_build_waiting_for_review: Option<bool>,
    /// How testers open the App Clip, as JSON: [{"url": "..", "title": {"en-US": ".."}}]
    /// [env: PILOT_APP_CLIP_INVOCATIONS].
    #[arg(long, value_name = "JSON")]
    app_clip_invocations: Option<String>,
    /// Delete the invocations that are not named [env: PILOT_APP_CLIPS_OVERWRITE_INVOCATIONS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    overwrite_app_clip_invocations: Option<bool>,
    /// The longest wait between two looks, in seconds [env: PILOT_WAIT_PROCESSING_INTERVAL; default: 30].
    #[arg(long, short = 'k', value_name = "SECONDS")]
    wait_processing_interval: Option<u64>,
    /// When to give up waiting, in seconds [env: PILOT_WAIT_PROCESSING_TIMEOUT_DURATION; default: never].
    #[arg(long, value_name = "SECONDS")]
    wait_processing_timeout_duration: Option<u64>,
    /// Without effect, as in fastlane.
    #[arg(long, short = 'x', hide = true, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL")]
    update_build_info_on_upload: Option<String>,
    /// Without effect, as in fastlane.
    #[arg(long, hide = true, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL")]
    wait_for_uploaded_build: Option<String>,
}

/// The shared options, settled.
pub(crate) struct Distribution {
    /// What is wanted; its groups are not looked up yet.
    pub(crate) wanted: Wanted,
    pub(crate) group_names: Vec<String>,
    pub(crate) create_groups: bool,
    pub(crate) platform: Option<artifact::Platform>,
    pub(crate) patience: Patience,
}

impl DistributionArgs {
    /// Takes the options together with their variables, and refuses what TestFlight would refuse.
    pub(crate) fn settle(&self, context: &Context) -> Result<Distribution, Failure> {
        let flag = |given, name: &str| Ok::<_, Failure>(context.flag(given, &[name])?.unwrap_or(false));
        let group_names = group_names(&self.groups, context);
        if flag(self.distribute_external, "PILOT_DISTRIBUTE_EXTERNAL")? && group_names.is_empty() {
            return Err(Failure::invalid("people outside the team test in groups, and none is named")
                .hint("give --groups with the names of beta groups"));
        }
        let clips = context.text(self.app_clip_invocations.as_deref(), &["PILOT_APP_CLIP_INVOCATIONS"]);
        let overwrite = flag(self.overwrite_app_clip_invocations, "PILOT_APP_CLIPS_OVERWRITE_INVOCATIONS")?;
        let interval = context.number(self.wait_processing_interval, &["PILOT_WAIT_PROCESSING_INTERVAL"])?;
        let timeout = context
            .number(self.wait_processing_timeout_duration, &["PILOT_WAIT_PROCESSING_TIMEOUT_DURATION"])?;
        let wanted = Wanted {
            info: self.info(context)?,
            notes: self.notes(context)?,
            notify: context.flag(self.notify_external_testers, &["PILOT_NOTIFY_EXTERNAL_TESTERS"])?,
            clips: WantedClips::read(clips.as_deref(), overwrite)?,
            uses_encryption: context
                .flag(self.uses_non_exempt_encryption, &["PILOT_USES_NON_EXEMPT_ENCRYPTION"])?,
            policy: Policy {
                expire_previous: flag(self.expire_previous_builds, "PILOT_EXPIRE_PREVIOUS_BUILDS")?,
                reject_waiting: flag(self.reject_build_waiting_for_review, "PILOT_REJECT_PREVIOUS_BUILD")?,
            },
            submit_for_beta_review: self.submit_beta_review.unwrap_or(true),
            skip_submission: flag(self.skip_submission, "PILOT_SKIP_SUBMISSION")?,
            ..Wanted::default()
        };
        Ok(Distribution {
            wanted,
            group_names,
            create_groups: self.create_groups,
            platform: self.platform(context)?,
            patience: upload::patience(interval.unwrap_or(30), timeout),
        })
    }

    /// Finds the app by what is given, or else by the file's bundle id.
    pub(crate) async fn find_app(
        &self,
        client: &Client,
        bundle_id: Option<&str>,
        context: &Context,
    ) -> Result<Resource<App>, Failure> {
        let number = context.text(self.apple_id.as_deref(), &["PILOT_APPLE_ID"]);
        console::find_app(client, bundle_id, number.as_deref()).await
    }

    /// The bundle id that is named.
    pub(crate) fn bundle_id(&self, context: &Context) -> Result<Option<String>, Failure> {
        context.app_identifier(self.app_identifier.as_deref(), &["PILOT_APP_IDENTIFIER"])
    }

    fn platform(&self, context: &Context) -> Result<Option<artifact::Platform>, Failure> {
        let named = context.text(self.app_platform.as_deref(), &["PILOT_PLATFORM"]);
        let platform = named.map(|name| name.parse::<artifact::Platform>()).transpose();
        platform.map_err(|error| Failure::invalid(error.to_string()))
    }

    fn notes(&self, context: &Context) -> Result<Notes, Failure> {
        let localized = context.text(self.localized_build_info.as_deref(), &["PILOT_LOCALIZED_BUILD_INFO"]);
        let changelog = context.text(self.changelog.as_deref(), &["PILOT_CHANGELOG"]);
        let mut notes = Notes::read(changelog.as_deref(), localized.as_deref())?;
        if notes.is_empty() {
            let named = context.text(None, &["PILOT_METADATA_PATH"]).map(PathBuf::from);
            let given = self.metadata_path.clone().or(named);
            let folder = given.unwrap_or_else(|| "fastlane/metadata".into());
            notes = Notes::from_files(&context.path(folder), &self.what_to_test_file, &context.folder)?;
        }
        let (notes, removed) = notes.settled(self.refused_characters)?;
        for place in &removed {
            context.ui.notice(format!("{place}: it is left out"));
        }
        Ok(notes)
    }

    fn info(&self, context: &Context) -> Result<WantedInfo, Failure> {
        let text = |given: &Option<String>, name: &str| context.text(given.as_deref(), &[name]);
        WantedInfo::read(Given {
            localized_app_info: text(&self.localized_app_info, "PILOT_LOCALIZED_APP_INFO"),
            description: text(&self.beta_app_description, "PILOT_BETA_APP_DESCRIPTION"),
            feedback_email: text(&self.beta_app_feedback_email, "PILOT_BETA_APP_FEEDBACK"),
            review_info: text(&self.beta_app_review_info, "PILOT_BETA_APP_REVIEW_INFO"),
            demo_account_required: context.flag(self.demo_account_required, &["DEMO_ACCOUNT_REQUIRED"])?,
        })
    }
}

/// The names of groups, from the option or its variable.
pub(crate) fn group_names(given: &[String], context: &Context) -> Vec<String> {
    let named = context.text(None, &["PILOT_GROUPS"]).unwrap_or_default();
    let from_variable = named.split(',').map(str::to_owned).collect();
    let all = if given.is_empty() { from_variable } else { given.to_vec() };
    all.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

//! The options that uploading and distributing share.

use clap::Args;
use console::{Context, Failure};

use crate::distribution::Wanted;
use crate::notes::Notes;

/// Which app, what to tell testers, and who they are.
#[derive(Debug, Args)]
pub(crate) struct DistributionArgs {
    /// The bundle id [env: PILOT_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    pub(crate) app_identifier: Option<String>,
    /// Apple's number of the app [env: PILOT_APPLE_ID].
    #[arg(long, short = 'p', value_name = "NUMBER")]
    pub(crate) apple_id: Option<String>,
    /// What testers should look at, in every locale [env: PILOT_CHANGELOG].
    #[arg(long, short = 'w', value_name = "TEXT")]
    changelog: Option<String>,
    /// What testers should look at, by locale, as JSON [env: PILOT_LOCALIZED_BUILD_INFO].
    #[arg(long, value_name = "JSON")]
    localized_build_info: Option<String>,
    /// Beta groups to hand the build to, by name or id, comma-separated [env: PILOT_GROUPS].
    #[arg(long, short = 'g', value_name = "NAMES", value_delimiter = ',')]
    groups: Vec<String>,
    /// Hand the build to people outside the team; needs --groups [env: PILOT_DISTRIBUTE_EXTERNAL].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    distribute_external: Option<bool>,
    /// Hand the build in for beta review where a group of outsiders is named; on by default.
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    submit_beta_review: Option<bool>,
    /// Whether the app uses encryption that is not exempt, where its Info.plist does not say
    /// [env: PILOT_USES_NON_EXEMPT_ENCRYPTION; default: false].
    #[arg(long, short = 'X', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    uses_non_exempt_encryption: Option<bool>,
    /// Whether testers are told by themselves once they can test [env: PILOT_NOTIFY_EXTERNAL_TESTERS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    notify_external_testers: Option<bool>,
    /// The longest wait between two looks, in seconds [env: PILOT_WAIT_PROCESSING_INTERVAL; default: 30].
    #[arg(long, short = 'k', value_name = "SECONDS")]
    wait_processing_interval: Option<u64>,
    /// When to give up waiting, in seconds [env: PILOT_WAIT_PROCESSING_TIMEOUT_DURATION; default: never].
    #[arg(long, value_name = "SECONDS")]
    wait_processing_timeout_duration: Option<u64>,
}

/// The shared options, settled.
pub(crate) struct Distribution {
    /// What is wanted; its groups are not looked up yet.
    pub(crate) wanted: Wanted,
    pub(crate) group_names: Vec<String>,
    pub(crate) interval: u64,
    pub(crate) timeout: Option<u64>,
}

impl DistributionArgs {
    /// Takes the options together with their variables, and refuses what TestFlight would refuse.
    pub(crate) fn settle(&self, context: &Context) -> Result<Distribution, Failure> {
        let localized = context.text(self.localized_build_info.as_deref(), &["PILOT_LOCALIZED_BUILD_INFO"]);
        let changelog = context.text(self.changelog.as_deref(), &["PILOT_CHANGELOG"]);
        let notes = Notes::read(changelog.as_deref(), localized.as_deref())?;
        let findings = notes.findings();
        if !findings.is_empty() {
            return Err(Failure::findings("TestFlight would refuse these texts", &findings));
        }
        let group_names = if self.groups.is_empty() {
            let text = context.text(None, &["PILOT_GROUPS"]).unwrap_or_default();
            text.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
        } else {
            self.groups.clone()
        };
        let external =
            context.flag(self.distribute_external, &["PILOT_DISTRIBUTE_EXTERNAL"])?.unwrap_or(false);
        if external && group_names.is_empty() {
            return Err(Failure::invalid("people outside the team test in groups, and none is named")
                .hint("give --groups with the names of beta groups"));
        }
        let review = self.submit_beta_review.unwrap_or(true);
        Ok(Distribution {
            wanted: Wanted {
                notes,
                groups: Vec::new(),
                uses_encryption: context
                    .flag(self.uses_non_exempt_encryption, &["PILOT_USES_NON_EXEMPT_ENCRYPTION"])?,
                notify: context.flag(self.notify_external_testers, &["PILOT_NOTIFY_EXTERNAL_TESTERS"])?,
                submit_for_beta_review: review,
            },
            group_names,
            interval: context
                .number(self.wait_processing_interval, &["PILOT_WAIT_PROCESSING_INTERVAL"])?
                .unwrap_or(30),
            timeout: context
                .number(self.wait_processing_timeout_duration, &["PILOT_WAIT_PROCESSING_TIMEOUT_DURATION"])?,
        })
    }
}

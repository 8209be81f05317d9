//! The options of precheck, with fastlane's names.

use clap::Args;
use console::{Context, Failure, SettingsFile};

use super::settings::{Rules, Said};

/// How the texts are looked at before anything is sent.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct PrecheckArgs {
    /// Look for what reviewers refuse [env: DELIVER_RUN_PRECHECK_BEFORE_SUBMIT; default: true].
    #[arg(long, short = 'x', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    run_precheck_before_submit: Option<bool>,
    /// What a finding does: skip, warn or error [env: DELIVER_PRECHECK_DEFAULT_RULE_LEVEL; default: warn].
    #[arg(long, short = 'd', value_name = "LEVEL")]
    precheck_default_rule_level: Option<String>,
    /// The level of one rule, such as curse_words=error; may be repeated [env: RULE_CURSE_WORDS and its like;
    /// Precheckfile].
    #[arg(long, value_name = "RULE=LEVEL")]
    precheck: Vec<String>,
    /// Look at the texts of in-app purchases too [env: PRECHECK_INCLUDE_IN_APP_PURCHASES; default: true].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    precheck_include_in_app_purchases: Option<bool>,
}

impl PrecheckArgs {
    /// The levels of the rules, from here, from the environment and from the Precheckfile. All rules are skipped where
    /// precheck is off.
    pub(crate) fn settle(&self, context: &Context) -> Result<Rules, Failure> {
        let on = context.flag(self.run_precheck_before_submit, &["DELIVER_RUN_PRECHECK_BEFORE_SUBMIT"])?;
        if on == Some(false) {
            return Ok(Rules::off());
        }
        let names = ["DELIVER_PRECHECK_DEFAULT_RULE_LEVEL"];
        let default = context.text(self.precheck_default_rule_level.as_deref(), &names);
        let environment = &context.environment;
        let file = SettingsFile::find(&context.folder, "Precheckfile", "--precheck", environment)?;
        for notice in file.iter().flat_map(SettingsFile::notices) {
            context.ui.notice(notice);
        }
        Rules::settle(&Said {
            options: &self.precheck,
            default: default.as_deref(),
            environment,
            file: file.as_ref().map(|file| file.settings.as_slice()).unwrap_or_default(),
        })
    }

    /// Whether the texts of in-app purchases are looked at.
    pub(crate) fn purchases(&self, context: &Context) -> Result<bool, Failure> {
        let given = self.precheck_include_in_app_purchases;
        Ok(context.flag(given, &["PRECHECK_INCLUDE_IN_APP_PURCHASES"])?.unwrap_or(true))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        precheck: PrecheckArgs,
    }

    #[test]
    fn rules_are_repeated_and_fastlanes_short_options_work() {
        let line = "deliver --precheck curse_words=error -x false -d skip --precheck test_words=skip";
        let args = Line::try_parse_from(line.split(' ')).unwrap().precheck;
        assert_eq!(args.precheck, ["curse_words=error", "test_words=skip"]);
        assert_eq!(args.run_precheck_before_submit, Some(false));
        assert_eq!(args.precheck_default_rule_level.as_deref(), Some("skip"));
        assert_eq!(args.precheck_include_in_app_purchases, None);
    }
}

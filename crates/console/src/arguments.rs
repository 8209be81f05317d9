//! The arguments that every tool takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use spaceship::session::Wanted;

use crate::context::Context;
use crate::exit;
use crate::failure::Failure;

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum OutputFormat {
    /// For people.
    #[default]
    Table,
    /// For programs: one JSON document with a stable form.
    Json,
    /// For programs that read line by line: a JSON document a line, each thing of a list as soon as it is known.
    Ndjson,
    /// For a comment on a merge request or the summary of a job: plans as a table of GitLab's and GitHub's Markdown.
    Markdown,
}

/// What every verb of every tool takes.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// Where the API key comes from.
    #[command(flatten)]
    pub key: KeyArgs,
    /// Whose credentials are used.
    #[command(flatten)]
    pub login: LoginArgs,
    /// Show what would change and change nothing.
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// With --dry-run: end with code 8 when something would change.
    #[arg(long, global = true)]
    pub exit_code: bool,
    /// How results are printed; a table for people unless this says otherwise.
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub output: Option<OutputFormat>,
    /// Say less: results and problems only.
    #[arg(long, global = true)]
    pub quiet: bool,
    /// Trace every request, without secrets.
    #[arg(long, global = true)]
    pub verbose: bool,
    /// Write what was to do and what came of it to this file, as JUnit's XML, which CI systems show.
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub junit: Option<PathBuf>,
    /// Write what is wrong in files to this one, as GitLab's code quality report.
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub code_quality: Option<PathBuf>,
    /// Load `.env.NAME` too, comma-separated, each over what is set.
    #[arg(long, global = true, value_name = "NAME", value_delimiter = ',')]
    pub env: Vec<String>,
}

impl Common {
    /// Which options go together. clap cannot tell when one stands before the verb and the other after it.
    pub(crate) fn check(&self, dry_run: bool) -> Result<(), Failure> {
        let wrong = |what: &str| Err(Failure::new(exit::USAGE, what));
        if self.exit_code && !dry_run {
            return wrong("--exit-code needs --dry-run");
        }
        if self.quiet && self.verbose {
            return wrong("--quiet and --verbose rule each other out");
        }
        if self.key.api_key.is_some() && self.key.api_key_path.is_some() {
            return wrong("--api-key and --api-key-path rule each other out: give one of them");
        }
        Ok(())
    }
}

/// Where the API key comes from. Without any of these the environment and the usual folders are searched.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Common options")]
pub struct KeyArgs {
    /// A JSON key file, as fastlane reads it.
    #[arg(long, global = true, value_name = "FILE")]
    pub api_key_path: Option<PathBuf>,
    /// A JSON key, inline. A file or a variable is better: other processes can see a command line.
    #[arg(long, global = true, value_name = "JSON", hide_short_help = true)]
    pub api_key: Option<String>,
}

/// Whose credentials are used.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Common options")]
pub struct LoginArgs {
    /// The account whose key or session is used: a name in accounts.toml, or an Apple ID.
    #[arg(long, global = true, value_name = "NAME")]
    pub account: Option<String>,
    /// The Apple ID whose session is used where there is no API key.
    #[arg(long, short = 'u', alias = "user", global = true, value_name = "APPLE_ID", hide_short_help = true)]
    pub username: Option<String>,
}

/// The team of the Developer Program, for tools that deal with signing. An API key belongs to one team; a session may
/// have several.
#[derive(Debug, Clone, Default, Args)]
pub struct TeamArgs {
    /// The team, where the Apple ID has several: its id [env: FASTLANE_TEAM_ID].
    #[arg(long, short = 'b', value_name = "ID", hide_short_help = true)]
    pub team_id: Option<String>,
    /// The team by its name [env: FASTLANE_TEAM_NAME].
    #[arg(long, short = 'l', value_name = "NAME", hide_short_help = true)]
    pub team_name: Option<String>,
}

impl TeamArgs {
    /// The context in which the account works for this team.
    pub fn applied(&self, context: &Context) -> Context {
        let mut context = context.clone();
        context.teams.needs_developer = true;
        context.teams.developer = Wanted { id: self.team_id.clone(), name: self.team_name.clone() };
        context
    }
}

/// Which team of App Store Connect is meant, for tools that deal with it.
#[derive(Debug, Clone, Default, Args)]
pub struct ProviderArgs {
    /// The team of App Store Connect, where the Apple ID has several: its id [env: FASTLANE_ITC_TEAM_ID].
    #[arg(long, short = 'q', global = true, value_name = "ID", hide_short_help = true)]
    pub team_id: Option<String>,
    /// The team of App Store Connect by its name [env: FASTLANE_ITC_TEAM_NAME].
    #[arg(long, short = 'r', global = true, value_name = "NAME", hide_short_help = true)]
    pub team_name: Option<String>,
    /// The team of the Developer Program: its id [env: FASTLANE_TEAM_ID].
    #[arg(long, global = true, value_name = "ID", hide_short_help = true)]
    pub dev_portal_team_id: Option<String>,
}

impl ProviderArgs {
    /// The context in which the account works for this team.
    pub fn applied(&self, context: &Context) -> Context {
        let mut context = context.clone();
        context.teams.provider = Wanted { id: self.team_id.clone(), name: self.team_name.clone() };
        context.teams.developer = Wanted { id: self.dev_portal_team_id.clone(), name: None };
        context
    }
}

/// fastlane's words for yes and no, for flags that may be given a value: `--force`, `--force true`.
pub fn boolean(word: &str) -> Result<bool, String> {
    match word {
        "yes" | "YES" | "true" | "TRUE" | "on" | "ON" => Ok(true),
        "no" | "NO" | "false" | "FALSE" | "off" | "OFF" => Ok(false),
        _ => Err("it must be either `true` or `false`".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fastlanes_words_are_yes_or_no() {
        assert_eq!(boolean("YES"), Ok(true));
        assert_eq!(boolean("off"), Ok(false));
        for word in ["1", "0", "True", ""] {
            assert!(boolean(word).is_err(), "{word}");
        }
    }

    #[derive(Debug, clap::Parser)]
    struct Line {
        #[command(flatten)]
        common: Common,
        #[command(subcommand)]
        verb: Verb,
    }

    #[derive(Debug, clap::Subcommand)]
    enum Verb {
        List,
    }

    #[test]
    fn common_options_stand_before_or_after_the_verb() {
        use clap::Parser as _;
        let read = |line: &str| Line::try_parse_from(line.split(' '));
        for line in [
            "sigh --dry-run --exit-code list",
            "sigh list --dry-run --exit-code",
            "sigh --dry-run list --exit-code",
            "sigh --exit-code list --dry-run",
        ] {
            let read = read(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            assert!(read.common.dry_run && read.common.exit_code, "{line}");
            assert!(matches!(read.verb, Verb::List));
        }
    }

    #[test]
    fn options_that_rule_each_other_out_are_refused_on_either_side_of_the_verb() {
        use clap::Parser as _;
        let code = |line: &str| {
            let read = Line::try_parse_from(line.split(' ')).unwrap();
            read.common.check(read.common.dry_run).map_err(|failure| failure.exit_code)
        };
        assert_eq!(code("sigh --dry-run list --exit-code"), Ok(()));
        for line in [
            "sigh list --exit-code",
            "sigh --quiet list --verbose",
            "sigh --api-key x list --api-key-path y",
            "sigh list --api-key x --api-key-path y",
        ] {
            assert_eq!(code(line), Err(exit::USAGE), "{line}");
        }
    }
}

//! The arguments that every tool takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum OutputFormat {
    /// For people.
    #[default]
    Table,
    /// For programs: one JSON document with a stable form.
    Json,
}

/// What every verb of every tool takes.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// Where the API key comes from.
    #[command(flatten)]
    pub key: KeyArgs,
    /// Show what would change and change nothing.
    #[arg(long, global = true)]
    pub dry_run: bool,
    /// With --dry-run: end with code 8 when something would change.
    #[arg(long, global = true, requires = "dry_run")]
    pub exit_code: bool,
    /// How results are printed.
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t)]
    pub output: OutputFormat,
    /// Say less: results and problems only.
    #[arg(long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Trace every request, without secrets.
    #[arg(long, global = true)]
    pub verbose: bool,
    /// Load `.env.NAME` too, comma-separated, each over what is set.
    #[arg(long, global = true, value_name = "NAME", value_delimiter = ',')]
    pub env: Vec<String>,
}

/// Where the API key comes from. Without any of these the environment and the usual folders are searched.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Common options")]
pub struct KeyArgs {
    /// A JSON key file, as fastlane reads it.
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "api_key")]
    pub api_key_path: Option<PathBuf>,
    /// A JSON key, inline. A file or a variable is better: other processes can see a command line.
    #[arg(long, global = true, value_name = "JSON", hide_short_help = true)]
    pub api_key: Option<String>,
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
}

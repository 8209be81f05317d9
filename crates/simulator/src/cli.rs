//! The command line of the binary `simulator`, here so that its manual can be made from it.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};

use crate::apple_id::Account;
use crate::faults::Rule;
use crate::seeds::Population;
use crate::server::App;
use crate::settings::Settings;

/// A stand-in for Apple's App Store Connect, for tests and rehearsals.
#[derive(Debug, Parser)]
#[command(name = "simulator", version, about)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the simulator can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve Apple's API on loopback until interrupted.
    Serve(Serve),
}

/// How it serves.
#[derive(Debug, clap::Args)]
pub struct Serve {
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// What ids and chance are drawn from: the same seed gives the same run.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Serve HTTPS for Apple's host names and for this machine, with a certificate of the simulator's authority.
    #[arg(long, requires = "ca_out")]
    pub tls: bool,
    /// Where to write the certificate that a client of --tls must trust (SSL_CERT_FILE), in PEM.
    #[arg(long, value_name = "FILE", requires = "tls")]
    pub ca_out: Option<PathBuf>,
    /// An Apple ID, as EMAIL:PASSWORD; with sms, none or consent for its second factor, or s2k_fo for its protocol, as
    /// EMAIL:sms,s2k_fo:PASSWORD. May be given several times; without it there is release@example.com. Codes are read
    /// at /_simulator/two-factor.
    #[arg(long = "apple-id", value_name = "ACCOUNT")]
    pub accounts: Vec<Account>,
    /// Append each request to the API with its answer to this file: one JSON object a line, with the members method,
    /// target, body, status and answer.
    #[arg(long, value_name = "FILE")]
    pub record_exchanges: Option<PathBuf>,
    /// Write a dotenv file with the endpoint and a key, in the variables of GitLab's integration.
    #[arg(long, value_name = "FILE")]
    pub env_file: Option<PathBuf>,
    /// Write the keys (`AuthKey_<id>.p8`, and fastlane's key files for each role) and the certificate authority's
    /// root.pem and intermediate.pem.
    #[arg(long, value_name = "DIR")]
    pub key_dir: Option<PathBuf>,
    /// An app that exists at the start; may be given several times.
    #[arg(long = "app", value_name = "BUNDLE_ID[=NAME]")]
    pub apps: Vec<App>,
    /// Fill the team until it has so many of each type: bundleIds, certificates, devices, profiles, builds,
    /// betaGroups, betaTesters, users, betaFeedbackScreenshotSubmissions, betaFeedbackCrashSubmissions,
    /// customerReviews; the words testers, feedback, crashes and reviews are understood too. Apple's limits do not apply here; they do to what is added later. A kept
    /// state stays as it is.
    #[arg(long, value_name = "TYPE=NUMBER,...")]
    pub populate: Option<Population>,
    /// Keep the state in this file across runs, and the parts of open uploads in a folder beside it (FILE.uploads).
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// How long a build, an asset or a review step takes, in simulated time.
    #[arg(long, value_name = "DURATION", default_value = "1s", value_parser = duration)]
    pub processing: Duration,
    /// How long each request waits before it is served.
    #[arg(long, value_name = "DURATION", default_value = "0ms", value_parser = duration)]
    pub latency: Duration,
    /// The length of an upload part.
    #[arg(long, value_name = "BYTES", default_value_t = Settings::default().part_size,
          value_parser = clap::value_parser!(u64).range(1..))]
    pub part_size: u64,
    /// How many requests a key may send in sixty minutes.
    #[arg(long, value_name = "N", default_value_t = Settings::default().hour_limit)]
    pub hour_limit: u32,
    /// How many requests a key may send in a minute of real time; 0 is no limit. Apple does not document its own,
    /// which was seen at some 300 to 350.
    #[arg(long, value_name = "N", default_value_t = Settings::default().burst_limit)]
    pub burst_limit: u32,
    /// How many certificates of each distribution type a team may have.
    #[arg(long, value_name = "N", default_value_t = Settings::default().distribution_certificates)]
    pub distribution_certificates: usize,
    /// How many certificates of each development type a team may have.
    #[arg(long, value_name = "N", default_value_t = Settings::default().development_certificates)]
    pub development_certificates: usize,
    /// How many devices of a kind a team may register.
    #[arg(long, value_name = "N", default_value_t = Settings::default().devices_of_a_kind)]
    pub devices_of_a_kind: usize,
    /// Make requests fail by a rule, such as kind=status,status=503,method=GET,nth=3; may be given several times.
    ///
    /// Which requests: method, path_contains, nth, times, probability. What happens (kind): status and html (with
    /// status, retry_after or retry_after_date in seconds), reset, truncate, delay, stall and stall_body (with
    /// milliseconds), applied_then_500, applied_then_reset, invalid_utf8, nul_bytes, huge. A JSON object with the
    /// same members, as /_simulator/faults takes it, is understood too.
    #[arg(long = "fault", value_name = "RULE")]
    pub faults: Vec<Rule>,
    /// What becomes of what is submitted for review.
    #[arg(long, value_enum, default_value_t = Review::Waits)]
    pub review: Review,
}

/// What becomes of what is submitted for review.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Review {
    /// It waits for review for ever.
    Waits,
    /// It is approved.
    Approves,
    /// It is rejected.
    Rejects,
}

/// Reads `500ms`, `2s` or `3m`; a bare number is seconds.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number = number.parse::<u64>().map_err(|_| format!("`{text}` is no duration such as 500ms or 2s"))?;
    match unit {
        "ms" => Ok(Duration::from_millis(number)),
        "s" | "" => Ok(Duration::from_secs(number)),
        "m" => number.checked_mul(60).map(Duration::from_secs).ok_or_else(|| format!("`{text}` is too long")),
        _ => Err(format!("`{unit}` is no unit of time: it takes ms, s or m")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_with_their_unit() {
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("2s"), Ok(Duration::from_secs(2)));
        assert_eq!(duration("3m"), Ok(Duration::from_mins(3)));
        assert_eq!(duration("4"), Ok(Duration::from_secs(4)));
        for wrong in ["", "ms", "1h", "-1s", "1.5s", "99999999999999999999s"] {
            assert!(duration(wrong).is_err(), "{wrong}");
        }
    }
}

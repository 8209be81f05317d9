//! The binary `simulator`: Apple's services in a box, on loopback.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};
use simulator::apple_id::Account;
use simulator::faults::Rule;
use simulator::seeds::Population;
use simulator::settings::{ReviewOutcome, Settings};
use simulator::{App, Options, Simulator};
use tokio::signal::unix::{SignalKind, signal};

/// A stand-in for Apple's App Store Connect, for tests and rehearsals.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve Apple's API on loopback until interrupted.
    Serve(Serve),
}

#[derive(Debug, clap::Args)]
struct Serve {
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// What ids and chance are drawn from: the same seed gives the same run.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Serve HTTPS for Apple's host names and for this machine, with a certificate of the simulator's authority.
    #[arg(long, requires = "ca_out")]
    tls: bool,
    /// Where to write the certificate that a client of --tls must trust (SSL_CERT_FILE), in PEM.
    #[arg(long, value_name = "FILE", requires = "tls")]
    ca_out: Option<PathBuf>,
    /// An Apple ID, as EMAIL:PASSWORD; with sms, none or consent for its second factor, or s2k_fo for its protocol, as
    /// EMAIL:sms,s2k_fo:PASSWORD. May be given several times; without it there is release@example.com. Codes are read
    /// at /_simulator/two-factor.
    #[arg(long = "apple-id", value_name = "ACCOUNT")]
    accounts: Vec<Account>,
    /// Append each request to the API with its answer to this file: one JSON object a line, with the members method,
    /// target, body, status and answer.
    #[arg(long, value_name = "FILE")]
    record_exchanges: Option<PathBuf>,
    /// Write a dotenv file with the endpoint and a key, in the variables of GitLab's integration.
    #[arg(long, value_name = "FILE")]
    env_file: Option<PathBuf>,
    /// Write the keys (AuthKey_<id>.p8, and fastlane's key files for each role) and the certificate authority's
    /// root.pem and intermediate.pem.
    #[arg(long, value_name = "DIR")]
    key_dir: Option<PathBuf>,
    /// An app that exists at the start; may be given several times.
    #[arg(long = "app", value_name = "BUNDLE_ID[=NAME]")]
    apps: Vec<App>,
    /// Fill the team until it has so many of each type: bundleIds, certificates, devices, profiles, builds,
    /// betaGroups, betaTesters, users, betaFeedbackScreenshotSubmissions, betaFeedbackCrashSubmissions,
    /// customerReviews; the words testers, feedback, crashes and reviews are understood too. Apple's limits do not apply here; they do to what is added later. A kept
    /// state stays as it is.
    #[arg(long, value_name = "TYPE=NUMBER,...")]
    populate: Option<Population>,
    /// Keep the state in this file across runs, and the parts of open uploads in a folder beside it (FILE.uploads).
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// How long a build, an asset or a review step takes, in simulated time.
    #[arg(long, value_name = "DURATION", default_value = "1s", value_parser = duration)]
    processing: Duration,
    /// How long each request waits before it is served.
    #[arg(long, value_name = "DURATION", default_value = "0ms", value_parser = duration)]
    latency: Duration,
    /// The length of an upload part.
    #[arg(long, value_name = "BYTES", default_value_t = Settings::default().part_size,
          value_parser = clap::value_parser!(u64).range(1..))]
    part_size: u64,
    /// How many requests a key may send in sixty minutes.
    #[arg(long, value_name = "N", default_value_t = Settings::default().hour_limit)]
    hour_limit: u32,
    /// How many requests a key may send in a minute of real time; 0 is no limit. Apple does not document its own,
    /// which was seen at some 300 to 350.
    #[arg(long, value_name = "N", default_value_t = Settings::default().burst_limit)]
    burst_limit: u32,
    /// How many certificates of each distribution type a team may have.
    #[arg(long, value_name = "N", default_value_t = Settings::default().distribution_certificates)]
    distribution_certificates: usize,
    /// How many certificates of each development type a team may have.
    #[arg(long, value_name = "N", default_value_t = Settings::default().development_certificates)]
    development_certificates: usize,
    /// How many devices of a kind a team may register.
    #[arg(long, value_name = "N", default_value_t = Settings::default().devices_of_a_kind)]
    devices_of_a_kind: usize,
    /// Make requests fail by a rule, such as kind=status,status=503,method=GET,nth=3; may be given several times.
    ///
    /// Which requests: method, path_contains, nth, times, probability. What happens (kind): status and html (with
    /// status, retry_after or retry_after_date in seconds), reset, truncate, delay, stall and stall_body (with
    /// milliseconds), applied_then_500, applied_then_reset, invalid_utf8, nul_bytes, huge. A JSON object with the
    /// same members, as /_simulator/faults takes it, is understood too.
    #[arg(long = "fault", value_name = "RULE")]
    faults: Vec<Rule>,
    /// What becomes of what is submitted for review.
    #[arg(long, value_enum, default_value_t = Review::Waits)]
    review: Review,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Review {
    /// It waits for review for ever.
    Waits,
    /// It is approved.
    Approves,
    /// It is rejected.
    Rejects,
}

fn main() -> ExitCode {
    let Command::Serve(serve) = Arguments::parse().command;
    match run(serve) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(error.as_ref());
            ExitCode::FAILURE
        }
    }
}

fn run(serve: Serve) -> Result<(), Box<dyn std::error::Error>> {
    let review = match serve.review {
        Review::Waits => ReviewOutcome::Waits,
        Review::Approves => ReviewOutcome::Approves,
        Review::Rejects => ReviewOutcome::Rejects,
    };
    let settings = Settings {
        processing: serve.processing,
        latency: serve.latency,
        part_size: serve.part_size,
        hour_limit: serve.hour_limit,
        burst_limit: serve.burst_limit,
        review,
        distribution_certificates: serve.distribution_certificates,
        development_certificates: serve.development_certificates,
        devices_of_a_kind: serve.devices_of_a_kind,
    };
    let signals = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // From here on a signal ends the run in good order, however early it comes.
    let (mut interrupted, mut terminated) = {
        let _inside = signals.enter();
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?)
    };
    let running = Simulator::start(Options {
        port: serve.port,
        seed: serve.seed,
        apps: serve.apps,
        faults: serve.faults,
        population: serve.populate.unwrap_or_default(),
        state: serve.state,
        tls: serve.ca_out,
        accounts: serve.accounts,
        record_exchanges: serve.record_exchanges,
        env_file: serve.env_file,
        key_dir: serve.key_dir,
        settings,
    })?;
    // Whoever started this waits for the line: it must not stay in a buffer.
    let mut stdout = io::stdout().lock();
    writeln!(stdout, "listening on {}", running.endpoint())?;
    stdout.flush()?;
    signals.block_on(async {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    });
    running.stop()?;
    Ok(())
}

#[expect(
    clippy::print_stderr,
    reason = "the simulator is no tool of the house and has no console of its own"
)]
fn complain(error: &dyn std::error::Error) {
    eprint!("error: {error}");
    let mut cause = error.source();
    while let Some(source) = cause {
        eprint!(": {source}");
        cause = source.source();
    }
    eprintln!();
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

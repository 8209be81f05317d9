//! The binary `simulator`: Apple's services in a box, on loopback.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use simulator::cli::{Cli, Command, Review, Serve};
use simulator::settings::{ReviewOutcome, Settings};
use simulator::{Options, Simulator};
use tokio::signal::unix::{SignalKind, signal};

fn main() -> ExitCode {
    let Command::Serve(serve) = Cli::parse().command;
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

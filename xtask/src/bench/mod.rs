//! `cargo xtask bench`: the figures that Gantry promises, measured in one run against the simulator.
//!
//! The machines are shared and noisy: figures are ratios of two measurements of the same run, counts, processor time
//! and memory, and where it must be wall time, the best of several.

mod deliver;
mod lists;
mod process;
mod requests;
mod signing;
mod startup;
mod testflight;
mod upload;

use std::path::Path;
use std::process::Command;

use clap::Args;
use comfy_table::{Table, presets};
use serde::Serialize;

use crate::say;

/// Measure the figures that Gantry promises.
#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    /// The figures whose name begins with this; all without it.
    name: Option<String>,
    /// Print one JSON object a line instead of a table.
    #[arg(long)]
    json: bool,
}

/// A figure, and whether it is what was promised.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    name: &'static str,
    value: f64,
    unit: &'static str,
    goal: f64,
    ok: bool,
}

impl Figure {
    /// A figure that must not be above its goal.
    fn at_most(name: &'static str, value: f64, unit: &'static str, goal: f64) -> Self {
        Self { name, value: rounded(value), unit, goal, ok: value <= goal }
    }

    /// A figure that must not be below its goal.
    fn at_least(name: &'static str, value: f64, unit: &'static str, goal: f64) -> Self {
        Self { name, value: rounded(value), unit, goal, ok: value >= goal }
    }
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// What measures a group of figures, which share a simulator, and the names of these.
struct Group {
    names: &'static [&'static str],
    measure: fn() -> Result<Vec<Figure>, String>,
}

const GROUPS: [Group; 10] = [
    Group { names: &["startup-version", "startup-help"], measure: startup::measure },
    Group { names: &["list-both-ends", "list-one-way"], measure: lists::rounds },
    Group { names: &["list-cpu", "list-memory"], measure: lists::cost_figures },
    Group { names: &["concurrency"], measure: requests::measure },
    Group { names: &["sigh-store-requests", "sigh-adhoc-requests"], measure: signing::measure },
    Group { names: &["upload-throughput", "upload-memory"], measure: upload::throughput },
    Group { names: &["upload-memory-4g"], measure: upload::large },
    Group { names: &["upload-latency"], measure: upload::latency },
    Group { names: &["import-requests", "distribute-requests"], measure: testflight::measure },
    Group {
        names: &[
            "deliver-first",
            "deliver-memory",
            "deliver-read",
            "deliver-second-requests",
            "deliver-second-writes",
            "deliver-second-time",
            "deliver-sentence",
        ],
        measure: deliver::measure,
    },
];

pub(crate) fn run(args: &BenchArgs) -> Result<(), String> {
    if cfg!(debug_assertions) {
        return in_release(args);
    }
    testkit::build_binaries()?;
    let wanted = args.name.as_deref().unwrap_or_default();
    let mut figures = Vec::new();
    for group in GROUPS.iter().filter(|group| group.names.iter().any(|name| name.starts_with(wanted))) {
        for figure in (group.measure)()?.into_iter().filter(|figure| figure.name.starts_with(wanted)) {
            if args.json {
                say(&serde_json::to_string(&figure).map_err(|error| error.to_string())?);
            }
            figures.push(figure);
        }
    }
    if figures.is_empty() {
        let names = GROUPS.iter().flat_map(|group| group.names).copied().collect::<Vec<_>>();
        return Err(format!("there is no figure `{wanted}`; there are: {}", names.join(", ")));
    }
    if !args.json {
        say(&table(&figures));
    }
    let missed = figures.iter().filter(|figure| !figure.ok).map(|figure| figure.name).collect::<Vec<_>>();
    if missed.is_empty() { Ok(()) } else { Err(format!("not met: {}", missed.join(", "))) }
}

/// What is measured is what users get: the same chore, built in release. It is built with all the binaries: cargo would
/// otherwise choose other features for it, and build everything twice.
fn in_release(args: &BenchArgs) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "--release", "--workspace", "--bins"]).current_dir(crate::root());
    let outcome = build.status().map_err(|error| format!("cannot run cargo: {error}"))?;
    if !outcome.success() {
        return Err("the release binaries do not build".into());
    }
    let here =
        std::env::current_exe().map_err(|error| format!("the running program has no path: {error}"))?;
    let target =
        here.parent().and_then(Path::parent).ok_or("the running program stands in no target folder")?;
    let mut bench = Command::new(target.join("release").join("xtask"));
    bench.arg("bench").args(&args.name).args(args.json.then_some("--json")).current_dir(crate::root());
    let status = bench.status().map_err(|error| format!("the bench does not start: {error}"))?;
    if status.success() { Ok(()) } else { Err("the figures in release were not all met".into()) }
}

fn table(figures: &[Figure]) -> String {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_header(["figure", "value", "unit", "goal", "met"]);
    for figure in figures {
        let met = if figure.ok { "yes" } else { "NO" };
        let (value, goal) = (figure.value.to_string(), figure.goal.to_string());
        table.add_row([figure.name, &value, figure.unit, &goal, met]);
    }
    table.trim_fmt()
}

/// A runtime for the client in this process.
fn runtime() -> Result<tokio::runtime::Runtime, String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.map_err(|error| format!("no runtime can be started: {error}"))
}

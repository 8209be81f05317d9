//! `cert` and `sigh` as a pipeline runs them: killed at a request, or among faults; and once more.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use super::Outcome;
use super::faults::rules;
use crate::World;

const APP: &str = "com.example.gantry.demo";
/// Up to this seed the request is one that surely is sent.
const SURELY: u64 = 16;
/// How long nothing must happen for a run to be taken for one that hangs at the request that is never answered.
const QUIET: Duration = Duration::from_millis(250);
/// The same before the first request.
const START: Duration = Duration::from_secs(2);

/// The run is killed at a request that follows from the seed: an odd seed before Apple did anything of it, an even one
/// after it did all of it and before the answer came.
pub(super) fn killed(seed: u64) -> Outcome {
    let world = World::with(&["--seed", &seed.to_string()]);
    world.register_device("Phone", "00008140-000A11CE0BEE8001");
    let kind = if seed % 2 == 1 { "stall" } else { "stall_body" };
    world.simulator().fault(&json!({ "kind": kind, "nth": seed.div_ceil(2), "milliseconds": 60_000 }));
    let killed = !TOOLS.iter().all(|tool| ends_by_itself(&world, tool));
    if !killed && seed <= SURELY {
        return Outcome::Wrong("nothing was killed".to_owned());
    }
    world.simulator().clear_faults();
    for tool in TOOLS {
        if let Err(wrong) = plain(&world, tool) {
            return Outcome::Wrong(format!("the run after the kill fails: {wrong}"));
        }
    }
    judged(&world)
}

/// The run meets faults that follow from the seed.
pub(super) fn faulty(seed: u64) -> Outcome {
    let world = World::with(&["--seed", &seed.to_string()]);
    world.register_device("Phone", "00008140-000A11CE0BEE8001");
    for rule in rules(seed) {
        world.simulator().fault(&rule);
    }
    let first = TOOLS.iter().try_for_each(|tool| plain(&world, tool));
    world.simulator().clear_faults();
    if let Err(wrong) = TOOLS.iter().try_for_each(|tool| plain(&world, tool)) {
        return Outcome::Wrong(format!("the run after the faults fails: {wrong}"));
    }
    match (judged(&world), first) {
        (Outcome::Right, Err(error)) if error.contains("error: ") => Outcome::ClearError(error),
        (Outcome::Right, Err(error)) => {
            Outcome::Wrong(format!("the error does not say what failed: {error}"))
        }
        (outcome, _) => outcome,
    }
}

const TOOLS: [&str; 2] = ["cert", "sigh"];

fn arguments(tool: &str) -> &'static [&'static str] {
    match tool {
        "cert" => &["--output-path", "signing"],
        _ => &["renew", "--adhoc", "--app-identifier", APP, "--output-path", "signing"],
    }
}

fn plain(world: &World, tool: &str) -> Result<(), String> {
    let ran = world.tool(tool).args(arguments(tool)).run();
    if ran.code() == 0 { Ok(()) } else { Err(ran.to_string()) }
}

/// Runs the tool until it ends, or until it hangs at the request that is never answered, and is killed.
fn ends_by_itself(world: &World, tool: &str) -> bool {
    let mut tool = world.tool(tool).args(arguments(tool));
    let command = tool.command().stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the tool starts");
    let (mut seen, mut since) = (0, Instant::now());
    loop {
        if ended(&mut child) {
            return true;
        }
        let now = world.simulator().requests().len();
        if now > seen {
            (seen, since) = (now, Instant::now());
        }
        // A first request that is never answered shows nowhere.
        let quiet = if seen == 0 { START } else { QUIET };
        if since.elapsed() > quiet {
            // It may also be at work on something else, such as a key: then it is killed there, which is as good.
            let _ = child.kill();
            let _ = child.wait();
            return false;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn ended(child: &mut Child) -> bool {
    child.try_wait().expect("the tool has a status").is_some()
}

/// One certificate, its key on disk; one profile, its file there; nothing pending.
fn judged(world: &World) -> Outcome {
    let wrong = |what: String| Outcome::Wrong(what);
    let (certificates, profiles) = (world.simulator().all("certificates"), world.simulator().all("profiles"));
    if certificates.len() != 1 || profiles.len() != 1 {
        return wrong(format!("{} certificates and {} profiles", certificates.len(), profiles.len()));
    }
    let list = world.tool("cert").args(["list", "--output-path", "signing", "--output", "json"]).run();
    if list.code() != 0 || list.json()["certificates"][0]["key_path"].is_null() {
        return wrong(format!("the key of the certificate is not at hand: {list}"));
    }
    let name = profiles[0]["attributes"]["name"].as_str().unwrap_or_default().to_owned();
    if name != format!("{APP} AdHoc") {
        return wrong(format!("the profile is called `{name}`"));
    }
    if !world.path("signing").join(format!("AdHoc_{APP}.mobileprovision")).is_file() {
        return wrong("the profile was not saved".to_owned());
    }
    let store = world.home().join(".config/gantry/keys");
    for folder in [world.path("signing"), store] {
        let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let mut names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        if let Some(left) = names.find(|name| name.starts_with("pending-")) {
            return wrong(format!("{left} is left"));
        }
    }
    Outcome::Right
}

//! Many apps: gantry.toml, one run for all of them, and jobs that share the work.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};
use testkit::{Ran, Tool};
use tests::World;

/// How many apps the account has.
const APPS: usize = 30;

const RUN: [&str; 6] = ["run", "--all", "--app-version", "2.0.0", "--force", "--skip-screenshots"];

fn name(number: usize) -> String {
    format!("app{number:02}")
}

fn bundle_id(number: usize) -> String {
    format!("com.example.many.{}", name(number))
}

/// A project of many apps, each with a folder and texts of its own.
fn many(more: &[&str]) -> World {
    let apps = (1..=APPS).map(|number| format!("{}=Many {number}", bundle_id(number))).collect::<Vec<_>>();
    let mut arguments = more.to_vec();
    for app in &apps {
        arguments.extend(["--app", app]);
    }
    let world = World::with(&arguments);
    let mut text = String::from("# all of ours\n");
    for number in 1..=APPS {
        let (name, bundle_id) = (name(number), bundle_id(number));
        write!(text, "[apps.{name}]\nbundle_id = \"{bundle_id}\"\nfolder = \"apps/{name}\"\n\n").unwrap();
        describe(&world, number, &format!("What number {number} does, told at some length."));
    }
    fs::write(world.path("gantry.toml"), text).unwrap();
    world
}

fn describe(world: &World, number: usize, text: &str) {
    let folder = world.path(format!("apps/{}/fastlane/metadata/en-US", name(number)));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("description.txt"), text).unwrap();
    fs::write(folder.join("keywords.txt"), "many,apps").unwrap();
}

/// How often each request was sent, whatever ids Apple gave to what was made in another order.
fn requests(world: &World) -> BTreeMap<(String, String), usize> {
    let app_ids = world.simulator().all("apps").iter().map(|app| app["id"].to_string()).collect::<Vec<_>>();
    let mut counts = BTreeMap::new();
    for request in world.simulator().requests() {
        let made = |part: &str| {
            let id = part.len() >= 8 && part.chars().any(|letter| letter.is_ascii_digit());
            id && !part.contains('.') && !app_ids.contains(&format!("\"{part}\""))
        };
        let split = |letter: char| !(letter.is_ascii_alphanumeric() || "-_.".contains(letter));
        let path = request.path.split_inclusive(split).map(|part| {
            let end = part.trim_end_matches(split);
            if made(end) { part.replacen(end, "ID", 1) } else { part.to_owned() }
        });
        *counts.entry((request.method, path.collect::<String>())).or_default() += 1;
    }
    counts
}

/// The description of each app's version, by bundle id.
fn descriptions(world: &World) -> BTreeMap<String, String> {
    let run = world.tool("deliver").args(["download-metadata", "--all", "--app-version", "2.0.0", "--force"]);
    let _ = run.args(["--metadata-path", "fetched"]).run().success();
    let read = |number: usize| {
        let path = world.path(format!("apps/{}/fetched/en-US/description.txt", name(number)));
        (bundle_id(number), fs::read_to_string(path).unwrap_or_default())
    };
    (1..=APPS).map(read).collect()
}

fn outcomes(ran: &Ran) -> BTreeMap<String, Value> {
    let list = ran.json();
    let list = list.as_array().unwrap_or_else(|| panic!("no list: {ran}"));
    list.iter().map(|one| (one["app"].as_str().unwrap_or_default().to_owned(), one.clone())).collect()
}

#[test]
fn three_shards_do_what_one_run_does_and_no_request_twice() {
    let (alone, shared) = (many(&[]), many(&[]));
    let whole = alone.tool("deliver").args(RUN).args(["--output", "json"]).run().success();
    assert_eq!(outcomes(&whole).len(), APPS, "{whole}");

    let job = |index: usize| {
        let part = format!("{index}/3");
        shared.tool("deliver").args(RUN).args(["--shard", &part, "--output", "json"]).run().success()
    };
    let runs: Vec<Ran> = std::thread::scope(|scope| {
        let threads = [1, 2, 3].map(|index| scope.spawn(move || job(index)));
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut together = BTreeMap::new();
    for run in &runs {
        let part = outcomes(run);
        assert_eq!(part.len(), APPS / 3, "{run}");
        together.extend(part);
    }
    assert_eq!(together.len(), APPS, "each app is one shard's");

    let (once, thrice) = (requests(&alone), requests(&shared));
    let more = thrice.iter().filter(|(request, count)| once.get(*request) != Some(count)).collect::<Vec<_>>();
    assert!(once.len() == thrice.len() && more.is_empty(), "{more:#?}");
    assert!(once.keys().any(|(method, _)| method == "PATCH"), "the run writes something: {once:#?}");
    let written = descriptions(&shared);
    assert_eq!(written, descriptions(&alone));
    assert!(written.values().all(|text| text.contains("told at some length")), "{written:?}");

    shared.simulator().clear_requests();
    let _ = shared.tool("deliver").args(RUN).args(["--shard", "2/3"]).run().success();
    assert_eq!(shared.simulator().summary().writes, 0, "a second run has nothing to do");
}

#[test]
fn a_shard_takes_its_part_of_the_hour_and_says_so_once() {
    let world = many(&["--hour-limit", "3600"]);
    let ran = world.tool("deliver").args(["status", "--all", "--shard", "1/3"]).run().success();
    let said = ran.stderr();
    assert_eq!(said.matches("1200 of the 3600 requests").count(), 1, "{ran}");
    let whole = world.tool("deliver").args(["status", "--all"]).run().success();
    assert!(!whole.stderr().contains("share it"), "{whole}");
}

#[test]
fn an_app_that_fails_is_named_and_stops_no_other() {
    let world = many(&[]);
    describe(&world, 7, &"x".repeat(5000));
    fs::remove_dir_all(world.path("apps/app09")).unwrap();
    let ran = world.tool("deliver").args(RUN).args(["--output", "json"]).run();
    assert_eq!(ran.code(), 6, "{ran}");
    let outcomes = outcomes(&ran);
    assert_eq!(outcomes["app07"]["exit_code"], 6);
    assert!(outcomes["app07"]["error"].to_string().contains("description"), "{}", outcomes["app07"]);
    assert!(outcomes["app09"]["error"].to_string().contains("app09"), "{}", outcomes["app09"]);
    let done = outcomes.values().filter(|one| one["exit_code"] == 0 && one["result"]["version"] == "2.0.0");
    assert_eq!(done.count(), APPS - 2);
    assert!(ran.stderr().contains("[app07] error: "), "{ran}");

    let people = world.tool("deliver").args(["status", "--all"]).run();
    assert!(people.stdout().contains("== app01 ==") && people.stdout().contains("failed (6)"), "{people}");
}

#[test]
fn an_entry_says_which_app_and_whose_key_whatever_the_variables_say() {
    let world = many(&[]);
    let key = world.simulator().keys().join("api_key.json");
    let mut text = fs::read_to_string(world.path("gantry.toml")).unwrap();
    writeln!(text, "[defaults]\napi_key_path = {}", json!(key)).unwrap();
    fs::write(world.path("gantry.toml"), text).unwrap();
    // What a pipeline has set for another app, and a key that is none.
    let tool = |verb: &[&str]| -> Tool {
        world
            .tool("deliver")
            .args(verb)
            .env("DELIVER_APP_ID", "123")
            .env("DELIVER_APP_IDENTIFIER", "com.example.gantry.demo")
            .env("APP_STORE_CONNECT_API_KEY_KEY", "no key")
    };
    let one = tool(&["status", "--app", "app03", "--output", "json"]).run().success().json();
    assert_eq!(one["name"], "Many 3", "{one}");
    let joined = tool(&["--app=app04", "status", "--output", "json"]).run().success().json();
    assert_eq!(joined["name"], "Many 4", "{joined}");
    let number = world.simulator().all("apps").into_iter().find(|app| app["attributes"]["name"] == "Many 5");
    let number = number.unwrap()["id"].as_str().unwrap().to_owned();
    let by_number = world.tool("deliver").args(["status", "--app", &number, "--output", "json"]).run();
    assert_eq!(by_number.success().json()["name"], "Many 5");
}

#[test]
fn the_apps_of_a_team_get_one_certificate_and_a_profile_each() {
    let world = many(&[]);
    let text = fs::read_to_string(world.path("gantry.toml")).unwrap() + "[defaults]\nsigning = \"signing\"\n";
    fs::write(world.path("gantry.toml"), text).unwrap();
    let _ = world.tool("cert").args(["--all"]).run().success();
    assert_eq!(world.simulator().all("certificates").len(), 1);
    let _ = world.tool("sigh").args(["--all", "--env-out", "sigh.env"]).run().success();
    assert_eq!(world.simulator().all("profiles").len(), APPS);
    let folder = world.path("apps/app30");
    assert!(folder.join(format!("signing/AppStore_{}.mobileprovision", bundle_id(30))).is_file());
    let outputs = fs::read_to_string(folder.join("app30.sigh.env")).unwrap();
    assert!(outputs.contains("SIGH_PROFILE_PATH"), "{outputs}");
    let sharded = world.tool("cert").args(["--all", "--shard", "1/3"]).run();
    assert_eq!(sharded.code(), 2, "{sharded}");
}

#[test]
fn what_does_not_go_together_and_what_is_wrong_in_the_file_is_told() {
    let world = many(&[]);
    let said = |tool: &str, arguments: &[&str], code: i32, expected: &str| {
        let ran = world.tool(tool).args(arguments).run();
        assert_eq!(ran.code(), code, "{ran}");
        assert!(ran.stderr().contains(expected), "{ran}");
    };
    said("deliver", &["status", "--shard", "1/3"], 2, "--shard needs --all");
    said("deliver", &["status", "--all", "--shard", "4/3"], 2, "I from 1 to N");
    said("deliver", &["status", "--all", "--app", "app01"], 2, "rule each other out");
    said("deliver", &["status", "--all", "-a", "com.example.x"], 2, "--app-identifier and --all");
    said("deliver", &["status", "--all", "--app", "123"], 2, "--app with a number and --all");
    said("deliver", &["status", "--app", "ap01"], 2, "did you mean app01?");
    said("sigh", &["manage", "--all"], 2, "about no app");
    let text = fs::read_to_string(world.path("gantry.toml")).unwrap();
    fs::write(world.path("gantry.toml"), text.replacen("folder", "foldr", 1)).unwrap();
    said(
        "deliver",
        &["status", "--all"],
        6,
        "gantry.toml:4: [apps.app01] has no `foldr`; did you mean folder?",
    );
    fs::remove_file(world.path("gantry.toml")).unwrap();
    said("deliver", &["status", "--all"], 2, "there is no gantry.toml");
    assert_eq!(world.simulator().summary().requests, 0);
}

//! What docs/security.md promises.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use testkit::Tool;
use tests::World;

/// The workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The rows of the tables of promises.
fn promises(page: &str) -> impl Iterator<Item = &str> {
    let tables = page.split("| promise | guarded by |\n| --- | --- |\n").skip(1);
    tables.flat_map(|rest| rest.lines().take_while(|line| line.starts_with("| ")))
}

/// The tests that a line names: after the file of each, in the way of `crates/x/src/y.rs`, `a_test`, `another`.
fn named(line: &str) -> Vec<(String, String)> {
    let mut file = String::new();
    let mut all = Vec::new();
    for word in line.split('`').skip(1).step_by(2) {
        if Path::new(word).extension().is_some_and(|extension| extension == "rs") {
            word.clone_into(&mut file);
        } else if !file.is_empty() {
            all.push((file.clone(), word.to_owned()));
        }
    }
    all
}

/// Whether the text of a file has a test of that name.
fn has_test(text: &str, name: &str) -> bool {
    let Some((before, _)) = text.split_once(&format!("fn {name}(")) else { return false };
    let head = before.rsplit("\n}").next().unwrap_or_default().rsplit("\n    }\n").next().unwrap_or_default();
    ["#[test]", "#[tokio::test"].iter().any(|mark| head.contains(mark))
}

#[test]
fn every_promise_is_guarded_by_tests_that_are_there() {
    let page = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let mut count = 0;
    for line in promises(&page) {
        count += 1;
        let guards = named(line.rsplit_once(" | ").unwrap().1);
        assert!(!guards.is_empty(), "no test guards this promise: {line}");
        for (file, test) in guards {
            let text = fs::read_to_string(root().join(&file)).unwrap_or_default();
            assert!(has_test(&text, &test), "{file} has no test `{test}`, which this promise names: {line}");
        }
    }
    assert!(count > 20, "the page has {count} promises: is it still a table?");
}

#[test]
fn a_test_that_is_not_there_is_missed() {
    let text = "#[test]\nfn one() {\n}\n\nfn two() {\n}\n#[tokio::test]\nasync fn three() {\n}\n";
    let found = ["one", "two", "three", "four"].map(|name| has_test(text, name));
    assert_eq!(found, [true, false, true, false]);
    assert_eq!(named("`a/b.rs`: `c`, `d`; `e.rs` `f`").len(), 3);
    assert!(named("`c`, `d`").is_empty());
}

/// A tool whose every way to another host than the simulator's leads to a proxy that nobody should call.
fn watched(tool: Tool, proxy: &str) -> Tool {
    let names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
    names.into_iter().fold(tool, |tool, name| tool.env(name, proxy)).env("NO_PROXY", "127.0.0.1")
}

#[test]
fn no_tool_calls_a_host_that_it_was_not_led_to() {
    let world = World::start();
    let trap = TcpListener::bind("127.0.0.1:0").unwrap();
    trap.set_nonblocking(true).unwrap();
    let proxy = format!("http://{}", trap.local_addr().unwrap());
    testkit::sample::Sample::default().write_appfile(&world.project()).unwrap();
    for line in [
        "cert --output-path signing",
        "sigh --output-path signing --app-identifier com.example.gantry.demo",
        "pilot builds --app-identifier com.example.gantry.demo",
        "deliver status --app-identifier com.example.gantry.demo",
        "spaceship devices list",
        "spaceship auth doctor",
        "cert --no-such-flag",
    ] {
        let mut words = line.split(' ');
        let tool = world.tool(words.next().unwrap()).args(words);
        let ran = watched(tool, &proxy).run();
        assert!(ran.code() == 0 || line.ends_with("flag"), "{ran}");
    }
    assert!(world.simulator().summary().requests > 5);
    assert!(trap.accept().is_err(), "a tool called another host");

    // The trap catches who goes elsewhere. It would try for long, so that its end is not waited for.
    let elsewhere =
        watched(world.tool("spaceship"), &proxy).env("SPACESHIP_ENDPOINT", "https://gantry.invalid");
    let mut child = elsewhere.args(["devices", "list"]).command().stderr(Stdio::null()).spawn().unwrap();
    while trap.accept().is_err() {
        assert_eq!(child.try_wait().unwrap(), None, "the trap is no trap");
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_name_at_apple_cannot_steer_the_terminal() {
    let world = World::start();
    let name = "\u{1b}]0;owned\u{7}\u{1b}[2JPhone\u{202e}";
    world.register_device(name, "00008110-000A11CE0BEE801C");
    for output in ["table", "json", "ndjson"] {
        let ran = world.tool("spaceship").args(["devices", "list", "--output", output]).run().success();
        let told = ran.stdout() + &ran.stderr();
        assert!(told.contains("Phone"), "{output}: {told}");
        let steering = told.chars().find(|letter| matches!(letter, '\u{1b}' | '\u{7}'));
        assert_eq!(steering, None, "{output}: {told:?}");
    }
}

#[test]
fn a_projects_file_leads_no_tool_to_another_host() {
    let world = World::start();
    fs::create_dir(world.path("fastlane")).unwrap();
    fs::write(world.path("fastlane/.env"), "SPACESHIP_ENDPOINT=https://gantry.invalid\n").unwrap();
    let ran = world.tool("spaceship").args(["devices", "list"]).without("SPACESHIP_ENDPOINT").run();
    assert_eq!(ran.code(), 6, "{ran}");
    assert!(ran.stderr().contains("fastlane/.env:1"), "{ran}");
    assert_eq!(world.simulator().summary().requests, 0);
}

#[test]
fn every_client_of_http_stands_where_the_architecture_says() {
    // Who can send at all: the core, deliver's look at the addresses in the texts of an app, and `spaceship gitlab`.
    let mut senders = Vec::new();
    for entry in fs::read_dir(root().join("crates")).unwrap().filter_map(Result::ok) {
        let manifest = fs::read_to_string(entry.path().join("Cargo.toml")).unwrap_or_default();
        let used = manifest.split("[dev-dependencies]").next().unwrap_or_default();
        if ["reqwest", "hyper", "hyper-util", "tokio-rustls"]
            .iter()
            .any(|one| used.contains(&format!("\n{one}.")))
        {
            senders.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    senders.sort();
    assert_eq!(senders, ["deliver", "simulator", "spaceship", "spaceship-cli", "testkit"]);
}

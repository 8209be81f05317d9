//! The binary `spaceship`.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use testkit::Ran;
use tests::World;

const UDID: &str = "00008110-000A11CE0BEE801C";

fn run(world: &World, line: &str) -> Ran {
    world.tool("spaceship").args(line.split(' ')).run()
}

/// Runs a command twice: the second run must write nothing.
fn twice(world: &World, line: &str) {
    let _ = run(world, line).success();
    world.simulator().clear_requests();
    let again = run(world, line).success();
    assert!(again.stdout().contains("nothing to do"), "{again}");
    assert_eq!(world.simulator().summary().writes, 0, "{again}");
}

fn devices(world: &World) -> Vec<(String, String)> {
    let text =
        |device: &Value, name: &str| device["attributes"][name].as_str().unwrap_or_default().to_owned();
    let all = world.simulator().all("devices");
    all.iter().map(|device| (text(device, "name"), text(device, "status"))).collect()
}

#[test]
fn every_operation_is_listed() {
    let world = World::start();
    let list = world.bare_tool("spaceship").args(["api", "--list"]).run().success();
    assert_eq!(list.stdout().lines().count(), 1263);
    let some = world.bare_tool("spaceship").args(["api", "--list", "betaGroups/{id}/app"]).run().success();
    insta::assert_snapshot!(some.stdout());
    let one =
        world.bare_tool("spaceship").args(["api", "--describe", "GET /v1/bundleIds/{id}/profiles"]).run();
    insta::assert_snapshot!(one.success().stdout());
    assert_eq!(world.simulator().summary().requests, 0);
}

#[test]
fn a_device_is_registered_renamed_disabled_and_enabled_once() {
    let world = World::start();
    let dry = run(&world, &format!("devices register Anna {UDID} --dry-run --exit-code"));
    assert_eq!((dry.code(), world.simulator().summary().writes), (8, 0), "{dry}");
    twice(&world, &format!("devices register Anna {UDID}"));
    twice(&world, &format!("devices rename {} Berta", UDID.to_lowercase()));
    twice(&world, "devices disable Berta");
    assert!(devices(&world).contains(&("Berta".into(), "DISABLED".into())));
    twice(&world, "devices enable Berta");
    let lines =
        run(&world, "devices list --platform ios --status enabled --output ndjson").success().stdout();
    let read = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>();
    assert!(read.len() == 3 && read.iter().any(|device| device["udid"] == UDID), "{lines}");
    let missing = run(&world, "devices rename Bert Carla");
    assert_eq!(missing.code(), 4);
    assert!(missing.stderr().contains("did you mean `Berta`?"), "{missing}");
}

#[test]
fn a_file_of_devices_is_imported_and_a_wrong_one_changes_nothing() {
    let world = World::start();
    let file = format!("Device ID\tDevice Name\tDevice Platform\n{UDID}\tAnna\tios\n{UDID}1\tWrong\tios\n");
    std::fs::write(world.path("devices.txt"), &file).unwrap();
    let wrong = run(&world, "devices import devices.txt");
    assert_eq!((wrong.code(), world.simulator().summary().writes), (6, 0), "{wrong}");
    assert!(wrong.stderr().contains("devices.txt") && wrong.stderr().contains("line 3"), "{wrong}");
    let right = file.lines().take(2).collect::<Vec<_>>().join("\n");
    std::fs::write(world.path("devices.txt"), right).unwrap();
    twice(&world, "devices import devices.txt");
    assert_eq!(devices(&world).len(), 3);
}

#[test]
fn one_device_that_apple_refuses_does_not_keep_the_others_away() {
    let world = World::with(&["--devices-of-a-kind", "3"]);
    let lines = (1..=4).map(|number| format!("00008110-000A11CE0BEE800{number}\tPhone {number}\n"));
    std::fs::write(world.path("devices.txt"), lines.collect::<String>()).unwrap();
    let ran = run(&world, "devices import devices.txt");
    assert_eq!(ran.code(), 5, "{ran}");
    assert!(ran.stderr().contains("2 of 4 changes were not made"), "{ran}");
    assert_eq!(devices(&world).len(), 4, "{ran}");
}

#[test]
fn bundle_ids_and_capabilities_come_and_go() {
    let world = World::start();
    twice(&world, "bundle-ids create com.example.new --name New!");
    twice(&world, "capabilities enable com.example.new push-notifications icloud");
    twice(&world, "capabilities enable com.example.new icloud --setting ICLOUD_VERSION=XCODE_6");
    insta::assert_snapshot!(run(&world, "capabilities list com.example.new").success().stdout());
    twice(&world, "capabilities disable com.example.new ICLOUD");
    let wrong = run(&world, "capabilities enable com.example.new PUSH_NOTIFICATION");
    assert_eq!(wrong.code(), 6, "{wrong}");
    let _ = run(&world, "bundle-ids delete com.example.new").success();
    assert_eq!(run(&world, "bundle-ids delete com.example.new").code(), 4);
    assert_eq!(run(&world, "bundle-ids create com..new").code(), 6);
}

#[test]
fn people_are_invited_and_removed() {
    let world = World::start();
    let line =
        "users invite anna@example.com --first-name Anna --last-name Example --roles developer,marketing";
    twice(&world, line);
    let listed = run(&world, "users list --output json").success().json();
    assert!(listed.as_array().unwrap().iter().any(|user| user["email"] == "anna@example.com"), "{listed}");
    let _ = run(&world, "users remove ANNA@example.com").success();
    assert_eq!(run(&world, "users remove anna@example.com").code(), 4);
    assert_eq!(run(&world, "users invite anna --first-name A --last-name B --roles ADMIN").code(), 6);
}

#[test]
fn apps_and_builds_are_shown() {
    let world = World::start();
    let apps = run(&world, "apps list --output json").success().json();
    let bundle_id = apps[0]["bundle_id"].as_str().unwrap();
    let shown = run(&world, &format!("apps show {bundle_id} --output json")).success().json();
    assert_eq!(shown["versions"][0]["state"], "PREPARE_FOR_SUBMISSION", "{shown}");
    assert_eq!(run(&world, &format!("builds list --app {bundle_id}")).success().stdout(), "nothing\n");
    assert_eq!(run(&world, "apps show com.example.missing").code(), 4);
}

#[test]
fn a_request_is_made_of_words() {
    let world = World::start();
    let made = run(
        &world,
        &format!("api devices --attribute name=Anna --attribute platform=IOS --attribute udid={UDID}"),
    );
    let id = made.success().json()["data"]["id"].as_str().unwrap().to_owned();
    let _ = run(&world, &format!("api devices/{id} --attribute status=DISABLED")).success();
    assert!(devices(&world).contains(&("Anna".into(), "DISABLED".into())));
    let all = run(&world, "api devices --paginate --limit 1 --fields devices=name").success().json();
    assert_eq!(all["data"].as_array().unwrap().len(), 3);
    let table = run(
        &world,
        "api devices --sort name --filter status=DISABLED --fields devices=name,status --output table",
    );
    insta::assert_snapshot!(table.success().stdout().replace(&id, "0123456789"));
    world.simulator().clear_requests();
    let dry = run(&world, &format!("api DELETE devices/{id} --no-validate --dry-run")).success();
    assert_eq!(dry.stdout(), format!("would send DELETE /v1/devices/{id}\n"));
    assert_eq!(world.simulator().summary().requests, 0);
}

#[test]
fn what_apple_rules_out_is_refused_here_unless_told_otherwise() {
    let world = World::lenient();
    for (line, says) in [
        ("api devices --filter status=ENABLE", "did you mean `ENABLED`?"),
        ("api devices --filter statu=ENABLED", "did you mean `filter[status]`?"),
        ("api device", "did you mean `/v1/devices`?"),
        ("api DELETE devices/1", "takes GET, PATCH only"),
        ("api devices --limit 500", "200"),
        ("api POST devices --attribute name=x", "udid"),
        ("api apps --sort bundleID", "did you mean `bundleId`?"),
        ("api POST betaGroups --attribute name=x --relationship ap=1", "did you mean `app`?"),
    ] {
        let ran = run(&world, line);
        assert_eq!(ran.code(), 6, "{ran}");
        assert!(ran.stderr().contains(says), "{ran}");
    }
    assert_eq!(world.simulator().summary().requests, 0);
    let sent = run(&world, "api devices --filter status=ENABLE --no-validate");
    assert_eq!((sent.code(), world.simulator().summary().requests), (5, 1), "{sent}");
    assert!(sent.stderr().contains("PARAMETER_ERROR.INVALID"), "{sent}");
    let broken = run(&world, "api devices?cursor=rubbish");
    assert!(broken.code() == 5 && broken.stderr().contains("cursor"), "{broken}");
}

#[test]
fn the_doctor_finds_what_is_wrong_and_says_how_to_mend_it() {
    let world = World::start();
    let checks = |ran: &Ran| {
        let checks = ran.json()["checks"].as_array().unwrap().to_owned();
        let outcome = |check: &Value| {
            format!("{} {}", check["name"].as_str().unwrap(), check["outcome"].as_str().unwrap())
        };
        checks.iter().map(outcome).collect::<Vec<_>>().join(", ")
    };
    let well = run(&world, "auth doctor --output json").success();
    assert_eq!(checks(&well), "way warning, key good, clock good, access good, role good, budget good");
    world.simulator().advance(7200);
    let skewed = run(&world, "auth doctor --output json").success();
    assert!(checks(&skewed).contains("clock warning"), "{skewed}");
    let none = world.bare_tool("spaceship").args(["auth", "doctor"]).run();
    assert!(none.code() == 3 && none.stdout().contains("APP_STORE_CONNECT_API_KEY_KEY_ID"), "{none}");
    let wrong = world.tool("spaceship").env("APP_STORE_CONNECT_API_KEY_KEY_ID", "ZZZZZZZZZZ");
    let wrong = wrong.args(["auth", "doctor", "--output", "json"]).run();
    assert_eq!((wrong.code(), checks(&wrong).contains("access bad")), (3, true), "{wrong}");
    let nobody =
        world.tool("spaceship").env("SPACESHIP_ENDPOINT", "http://127.0.0.1:1").args(["auth", "status"]);
    assert_eq!(nobody.env("NO_PROXY", "*").run().code(), 7);
}

#[test]
fn a_token_is_printed_for_those_who_ask_and_for_nobody_else() {
    let world = World::start();
    let token =
        run(&world, "auth token --output json").success().json()["token"].as_str().unwrap().to_owned();
    assert_eq!(token.split('.').count(), 3);
    let loud = run(&world, "auth status --verbose").success();
    let head = token.split('.').next().unwrap();
    assert!(!loud.stdout().contains(head) && !loud.stderr().contains(head), "{loud}");
}

#[test]
fn the_end_of_the_hours_budget_is_told() {
    let world = World::with(&["--hour-limit", "10"]);
    let ran = world.tool("spaceship").args(["api", "devices", "--paginate", "--limit", "1"]).run().success();
    assert!(!ran.stderr().contains("requests"), "{ran}");
    for _ in 0..5 {
        let _ = run(&world, "apps list");
    }
    let low = run(&world, "apps list");
    assert!(low.stderr().contains("of the 10 requests that the key has in an hour are left"), "{low}");
}

#[test]
fn ctrl_c_ends_a_tool_that_waits() {
    let world = World::with(&["--latency", "60s"]);
    let mut tool = world.tool("spaceship").args(["apps", "list"]);
    let child = tool.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&output.stderr).contains("interrupted"));
}

#[test]
fn a_proxy_is_used_where_the_environment_names_one() {
    let world = World::start();
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://user:geheim@{}", proxy.local_addr().unwrap());
    let seen = std::thread::spawn(move || {
        let (mut stream, _) = proxy.accept().unwrap();
        let mut head = [0; 8192];
        let read = stream.read(&mut head).unwrap();
        let body = json!({ "data": [], "links": { "self": "x" } }).to_string();
        let answer =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ";
        write!(stream, "{answer}{}\r\n\r\n{body}", body.len()).unwrap();
        String::from_utf8_lossy(&head[..read]).into_owned()
    });
    let through = || world.tool("spaceship").env("HTTP_PROXY", &address).args(["apps", "list", "--verbose"]);
    let ran = through().run().success();
    assert_eq!(ran.stdout(), "nothing\n");
    let head = seen.join().unwrap();
    let first = format!("GET {}/v1/apps", world.simulator().endpoint());
    assert!(head.starts_with(&first) && head.to_lowercase().contains("proxy-authorization"), "{head}");
    assert!(!ran.stderr().contains("geheim"), "{ran}");
    let ran = through().env("NO_PROXY", "127.0.0.1").run().success();
    assert_ne!(ran.stdout(), "nothing\n", "the proxy is gone, and Apple answers");
}

#[test]
fn a_simulator_under_apples_names_is_trusted_through_its_authority() {
    let world = World::with_tls(&[]);
    assert!(world.simulator().endpoint().starts_with("https://"));
    let ran = run(&world, "apps list --output json").success();
    assert_eq!(ran.json().as_array().unwrap().len(), 1);
    world.simulator().clear_requests();
    let ran = world.tool("spaceship").without("SSL_CERT_FILE").args(["apps", "list"]).run();
    assert_eq!((ran.code(), world.simulator().summary().requests), (7, 0), "{ran}");
    assert!(ran.stderr().contains("SSL_CERT_FILE") && !ran.stderr().contains("attempts"), "{ran}");
}

#[test]
fn devices_go_from_one_account_to_another() {
    let (from, to) = (World::start(), World::start());
    from.register_device("Anna", UDID);
    to.register_device("Old name", UDID);
    let key = |world: &World| world.simulator().keys().join("api_key.json").display().to_string();
    let line = ["devices", "sync", "--from", &key(&from), "--to", &key(&to)].map(str::to_owned);
    let sync = |more: &[&str]| from.bare_tool("spaceship").args(&line).args(more).run().success();
    let planned = sync(&["--dry-run"]);
    assert!(planned.stdout().contains("\"Old name\" -> \"Anna\""), "{planned}");
    let _ = sync(&[]);
    let names = |world: &World| devices(world).into_iter().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(names(&from), names(&to));
    to.simulator().clear_requests();
    assert!(sync(&[]).stdout().contains("nothing to do"));
    assert_eq!((to.simulator().summary().writes, from.simulator().summary().writes), (0, 0));
}

/// A proxy that tunnels one connection, and answers what it was asked for.
fn tunnel() -> (String, std::thread::JoinHandle<String>) {
    let proxy = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", proxy.local_addr().unwrap());
    let seen = std::thread::spawn(move || {
        let (mut inner, _) = proxy.accept().unwrap();
        let mut head = [0; 4096];
        let read = inner.read(&mut head).unwrap();
        let head = String::from_utf8_lossy(&head[..read]).into_owned();
        let mut outer = std::net::TcpStream::connect(head.split(' ').nth(1).unwrap()).unwrap();
        inner.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let (mut up_from, mut up_to) = (inner.try_clone().unwrap(), outer.try_clone().unwrap());
        std::thread::spawn(move || std::io::copy(&mut up_from, &mut up_to));
        // The tool closes the connection when it has what it wants.
        let _ = std::io::copy(&mut outer, &mut inner);
        head
    });
    (address, seen)
}

#[test]
fn a_tunnel_sees_where_requests_go_and_no_more() {
    let world = World::with_tls(&[]);
    let (address, seen) = tunnel();
    let ran =
        world.tool("spaceship").env("HTTPS_PROXY", address).args(["apps", "list", "--output", "json"]).run();
    assert_eq!(ran.success().json().as_array().unwrap().len(), 1);
    // The simulator keeps the connection open for a while; its end closes it.
    drop(world);
    let head = seen.join().unwrap();
    assert!(head.starts_with("CONNECT 127.0.0.1:") && !head.to_lowercase().contains("bearer"), "{head}");
}

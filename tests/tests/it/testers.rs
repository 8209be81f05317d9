//! Testers, groups and build numbers, with the real binary.

use testkit::Tool;
use tests::World;

fn pilot(world: &World) -> Tool {
    world.tool("pilot").env("PILOT_APP_IDENTIFIER", "com.example.gantry.demo")
}

#[test]
fn people_come_into_groups_once_and_leave_them() {
    let world = World::start();
    let _ = pilot(&world).args(["groups", "create", "Friends"]).run().success();
    let again = pilot(&world).args(["groups", "create", "Friends", "--dry-run", "--exit-code"]).run();
    assert_eq!(again.code(), 0, "{again}");
    let unknown = pilot(&world).args(["add", "jane@example.com", "--groups", "Freinds"]).run();
    assert_eq!((unknown.code(), world.simulator().all("betaTesters").len()), (6, 0), "{unknown}");
    let add = ["add", "jane@example.com", "joe@example.com", "--groups", "Friends"];
    let _ = pilot(&world).args(add).run().success();
    let again = pilot(&world).args(add).args(["--output", "json"]).run().success().json();
    assert_eq!(again["changes"], 0);
    let found = pilot(&world).args(["find", "JANE@example.com", "--output", "json"]).run().success().json();
    assert_eq!(found["testers"][0]["groups"], serde_json::json!(["Friends"]));
    let _ = pilot(&world).args(["remove", "joe@example.com", "--groups", "Friends"]).run().success();
    let list = pilot(&world).args(["list", "--output", "json"]).run().success().json();
    let joe = list["testers"].as_array().unwrap().iter().find(|one| one["email"] == "joe@example.com");
    assert!(joe.is_none_or(|joe| joe["groups"] == serde_json::json!([])), "{list}");
    assert_eq!(pilot(&world).args(["find", "nobody@example.com"]).run().code(), 4);
    let link = pilot(&world)
        .args(["groups", "link", "Friends", "--limit", "50", "--output", "json"])
        .run()
        .success();
    assert!(link.json()["groups"][0]["public_link"].is_string(), "{link}");
    let _ = pilot(&world).args(["groups", "delete", "Friends"]).run().success();
}

#[test]
fn fastlanes_file_goes_in_and_comes_out_again() {
    let world = World::start();
    for group in ["Friends", "Family; and more"] {
        let ran = pilot(&world).args(["groups", "create", &group.replace(';', ",")]).run();
        assert_eq!(ran.code(), 0, "{ran}");
    }
    let line = |number: usize| {
        let (name, groups) = (format!("\"Jäne, {number}\",\"O\"\"Neil\""), "Friends;Family, and more");
        format!("{name},tester{number}@example.com,\"{groups}\",,\n")
    };
    let header = "First,Last,Email,Groups,Installed Version,Install Date\n".to_owned();
    let text = std::iter::once(header).chain((0..450).map(line)).collect::<String>();
    std::fs::write(world.path("testers.csv"), &text).unwrap();
    let dry = pilot(&world).args(["import", "--dry-run", "--exit-code"]).run();
    assert_eq!(dry.code(), 8, "{}", dry.stderr());
    let _ = pilot(&world).args(["import"]).run().success();
    world.simulator().clear_requests();
    let again = pilot(&world).args(["import", "--output", "json"]).run().success().json();
    assert_eq!(again["changes"], 0);
    assert!(world.simulator().summary().requests <= 6, "known ones are found by pages");
    let _ = pilot(&world).args(["export", "--testers_file_path", "out.csv"]).run().success();
    let sorted = |text: &str| {
        let mut lines = text.lines().map(str::to_owned).collect::<Vec<_>>();
        lines.sort();
        lines
    };
    let out = std::fs::read_to_string(world.path("out.csv")).unwrap();
    let plain =
        |text: &str| text.replace('"', "").replace("Family, and more;Friends", "Friends;Family, and more");
    assert_eq!(sorted(&plain(&out)), sorted(&plain(&text)));

    // Another group for those whom Apple knows costs a request for two hundred of them.
    let _ = pilot(&world).args(["groups", "create", "All"]).run().success();
    std::fs::write(world.path("testers.csv"), text.replace("Friends;", "All;Friends;")).unwrap();
    world.simulator().clear_requests();
    let _ = pilot(&world).args(["import"]).run().success();
    assert_eq!(world.simulator().summary().writes, 3, "450 testers in three requests");

    std::fs::write(world.path("bad.csv"), "Jane,Doe,jane@example.com,Friends\nJoe,Doe,joe,Friends\n")
        .unwrap();
    world.simulator().clear_requests();
    let bad = pilot(&world).args(["import", "-c", "bad.csv"]).run();
    assert_eq!((bad.code(), world.simulator().summary().requests), (6, 0), "{bad}");
    assert!(bad.stderr().contains("line 2"), "{bad}");
}

#[test]
fn the_latest_build_number_is_printed_alone() {
    let world = World::start();
    let latest = |arguments: &[&str]| {
        let ran = pilot(&world).args(["latest-build-number"]).args(arguments).run().success();
        ran.stdout().trim().to_owned()
    };
    assert_eq!(latest(&["--initial-build-number", "7"]), "7");
    let world = World::with(&["--populate", "builds=12"]);
    let builds = world.simulator().all("builds");
    let highest =
        builds.iter().filter_map(|build| build["attributes"]["version"].as_str()?.parse::<u64>().ok()).max();
    let ran = pilot(&world).args(["latest-build-number"]).run().success();
    assert_eq!(ran.stdout().trim(), highest.unwrap().to_string());
}

#[test]
fn a_build_is_expired_once_and_by_its_id() {
    let world = World::with(&["--populate", "builds=3"]);
    let expired = || {
        let builds = world.simulator().all("builds").into_iter();
        builds.filter(|one| one["attributes"]["expired"] == true).count()
    };
    let list = pilot(&world).args(["builds", "--output", "json"]).run().success().json();
    let builds = list["builds"].as_array().unwrap();
    let live = builds.iter().find(|one| one["expired"] == false).unwrap();
    let (id, before) = (live["id"].as_str().unwrap(), expired());
    let unknown = pilot(&world).args(["builds", "expire", id, "no-such"]).run();
    assert_eq!((unknown.code(), expired()), (4, before), "{unknown}");
    // A number may be that of a build of each version.
    let number = live["build_number"].as_str().unwrap();
    let same = builds.iter().filter(|one| one["build_number"] == number).count();
    let by_number = pilot(&world).args(["builds", "expire", number, "--dry-run"]).run();
    assert_eq!(by_number.code(), if same > 1 { 2 } else { 0 }, "{by_number}");
    let _ = pilot(&world).args(["builds", "expire", id]).run().success();
    let again = pilot(&world).args(["builds", "expire", id, "--dry-run", "--exit-code"]).run();
    assert_eq!((again.code(), expired()), (0, before + 1), "{again}");
}

#[test]
fn the_install_date_is_a_date() {
    let world = World::with(&["--populate", "builds=4,testers=450"]);
    let _ = pilot(&world).args(["export"]).run().success();
    let text = std::fs::read_to_string(world.path("testers.csv")).unwrap();
    let installed = text.lines().skip(1).filter(|line| line.contains(" (")).collect::<Vec<_>>();
    let state = |wanted: &str| {
        let testers = world.simulator().all("betaTesters").into_iter();
        testers.filter(|one| one["attributes"]["state"] == wanted).count()
    };
    assert!(installed.len() > 200 && installed.len() == state("INSTALLED"), "over several pages: {text}");
    for line in installed {
        let date = line.rsplit(',').next().unwrap();
        assert!(date.len() >= 20 && date.starts_with("20") && date.contains('T'), "{line}");
    }
    // A key that is not offered this gets what Apple's description has.
    let rule = serde_json::json!({ "kind": "status", "status": 400, "path_contains": "betaTesterMetrics" });
    world.simulator().fault(&rule);
    let _ = pilot(&world).args(["export"]).run().success();
    let text = std::fs::read_to_string(world.path("testers.csv")).unwrap();
    assert_eq!((text.lines().count(), text.contains(" (")), (451, false));
}

//! The verbs of sigh, with the real binary.

use testkit::{Ran, Tool};
use tests::World;

const APP: &str = "com.example.gantry.demo";

fn sigh(world: &World) -> Tool {
    world.tool("sigh")
}

fn renewed(world: &World, arguments: &[&str]) -> serde_json::Value {
    let tool =
        sigh(world).args(["renew", "--app-identifier", APP, "--output-path", "signing", "--output", "json"]);
    tool.args(arguments).run().success().json()
}

fn certified() -> World {
    let world = World::start();
    let _ = world.tool("cert").args(["--output-path", "signing"]).run().success();
    world
}

fn reads(world: &World) -> usize {
    world.simulator().requests().iter().filter(|one| one.class == "api").count()
}

#[test]
fn a_profile_is_shown_compared_and_its_signature_judged() {
    let world = certified();
    world.register_device("Phone", "00008140-000A11CE0BEE8001");
    renewed(&world, &["--adhoc", "--filename", "one.mobileprovision"]);
    world.register_device("Tablet", "00008140-000A11CE0BEE8002");
    let second = renewed(&world, &["--adhoc", "--filename", "two.mobileprovision"]);
    assert_eq!(second["action"], "renewed");
    let (one, two) = ("signing/one.mobileprovision", "signing/two.mobileprovision");

    let shown = sigh(&world).args(["show", two, "--output", "json"]).run().success().json();
    assert_eq!((&shown["kind"], shown["devices"].as_array().unwrap().len()), (&"AdHoc".into(), 4));
    assert!(shown["entitlements"]["application-identifier"].as_str().unwrap().ends_with(APP));
    let text = sigh(&world).args(["show", two]).run().success().stdout();
    assert!(text.contains("00008140-000A11CE0BEE8002") && text.contains("Apple Distribution"), "{text}");

    assert_eq!(sigh(&world).args(["diff", one, one]).run().code(), 0);
    let differs = sigh(&world).args(["diff", one, two]).run();
    assert_eq!(differs.code(), 1, "{differs}");
    assert!(differs.stdout().contains("+ device: 00008140-000A11CE0BEE8002"), "{differs}");

    let root = world.simulator().keys().join("root.pem");
    let verified = sigh(&world)
        .args(["show", two, "--verify", "--output", "json", "--root"])
        .args([&root])
        .run()
        .success();
    assert!(!verified.json()["signed_by"].as_array().unwrap().is_empty(), "{verified}");
    let stranger = sigh(&world).args(["show", two, "--verify"]).run();
    assert_eq!(stranger.code(), 6, "{stranger}");
    assert!(stranger.stderr().contains("no root that is trusted"), "{stranger}");
    let mut changed = std::fs::read(world.path(two)).unwrap();
    let at = changed.windows(APP.len()).position(|part| part == APP.as_bytes()).unwrap();
    changed[at] = b'x';
    std::fs::write(world.path("changed.mobileprovision"), changed).unwrap();
    let changed =
        sigh(&world).args(["show", "changed.mobileprovision", "--verify", "--root"]).args([&root]).run();
    assert!(changed.stderr().contains("another content"), "{changed}");
    std::fs::write(world.path("bad.mobileprovision"), "x").unwrap();
    assert_eq!(sigh(&world).args(["show", "bad.mobileprovision"]).run().code(), 6);
}

#[test]
fn all_valid_profiles_are_downloaded_installed_and_managed() {
    let world = certified();
    renewed(&world, &[]);
    world.register_device("Phone", "00008140-000A11CE0BEE8001");
    renewed(&world, &["--adhoc"]);
    let all = || {
        sigh(&world).args([
            "download_all",
            "--output-path",
            "all",
            "--skip-install",
            "false",
            "--output",
            "json",
        ])
    };
    let dry = all().args(["--dry-run", "--exit-code"]).run();
    assert_eq!(dry.code(), 8, "{dry}");
    let downloaded = all().run().success().json();
    let profiles = downloaded["profiles"].as_array().unwrap();
    assert_eq!(profiles.len(), 2, "{downloaded}");
    for one in profiles {
        let (path, uuid) = (one["path"].as_str().unwrap(), one["uuid"].as_str().unwrap());
        assert!(path.contains(uuid) && path.ends_with(&format!("{APP}.mobileprovision")), "{path}");
    }
    assert_eq!(all().args(["--dry-run", "--exit-code"]).run().code(), 0, "a second run writes nothing");

    let listed = sigh(&world).args(["manage", "--output", "json"]).run().success().json();
    assert_eq!(listed["profiles"].as_array().unwrap().len(), 2);
    assert_eq!(
        listed["profiles"][0]["files"].as_array().unwrap().len(),
        2,
        "where new and where old Xcodes look"
    );
    let unasked = sigh(&world).args(["manage", "--clean_pattern", "AdHoc$"]).run();
    assert_eq!(unasked.code(), 2, "{unasked}");
    let _ = sigh(&world).args(["manage", "-p", "AdHoc$", "--force"]).run().success();
    let listed = sigh(&world).args(["manage", "--output", "json"]).run().success().json();
    assert_eq!(listed["profiles"].as_array().unwrap().len(), 1);
    let wrong = sigh(&world).args(["manage", "-p", "(", "--force"]).run();
    assert_eq!(wrong.code(), 6, "{wrong}");
    let none = sigh(&world).args(["manage", "--clean_expired", "--force"]).run().success();
    assert!(none.stdout().contains("no profile was to be removed"), "{none}");
    let path = profiles[0]["path"].as_str().unwrap();
    let installed = sigh(&world).args(["install", path]).run().success();
    assert_eq!(installed.stdout().lines().count(), 2, "{installed}");
}

#[test]
fn invalid_profiles_are_repaired_whatever_the_credentials() {
    for session in [false, true] {
        let world = World::with(&["--apple-id", "jane@example.com:none:some password"]);
        let _ = world.tool("cert").args(["--output-path", "signing"]).run().success();
        world.register_device("Phone", "00008140-000A11CE0BEE8001");
        let before = renewed(&world, &["--adhoc"]);
        renewed(&world, &[]);
        let repair = || {
            let tool = if session {
                let tool = world.bare_tool("sigh").env("SPACESHIP_ENDPOINT", world.simulator().endpoint());
                tool.env("FASTLANE_USER", "jane@example.com")
                    .env("FASTLANE_PASSWORD", "some password")
                    .env("FASTLANE_TEAM_ID", "GANTRY2026")
            } else {
                sigh(&world)
            };
            tool.args(["repair"])
        };
        let nothing = repair().run().success();
        assert!(nothing.stdout().contains("nothing to do"), "{nothing}");
        // What it may do changed: Apple makes the app's profiles invalid.
        let _ = world
            .tool("spaceship")
            .args(["capabilities", "enable", APP, "PUSH_NOTIFICATIONS"])
            .run()
            .success();
        let dry = repair().args(["--dry-run", "--exit-code"]).run();
        assert_eq!(dry.code(), 8, "{dry}");
        let repaired = repair().args(["--output", "json"]).run().success().json();
        assert_eq!(repaired["repaired"].as_array().unwrap().len(), 2, "{repaired}");
        let after = renewed(&world, &["--adhoc"]);
        assert_eq!((&after["action"], &after["name"]), (&"reused".into(), &before["name"]), "{after}");
        assert_ne!(after["uuid"], before["uuid"]);
        assert_eq!(world.simulator().all("profiles").len(), 2, "nothing is left behind");
    }
}

#[test]
fn a_capability_that_the_profile_lacks_makes_it_stale_although_apple_calls_it_active() {
    let world = certified();
    renewed(&world, &[]);
    let _ =
        world.tool("spaceship").args(["capabilities", "enable", APP, "PUSH_NOTIFICATIONS"]).run().success();
    let mut state = world.simulator().state();
    for profile in state["kinds"]["profiles"].as_object_mut().unwrap().values_mut() {
        profile["attributes"]["profileState"] = "ACTIVE".into();
    }
    world.simulator().put_state(&state);
    let renewal = renewed(&world, &[]);
    assert_eq!(renewal["action"], "renewed");
    assert!(renewal["reasons"].to_string().contains("PUSH_NOTIFICATIONS"), "{renewal}");
    assert_eq!(renewed(&world, &[])["action"], "reused");
}

#[test]
fn two_jobs_at_once_end_with_one_profile() {
    let world = certified();
    let run = || -> Ran {
        let tool = sigh(&world).args(["--app-identifier", APP, "--output-path", "signing"]);
        tool.run()
    };
    let all = std::thread::scope(|scope| {
        let threads = (0..3).map(|_| scope.spawn(run)).collect::<Vec<_>>();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    for ran in &all {
        assert_eq!(ran.code(), 0, "{ran}");
    }
    assert_eq!(world.simulator().all("profiles").len(), 1);
}

#[test]
fn a_large_account_costs_few_requests() {
    let world = World::with(&["--populate", "bundleIds=250,devices=10000,profiles=500"]);
    let _ = world.tool("cert").args(["--output-path", "signing"]).run().success();
    for (arguments, most) in [(&[][..], 5), (&["--adhoc"], 60)] {
        world.simulator().clear_requests();
        let made = renewed(&world, arguments);
        assert!(reads(&world) <= most, "{} requests of {most}: {made}", reads(&world));
    }
}

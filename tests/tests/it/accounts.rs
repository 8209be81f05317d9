//! Several accounts and teams, and what only a session may do.

use testkit::Tool;
use tests::World;
use tests::terminal::Terminal;

const JANE: &str = "jane@example.com";
const PASSWORD: &str = "some password";

fn world() -> World {
    World::with(&["--apple-id", &format!("{JANE}:none:{PASSWORD}")])
}

fn spaceship(world: &World) -> Tool {
    let tool = world.bare_tool("spaceship").env("SPACESHIP_ENDPOINT", world.simulator().endpoint());
    tool.env("FASTLANE_DONT_STORE_PASSWORD", "1")
        .env("FASTLANE_PASSWORD", PASSWORD)
        .env("FASTLANE_USER", JANE)
}

#[test]
fn teams_are_listed_chosen_and_remembered() {
    let world = world();
    let list = spaceship(&world).args(["teams", "list"]).run().success();
    let ids = world.simulator().requests();
    assert!(!ids.is_empty());
    assert!(list.stdout().contains("GANTRY2026") && list.stdout().contains("EXAMPLE002"), "{list}");
    let several = spaceship(&world).args(["app-groups", "list"]).run();
    assert_eq!(several.code(), 2, "{several}");
    assert!(several.stderr().contains("Second Example (EXAMPLE002)"), "{several}");
    let wrong = spaceship(&world).args(["teams", "select", "Gantri Exampel"]).run();
    assert_eq!(wrong.code(), 4, "{wrong}");
    let _ = spaceship(&world).args(["teams", "select", "second example"]).run().success();
    let list = spaceship(&world).args(["teams", "list", "--output", "json"]).run().success().json();
    let chosen = list.as_array().unwrap().iter().filter(|one| one["chosen"] == true);
    assert_eq!(chosen.map(|one| one["name"].as_str().unwrap()).collect::<Vec<_>>(), ["Second Example"; 2]);
    let _ = spaceship(&world).args(["app-groups", "list"]).run().success();
    // A variable counts before what is remembered.
    let named = spaceship(&world).env("FASTLANE_TEAM_NAME", "Nobody's").args(["app-groups", "list"]).run();
    assert_eq!(named.code(), 2, "{named}");
}

#[test]
fn a_person_chooses_the_team_once() {
    let world = world();
    let mut terminal = Terminal::start(&world, spaceship(&world).args(["app-groups", "list"]));
    terminal.sees("1. Gantry Example (GANTRY2026").sees("Which team?").types("1").sees("remembers the team");
    let (exit, seen) = terminal.ends();
    assert_eq!(exit, 0, "{seen}");
    let _ = spaceship(&world).args(["app-groups", "list"]).run().success();
}

#[test]
fn identifiers_are_made_once_listed_and_deleted() {
    let world = world();
    let spaceship = || spaceship(&world).env("FASTLANE_TEAM_ID", "GANTRY2026");
    for (verb, identifier) in [
        ("app-groups", "group.com.example.tides"),
        ("icloud-containers", "iCloud.com.example.tides"),
        ("website-push-ids", "web.com.example.tides"),
        ("merchant-ids", "merchant.com.example.tides"),
        ("pass-type-ids", "pass.com.example.tides"),
    ] {
        let dry = spaceship().args([verb, "create", identifier, "--dry-run", "--exit-code"]).run();
        assert_eq!(dry.code(), 8, "{dry}");
        let _ = spaceship().args([verb, "create", identifier, "--name", "Tides"]).run().success();
        let again = spaceship().args([verb, "create", identifier]).run().success();
        assert!(again.stdout().contains("nothing to do"), "{again}");
        let list = spaceship().args([verb, "list", "--output", "json"]).run().success().json();
        assert_eq!((&list[0]["identifier"], &list[0]["name"]), (&identifier.into(), &"Tides".into()));
        let deleted = spaceship().args([verb, "delete", identifier]).run();
        let stays = verb == "icloud-containers";
        assert_eq!(deleted.code(), if stays { 5 } else { 0 }, "{deleted}");
        let wrong = spaceship().args([verb, "create", "com.example"]).run();
        assert_eq!(wrong.code(), 6, "{wrong}");
    }
}

#[test]
fn the_key_is_used_where_the_official_api_can_do_it() {
    let world = world();
    let _ = world.tool("spaceship").args(["merchant-ids", "create", "merchant.com.example"]).run().success();
    let requests = world.simulator().requests();
    assert!(requests.iter().all(|one| one.path.starts_with("/v1/merchantIds")), "{requests:?}");
    let _ = spaceship(&world).args(["login"]).run().success();
    world.simulator().clear_requests();
    let _ = world.tool("spaceship").env("FASTLANE_USER", JANE).args(["devices", "list"]).run().success();
    assert!(world.simulator().requests().iter().all(|one| one.path.starts_with("/v1/devices")));
}

#[test]
fn an_app_is_made_with_its_bundle_id_once() {
    let world = world();
    let create =
        |locale: &str, version: &str| {
            let spaceship = spaceship(&world).env("FASTLANE_TEAM_ID", "GANTRY2026");
            spaceship
                .args(["apps", "create", "--app-identifier", "com.example.tides", "--name", "Tides"])
                .args(["--locale", locale, "--first-version", version, "--platform", "ios,macos"])
        };
    let wrong = create("xx-DE", "one").run();
    assert_eq!(wrong.code(), 6, "{wrong}");
    assert!(
        wrong.stderr().contains("`xx-DE` is no language") && wrong.stderr().contains("`one` is no version")
    );
    let create = || create("de-DE", "1.0");
    let dry = create().args(["--dry-run"]).run().success();
    insta::assert_snapshot!(dry.stdout());
    assert!(!world.simulator().state().to_string().contains("com.example.tides"), "a dry run writes nothing");
    let made = create().args(["--output", "json"]).run().success().json();
    assert_eq!((&made["created"], &made["bundle_id"]), (&true.into(), &"com.example.tides".into()));
    let again = create().args(["--output", "json"]).run().success().json();
    assert_eq!((&again["created"], &again["id"]), (&false.into(), &made["id"]));
}

#[test]
fn accounts_live_side_by_side() {
    let (here, there) = (world(), World::start());
    let folder = here.home().join(".config/gantry");
    std::fs::create_dir_all(&folder).unwrap();
    let key = there.simulator().keys().join("api_key.json");
    let text = format!(
        "[home]\napple_id = \"{JANE}\"\nteam_id = \"GANTRY2026\"\n\n[customer]\napi_key_path = \"{}\"\n",
        key.display()
    );
    std::fs::write(folder.join("accounts.toml"), text).unwrap();
    there.simulator().register_device("Theirs", "00008140-000A11CE0BEE8001");
    let devices = |arguments: &[&str]| {
        here.tool("spaceship")
            .env("FASTLANE_PASSWORD", PASSWORD)
            .args(["devices", "list", "--output", "json"])
            .args(arguments)
            .run()
    };
    let theirs = devices(&["--account", "customer"]).success().json();
    assert!(theirs.to_string().contains("Theirs"), "the key says where it is valid");
    // A session, although there is a key in the variables: it may be somebody else's.
    here.simulator().clear_requests();
    let _ = devices(&["--account", "home"]).success();
    let paths = here.simulator().requests().into_iter().map(|one| one.path).collect::<Vec<_>>();
    assert!(paths.contains(&"/services-account/v1/devices".to_owned()), "{paths:?}");
    let unknown = devices(&["--account", "hom"]);
    assert_eq!(unknown.code(), 2, "{unknown}");
    assert!(unknown.stderr().contains("known are: customer, home"), "{unknown}");
}

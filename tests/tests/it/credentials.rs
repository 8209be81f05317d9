//! Where a tool finds its key, and what it says when there is none.

use testkit::Ran;
use tests::World;

/// A command of each tool that needs a key, with everything else in order.
fn commands(world: &World) -> [(&'static str, Vec<&'static str>); 4] {
    testkit::sample::Sample::default().payload_bytes(1000).write_all(&world.project()).unwrap();
    [
        ("cert", vec![]),
        ("sigh", vec!["--app-identifier", "com.example.gantry.demo"]),
        ("pilot", vec!["upload", "--ipa", "build/Demo.ipa"]),
        ("deliver", vec!["--app-version", "1.0.0", "--force"]),
    ]
}

fn names_every_place(ran: &Ran) {
    for place in [
        "--api-key-path",
        "APP_STORE_CONNECT_API_KEY_PATH",
        "APP_STORE_CONNECT_API_KEY_KEY_ID",
        "APP_STORE_CONNECT_API_KEY_KEY",
        "AuthKey_",
    ] {
        assert!(ran.stderr().contains(place), "{place} is not named:\n{ran}");
    }
}

#[test]
fn without_a_key_every_tool_says_where_it_looked_and_ends_with_3() {
    let world = World::start();
    for (tool, arguments) in commands(&world) {
        let ran = world
            .bare_tool(tool)
            .args(arguments)
            .env("SPACESHIP_ENDPOINT", world.simulator().endpoint())
            .run();
        assert_eq!(ran.code(), 3, "{ran}");
        names_every_place(&ran);
    }
    assert_eq!(world.simulator().summary().requests, 0);
}

#[test]
fn fastlanes_json_key_file_is_read_from_flag_and_variable() {
    let world = World::start();
    let key = world.simulator().keys().join("api_key.json");
    let endpoint = world.simulator().endpoint();
    let by_flag = world
        .bare_tool("cert")
        .env("SPACESHIP_ENDPOINT", endpoint)
        .args(["--dry-run", "--api_key_path"])
        .args([&key])
        .run();
    assert_eq!(by_flag.code(), 0, "{by_flag}");
    let by_variable = world
        .bare_tool("cert")
        .env("SPACESHIP_ENDPOINT", endpoint)
        .env("APP_STORE_CONNECT_API_KEY_PATH", &key)
        .args(["--dry-run"])
        .run();
    assert_eq!(by_variable.code(), 0, "{by_variable}");
}

#[test]
fn gitlabs_base64_key_with_line_breaks_is_read() {
    let world = World::start();
    let variables = world.simulator().environment();
    let encoded: String =
        variables["APP_STORE_CONNECT_API_KEY_KEY"].chars().filter(|c| !c.is_whitespace()).collect();
    let chunks = encoded.as_bytes().chunks(60).map(|line| String::from_utf8_lossy(line).into_owned() + "\n");
    let as_gitlab_has_it = chunks.collect::<String>();
    assert!(as_gitlab_has_it.lines().count() > 1);
    let ran =
        world.tool("cert").env("APP_STORE_CONNECT_API_KEY_KEY", as_gitlab_has_it).args(["--dry-run"]).run();
    assert_eq!(ran.code(), 0, "{ran}");
}

#[test]
fn a_p8_in_its_usual_folder_is_found_by_its_id() {
    let world = World::start();
    let variables = world.simulator().environment().clone();
    let id = &variables["APP_STORE_CONNECT_API_KEY_KEY_ID"];
    let folder = world.path("private_keys");
    std::fs::create_dir(&folder).unwrap();
    let name = format!("AuthKey_{id}.p8");
    std::fs::copy(world.simulator().keys().join(&name), folder.join(&name)).unwrap();
    let ran = world.tool("cert").without("APP_STORE_CONNECT_API_KEY_KEY").args(["--dry-run"]).run();
    assert_eq!(ran.code(), 0, "{ran}");
}

#[test]
fn a_key_that_apple_does_not_know_ends_with_3_and_a_likely_cause() {
    let world = World::start();
    let ran = world.tool("cert").env("APP_STORE_CONNECT_API_KEY_KEY_ID", "AAAAAAAAA1").run();
    assert_eq!(ran.code(), 3, "{ran}");
    assert!(ran.stderr().contains("401") || ran.stderr().contains("NOT_AUTHORIZED"), "{ran}");
    assert!(ran.stderr().contains("key"), "{ran}");
}

#[test]
fn no_secret_shows_even_when_everything_is_traced() {
    let world = World::start();
    let secret = &world.simulator().environment()["APP_STORE_CONNECT_API_KEY_KEY"];
    let ran = world.tool("cert").args(["--verbose", "--output-path", "signing"]).run().success();
    let told = format!("{}{}", ran.stdout(), ran.stderr());
    assert!(told.contains("/v1/certificates"), "{ran}");
    assert!(!told.contains("eyJ"), "a token shows: {ran}");
    assert!(!told.contains(secret.get(..40).unwrap()), "the key shows: {ran}");
    assert!(!told.contains("PRIVATE KEY"), "{ran}");
}

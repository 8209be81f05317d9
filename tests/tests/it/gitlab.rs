//! GitLab's integration with App Store Connect, set up through GitLab's API.

use testkit::Tool;
use tests::World;
use tests::gitlab::{GitLab, PROJECT, TOKEN};

const KEY: &str = "app_store_private_key";

fn spaceship(world: &World, gitlab: &GitLab, verb: &str) -> Tool {
    let arguments = ["gitlab", verb, "--project", PROJECT, "--gitlab-url", gitlab.url()];
    world.tool("spaceship").args(arguments).env("GITLAB_TOKEN", TOKEN)
}

fn json(tool: Tool) -> serde_json::Value {
    tool.args(["--output", "json"]).run().success().json()
}

#[test]
fn the_integration_is_enabled_once_shown_and_disabled_once() {
    let (world, gitlab) = (World::start(), GitLab::start());
    assert_eq!(json(spaceship(&world, &gitlab, "status"))["active"], false);
    let dry = spaceship(&world, &gitlab, "enable").args(["--dry-run", "--exit-code"]).run();
    assert_eq!((dry.code(), gitlab.writes().len()), (8, 0), "{dry}");
    assert!(dry.stdout().contains("protected branches and tags"), "{dry}");

    let enabled = spaceship(&world, &gitlab, "enable").run().success();
    let put = format!("PUT /api/v4/projects/{}/integrations/apple_app_store", PROJECT.replace('/', "%2F"));
    assert_eq!(gitlab.writes(), [put], "{enabled}");
    let set = gitlab.state().integration.clone().unwrap();
    let environment = world.simulator().environment();
    assert_eq!(set["app_store_key_id"], environment["APP_STORE_CONNECT_API_KEY_KEY_ID"]);
    assert_eq!(set["app_store_issuer_id"], environment["APP_STORE_CONNECT_API_KEY_ISSUER_ID"]);
    assert_eq!(set["app_store_protected_refs"], true);
    let file = set["app_store_private_key_file_name"].as_str().unwrap();
    let p8 = std::fs::read_to_string(world.simulator().keys().join(file)).unwrap();
    assert_eq!(set[KEY].as_str().unwrap().trim(), p8.trim());

    let again = spaceship(&world, &gitlab, "enable").run().success();
    assert!(gitlab.writes().is_empty(), "{again}");
    let status = json(spaceship(&world, &gitlab, "status"));
    assert_eq!((&status["active"], &status["protected_refs_only"]), (&true.into(), &true.into()));
    assert_eq!(status["key_id"], environment["APP_STORE_CONNECT_API_KEY_KEY_ID"]);

    for writes in [1, 0] {
        let disabled = spaceship(&world, &gitlab, "disable").run().success();
        assert_eq!(gitlab.writes().len(), writes, "{disabled}");
    }
    assert_eq!(json(spaceship(&world, &gitlab, "status"))["active"], false);
}

#[test]
fn whom_the_variables_would_reach_is_told() {
    let (world, gitlab) = (World::start(), GitLab::start());
    let safe = spaceship(&world, &gitlab, "enable").args(["--dry-run"]).run().success();
    assert!(!safe.stderr().contains("branch"), "{safe}");
    gitlab.state().project["visibility"] = "public".into();
    let open = spaceship(&world, &gitlab, "enable").args(["--protected-refs-only", "false"]).run().success();
    for part in ["every branch gets", "from a fork", "is public", "role Admin"] {
        assert!(open.stderr().contains(part), "{part} is missing: {open}");
    }
    gitlab.state().branches = serde_json::json!([]);
    let unused = spaceship(&world, &gitlab, "enable").run().success();
    assert!(unused.stderr().contains("no job gets the variables"), "{unused}");
}

#[test]
fn a_key_that_apple_does_not_take_never_reaches_gitlab() {
    let (world, gitlab) = (World::start(), GitLab::start());
    let keys = world.simulator().keys();
    let file = std::fs::read_dir(keys).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| path.extension().is_some_and(|end| end == "p8")).unwrap();
    let key_file = ["--key-file", file.to_str().unwrap(), "--issuer-id"];
    let other = "00000000-0000-0000-0000-000000000000";
    let refused = spaceship(&world, &gitlab, "enable").args(key_file).args([other]).run();
    assert_eq!(refused.code(), 3, "{refused}");
    assert!(gitlab.writes().is_empty());
    let right = world.simulator().environment()["APP_STORE_CONNECT_API_KEY_ISSUER_ID"].clone();
    let taken = spaceship(&world, &gitlab, "enable").args(key_file).args([right]).run().success();
    assert_eq!(gitlab.writes().len(), 1, "{taken}");
}

#[test]
fn what_gitlab_says_is_told_with_a_remedy() {
    let (world, gitlab) = (World::start(), GitLab::start());
    let wrong = spaceship(&world, &gitlab, "status").env("GITLAB_TOKEN", "glpat-wrong").run();
    assert_eq!(wrong.code(), 3, "{wrong}");
    assert!(wrong.stderr().contains("401 Unauthorized") && wrong.stderr().contains("scope `api`"), "{wrong}");
    let none = spaceship(&world, &gitlab, "status").without("GITLAB_TOKEN").run();
    assert_eq!(none.code(), 3, "{none}");
    for verb in ["enable", "status", "disable"] {
        let arguments = ["gitlab", verb, "--project", "studio/other", "--gitlab-url", gitlab.url()];
        let other = world.tool("spaceship").args(arguments).env("GITLAB_TOKEN", TOKEN).run();
        assert_eq!(other.code(), 4, "{other}");
    }
    assert!(gitlab.writes().is_empty());
}

#[test]
fn the_token_may_stand_in_a_file() {
    let (world, gitlab) = (World::start(), GitLab::start());
    std::fs::write(world.path("token"), format!("{TOKEN}\n")).unwrap();
    let by_file = spaceship(&world, &gitlab, "status").without("GITLAB_TOKEN");
    let _ = by_file.args(["--gitlab-token-file", "token"]).run().success();
}

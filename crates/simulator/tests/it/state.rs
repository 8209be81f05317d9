//! What a state file keeps.

use std::path::Path;

use serde_json::json;
use simulator::{Error, Options, Simulator};

use crate::client::Client;

fn options(path: &Path) -> Options {
    Options { state: Some(path.to_owned()), ..Options::default() }
}

#[test]
fn a_second_run_knows_the_resources_and_the_keys_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    let first = Client::start_with(options(&path));
    let id = first.invite("a@example.com").id();
    let bearer = first.bearer.clone();
    let app = first.app();
    drop(first);
    let mut second = Client::start_with(options(&path));
    second.bearer = bearer;
    assert_eq!(second.get("/v1/userInvitations").ids(), [id.as_str()]);
    assert_eq!(second.app(), app);
    assert_ne!(second.invite("b@example.com").id(), id);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_file_that_is_no_state_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    std::fs::write(&path, "my diary").unwrap();
    let refused = Simulator::start(options(&path));
    assert!(matches!(refused, Err(Error::State { .. })), "{refused:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "my diary");
}

#[test]
fn the_key_files_and_the_environment_lead_to_the_server() {
    let folder = tempfile::tempdir().unwrap();
    let (env, keys) = (folder.path().join("e.env"), folder.path().join("keys"));
    let client = Client::start_with(Options {
        env_file: Some(env.clone()),
        key_dir: Some(keys.clone()),
        ..Options::default()
    });
    let key = &client.running.keys()[0];
    let text = std::fs::read_to_string(env).unwrap();
    assert_eq!(text.lines().next().unwrap(), format!("SPACESHIP_ENDPOINT={}", client.running.endpoint()));
    assert!(text.contains(&format!("APP_STORE_CONNECT_API_KEY_KEY_ID={}\n", key.id)));
    assert_eq!(text.lines().count(), 7);
    assert!(text.contains("FASTLANE_USER=release@example.com\nFASTLANE_PASSWORD="));
    let p8 = std::fs::read_to_string(keys.join(format!("AuthKey_{}.p8", key.id))).unwrap();
    assert!(p8.starts_with("-----BEGIN PRIVATE KEY-----\n"));
    let json_key: serde_json::Value =
        serde_json::from_slice(&std::fs::read(keys.join("api_key.json")).unwrap()).unwrap();
    assert_eq!(json_key["key"], json!(p8));
    assert_eq!(json_key["key_id"], json!(key.id));
    assert!(keys.join("api_key_developer.json").exists());
}

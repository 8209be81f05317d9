//! Uploads across a restart of the simulator.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use simulator::Options;
use simulator::settings::Settings;

use super::Studio;

const MEDIA: [(&str, &str); 1] = [("content-type", "application/octet-stream")];

fn options(folder: &Path) -> Options {
    let settings =
        Settings { part_size: 400, processing: std::time::Duration::from_mins(1), ..Settings::default() };
    Options { state: Some(folder.join("state.json")), settings, ..Options::default() }
}

fn operations(studio: &Studio, file: &str) -> Vec<Value> {
    studio.attribute("buildUploadFiles", file, "uploadOperations").as_array().unwrap().clone()
}

fn send(studio: &Studio, operation: &Value, bytes: &[u8]) -> u16 {
    let number = |name: &str| usize::try_from(operation[name].as_u64().unwrap()).unwrap();
    let part = &bytes[number("offset")..number("offset") + number("length")];
    studio.client.put(operation["url"].as_str().unwrap(), &MEDIA, part)
}

fn kept(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder.join("state.json.uploads")).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

/// What a simulator leaves that is killed now, and saves nothing at its end.
fn as_killed(folder: &Path) -> tempfile::TempDir {
    let left = tempfile::tempdir().unwrap();
    fs::copy(folder.join("state.json"), left.path().join("state.json")).unwrap();
    fs::create_dir(left.path().join("state.json.uploads")).unwrap();
    for name in kept(folder) {
        let name = Path::new("state.json.uploads").join(name);
        fs::copy(folder.join(&name), left.path().join(&name)).unwrap();
    }
    left
}

/// An upload of which all parts but the last are sent: its id, its file's id, and the archive.
fn begun(studio: &Studio) -> (String, String, Vec<u8>) {
    let archive = studio.archive("1.0", "1").zipped();
    let upload = studio.announce("1.0", "1").id();
    let file = studio.reserve(&upload, archive.len()).id();
    let operations = operations(studio, &file);
    let (_, but_last) = operations.split_last().unwrap();
    assert!(but_last.len() > 1, "{operations:?}");
    for operation in but_last {
        assert_eq!(send(studio, operation, &archive), 200);
    }
    (upload, file, archive)
}

#[test]
fn an_upload_goes_on_after_a_restart_with_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let studio = Studio::at(options(folder.path()));
    let (upload, file, archive) = begun(&studio);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.path().join("state.json.uploads")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
    let folder = as_killed(folder.path());
    let studio = studio.restarted(options(folder.path()));
    let last = operations(&studio, &file).pop().unwrap();
    assert!(last["url"].as_str().unwrap().starts_with(&studio.client.running.endpoint()), "{last}");
    assert_eq!(send(&studio, &last, &archive), 200);
    assert_eq!(studio.patch("buildUploadFiles", &file, &json!({ "uploaded": true })).status, 200);
    let studio = studio.restarted(options(folder.path()));
    studio.pass(60);
    assert_eq!(studio.state(&upload)["state"], "COMPLETE", "{}", studio.state(&upload));
    assert_eq!(kept(folder.path()), [""; 0]);
}

#[test]
fn what_came_of_a_part_that_broke_off_does_not_count() {
    let folder = tempfile::tempdir().unwrap();
    let studio = Studio::at(options(folder.path()));
    let (upload, file, archive) = begun(&studio);
    let first = kept(folder.path()).into_iter().find(|name| name.ends_with(".1")).unwrap();
    let place = folder.path().join("state.json.uploads");
    fs::write(place.join(&first), "cut").unwrap();
    fs::write(place.join("nobody.1"), "old").unwrap();
    fs::write(place.join(format!("{first}.9.incoming")), "half").unwrap();
    let studio = studio.restarted(options(folder.path()));
    let names = kept(folder.path());
    assert!(!names.iter().any(|name| name == "nobody.1" || name.ends_with("incoming")), "{names:?}");
    let last = operations(&studio, &file).pop().unwrap();
    assert_eq!(send(&studio, &last, &archive), 200);
    studio.patch("buildUploadFiles", &file, &json!({ "uploaded": true }));
    studio.pass(60);
    assert_eq!(studio.state(&upload)["errors"][0]["code"], "UPLOAD_INCOMPLETE");
}

#[test]
fn what_has_become_of_an_upload_is_kept_as_soon_as_it_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let studio = Studio::at(options(folder.path()));
    let upload = studio.upload("1.0", "1", &studio.archive("1.0", "1").zipped());
    studio.pass(60);
    assert_eq!(studio.state(&upload)["state"], "COMPLETE");
    let folder = as_killed(folder.path());
    let studio = studio.restarted(options(folder.path()));
    assert_eq!(studio.state(&upload)["state"], "COMPLETE", "{}", studio.state(&upload));
    assert_eq!(studio.client.get("/v1/builds").ids().len(), 1);
}

#[test]
fn how_the_next_processing_is_to_end_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let studio = Studio::at(options(folder.path()));
    let failed = json!({ "state": "FAILED", "errors": [{ "code": "90683", "description": "No." }] });
    assert_eq!(studio.client.send("POST", "/_simulator/processing", &failed).status, 200);
    let studio = studio.restarted(options(folder.path()));
    let upload = studio.upload("1.0", "1", &studio.archive("1.0", "1").zipped());
    studio.pass(60);
    assert_eq!(studio.state(&upload)["errors"][0]["code"], "90683");
}

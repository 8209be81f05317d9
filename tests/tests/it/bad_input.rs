//! Bad input: one clear error that names the file and the remedy, exit code 6, and no write.

use std::fs;

use testkit::Ran;
use testkit::sample::{Sample, broken};
use tests::World;

fn refused(world: &World, ran: &Ran, file: &str) {
    assert_eq!(ran.code(), 6, "{ran}");
    assert!(ran.stderr().contains(file), "{file} is not named:\n{ran}");
    assert_eq!(world.simulator().summary().writes, 0, "{ran}");
}

#[test]
fn a_truncated_p8_is_named_with_the_remedy() {
    let world = World::start();
    let id = world.simulator().environment()["APP_STORE_CONNECT_API_KEY_KEY_ID"].clone();
    let name = format!("AuthKey_{id}.p8");
    let whole = fs::read_to_string(world.simulator().keys().join(&name)).unwrap();
    let folder = world.path("private_keys");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(&name), &whole[..whole.len() / 2]).unwrap();
    let ran = world.tool("cert").without("APP_STORE_CONNECT_API_KEY_KEY").run();
    refused(&world, &ran, &name);
    assert!(!ran.stderr().contains(&whole[30..60]), "the key shows: {ran}");
}

#[test]
fn a_file_that_is_no_ipa_is_refused_before_anything_is_sent() {
    type Break = fn(&std::path::Path) -> std::io::Result<()>;
    let cases: [(&str, Break); 4] = [
        ("nozip.ipa", |path| broken::write_not_a_zip(path)),
        ("cut.ipa", |path| broken::write_truncated_ipa(path)),
        ("two.ipa", |path| broken::write_two_apps(path)),
        ("noplist.ipa", |path| broken::write_missing_info_plist(path)),
    ];
    let world = World::start();
    for (name, write) in cases {
        write(&world.path(name)).unwrap();
        let ran = world
            .tool("pilot")
            .args(["upload", "--app-identifier", "com.example.gantry.demo", "--ipa", name])
            .run();
        refused(&world, &ran, name);
    }
}

#[test]
fn a_screenshot_of_a_wrong_size_is_named_with_the_sizes_that_go() {
    let world = World::start();
    Sample::default().write_metadata(&world.project()).unwrap();
    Sample::default().write_appfile(&world.project()).unwrap();
    let folder = world.path("fastlane/screenshots/en-US");
    fs::create_dir_all(&folder).unwrap();
    broken::write_wrong_size_png(&folder.join("01_odd.png")).unwrap();
    let ran = world.tool("deliver").args(["--app-version", "1.0.0", "--force"]).run();
    refused(&world, &ran, "01_odd.png");
}

#[test]
fn a_locale_folder_that_apple_does_not_know_is_named_with_the_nearest() {
    let world = World::start();
    let sample = Sample::default();
    sample.write_metadata(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
    let metadata = world.path("fastlane/metadata");
    fs::rename(metadata.join("de-DE"), metadata.join("de-DEE")).unwrap();
    let ran = world.tool("deliver").args(["--app-version", "1.0.0", "--force"]).run();
    refused(&world, &ran, "de-DEE");
    assert!(ran.stderr().contains("de-DE"), "{ran}");
}

#[test]
fn a_group_that_does_not_exist_is_found_before_the_upload() {
    let world = World::start();
    world.sign();
    world.build(Sample::default().payload_bytes(1000));
    world.simulator().clear_requests();
    let ran = world.tool("pilot").args(["upload", "--ipa", "build/Demo.ipa", "--groups", "Frends"]).run();
    assert_ne!(ran.code(), 0, "{ran}");
    assert!(ran.stderr().contains("Frends") && ran.stderr().contains("Friends"), "{ran}");
    assert_eq!(world.simulator().summary().writes, 0, "{ran}");
}

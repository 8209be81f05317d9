//! gantry.toml as people write it, rightly and wrongly.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::{AppEntry, GantryFile};
use crate::exit;
use crate::failure::Failure;

fn read(text: &str) -> Result<(GantryFile, tempfile::TempDir), Failure> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gantry.toml"), text).unwrap();
    fs::create_dir_all(folder.path().join("apps/tides")).unwrap();
    GantryFile::find(&folder.path().join("apps/tides")).map(|file| (file, folder))
}

#[test]
fn the_file_is_found_upwards_and_its_apps_have_what_is_said_of_all() {
    let (file, folder) = read(
        "# ours\n[apps.tides]\nbundle_id = \"com.example.tides\"\nfolder = \"apps/tides\"\ngroups = [\"A\", \"B c\"]\n\n\
         [apps.waves]\nbundle_id = \"com.example.waves\"\nplatform = \"visionos\"\n\n[defaults]\ngroups = [\"Friends\"]\n\
         build = \"make\"\napi_key_path = \"key.json\"\n",
    )
    .unwrap();
    assert_eq!(file.path, folder.path().join("gantry.toml"));
    assert_eq!(file.folder(), folder.path());
    let names = file.apps.iter().map(|app| (app.name.as_str(), app.bundle_id.as_str())).collect::<Vec<_>>();
    assert_eq!(names, [("tides", "com.example.tides"), ("waves", "com.example.waves")]);
    let tides = file.app("tides").unwrap();
    assert_eq!(tides.folder, folder.path().join("apps/tides"));
    assert_eq!(tides.build.as_deref(), Some("make"));
    let waves = file.app("waves").unwrap();
    assert_eq!(waves.folder, folder.path());
    let shown = format!("{waves:?}");
    for expected in [r#"("PILOT_GROUPS", "Friends")"#, r#"("SIGH_PLATFORM", "ios")"#, "key.json"] {
        assert!(shown.contains(expected), "{shown}");
    }
    assert!(format!("{tides:?}").contains(r#"("PILOT_GROUPS", "A,B c")"#), "{tides:?}");
}

#[test]
fn what_is_wrong_is_named_with_its_line_and_the_nearest_right_key() {
    let tides = "[apps.tides]\nbundle_id = \"com.example.tides\"\n";
    for (text, expected) in [
        (
            format!("{tides}grups = [\"A\"]\n"),
            "gantry.toml:3: [apps.tides] has no `grups`; did you mean groups?",
        ),
        (
            format!("{tides}[default]\n"),
            "gantry.toml:3: gantry.toml has no `default`; did you mean defaults?",
        ),
        (format!("[defaults]\nbundle_id = \"x\"\n{tides}"), "gantry.toml:2: [defaults] has no `bundle_id`"),
        (format!("{tides}groups = \"A\"\n"), "gantry.toml:3: `groups` is no list"),
        (format!("{tides}groups = [\"A,B\"]\n"), "gantry.toml:3: `groups` has a name with a comma"),
        (format!("{tides}groups = [1]\n"), "gantry.toml:3: `groups` has something that is no text"),
        (format!("{tides}metadata = 1\n"), "gantry.toml:3: `metadata` is no text"),
        (format!("{tides}metadata = \"\"\n"), "gantry.toml:3: `metadata` is no text"),
        (format!("{tides}platform = \"android\"\n"), "gantry.toml:3: unknown platform \"android\""),
        ("\n\n[apps.tides]\n".to_owned(), "gantry.toml:3: [apps.tides] has no `bundle_id`"),
        ("[apps.123]\nbundle_id = \"x\"\n".to_owned(), "gantry.toml:1: `123` is a number"),
        ("[apps.\"../x\"]\nbundle_id = \"x\"\n".to_owned(), "gantry.toml:1: `../x` is no name"),
        ("apps = 1\n".to_owned(), "gantry.toml:1: `apps.NAME` is no table"),
        ("[apps]\ntides = 1\n".to_owned(), "gantry.toml:2: `apps.tides` is no table"),
        (
            format!("{tides}[apps.other]\nbundle_id = \"com.example.tides\"\n"),
            "gantry.toml:3: [apps.other] has the bundle id",
        ),
        (format!("{tides}bundle_id = \"x\"\n"), "gantry.toml:3: "),
        ("[apps.tides\n".to_owned(), "gantry.toml:1: "),
        (String::new(), "it has no apps"),
        ("[apps]\n".to_owned(), "it has no apps"),
    ] {
        let failure = read(&text).err().unwrap_or_else(|| panic!("taken: {text}"));
        assert_eq!(failure.exit_code, exit::INVALID);
        assert!(failure.message.contains(expected), "{text}\n{failure}");
    }
}

#[test]
fn an_account_of_an_app_counts_before_the_key_of_all() {
    let (file, _folder) = read(
        "[defaults]\napi_key_path = \"key.json\"\n[apps.a]\nbundle_id = \"a\"\naccount = \"work\"\n[apps.b]\nbundle_id = \"b\"\n",
    )
    .unwrap();
    let [a, b] = ["a", "b"].map(|name| format!("{:?}", file.app(name).unwrap()));
    assert!(a.contains("work") && !a.contains("key.json"), "{a}");
    assert!(b.contains("key.json"), "{b}");
}

#[test]
fn an_app_for_each_platform_may_have_one_bundle_id() {
    let app =
        |name: &str, platform: &str| format!("[apps.{name}]\nbundle_id = \"x\"\nplatform = \"{platform}\"\n");
    assert!(read(&(app("phone", "ios") + &app("mac", "macos"))).is_ok());
    assert!(read(&(app("phone", "ios") + &app("mac", "iphoneos"))).is_err());
}

#[test]
fn a_missing_file_and_a_missing_app_are_told() {
    assert_eq!(GantryFile::find(Path::new("/nonexistent")).unwrap_err().exit_code, exit::USAGE);
    let (file, _folder) = read("[apps.tides]\nbundle_id = \"x\"\n").unwrap();
    let failure = file.app("tidse").unwrap_err();
    assert!(failure.message.contains("did you mean tides?"), "{failure}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_the_reading(text in "(\\[(apps|apps\\.[a-z.]{0,3}|defaults)\\]|[a-z_]{1,9} = [0-9\"\\[\\],a-zé]{0,9}|#|\n){0,20}") {
        let _ = read(&text);
    }

    #[test]
    fn a_text_is_taken_as_it_is(command in "[^\\p{C}'\" ][^\\p{C}']{0,30}") {
        let text = format!("[apps.tides]\nbundle_id = 'x'\nbuild = '{command}'\n");
        let (file, _folder) = read(&text).unwrap();
        prop_assert_eq!(file.apps.first().and_then(|app: &AppEntry| app.build.clone()), Some(command));
    }
}

//! `pilot`: what becomes of a build once it is with Apple, and what testers send back.

use std::fs;

use serde_json::{Value, json};
use testkit::Tool;
use testkit::sample::Sample;
use tests::World;

const APP: &str = "com.example.gantry.demo";

fn world() -> World {
    let world = World::start();
    world.sign();
    world.build(Sample::default().payload_bytes(1000));
    world.simulator().clear_requests();
    world
}

fn pilot(world: &World) -> Tool {
    world.tool("pilot").env("PILOT_APP_IDENTIFIER", APP)
}

fn upload(world: &World, more: &[&str]) -> Tool {
    pilot(world).args(["upload", "--ipa", "build/Demo.ipa"]).args(more)
}

fn attribute<'a>(all: &'a [Value], name: &str) -> Vec<&'a Value> {
    all.iter().map(|one| &one["attributes"][name]).collect()
}

#[test]
fn a_failure_at_apple_is_a_failure_here_with_apples_words() {
    let world = world();
    let error = json!({ "code": "90683", "description": "Missing purpose string in Info.plist" });
    world.simulator().process(&json!({ "state": "FAILED", "errors": [error] }));
    let ran = upload(&world, &["--skip-submission"]).run();
    assert_eq!(ran.code(), 5, "{ran}");
    assert!(ran.stderr().contains("Missing purpose string in Info.plist (90683)"), "{ran}");
    let warning = json!({ "code": "91053", "description": "Missing privacy reason" });
    let info = json!({ "code": "1", "description": "Symbols were uploaded" });
    world.simulator().process(&json!({ "state": "COMPLETE", "warnings": [warning], "infos": [info] }));
    let ran = upload(&world, &["--skip-submission"]).run().success();
    assert!(ran.stderr().contains("Apple warns: Missing privacy reason (91053)"), "{ran}");
    assert!(ran.stderr().contains("Apple says: Symbols were uploaded (1)"), "{ran}");
}

#[test]
fn texts_details_and_new_groups_are_set_once() {
    let world = world();
    let put = |path: &str, text: &str| {
        let path = world.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    put("fastlane/metadata/en-US/what_to_test.txt", "Faster <tides> 🌊");
    put("fastlane/metadata/de-DE/what_to_test.txt", "Schnellere Gezeiten");
    let all = [
        "--groups",
        "Friends,Harbour",
        "--create-groups",
        "--beta-app-description",
        "A tide clock.",
        "--beta-app-review-info",
        r#"{"contact_phone": "+44 844 209 0611", "demo_account_name": "ada", "demo_account_password": "s3cret-Pa55"}"#,
        "--demo-account-required",
    ];
    let ran = upload(&world, &all).run();
    assert_eq!(ran.code(), 6, "{ran}");
    assert!(ran.stderr().contains("line 1, character 8") && ran.stderr().contains("for en-US"), "{ran}");
    assert_eq!(world.simulator().summary().requests, 0, "{ran}");

    let all = [&all[..], &["--refused-characters", "remove"]].concat();
    let dry = upload(&world, &all).args(["--dry-run"]).run().success();
    assert!(!(dry.stdout() + &dry.stderr()).contains("s3cret"), "{dry}");
    assert_eq!(world.simulator().summary().writes, 0, "{dry}");
    insta::assert_snapshot!(dry.stdout());
    let ran = upload(&world, &all).run().success();
    assert!(!ran.stderr().contains("s3cret"), "{ran}");
    let notes = world.simulator().all("betaBuildLocalizations");
    assert_eq!(attribute(&notes, "whatsNew"), ["Faster tides>", "Schnellere Gezeiten"]);
    let details = world.simulator().all("betaAppReviewDetails");
    assert_eq!(attribute(&details, "demoAccountPassword"), ["s3cret-Pa55"]);
    assert_eq!(attribute(&details, "contactFirstName"), ["Ada"], "what is not named stays");
    let groups = world.simulator().all("betaGroups");
    assert!(attribute(&groups, "name").contains(&&json!("Harbour")));
    assert_eq!(world.simulator().all("betaAppReviewSubmissions").len(), 1);

    world.simulator().clear_requests();
    let again = upload(&world, &all).run().success();
    assert_eq!(world.simulator().summary().writes, 0, "{again}");
}

#[test]
fn beta_review_that_would_be_refused_is_refused_before_the_upload() {
    let world = world();
    let mut state = world.simulator().state();
    for details in state["kinds"]["betaAppReviewDetails"].as_object_mut().unwrap().values_mut() {
        details["attributes"]["contactPhone"] = Value::Null;
    }
    world.simulator().put_state(&state);
    let ran = upload(&world, &["--groups", "Friends"]).run();
    assert_eq!(ran.code(), 6, "{ran}");
    for missing in ["contact_phone", "--beta-app-review-info", "--changelog"] {
        assert!(ran.stderr().contains(missing), "{missing}: {ran}");
    }
    assert_eq!(world.simulator().summary().writes, 0, "{ran}");
    let phone = r#"{"contact_phone": "+44 844 209 0611"}"#;
    let given = ["--groups", "Friends", "--changelog", "New", "--beta-app-review-info", phone];
    let _ = upload(&world, &given).run().success();
}

#[test]
fn older_builds_make_room_as_it_was_chosen() {
    let world = world();
    let send = |build: &str, more: &[&str]| {
        world.build(Sample::default().payload_bytes(1000).build(build));
        let groups = ["--changelog", "New", "--groups", "Friends"];
        upload(&world, &groups).args(more).run()
    };
    let expired = || {
        let builds = world.simulator().all("builds");
        let expired = builds.iter().filter(|build| build["attributes"]["expired"] == true);
        expired.map(|build| build["attributes"]["version"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let _ = send("1", &[]).success();
    let second = send("2", &[]);
    assert_eq!(second.code(), 5, "{second}");
    assert!(second.stderr().contains("--reject-build-waiting-for-review"), "{second}");
    let _ = send("3", &["--reject_build_waiting_for_review"]).success();
    assert_eq!(expired(), ["1"]);
    let _ = send("4", &["--expire_previous_builds", "--submit-beta-review", "false"]).success();
    let mut all = expired();
    all.sort();
    assert_eq!(all, ["1", "2", "3"]);
}

#[test]
fn a_build_is_found_by_either_spelling_of_its_version() {
    let world = world();
    let _ = upload(&world, &["--skip-submission"]).run().success();
    for version in ["1.0", "1.0.0", "1"] {
        let distribute =
            ["distribute", "--app-version", version, "--groups", "Friends", "--changelog", "New"];
        let ran = pilot(&world).args(distribute).args(["--output", "json"]).run().success();
        assert_eq!(ran.json()["version"], "1.0.0", "{ran}");
    }
    let none = pilot(&world).args(["distribute", "--app-version", "1.1"]).run();
    assert_eq!(none.code(), 4, "{none}");
    // fastlane's way to say the same.
    let only = pilot(&world).args(["upload", "--distribute_only", "--app_version", "1.0"]).run().success();
    assert!(only.stdout().contains("1.0.0 (1)"), "{only}");
}

#[test]
fn from_processed_to_distributed_it_is_six_requests() {
    let world = world();
    let _ = upload(&world, &["--changelog", "New", "--groups", "Friends"]).run().success();
    let requests = world.simulator().requests();
    let last = requests.iter().rposition(|one| one.path.starts_with("/v1/buildUploads/")).unwrap();
    let first_write = requests[last..].iter().position(|one| one.write).unwrap() + last;
    assert!(requests.len() - first_write <= 6, "{:#?}", &requests[first_write..]);
}

#[test]
fn what_testers_sent_is_fetched_once() {
    let world = World::with(&["--populate", "builds=3,testers=5,feedback=4,crashes=3"]);
    for (what, count) in [("feedback", 4), ("crashes", 3)] {
        let list = pilot(&world).args([what, "list", "--output", "json"]).run().success().json();
        assert_eq!(list["submissions"].as_array().unwrap().len() as u64, count, "{list}");
        assert!(!list.to_string().contains("_picture"), "addresses are for those who fetch: {list}");
        let dry = pilot(&world).args([what, "download", "--dry-run", "--exit-code"]).run();
        assert_eq!((dry.code(), world.path(what).exists()), (8, false), "{dry}");
        let first = pilot(&world).args([what, "download", "--output", "json"]).run().success().json();
        assert!(first["files"].as_u64().unwrap() >= 2 * count, "{first}");
        let folder = fs::read_dir(world.path(what)).unwrap().next().unwrap().unwrap().path();
        let facts: Value = serde_json::from_slice(&fs::read(folder.join("facts.json")).unwrap()).unwrap();
        assert!(facts["email"].is_string() && facts["build_number"].is_string(), "{facts}");
        let again = pilot(&world).args([what, "download", "--output", "json"]).run().success().json();
        assert_eq!(again["files"], 0, "{again}");
    }
    let folders = || fs::read_dir(world.path("feedback")).unwrap().map(|entry| entry.unwrap().path());
    let picture = folders().map(|folder| folder.join("screenshot-1.png")).find(|path| path.exists());
    assert!(fs::read(picture.unwrap()).unwrap().starts_with(b"\x89PNG"));
    let log = fs::read_dir(world.path("crashes")).unwrap().next().unwrap().unwrap().path().join("crash.txt");
    assert!(fs::metadata(log).unwrap().len() > 100);
}

#[test]
fn testers_come_in_bulk_or_one_by_one_and_each_refusal_has_its_line() {
    for offered in [true, false] {
        let world = World::start();
        if !offered {
            let rule = json!({ "kind": "status", "status": 404, "path_contains": "bulkBeta" });
            world.simulator().fault(&rule);
        }
        let line = |number: usize| format!("A,B,tester{number}@example.com,Friends\n");
        let text = (1..=130).map(line).collect::<String>();
        // The group of the team takes nobody else.
        let outsider = "C,D,outsider@example.com,App Store Connect Users\n";
        fs::write(world.path("testers.csv"), format!("{text}{outsider}")).unwrap();
        world.simulator().clear_requests();
        let ran = pilot(&world).args(["import"]).run();
        assert_eq!(ran.code(), 5, "{ran}");
        assert!(ran.stderr().contains("line 131: outsider@example.com"), "{ran}");
        let writes = world.simulator().summary().writes;
        assert!(if offered { writes == 3 } else { writes > 130 }, "{writes}");
        let testers = world.simulator().all("betaTesters");
        let emails = attribute(&testers, "email");
        assert_eq!(emails.iter().filter(|email| **email != "outsider@example.com").count(), 130);
    }
}

/// A xar archive with a `Distribution` and nothing else, not compressed but for its table of contents.
pub(super) fn package(signed: bool) -> Vec<u8> {
    let distribution = format!(
        r#"<installer-gui-script><product id="{APP}" version="1.0.0"/><bundle-version>
           <bundle id="{APP}" CFBundleShortVersionString="1.0.0" CFBundleVersion="5" path="Demo.app"/>
           </bundle-version></installer-gui-script>"#
    );
    let toc = format!(
        "<xar><toc>{}<file><data><offset>0</offset><length>{}</length><encoding style=\"application/octet-stream\"/></data>\
         <name>Distribution</name></file></toc></xar>",
        if signed { "<signature style=\"RSA\"></signature>" } else { "" },
        distribution.len()
    );
    // A zlib stream of one block that is stored as it is.
    let length = u16::try_from(toc.len()).unwrap();
    let sum = toc.bytes().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    let mut table = vec![0x78, 0x01, 0x01];
    table.extend(length.to_le_bytes());
    table.extend((!length).to_le_bytes());
    table.extend(toc.as_bytes());
    table.extend((sum.1 << 16 | sum.0).to_be_bytes());
    let mut bytes = b"xar!\0\x1c\0\x01".to_vec();
    bytes.extend((table.len() as u64).to_be_bytes());
    bytes.extend((toc.len() as u64).to_be_bytes());
    bytes.extend([0, 0, 0, 1]);
    bytes.extend(table);
    bytes.extend(distribution.as_bytes());
    bytes
}

#[test]
fn a_package_for_the_mac_goes_the_same_way() {
    let world = World::start();
    fs::write(world.path("Demo.pkg"), package(false)).unwrap();
    let ran = pilot(&world).args(["upload", "--pkg", "Demo.pkg"]).run();
    assert_eq!(ran.code(), 6, "{ran}");
    assert!(ran.stderr().contains("productsign"), "{ran}");
    fs::write(world.path("Demo.pkg"), package(true)).unwrap();
    let ran = pilot(&world).args(["upload", "--pkg", "Demo.pkg", "--skip-submission"]).run().success();
    assert!(ran.stdout().contains("1.0.0 (5)"), "{ran}");
    let uploads = world.simulator().all("buildUploads");
    assert_eq!(attribute(&uploads, "platform"), ["MAC_OS"]);
    let files = world.simulator().all("buildUploadFiles");
    assert_eq!(attribute(&files, "uti"), ["com.apple.pkg"]);
}

#[cfg(unix)]
#[test]
fn apples_own_programs_get_secrets_in_files_and_variables_only() {
    use std::os::unix::fs::PermissionsExt;
    let world = world();
    let folder = world.path("bin");
    fs::create_dir(&folder).unwrap();
    let script = "#!/bin/sh\nprintf '%s\\n' \"$@\" > arguments\nls \"$API_PRIVATE_KEYS_DIR\" > keys 2>/dev/null\n\
                  cat \"$API_PRIVATE_KEYS_DIR\"/*.p8 > key 2>/dev/null\n\
                  test -f fails && echo 'x ERROR: [altool] The provided entity is bad (90061)'\nexit 0\n";
    for name in ["xcrun", "iTMSTransporter"] {
        fs::write(folder.join(name), script).unwrap();
        fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let run = |more: &[&str]| {
        upload(&world, &["--skip-waiting-for-build-processing"]).args(more).env("PATH", &path).run()
    };
    let read = |name: &str| fs::read_to_string(world.path(name)).unwrap();
    let _ = run(&["--transport", "altool"]).success();
    let arguments = read("arguments");
    assert!(arguments.starts_with("altool\n--upload-app\n--apiKey\n"), "{arguments}");
    assert!(arguments.contains("-t\nios\n-f\n") && !arguments.contains("PRIVATE"), "{arguments}");
    assert!(read("keys").starts_with("AuthKey_") && read("key").contains("PRIVATE KEY"));
    let _ = run(&["--transport", "transporter", "--itc_provider", "ABC"]).success();
    assert!(read("arguments").contains("-itc_provider\nABC"), "{}", read("arguments"));

    fs::write(world.path("fails"), "").unwrap();
    let failed = run(&["--transport", "altool"]);
    assert_eq!(failed.code(), 5, "{failed}");
    assert!(failed.stderr().contains("The provided entity is bad (90061)"), "{failed}");

    let _ = fs::remove_file(world.path("fails"));
    let password =
        upload(&world, &["--skip-waiting-for-build-processing", "--transport", "altool", "--apple-id", "1"])
            .env("PATH", &path)
            .env("FASTLANE_APPLE_APPLICATION_SPECIFIC_PASSWORD", "abcd-efgh-ijkl-mnop")
            .args(["-u", "ada@example.com"])
            .without("APP_STORE_CONNECT_API_KEY_KEY")
            .without("APP_STORE_CONNECT_API_KEY_KEY_ID")
            .without("APP_STORE_CONNECT_API_KEY_ISSUER_ID")
            .run()
            .success();
    assert!(!password.stderr().contains("abcd"), "{password}");
    let arguments = read("arguments");
    assert!(arguments.contains("-u\nada@example.com\n-p\n@env:FASTLANE_APPLE"), "{arguments}");
    assert!(!arguments.contains("abcd"), "{arguments}");
}

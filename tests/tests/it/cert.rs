//! The verbs of cert, with the real binary.

use std::process::Command;

use testkit::Tool;
use tests::World;

const OUT: [&str; 2] = ["--output-path", "signing"];

fn cert(world: &World) -> Tool {
    world.tool("cert")
}

/// Makes a certificate, and answers its id.
fn made(world: &World, arguments: &[&str]) -> String {
    let ran = cert(world).args(OUT).args(["--output", "json"]).args(arguments).run().success();
    ran.json()["certificate_id"].as_str().unwrap().to_owned()
}

fn openssl(world: &World, arguments: &[&str]) -> String {
    let ran = Command::new("openssl").args(arguments).current_dir(world.project()).output().unwrap();
    assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).unwrap()
}

#[test]
fn every_type_that_the_api_makes_is_made() {
    let world = World::start();
    for (kind, apples) in [
        ("mac_installer_distribution", "MAC_INSTALLER_DISTRIBUTION"),
        ("developer_id_application", "DEVELOPER_ID_APPLICATION_G2"),
        ("developer_id_kext", "DEVELOPER_ID_KEXT"),
        ("ios_development", "IOS_DEVELOPMENT"),
        ("mac_app_distribution", "MAC_APP_DISTRIBUTION"),
        ("identity_access", "IDENTITY_ACCESS"),
    ] {
        let ran = cert(&world).args(OUT).args(["--type", kind, "--output", "json"]).run().success();
        assert_eq!(ran.json()["type"], apples);
        let again = cert(&world).args(OUT).args(["--type", kind, "--output", "json"]).run().success();
        assert_eq!(
            (again.json()["action"].as_str(), &again.json()["certificate_id"]),
            (Some("reused"), &ran.json()["certificate_id"])
        );
    }
    // What is for something names it, before anything is sent.
    world.simulator().clear_requests();
    let without = cert(&world).args(["--type", "pass_type_id"]).run();
    assert_eq!((without.code(), world.simulator().summary().requests), (2, 0), "{without}");
    let unknown =
        cert(&world).args(OUT).args(["--type", "pass_type_id", "--owner", "pass.com.example"]).run();
    assert_eq!(unknown.code(), 4, "{unknown}");
    let _ = world.tool("spaceship").args(["pass-type-ids", "create", "pass.com.example"]).run().success();
    let _ = world.tool("spaceship").args(["merchant-ids", "create", "merchant.com.example"]).run().success();
    made(&world, &["--type", "pass_type_id", "--owner", "pass.com.example"]);
    made(&world, &["--type", "apple_pay", "--owner", "merchant.com.example"]);
}

#[test]
fn what_only_the_portal_makes_is_made_with_a_session() {
    let world = World::with(&["--apple-id", "jane@example.com:none:some password"]);
    let without = world.bare_tool("cert").env("SPACESHIP_ENDPOINT", world.simulator().endpoint());
    let without = without.args(["--type", "developer_id_installer", "-u", "jane@example.com"]).run();
    assert_eq!(without.code(), 3, "{without}");
    assert!(without.stderr().contains("API makes no developer_id_installer"), "{without}");
    let with = |arguments: &[&str]| {
        let tool =
            cert(&world).env("FASTLANE_USER", "jane@example.com").env("FASTLANE_PASSWORD", "some password");
        let tool = tool.env("CERT_TEAM_ID", "GANTRY2026").args(OUT).args(["--output", "json"]);
        tool.args(arguments).run().success().json()
    };
    let first = with(&["--type", "developer_id_installer"]);
    assert_eq!(first["action"], "created");
    let again = with(&["--type", "developer_id_installer"]);
    assert_eq!((&again["action"], &again["certificate_id"]), (&"reused".into(), &first["certificate_id"]));
    let _ = world.tool("spaceship").args(["bundle-ids", "create", "com.example.push"]).run().success();
    let push = with(&["--type", "push", "--owner", "com.example.push"]);
    assert_eq!(push["action"], "created");
}

#[test]
fn at_the_limit_there_is_a_list_and_a_way_out() {
    let world = World::start();
    let first = made(&world, &[]);
    let mut ids = vec![first.clone()];
    let refused = loop {
        let ran = cert(&world).args(OUT).args(["--force", "--output", "json"]).run();
        if ran.code() != 0 {
            break ran;
        }
        ids.push(ran.json()["certificate_id"].as_str().unwrap().to_owned());
        assert!(ids.len() < 9, "there is no limit");
    };
    assert_eq!(refused.code(), 5, "{refused}");
    for id in &ids {
        assert!(refused.stderr().contains(id.as_str()), "{id} is not listed: {refused}");
    }
    // None has ended: nothing is revoked.
    let none = cert(&world).args(OUT).args(["--force", "--revoke-oldest-expired"]).run();
    assert_eq!(none.code(), 5, "{none}");
    assert_eq!(world.simulator().all("certificates").len(), ids.len());
    // A valid one goes only when it is named and meant.
    let valid = cert(&world).args(["revoke", &first]).run();
    assert_eq!(valid.code(), 2, "{valid}");
    assert!(valid.stderr().contains("--yes"), "{valid}");
    let dry = cert(&world).args(["revoke", &first, "--yes", "--dry-run", "--exit-code"]).run();
    assert_eq!(dry.code(), 8, "{dry}");
    let _ = cert(&world).args(["revoke", &first, "--yes"]).run().success();
    let unknown = cert(&world).args(["revoke", &first, "--yes"]).run();
    assert_eq!(unknown.code(), 4, "{unknown}");
    made(&world, &["--force"]);
}

#[test]
fn what_has_ended_is_revoked_together() {
    let world = World::start();
    let (old, other) = (made(&world, &[]), made(&world, &["--type", "development"]));
    let none = cert(&world).args(["revoke", "--expired"]).run().success();
    assert!(none.stdout().contains("no certificate was to be revoked"), "{none}");
    // The end of a certificate is in its past by the clock of this machine.
    let mut state = world.simulator().state();
    for id in [&old, &other] {
        state["kinds"]["certificates"][id]["attributes"]["expirationDate"] =
            "2020-01-01T00:00:00.000+00:00".into();
    }
    world.simulator().put_state(&state);
    let dry = cert(&world).args(["revoke_expired", "--dry-run", "--output", "json"]).run().success().json();
    assert_eq!(dry["changes"].as_array().unwrap().len(), 1, "fastlane's verb is for one type: {dry}");
    let _ = cert(&world).args(["revoke", "--expired"]).run().success();
    assert!(world.simulator().all("certificates").is_empty());
}

#[test]
fn a_key_is_imported_exported_and_judged() {
    let world = World::start();
    let id = made(&world, &["--pem"]);
    let (p12, pem) = (format!("signing/{id}.p12"), format!("signing/{id}.pem"));
    assert!(openssl(&world, &["x509", "-in", &pem, "-noout", "-subject"]).contains("subject="));
    assert!(openssl(&world, &["rsa", "-in", &pem, "-noout", "-check"]).contains("ok"));

    let keys = world.simulator().keys();
    let (root, middle) = (keys.join("root.pem"), keys.join("intermediate.pem"));
    let chained = cert(&world).args(OUT).args(["verify", &p12, "--output", "json", "--root"]).args([&root]);
    let chained = chained.args(["--chain"]).args([&middle]).run().success();
    assert_eq!(chained.json()["chain"].as_array().unwrap().len(), 3, "{chained}");

    // Another machine, which gets the .p12 and nothing else.
    let store = world.path("elsewhere");
    let at_store = ["--key-store", store.to_str().unwrap(), "--output-path", "out"];
    let judged =
        cert(&world).args(["verify", &format!("signing/{id}.cer"), "--output", "json"]).args(at_store).run();
    assert_eq!(judged.code(), 1, "{judged}");
    let problems = judged.json()["problems"].to_string();
    assert!(problems.contains("private key is not at hand") && problems.contains("missing"), "{judged}");
    let imported = cert(&world).args(["import", &p12]).args(at_store).run().success();
    assert!(imported.stdout().contains(&id), "{imported}");
    let again = cert(&world).args(["create", "--output", "json"]).args(at_store).run().success();
    assert_eq!(
        (&again.json()["action"], &again.json()["certificate_id"]),
        (&"reused".into(), &id.as_str().into())
    );

    for (file, flags) in [("modern.p12", &[][..]), ("legacy.p12", &["--p12-legacy"])] {
        let tool = cert(&world).env("CERT_P12_PASSWORD", "some secret").args(["export", &id, "--to", file]);
        let _ = tool.args(flags).args(at_store).run().success();
        let mut words = vec!["pkcs12", "-in", file, "-passin", "pass:some secret", "-nokeys"];
        words.extend(if flags.is_empty() { &[][..] } else { &["-legacy"] });
        assert!(openssl(&world, &words).contains("BEGIN CERTIFICATE"), "{file}");
    }
    let there = cert(&world).args(["export", &id, "--to", "modern.p12"]).args(at_store).run();
    assert_eq!(there.code(), 6, "{there}");
    let wrong = cert(&world).args(["verify", "modern.p12"]).args(at_store).run();
    assert_eq!(wrong.code(), 6, "{wrong}");
    std::fs::write(world.path("note.p12"), "no key").unwrap();
    let nothing = cert(&world).args(["import", "note.p12"]).args(at_store).run();
    assert_eq!(nothing.code(), 6, "{nothing}");
    assert!(nothing.stderr().contains("note.p12"), "{nothing}");
}

#[test]
fn keychains_are_macos_and_elsewhere_an_error_before_anything_is_sent() {
    let world = World::start();
    for arguments in [&["--keychain-path", "x.keychain"][..], &["keychain", "--p12", "x.p12", "--", "true"]] {
        let ran = cert(&world).args(arguments).run();
        if cfg!(target_os = "macos") {
            continue;
        }
        assert!(matches!(ran.code(), 2 | 6), "{ran}");
        assert!(ran.stderr().contains("macOS"), "{ran}");
    }
    assert_eq!(world.simulator().summary().requests, 0);
}

#[test]
fn a_key_that_is_named_is_used_and_the_next_step_is_told() {
    let world = World::start();
    let id = made(&world, &[]);
    std::fs::rename(world.path(format!("signing/{id}.p12")), world.path("given.p12")).unwrap();
    let elsewhere = ["--key-store", "other", "--output-path", "out"];
    let outputs = world.path("outputs");
    let tool = cert(&world).env("GITHUB_OUTPUT", &outputs).args(elsewhere);
    let taken =
        tool.args(["--key", "given.p12", "--env-out", "cert.env", "--output", "json"]).run().success().json();
    assert_eq!((&taken["action"], &taken["certificate_id"]), (&"reused".into(), &id.as_str().into()));
    let line = format!("CER_CERTIFICATE_ID={id}\n");
    for file in [outputs, world.path("cert.env")] {
        assert!(std::fs::read_to_string(&file).unwrap().contains(&line), "{}", file.display());
    }
    let missing = cert(&world).args(elsewhere).args(["--key", "nowhere.p12"]).run();
    assert_eq!(missing.code(), 6, "{missing}");
}

#[test]
fn a_role_that_may_not_see_certificates_is_told_and_makes_none() {
    let world = World::start();
    made(&world, &[]);
    let key = world.simulator().keys().join("api_key_developer.json");
    assert!(key.is_file(), "the simulator writes a key of each role");
    let list = world
        .bare_tool("cert")
        .args(["list", "--output", "json", "--api-key-path"])
        .args([&key])
        .run()
        .success();
    assert_eq!(list.json()["certificates"].as_array().unwrap().len(), 1, "{list}");
    let create = world.bare_tool("cert").args(OUT).args(["--api-key-path"]).args([&key]).run();
    assert_eq!(create.code(), 5, "{create}");
    assert!(create.stderr().contains("hides their content"), "{create}");
    assert_eq!(world.simulator().all("certificates").len(), 1);
}

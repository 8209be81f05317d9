//! What `pilot` finds wrong with an .ipa before it sends a byte: for each check a file that fails it, beside one that passes
//! them all.

use std::fs;
use std::path::Path;

use artifact::{Contents, Rewriter};
use testkit::sample::Sample;
use testkit::{Ran, Tool};
use tests::World;

const APP: &str = "com.example.gantry.demo";
const PROFILE: &str = "Payload/Demo.app/embedded.mobileprovision";

fn world() -> World {
    let world = World::start();
    world.sign();
    world.build(Sample::default().payload_bytes(1000));
    world
}

fn upload(world: &World, ipa: &str) -> Tool {
    world.tool("pilot").args(["upload", "--ipa", ipa, "--app-identifier", APP, "--dry-run"])
}

fn refused(world: &World, ipa: &str, check: &str) -> Ran {
    world.simulator().clear_requests();
    let ran = upload(world, ipa).run();
    assert_eq!(ran.code(), 6, "{check}: {ran}");
    assert!(ran.stderr().contains(&format!("[{check}]")), "{check}: {ran}");
    assert!(ran.stderr().contains(ipa), "{ran}");
    assert_eq!(world.simulator().summary().writes, 0);
    ran
}

/// The sample with another file in the place of one of its own; what was signed stays as it is.
fn with(world: &World, entry: &str, bytes: &[u8], to: &str) {
    let mut contents = Contents::open(&world.path("build/Demo.ipa")).unwrap();
    let path = world.path(to);
    let mut new = Rewriter::new(fs::File::create(&path).unwrap(), &path);
    let names = contents.entries().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    for name in names.iter().filter(|name| *name != entry) {
        new.keep(&mut contents, name).unwrap();
    }
    new.put(&mut contents, entry, bytes).unwrap();
    new.finish().unwrap();
}

fn profile(world: &World, arguments: &[&str]) -> Vec<u8> {
    let tool = world.tool("sigh").args(["--output-path", "profiles", "--filename", "other.mobileprovision"]);
    let _ = tool.args(arguments).run().success();
    fs::read(world.path("profiles/other.mobileprovision")).unwrap()
}

fn only(folder: &Path, extension: &str) -> std::path::PathBuf {
    let mut all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    all.find(|path| path.extension().is_some_and(|found| found == extension)).unwrap()
}

#[test]
fn what_is_signed_right_passes_and_what_is_not_signed_is_refused() {
    let world = world();
    let ran = upload(&world, "build/Demo.ipa").run().success();
    assert!(!ran.stderr().contains("warning"), "{ran}");
    let sample = Sample::default().payload_bytes(1000);
    let profile = fs::read(only(&world.path("signing"), "mobileprovision")).unwrap();
    sample.profile(profile).write_ipa(&world.path("unsigned.ipa")).unwrap();
    let ran = refused(&world, "unsigned.ipa", "signature");
    assert!(ran.stderr().contains("sigh resign"), "{ran}");
}

#[test]
fn the_embedded_profile_is_that_of_the_app_for_the_store() {
    let world = world();
    with(&world, PROFILE, b"nonsense", "nonsense.ipa");
    refused(&world, "nonsense.ipa", "profile-readable");

    world.register_device("Phone", "00008110-000A11112222801E");
    with(&world, PROFILE, &profile(&world, &["--adhoc", "-a", APP]), "adhoc.ipa");
    refused(&world, "adhoc.ipa", "profile-kind");

    let other = format!("{APP}.other");
    let _ = world.tool("spaceship").args(["bundle-ids", "create", &other]).run().success();
    with(&world, PROFILE, &profile(&world, &["-a", &other]), "other.ipa");
    refused(&world, "other.ipa", "profile-bundle-id");
    // What was signed claims to be another app than the profile is for.
    refused(&world, "other.ipa", "entitlements");
}

#[test]
fn the_certificate_that_signed_is_one_of_the_profiles() {
    let world = world();
    let first = fs::read(world.path("build/Demo.ipa")).unwrap();
    let _ = world.tool("cert").args(["--output-path", "second", "--force"]).run().success();
    let id = world.simulator().all("certificates").pop().unwrap()["id"].as_str().unwrap().to_owned();
    let second = profile(&world, &["-a", APP, "--cert-id", &id, "--force", "--provisioning-name", "Second"]);
    fs::write(world.path("build/Demo.ipa"), first).unwrap();
    with(&world, PROFILE, &second, "second.ipa");
    let ran = refused(&world, "second.ipa", "certificate");
    assert!(ran.stderr().contains("Second"), "{ran}");
}

#[test]
fn the_bundle_id_is_that_of_the_app() {
    let world = world();
    let ran = world.tool("pilot").args(["upload", "--ipa", "build/Demo.ipa", "-a", "com.example.else"]).run();
    assert_eq!(ran.code(), 6, "{ran}");
    assert!(ran.stderr().contains("[app-bundle-id]"), "{ran}");
}

#[test]
fn numbers_are_higher_than_those_that_apple_has() {
    let world = world();
    let send = |version: &str, build: &str| {
        world.build(Sample::default().payload_bytes(1000).version(version).build(build));
        let tool =
            world.tool("pilot").args(["upload", "--ipa", "build/Demo.ipa", "-a", APP, "--skip-submission"]);
        tool.run()
    };
    let _ = send("1.0.0", "7").success();
    world.build(Sample::default().payload_bytes(1000).version("1.0").build("6"));
    let ran = refused(&world, "build/Demo.ipa", "build-number");
    assert!(ran.stderr().contains("above 7"), "{ran}");
    let _ = send("1.0.0", "8").success();

    let world = World::start();
    world.sign();
    let mut state = world.simulator().state();
    for version in state["kinds"]["appStoreVersions"].as_object_mut().unwrap().values_mut() {
        version["attributes"]["versionString"] = "2.0".into();
        version["attributes"]["appVersionState"] = "READY_FOR_DISTRIBUTION".into();
        version["attributes"]["appStoreState"] = "READY_FOR_SALE".into();
    }
    world.simulator().put_state(&state);
    world.build(Sample::default().payload_bytes(1000).version("2.0.0"));
    refused(&world, "build/Demo.ipa", "short-version");
    world.build(Sample::default().payload_bytes(1000).version("2.0.1"));
    let _ = upload(&world, "build/Demo.ipa").run().success();
}

#[test]
fn archives_that_are_no_apps_are_refused_before_anything_is_sent() {
    use std::io::Write;
    let world = World::start();
    let zip = |name: &str, entries: &mut dyn Iterator<Item = String>| {
        let mut zip =
            zip::ZipWriter::new(std::io::BufWriter::new(fs::File::create(world.path(name)).unwrap()));
        for entry in entries {
            zip.start_file(entry, zip::write::SimpleFileOptions::default()).unwrap();
        }
        zip.finish().unwrap().flush().unwrap();
    };
    zip("many.ipa", &mut (0..300_000).map(|number| format!("Payload/Demo.app/{number}")));
    zip("dots.ipa", &mut ["Payload/Demo.app/../../../evil".to_owned()].into_iter());
    for name in ["many.ipa", "dots.ipa"] {
        let ran = upload(&world, name).run();
        assert_eq!(ran.code(), 6, "{ran}");
        assert!(ran.stderr().contains(name), "{ran}");
        assert_eq!(world.simulator().summary().requests, 0, "{ran}");
    }
}

fn openssl(world: &World, arguments: &str) {
    let mut openssl = std::process::Command::new("openssl");
    let output = openssl.args(arguments.split(' ')).current_dir(world.project()).output().unwrap();
    assert!(output.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_profile_that_has_ended_is_refused() {
    let world = world();
    let profile = only(&world.path("signing"), "mobileprovision");
    fs::copy(profile, world.path("profile")).unwrap();
    openssl(&world, "cms -verify -noverify -inform DER -in profile -out profile.plist");
    let text = fs::read_to_string(world.path("profile.plist")).unwrap();
    let (before, rest) = text.split_once("<key>ExpirationDate</key>").unwrap();
    let (_, after) = rest.split_once("</date>").unwrap();
    let ended = format!("{before}<key>ExpirationDate</key><date>2020-01-01T00:00:00Z</date>{after}");
    fs::write(world.path("ended.plist"), ended).unwrap();
    openssl(&world, "req -x509 -newkey rsa:2048 -nodes -subj /CN=Nobody -keyout key.pem -out cert.pem");
    openssl(
        &world,
        "cms -sign -binary -nodetach -outform DER -signer cert.pem -inkey key.pem -in ended.plist -out ended",
    );
    with(&world, PROFILE, &fs::read(world.path("ended")).unwrap(), "ended.ipa");
    let ran = refused(&world, "ended.ipa", "profile-expiry");
    assert!(ran.stderr().contains("2020-01-01"), "{ran}");
}

#[test]
fn an_app_without_testflights_entitlement_is_warned_of() {
    let world = world();
    let list = format!(
        "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>application-identifier</key><string>GANTRY2026.{APP}</string>\
         <key>com.apple.developer.team-identifier</key><string>GANTRY2026</string></dict></plist>"
    );
    fs::write(world.path("own.plist"), list).unwrap();
    let (p12, profile) =
        (only(&world.path("signing"), "p12"), only(&world.path("signing"), "mobileprovision"));
    let sigh = world.tool("sigh").args(["resign", "build/Demo.ipa", "-e", "own.plist", "-i"]).args([p12]);
    let _ = sigh.args(["-p"]).args([profile]).run().success();
    let ran = upload(&world, "build/Demo.ipa").run().success();
    assert!(ran.stderr().contains("[beta-entitlement]"), "{ran}");
}

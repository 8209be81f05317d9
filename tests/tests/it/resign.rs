//! `sigh resign`, judged by our own verification, by openssl, and by what must not change.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use artifact::{Contents, EntryKind};
use testkit::sample::family::{self, LIBRARIES, MEMBERS};
use testkit::{Ran, Tool};
use tests::World;

const APP: &str = "com.example.gantry.demo";

/// A world with an .ipa of many bundles, a certificate in `signing`, and profiles for all of them.
fn world() -> World {
    let world = World::start();
    let _ = world.tool("cert").args(["--output-path", "signing"]).run().success();
    for (_, end) in MEMBERS {
        let id = format!("{APP}{end}");
        if !end.is_empty() {
            let _ = world.tool("spaceship").args(["bundle-ids", "create", &id]).run().success();
        }
        let _ = world.tool("sigh").args(["--output-path", "signing", "-a", &id]).run().success();
    }
    family::write(APP, &world.path("Demo.ipa")).unwrap();
    world
}

fn p12(world: &World) -> PathBuf {
    let files = fs::read_dir(world.path("signing")).unwrap().map(|entry| entry.unwrap().path());
    files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "p12")).unwrap()
}

fn profile(end: &str) -> String {
    format!("signing/AppStore_{APP}{end}.mobileprovision")
}

/// The command with the identity and all profiles.
fn resign(world: &World, more: &[&str]) -> Tool {
    let mut tool = world.bare_tool("sigh").args(["resign", "Demo.ipa", "-i"]).args([p12(world)]);
    for (_, end) in MEMBERS {
        tool = tool.args(["-p", &profile(end)]);
    }
    tool.args(more)
}

/// What each file of an archive holds.
fn contents(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut contents = Contents::open(path).unwrap();
    let names = contents.entries().map(|(name, kind)| (name.to_owned(), kind.clone())).collect::<Vec<_>>();
    let mut all = BTreeMap::new();
    for (name, kind) in names {
        let content = match kind {
            EntryKind::File => contents.read(&name, 1 << 30).unwrap().unwrap(),
            EntryKind::Link(target) => target.into_bytes(),
            EntryKind::Folder => Vec::new(),
        };
        all.insert(name, content);
    }
    all
}

/// The executables of the family, with their folders where they are bundles.
fn executables() -> Vec<(String, Option<String>)> {
    let members = MEMBERS.iter().map(|(folder, _)| {
        let name = folder.rsplit('/').next().unwrap().split('.').next().unwrap();
        (format!("{folder}/{name}"), Some((*folder).to_owned()))
    });
    let libraries = LIBRARIES.iter().map(|path| {
        let folder = path.rsplit_once('/').unwrap().0;
        ((*path).to_owned(), folder.ends_with(".framework").then(|| folder.to_owned()))
    });
    members.chain(libraries).collect()
}

fn openssl(world: &World, arguments: &str) {
    let output =
        Command::new("openssl").args(arguments.split(' ')).current_dir(world.project()).output().unwrap();
    assert!(output.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr));
}

fn refused(ran: &Ran, code: i32, said: &[&str]) {
    assert_eq!(ran.code(), code, "{ran}");
    for said in said {
        assert!(ran.stderr().contains(said), "{said}:\n{ran}");
    }
}

#[test]
fn an_app_with_all_that_can_lie_in_it_is_signed_and_nothing_else_changes() {
    let world = world();
    let told = resign(&world, &["--output-path", "Signed.ipa", "--output", "json"]).run().success().json();
    assert_eq!(told["action"], "resigned");
    assert_eq!(told["bundles"].as_array().unwrap().len(), MEMBERS.len() + LIBRARIES.len());

    let (old, new) = (contents(&world.path("Demo.ipa")), contents(&world.path("Signed.ipa")));
    let executables = executables();
    for (executable, folder) in &executables {
        let part = |name: &str| folder.as_ref().and_then(|folder| new.get(&format!("{folder}/{name}")));
        let (info, seal) = (part("Info.plist"), part("_CodeSignature/CodeResources"));
        let signature =
            codesign::verify(&new[executable], info.map(Vec::as_slice), seal.map(Vec::as_slice)).unwrap();
        assert_eq!(
            signature.entitlements.is_some(),
            MEMBERS.iter().any(|(own, _)| Some(*own) == folder.as_deref())
        );
    }
    let signed = |name: &str| {
        executables.iter().any(|(executable, _)| executable == name)
            || name.ends_with("/_CodeSignature/CodeResources")
            || name.ends_with("/embedded.mobileprovision")
    };
    let rest = |all: &BTreeMap<String, Vec<u8>>| {
        all.iter().filter(|(name, _)| !signed(name)).map(|(a, b)| (a.clone(), b.clone())).collect::<Vec<_>>()
    };
    assert_eq!(rest(&old), rest(&new));
    assert!(rest(&new).iter().any(|(name, _)| name.starts_with("SwiftSupport/")));
    for (folder, end) in MEMBERS {
        let embedded = &new[&format!("{folder}/embedded.mobileprovision")];
        assert!(*embedded == fs::read(world.path(profile(end))).unwrap(), "{folder}");
    }
}

#[test]
fn openssl_finds_every_signature_to_be_over_its_code_directory() {
    let world = world();
    let _ = resign(&world, &[]).run().success();
    let new = contents(&world.path("Demo.ipa"));
    for (executable, _) in executables() {
        let file = &new[&executable];
        // The last signature in the file; blobs are read here as Apple's header files describe them.
        let start = file.windows(4).rposition(|window| window == [0xFA, 0xDE, 0x0C, 0xC0]).unwrap();
        let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let blob = |slot: usize| {
            let entry = (0..number(start + 8)).map(|entry| start + 12 + 8 * entry);
            let at = start + number(entry.into_iter().find(|at| number(*at) == slot).unwrap() + 4);
            &file[at..at + number(at + 4)]
        };
        fs::write(world.path("directory"), blob(0)).unwrap();
        fs::write(world.path("message"), &blob(0x1_0000)[8..]).unwrap();
        let arguments = ["cms", "-verify", "-binary", "-noverify", "-inform", "DER", "-in", "message"];
        let output = Command::new("openssl")
            .args(arguments)
            .args(["-content", "directory", "-out", "told"])
            .current_dir(world.project())
            .output()
            .unwrap();
        assert!(output.status.success(), "{executable}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn a_second_run_finds_nothing_to_do_and_a_dry_run_does_nothing() {
    let world = world();
    let before = fs::read(world.path("Demo.ipa")).unwrap();
    let dry = resign(&world, &["--dry-run", "--exit-code"]).run();
    assert_eq!(dry.code(), 8, "{dry}");
    assert!(fs::read(world.path("Demo.ipa")).unwrap() == before);

    let _ = resign(&world, &[]).run().success();
    let signed = fs::read(world.path("Demo.ipa")).unwrap();
    assert!(signed != before);
    let again = resign(&world, &["--output", "json"]).run().success();
    assert_eq!(again.json()["action"], "unchanged");
    assert!(fs::read(world.path("Demo.ipa")).unwrap() == signed);
    assert_eq!(resign(&world, &["--dry-run", "--exit-code"]).run().code(), 0);

    // What is changed afterwards is found, and mended.
    let mended = resign(&world, &["--display-name", "Other", "--output", "json"]).run().success();
    assert_eq!(mended.json()["action"], "resigned");
}

#[test]
fn names_and_versions_are_written_where_they_belong() {
    let world = world();
    let _ = resign(&world, &["-d", "Tides", "-x", "2.5", "--output-path", "Signed.ipa"]).run().success();
    let new = contents(&world.path("Signed.ipa"));
    let text = |folder: &str, key: &str| {
        let list = artifact::read_property_list(&new[&format!("{folder}/Info.plist")]).unwrap();
        list.get(key).and_then(|value| value.as_string()).map(str::to_owned)
    };
    for (folder, _) in MEMBERS {
        assert_eq!(text(folder, "CFBundleVersion").as_deref(), Some("2.5"), "{folder}");
        assert_eq!(text(folder, "CFBundleShortVersionString").as_deref(), Some("2.5"), "{folder}");
        let name = (!folder.contains("/PlugIns/")).then_some("Tides");
        assert_eq!(text(folder, "CFBundleDisplayName").as_deref(), name, "{folder}");
    }
    let core = "Payload/Demo.app/Frameworks/Core.framework";
    assert_eq!(text(core, "CFBundleVersion").as_deref(), Some("1"));
}

#[test]
fn an_app_takes_another_id_and_all_that_refers_to_it_follows() {
    let world = World::start();
    let _ = world.tool("cert").args(["--output-path", "signing"]).run().success();
    for end in MEMBERS.map(|(_, end)| end) {
        let id = format!("com.example.other{end}");
        let _ = world.tool("spaceship").args(["bundle-ids", "create", &id]).run().success();
        let _ = world.tool("sigh").args(["--output-path", "signing", "-a", &id]).run().success();
    }
    family::write(APP, &world.path("Demo.ipa")).unwrap();
    let mut tool =
        world.bare_tool("sigh").args(["resign", "Demo.ipa", "--signing_identity"]).args([p12(&world)]);
    for (_, end) in MEMBERS {
        let file = format!("signing/AppStore_com.example.other{end}.mobileprovision");
        tool = tool.args(["--provisioning_profile", &format!("{APP}{end}={file}")]);
    }
    let _ = tool.run().success();
    let new = contents(&world.path("Demo.ipa"));
    let list = |folder: &str| artifact::read_property_list(&new[&format!("{folder}/Info.plist")]).unwrap();
    for (folder, end) in MEMBERS {
        let id = list(folder).get("CFBundleIdentifier").and_then(|id| id.as_string()).map(str::to_owned);
        assert_eq!(id, Some(format!("com.example.other{end}")));
    }
    let companion = list(MEMBERS[2].0);
    let companion = companion.get("WKCompanionAppBundleIdentifier").and_then(|id| id.as_string());
    assert_eq!(companion, Some("com.example.other"));
}

#[test]
fn what_stands_in_the_way_is_told_before_anything_is_written() {
    let world = world();
    let before = fs::read(world.path("Demo.ipa")).unwrap();
    let key = p12(&world);
    let sigh = |arguments: &[&str]| {
        world.bare_tool("sigh").args(["resign", "Demo.ipa", "-i"]).args([&key]).args(arguments).run()
    };
    refused(&sigh(&[]), 2, &["no provisioning profile is given"]);
    let share = format!("no profile is given for a bundle within the app, {APP}.");
    refused(&sigh(&["-p", &profile("")]), 6, &[&share, "--provisioning-profile"]);
    refused(&sigh(&["-p", &profile(".share"), "-g", APP]), 6, &["is for", "and not for"]);
    let typo = format!("com.typo={}", profile(""));
    let typo = resign(&world, &["-p", &typo]).run();
    refused(&typo, 6, &["--provisioning-profile names com.typo, which is not in the app"]);
    refused(&sigh(&["-p", "none.mobileprovision"]), 6, &["none.mobileprovision"]);
    refused(&resign(&world, &["-x", "1", "--short-version", "2"]).run(), 2, &["rules out"]);

    fs::write(
        world.path("more.plist"),
        "<plist><dict><key>application-identifier</key><string>OTHER.com.example</string></dict></plist>",
    )
    .unwrap();
    let told = resign(&world, &["-e", "more.plist"]).run();
    refused(&told, 6, &["application-identifier is `OTHER.com.example`", "team-identifier is missing"]);

    openssl(&world, "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out own.pem -days 9 -subj /CN=Own");
    openssl(&world, "pkcs12 -export -inkey key.pem -in own.pem -out own.p12 -passout pass:secret");
    let own = |password: &str| {
        let mut tool = world.bare_tool("sigh").args(["resign", "Demo.ipa", "-i", "own.p12"]);
        for (_, end) in MEMBERS {
            tool = tool.args(["-p", &profile(end)]);
        }
        tool.env("SIGH_P12_PASSWORD", password).run()
    };
    refused(&own("secret"), 6, &["does not have the certificate \"Own\"", "it has: Apple Distribution"]);
    let closed = own("mistaken");
    refused(&closed, 6, &["cannot sign with", "password"]);
    assert!(!closed.stderr().contains("mistaken"), "{closed}");
    assert!(fs::read(world.path("Demo.ipa")).unwrap() == before);

    fs::write(world.path("Demo.ipa"), &before[..before.len() / 2]).unwrap();
    refused(&resign(&world, &[]).run(), 6, &["truncated"]);
    assert!(
        fs::read_dir(world.project())
            .unwrap()
            .all(|entry| { !entry.unwrap().file_name().to_string_lossy().starts_with(".tmp") })
    );
}

#[test]
fn a_certificate_is_named_and_its_key_found() {
    let world = world();
    let mut tool = world.bare_tool("sigh").args(["resign", "Demo.ipa", "--output", "json"]);
    for (_, end) in MEMBERS {
        tool = tool.args(["-p", &profile(end)]);
    }
    // `cert` keeps the key in the key store of the home folder.
    let told = tool.run().success().json();
    assert_eq!(told["action"], "resigned");
    let name = told["certificate"].as_str().unwrap().to_owned();
    let mut tool = world.bare_tool("sigh").args(["resign", "Demo.ipa", "--output", "json", "-i", &name]);
    for (_, end) in MEMBERS {
        tool = tool.args(["-p", &profile(end)]);
    }
    assert_eq!(tool.run().success().json()["action"], "unchanged");
}

#[test]
fn the_apps_own_entitlements_are_kept_where_the_profile_allows_them() {
    let world = world();
    let entitlements = |names: &[&str]| {
        let told = resign(&world, &[names, &["--output", "json"]].concat()).run().success().json();
        let app =
            told["bundles"].as_array().unwrap().iter().find(|one| one["kind"] == "app").unwrap().clone();
        (told["action"].clone(), serde_json::from_value::<Vec<String>>(app["entitlements"].clone()).unwrap())
    };
    let (_, all) = entitlements(&[]);
    assert!(all.contains(&"application-identifier".to_owned()), "{all:?}");
    assert!(all.contains(&"keychain-access-groups".to_owned()), "{all:?}");
    // The app as it is now has fewer: without its keychain groups.
    let signed = contents(&world.path("Demo.ipa"));
    let old = codesign::read(&signed["Payload/Demo.app/Demo"]).unwrap().unwrap().entitlements.unwrap();
    let mut fewer = old.clone();
    fewer.remove("keychain-access-groups");
    let list = artifact::write_property_list(fewer, artifact::PropertyListEncoding::Xml).unwrap();
    fs::write(world.path("fewer.plist"), list).unwrap();
    let (action, all) = entitlements(&["--entitlements", "fewer.plist"]);
    assert_eq!(action, "resigned");
    assert!(!all.contains(&"keychain-access-groups".to_owned()), "{all:?}");
    let (action, all) = entitlements(&["--use-app-entitlements"]);
    assert_eq!(action, "unchanged");
    assert!(!all.contains(&"keychain-access-groups".to_owned()), "{all:?}");
    let (action, _) = entitlements(&[]);
    assert_eq!(action, "resigned");
}

/// A stand-in for the tool of macOS that reads its orders from standard input, as the real one does with `-i`.
#[cfg(unix)]
const SECURITY: &str = r#"#!/bin/sh
[ "$1" = -i ] && [ $# = 1 ] || { echo "wrong arguments: $*" >&2; exit 1; }
read -r order
echo "$order" > order
password=$(echo "$order" | sed 's/.* -P \([^ ]*\) .*/\1/')
file=$(echo "$order" | sed 's/.* -o "\(.*\)"$/\1/')
[ -f closed ] && { echo "User interaction is not allowed." >&2; exit 1; }
openssl pkcs12 -in mine.p12 -passin pass: -nodes -out all.pem &&
openssl pkcs12 -export -in all.pem -passout "pass:$password" -out "$file"
"#;

#[cfg(unix)]
#[test]
fn a_key_is_taken_out_of_the_keychain() {
    use std::os::unix::fs::PermissionsExt;
    let world = world();
    let tools = world.path("tools");
    fs::create_dir(&tools).unwrap();
    fs::write(tools.join("security"), SECURITY).unwrap();
    fs::set_permissions(tools.join("security"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::rename(p12(&world), world.path("signing/mine")).unwrap();
    fs::copy(world.path("signing/mine"), world.path("mine.p12")).unwrap();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
    let sigh = || {
        let mut tool = world.bare_tool("sigh").args(["resign", "Demo.ipa", "--key-store", "none"]);
        for (_, end) in MEMBERS {
            tool = tool.args(["-p", &profile(end)]);
        }
        // A password that opens no file here, so that only the keychain has the key.
        tool.args(["--keychain-path", "job.keychain", "--output", "json"])
            .env("PATH", &path)
            .env("SIGH_P12_PASSWORD", "none")
    };
    fs::write(world.path("closed"), "").unwrap();
    refused(&sigh().run(), 3, &["job.keychain cannot be read", "User interaction is not allowed"]);
    fs::remove_file(world.path("closed")).unwrap();
    assert_eq!(sigh().run().success().json()["action"], "resigned");
    let order = fs::read_to_string(world.path("order")).unwrap();
    assert!(order.contains("job.keychain\" -t identities -f pkcs12 -P "), "{order}");
    let file = order.split('"').rev().nth(1).unwrap();
    assert!(!Path::new(file).exists(), "{file} was left behind");
}

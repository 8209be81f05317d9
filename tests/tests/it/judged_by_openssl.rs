//! What comes out is what other programs take it for.

use std::path::{Path, PathBuf};
use std::process::Command;

use tests::World;

fn accepts(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program)
        .args(arguments)
        .arg(file)
        .env("CERT_PASSWORD", "")
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed by the tests: {error}"));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?} {}: {told}", file.display());
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn one(folder: &Path, extension: &str) -> PathBuf {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found = files.filter(|path| path.extension().is_some_and(|there| there == extension));
    found.next().unwrap_or_else(|| panic!("there is no .{extension} in {}", folder.display()))
}

#[test]
fn openssl_takes_certificate_identity_and_profile() {
    let world = World::start();
    let _ = world.tool("cert").args(["--output-path", "signing"]).run().success();
    let sigh = ["--output-path", "signing", "--app-identifier", "com.example.gantry.demo"];
    let _ = world.tool("sigh").args(sigh).run().success();
    let folder = world.path("signing");

    let subject =
        accepts("openssl", &["x509", "-inform", "DER", "-noout", "-subject", "-in"], &one(&folder, "cer"));
    assert!(subject.contains("Distribution"), "{subject}");
    let identity = accepts(
        "openssl",
        &["pkcs12", "-passin", "env:CERT_PASSWORD", "-nodes", "-in"],
        &one(&folder, "p12"),
    );
    assert!(identity.contains("BEGIN CERTIFICATE") && identity.contains("PRIVATE KEY"));
    let plist = accepts(
        "openssl",
        &["cms", "-verify", "-noverify", "-inform", "DER", "-in"],
        &one(&folder, "mobileprovision"),
    );
    assert!(plist.contains("com.example.gantry.demo"), "{plist}");
}

#[cfg(unix)]
#[test]
fn files_with_keys_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::start();
    let _ = world.tool("cert").args(["--output-path", "signing"]).run().success();
    let mode = std::fs::metadata(one(&world.path("signing"), "p12")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

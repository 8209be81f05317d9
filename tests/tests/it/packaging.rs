//! What users get: packed by `cargo xtask dist`, tried by its check, and installed by `install.sh`.
//!
//! The binaries that are packed here only start those of cargo's target folder: packing these, with all that a
//! debugger reads, would take long and show nothing more. `cargo xtask dist --check` tries the real ones.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TARGET: &str = "x86_64-unknown-linux-musl";
const BINARIES: [&str; 7] = ["cert", "deliver", "pilot", "sigh", "simulator", "spaceauth", "spaceship"];

/// A folder with stand-ins for the binaries, and one with what was packed of them.
struct Packed {
    scratch: tempfile::TempDir,
}

impl Packed {
    fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("binaries");
        fs::create_dir(&folder).unwrap();
        for name in BINARIES {
            let script = format!("#!/bin/sh\nexec '{}' \"$@\"\n", testkit::binary(name).display());
            fs::write(folder.join(name), script).unwrap();
            fs::set_permissions(folder.join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        let packed = Self { scratch };
        let output = packed.dist("output", &["--url", "https://example.com/gantry", "--check"]);
        assert!(output.status.success(), "{}", said(&output));
        packed
    }

    fn dist(&self, to: &str, more: &[&str]) -> Output {
        let mut command = Command::new(testkit::binary("xtask"));
        command.args(["dist", "--target", TARGET, "--binaries"]).arg(self.scratch.path().join("binaries"));
        command.arg("--output").arg(self.path(to)).args(more).output().unwrap()
    }

    fn path(&self, relative: &str) -> PathBuf {
        self.scratch.path().join(relative)
    }

    fn archive(&self, to: &str) -> PathBuf {
        self.path(to).join(format!("gantry-{}-{TARGET}.tar.gz", env!("CARGO_PKG_VERSION")))
    }

    /// Runs the installer as the shell of a small system would, with these further arguments.
    fn install(&self, from: &str, prefix: &Path, more: &[&str]) -> Output {
        let mut command = Command::new("sh");
        command.arg(self.path("output/install.sh")).args(["--from", from, "--target", TARGET, "--prefix"]);
        command
            .arg(prefix)
            .args(more)
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", self.scratch.path());
        command.output().unwrap()
    }
}

fn said(output: &Output) -> String {
    let text = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    format!("{}\n{}", output.status, String::from_utf8_lossy(&text))
}

/// Serves the files of a folder for so many requests, and answers where.
fn serve(folder: PathBuf, requests: usize) -> (String, std::thread::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        for _ in 0..requests {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let length = stream.read(&mut request).unwrap();
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let name = request.split(' ').nth(1).unwrap().trim_start_matches('/').to_owned();
            let content = fs::read(folder.join(name)).unwrap();
            let head =
                format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", content.len());
            stream.write_all(&[head.as_bytes(), &content].concat()).unwrap();
        }
    });
    (address, server)
}

#[test]
fn what_is_packed_is_tried_and_installs_with_its_sums_only() {
    let packed = Packed::new();
    let from = format!("file://{}", packed.path("output").display());

    let prefix = packed.path("from a file");
    let installed = packed.install(&from, &prefix, &[]);
    assert!(installed.status.success(), "{}", said(&installed));
    assert!(said(&installed).contains("Add it to your PATH"), "{}", said(&installed));
    for name in BINARIES {
        let ran = Command::new(prefix.join("bin").join(name)).arg("--version").output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ran.stdout), format!("{name} {}\n", env!("CARGO_PKG_VERSION")));
    }
    assert!(prefix.join("share/man/man1/pilot-upload.1").is_file());
    assert!(prefix.join("share/doc/gantry/licences.txt").is_file());

    // Over what is installed, and from a server.
    let (address, server) = serve(packed.path("output"), 2);
    let again = packed.install(&address, &prefix, &[]);
    assert!(again.status.success(), "{}", said(&again));
    server.join().unwrap();

    // A changed archive, and a sum known from elsewhere that is another one.
    let nothing = packed.path("nothing");
    let other = packed.install(&from, &nothing, &["--sha256", &"0".repeat(64)]);
    assert!(!other.status.success() && said(&other).contains("nothing was installed"), "{}", said(&other));
    let archive = packed.archive("output");
    let mut content = fs::read(&archive).unwrap();
    let middle = content.len() / 2;
    content[middle] ^= 1;
    fs::write(&archive, content).unwrap();
    let changed = packed.install(&from, &nothing, &[]);
    assert!(
        !changed.status.success() && said(&changed).contains("nothing was installed"),
        "{}",
        said(&changed)
    );
    assert!(!nothing.exists());
}

#[test]
fn the_same_files_make_the_same_archive_and_a_wrong_one_is_found() {
    let packed = Packed::new();
    let again = packed.dist("again", &[]);
    assert!(again.status.success(), "{}", said(&again));
    assert_eq!(fs::read(packed.archive("output")).unwrap(), fs::read(packed.archive("again")).unwrap());

    fs::write(packed.path("binaries/pilot"), "#!/bin/sh\necho pilot 0.0.0\n").unwrap();
    let wrong = packed.dist("wrong", &["--check"]);
    assert!(!wrong.status.success() && said(&wrong).contains("pilot --version"), "{}", said(&wrong));
}

#[test]
fn the_installer_takes_no_plain_http_and_no_relative_prefix() {
    let empty = tempfile::tempdir().unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/install.sh");
    for (from, prefix, wanted) in [
        ("http://example.com", "/tmp/x", "neither https:// nor file://"),
        ("http://127.0.0.1.example.com:1", "/tmp/x", "neither https:// nor file://"),
        ("https://example.com", "here", "absolute path"),
        ("", "/tmp/x", "--from URL"),
    ] {
        let mut command = Command::new("sh");
        command.arg(&script).args(["--from", from, "--prefix", prefix]).current_dir(empty.path());
        let ran = command.output().unwrap();
        assert_eq!(ran.status.code(), Some(1), "{from}");
        assert!(said(&ran).contains(wanted), "{}", said(&ran));
    }
}

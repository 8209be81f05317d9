//! Identities of a macOS keychain, which its own tool `security` gives away.
//!
//! `security` is told by its standard input what to do, so that the password of the file that it writes, made for this one
//! time, stands in no process argument.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use console::{Failure, exit};
use secrecy::{ExposeSecret, SecretString};
use signing::Identity;

/// Keychains hold some dozens of identities.
const LARGEST: u64 = 16 * 1024 * 1024;

/// All identities of a keychain, or of those that are searched by default; `None` where there are no keychains.
pub(super) fn identities(keychain: Option<&Path>) -> Result<Option<Vec<Identity>>, Failure> {
    let failed = |what: String| {
        let whose = keychain.map_or_else(|| "the keychains".to_owned(), |path| path.display().to_string());
        Failure::new(exit::CREDENTIALS, format!("{whose} cannot be read")).cause(what).hint(
            "unlock the keychain and let `security` use its keys (`security set-key-partition-list -S apple-tool:,apple:`), \
             or give a .p12 as --signing-identity",
        )
    };
    let folder = tempfile::tempdir().map_err(|error| failed(error.to_string()))?;
    let file = folder.path().join("identities.p12");
    let password = password().ok_or_else(|| failed("no password can be made".to_owned()))?;
    let from = keychain.map(quoted).transpose().map_err(failed)?;
    let from = from.map(|path| format!("-k {path} ")).unwrap_or_default();
    let to = quoted(&file).map_err(failed)?;
    let order = SecretString::from(format!(
        "export {from}-t identities -f pkcs12 -P {} -o {to}\n",
        password.expose_secret()
    ));
    let output = match ordered(&order) {
        Ok(output) => output,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error.to_string())),
    };
    if !output.status.success() || !file.exists() {
        // What it says does not repeat what it was told, unless it echoes; the password is for a file that never was.
        return Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
    }
    let all = Identity::all_from_pkcs12(&console::read_file(&file, LARGEST)?, &password);
    all.map(Some).map_err(|error| failed(error.to_string()))
}

/// Lets `security` carry out one line.
fn ordered(order: &SecretString) -> std::io::Result<Output> {
    let mut security = Command::new("security");
    security.arg("-i").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = security.spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(order.expose_secret().as_bytes())?;
    }
    child.wait_with_output()
}

/// A password for one time.
fn password() -> Option<SecretString> {
    let mut bytes = [0_u8; 24];
    aws_lc_rs::rand::fill(&mut bytes).ok()?;
    let text = bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    Some(text.into())
}

/// A path as `security` reads it from a line.
fn quoted(path: &Path) -> Result<String, String> {
    let text = path.to_str().filter(|text| !text.contains(['"', '\\', '\n']));
    text.map(|text| format!("\"{text}\""))
        .ok_or_else(|| format!("the path {} has quotes or is no text", path.display()))
}

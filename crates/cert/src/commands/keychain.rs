//! `cert keychain`: a keychain for one job.

use std::path::PathBuf;
use std::process::Stdio;

use clap::Args;
use console::{Context, Failure, exit};
use secrecy::{ExposeSecret, SecretString};
use signing::{Certificate, Identity, PrivateKey};

use crate::keychain::Keychain;
use crate::places::PlaceArgs;
use crate::security::{command, run as security};

/// macOS: run a command with a keychain of its own that holds an identity, and remove the keychain afterwards.
///
/// The search list is extended, the default keychain stays what it is. A test signature is made before the command runs.
#[derive(Debug, Args)]
pub(crate) struct JobArgs {
    /// The .p12 with certificate and key.
    #[arg(long, value_name = "FILE")]
    p12: PathBuf,
    /// Certificates to put in beside it; Apple's intermediate is fetched where none is given.
    #[arg(long, value_name = "FILE")]
    intermediate: Vec<PathBuf>,
    #[command(flatten)]
    places: PlaceArgs,
    /// The command, after --.
    #[arg(last = true, required = true)]
    command: Vec<String>,
}

/// Apple's intermediates by the name that stands in what they issued, with their addresses below
/// www.apple.com/certificateauthority. Of the WWDR generations the organizational unit tells which one it is.
const INTERMEDIATES: [(&str, &str, &str); 8] = [
    ("Apple Worldwide Developer Relations Certification Authority", "G2", "AppleWWDRCAG2.cer"),
    ("Apple Worldwide Developer Relations Certification Authority", "G3", "AppleWWDRCAG3.cer"),
    ("Apple Worldwide Developer Relations Certification Authority", "G4", "AppleWWDRCAG4.cer"),
    ("Apple Worldwide Developer Relations Certification Authority", "G5", "AppleWWDRCAG5.cer"),
    ("Apple Worldwide Developer Relations Certification Authority", "G6", "AppleWWDRCAG6.cer"),
    ("Developer ID Certification Authority", "G2", "DeveloperIDG2CA.cer"),
    ("Developer ID Certification Authority", "", "DeveloperIDCA.cer"),
    ("Apple Worldwide Developer Relations Certification Authority", "", "AppleWWDRCAG3.cer"),
];

/// The address of the intermediate that issued a certificate.
fn intermediate(issuer: &str, unit: Option<&str>) -> Option<String> {
    let unit = unit.filter(|unit| unit.starts_with('G') && unit.len() == 2).unwrap_or_default();
    let exact = INTERMEDIATES.iter().find(|(name, of, _)| *name == issuer && *of == unit);
    exact.map(|(_, _, file)| format!("https://www.apple.com/certificateauthority/{file}"))
}

pub(crate) async fn run(args: &JobArgs, context: &Context) -> Result<u8, Failure> {
    if !cfg!(target_os = "macos") {
        return Err(Failure::new(
            exit::USAGE,
            "keychains are macOS's: elsewhere a .p12 is all that signing needs",
        )
        .hint("give the .p12 to the tool that signs, such as `sigh resign --signing-identity FILE`"));
    }
    let places = args.places.settle(context)?;
    let path = context.path(&args.p12);
    let bytes = super::read_file(&path)?;
    let identity = Identity::from_pkcs12(&bytes, &places.password)
        .map_err(|error| Failure::from(error).context(context.shown(&path)))?;
    let job = Job::make(context)?;
    job.fill(&identity, &args.intermediate, context)?;
    job.test(identity.certificate())?;
    let [program, words @ ..] = args.command.as_slice() else {
        return Err(Failure::new(exit::USAGE, "no command is given"));
    };
    let mut child = tokio::process::Command::new(program);
    child.args(words).env("CERT_KEYCHAIN_PATH", &job.path).kill_on_drop(true);
    let status = child.status().await.map_err(|error| {
        Failure::new(exit::FAILED, format!("`{program}` does not start")).cause(error.to_string())
    })?;
    drop(job);
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(exit::FAILED))
}

/// The keychain of a job, which goes with this value: at the end, after a failure, and on Ctrl-C.
struct Job {
    path: String,
    password: SecretString,
    /// The search list as it was.
    before: Vec<String>,
    /// It goes with the keychain in it.
    folder: tempfile::TempDir,
}

impl Job {
    fn make(context: &Context) -> Result<Self, Failure> {
        let folder = tempfile::tempdir().map_err(|error| {
            Failure::new(exit::FAILED, "no temporary folder can be made").cause(error.to_string())
        })?;
        let path = folder.path().join("gantry-job.keychain-db").display().to_string();
        // A key that was never used elsewhere makes a password that nobody can guess.
        let pem = PrivateKey::generate()?.to_pem();
        let password: SecretString = pem
            .expose_secret()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .skip(200)
            .take(40)
            .collect::<String>()
            .into();
        let listed = security(&[command(&["list-keychains", "-d", "user"])])?;
        let before = listed.lines().map(|line| line.trim().trim_matches('"').to_owned());
        let job = Self { path, password, before: before.filter(|path| !path.is_empty()).collect(), folder };
        let secret = job.password.expose_secret();
        let mut search = vec!["list-keychains", "-d", "user", "-s", &job.path];
        search.extend(job.before.iter().map(String::as_str));
        security(&[
            command(&["create-keychain", "-p", secret, &job.path]),
            command(&["set-keychain-settings", "-lut", "21600", &job.path]),
            command(&["unlock-keychain", "-p", secret, &job.path]),
            command(&search),
        ])?;
        context.ui.step(format!("made the keychain {}", job.path));
        Ok(job)
    }

    fn fill(&self, identity: &Identity, intermediates: &[PathBuf], context: &Context) -> Result<(), Failure> {
        let keychain = Keychain::new(self.path.clone(), Some(self.password.clone()), false, security);
        keychain.import(identity)?;
        for path in intermediates {
            keychain.import_certificate(&Certificate::read(&super::read_file(&context.path(path))?)?)?;
        }
        let certificate = identity.certificate();
        let address = intermediate(certificate.issuer(), certificate.issuer_unit());
        if let Some(address) = address.filter(|_| intermediates.is_empty()) {
            let fetched =
                std::process::Command::new("curl").args(["-fsS", "--max-time", "60", &address]).output();
            let fetched = fetched.ok().filter(|output| output.status.success());
            match fetched.and_then(|output| Certificate::from_der(&output.stdout).ok()) {
                Some(certificate) => keychain.import_certificate(&certificate)?,
                None => {
                    context
                        .ui
                        .warn(format!("{address} cannot be fetched; name the file with --intermediate"));
                }
            }
        }
        Ok(())
    }

    /// Signs something, so that a key that cannot be used is known before the build is.
    fn test(&self, certificate: &Certificate) -> Result<(), Failure> {
        let failed = |why: String| {
            Failure::new(exit::FAILED, "a test signature fails").cause(why).hint(
                "see whether the certificate is one that signs code, and whether Apple's intermediate is there (--intermediate)",
            )
        };
        let file = self.folder.path().join("test");
        std::fs::copy("/usr/bin/true", &file).map_err(|error| failed(error.to_string()))?;
        let signed = std::process::Command::new("codesign")
            .args(["--force", "--sign", &certificate.sha1(), "--keychain", &self.path])
            .arg(&file)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| failed(error.to_string()))?;
        if signed.status.success() {
            Ok(())
        } else {
            Err(failed(String::from_utf8_lossy(&signed.stderr).trim().to_owned()))
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        let mut search = vec!["list-keychains", "-d", "user", "-s"];
        search.extend(self.before.iter().map(String::as_str));
        // What cannot be removed lies in a temporary folder, locked; there is nobody left to tell.
        let _ = security(&[command(&search), command(&["delete-keychain", &self.path])]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_intermediate_is_that_of_the_issuer() {
        let wwdr = "Apple Worldwide Developer Relations Certification Authority";
        let file = |issuer: &str, unit| {
            intermediate(issuer, unit).map(|url| url.rsplit('/').next().unwrap().to_owned())
        };
        assert_eq!(file(wwdr, Some("G4")).as_deref(), Some("AppleWWDRCAG4.cer"));
        assert_eq!(file(wwdr, None).as_deref(), Some("AppleWWDRCAG3.cer"));
        assert_eq!(
            file("Developer ID Certification Authority", Some("G2")).as_deref(),
            Some("DeveloperIDG2CA.cer")
        );
        assert_eq!(
            file("Developer ID Certification Authority", Some("Apple Certification Authority")).as_deref(),
            Some("DeveloperIDCA.cer")
        );
        assert_eq!(file("Somebody", None), None);
    }
}

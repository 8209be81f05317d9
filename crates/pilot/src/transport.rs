//! Uploading with Apple's own programs, for those who need it: altool, which comes with Xcode, and Transporter.
//!
//! Secrets go to them in files and variables, never in arguments, which anybody on the machine can read.

use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;

use clap::{Args, ValueEnum};
use console::{Context, Failure, exit};
use secrecy::{ExposeSecret, SecretString};
use spaceship::auth::ApiKey;
use tempfile::TempDir;
use tokio::process::Command;

use crate::binary::Binary;
use crate::cli::KEY_NAMES;

/// The password that a person makes for such programs at account.apple.com.
const PASSWORD: &str = "FASTLANE_APPLE_APPLICATION_SPECIFIC_PASSWORD";

/// Where Transporter is, as fastlane wants to know it.
const TRANSPORTER: &str = "FASTLANE_ITUNES_TRANSPORTER_PATH";

/// Who sends the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Transport {
    /// Gantry itself, through Apple's API.
    #[default]
    Api,
    /// `xcrun altool`.
    Altool,
    /// iTMSTransporter.
    Transporter,
}

/// How the file goes to Apple.
#[derive(Debug, Args)]
#[command(next_help_heading = "Transport")]
pub(crate) struct TransportArgs {
    /// Who sends the file. Apple's programs sign in with the API key, or with --username and the password in
    /// FASTLANE_APPLE_APPLICATION_SPECIFIC_PASSWORD.
    #[arg(long, value_enum, value_name = "PROGRAM", default_value_t)]
    pub(crate) transport: Transport,
    /// The provider's short name, for Apple's programs [env: PILOT_ITC_PROVIDER].
    #[arg(long, value_name = "NAME")]
    itc_provider: Option<String>,
    /// The provider's public id, for altool [env: PILOT_PROVIDER_PUBLIC_ID].
    #[arg(long, value_name = "ID")]
    provider_public_id: Option<String>,
}

impl TransportArgs {
    /// Whether one of Apple's programs is to sign in with a password, for want of anything better.
    pub(crate) fn has_password(&self, context: &Context) -> bool {
        self.transport != Transport::Api && context.text(None, &[PASSWORD]).is_some()
    }

    /// Sends the file, and waits for the program's end. What it says of errors is told.
    pub(crate) async fn send(&self, binary: &Binary, context: &Context) -> Result<(), Failure> {
        let access = Access::find(context)?;
        let mut command = match self.transport {
            Transport::Transporter => self.transporter(binary, &access, context),
            Transport::Api | Transport::Altool => self.altool(binary, &access, context),
        };
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let program = if self.transport == Transport::Transporter { "Transporter" } else { "altool" };
        let mut waiting = context.ui.waiting(program);
        waiting.state(&format!("sends {}", binary.name()));
        let output = command.output().await.map_err(|error| {
            Failure::new(exit::FAILED, format!("{program} does not start"))
                .cause(error.to_string())
                .hint("leave --transport out: Gantry uploads without it")
        })?;
        drop(waiting);
        let said = [output.stdout, output.stderr].concat();
        let errors = errors(&String::from_utf8_lossy(&said));
        // altool ends with zero now and then although it has failed.
        if output.status.success() && errors.is_empty() {
            return Ok(());
        }
        let failure = Failure::new(
            exit::REFUSED,
            format!("{program} did not upload {} ({})", binary.name(), output.status),
        );
        Err(errors.into_iter().fold(failure, Failure::cause))
    }

    fn altool(&self, binary: &Binary, access: &Access, context: &Context) -> Command {
        let mut command = Command::new("xcrun");
        command.args(["altool", "--upload-app"]);
        match access {
            Access::Key { key, folder } => {
                command.env("API_PRIVATE_KEYS_DIR", folder.path()).args([
                    "--apiKey",
                    key.key_id(),
                    "--apiIssuer",
                ]);
                // An individual key has no issuer, and takes its own id in that place.
                command.arg(key.issuer_id().unwrap_or(key.key_id()));
                if key.issuer_id().is_none() {
                    command.args(["--api-key-subject", "user"]);
                }
            }
            Access::Password { user, password } => {
                command.env(PASSWORD, password.expose_secret());
                command.args(["-u", user, "-p", &format!("@env:{PASSWORD}")]);
            }
        }
        if let Some(provider) = self.provider(context) {
            command.args(["--asc-provider", &provider]);
        }
        if let Some(id) = context.text(self.provider_public_id.as_deref(), &["PILOT_PROVIDER_PUBLIC_ID"]) {
            command.args(["--provider-public-id", &id]);
        }
        let platform = match binary.identity().platform {
            artifact::Platform::Ios => "ios",
            artifact::Platform::MacOs => "macos",
            artifact::Platform::TvOs => "appletvos",
            artifact::Platform::VisionOs => "xros",
        };
        command.args(["-t", platform, "-f"]).arg(binary.path());
        command
    }

    fn transporter(&self, binary: &Binary, access: &Access, context: &Context) -> Command {
        let mut command = match context.text(None, &[TRANSPORTER]) {
            Some(folder) => Command::new(PathBuf::from(folder).join("bin/iTMSTransporter")),
            None if cfg!(target_os = "macos") => {
                let mut command = Command::new("xcrun");
                command.arg("iTMSTransporter");
                command
            }
            None => Command::new("iTMSTransporter"),
        };
        command.args(["-m", "upload"]);
        match access {
            Access::Key { key, folder } => {
                command.env("API_PRIVATE_KEYS_DIR", folder.path()).args(["-apiKey", key.key_id()]);
                if let Some(issuer) = key.issuer_id() {
                    command.args(["-apiIssuer", issuer]);
                }
            }
            Access::Password { user, password } => {
                command.env(PASSWORD, password.expose_secret());
                command.args(["-u", user, "-p", &format!("@env:{PASSWORD}")]);
            }
        }
        command.arg("-assetFile").arg(binary.path());
        // Elsewhere than on a Mac it wants to be told what is in the file; Xcode writes this beside an export.
        let description = binary.path().with_file_name("AppStoreInfo.plist");
        if !cfg!(target_os = "macos") && description.is_file() {
            command.arg("-assetDescription").arg(description);
        }
        if let Some(provider) = self.provider(context) {
            command.args(["-itc_provider", &provider]);
        }
        command
    }

    fn provider(&self, context: &Context) -> Option<String> {
        context.text(self.itc_provider.as_deref(), &["PILOT_ITC_PROVIDER"])
    }
}

/// How Apple's programs sign in.
enum Access {
    /// With the key in a file of a folder, which goes with this value.
    Key { key: ApiKey, folder: TempDir },
    /// With a password that they find in their environment.
    Password { user: String, password: SecretString },
}

impl Access {
    fn find(context: &Context) -> Result<Self, Failure> {
        let missing = match context.key(KEY_NAMES) {
            Ok(found) => return Self::of_key(found.key),
            Err(missing) => missing,
        };
        match (context.account(KEY_NAMES)?.apple_id, context.text(None, &[PASSWORD])) {
            (Some(user), Some(password)) => Ok(Self::Password { user, password: password.into() }),
            _ => Err(missing.cause(format!("nor are there --username and {PASSWORD}"))),
        }
    }

    fn of_key(key: ApiKey) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| {
            Failure::new(exit::FAILED, "the key cannot be put where Apple's programs look for it")
                .cause(error.to_string())
        };
        // A temporary folder is for its owner only.
        let folder = tempfile::tempdir().map_err(failed)?;
        let path = folder.path().join(format!("AuthKey_{}.p8", key.key_id()));
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(failed)?;
        file.write_all(key.to_pem().expose_secret().as_bytes()).map_err(failed)?;
        Ok(Self::Key { key, folder })
    }
}

/// The errors in what such a program says.
fn errors(said: &str) -> Vec<String> {
    let error = |line: &str| {
        let at = line.find("ERROR: ").or_else(|| line.find("*** Error: "))?;
        let text = line.get(at..)?.split_once(": ")?.1.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let mut all = Vec::new();
    for text in said.lines().filter_map(error) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_found_in_what_the_programs_say() {
        let said = "2026-11-20 10:00:00.000 ERROR: [altool.1] The bundle version must be higher. (90061)\n\
                    No suitable application records were found.\n*** Error: Unable to upload archive.\n\
                    [2026-11-20] <main> ERROR: ERROR ITMS-90000: \"Bad\"\nERROR: \nERROR: twice\nERROR: twice\n";
        let found = errors(said);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0].ends_with("(90061)") && found[1].starts_with("Unable"), "{found:?}");
        assert_eq!(errors("UPLOAD SUCCEEDED with no errors"), [""; 0]);
    }
}

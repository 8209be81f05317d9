//! How a simulator is started.

use std::path::PathBuf;

use crate::apple_id::Account;
use crate::faults::Rule;
use crate::seeds::Population;
use crate::settings::Settings;

/// What a simulator starts with. The default listens on a free port and knows a team with one app.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// What ids and chance are drawn from.
    pub seed: u64,
    /// The apps that exist at the start.
    pub apps: Vec<App>,
    /// How many resources of which type the team has at the start.
    pub population: Population,
    /// The Apple IDs; one for trying where none is given.
    pub accounts: Vec<Account>,
    /// Rules for requests that fail.
    pub faults: Vec<Rule>,
    /// A file that keeps the state across runs; parts of open uploads are kept in a folder beside it.
    pub state: Option<PathBuf>,
    /// Serve HTTPS, and write the root of the authority behind its certificate to this file in PEM.
    pub tls: Option<PathBuf>,
    /// A file to which each request to the API is appended with its answer, as a JSON object a line.
    pub record_exchanges: Option<PathBuf>,
    /// A dotenv file to write, with the endpoint and a key in the variables of GitLab's integration.
    pub env_file: Option<PathBuf>,
    /// A folder for the keys: `AuthKey_<id>.p8`, and fastlane's key files for each role.
    pub key_dir: Option<PathBuf>,
    /// Limits and paces.
    pub settings: Settings,
}

/// An app to start with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct App {
    /// Its bundle id.
    pub bundle_id: String,
    /// Its name in the store.
    pub name: String,
}

impl std::str::FromStr for App {
    type Err = String;

    /// Reads `com.example.app` or `com.example.app=Name`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (bundle_id, name) =
            text.split_once('=').unwrap_or((text, text.rsplit('.').next().unwrap_or(text)));
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        if bundle_id.is_empty() || !bundle_id.chars().all(allowed) {
            return Err(format!("`{bundle_id}` is no bundle id: it holds letters, digits, dots and hyphens"));
        }
        Ok(Self { bundle_id: bundle_id.to_owned(), name: name.to_owned() })
    }
}

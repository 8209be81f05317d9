//! Where the API key is found.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::SecretString;
use spaceship::auth::{ApiKey, KeyError, KeyParts};

use crate::arguments::KeyArgs;
use crate::environment::Environment;
use crate::{Failure, exit};

/// A tool's own names for the key variables, such as `SIGH_API_KEY_PATH`, searched before the general ones.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeyNames {
    /// Variables that hold the path of a JSON key file.
    pub path: &'static [&'static str],
    /// Variables that hold a JSON key.
    pub json: &'static [&'static str],
}

/// A key, and where it came from.
#[derive(Debug)]
pub struct FoundKey {
    /// The key.
    pub key: ApiKey,
    /// Where it came from, for a person.
    pub origin: String,
    /// What the user should know of it.
    pub notices: Vec<String>,
}

/// The folders in which Apple's own tools look for `AuthKey_<id>.p8`; the second part is below the home folder.
const FOLDERS: [(bool, &str); 4] = [
    (false, "private_keys"),
    (true, "private_keys"),
    (true, ".private_keys"),
    (true, ".appstoreconnect/private_keys"),
];

struct Search<'a> {
    environment: &'a Environment,
    folder: &'a Path,
    looked: Vec<String>,
}

/// The names of one family of variables that hold the parts of a key.
struct Family {
    key_id: &'static str,
    issuer_id: &'static str,
    key: &'static str,
    key_path: &'static str,
    base64: Option<&'static str>,
    duration: &'static str,
    in_house: &'static str,
}

/// The names that GitLab's integration sets and fastlane's action reads, and the names that spaceship reads.
const FAMILIES: [Family; 2] = [
    Family {
        key_id: "APP_STORE_CONNECT_API_KEY_KEY_ID",
        issuer_id: "APP_STORE_CONNECT_API_KEY_ISSUER_ID",
        key: "APP_STORE_CONNECT_API_KEY_KEY",
        key_path: "APP_STORE_CONNECT_API_KEY_KEY_FILEPATH",
        base64: Some("APP_STORE_CONNECT_API_KEY_IS_KEY_CONTENT_BASE64"),
        duration: "APP_STORE_CONNECT_API_KEY_DURATION",
        in_house: "APP_STORE_CONNECT_API_KEY_IN_HOUSE",
    },
    Family {
        key_id: "SPACESHIP_CONNECT_API_KEY_ID",
        issuer_id: "SPACESHIP_CONNECT_API_ISSUER_ID",
        key: "SPACESHIP_CONNECT_API_KEY",
        key_path: "SPACESHIP_CONNECT_API_KEY_FILEPATH",
        base64: None,
        duration: "SPACESHIP_CONNECT_API_TOKEN_DURATION",
        in_house: "SPACESHIP_CONNECT_API_IN_HOUSE",
    },
];

/// Finds the key: what the command line names, then the tool's variables, the general ones, the usual folders.
pub(crate) fn find(
    arguments: &KeyArgs,
    names: KeyNames,
    environment: &Environment,
    folder: &Path,
) -> Result<FoundKey, Failure> {
    let mut search = Search { environment, folder, looked: Vec::new() };
    if let Some(path) = &arguments.api_key_path {
        return json_file(&search.resolve(path), "--api-key-path");
    }
    if let Some(json) = &arguments.api_key {
        let mut found = json_text(json, "--api-key")?;
        found.notices.push(
            "a key on the command line can be seen by other processes; use a file or a variable".into(),
        );
        return Ok(found);
    }
    search.look("the options --api-key-path and --api-key");
    if let Some(found) = search.json_variables(names)? {
        return Ok(found);
    }
    for family in &FAMILIES {
        if let Some(found) = search.family(family)? {
            return Ok(found);
        }
    }
    Err(search.not_found())
}

impl Search<'_> {
    fn look(&mut self, place: impl Into<String>) {
        self.looked.push(place.into());
    }

    fn resolve(&self, path: &Path) -> PathBuf {
        match (path.strip_prefix("~"), self.environment.home()) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => self.folder.join(path),
        }
    }

    fn json_variables(&mut self, names: KeyNames) -> Result<Option<FoundKey>, Failure> {
        for name in names.path.iter().copied().chain(["APP_STORE_CONNECT_API_KEY_PATH"]) {
            if let Some(path) = self.environment.get(name) {
                return json_file(&self.resolve(Path::new(path)), name).map(Some);
            }
            self.look(format!("the variable {name}"));
        }
        for name in names.json.iter().copied().chain(["APP_STORE_CONNECT_API_KEY"]) {
            if let Some(json) = self.environment.get(name) {
                return json_text(json, name).map(Some);
            }
            self.look(format!("the variable {name}"));
        }
        Ok(None)
    }

    fn family(&mut self, family: &Family) -> Result<Option<FoundKey>, Failure> {
        let Some(key_id) = self.environment.get(family.key_id) else {
            self.look(format!("the variables {}, {} and {}", family.key_id, family.issuer_id, family.key));
            return Ok(None);
        };
        let (key_id, mut notices) = (key_id.to_owned(), Vec::new());
        let (text, origin, file) = if let Some(text) = self.environment.get(family.key) {
            (text.to_owned(), format!("the variable {}", family.key), None)
        } else if let Some(path) = self.environment.get(family.key_path) {
            let path = self.resolve(Path::new(path));
            (read(&path)?, path.display().to_string(), Some(path))
        } else if let Some(path) = self.p8(&key_id, family) {
            (read(&path)?, path.display().to_string(), Some(path))
        } else {
            return Ok(None);
        };
        notices.extend(file.as_deref().and_then(readable_by_others));
        let parts = KeyParts {
            key_id,
            issuer_id: self.environment.get(family.issuer_id).map(str::to_owned),
            key: SecretString::from(text),
            is_key_content_base64: family.base64.and_then(|name| self.environment.get(name)) == Some("true"),
            duration: self.number(family.duration)?.map(Duration::from_secs),
            in_house: self.in_house(family),
        };
        let key = ApiKey::new(parts).map_err(|error| bad_key(&origin, error))?;
        Ok(Some(found(key, origin, notices)))
    }

    fn number(&self, name: &str) -> Result<Option<u64>, Failure> {
        let Some(text) = self.environment.get(name) else { return Ok(None) };
        let wrong = || {
            Failure::new(
                exit::INVALID,
                format!("the variable {name} is `{text}`, which is no number of seconds"),
            )
        };
        text.parse().map(Some).map_err(|_| wrong())
    }

    /// fastlane takes any word but these for yes.
    fn in_house(&self, family: &Family) -> Option<bool> {
        let word = self.environment.get(family.in_house)?;
        Some(!matches!(word, "no" | "false" | "off" | "0"))
    }

    /// The .p8 of a key in the usual folders.
    fn p8(&mut self, key_id: &str, family: &Family) -> Option<PathBuf> {
        self.look(format!("the variables {} and {} ({} is set)", family.key, family.key_path, family.key_id));
        let name = format!("AuthKey_{}.p8", signing::safe_file_name(key_id));
        for (below_home, folder) in FOLDERS {
            let base = if below_home { self.environment.home() } else { Some(self.folder.to_owned()) };
            let Some(base) = base else { continue };
            let path = base.join(folder).join(&name);
            if path.is_file() {
                return Some(path);
            }
            self.look(format!("the file {}", path.display()));
        }
        None
    }

    fn not_found(mut self) -> Failure {
        if !self.looked.iter().any(|place| place.contains("AuthKey_")) {
            self.look("AuthKey_<key id>.p8 in private_keys, ~/private_keys, ~/.private_keys and ~/.appstoreconnect/private_keys (needs the key id and the issuer id in the variables above)");
        }
        let places = self.looked.join("\n  - ");
        Failure::new(
            exit::CREDENTIALS,
            format!("no App Store Connect API key was found. Looked at:\n  - {places}"),
        )
        .hint(
            "make a key in App Store Connect (Users and Access, Integrations) and name its file with \
             --api-key-path, or set the variables that GitLab's Apple App Store Connect integration sets",
        )
    }
}

fn json_file(path: &Path, named_by: &str) -> Result<FoundKey, Failure> {
    let missing =
        |error: Failure| error.context(format!("{named_by} names an API key file that cannot be used"));
    let text = read(path).map_err(missing)?;
    let origin = path.display().to_string();
    let key = ApiKey::from_json(&text).map_err(|error| bad_key(&origin, error))?;
    Ok(found(key, origin, readable_by_others(path).into_iter().collect()))
}

fn json_text(json: &str, named_by: &str) -> Result<FoundKey, Failure> {
    let key = ApiKey::from_json(json).map_err(|error| bad_key(named_by, error))?;
    Ok(found(key, named_by.to_owned(), Vec::new()))
}

fn found(key: ApiKey, origin: String, mut notices: Vec<String>) -> FoundKey {
    let repairs = key.repairs().iter().map(|repair| format!("the key from {origin} was repaired: {repair}"));
    notices.extend(repairs);
    if !key.has_usual_id() {
        notices.push(format!(
            "the key id `{}` does not look like Apple's (ten upper-case letters and digits)",
            key.key_id()
        ));
    }
    FoundKey { key, origin, notices }
}

fn bad_key(origin: &str, error: KeyError) -> Failure {
    Failure::from(error).context(format!("the API key from {origin} cannot be used"))
}

fn read(path: &Path) -> Result<String, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(exit::CREDENTIALS, format!("cannot read the key file {}", path.display()))
            .cause(error.to_string())
    };
    let bytes = fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes)
        .map_err(|_| Failure::new(exit::INVALID, format!("the key file {} is no text", path.display())))
}

#[cfg(unix)]
fn readable_by_others(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).ok()?.permissions().mode();
    (mode & 0o077 != 0).then(|| format!("others can read {}: chmod 600 it", path.display()))
}

#[cfg(not(unix))]
fn readable_by_others(_path: &Path) -> Option<String> {
    None
}

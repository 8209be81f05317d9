//! The search for the key, which remembers where it looked.

use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::SecretString;
use spaceship::auth::{ApiKey, KeyParts};

use super::FoundKey;
use super::key_file::{bad_key, found, json_file, json_text, misnamed, read, readable_by_others};
use super::variables::{FAMILIES, Family};
use crate::account::{CredentialNames, SESSIONS, USERS};
use crate::arguments::{KeyArgs, boolean};
use crate::environment::Environment;
use crate::{Failure, exit};

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
    /// What is missing to something that was found.
    incomplete: Option<String>,
}

/// Finds the key: what the command line names, then the tool's variables, the general ones, the usual folders. Where
/// there is none, the inner failure tells where it was looked for.
pub(crate) fn find(
    arguments: &KeyArgs,
    names: CredentialNames,
    environment: &Environment,
    folder: &Path,
) -> Result<Result<FoundKey, Failure>, Failure> {
    let mut search = Search { environment, folder, looked: Vec::new(), incomplete: None };
    if let Some(path) = &arguments.api_key_path {
        return json_file(&search.resolve(path), "--api-key-path").map(Ok);
    }
    if let Some(json) = &arguments.api_key {
        let mut found = json_text(json, "--api-key")?;
        found.notices.push(
            "a key on the command line can be seen by other processes; use a file or a variable".into(),
        );
        return Ok(Ok(found));
    }
    search.look("the options --api-key-path and --api-key");
    if let Some(found) = search.json_variables(names)? {
        return Ok(Ok(found));
    }
    for family in &FAMILIES {
        if let Some(found) = search.family(family)? {
            return Ok(Ok(found));
        }
    }
    Ok(Err(search.not_found()))
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

    fn json_variables(&mut self, names: CredentialNames) -> Result<Option<FoundKey>, Failure> {
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
        let Some(key_id) = self.environment.get(family.key_id).map(str::trim) else {
            self.look(format!("the variables {}, {} and {}", family.key_id, family.issuer_id, family.key));
            if let Some((set, _)) = self.environment.first(&[family.key, family.key_path]) {
                self.incomplete
                    .get_or_insert(format!("{set} is set, but {} is not: set it too", family.key_id));
            }
            return Ok(None);
        };
        let (key_id, mut notices) = (key_id.to_owned(), Vec::new());
        let (text, origin, file) = if let Some(text) = self.environment.get(family.key) {
            (text.to_owned(), format!("the variable {}", family.key), None)
        } else if let Some(path) = self.environment.get(family.key_path) {
            let path = self.resolve(Path::new(path));
            let unusable = |error: Failure| {
                error.context(format!("{} names a key file that cannot be used", family.key_path))
            };
            (read(&path).map_err(unusable)?, path.display().to_string(), Some(path))
        } else if let Some(path) = self.p8(&key_id, family) {
            (read(&path)?, path.display().to_string(), Some(path))
        } else {
            return Ok(None);
        };
        if let Some(file) = &file {
            notices.extend(readable_by_others(file).into_iter().chain(misnamed(file, &key_id)));
        }
        let parts = KeyParts {
            key_id,
            issuer_id: self.environment.get(family.issuer_id).map(str::to_owned),
            key: SecretString::from(text),
            is_key_content_base64: self.is_base64(family),
            duration: self.number(family.duration)?.map(Duration::from_secs),
            in_house: self.in_house(family),
            endpoint: None,
        };
        let key = ApiKey::new(parts).map_err(|error| bad_key(&origin, error))?;
        Ok(Some(found(key, origin, notices)))
    }

    /// Whether the text is said to be base64; where nothing is said it is told by its look.
    fn is_base64(&self, family: &Family) -> bool {
        let word = family.base64.and_then(|name| self.environment.get(name));
        word.is_some_and(|word| boolean(word).unwrap_or_default())
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
        // A text that is no id may be the key itself: it makes no file name, which would be shown.
        if key_id.len() > 40 || !key_id.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            self.incomplete
                .get_or_insert(format!("{} is set, but to nothing that is a key id", family.key_id));
            return None;
        }
        let name = format!("AuthKey_{key_id}.p8");
        self.incomplete.get_or_insert_with(|| {
            format!(
                "{} is set, but its key is missing: set {} too, or put {name} into private_keys",
                family.key_id, family.key
            )
        });
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
            let names = FAMILIES.map(|family| family.key_id).join(" or ");
            self.look(format!(
                "AuthKey_<key id>.p8 in private_keys, ~/private_keys, ~/.private_keys and \
                 ~/.appstoreconnect/private_keys (needs {names})"
            ));
        }
        self.look(format!(
            "an Apple ID with a session: --username, {}, {}, fastlane/Appfile",
            SESSIONS.join(", "),
            USERS.join(", ")
        ));
        let places = self.looked.join("\n  - ");
        let remedy = self.incomplete.unwrap_or_else(|| {
            "make a key in App Store Connect (Users and Access, Integrations) and name its file with \
             --api-key-path, or set the variables that GitLab's Apple App Store Connect integration sets"
                .to_owned()
        });
        let what = format!("no App Store Connect API key was found. Looked at:\n  - {places}");
        Failure::new(exit::CREDENTIALS, what).hint(remedy)
    }
}

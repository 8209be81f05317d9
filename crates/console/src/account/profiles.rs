//! `accounts.toml`: what belongs to which account. Written by people and by `spaceship teams select`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table, value};

use super::cookie_file::private_folder;
use crate::environment::Environment;
use crate::exit;
use crate::failure::Failure;

/// What may be said of an account.
const KEYS: [&str; 4] = ["apple_id", "api_key_path", "team_id", "itc_team_id"];

/// An account in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Profile {
    pub(super) apple_id: Option<String>,
    pub(super) api_key_path: Option<PathBuf>,
    pub(super) team_id: Option<String>,
    pub(super) itc_team_id: Option<String>,
}

/// All accounts in the file.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    path: PathBuf,
    all: BTreeMap<String, Profile>,
}

/// What is remembered of an account; nothing is forgotten by `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembered {
    /// The team of the Developer Program.
    pub team_id: Option<String>,
    /// The provider of App Store Connect.
    pub itc_team_id: Option<String>,
}

impl Profiles {
    /// Reads the file; none are in one that is not there.
    pub(super) fn load(environment: &Environment) -> Result<Self, Failure> {
        let Some(path) = place(environment) else { return Ok(Self::default()) };
        let all = accounts(&path, &document(&path)?)?;
        Ok(Self { path, all })
    }

    /// The account of that name, or with that Apple ID. An Apple ID that is in no file is an account too.
    pub(super) fn named(&self, name: &str) -> Result<Profile, Failure> {
        if let Some(profile) = self.all.get(name).or_else(|| self.of_apple_id(name)) {
            let apple_id = profile.apple_id.clone().or_else(|| name.contains('@').then(|| name.to_owned()));
            return Ok(Profile { apple_id, ..profile.clone() });
        }
        if name.contains('@') {
            return Ok(Profile { apple_id: Some(name.to_owned()), ..Profile::default() });
        }
        let known = self.all.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let known = if known.is_empty() { "none".to_owned() } else { known };
        let hint = format!("write [{name}] with an apple_id or an api_key_path into {}", self.path.display());
        let what = format!("there is no account `{name}`; known are: {known}");
        Err(Failure::new(exit::USAGE, what).hint(hint))
    }

    /// The account with this Apple ID, unless several have it.
    pub(super) fn of_apple_id(&self, apple_id: &str) -> Option<&Profile> {
        if let Some(profile) = self.all.get(apple_id) {
            return Some(profile);
        }
        let mut found = self.all.values().filter(|profile| {
            profile.apple_id.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(apple_id))
        });
        found.next().filter(|_| found.next().is_none())
    }

    /// Writes what is to be remembered, and leaves the rest of the file as it is.
    pub(super) fn remember(
        environment: &Environment,
        name: &str,
        apple_id: Option<&str>,
        what: &Remembered,
    ) -> Result<PathBuf, Failure> {
        let path = place(environment).ok_or_else(|| {
            Failure::new(exit::FAILED, "there is no place for accounts.toml: HOME is not set")
        })?;
        let mut document = document(&path)?;
        accounts(&path, &document)?;
        let table = document.entry(name).or_insert_with(|| Item::Table(Table::new()));
        let told = [
            ("apple_id", apple_id.filter(|apple_id| *apple_id != name)),
            ("team_id", what.team_id.as_deref()),
            ("itc_team_id", what.itc_team_id.as_deref()),
        ];
        for (key, text) in told {
            // What is so already is left alone, with the comment behind it.
            if let Some(text) = text.filter(|text| table.get(key).and_then(Item::as_str) != Some(text)) {
                table[key] = value(text);
            }
        }
        if let Some(folder) = path.parent() {
            private_folder(folder).map_err(|error| {
                let what = format!("the folder {} cannot be made", folder.display());
                Failure::new(exit::FAILED, what).cause(error.to_string())
            })?;
        }
        signing::write_secret(&path, document.to_string().as_bytes())?;
        Ok(path)
    }
}

/// Where the file is.
fn place(environment: &Environment) -> Option<PathBuf> {
    let base = match environment.get("XDG_CONFIG_HOME") {
        Some(base) => PathBuf::from(base),
        None => environment.home()?.join(".config"),
    };
    Some(base.join("gantry").join("accounts.toml"))
}

fn document(path: &Path) -> Result<DocumentMut, Failure> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => {
            let what = format!("cannot read {}", path.display());
            return Err(Failure::new(exit::INVALID, what).cause(error.to_string()));
        }
    };
    text.parse().map_err(|error: toml_edit::TomlError| {
        Failure::invalid(format!("{} is no TOML", path.display())).cause(error.to_string())
    })
}

fn accounts(path: &Path, document: &DocumentMut) -> Result<BTreeMap<String, Profile>, Failure> {
    let wrong = |what: String| Failure::invalid(format!("{}: {what}", path.display()));
    let mut all = BTreeMap::new();
    for (name, item) in document.iter() {
        let table = item.as_table_like().ok_or_else(|| {
            wrong(format!("`{name}` is no account: write [{name}] before what belongs to it"))
        })?;
        let mut profile = Profile::default();
        for (key, item) in table.iter() {
            let text = item.as_str().map(str::to_owned);
            let text = text.ok_or_else(|| wrong(format!("`{key}` of [{name}] is no text in quotes")))?;
            match key {
                "apple_id" => profile.apple_id = Some(text),
                "api_key_path" => profile.api_key_path = Some(text.into()),
                "team_id" => profile.team_id = Some(text),
                "itc_team_id" => profile.itc_team_id = Some(text),
                _ => {
                    let known = KEYS.join(", ");
                    return Err(wrong(format!("[{name}] has no `{key}`; it may have {known}")));
                }
            }
        }
        all.insert(name.to_owned(), profile);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(text: &str) -> (tempfile::TempDir, Environment) {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join(".config/gantry");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("accounts.toml"), text).unwrap();
        let environment = Environment::from([("HOME", home.path().to_str().unwrap())]);
        (home, environment)
    }

    const TWO: &str = "# mine\n[work]\napple_id = \"jane@example.com\" # Jane\napi_key_path = \"~/key.json\"\n\n[other]\napple_id = \"joe@example.com\"\n";

    #[test]
    fn an_account_is_found_by_its_name_and_by_its_apple_id() {
        let (_home, environment) = world(TWO);
        let profiles = Profiles::load(&environment).unwrap();
        assert_eq!(profiles.named("work").unwrap().api_key_path, Some("~/key.json".into()));
        assert_eq!(profiles.named("JANE@example.com").unwrap(), profiles.named("work").unwrap());
        assert_eq!(profiles.named("new@example.com").unwrap().apple_id.as_deref(), Some("new@example.com"));
        let failure = profiles.named("wrok").unwrap_err();
        assert!(failure.message.contains("known are: other, work"), "{failure}");
        assert!(Profiles::load(&Environment::default()).unwrap().all.is_empty());
    }

    #[test]
    fn what_is_remembered_leaves_the_rest_as_it_is() {
        let (_home, environment) = world(TWO);
        let what = Remembered { team_id: Some("TEAM123456".into()), itc_team_id: None };
        Profiles::remember(&environment, "work", Some("jane@example.com"), &what).unwrap();
        let path =
            Profiles::remember(&environment, "new@example.com", Some("new@example.com"), &what).unwrap();
        let text = fs::read_to_string(path).unwrap();
        let expected = TWO.replace("\"~/key.json\"\n", "\"~/key.json\"\nteam_id = \"TEAM123456\"\n");
        assert_eq!(text, format!("{expected}\n[\"new@example.com\"]\nteam_id = \"TEAM123456\"\n"));
        let profiles = Profiles::load(&environment).unwrap();
        assert_eq!(profiles.named("work").unwrap().team_id.as_deref(), Some("TEAM123456"));
    }

    #[test]
    fn a_file_that_is_wrong_is_named_with_what_is_wrong_and_not_written_over() {
        for (text, expected) in [
            ("[a]\nteam = \"x\"\n", "[a] has no `team`"),
            ("[a]\nteam_id = 1\n", "`team_id` of [a] is no text"),
            ("apple_id = \"x\"\n", "`apple_id` is no account"),
            ("[a\n", "is no TOML"),
        ] {
            let (home, environment) = world(text);
            let failure = Profiles::load(&environment).unwrap_err();
            assert!(
                failure.to_string().contains(expected) && failure.message.contains("accounts.toml"),
                "{failure}"
            );
            assert!(Profiles::remember(&environment, "a", None, &Remembered::default()).is_err());
            assert_eq!(fs::read_to_string(home.path().join(".config/gantry/accounts.toml")).unwrap(), text);
        }
    }
}

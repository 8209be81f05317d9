//! Every source of a key, their order, and what is said when there is none.

use std::fs;
use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::{FoundKey, find};
use crate::account::CredentialNames;
use crate::arguments::KeyArgs;
use crate::environment::Environment;
use crate::{Failure, exit};

const ISSUER: &str = "69a6de70-0000-47e3-e053-5b8c7c11a4d1";
const CERT: CredentialNames = CredentialNames {
    path: &["CERT_API_KEY_PATH", "DELIVER_API_KEY_PATH"],
    json: &["CERT_API_KEY", "DELIVER_API_KEY"],
    ..CredentialNames::GENERAL
};

fn pem() -> String {
    rcgen::KeyPair::generate().unwrap().serialize_pem()
}

fn json(key_id: &str) -> String {
    serde_json::json!({ "key_id": key_id, "issuer_id": ISSUER, "key": pem() }).to_string()
}

/// A project folder with a home folder in it.
struct Project {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
    arguments: KeyArgs,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home").to_string_lossy().into_owned();
        let variables = vec![("HOME".to_owned(), home)];
        Self { folder, variables, arguments: KeyArgs::default() }
    }

    fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.push((name.to_owned(), value.into()));
        self
    }

    fn file(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        set_mode(&path, 0o600);
        self
    }

    fn find(&self) -> Result<FoundKey, Failure> {
        let mut environment = Environment::default();
        for (name, value) in &self.variables {
            environment.set(name, value.clone(), true);
        }
        find(&self.arguments, CERT, &environment, self.folder.path())?
    }

    /// The key id and the origin of the key that is found, paths from the project's folder.
    fn found(&self) -> (String, String) {
        let found = self.find().unwrap_or_else(|failure| panic!("{failure}"));
        let folder = format!("{}/", self.folder.path().display());
        (found.key.key_id().to_owned(), found.origin.replace(&folder, ""))
    }

    fn refused(&self) -> Failure {
        self.find().map(|found| found.origin).unwrap_err()
    }

    fn told(&self) -> String {
        self.refused().to_string().replace(&self.folder.path().display().to_string(), "PROJECT")
    }
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) {}

#[test]
fn every_source_is_read_and_the_nearer_one_wins() {
    // From the last to the first that is looked at: each comes before all that stand above it.
    let p8 = pem();
    let mut project = Project::new()
        .set("SPACESHIP_CONNECT_API_KEY_ID", "AAAAAAAA01")
        .file("home/.appstoreconnect/private_keys/AuthKey_AAAAAAAA01.p8", &p8);
    let place = "home/.appstoreconnect/private_keys/AuthKey_AAAAAAAA01.p8";
    assert_eq!(project.found(), ("AAAAAAAA01".into(), place.into()));
    project = project.file("home/.private_keys/AuthKey_AAAAAAAA01.p8", &p8);
    assert_eq!(project.found().1, "home/.private_keys/AuthKey_AAAAAAAA01.p8");
    project = project.file("home/private_keys/AuthKey_AAAAAAAA01.p8", &p8);
    assert_eq!(project.found().1, "home/private_keys/AuthKey_AAAAAAAA01.p8");
    project = project.file("private_keys/AuthKey_AAAAAAAA01.p8", &p8);
    assert_eq!(project.found().1, "private_keys/AuthKey_AAAAAAAA01.p8");
    project = project.file("own.p8", &p8).set("SPACESHIP_CONNECT_API_KEY_FILEPATH", "own.p8");
    assert_eq!(project.found().1, "own.p8");
    project = project.set("SPACESHIP_CONNECT_API_KEY", &p8);
    assert_eq!(project.found().1, "the variable SPACESHIP_CONNECT_API_KEY");

    project = project
        .set("APP_STORE_CONNECT_API_KEY_KEY_ID", "AAAAAAAA02")
        .set("APP_STORE_CONNECT_API_KEY_KEY_FILEPATH", "~/gitlab.p8")
        .file("home/gitlab.p8", &p8);
    assert_eq!(project.found(), ("AAAAAAAA02".into(), "home/gitlab.p8".into()));
    project = project.set("APP_STORE_CONNECT_API_KEY_KEY", &p8);
    assert_eq!(project.found().1, "the variable APP_STORE_CONNECT_API_KEY_KEY");

    for (number, name) in ["APP_STORE_CONNECT_API_KEY", "DELIVER_API_KEY", "CERT_API_KEY"].iter().enumerate()
    {
        let id = format!("BBBBBBBB0{number}");
        project = project.set(name, json(&id));
        assert_eq!(project.found(), (id, (*name).to_owned()));
    }
    let paths = ["APP_STORE_CONNECT_API_KEY_PATH", "DELIVER_API_KEY_PATH", "CERT_API_KEY_PATH"];
    for (number, name) in paths.iter().enumerate() {
        let (id, file) = (format!("CCCCCCCC0{number}"), format!("{number}.json"));
        project = project.file(&file, &json(&id)).set(name, &file);
        assert_eq!(project.found(), (id, file));
    }
    project.arguments.api_key = Some(json("DDDDDDDD00"));
    assert_eq!(project.found(), ("DDDDDDDD00".into(), "--api-key".into()));
    project = project.file("flag.json", &json("DDDDDDDD01"));
    project.arguments.api_key_path = Some("flag.json".into());
    assert_eq!(project.found(), ("DDDDDDDD01".into(), "flag.json".into()));
}

#[test]
fn gitlabs_variables_make_a_whole_key() {
    let encoded = BASE64_STANDARD.encode(pem());
    let lines = encoded.as_bytes().chunks(60).map(|line| format!("{}\n", String::from_utf8_lossy(line)));
    let project = Project::new()
        .set("APP_STORE_CONNECT_API_KEY_ISSUER_ID", ISSUER)
        .set("APP_STORE_CONNECT_API_KEY_KEY_ID", "ABCDE12345")
        .set("APP_STORE_CONNECT_API_KEY_KEY", lines.collect::<String>())
        .set("APP_STORE_CONNECT_API_KEY_IS_KEY_CONTENT_BASE64", "true")
        .set("APP_STORE_CONNECT_API_KEY_DURATION", "900")
        .set("APP_STORE_CONNECT_API_KEY_IN_HOUSE", "false");
    let found = project.find().unwrap();
    assert_eq!(found.key.issuer_id(), Some(ISSUER));
    assert_eq!(found.key.duration().as_secs(), 900);
    assert_eq!(found.key.in_house(), Some(false));
    assert_eq!(found.notices, Vec::<String>::new());
}

#[test]
fn without_any_source_every_place_is_named_in_order() {
    let failure = Project::new().refused();
    assert_eq!(failure.exit_code, exit::CREDENTIALS);
    insta::assert_snapshot!(Project::new().told(), @r"
    no App Store Connect API key was found. Looked at:
      - the options --api-key-path and --api-key
      - the variable CERT_API_KEY_PATH
      - the variable DELIVER_API_KEY_PATH
      - the variable APP_STORE_CONNECT_API_KEY_PATH
      - the variable CERT_API_KEY
      - the variable DELIVER_API_KEY
      - the variable APP_STORE_CONNECT_API_KEY
      - the variables APP_STORE_CONNECT_API_KEY_KEY_ID, APP_STORE_CONNECT_API_KEY_ISSUER_ID and APP_STORE_CONNECT_API_KEY_KEY
      - the variables SPACESHIP_CONNECT_API_KEY_ID, SPACESHIP_CONNECT_API_ISSUER_ID and SPACESHIP_CONNECT_API_KEY
      - AuthKey_<key id>.p8 in private_keys, ~/private_keys, ~/.private_keys and ~/.appstoreconnect/private_keys (needs APP_STORE_CONNECT_API_KEY_KEY_ID or SPACESHIP_CONNECT_API_KEY_ID)
      - an Apple ID with a session: --username, FASTLANE_SESSION, SPACESHIP_SESSION, FASTLANE_USER, DELIVER_USER, DELIVER_USERNAME, fastlane/Appfile
    hint: make a key in App Store Connect (Users and Access, Integrations) and name its file with --api-key-path, or set the variables that GitLab's Apple App Store Connect integration sets
    ");
}

#[test]
fn a_key_id_without_its_key_names_the_files_that_were_looked_for() {
    insta::assert_snapshot!(Project::new().set("APP_STORE_CONNECT_API_KEY_KEY_ID", "ABCDE12345").told(), @r"
    no App Store Connect API key was found. Looked at:
      - the options --api-key-path and --api-key
      - the variable CERT_API_KEY_PATH
      - the variable DELIVER_API_KEY_PATH
      - the variable APP_STORE_CONNECT_API_KEY_PATH
      - the variable CERT_API_KEY
      - the variable DELIVER_API_KEY
      - the variable APP_STORE_CONNECT_API_KEY
      - the variables APP_STORE_CONNECT_API_KEY_KEY and APP_STORE_CONNECT_API_KEY_KEY_FILEPATH (APP_STORE_CONNECT_API_KEY_KEY_ID is set)
      - the file PROJECT/private_keys/AuthKey_ABCDE12345.p8
      - the file PROJECT/home/private_keys/AuthKey_ABCDE12345.p8
      - the file PROJECT/home/.private_keys/AuthKey_ABCDE12345.p8
      - the file PROJECT/home/.appstoreconnect/private_keys/AuthKey_ABCDE12345.p8
      - the variables SPACESHIP_CONNECT_API_KEY_ID, SPACESHIP_CONNECT_API_ISSUER_ID and SPACESHIP_CONNECT_API_KEY
      - an Apple ID with a session: --username, FASTLANE_SESSION, SPACESHIP_SESSION, FASTLANE_USER, DELIVER_USER, DELIVER_USERNAME, fastlane/Appfile
    hint: APP_STORE_CONNECT_API_KEY_KEY_ID is set, but its key is missing: set APP_STORE_CONNECT_API_KEY_KEY too, or put AuthKey_ABCDE12345.p8 into private_keys
    ");
}

#[test]
fn a_key_without_its_id_says_which_variable_is_missing() {
    let failure = Project::new().set("APP_STORE_CONNECT_API_KEY_KEY", pem()).refused();
    assert_eq!(failure.exit_code, exit::CREDENTIALS);
    insta::assert_snapshot!(failure.hint.unwrap(), @"APP_STORE_CONNECT_API_KEY_KEY is set, but APP_STORE_CONNECT_API_KEY_KEY_ID is not: set it too");
}

#[test]
fn a_key_in_the_wrong_variable_is_not_shown() {
    let pem = pem();
    let secret = pem.lines().nth(1).unwrap();
    for project in [
        Project::new().set("APP_STORE_CONNECT_API_KEY_KEY_ID", &pem),
        Project::new().set("APP_STORE_CONNECT_API_KEY_KEY_ID", secret),
        Project::new().set("SPACESHIP_CONNECT_API_KEY_ID", &pem).set("SPACESHIP_CONNECT_API_KEY", &pem),
        Project::new().set("APP_STORE_CONNECT_API_KEY", &pem),
    ] {
        let told = project.told();
        assert!(!told.contains(&secret[..20]), "{told}");
    }
}

#[test]
fn a_file_that_is_named_and_missing_or_cut_is_an_error_at_once() {
    let missing =
        Project::new().set("CERT_API_KEY_PATH", "none.json").set("APP_STORE_CONNECT_API_KEY", json("A"));
    let failure = missing.refused();
    assert_eq!(failure.exit_code, exit::CREDENTIALS);
    assert!(failure.message.contains("CERT_API_KEY_PATH"), "{failure}");

    let whole = pem();
    let cut = Project::new()
        .set("APP_STORE_CONNECT_API_KEY_KEY_ID", "ABCDE12345")
        .file("private_keys/AuthKey_ABCDE12345.p8", &whole[..whole.len() / 2]);
    let failure = cut.refused();
    assert_eq!(failure.exit_code, exit::INVALID);
    assert!(failure.to_string().contains("AuthKey_ABCDE12345.p8"), "{failure}");
}

#[test]
fn what_is_odd_about_a_key_is_told() {
    let project = Project::new()
        .set("APP_STORE_CONNECT_API_KEY_KEY_ID", "ABCDE12345")
        .set("APP_STORE_CONNECT_API_KEY_KEY_FILEPATH", "AuthKey_ZZZZZ99999.p8")
        .file("AuthKey_ZZZZZ99999.p8", &pem().replace('\n', "\r\n"));
    set_mode(&project.folder.path().join("AuthKey_ZZZZZ99999.p8"), 0o644);
    let notices = project.find().unwrap().notices.join("\n");
    let told = notices.replace(&project.folder.path().display().to_string(), "PROJECT");
    #[cfg(unix)]
    assert!(told.contains("others can read PROJECT/AuthKey_ZZZZZ99999.p8"), "{told}");
    assert!(told.contains("by its name") && told.contains("CR LF"), "{told}");
}

//! fastlane's Appfile.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::environment::Environment;
use crate::failure::Failure;
use crate::settings_file::SettingsFile;

/// The settings of a project's Appfile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appfile {
    settings: BTreeMap<String, String>,
    notices: Vec<String>,
}

impl Appfile {
    /// Reads the Appfile of the project in `folder`; empty where there is none.
    pub(crate) fn find(folder: &Path, environment: &Environment) -> Result<Self, Failure> {
        let Some(file) = SettingsFile::find(folder, "Appfile", "--app-identifier", environment)? else {
            return Ok(Self::default());
        };
        // The last assignment wins; nothing and the empty text are no assignment.
        let mut settings = BTreeMap::new();
        for setting in &file.settings {
            let value = match &setting.value {
                Value::Null => continue,
                Value::String(text) if text.is_empty() => continue,
                Value::String(text) => text.clone(),
                Value::Number(_) | Value::Bool(_) => setting.value.to_string(),
                Value::Array(_) | Value::Object(_) => {
                    let what = format!("`{}` takes one value here, no list", setting.key);
                    return Err(Failure::invalid(format!(
                        "{}:{}: {what}",
                        file.path.display(),
                        setting.line
                    )));
                }
            };
            settings.insert(setting.key.clone(), value);
        }
        Ok(Self { settings, notices: file.notices() })
    }

    /// What the user should know of the file.
    pub(crate) fn notices(&self) -> &[String] {
        &self.notices
    }

    /// The value of a key, such as `app_identifier`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.settings.get(key).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::exit;

    fn appfile(text: &str) -> Result<Appfile, Failure> {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("fastlane")).unwrap();
        fs::write(folder.path().join("fastlane/Appfile"), text).unwrap();
        Appfile::find(folder.path(), &Environment::default())
    }

    #[test]
    fn the_last_assignment_wins_and_none_is_none() {
        let read = appfile("app_identifier \"a\"\napp_identifier \"b\"\napp_identifier \"\"\nteam_id nil\n")
            .unwrap();
        assert_eq!(read.get("app_identifier"), Some("b"));
        assert_eq!(read.get("team_id"), None);
        assert_eq!(
            Appfile::find(Path::new("/nonexistent"), &Environment::default()).unwrap(),
            Appfile::default()
        );
    }

    #[test]
    fn a_block_that_is_passed_over_is_told() {
        let read = appfile("app_identifier \"a\"\nfor_lane :beta do\n  app_identifier \"b\"\nend\n").unwrap();
        assert_eq!(read.get("app_identifier"), Some("a"));
        assert_eq!(read.notices().len(), 1);
        assert!(read.notices()[0].contains("Appfile:2"), "{:?}", read.notices());
    }

    #[test]
    fn numbers_are_texts_and_lists_are_refused_with_their_line() {
        assert_eq!(appfile("itc_team_id 118573544\n").unwrap().get("itc_team_id"), Some("118573544"));
        let failure = appfile("\napp_identifier [\"a\",\n\"b\"]\n").unwrap_err();
        assert!(failure.message.contains("Appfile:2: `app_identifier` takes one value"), "{failure}");
    }

    #[test]
    fn a_line_of_ruby_is_named() {
        let failure = appfile("\nputs 'x' if true\n").unwrap_err();
        assert_eq!(failure.exit_code, exit::INVALID);
        assert!(failure.message.contains("fastlane/Appfile:2"), "{failure}");
    }
}

//! fastlane's Appfile.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::environment::Environment;
use crate::failure::Failure;
use crate::{exit, ruby};

/// Where it is looked for, in this order.
const PLACES: [&str; 3] = ["fastlane/Appfile", ".fastlane/Appfile", "Appfile"];

/// The settings of a project's Appfile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Appfile {
    settings: BTreeMap<String, String>,
    notices: Vec<String>,
}

impl Appfile {
    /// Reads the Appfile of the project in `folder`; empty where there is none.
    pub(crate) fn find(folder: &Path, environment: &Environment) -> Result<Self, Failure> {
        let Some(path) = PLACES.iter().map(|place| folder.join(place)).find(|path| path.is_file()) else {
            return Ok(Self::default());
        };
        let unreadable = |error: std::io::Error| {
            Failure::new(exit::INVALID, format!("cannot read {}", path.display())).cause(error.to_string())
        };
        let text = fs::read_to_string(&path).map_err(unreadable)?;
        let read = ruby::settings(&text, environment).map_err(|unread| {
            Failure::invalid(format!("{}:{}: `{}` is more than a setting with a literal value", path.display(), unread.line, unread.text))
                .hint("write the value there, take it from ENV[\"NAME\"], or give it as an option such as --app-identifier")
        })?;
        // The last assignment wins; nothing and the empty text are no assignment.
        let given = read.list.into_iter().filter_map(|setting| Some((setting.key.clone(), setting.text()?)));
        let notice =
            |line| format!("{}:{line}: the block for a lane or a platform is passed over", path.display());
        Ok(Self {
            settings: given.filter(|(_, value)| !value.is_empty()).collect(),
            notices: read.passed_over.into_iter().map(notice).collect(),
        })
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
    use super::*;

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
    fn a_line_of_ruby_is_named() {
        let failure = appfile("\nputs 'x' if true\n").unwrap_err();
        assert_eq!(failure.exit_code, exit::INVALID);
        assert!(failure.message.contains("Appfile:2"), "{failure}");
    }
}

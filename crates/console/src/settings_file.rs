//! A file of fastlane's with settings: Appfile, Deliverfile, Precheckfile.

use std::fs;
use std::path::{Path, PathBuf};

use crate::environment::Environment;
use crate::failure::Failure;
use crate::ruby::Setting;
use crate::{exit, ruby};

/// The folders of a project in which such a file is looked for, in this order.
const FOLDERS: [&str; 3] = ["fastlane", ".fastlane", ""];

/// A file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it says, in order.
    pub settings: Vec<Setting>,
    /// The lines at which blocks begin that were passed over.
    passed_over: Vec<usize>,
}

impl SettingsFile {
    /// Reads the file of that name of the project in `folder`; `None` where there is none. `option` is one that may be
    /// given in the place of what the file says, for a hint. Fails on a line that is more than a literal setting.
    pub fn find(
        folder: &Path,
        name: &str,
        option: &str,
        environment: &Environment,
    ) -> Result<Option<Self>, Failure> {
        let mut paths = FOLDERS.iter().map(|place| folder.join(place).join(name));
        let Some(path) = paths.find(|path| path.is_file()) else { return Ok(None) };
        let unreadable = |error: std::io::Error| {
            Failure::new(exit::INVALID, format!("cannot read {}", path.display())).cause(error.to_string())
        };
        let text = fs::read_to_string(&path).map_err(unreadable)?;
        let read = ruby::settings(&text, environment).map_err(|unread| {
            let what = format!("`{}` is more than a setting with a literal value", unread.text);
            Failure::invalid(format!("{}:{}: {what}", path.display(), unread.line)).hint(format!(
                "write the value there, take it from ENV[\"NAME\"], or give it as an option such as {option}"
            ))
        })?;
        Ok(Some(Self { path, settings: read.list, passed_over: read.passed_over }))
    }

    /// What the user should know of the file.
    pub fn notices(&self) -> Vec<String> {
        let notice = |line| {
            format!("{}:{line}: the block for a lane or a platform is passed over", self.path.display())
        };
        self.passed_over.iter().map(notice).collect()
    }
}

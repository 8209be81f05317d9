//! What a command works with: passed to it explicitly, never global.

use std::path::{Path, PathBuf};
use std::time::Duration;

use spaceship::Client;
use spaceship::transport::Notice;

use crate::appfile::Appfile;
use crate::arguments::{Common, boolean};
use crate::credentials::{FoundKey, KeyNames, find, json_file};
use crate::environment::Environment;
use crate::exit;
use crate::failure::Failure;
use crate::plan::Plan;
use crate::ui::Ui;

/// What a command works with.
#[derive(Debug)]
pub struct Context {
    /// The arguments that every verb takes.
    pub common: Common,
    /// The variables.
    pub environment: Environment,
    /// The way to the terminal.
    pub ui: Ui,
    /// The working folder.
    pub folder: PathBuf,
}

impl Context {
    /// Finds the API key. Harmless oddities of it are told once.
    pub fn key(&self, names: KeyNames) -> Result<FoundKey, Failure> {
        let found = find(&self.common.key, names, &self.environment, &self.folder)?;
        for notice in &found.notices {
            self.ui.notice(notice);
        }
        Ok(found)
    }

    /// A client with the API key that is found; in a dry run it cannot write.
    pub fn client(&self, names: KeyNames) -> Result<Client, Failure> {
        self.client_with(self.key(names)?)
    }

    /// A client with the key of a JSON key file that an option names, beside the one that is found.
    pub fn client_of_file(&self, path: &Path, option: &str) -> Result<Client, Failure> {
        self.client_with(json_file(&self.path(path), option)?)
    }

    /// A client with a key that was found before; in a dry run it cannot write.
    pub fn client_with(&self, found: FoundKey) -> Result<Client, Failure> {
        if self.common.verbose {
            self.ui.notice(format!("key {} from {}", found.key.key_id(), found.origin));
        }
        let ui = self.ui.clone();
        let mut builder = Client::builder(found.key)
            .read_only(self.common.dry_run)
            .on_notice(move |notice| tell(&ui, notice));
        if let Some(endpoint) = self.environment.get("SPACESHIP_ENDPOINT") {
            builder = builder.endpoint(endpoint);
        }
        Ok(builder.build()?)
    }

    /// Asks before changes are made. Without somebody to ask it is yes: the plan was shown, and a pipeline that runs the
    /// command means it.
    pub fn agreed(&self, question: &str) -> Result<(), Failure> {
        if !self.ui.is_interactive() || self.ui.confirm(question) {
            return Ok(());
        }
        Err(Failure::new(exit::FAILED, "nothing was changed, since you did not agree"))
    }

    /// The exit code of a dry run that ends with its plan.
    pub fn dry_run_end(&self, plan: &Plan) -> u8 {
        if self.common.exit_code && !plan.is_empty() { exit::CHANGES } else { exit::DONE }
    }

    /// The project's Appfile, empty where there is none.
    pub fn appfile(&self) -> Result<Appfile, Failure> {
        let appfile = Appfile::find(&self.folder, &self.environment)?;
        for notice in appfile.notices() {
            self.ui.notice(notice);
        }
        Ok(appfile)
    }

    /// A path as the user wrote it, from the working folder; `~` is the home folder.
    pub fn path(&self, given: impl AsRef<Path>) -> PathBuf {
        let given = given.as_ref();
        match (given.strip_prefix("~"), self.environment.home()) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => self.folder.join(given),
        }
    }

    /// A path shown to the user: from the working folder where it is below it.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).display().to_string()
    }

    /// The value of an option: what was given, else the first of the variables that is set.
    pub fn text(&self, given: Option<&str>, names: &[&str]) -> Option<String> {
        given.map(str::to_owned).or_else(|| self.environment.first(names).map(|(_, value)| value.to_owned()))
    }

    /// The value of a yes-or-no option; `None` where nothing is said.
    pub fn flag(&self, given: Option<bool>, names: &[&str]) -> Result<Option<bool>, Failure> {
        if given.is_some() {
            return Ok(given);
        }
        let Some((name, word)) = self.environment.first(names) else { return Ok(None) };
        let wrong = |why: String| Failure::invalid(format!("the variable {name} is `{word}`: {why}"));
        boolean(word).map(Some).map_err(wrong)
    }

    /// The value of a numeric option.
    pub fn number(&self, given: Option<u64>, names: &[&str]) -> Result<Option<u64>, Failure> {
        if given.is_some() {
            return Ok(given);
        }
        let Some((name, text)) = self.environment.first(names) else { return Ok(None) };
        let wrong =
            |_| Failure::invalid(format!("the variable {name} is `{text}`, which is no whole number"));
        text.parse().map(Some).map_err(wrong)
    }

    /// The bundle id: what was given, the variables, the Appfile.
    pub fn app_identifier(&self, given: Option<&str>, names: &[&str]) -> Result<Option<String>, Failure> {
        match self.text(given, names) {
            Some(identifier) => Ok(Some(identifier)),
            None => Ok(self.appfile()?.get("app_identifier").map(str::to_owned)),
        }
    }
}

/// The shortest wait that is worth a word.
const NOTICEABLE: Duration = Duration::from_secs(2);

fn tell(ui: &Ui, notice: &Notice) {
    match notice {
        Notice::Waiting { wait, .. } | Notice::Burst { wait } if *wait < NOTICEABLE => {}
        Notice::BudgetLow { .. } | Notice::Slowed { .. } => ui.warn(notice),
        _ => ui.step(notice),
    }
}

//! What a command works with: passed to it explicitly, never global.

use std::path::{Path, PathBuf};
use std::time::Duration;

use spaceship::Client;
use spaceship::transport::Notice;

use crate::account::{CredentialNames, Teams};
use crate::appfile::Appfile;
use crate::arguments::{Common, boolean};
use crate::clients::Clients;
use crate::credentials::{FoundKey, find, json_file};
use crate::environment::Environment;
use crate::exit;
use crate::failure::Failure;
use crate::plan::Plan;
use crate::ui::Ui;

/// What a command works with.
#[derive(Debug, Clone)]
pub struct Context {
    /// The arguments that every verb takes.
    pub common: Common,
    /// The variables.
    pub environment: Environment,
    /// The way to the terminal.
    pub ui: Ui,
    /// The folder of the project or the app: the working folder, unless gantry.toml names another.
    pub folder: PathBuf,
    /// The working folder, from which keys are looked for.
    pub(crate) start: PathBuf,
    /// The clients that were made for this run.
    pub(crate) clients: Clients,
    /// The teams that the tool's own options name.
    pub teams: Teams,
}

impl Context {
    /// Finds the API key. Harmless oddities of it are told once.
    pub fn key(&self, names: CredentialNames) -> Result<FoundKey, Failure> {
        self.find_key(names)?
    }

    /// Finds the API key, or else tells where it was looked for.
    fn find_key(&self, names: CredentialNames) -> Result<Result<FoundKey, Failure>, Failure> {
        let found = if self.names_a_key() || self.common.login.account.is_none() {
            find(&self.common.key, names, &self.environment, &self.start)?
        } else {
            // An account that is named uses its own key, and no other's.
            match self.account(names)?.key {
                Some(path) => Ok(json_file(&path, "api_key_path of the account")?),
                None => Err(Failure::new(exit::CREDENTIALS, "the account has no API key")
                    .hint("write its api_key_path into accounts.toml")),
            }
        };
        if let Ok(found) = &found {
            for notice in &found.notices {
                self.ui.notice(notice);
            }
        }
        Ok(found)
    }

    /// A client with the API key, if there is one: for what a session does in another way.
    pub fn key_client(&self, names: CredentialNames) -> Result<Option<Client>, Failure> {
        self.find_key(names)?.ok().map(|found| self.client_with(found)).transpose()
    }

    fn names_a_key(&self) -> bool {
        self.common.key.api_key.is_some() || self.common.key.api_key_path.is_some()
    }

    /// A client with the API key that is found, or else with the session of the account; in a dry run it cannot write.
    pub async fn client(&self, names: CredentialNames) -> Result<Client, Failure> {
        let missing = match self.find_key(names)? {
            Ok(found) => return self.client_with(found),
            Err(missing) => missing,
        };
        match self.account_with_session(names)? {
            None => Err(missing),
            Some(account) => match self.session_client(&account).await {
                Err(failure) if failure.exit_code == exit::CREDENTIALS => {
                    Err(missing.cause(failure.message).also(failure.causes, failure.hint))
                }
                client => client,
            },
        }
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
        let (key, elsewhere) = (&found.key, self.environment.get("SPACESHIP_ENDPOINT"));
        let which =
            (key.key_id().to_owned(), key.endpoint().or(elsewhere).map(str::to_owned), self.common.dry_run);
        self.clients.get(which, || {
            // Of all apps, since all share it.
            let ui = self.ui.of_all();
            let mut builder = Client::builder(found.key)
                .read_only(self.common.dry_run)
                .shared_by(self.clients.parts)
                .on_notice(move |notice| tell(&ui, notice));
            if let Some(endpoint) = elsewhere {
                builder = builder.endpoint(endpoint);
            }
            Ok(builder.build()?)
        })
    }

    /// Asks before changes are made. Without somebody to ask it is yes: the plan was shown, and a pipeline that runs the
    /// command means it.
    pub async fn agreed(&self, question: &str) -> Result<(), Failure> {
        if !self.ui.is_interactive() || self.ui.confirm(question).await? {
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

    /// The folder for what tools remember from run to run; nothing without a home folder.
    pub fn state_folder(&self) -> Option<PathBuf> {
        let state =
            self.environment.get("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        let base = state.or_else(|| Some(self.environment.home()?.join(".local/state")))?;
        Some(base.join("gantry"))
    }

    /// A path shown to the user: from the working folder where it is below it.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).display().to_string()
    }

    /// The value of an option: what was given, else the first of the variables that is set.
    pub fn text(&self, given: Option<&str>, names: &[&str]) -> Option<String> {
        given.map(str::to_owned).or_else(|| self.environment.first(names).map(|(_, value)| value.to_owned()))
    }

    /// The context with values for variables that are not set, as a file of options has them. Of two for one variable the
    /// first counts.
    #[must_use]
    pub fn with_defaults<'a>(&self, defaults: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let mut context = self.clone();
        for (name, value) in defaults {
            context.environment.set(name, value, false);
        }
        context
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

pub(crate) fn tell(ui: &Ui, notice: &Notice) {
    match notice {
        Notice::Waiting { wait, .. } | Notice::Burst { wait } if *wait < NOTICEABLE => {}
        Notice::BudgetLow { .. } | Notice::Slowed { .. } | Notice::ShareUsed { .. } => ui.warn(notice),
        _ => ui.step(notice),
    }
}

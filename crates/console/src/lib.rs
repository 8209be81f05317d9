//! What all of Gantry's binaries share: arguments, where credentials are found, output, plans, errors and exit
//! codes. A tool's `main` is one call of [`run`].

mod account;
mod app;
mod appfile;
mod apps;
mod arguments;
mod ci;
mod clients;
mod code_quality;
mod context;
mod credentials;
pub mod diff;
mod dotenv;
mod environment;
pub mod exit;
mod failure;
mod files;
mod finding;
mod harmless;
mod job_log;
mod junit;
mod nearest;
mod outputs;
mod plan;
mod progress;
mod prompt;
mod ruby;
mod run;
#[cfg(test)]
mod schemas;
mod settings_file;
mod spelling;
mod table;
mod trace;
mod ui;
mod voice;

pub use account::{Account, CredentialNames, Living, Remembered, TeamNames, Teams};
pub use app::find_app;
pub use appfile::Appfile;
pub use apps::{AppEntry, AppsArgs, GantryFile, Scope, Shard};
pub use arguments::{Common, KeyArgs, LoginArgs, OutputFormat, ProviderArgs, TeamArgs, boolean};
pub use context::Context;
pub use credentials::FoundKey;
pub use environment::{Environment, VARIABLES, Variable};
pub use failure::{AppleAnswer, AppleError, Failure};
pub use files::read_file;
pub use finding::Finding;
pub use nearest::did_you_mean;
pub use outputs::{Outputs, hand_on};
pub use plan::{Action, Change, Plan};
pub use progress::{Progress, Waiting};
pub use ruby::Setting;
pub use run::{Tool, run};
pub use settings_file::SettingsFile;
pub use table::{details, table};
pub use ui::{Report, Ui, terminal_width};

//! `spaceship auth status`.

use clap::{Args, ValueEnum};
use console::{Context, Failure, Report, exit};
use serde::Serialize;
use spaceship::resources::App;

use crate::cli::KEY_NAMES;

/// See which key is found and whether Apple takes it.
#[derive(Debug, Args)]
pub(crate) struct AuthArgs {
    /// What to do.
    #[arg(value_enum, default_value_t)]
    what: What,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum What {
    /// Find the key, and ask Apple one small question with it.
    #[default]
    Status,
}

#[derive(Debug, Serialize)]
struct Status {
    key_id: String,
    issuer_id: Option<String>,
    origin: String,
    accepted: bool,
    requests_left: Option<u32>,
    requests_an_hour: Option<u32>,
}

impl Report for Status {
    fn text(&self) -> String {
        let kind = self
            .issuer_id
            .as_ref()
            .map_or_else(|| "individual key".into(), |issuer| format!("issuer {issuer}"));
        let budget = match (self.requests_left, self.requests_an_hour) {
            (Some(left), Some(all)) => format!("{left} of {all} requests are left this hour"),
            _ => "Apple does not tell the budget".into(),
        };
        format!("key {} ({kind}) from {}\nApple takes it; {budget}", self.key_id, self.origin)
    }
}

pub(crate) async fn run(args: &AuthArgs, context: &Context) -> Result<u8, Failure> {
    let What::Status = args.what;
    let found = context.key(KEY_NAMES)?;
    let client = context.client(KEY_NAMES)?;
    client.list::<App>().fields("apps", "bundleId").limit(1).page().await?;
    context.ui.report(&Status {
        key_id: found.key.key_id().to_owned(),
        issuer_id: found.key.issuer_id().map(str::to_owned),
        origin: found.origin,
        accepted: true,
        requests_left: client.budget().remaining(),
        requests_an_hour: client.budget().limit(),
    });
    Ok(exit::DONE)
}

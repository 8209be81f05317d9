//! `spaceship auth status`.

use console::{Context, Failure, Report, exit};
use serde::Serialize;
use spaceship::resources::App;

use crate::cli::KEY_NAMES;

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Status {
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

pub(super) async fn run(context: &Context) -> Result<u8, Failure> {
    let found = context.key(KEY_NAMES)?;
    let mut status = Status {
        key_id: found.key.key_id().to_owned(),
        issuer_id: found.key.issuer_id().map(str::to_owned),
        origin: found.origin.clone(),
        accepted: true,
        requests_left: None,
        requests_an_hour: None,
    };
    let client = context.client_with(found)?;
    client.list::<App>().fields("apps", "bundleId").limit(1).page().await?;
    status.requests_left = client.budget().remaining();
    status.requests_an_hour = client.budget().limit();
    context.ui.report(&status);
    Ok(exit::DONE)
}

//! `cert list`.

use clap::Args;
use console::{Context, Failure, Report, exit, table};
use serde::Serialize;
use spaceship::resources::Certificate;

use crate::cli::KEY_NAMES;

/// List the team's certificates.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {}

#[derive(Debug, Serialize)]
struct Listed {
    id: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    name: Option<String>,
    serial: Option<String>,
    expires: Option<String>,
}

#[derive(Debug, Serialize)]
struct List {
    certificates: Vec<Listed>,
}

impl Report for List {
    fn text(&self) -> String {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let rows = self.certificates.iter().map(|one| {
            [one.id.clone(), text(&one.kind), text(&one.name), text(&one.serial), text(&one.expires)]
        });
        table(&["id", "type", "name", "serial", "expires"], rows)
    }
}

pub(crate) async fn run(_args: &ListArgs, context: &Context) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES)?;
    let (all, _) = client.list::<Certificate>().all().await?;
    let listed = all.into_iter().map(|one| Listed {
        id: one.id.to_string(),
        kind: one.attributes.certificate_type.map(|kind| kind.to_string()),
        name: one.attributes.name,
        serial: one.attributes.serial_number,
        expires: one.attributes.expiration_date,
    });
    context.ui.report(&List { certificates: listed.collect() });
    Ok(exit::DONE)
}

//! `cert list`.

use clap::Args;
use console::{Context, Failure, Report, exit, table};
use serde::Serialize;
use spaceship::jsonapi::Resource;
use spaceship::resources::Certificate;

use crate::choice::read;
use crate::cli::KEY_NAMES;
use crate::keys::{self, KeyAtHand, matching};
use crate::places::PlaceArgs;

/// List the team's certificates, and where their private keys are.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    places: PlaceArgs,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Listed {
    id: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    name: Option<String>,
    serial: Option<String>,
    expires: Option<String>,
    key_path: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct List {
    certificates: Vec<Listed>,
}

impl Report for List {
    fn text(&self) -> String {
        if self.certificates.is_empty() {
            return "the team has no certificates".into();
        }
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let rows = self.certificates.iter().map(|one| {
            let expires = text(&one.expires).split('T').next().unwrap_or_default().to_owned();
            [
                one.id.clone(),
                text(&one.kind),
                text(&one.name),
                text(&one.serial),
                expires,
                text(&one.key_path),
            ]
        });
        table(&["id", "type", "name", "serial", "expires", "private key"], rows)
    }
}

pub(crate) async fn run(args: &ListArgs, context: &Context) -> Result<u8, Failure> {
    let places = args.places.settle(context)?;
    let client = context.client(KEY_NAMES).await?;
    let (all, _) = client.list::<Certificate>().all().await?;
    let keys = keys::at_hand(&places, context);
    let certificates = all.into_iter().map(|one| listed(one, &keys, context)).collect();
    context.ui.report(&List { certificates });
    Ok(exit::DONE)
}

fn listed(one: Resource<Certificate>, keys: &[KeyAtHand], context: &Context) -> Listed {
    let key = read(&one).and_then(|held| matching(keys, &held.certificate));
    Listed {
        id: one.id.to_string(),
        key_path: key.map(|key| context.shown(&key.path)),
        kind: one.attributes.certificate_type.map(|kind| kind.to_string()),
        name: one.attributes.name,
        serial: one.attributes.serial_number,
        expires: one.attributes.expiration_date,
    }
}

//! `spaceship app-groups`, `merchant-ids`, `icloud-containers`, `website-push-ids` and `pass-type-ids`.
//!
//! The official API knows merchants and passes; the others only the Developer Portal has. Where there is a key and it
//! reaches, it is used.

use clap::{Args, Subcommand};
use console::{Action, Change, Context, Failure, TeamArgs, exit};
use futures::TryStreamExt;
use serde::Serialize;
use spaceship::jsonapi::Id;
use spaceship::portal::{Identifier, IdentifierKind, Platform, Portal};
use spaceship::resources::{MerchantId, NewMerchantId, NewPassTypeId, PassTypeId};
use spaceship::{Client, Error};

use crate::cli::KEY_NAMES;
use crate::edits::{self, Edit};
use crate::listing::{self, Row};

/// See, create and delete identifiers of a kind.
#[derive(Debug, Args)]
pub(crate) struct IdentifiersArgs {
    #[command(flatten)]
    team: TeamArgs,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List those of the team.
    List,
    /// Create one, unless the team has it.
    Create {
        /// The identifier, with the beginning of its kind, such as group.com.example.
        identifier: String,
        /// Its name; made of the identifier where none is given.
        #[arg(long)]
        name: Option<String>,
    },
    /// Delete one.
    Delete {
        /// The identifier, or Apple's id of it.
        identifier: String,
    },
}

/// One as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    id: String,
    identifier: String,
    name: String,
}

impl Row for Listed {
    const COLUMNS: &'static [&'static str] = &["id", "identifier", "name"];

    fn cells(&self) -> Vec<String> {
        vec![self.id.clone(), self.identifier.clone(), self.name.clone()]
    }
}

/// How a kind is dealt with.
struct Way {
    kind: IdentifierKind,
    /// What it is called.
    what: &'static str,
    /// What its identifiers begin with.
    beginning: &'static str,
    access: Access,
}

enum Access {
    /// The official API, which has merchants and passes.
    Api(Client),
    Portal(Portal),
}

fn beginning(kind: IdentifierKind) -> (&'static str, &'static str) {
    match kind {
        IdentifierKind::AppGroup => ("app group", "group."),
        IdentifierKind::CloudContainer => ("iCloud container", "iCloud."),
        IdentifierKind::PassType => ("pass type id", "pass."),
        IdentifierKind::WebsitePush => ("website push id", "web."),
        IdentifierKind::Merchant => ("merchant id", "merchant."),
    }
}

pub(crate) async fn run(
    kind: IdentifierKind,
    args: IdentifiersArgs,
    context: &Context,
) -> Result<u8, Failure> {
    let context = &args.team.applied(context);
    let (what, start) = beginning(kind);
    if let Verb::Create { identifier, .. } = &args.verb {
        check(identifier, what, start)?;
    }
    let access = match kind {
        IdentifierKind::Merchant | IdentifierKind::PassType => context.key_client(KEY_NAMES)?,
        _ => None,
    };
    let access = match access {
        Some(client) => Access::Api(client),
        None => Access::Portal(context.portal(&context.account(KEY_NAMES)?).await?),
    };
    let way = Way { kind, what, beginning: start, access };
    let there = way.all().await?;
    let edits = match args.verb {
        Verb::List => return Ok(listing::show(there, context)),
        Verb::Create { identifier, .. } if there.iter().any(|one| one.identifier == identifier) => Vec::new(),
        Verb::Create { identifier, name } => {
            let name = name.unwrap_or_else(|| way.name_of(&identifier));
            vec![IdentifierEdit::Create { way: &way, identifier, name }]
        }
        Verb::Delete { identifier } => {
            let found = there.into_iter().find(|one| one.identifier == identifier || one.id == identifier);
            let found = found.ok_or_else(|| {
                Failure::new(exit::NOT_FOUND, format!("the team has no {what} {identifier}"))
            })?;
            vec![IdentifierEdit::Delete { way: &way, there: found }]
        }
    };
    let question =
        edits.iter().any(|edit| matches!(edit, IdentifierEdit::Delete { .. })).then_some("Delete it?");
    edits::run(&format!("{what}s"), edits, question, context).await
}

impl Way {
    async fn all(&self) -> Result<Vec<Listed>, Error> {
        let row = |id: String, identifier: Option<String>, name: Option<String>| Listed {
            id,
            identifier: identifier.unwrap_or_default(),
            name: name.unwrap_or_default(),
        };
        match (&self.access, self.kind) {
            (Access::Api(client), IdentifierKind::Merchant) => {
                let (all, _) = client.list::<MerchantId>().all().await?;
                let rows = all
                    .into_iter()
                    .map(|one| row(one.id.to_string(), one.attributes.identifier, one.attributes.name));
                Ok(rows.collect())
            }
            (Access::Api(client), _) => {
                let (all, _) = client.list::<PassTypeId>().all().await?;
                let rows = all
                    .into_iter()
                    .map(|one| row(one.id.to_string(), one.attributes.identifier, one.attributes.name));
                Ok(rows.collect())
            }
            (Access::Portal(portal), kind) => {
                let all = portal.identifiers(kind, Platform::Ios).try_collect::<Vec<_>>().await?;
                Ok(all.into_iter().map(|one| row(one.id, Some(one.identifier), Some(one.name))).collect())
            }
        }
    }

    async fn create(&self, identifier: &str, name: &str) -> Result<(), Error> {
        match (&self.access, self.kind) {
            (Access::Api(client), IdentifierKind::Merchant) => {
                client.create(&NewMerchantId::new(name.to_owned(), identifier.to_owned())).await.map(drop)
            }
            (Access::Api(client), _) => {
                client.create(&NewPassTypeId::new(name.to_owned(), identifier.to_owned())).await.map(drop)
            }
            (Access::Portal(portal), kind) => {
                portal.create_identifier(kind, Platform::Ios, identifier, name).await.map(drop)
            }
        }
    }

    async fn delete(&self, there: &Listed) -> Result<(), Error> {
        match (&self.access, self.kind) {
            (Access::Api(client), IdentifierKind::Merchant) => {
                client.delete::<MerchantId>(&Id::new(there.id.as_str())).await
            }
            (Access::Api(client), _) => client.delete::<PassTypeId>(&Id::new(there.id.as_str())).await,
            (Access::Portal(portal), kind) => {
                let identifier = Identifier {
                    kind,
                    platform: Platform::Ios,
                    id: there.id.clone(),
                    name: there.name.clone(),
                    identifier: there.identifier.clone(),
                    prefix: String::new(),
                    status: String::new(),
                };
                portal.delete_identifier(&identifier).await
            }
        }
    }

    /// A name for an identifier that was given none: Apple takes no dots in most of them.
    fn name_of(&self, identifier: &str) -> String {
        identifier.strip_prefix(self.beginning).unwrap_or(identifier).replace(['.', '-'], " ")
    }
}

enum IdentifierEdit<'a> {
    Create { way: &'a Way, identifier: String, name: String },
    Delete { way: &'a Way, there: Listed },
}

impl Edit for IdentifierEdit<'_> {
    fn change(&self) -> Change {
        match self {
            Self::Create { way, identifier, name } => {
                Change::new(Action::Create, way.what, identifier).from_to(None, Some(name))
            }
            Self::Delete { way, there } => Change::new(Action::Delete, way.what, &there.identifier),
        }
    }

    async fn apply(&self) -> Result<(), Error> {
        match self {
            Self::Create { way, identifier, name } => way.create(identifier, name).await,
            Self::Delete { way, there } => way.delete(there).await,
        }
    }
}

/// Refuses what Apple takes as no identifier of the kind.
fn check(identifier: &str, what: &str, start: &str) -> Result<(), Failure> {
    let fits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    match identifier.strip_prefix(start) {
        Some(rest) if rest.split('.').all(fits) => Ok(()),
        Some(_) => Err(Failure::invalid(format!("`{identifier}` is no {what}")).hint(format!(
            "after {start} it is made of letters, digits and hyphens, in parts with dots between them"
        ))),
        None => Err(Failure::invalid(format!("`{identifier}` is no {what}: it begins with {start}"))
            .hint(format!("{start}{identifier} may be meant"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_begin_as_their_kind_does() {
        let kinds = [
            (IdentifierKind::AppGroup, "group.com.example"),
            (IdentifierKind::CloudContainer, "iCloud.com.example"),
            (IdentifierKind::PassType, "pass.com.example"),
            (IdentifierKind::WebsitePush, "web.com.example"),
            (IdentifierKind::Merchant, "merchant.com.example"),
        ];
        for (kind, good) in kinds {
            let (what, start) = beginning(kind);
            assert!(check(good, what, start).is_ok(), "{good}");
            for bad in [
                "com.example",
                "",
                start,
                &format!("{start}a..b"),
                &format!("{start}a b"),
                &format!("{start}ä"),
            ] {
                assert!(check(bad, what, start).is_err(), "{bad}");
            }
        }
    }
}

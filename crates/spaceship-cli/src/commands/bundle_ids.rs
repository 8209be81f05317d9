//! `spaceship bundle-ids`.

use clap::{Args, Subcommand, ValueEnum};
use console::{Action, Change, Context, Failure};
use serde::Serialize;
use spaceship::jsonapi::Resource;
use spaceship::resources::{BundleId, BundleIdPlatform, NewBundleId};
use spaceship::{Client, Error};

use crate::bundle_ids::{exactly, find};
use crate::cli::KEY_NAMES;
use crate::edits::{self, Edit};
use crate::listing::{self, Row, word};

/// See, create and delete bundle ids.
#[derive(Debug, Args)]
pub(crate) struct BundleIdsArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the account's bundle ids.
    List,
    /// Create a bundle id, unless the account has it.
    Create {
        /// The identifier, such as com.example.app, or com.example.* for a wildcard.
        identifier: String,
        /// Its name, in letters, digits and spaces; made of the identifier where none is given.
        #[arg(long)]
        name: Option<String>,
        /// The platform it is for.
        #[arg(long, value_enum, default_value_t)]
        platform: Platform,
    },
    /// Delete a bundle id. Apple refuses it while an app has it.
    Delete {
        /// The identifier, or Apple's id of it.
        identifier: String,
    },
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Platform {
    /// iOS, iPadOS, tvOS, watchOS and visionOS.
    #[default]
    Ios,
    /// macOS.
    Mac,
    /// All of them.
    Universal,
}

impl From<Platform> for BundleIdPlatform {
    fn from(platform: Platform) -> Self {
        match platform {
            Platform::Ios => Self::Ios,
            Platform::Mac => Self::MacOs,
            Platform::Universal => Self::Universal,
        }
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    id: String,
    identifier: Option<String>,
    name: Option<String>,
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    platform: Option<BundleIdPlatform>,
    seed_id: Option<String>,
}

impl Row for Listed {
    const COLUMNS: &'static [&'static str] = &["id", "identifier", "name", "platform", "team"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.clone(),
            word(self.identifier.as_ref()),
            word(self.name.as_ref()),
            word(self.platform.as_ref()),
            word(self.seed_id.as_ref()),
        ]
    }
}

enum BundleIdEdit<'a> {
    Create(&'a Client, NewBundleId),
    Delete(&'a Client, Resource<BundleId>),
}

impl Edit for BundleIdEdit<'_> {
    fn change(&self) -> Change {
        match self {
            Self::Create(_, new) => {
                Change::new(Action::Create, "bundle id", &new.identifier).from_to(None, Some(&new.name))
            }
            Self::Delete(_, there) => {
                let name = there.attributes.identifier.clone().unwrap_or_else(|| there.id.to_string());
                Change::new(Action::Delete, "bundle id", name)
            }
        }
    }

    async fn apply(&self) -> Result<(), Error> {
        match self {
            Self::Create(client, new) => {
                let find = async || exactly(client, &new.identifier).await;
                client.create_once(new, find).await.map(drop)
            }
            Self::Delete(client, there) => client.delete(&there.id).await,
        }
    }
}

pub(crate) async fn run(args: BundleIdsArgs, context: &Context) -> Result<u8, Failure> {
    let client = match &args.verb {
        Verb::Create { identifier, .. } => {
            check(identifier)?;
            context.client(KEY_NAMES).await?
        }
        _ => context.client(KEY_NAMES).await?,
    };
    let edits = match args.verb {
        Verb::List => {
            let row = |one: Resource<BundleId>, _: &_| Listed {
                id: one.id.to_string(),
                identifier: one.attributes.identifier,
                name: one.attributes.name,
                platform: one.attributes.platform,
                seed_id: one.attributes.seed_id,
            };
            return listing::stream(client.list::<BundleId>(), context, row).await;
        }
        Verb::Create { ref identifier, .. } if exactly(&client, identifier).await?.is_some() => Vec::new(),
        Verb::Create { identifier, name, platform } => {
            let name = name.map_or_else(|| cleaned(&identifier), |name| cleaned(&name));
            vec![BundleIdEdit::Create(&client, NewBundleId::new(name, platform.into(), identifier))]
        }
        Verb::Delete { identifier } => vec![BundleIdEdit::Delete(&client, find(&client, &identifier).await?)],
    };
    let question = edits.iter().any(|edit| matches!(edit, BundleIdEdit::Delete(..))).then_some("Delete it?");
    edits::run("bundle ids", edits, question, context).await
}

/// A name of letters, digits and spaces: Apple refuses other characters.
fn cleaned(name: &str) -> String {
    let letters = name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' });
    letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Refuses what Apple takes as no identifier: letters, digits, hyphens and dots, with a `*` as the last part at most.
fn check(identifier: &str) -> Result<(), Failure> {
    let plain = identifier.strip_suffix(".*").unwrap_or(identifier);
    let fits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if identifier == "*" || plain.split('.').all(fits) {
        return Ok(());
    }
    Err(Failure::invalid(format!("`{identifier}` is no bundle id"))
        .hint("it is made of letters, digits and hyphens, in parts with dots between them: com.example.app"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_what_apple_refuses() {
        assert_eq!(cleaned("com.example.tide-table"), "com example tide table");
        assert_eq!(cleaned("  Tide & Table™ "), "Tide Table");
    }

    #[test]
    fn identifiers_are_checked_before_anything_is_sent() {
        for good in ["com.example.app", "com.example.*", "*", "a-b.C3"] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in ["", ".", "com..app", "com.example.app.", "com.ex*mple", "com.example app", "com.exämple"]
        {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}

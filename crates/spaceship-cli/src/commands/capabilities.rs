//! `spaceship capabilities`.

use clap::{Args, Subcommand};
use console::{Action, Change, Context, Failure, exit};
use serde::Serialize;
use serde_json::Value;
use spaceship::client::Field;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    BundleId, BundleIdCapability, BundleIdCapabilityUpdate, CapabilitySetting, CapabilityType,
    NewBundleIdCapability,
};
use spaceship::{Client, Error};

use crate::bundle_ids::find;
use crate::cli::KEY_NAMES;
use crate::edits::{self, Edit};
use crate::listing::{self, Row};

/// See, enable and disable the capabilities of a bundle id.
#[derive(Debug, Args)]
pub(crate) struct CapabilitiesArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the capabilities that a bundle id has.
    List {
        /// The identifier, or Apple's id of it.
        bundle_id: String,
    },
    /// Enable capabilities. Profiles of the bundle id become invalid when they change.
    Enable {
        /// The identifier, or Apple's id of it.
        bundle_id: String,
        /// Apple's words, such as PUSH_NOTIFICATIONS, in either case.
        #[arg(required = true)]
        capabilities: Vec<String>,
        /// A setting, as KEY=OPTION, such as ICLOUD_VERSION=XCODE_6.
        #[arg(long = "setting", value_name = "KEY=OPTION")]
        settings: Vec<String>,
    },
    /// Disable capabilities.
    Disable {
        /// The identifier, or Apple's id of it.
        bundle_id: String,
        /// Apple's words, such as PUSH_NOTIFICATIONS, in either case.
        #[arg(required = true)]
        capabilities: Vec<String>,
    },
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    id: String,
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    capability: Option<CapabilityType>,
    #[cfg_attr(test, schemars(with = "Option<Vec<serde_json::Value>>"))]
    settings: Option<Vec<CapabilitySetting>>,
}

impl Row for Listed {
    const COLUMNS: &'static [&'static str] = &["capability", "settings"];

    fn cells(&self) -> Vec<String> {
        let settings = self.settings.iter().flatten().map(shown).collect::<Vec<_>>();
        vec![listing::word(self.capability.as_ref()), settings.join(", ")]
    }
}

enum CapabilityEdit<'a> {
    Enable(&'a Client, NewBundleIdCapability),
    Set(&'a Client, Resource<BundleIdCapability>, Vec<CapabilitySetting>),
    Disable(&'a Client, Resource<BundleIdCapability>),
}

impl Edit for CapabilityEdit<'_> {
    fn change(&self) -> Change {
        match self {
            Self::Enable(_, new) => {
                let settings = new.settings.iter().flatten().map(shown).collect::<Vec<_>>().join(", ");
                let settings = Some(settings.as_str()).filter(|settings| !settings.is_empty());
                Change::new(Action::Create, "capability", new.capability_type.as_str())
                    .from_to(None, settings)
            }
            Self::Set(_, there, settings) => {
                let text = |all: &[CapabilitySetting]| all.iter().map(shown).collect::<Vec<_>>().join(", ");
                let before = there.attributes.settings.as_deref().map(text);
                Change::new(Action::Update, "capability", kind(there))
                    .from_to(before.as_deref(), Some(&text(settings)))
            }
            Self::Disable(_, there) => Change::new(Action::Delete, "capability", kind(there)),
        }
    }

    async fn apply(&self) -> Result<(), Error> {
        match self {
            // Apple answers the capability that is there already, where one is: a repetition does no harm.
            Self::Enable(client, new) => client.create_once(new, async || Ok(None)).await.map(drop),
            Self::Set(client, there, settings) => {
                let settings = Field::Set(settings.clone());
                let update = BundleIdCapabilityUpdate { settings, ..BundleIdCapabilityUpdate::default() };
                client.update(&there.id, &update).await.map(drop)
            }
            Self::Disable(client, there) => client.delete(&there.id).await,
        }
    }
}

pub(crate) async fn run(args: CapabilitiesArgs, context: &Context) -> Result<u8, Failure> {
    match args.verb {
        Verb::List { bundle_id } => {
            let client = context.client(KEY_NAMES).await?;
            let (_, mut there) = gathered(&client, &bundle_id).await?;
            there.sort_by_key(kind);
            let row = |one: Resource<BundleIdCapability>| Listed {
                id: one.id.to_string(),
                capability: one.attributes.capability_type,
                settings: one.attributes.settings,
            };
            Ok(listing::show(there.into_iter().map(row).collect(), context))
        }
        Verb::Enable { bundle_id, capabilities, settings } => {
            let wanted = known(&capabilities)?;
            let settings = settings.iter().map(|text| setting(text)).collect::<Result<Vec<_>, _>>()?;
            if !settings.is_empty() && wanted.len() > 1 {
                return Err(Failure::new(exit::USAGE, "--setting goes with one capability"));
            }
            let client = context.client(KEY_NAMES).await?;
            let (id, there) = gathered(&client, &bundle_id).await?;
            let edits = wanted.into_iter().filter_map(|kind| enabling(&client, &id, kind, &settings, &there));
            edits::run(&bundle_id, edits.collect(), None, context).await
        }
        Verb::Disable { bundle_id, capabilities } => {
            let unwanted = known(&capabilities)?;
            let client = context.client(KEY_NAMES).await?;
            let (_, there) = gathered(&client, &bundle_id).await?;
            let goes = |one: &Resource<BundleIdCapability>| {
                one.attributes.capability_type.as_ref().is_some_and(|kind| unwanted.contains(kind))
            };
            let edits = there.into_iter().filter(goes).map(|one| CapabilityEdit::Disable(&client, one));
            edits::run(&bundle_id, edits.collect(), Some("Disable it?"), context).await
        }
    }
}

type Capabilities = Vec<Resource<BundleIdCapability>>;

async fn gathered(client: &Client, bundle_id: &str) -> Result<(Id<BundleId>, Capabilities), Failure> {
    let id = find(client, bundle_id).await?.id;
    let list = client.list_related::<BundleId, BundleIdCapability>(&id, "bundleIdCapabilities");
    let (there, _) = list.all().await?;
    Ok((id, there))
}

fn enabling<'a>(
    client: &'a Client,
    id: &Id<BundleId>,
    wanted: CapabilityType,
    settings: &[CapabilitySetting],
    there: &[Resource<BundleIdCapability>],
) -> Option<CapabilityEdit<'a>> {
    match there.iter().find(|one| one.attributes.capability_type.as_ref() == Some(&wanted)) {
        None => {
            let mut new = NewBundleIdCapability::new(wanted, id.clone());
            new.settings = (!settings.is_empty()).then(|| settings.to_vec());
            Some(CapabilityEdit::Enable(client, new))
        }
        Some(one) => {
            let before = one.attributes.settings.iter().flatten().map(shown).collect::<Vec<_>>();
            let same = settings.iter().all(|setting| before.contains(&shown(setting)));
            (!same).then(|| CapabilityEdit::Set(client, one.clone(), settings.to_vec()))
        }
    }
}

/// Apple's words for capabilities. Its list grows: a word that resembles none that is known is sent as it is.
fn known(words: &[String]) -> Result<Vec<CapabilityType>, Failure> {
    let read = |word: &String| {
        let upper = word.to_uppercase().replace('-', "_");
        let near = catalogue::nearest(&upper, CapabilityType::WORDS.iter().copied());
        match near.filter(|_| !CapabilityType::WORDS.contains(&upper.as_str())) {
            Some(near) => {
                Err(Failure::invalid(format!("`{word}` is no capability (did you mean `{near}`?)")))
            }
            None => Ok(CapabilityType::from(upper.as_str())),
        }
    };
    words.iter().map(read).collect()
}

/// A setting in Apple's form: a key with the one option that is chosen.
fn setting(text: &str) -> Result<CapabilitySetting, Failure> {
    let wrong = || Failure::new(exit::USAGE, format!("--setting `{text}` is not of the form KEY=OPTION"));
    let (key, option) = text.split_once('=').ok_or_else(wrong)?;
    let json = serde_json::json!({ "key": key, "options": [{ "key": option, "enabled": true }] });
    serde_json::from_value(json).map_err(|_| wrong())
}

fn shown(setting: &CapabilitySetting) -> String {
    // What was read from JSON can be written as JSON; the settings have more members than anybody wants to see.
    let json = serde_json::to_value(setting).unwrap_or_default();
    let options = json["options"].as_array().into_iter().flatten();
    let chosen = options
        .filter(|option| option["enabled"] != Value::Bool(false))
        .filter_map(|option| option["key"].as_str());
    format!("{}={}", json["key"].as_str().unwrap_or_default(), chosen.collect::<Vec<_>>().join("+"))
}

fn kind(capability: &Resource<BundleIdCapability>) -> String {
    capability
        .attributes
        .capability_type
        .as_ref()
        .map_or_else(|| capability.id.to_string(), ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capabilities_are_read_in_either_case_and_new_ones_are_taken() {
        let words = ["push-notifications", "ICLOUD", "quantum-leap"].map(String::from);
        let known = known(&words).unwrap();
        assert_eq!(known[0].as_str(), "PUSH_NOTIFICATIONS");
        assert_eq!(known[2].as_str(), "QUANTUM_LEAP");
        let failure = super::known(&["PUSH_NOTIFICATION".into()]).unwrap_err();
        assert!(failure.message.contains("`PUSH_NOTIFICATIONS`"), "{failure}");
    }

    #[test]
    fn a_setting_is_a_key_with_an_option() {
        assert_eq!(shown(&setting("ICLOUD_VERSION=XCODE_6").unwrap()), "ICLOUD_VERSION=XCODE_6");
        assert_eq!(setting("ICLOUD_VERSION").unwrap_err().exit_code, exit::USAGE);
    }
}

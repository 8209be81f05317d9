//! `spaceship devices`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use console::{Context, Failure, exit};
use serde::Serialize;
use spaceship::Client;
use spaceship::jsonapi::Resource;
use spaceship::resources::{BundleIdPlatform, Device, DeviceStatus};

use crate::cli::KEY_NAMES;
use crate::devices::{self, DeviceEdit, Step, WantedDevice, check_udid};
use crate::edits;
use crate::listing::{self, Row, day, word};

/// See, register, rename, enable and disable devices.
#[derive(Debug, Args)]
pub(crate) struct DevicesArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the account's devices.
    List {
        /// Those of a platform only.
        #[arg(long, value_enum)]
        platform: Option<Platform>,
        /// Those that are enabled, or those that are disabled, only.
        #[arg(long, value_enum)]
        status: Option<Status>,
    },
    /// Register a device, unless the account has it.
    Register {
        /// The name that it gets.
        name: String,
        /// Its UDID.
        udid: String,
        /// Its platform.
        #[arg(long, value_enum, default_value_t)]
        platform: Platform,
    },
    /// Give a device another name.
    Rename {
        /// The device: its UDID, its id or its name.
        device: String,
        /// The new name.
        name: String,
    },
    /// Take devices into profiles again.
    Enable {
        /// The devices: UDIDs, ids or names.
        #[arg(required = true)]
        devices: Vec<String>,
    },
    /// Leave devices out of profiles. Their places in the account stay taken until the membership is renewed.
    Disable {
        /// The devices: UDIDs, ids or names.
        #[arg(required = true)]
        devices: Vec<String>,
    },
    /// Register the devices of a file that the account does not have: fastlane's devices file, separated by tabs, or a
    /// `.deviceids` property list.
    Import {
        /// The file.
        file: PathBuf,
        /// The platform of devices of which the file tells none.
        #[arg(long, value_enum, default_value_t)]
        platform: Platform,
    },
    /// Bring the devices of one account to another: registered where missing, named and enabled alike.
    Sync {
        /// The JSON key file of the account that has them.
        #[arg(long, value_name = "KEY")]
        from: PathBuf,
        /// The JSON key file of the account that gets them.
        #[arg(long, value_name = "KEY")]
        to: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Platform {
    /// iPhone, iPad, Apple TV, Apple Watch and Vision Pro.
    #[default]
    Ios,
    /// Macs.
    Mac,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Status {
    /// In profiles.
    Enabled,
    /// Left out of profiles.
    Disabled,
}

impl From<Platform> for BundleIdPlatform {
    fn from(platform: Platform) -> Self {
        match platform {
            Platform::Ios => Self::Ios,
            Platform::Mac => Self::MacOs,
        }
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    id: String,
    name: Option<String>,
    udid: Option<String>,
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    platform: Option<BundleIdPlatform>,
    class: Option<String>,
    model: Option<String>,
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    status: Option<DeviceStatus>,
    added: Option<String>,
}

impl Row for Listed {
    const COLUMNS: &'static [&'static str] = &["name", "udid", "class", "model", "status", "added"];

    fn cells(&self) -> Vec<String> {
        vec![
            word(self.name.as_ref()),
            word(self.udid.as_ref()),
            word(self.class.as_ref()),
            word(self.model.as_ref()),
            word(self.status.as_ref()),
            day(self.added.as_ref()),
        ]
    }
}

impl From<Resource<Device>> for Listed {
    fn from(device: Resource<Device>) -> Self {
        let attributes = device.attributes;
        Self {
            id: device.id.to_string(),
            name: attributes.name,
            udid: attributes.udid,
            platform: attributes.platform,
            class: attributes.device_class.map(|class| class.to_string()),
            model: attributes.model,
            status: attributes.status,
            added: attributes.added_date,
        }
    }
}

pub(crate) async fn run(args: DevicesArgs, context: &Context) -> Result<u8, Failure> {
    match args.verb {
        Verb::List { platform, status } => list(platform, status, context).await,
        Verb::Register { name, udid, platform } => {
            check_udid(&udid).map_err(Failure::invalid)?;
            register(&[WantedDevice { udid, name, platform: platform.into() }], "devices", context).await
        }
        Verb::Rename { device, name } => {
            let rename = |found: &Resource<Device>| {
                let before = found.attributes.name.clone().unwrap_or_default();
                let udid = found.attributes.udid.clone().unwrap_or_default();
                (before != name).then(|| Step::Rename {
                    id: found.id.clone(),
                    udid,
                    before,
                    after: name.clone(),
                })
            };
            change(&[device], rename, context).await
        }
        Verb::Enable { devices } => {
            change(&devices, |found| switched(found, &DeviceStatus::Enabled), context).await
        }
        Verb::Disable { devices } => {
            change(&devices, |found| switched(found, &DeviceStatus::Disabled), context).await
        }
        Verb::Import { file, platform } => {
            let path = context.path(&file);
            let wanted = devices::read(&path, &platform.into())?;
            register(&wanted, &context.shown(&path), context).await
        }
        Verb::Sync { from, to } => sync(&from, &to, context).await,
    }
}

async fn list(platform: Option<Platform>, status: Option<Status>, context: &Context) -> Result<u8, Failure> {
    let mut list = context.client(KEY_NAMES).await?.list::<Device>();
    if let Some(platform) = platform {
        list = list.filter("platform", BundleIdPlatform::from(platform).as_str());
    }
    match status {
        Some(Status::Enabled) => list = list.filter("status", "ENABLED"),
        Some(Status::Disabled) => list = list.filter("status", "DISABLED"),
        None => {}
    }
    listing::stream(list, context, |device, _| Listed::from(device)).await
}

async fn register(wanted: &[WantedDevice], title: &str, context: &Context) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let (there, _) = client.list::<Device>().all().await?;
    apply(devices::registering(wanted, &there), title, &client, context).await
}

async fn change(
    named: &[String],
    step: impl Fn(&Resource<Device>) -> Option<Step>,
    context: &Context,
) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let (there, _) = client.list::<Device>().all().await?;
    let found = named.iter().map(|name| found(name, &there)).collect::<Result<Vec<_>, _>>()?;
    apply(found.into_iter().filter_map(step).collect(), "devices", &client, context).await
}

async fn sync(from: &Path, to: &Path, context: &Context) -> Result<u8, Failure> {
    let source = context.client_of_file(from, "--from")?;
    let target = context.client_of_file(to, "--to")?;
    let (from, there) = futures::try_join!(source.list::<Device>().all(), target.list::<Device>().all())?;
    apply(devices::syncing(&from.0, &there.0), "devices", &target, context).await
}

async fn apply(steps: Vec<Step>, title: &str, client: &Client, context: &Context) -> Result<u8, Failure> {
    let edits = steps.into_iter().map(|step| DeviceEdit { step, client }).collect();
    edits::run(title, edits, None, context).await
}

fn switched(device: &Resource<Device>, status: &DeviceStatus) -> Option<Step> {
    let (id, name) =
        (device.id.clone(), device.attributes.name.clone().unwrap_or_else(|| device.id.to_string()));
    let already = device.attributes.status.as_ref() == Some(status);
    match status {
        _ if already => None,
        DeviceStatus::Enabled => Some(Step::Enable { id, name }),
        _ => Some(Step::Disable { id, name }),
    }
}

/// The device that a UDID, an id or a name names. A name that several devices have names none of them.
fn found<'a>(word: &str, all: &'a [Resource<Device>]) -> Result<&'a Resource<Device>, Failure> {
    let udid = |one: &&Resource<Device>| {
        one.attributes.udid.as_ref().is_some_and(|udid| udid.eq_ignore_ascii_case(word))
    };
    if let Some(device) = all.iter().find(|one| one.id.as_str() == word || udid(one)) {
        return Ok(device);
    }
    let mut named = all.iter().filter(|one| one.attributes.name.as_deref() == Some(word));
    match (named.next(), named.next()) {
        (Some(device), None) => Ok(device),
        (Some(_), Some(_)) => {
            Err(Failure::invalid(format!("several devices have the name `{word}`"))
                .hint("give a UDID or an id"))
        }
        (None, _) => {
            let there = all.iter().filter_map(|one| one.attributes.name.as_deref());
            let near = catalogue::nearest(word, there).map(|near| format!(" (did you mean `{near}`?)"));
            let near = near.unwrap_or_default();
            Err(Failure::new(exit::NOT_FOUND, format!("the account has no device `{word}`{near}")))
        }
    }
}

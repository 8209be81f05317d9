//! Creates, lists, updates and deletes, as a careful program does them: it looks what is there, and makes what is
//! missing.

use std::collections::BTreeSet;

use futures::TryStreamExt;
use spaceship::client::Field;
use spaceship::resources::{
    App, BetaGroup, BetaGroupUpdate, BundleId, BundleIdUpdate, Device, DeviceUpdate, NewBetaGroup,
    NewBundleId, NewDevice,
};
use spaceship::{Client, Error};
use testkit::Simulator;

use super::Outcome;
use super::faults::rules;
use crate::World;
use crate::client::client;

const IDENTIFIERS: [&str; 4] = ["com.soak.one", "com.soak.two", "com.soak.three", "com.soak.four"];
/// What is deleted again.
const DELETED: &str = "com.soak.two";
const UDIDS: [&str; 3] =
    ["00008110-0000000000000A01", "00008110-0000000000000A02", "00008110-0000000000000A03"];
const GROUPS: [&str; 2] = ["Soak testers", "Soak friends"];

pub(super) fn run(seed: u64) -> Outcome {
    let world = World::with(&["--seed", &seed.to_string(), "--hour-limit", "100000"]);
    let simulator = world.simulator();
    let client = client(simulator);
    for rule in rules(seed) {
        simulator.fault(&rule);
    }
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let first = runtime.block_on(flow(&client));
    simulator.clear_faults();
    if let Some(wrong) = doubled(simulator) {
        return Outcome::Wrong(wrong);
    }
    if first.is_err()
        && let Err(error) = runtime.block_on(flow(&client))
    {
        return Outcome::Wrong(format!("the run after an error fails too: {error}"));
    }
    let state = state(simulator);
    if state != expected() {
        return Outcome::Wrong(format!("the state at the end is {state:?}"));
    }
    match first {
        Ok(()) => Outcome::Right,
        Err(error) if error.request().is_some() => Outcome::ClearError(error.to_string()),
        Err(error) => Outcome::Wrong(format!("the error does not say what failed: {error}")),
    }
}

async fn flow(client: &Client) -> Result<(), Error> {
    bundle_ids(client).await?;
    devices(client).await?;
    groups(client).await
}

async fn bundle_ids(client: &Client) -> Result<(), Error> {
    let there = async || client.list::<BundleId>().limit(2).stream().try_collect::<Vec<_>>().await;
    let named = |all: Vec<_>, identifier: &str| {
        let is = |one: &spaceship::jsonapi::Resource<BundleId>| {
            one.attributes.identifier.as_deref() == Some(identifier)
        };
        all.into_iter().find(is)
    };
    for identifier in IDENTIFIERS {
        if named(there().await?, identifier).is_none() {
            let new = NewBundleId::new("Soak".into(), "IOS".into(), identifier.into());
            client.create_once(&new, async || Ok(named(there().await?, identifier))).await?;
        }
    }
    for identifier in IDENTIFIERS {
        let Some(one) = named(there().await?, identifier) else { continue };
        if identifier == DELETED {
            client.delete(&one.id).await?;
        } else {
            let update = BundleIdUpdate { name: Field::Set("Soaked".into()) };
            client.update(&one.id, &update).await?;
        }
    }
    Ok(())
}

async fn devices(client: &Client) -> Result<(), Error> {
    let find = async |udid: &str| {
        let (all, _) = client.list::<Device>().filter("udid", udid).all().await?;
        Ok::<_, Error>(all.into_iter().next())
    };
    for udid in UDIDS {
        let device = if let Some(device) = find(udid).await? {
            device
        } else {
            let new = NewDevice::new("Soak".into(), "IOS".into(), udid.into());
            client.create_once(&new, async || find(udid).await).await?
        };
        let update = DeviceUpdate { name: Field::Set("Soaked".into()), ..DeviceUpdate::default() };
        client.update(&device.id, &update).await?;
    }
    Ok(())
}

async fn groups(client: &Client) -> Result<(), Error> {
    let app = client.list::<App>().first().await?;
    let app = app.ok_or_else(|| Error::custom(spaceship::ErrorKind::NotFound, "the simulator has no app"))?;
    let find = async |name: &str| {
        let list = client.list_related::<App, BetaGroup>(&app.id, "betaGroups");
        let all = list.stream().try_collect::<Vec<_>>().await?;
        Ok::<_, Error>(all.into_iter().find(|group| group.attributes.name.as_deref() == Some(name)))
    };
    for name in GROUPS {
        let group = if let Some(group) = find(name).await? {
            group
        } else {
            let new = NewBetaGroup::new(name.into(), app.id.clone());
            client.create_once(&new, async || find(name).await).await?
        };
        let update = BetaGroupUpdate { feedback_enabled: Field::Set(false), ..BetaGroupUpdate::default() };
        client.update(&group.id, &update).await?;
    }
    Ok(())
}

/// What the scenario cares for: type, identity and what it set.
fn facts(simulator: &Simulator) -> Vec<(&'static str, String, String)> {
    let mut facts = Vec::new();
    for (kind, identity, value) in [
        ("bundleIds", "identifier", "name"),
        ("devices", "udid", "name"),
        ("betaGroups", "name", "feedbackEnabled"),
    ] {
        for one in simulator.all(kind) {
            let text = |name: &str| one["attributes"][name].to_string().trim_matches('"').to_owned();
            let identity = text(identity);
            if identity.to_lowercase().contains("soak") || UDIDS.contains(&identity.as_str()) {
                facts.push((kind, identity, text(value)));
            }
        }
    }
    facts
}

fn doubled(simulator: &Simulator) -> Option<String> {
    let mut seen = BTreeSet::new();
    let twice =
        facts(simulator).into_iter().find(|(kind, identity, _)| !seen.insert((*kind, identity.clone())));
    twice.map(|(kind, identity, _)| format!("{kind} {identity} is there twice"))
}

fn state(simulator: &Simulator) -> BTreeSet<(&'static str, String, String)> {
    facts(simulator).into_iter().collect()
}

fn expected() -> BTreeSet<(&'static str, String, String)> {
    let kept = IDENTIFIERS.iter().filter(|identifier| **identifier != DELETED);
    let bundle_ids = kept.map(|identifier| ("bundleIds", *identifier, "Soaked"));
    let devices = UDIDS.iter().map(|udid| ("devices", *udid, "Soaked"));
    let groups = GROUPS.iter().map(|name| ("betaGroups", *name, "false"));
    let all = bundle_ids.chain(devices).chain(groups);
    all.map(|(kind, identity, value)| (kind, identity.to_owned(), value.to_owned())).collect()
}

//! Builds, groups and testers of a large team, shared out among its apps.

use super::fill::{all, draw, moment};
use super::people::{Person, person};
use crate::behaviours;
use crate::clock::apple_timestamp;
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::error::Error;
use crate::world::World;

/// How many builds a version has before the next begins.
const BUILDS_OF_A_VERSION: usize = 10;

/// In what state testers are, in about the shares that a public test has.
const STATES: [&str; 16] = [
    "INSTALLED",
    "INSTALLED",
    "INSTALLED",
    "INSTALLED",
    "INSTALLED",
    "INSTALLED",
    "INSTALLED",
    "INSTALLED",
    "ACCEPTED",
    "ACCEPTED",
    "ACCEPTED",
    "INVITED",
    "INVITED",
    "INVITED",
    "INVITED",
    "REVOKED",
];

/// Adds processed builds that were uploaded over the last half year; those older than ninety days have expired.
pub(super) fn builds(world: &mut World, count: usize) -> Result<(), Error> {
    let (apps, now) = (apps(world, "builds")?, world.now());
    for (number, app) in apps.iter().cycle().take(count).enumerate() {
        let of_app = number / apps.len();
        world.clock.hold(moment(now, 180, number, count));
        let version = format!("0.{}", of_app / BUILDS_OF_A_VERSION);
        behaviours::add_build(world, app, &version, &(of_app + 1).to_string());
        world.clock.release();
    }
    world.run_due();
    Ok(())
}

/// Adds groups of people from outside the team.
pub(super) fn groups(world: &mut World, count: usize) -> Result<(), Error> {
    let (apps, now) = (apps(world, "betaGroups")?, world.now());
    for (number, app) in apps.iter().cycle().take(count).enumerate() {
        let mut group = Stored::new("betaGroups", "");
        group.set("name", format!("Testers {:03}", number / apps.len() + 1));
        group.set("isInternalGroup", false);
        group.set("hasAccessToAllBuilds", false);
        group.set("publicLinkEnabled", false);
        group.set("feedbackEnabled", true);
        group.set("createdDate", apple_timestamp(moment(now, 180, number, count)));
        group.relationships.insert("app".into(), Linkage::One(Some(app.clone())));
        world.insert(group);
    }
    Ok(())
}

/// Adds testers to the groups of people from outside.
pub(super) fn testers(world: &mut World, count: usize) -> Result<(), Error> {
    apps(world, "betaTesters")?;
    let outside = world.store.all("betaGroups");
    let outside = outside.filter(|group| group.attributes.get("isInternalGroup") == Some(&false.into()));
    let groups = outside
        .filter_map(|group| {
            let app = Identifier::new("apps", group.one("app")?);
            Some((Identifier::new("betaGroups", &*group.id), app))
        })
        .collect::<Vec<_>>();
    for (number, (group, app)) in groups.iter().cycle().take(count).enumerate() {
        let Person { first, last, email } = person(world, "tester", number + 1);
        let state = draw(world, &STATES);
        let mut tester = Stored::new("betaTesters", "");
        tester.set("firstName", first);
        tester.set("lastName", last);
        tester.set("email", email);
        tester.set("inviteType", "EMAIL");
        tester.set("state", state);
        tester.relationships.insert("betaGroups".into(), Linkage::Many(vec![group.clone()]));
        tester.relationships.insert("apps".into(), Linkage::Many(vec![app.clone()]));
        world.insert(tester);
    }
    Ok(())
}

/// The team's apps; what is to be added belongs to one.
pub(super) fn apps(world: &World, kind: &'static str) -> Result<Vec<Identifier>, Error> {
    let apps = all(world, "apps");
    if apps.is_empty() {
        return Err(Error::Populate { kind, answer: "the team has no app".to_owned() });
    }
    Ok(apps)
}

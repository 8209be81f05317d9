//! Filling a team.

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::population::Population;
use super::{devices, feedback, people, provisioning, reviews, testflight};
use crate::engine::store::Identifier;
use crate::error::Error;
use crate::pictures;
use crate::world::World;

/// The types that can be populated, in an order in which each finds what it refers to.
pub(super) const TYPES: &[&str] = &[
    "bundleIds",
    "certificates",
    "devices",
    "profiles",
    "builds",
    "betaGroups",
    "betaTesters",
    "users",
    pictures::OWNER,
    "betaFeedbackCrashSubmissions",
    "customerReviews",
];

/// Fills a team until it has as many resources of each type as the population says; what is there already counts.
/// A limit that Apple sets does not stop it.
pub fn populate(world: &mut World, population: &Population) -> Result<(), Error> {
    for kind in TYPES {
        let there = world.store.all(kind).count();
        let missing = population.of(kind).unwrap_or_default().saturating_sub(there);
        if missing > 0 {
            add(world, kind, missing)?;
        }
    }
    Ok(())
}

fn add(world: &mut World, kind: &str, count: usize) -> Result<(), Error> {
    match kind {
        "bundleIds" => provisioning::bundle_ids(world, count),
        "certificates" => provisioning::certificates(world, count)?,
        "devices" => devices::add(world, count),
        "profiles" => provisioning::profiles(world, count)?,
        "builds" => testflight::builds(world, count)?,
        "betaGroups" => testflight::groups(world, count)?,
        "betaTesters" => testflight::testers(world, count)?,
        "users" => people::users(world, count),
        pictures::OWNER => feedback::screenshots(world, count)?,
        "customerReviews" => reviews::add(world, count)?,
        _ => feedback::crashes(world, count)?,
    }
    Ok(())
}

/// A choice out of a list, drawn from the seed.
pub(super) fn draw<T: Copy>(world: &mut World, all: &[T; 16]) -> T {
    all[usize::from(world.ids.number().to_le_bytes()[0] % 16)]
}

/// The moment at which the one of that number was made, when `count` were made over some days up to now.
pub(super) fn moment(now: OffsetDateTime, days: i64, number: usize, count: usize) -> OffsetDateTime {
    let (number, count) = (i64::try_from(number).unwrap_or(0), i64::try_from(count).unwrap_or(1).max(1));
    let span = Duration::days(days).whole_seconds();
    now - Duration::seconds(span - span.saturating_mul(number) / count)
}

/// Creates a resource as a client would, at a moment of the past. Returns its id.
pub(super) fn create(
    world: &mut World,
    at: OffsetDateTime,
    kind: &'static str,
    attributes: &Value,
    relationships: &Value,
) -> Result<String, Error> {
    let data = json!({ "type": kind, "attributes": attributes, "relationships": relationships });
    world.clock.hold(at);
    let reply = world.call("POST", &format!("/v1/{kind}"), Some(json!({ "data": data })));
    world.clock.release();
    match reply.document().pointer("/data/id").and_then(Value::as_str) {
        Some(id) => Ok(id.to_owned()),
        None => Err(Error::Populate { kind, answer: reply.document().to_string() }),
    }
}

/// All resources of a type.
pub(super) fn all(world: &World, kind: &str) -> Vec<Identifier> {
    world.store.all(kind).map(|one| Identifier::new(kind, &*one.id)).collect()
}

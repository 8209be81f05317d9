//! What sending assets of all kinds has in common: sets, commits, Apple's reasons, the order.

use std::time::Duration;

use console::{Failure, exit};
use spaceship::Client;
use spaceship::client::{Change, NewResource, Patience, ResourceUpdate, wait_for};
use spaceship::jsonapi::{Id, Kind, Resource};
use spaceship::resources::{AppMediaAssetState, AppMediaStateError};

use super::apply::Work;
use super::texts::{Locales, twice_if_unsure, version_locales};

/// How often a commit is tried whose outcome is uncertain.
const COMMITS: usize = 3;

/// How long to wait for what should be there: lists at Apple may lag by seconds.
const LAG: Patience = Patience {
    first: Duration::from_millis(300),
    longest: Duration::from_secs(2),
    timeout: Some(Duration::from_secs(10)),
};

/// The version's localizations, with at least these: some may be so new that lists do not show them yet.
pub(super) async fn localizations(work: &Work<'_>, wanted: &[&str]) -> Result<Locales, Failure> {
    let missing = |locales: &Locales| wanted.iter().find(|locale| !locales.contains_key(**locale)).copied();
    let texts = work.page.version.iter().flat_map(|version| &version.texts);
    let known = texts.map(|(locale, text)| (locale.clone(), text.id.clone())).collect::<Locales>();
    let Some(mut locale) = missing(&known) else { return Ok(known) };
    let version = work.version()?;
    let found = wait_for("the version's locales", LAG, async || {
        let locales = version_locales(work.client, version).await?;
        locale = missing(&locales).unwrap_or(locale);
        Ok(missing(&locales).is_none().then_some(locales))
    });
    found.await.map_err(|error| match error.kind() {
        spaceship::ErrorKind::TimedOut => {
            Failure::new(exit::FAILED, format!("the version has no locale {locale}"))
        }
        _ => error.into(),
    })
}

/// A set that was wanted.
pub(super) enum Made<S> {
    /// It was made, and is empty.
    New(Id<S>),
    /// Somebody made it before.
    There(Id<S>),
}

/// Makes a set. There is one of a kind at most: one that is there in spite of an error, as `find` tells, is the one that
/// was wanted.
pub(super) async fn make_set<N: NewResource>(
    client: &Client,
    new: &N,
    find: impl AsyncFn() -> spaceship::Result<Option<Id<N::Kind>>>,
) -> spaceship::Result<Made<N::Kind>> {
    let mut error = match client.create(new).await {
        Err(error) => error,
        Ok(set) => return Ok(Made::New(set.id)),
    };
    if error.is_ambiguous() {
        if let Some(id) = find().await? {
            return Ok(Made::There(id));
        }
        error = match client.create(new).await {
            Err(error) => error,
            Ok(set) => return Ok(Made::New(set.id)),
        };
    }
    if !error.is_ambiguous() && error.status() != Some(409) {
        return Err(error);
    }
    match wait_for("the set", LAG, find).await {
        Err(late) if late.kind() == spaceship::ErrorKind::TimedOut => Err(error),
        found => found.map(Made::There),
    }
}

/// Deletes an asset. One that is gone already is as good.
pub(super) async fn delete<A: Kind>(client: &Client, id: &Id<A>) -> spaceship::Result<()> {
    match client.delete(id).await {
        Err(error) if error.is_not_found() => Ok(()),
        done => done,
    }
}

/// Says with `update` that the bytes of an asset are there. That may have come about although no answer says so: then
/// Apple takes no second one. `waits` tells an asset that still waits for its bytes.
pub(super) async fn commit<U: ResourceUpdate>(
    client: &Client,
    id: &Id<U::Kind>,
    update: &U,
    waits: impl Fn(Resource<U::Kind>) -> bool,
) -> spaceship::Result<()> {
    for _ in 1..COMMITS {
        match client.update(id, update).await {
            Err(error) if error.is_ambiguous() => {}
            done => return done.map(drop),
        }
        if !waits(client.get::<U::Kind>(id).send().await?.resource) {
            return Ok(());
        }
    }
    client.update(id, update).await.map(drop)
}

/// How Apple's look at a picture ended; `None` while it goes on.
pub(super) fn outcome(state: &AppMediaAssetState, has_checksum: bool) -> Option<Result<(), String>> {
    match state.state.as_ref()?.as_str() {
        // Apple may call it complete before the checksum is there.
        "COMPLETE" if has_checksum => Some(Ok(())),
        "FAILED" => Some(Err(said(state.errors.as_deref().unwrap_or_default()))),
        _ => None,
    }
}

/// What Apple says of an asset that failed.
pub(super) fn said(errors: &[AppMediaStateError]) -> String {
    let one = |error: &AppMediaStateError| {
        let parts = [error.code.as_deref(), error.description.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(": ")
    };
    let all = errors.iter().map(one).collect::<Vec<_>>();
    if all.is_empty() { "without a reason".into() } else { all.join("; ") }
}

/// What stands in a set.
pub(super) struct Standing<A> {
    /// In Apple's order.
    pub(super) ids: Vec<Id<A>>,
    /// Whether Apple has the bytes of each file.
    pub(super) is_unharmed: bool,
}

/// A set and the order that its assets are to have.
pub(super) struct Target<'a, S, A> {
    pub(super) set: &'a Id<S>,
    /// The set's relationship to its assets.
    pub(super) relationship: &'static str,
    /// What people call them.
    pub(super) noun: &'static str,
    pub(super) order: Vec<Id<A>>,
}

/// Sets the order if it is not the one of `first`, and reads back what stands there: only that counts.
pub(super) async fn settle<S: Kind, A: Kind>(
    client: &Client,
    target: Target<'_, S, A>,
    first: Standing<A>,
    read: impl AsyncFn() -> spaceship::Result<Standing<A>>,
) -> Result<(), Failure> {
    let Target { set, relationship, noun, order } = target;
    let right = |there: &Standing<A>| there.is_unharmed && there.ids == order;
    if right(&first) {
        return Ok(());
    }
    if first.ids != order {
        let once = async || client.relate(set, relationship, Change::Replace, &order).await;
        twice_if_unsure(once).await?;
    }
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(3),
        timeout: Some(Duration::from_secs(20)),
    };
    let what = format!("the right {noun} in their order");
    let settled = wait_for(&what, patience, async || Ok(Some(read().await?).filter(right)));
    settled.await.map(drop).map_err(|error| {
        if error.kind() != spaceship::ErrorKind::TimedOut {
            return error.into();
        }
        Failure::new(exit::FAILED, format!("the {noun} at Apple are not those of the files, in their order"))
            .hint("somebody else may be changing them; run the command again")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apples_reasons_are_told_as_far_as_there_are_any() {
        let error = |code: Option<&str>, description: Option<&str>| AppMediaStateError {
            code: code.map(Into::into),
            description: description.map(Into::into),
        };
        assert_eq!(said(&[]), "without a reason");
        assert_eq!(said(&[error(Some("A"), Some("b")), error(None, Some("c"))]), "A: b; c");
    }
}

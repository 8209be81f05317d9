//! What sending screenshots and sending previews have in common.

use std::time::Duration;

use console::{Failure, exit};
use spaceship::Client;
use spaceship::client::{Change, NewResource, Patience, ResourceUpdate, wait_for};
use spaceship::jsonapi::{Id, Kind, Resource};
use spaceship::resources::AppMediaStateError;

use super::texts::twice_if_unsure;

/// Makes a set. There is one of a kind at most: one that is there in spite of an error is the one that was wanted.
pub(super) async fn make_set<N: NewResource>(
    client: &Client,
    new: &N,
    find: impl AsyncFn() -> spaceship::Result<Option<Resource<N::Kind>>>,
) -> spaceship::Result<Id<N::Kind>> {
    match client.create_once(new, &find).await {
        Ok(set) => Ok(set.id),
        Err(error) => match find().await? {
            Some(set) => Ok(set.id),
            None => Err(error),
        },
    }
}

/// Deletes an asset. One that is gone already is as good.
pub(super) async fn delete<A: Kind>(client: &Client, id: &Id<A>) -> spaceship::Result<()> {
    match client.delete(id).await {
        Err(error) if error.is_not_found() => Ok(()),
        done => done,
    }
}

/// Says with `update` that the bytes of an asset are there. `waits` tells an asset that still waits for them.
pub(super) async fn commit<U: ResourceUpdate>(
    client: &Client,
    id: &Id<U::Kind>,
    update: &U,
    waits: impl Fn(Resource<U::Kind>) -> bool,
) -> spaceship::Result<()> {
    match client.update(id, update).await {
        // It may have come about all the same: then Apple takes no second commit.
        Err(error) if error.is_ambiguous() => {
            if waits(client.get::<U::Kind>(id).send().await?.resource) {
                client.update(id, update).await?;
            }
            Ok(())
        }
        done => done.map(drop),
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
    /// The set's relationship to its assets, which is what they are called, too.
    pub(super) relationship: &'static str,
    /// What people call them.
    pub(super) noun: &'static str,
    pub(super) order: Vec<Id<A>>,
}

/// Sets the order if it differs, and reads back what stands there: only that counts.
pub(super) async fn settle<S: Kind, A: Kind>(
    client: &Client,
    target: Target<'_, S, A>,
    read: impl AsyncFn() -> spaceship::Result<Standing<A>>,
) -> Result<(), Failure> {
    let Target { set, relationship, noun, order } = target;
    let right = |there: &Standing<A>| there.is_unharmed && there.ids == order;
    let first = read().await?;
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

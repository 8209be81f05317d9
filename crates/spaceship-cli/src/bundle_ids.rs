//! Finding a bundle id.

use console::{Failure, exit};
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::BundleId;
use spaceship::{Client, Error};

/// The bundle id with exactly this identifier; Apple's filter matches neighbours too.
pub(crate) async fn exactly(client: &Client, identifier: &str) -> Result<Option<Resource<BundleId>>, Error> {
    let (all, _) = client.list::<BundleId>().filter("identifier", identifier).all().await?;
    Ok(all.into_iter().find(|one| one.attributes.identifier.as_deref() == Some(identifier)))
}

/// The bundle id that an identifier, or Apple's id, names.
pub(crate) async fn find(client: &Client, word: &str) -> Result<Resource<BundleId>, Failure> {
    if let Some(found) = exactly(client, word).await? {
        return Ok(found);
    }
    let by_id = client.get::<BundleId>(&Id::new(word)).optional().await?;
    by_id.map(|found| found.resource).ok_or_else(|| {
        Failure::new(exit::NOT_FOUND, format!("the account has no bundle id {word}"))
            .hint("spaceship bundle-ids list shows those it has")
    })
}

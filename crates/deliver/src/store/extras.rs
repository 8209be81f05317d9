//! What only some runs look at: attachments, price, availability, and the version on the store beside one in preparation.

use console::Failure;
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{App, AppStoreReviewDetail};

use super::app_clip::clip_for;
use super::attachments::{self, RemoteAttachment};
use super::gather::{gather, list_versions, one_version};
use super::page::Page;
use super::previews::gather_previews;
use super::pricing::{self, RemoteAvailability, RemotePrices};
use crate::plan::{Target, Wanted};

/// What only some runs look at; empty where it was not asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extras {
    /// The files for the reviewers.
    pub(crate) attachments: Vec<RemoteAttachment>,
    pub(crate) prices: RemotePrices,
    /// `None` also where nothing was said of it yet.
    pub(crate) availability: Option<RemoteAvailability>,
    /// The codes of all territories, where the app is to be had nowhere yet.
    pub(crate) territories: Vec<String>,
}

/// Reads what a run needs to know; screenshots and previews only `with_media`, for they take requests for each locale.
pub(crate) async fn gather_for(
    client: &Client,
    app: &Resource<App>,
    platform: Option<&str>,
    wanted: &Wanted,
    with_media: bool,
) -> Result<Page, Failure> {
    let with_screenshots = with_media && !wanted.screenshots.is_empty();
    let mut page = gather(client, app, platform, with_screenshots).await?;
    if wanted.target == Target::Live && page.version.is_some() {
        let listed = list_versions(client, app, Some(&page.platform)).await?;
        if let Some(live) = listed.latest() {
            page.previous = Some(one_version(client, &live.id, false).await?);
            page.version = None;
        }
    }
    if with_media {
        gather_previews(client, &wanted.previews, &mut page).await?;
    }
    page.clip = clip_for(client, &wanted.card, &page).await?;
    let details =
        page.version.as_ref().or(page.previous.as_ref()).and_then(|version| version.review.as_ref());
    let details = details.map(|review| Id::<AppStoreReviewDetail>::new(&*review.id));
    let (attachments, prices, (availability, territories)) = tokio::try_join!(
        async {
            match details.filter(|_| wanted.attachments.is_some()) {
                Some(details) => attachments::read(client, &details).await,
                None => Ok(Vec::new()),
            }
        },
        async {
            match &wanted.price {
                Some(price) => pricing::prices(client, &app.id, price).await,
                None => Ok(RemotePrices::default()),
            }
        },
        async {
            if wanted.territories.is_none() && wanted.price.is_none() {
                return Ok((None, Vec::new()));
            }
            let there = pricing::availability(client, &app.id).await?;
            let all = if there.is_none() { pricing::territories(client).await? } else { Vec::new() };
            Ok::<_, spaceship::Error>((there, all))
        }
    )?;
    page.extras = Extras { attachments, prices, availability, territories };
    Ok(page)
}

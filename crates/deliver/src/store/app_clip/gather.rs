//! Reading an App Clip and its card: three requests.

use std::collections::BTreeMap;

use console::{Failure, exit};
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    App, AppClip, AppClipAppStoreReviewDetail, AppClipDefaultExperience,
    AppClipDefaultExperienceLocalization, AppClipHeaderImage, AppStoreVersion,
};

use super::{Card, CardText, Clip, HeaderImage};
use crate::files::WantedCard;
use crate::store::gather::created;
use crate::store::page::{is_released, state_of};
use crate::store::{Page, Picture};

/// Reads what the run needs of the App Clip: nothing where it is not about App Clips.
///
/// # Errors
/// Where there is something to bring and no App Clip to bring it to.
pub(crate) async fn clip_for(
    client: &Client,
    wanted: &WantedCard,
    page: &Page,
) -> Result<Option<Clip>, Failure> {
    if !wanted.asked || page.platform != "IOS" {
        return Ok(None);
    }
    let version = page.version.as_ref().or(page.previous.as_ref()).map(|version| &version.resource.id);
    let found = read_clip(client, &page.app.id, &page.platform, version).await?;
    if found.is_none() && !wanted.is_empty() {
        return Err(missing().hint(
            "Apple makes it with the first build that holds one; upload such a build, or leave out what is \
             about the App Clip",
        ));
    }
    Ok(found)
}

/// What is said where there is no App Clip.
pub(crate) fn missing() -> Failure {
    Failure::new(exit::NOT_FOUND, "the app has no App Clip at Apple")
}

/// Reads the App Clip of an app, of which there is one at most, with the card of a version, or where that has none with
/// the card of the last version on the store.
pub(crate) async fn read_clip(
    client: &Client,
    app: &Id<App>,
    platform: &str,
    version: Option<&Id<AppStoreVersion>>,
) -> spaceship::Result<Option<Clip>> {
    let clips = client.list_related::<App, AppClip>(app, "appClips").fields("appClips", "bundleId");
    let Some(clip) = clips.first().await? else { return Ok(None) };
    let list =
        client.list_related::<AppClip, AppClipDefaultExperience>(&clip.id, "appClipDefaultExperiences");
    let list = list.include("releaseWithAppStoreVersion,appClipAppStoreReviewDetail").limit(200);
    let fields = "versionString,platform,appVersionState,appStoreState,createdDate";
    let (all, included) = list.fields("appStoreVersions", fields).all().await?;
    let with_version = all.into_iter().filter_map(|card| {
        let of = card.one::<AppStoreVersion>("releaseWithAppStoreVersion")?;
        Some((card, included.get(&of)?))
    });
    let Some((card, of)) = choose(with_version.collect(), platform, version) else {
        return Ok(Some(Clip { id: clip.id, card: None }));
    };
    let review = included.related::<AppClipDefaultExperience, AppClipAppStoreReviewDetail>(
        &card,
        "appClipAppStoreReviewDetail",
    );
    let review = review.into_iter().next();
    let card = Card {
        texts: texts(client, &card.id).await?,
        id: card.id,
        number: of.attributes.version_string.clone().unwrap_or_default(),
        version: of.id,
        action: card.attributes.action.map(|action| action.to_string()),
        review: review.map(|found| (found.id, found.attributes.invocation_urls.unwrap_or_default())),
    };
    Ok(Some(Clip { id: clip.id, card: Some(card) }))
}

type OfVersion = (Resource<AppClipDefaultExperience>, Resource<AppStoreVersion>);

/// The card of the version, or that of the last one on the store.
fn choose(
    mut all: Vec<OfVersion>,
    platform: &str,
    version: Option<&Id<AppStoreVersion>>,
) -> Option<OfVersion> {
    if let Some(own) = all.iter().position(|(_, of)| Some(&of.id) == version) {
        return Some(all.swap_remove(own));
    }
    all.retain(|(_, of)| {
        let here = of.attributes.platform.as_ref().is_some_and(|there| there.as_str() == platform);
        here && is_released(&state_of(of))
    });
    all.into_iter().max_by_key(|(_, of)| created(of))
}

/// The card by locale, with its pictures.
async fn texts(
    client: &Client,
    card: &Id<AppClipDefaultExperience>,
) -> spaceship::Result<BTreeMap<String, CardText>> {
    let list = client.list_related::<AppClipDefaultExperience, AppClipDefaultExperienceLocalization>(
        card,
        "appClipDefaultExperienceLocalizations",
    );
    let (all, included) = list.include("appClipHeaderImage").limit(200).all().await?;
    let read = |text: Resource<AppClipDefaultExperienceLocalization>| {
        let images = included.related::<_, AppClipHeaderImage>(&text, "appClipHeaderImage");
        let image = images.into_iter().next().map(header_image);
        let locale = text.attributes.locale?;
        Some((locale, CardText { id: text.id, subtitle: text.attributes.subtitle, image }))
    };
    Ok(all.into_iter().filter_map(read).collect())
}

/// A header image as Apple answered it.
pub(super) fn header_image(image: Resource<AppClipHeaderImage>) -> HeaderImage {
    let attributes = image.attributes;
    let state = attributes.asset_delivery_state.and_then(|state| state.state);
    HeaderImage {
        id: image.id,
        file_name: attributes.file_name.unwrap_or_default(),
        md5: attributes.source_file_checksum.unwrap_or_default().to_lowercase(),
        size: attributes.file_size.and_then(|size| u64::try_from(size).ok()),
        state: state.map(|state| state.to_string()).unwrap_or_default(),
        picture: attributes.image_asset.as_ref().and_then(Picture::of),
    }
}

#[cfg(test)]
mod tests {
    use spaceship::jsonapi::Kind;

    use super::*;

    fn resource<K: Kind>(id: &str) -> Resource<K> {
        Resource {
            id: Id::new(id),
            attributes: K::Attributes::default(),
            relationships: spaceship::jsonapi::Relationships::default(),
        }
    }

    fn card(id: &str, platform: &str, state: &str, day: &str) -> OfVersion {
        let mut version = resource::<AppStoreVersion>(id);
        version.attributes.platform = Some(platform.into());
        version.attributes.app_version_state = Some(state.into());
        version.attributes.created_date = Some(format!("2026-01-{day}T00:00:00Z"));
        (resource(id), version)
    }

    #[test]
    fn a_version_has_its_own_card_or_begins_with_the_last_one_on_the_store() {
        let all = || {
            vec![
                card("old", "IOS", "REPLACED_WITH_NEW_VERSION", "01"),
                card("live", "IOS", "READY_FOR_DISTRIBUTION", "02"),
                card("tv", "TV_OS", "READY_FOR_DISTRIBUTION", "04"),
                card("next", "IOS", "PREPARE_FOR_SUBMISSION", "03"),
            ]
        };
        let chosen = |all: Vec<OfVersion>, version: Option<&str>| {
            let version = version.map(Id::new);
            choose(all, "IOS", version.as_ref()).map(|(card, _)| card.id.to_string())
        };
        assert_eq!(chosen(all(), Some("next")).as_deref(), Some("next"));
        assert_eq!(chosen(all(), Some("another")).as_deref(), Some("live"));
        assert_eq!(chosen(all(), None).as_deref(), Some("live"));
        assert_eq!(chosen(all().split_off(2), None), None);
    }
}

//! What Apple has of app previews.

use std::collections::BTreeMap;

use futures::future::try_join_all;
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{AppPreview, AppPreviewSet, AppStoreVersionLocalization};
use spaceship::upload::md5_of;

use super::super::assets::said;
use super::super::{Page, RemoteText};
use crate::files::{Film, Previews};

/// An app preview at Apple.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemotePreview {
    pub(crate) id: Id<AppPreview>,
    pub(crate) file_name: String,
    /// The MD5 in lower-case hexadecimal; empty where Apple does not tell it (yet).
    pub(crate) md5: String,
    /// In bytes.
    pub(crate) size: Option<u64>,
    /// Apple's state of the video, or of the file where it tells none of a video.
    pub(crate) state: String,
    /// Why it failed, if it did.
    pub(crate) failure: Option<String>,
    /// Whether the video is to be had.
    pub(crate) has_video: bool,
    /// The moment whose picture stands for it, in Apple's words.
    pub(crate) frame: Option<String>,
}

impl RemotePreview {
    fn of(preview: Resource<AppPreview>) -> Self {
        let Resource { id, attributes, .. } = preview;
        let video = attributes.video_delivery_state.unwrap_or_default();
        let asset = attributes.asset_delivery_state.unwrap_or_default();
        let of_file = asset.state.map(|state| state.to_string());
        let state = match video.state.map(|state| state.to_string()) {
            // Either of the two may be the first to tell.
            Some(_) if of_file.as_deref() == Some("FAILED") => of_file,
            Some(of_video) => Some(of_video),
            None => of_file,
        };
        let state = state.unwrap_or_default();
        let errors = [video.errors, asset.errors].into_iter().flatten().find(|errors| !errors.is_empty());
        Self {
            id,
            file_name: attributes.file_name.unwrap_or_default(),
            md5: attributes.source_file_checksum.unwrap_or_default().to_lowercase(),
            size: attributes.file_size.and_then(|size| u64::try_from(size).ok()),
            failure: (state == "FAILED").then(|| said(&errors.unwrap_or_default())),
            state,
            has_video: attributes.video_url.is_some(),
            frame: attributes.preview_frame_time_code,
        }
    }

    /// Whether Apple has all bytes of it.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_complete() || matches!(self.state.as_str(), "UPLOAD_COMPLETE" | "PROCESSING")
    }

    /// Whether Apple is done with it.
    pub(crate) fn is_complete(&self) -> bool {
        self.state == "COMPLETE"
    }

    /// Whether it still waits for its bytes.
    pub(super) fn waits(preview: Resource<AppPreview>) -> bool {
        Self::of(preview).state == "AWAITING_UPLOAD"
    }
}

/// A set of app previews at Apple.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemotePreviewSet {
    pub(crate) id: Id<AppPreviewSet>,
    pub(crate) previews: Vec<RemotePreview>,
}

/// Reads the films whose checksums decide something about the page's version. What is new is read once, while it is sent.
pub(crate) async fn film_checksums(films: &mut Previews, page: &Page) -> spaceship::Result<()> {
    let Some(version) = page.version.as_ref().or(page.previous.as_ref()) else { return Ok(()) };
    for (locale, kinds) in films {
        let Some(sets) = version.previews.get(locale) else { continue };
        for (kind, films) in kinds {
            if let Some(set) = sets.get(*kind) {
                read_of_set(films, set).await?;
            }
        }
    }
    Ok(())
}

/// The same for the films of one set, one after the other: they are large.
pub(super) async fn read_of_set(films: &mut [Film], set: &RemotePreviewSet) -> spaceship::Result<()> {
    for film in films.iter_mut().filter(|film| may_be_there(film, set)) {
        let digest = md5_of(&film.path).await?;
        (film.md5, film.size) = (digest.md5, digest.size);
    }
    Ok(())
}

/// Whether Apple may have a film, as far as can be seen without reading it.
fn may_be_there(film: &Film, set: &RemotePreviewSet) -> bool {
    let alike = |size: Option<u64>| size.is_none_or(|size| size == film.size);
    film.md5.is_empty() && set.previews.iter().any(|there| alike(there.size))
}

/// Reads the previews of the page's version, in a request for each of its locales, if there are films at all.
pub(crate) async fn gather_previews(
    client: &Client,
    films: &Previews,
    page: &mut Page,
) -> spaceship::Result<()> {
    if films.is_empty() {
        return Ok(());
    }
    let Some(version) = page.version.as_mut().or(page.previous.as_mut()) else { return Ok(()) };
    let one = |(locale, text): (&String, &RemoteText)| {
        let (locale, id) = (locale.clone(), Id::<AppStoreVersionLocalization>::new(&*text.id));
        async move { Ok::<_, spaceship::Error>((locale, sets_of(client, &id).await?)) }
    };
    version.previews = try_join_all(version.texts.iter().map(one)).await?.into_iter().collect();
    Ok(())
}

/// The preview sets of a localization, in one request.
pub(super) async fn sets_of(
    client: &Client,
    localization: &Id<AppStoreVersionLocalization>,
) -> spaceship::Result<BTreeMap<String, RemotePreviewSet>> {
    let list =
        client.list_related::<AppStoreVersionLocalization, AppPreviewSet>(localization, "appPreviewSets");
    let (all, included) = list.include("appPreviews").limit_of("appPreviews", 50).all().await?;
    let sets = all.into_iter().filter_map(|set| {
        let kind = set.attributes.preview_type.as_ref()?.to_string();
        let previews = included.related::<AppPreviewSet, AppPreview>(&set, "appPreviews");
        let previews = previews.into_iter().map(RemotePreview::of).collect();
        Some((kind, RemotePreviewSet { id: set.id, previews }))
    });
    Ok(sets.collect())
}

/// The previews of a set as they are now. Reading it by its id is fresher than any list.
pub(super) async fn read(client: &Client, id: &Id<AppPreviewSet>) -> spaceship::Result<Vec<RemotePreview>> {
    let get = client.get::<AppPreviewSet>(id).include("appPreviews").limit_of("appPreviews", 50);
    let found = get.send().await?;
    let previews = found.included.related::<AppPreviewSet, AppPreview>(&found.resource, "appPreviews");
    Ok(previews.into_iter().map(RemotePreview::of).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use spaceship::jsonapi::Relationships;

    use super::*;
    use crate::plan::fixture::{film, remote_preview};

    fn remote(attributes: serde_json::Value) -> RemotePreview {
        RemotePreview::of(Resource {
            id: Id::new("P1"),
            attributes: serde_json::from_value(attributes).unwrap(),
            relationships: Relationships::default(),
        })
    }

    #[test]
    fn the_state_is_that_of_the_video_and_else_that_of_the_file() {
        let state = |video: Option<&str>, asset: Option<&str>| {
            let state = |state: Option<&str>| state.map(|state| json!({ "state": state }));
            remote(json!({ "videoDeliveryState": state(video), "assetDeliveryState": state(asset) })).state
        };
        assert_eq!(state(Some("PROCESSING"), Some("COMPLETE")), "PROCESSING");
        assert_eq!(state(Some("PROCESSING"), Some("FAILED")), "FAILED");
        assert_eq!(state(None, Some("UPLOAD_COMPLETE")), "UPLOAD_COMPLETE");
        assert_eq!(state(Some("SOMETHING_NEW"), None), "SOMETHING_NEW");
        assert_eq!(state(None, None), "");
    }

    #[test]
    fn a_failure_says_why() {
        let error = json!({ "code": "MOV_RESAVE_STEREO", "description": "mono" });
        let failed = remote(json!({
            "videoDeliveryState": { "state": "FAILED", "errors": [] },
            "assetDeliveryState": { "state": "FAILED", "errors": [error] },
        }));
        assert_eq!(failed.failure.as_deref(), Some("MOV_RESAVE_STEREO: mono"));
        assert!(!failed.is_whole());
        assert_eq!(remote(json!({ "videoDeliveryState": { "state": "COMPLETE" } })).failure, None);
    }

    #[test]
    fn only_a_film_of_a_size_that_is_there_is_read() {
        let unread = film("1.mp4", "");
        let set = |size: Option<u64>| {
            let there = RemotePreview { size, ..remote_preview("A", "x.mp4", "aa") };
            RemotePreviewSet { id: Id::new("SET"), previews: vec![there] }
        };
        for (size, read) in [(Some(unread.size), true), (Some(unread.size + 1), false), (None, true)] {
            assert_eq!(may_be_there(&unread, &set(size)), read, "{size:?}");
        }
        assert!(!may_be_there(&film("1.mp4", "aa"), &set(Some(unread.size))), "it was read before");
    }
}

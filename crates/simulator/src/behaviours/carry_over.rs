//! What a new version takes over from the one before it, so that a release need not be described anew.

use serde_json::Value;

use super::{app_store_version_localizations, delivery, version_state};
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::world::World;

/// The kinds of media, each with the relationship to its localization, its set's relationship to the rows, and
/// the relationship of a row to its set.
const MEDIA: [(&str, &str, &str, &str); 2] = [
    ("appScreenshotSets", "appScreenshots", "appScreenshots", "appScreenshotSet"),
    ("appPreviewSets", "appPreviews", "appPreviews", "appPreviewSet"),
];

/// Fills a new version from the released one before it, and opens an app info to work on. What is new is not taken
/// over, nor is the build.
pub(super) fn into_version(world: &mut World, version: &str) {
    let Some(stored) = world.store.get("appStoreVersions", version) else { return };
    let Some(app) = stored.one("app").map(str::to_owned) else { return };
    let last = version_state::versions_of(world, &app, stored.text("platform"))
        .filter(|other| other.id != version && version_state::is_released(other.text("appVersionState")))
        .last()
        .map(|last| last.id.clone());
    if let Some(last) = last {
        copyright(world, &last, version);
        localizations(world, &last, version);
        review_detail(world, &last, version);
    }
    open_info(world, &app);
}

fn copyright(world: &mut World, last: &str, version: &str) {
    let before =
        world.store.get("appStoreVersions", last).and_then(|last| last.attributes.get("copyright")).cloned();
    if let (Some(before), Some(version)) = (before, world.store.get_mut("appStoreVersions", version))
        && version.attributes.get("copyright").is_none_or(Value::is_null)
    {
        version.set("copyright", before);
    }
}

fn localizations(world: &mut World, last: &str, version: &str) {
    let texts: Vec<Stored> = app_store_version_localizations::of_version(world, last).cloned().collect();
    for text in texts {
        let id = app_store_version_localizations::ensure(world, version, text.text("locale"));
        if let Some(copy) = world.store.get_mut("appStoreVersionLocalizations", &id) {
            copy.attributes.clone_from(&text.attributes);
            copy.attributes.remove("whatsNew");
        }
        for (sets, rows, row_kind, row_parent) in MEDIA {
            for set in text.many(sets) {
                media(world, (sets, set), &id, (rows, row_kind, row_parent));
            }
        }
    }
}

/// Copies a set with those of its rows that are complete.
fn media(
    world: &mut World,
    (sets, set): (&str, &str),
    localization: &str,
    (rows, row_kind, row_parent): (&str, &str, &str),
) {
    let Some(original) = world.store.get(sets, set).cloned() else { return };
    let mut copy = Stored::new(sets, "");
    copy.attributes.clone_from(&original.attributes);
    let parent = Identifier::new("appStoreVersionLocalizations", localization);
    copy.relationships.insert("appStoreVersionLocalization".into(), Linkage::One(Some(parent)));
    let set = world.insert(copy);
    for row in original.many(rows) {
        let Some(row) = world.store.get(row_kind, row).cloned() else { continue };
        if delivery::state(&row) != "COMPLETE" {
            continue;
        }
        let mut copy = Stored::new(row_kind, "");
        copy.attributes = row.attributes;
        copy.hidden = row.hidden;
        copy.relationships.insert(row_parent.into(), Linkage::One(Some(Identifier::new(sets, &set))));
        let copy = world.insert(copy);
        delivery::show_checksum(world, row_kind, &copy);
    }
}

fn review_detail(world: &mut World, last: &str, version: &str) {
    let before = world.store.get("appStoreVersions", last).and_then(|last| last.one("appStoreReviewDetail"));
    let Some(before) = before.and_then(|id| world.store.get("appStoreReviewDetails", id)) else { return };
    let attributes = before.attributes.clone();
    let mut copy = Stored::new("appStoreReviewDetails", "");
    copy.attributes = attributes;
    copy.relationships
        .insert("appStoreVersion".into(), Linkage::One(Some(version_state::identifier(version))));
    world.insert(copy);
}

/// Where only the live app info is there, another one comes beside it to be worked on, with the same content.
pub(crate) fn open_info(world: &mut World, app: &str) {
    if version_state::info_in_progress(world, app).is_some() {
        return;
    }
    let Some(live) = version_state::live_info(world, app).cloned() else { return };
    let mut info = Stored::new("appInfos", "");
    info.attributes.clone_from(&live.attributes);
    info.relationships = live.relationships.clone();
    info.relationships
        .retain(|name, _| name == "app" || name.ends_with("Category") || name.contains("Subcategory"));
    let info = world.insert(info);
    version_state::set_info_state(world, &info, "PREPARE_FOR_SUBMISSION");
    let texts: Vec<Stored> = super::app_info_localizations::of_info(world, &live.id).cloned().collect();
    let parent = Identifier::new("appInfos", &info);
    for text in texts {
        let mut copy = Stored::new("appInfoLocalizations", "");
        copy.attributes = text.attributes;
        copy.relationships.insert("appInfo".into(), Linkage::One(Some(parent.clone())));
        world.insert(copy);
    }
    if let Some(rating) = world.store.get("ageRatingDeclarations", &live.id).cloned() {
        let rating_id = world.insert(Stored { id: info.clone(), ..rating });
        world.link(&parent, "ageRatingDeclaration", &Identifier::new("ageRatingDeclarations", rating_id));
    }
}

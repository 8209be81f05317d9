//! Whether the screenshots and previews of a version are ready for review.

use super::readiness::Reason;
use super::{
    app_preview_sets, app_previews, app_screenshot_sets, app_screenshots, app_store_version_localizations,
    delivery,
};
use crate::engine::refusal::ErrorItem;
use crate::engine::store::Stored;
use crate::world::World;

/// The display types of which one must have a screenshot in the primary locale, by platform: Apple scales the
/// largest ones down for the other devices.
fn needed(platform: &str) -> &'static [&'static str] {
    match platform {
        "MAC_OS" => &["APP_DESKTOP"],
        "TV_OS" => &["APP_APPLE_TV"],
        "VISION_OS" => &["APP_APPLE_VISION_PRO"],
        _ => &["APP_IPHONE_67", "APP_IPHONE_65"],
    }
}

/// What is wrong with the media of a version.
pub(super) fn reasons(world: &World, version: &Stored, reasons: &mut Vec<Reason>) {
    let primary = app_store_version_localizations::primary_locale(world, &version.id).unwrap_or_default();
    for text in app_store_version_localizations::of_version(world, &version.id) {
        let mut shown = Vec::new();
        for set in text.many("appScreenshotSets") {
            let Some(set) = world.store.get(app_screenshot_sets::KIND, set) else { continue };
            let rows = rows(world, set, app_screenshots::KIND);
            if rows.iter().any(|row| delivery::state(row) == "COMPLETE") {
                shown.push(set.text("screenshotDisplayType"));
            }
            unfinished(set, &rows, "STATE_ERROR.SCREENSHOT_UPLOADS_IN_PROGRESS", reasons);
        }
        for set in text.many("appPreviewSets") {
            let Some(set) = world.store.get(app_preview_sets::KIND, set) else { continue };
            let rows = rows(world, set, app_previews::KIND);
            unfinished(set, &rows, "STATE_ERROR.PREVIEW_UPLOADS_IN_PROGRESS", reasons);
        }
        let needed = needed(version.text("platform"));
        if text.text("locale") == primary && !needed.iter().any(|display_type| shown.contains(display_type)) {
            reasons.push(missing(text, needed));
        }
    }
}

fn rows<'a>(world: &'a World, set: &Stored, kind: &str) -> Vec<&'a Stored> {
    set.many(kind).into_iter().filter_map(|row| world.store.get(kind, row)).collect()
}

/// What has not arrived, and what failed, blocks the submission until it is deleted.
fn unfinished(set: &Stored, rows: &[&Stored], code: &str, reasons: &mut Vec<Reason>) {
    let waiting: Vec<&str> = rows
        .iter()
        .filter(|row| delivery::state(row) != "COMPLETE")
        .map(|row| row.text("fileName"))
        .collect();
    if !waiting.is_empty() {
        let error = ErrorItem::new(
            409,
            code,
            "Uploads are still in progress.",
            format!("These files are still being uploaded or have failed: {}", waiting.join(", ")),
        );
        reasons.push((format!("/v1/{}/{}", set.kind, set.id), error));
    }
}

fn missing(text: &Stored, needed: &[&str]) -> Reason {
    let error = ErrorItem::new(
        409,
        "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE.MISSING_SCREENSHOTS_PRIMARY_LOCALE",
        "Screenshots are missing for the primary locale.",
        format!("The locale '{}' needs a screenshot of one of: {}", text.text("locale"), needed.join(", ")),
    );
    (format!("/v1/{}/{}", text.kind, text.id), error)
}

//! Apps: born on the web, never deleted by the API; a few attributes may be changed.

use super::{Behaviour, Change, text};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::world::World;

/// The behaviour of `apps`.
pub(super) struct Apps;

impl Behaviour for Apps {
    fn kind(&self) -> &'static str {
        "apps"
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let mut faults = text::faults(
            &change.attributes,
            &[
                ("accessibilityUrl", text::Rule::Url),
                ("subscriptionStatusUrl", text::Rule::Url),
                ("subscriptionStatusUrlForSandbox", text::Rule::Url),
            ],
        );
        if let Some(locale) = change.attributes.get("primaryLocale").and_then(|locale| locale.as_str()) {
            faults.extend(locale_fault(world, id, locale));
        }
        if let Some(bundle_id) = change.attributes.get("bundleId").and_then(|bundle_id| bundle_id.as_str()) {
            faults.extend(bundle_id_fault(world, id, bundle_id));
        }
        if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
    }

    fn after_update(&self, world: &mut World, id: &str) {
        // Another primary locale may bring another name.
        let info = super::version_state::live_info(world, id)
            .or_else(|| super::version_state::info_in_progress(world, id))
            .map(|info| info.id.clone());
        if let Some(info) = info {
            super::version_state::take_name(world, id, &info);
        }
    }
}

/// The primary locale must be one that the app is localized in.
fn locale_fault(world: &World, app: &str, locale: &str) -> Option<ErrorItem> {
    let infos: Vec<&str> = world
        .store
        .all("appInfos")
        .filter(|info| info.one("app") == Some(app))
        .map(|info| info.id.as_str())
        .collect();
    let localized = world.store.all("appInfoLocalizations").any(|text| {
        text.text("locale") == locale && text.one("appInfo").is_some_and(|info| infos.contains(&info))
    });
    (!localized).then(|| {
        text::invalid("primaryLocale", format!("The app has no localization for '{locale}' to make primary"))
    })
}

/// A bundle id may be changed until the first build, to a registered one that no other app has.
fn bundle_id_fault(world: &World, app: &str, bundle_id: &str) -> Option<ErrorItem> {
    if world.store.get("apps", app).is_some_and(|app| app.text("bundleId") == bundle_id) {
        return None;
    }
    if world.store.all("builds").any(|build| build.one("app") == Some(app)) {
        return Some(text::locked("bundleId"));
    }
    let registered = world.store.all("bundleIds").any(|id| id.text("identifier") == bundle_id);
    let taken = world.store.all("apps").any(|other| other.id != app && other.text("bundleId") == bundle_id);
    (!registered || taken).then(|| {
        text::invalid("bundleId", format!("The bundle ID '{bundle_id}' is not available for this app"))
    })
}

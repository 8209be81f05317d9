//! The states of a version and of the app info that goes with it, in their old and new names.

use crate::engine::store::{Identifier, Stored};
use crate::world::World;

/// The states in which a version's texts, screenshots and build may be changed.
const EDITABLE: [&str; 5] =
    ["PREPARE_FOR_SUBMISSION", "DEVELOPER_REJECTED", "REJECTED", "METADATA_REJECTED", "INVALID_BINARY"];

/// The states of a version that was released at some time: its string is burnt, and another version may follow.
const RELEASED: [&str; 2] = ["READY_FOR_DISTRIBUTION", "REPLACED_WITH_NEW_VERSION"];

/// The state of a version, in its new name.
pub(crate) fn of(world: &World, version: &str) -> String {
    world
        .store
        .get("appStoreVersions", version)
        .map_or_else(String::new, |version| version.text("appVersionState").to_owned())
}

/// Whether a version in this state may be changed freely.
pub(crate) fn is_editable(state: &str) -> bool {
    EDITABLE.contains(&state)
}

/// Whether Apple has rejected what is in this state.
pub(crate) fn is_rejected(state: &str) -> bool {
    matches!(state, "REJECTED" | "METADATA_REJECTED")
}

/// Whether a version in this state has been on the store.
pub(crate) fn is_released(state: &str) -> bool {
    RELEASED.contains(&state)
}

/// The name that `appStoreState` has for a value of `appVersionState`.
pub(crate) fn old_name(state: &str) -> &str {
    match state {
        "READY_FOR_DISTRIBUTION" => "READY_FOR_SALE",
        "PROCESSING_FOR_DISTRIBUTION" => "PROCESSING_FOR_APP_STORE",
        other => other,
    }
}

/// The state of the app info that goes with a version in this state.
fn info_state(state: &str) -> &str {
    match state {
        "METADATA_REJECTED" | "INVALID_BINARY" => "REJECTED",
        "PENDING_DEVELOPER_RELEASE" | "PENDING_APPLE_RELEASE" | "PROCESSING_FOR_DISTRIBUTION" => {
            "PENDING_RELEASE"
        }
        "WAITING_FOR_EXPORT_COMPLIANCE" => "WAITING_FOR_REVIEW",
        other => other,
    }
}

/// The versions of an app for a platform, oldest first.
pub(crate) fn versions_of<'a>(
    world: &'a World,
    app: &'a str,
    platform: &'a str,
) -> impl Iterator<Item = &'a Stored> {
    world
        .store
        .all("appStoreVersions")
        .filter(move |version| version.one("app") == Some(app) && version.text("platform") == platform)
}

/// Whether no version of the app was ever released on the platform of this one.
pub(crate) fn is_first(world: &World, version: &str) -> bool {
    let Some(version) = world.store.get("appStoreVersions", version) else { return false };
    let (Some(app), platform) = (version.one("app"), version.text("platform")) else { return false };
    !versions_of(world, app, platform).any(|other| is_released(other.text("appVersionState")))
}

/// The app info that a person may be working on: the one that is not on the store.
pub(crate) fn info_in_progress<'a>(world: &'a World, app: &str) -> Option<&'a Stored> {
    world.store.all("appInfos").find(|info| {
        info.one("app") == Some(app)
            && !matches!(info.text("state"), "READY_FOR_DISTRIBUTION" | "REPLACED_WITH_NEW_INFO")
    })
}

/// The app info that is on the store.
pub(crate) fn live_info<'a>(world: &'a World, app: &str) -> Option<&'a Stored> {
    world
        .store
        .all("appInfos")
        .find(|info| info.one("app") == Some(app) && info.text("state") == "READY_FOR_DISTRIBUTION")
}

/// Brings a version to a state, and the app info in progress with it.
pub(crate) fn enter(world: &mut World, version: &str, state: &str) {
    let Some(stored) = world.store.get_mut("appStoreVersions", version) else { return };
    stored.set("appVersionState", state);
    stored.set("appStoreState", old_name(state));
    let (Some(app), platform) = (stored.one("app").map(str::to_owned), stored.text("platform").to_owned())
    else {
        return;
    };
    if state == "READY_FOR_DISTRIBUTION" {
        replace_older(world, &app, &platform, version);
        release_info(world, &app);
    } else if let Some(info) = info_in_progress(world, &app).map(|info| info.id.clone()) {
        set_info_state(world, &info, info_state(state));
    }
}

/// Sets both names of an app info's state.
pub(crate) fn set_info_state(world: &mut World, info: &str, state: &str) {
    if let Some(info) = world.store.get_mut("appInfos", info) {
        info.set("state", state);
        let old = match state {
            "PENDING_RELEASE" => "PENDING_DEVELOPER_RELEASE",
            "REPLACED_WITH_NEW_INFO" => "REPLACED_WITH_NEW_VERSION",
            other => old_name(other),
        };
        info.set("appStoreState", old);
    }
}

fn replace_older(world: &mut World, app: &str, platform: &str, released: &str) {
    let older: Vec<String> = versions_of(world, app, platform)
        .filter(|other| other.id != released && other.text("appVersionState") == "READY_FOR_DISTRIBUTION")
        .map(|other| other.id.clone())
        .collect();
    for id in older {
        if let Some(version) = world.store.get_mut("appStoreVersions", &id) {
            version.set("appVersionState", "REPLACED_WITH_NEW_VERSION");
            version.set("appStoreState", "REPLACED_WITH_NEW_VERSION");
        }
    }
}

/// The app info in progress takes the place of the live one, and the app takes the name that it brings.
fn release_info(world: &mut World, app: &str) {
    let Some(info) = info_in_progress(world, app).map(|info| info.id.clone()) else { return };
    if let Some(live) = live_info(world, app).map(|live| live.id.clone()) {
        world.delete("appInfos", &live);
    }
    set_info_state(world, &info, "READY_FOR_DISTRIBUTION");
    take_name(world, app, &info);
}

/// An app is called what its info says in the primary locale.
pub(crate) fn take_name(world: &mut World, app: &str, info: &str) {
    let Some(locale) = world.store.get("apps", app).map(|app| app.text("primaryLocale").to_owned()) else {
        return;
    };
    let name = world
        .store
        .all("appInfoLocalizations")
        .find(|text| text.one("appInfo") == Some(info) && text.text("locale") == locale)
        .map(|text| text.text("name").to_owned());
    if let (Some(name), Some(app)) = (name, world.store.get_mut("apps", app)) {
        app.set("name", name);
    }
}

/// The identifier of a version.
pub(crate) fn identifier(version: &str) -> Identifier {
    Identifier::new("appStoreVersions", version)
}

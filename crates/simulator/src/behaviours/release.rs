//! The way of a version from approval to the store.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{app_store_version_phased_releases, carry_over, version_state};
use crate::world::World;

/// An approved version goes where its release type says.
pub(super) fn approved(world: &mut World, version: &str) {
    let Some(stored) = world.store.get("appStoreVersions", version) else { return };
    match stored.text("releaseType") {
        "MANUAL" => version_state::enter(world, version, "PENDING_DEVELOPER_RELEASE"),
        "SCHEDULED" => {
            let date = OffsetDateTime::parse(stored.text("earliestReleaseDate"), &Rfc3339).ok();
            match date.filter(|date| *date > world.now()) {
                Some(date) => {
                    version_state::enter(world, version, "PENDING_APPLE_RELEASE");
                    world.wake(date, "appStoreVersions", version);
                }
                None => distribute(world, version),
            }
        }
        _ => distribute(world, version),
    }
}

/// A version starts to be distributed, which takes its time.
pub(super) fn distribute(world: &mut World, version: &str) {
    version_state::enter(world, version, "PROCESSING_FOR_DISTRIBUTION");
    let at = world.now() + world.settings.processing;
    world.wake(at, "appStoreVersions", version);
}

/// The next step of a version that was waiting for a time.
pub(super) fn proceed(world: &mut World, version: &str) {
    match version_state::of(world, version).as_str() {
        "PENDING_APPLE_RELEASE" => distribute(world, version),
        "PROCESSING_FOR_DISTRIBUTION" => {
            version_state::enter(world, version, "READY_FOR_DISTRIBUTION");
            app_store_version_phased_releases::start(world, version);
            keep_info_open(world, version);
        }
        _ => {}
    }
}

/// The version of another platform may still be in preparation, and needs an app info to work on.
fn keep_info_open(world: &mut World, version: &str) {
    let app = world.store.get("appStoreVersions", version).and_then(|version| version.one("app"));
    let Some(app) = app.map(str::to_owned) else { return };
    let others = world.store.all("appStoreVersions").any(|other| {
        other.one("app") == Some(&app) && !version_state::is_released(other.text("appVersionState"))
    });
    if others {
        carry_over::open_info(world, &app);
    }
}

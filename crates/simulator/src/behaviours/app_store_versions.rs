//! Versions: one in preparation per platform, with what Apple makes along with it.

use serde_json::{Map, Value};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{
    Behaviour, Change, Draft, LinkEdit, app_store_version_localizations, build_choice, carry_over, linked,
    text, version_state,
};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::Identifier;
use crate::world::World;

/// The behaviour of `appStoreVersions`.
pub(super) struct AppStoreVersions;

pub(super) const KIND: &str = "appStoreVersions";

/// What may be changed until a version is released, beyond the editable states: how it will be released.
const UNTIL_RELEASE: [&str; 2] = ["releaseType", "earliestReleaseDate"];

impl Behaviour for AppStoreVersions {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let app = linked::one(&draft.relationships, "app").to_owned();
        let sent =
            |name: &str| draft.attributes.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (platform, number) = (sent("platform"), sent("versionString"));
        let mut faults = Vec::new();
        faults.extend(blocked(world, &app, &platform));
        faults.extend(string_fault(world, &app, &platform, "", &number));
        faults.extend(release_faults(world, &Map::new(), &draft.attributes));
        let build = linked::one(&draft.relationships, "build");
        if !build.is_empty() {
            faults.extend(build_choice::fault(world, &app, &platform, build));
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let defaults = [
            ("reviewType", Value::from("APP_STORE")),
            ("releaseType", Value::from("AFTER_APPROVAL")),
            ("downloadable", Value::from(true)),
        ];
        for (name, value) in defaults {
            draft.attributes.entry(name).or_insert(value);
        }
        draft.attributes.insert("appVersionState".into(), "PREPARE_FOR_SUBMISSION".into());
        draft.attributes.insert("appStoreState".into(), "PREPARE_FOR_SUBMISSION".into());
        Ok(())
    }

    fn after_create(&self, world: &mut World, id: &str) {
        carry_over::into_version(world, id);
        if let Some(primary) = app_store_version_localizations::primary_locale(world, id) {
            app_store_version_localizations::ensure(world, id, &primary);
        }
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let Some(stored) = world.store.get(KIND, id) else { return Ok(()) };
        let state = stored.text("appVersionState");
        let (app, platform) = (stored.one("app").unwrap_or_default(), stored.text("platform"));
        let mut faults = locks(state, change);
        if faults.is_empty() {
            if let Some(string) = change.attributes.get("versionString").and_then(Value::as_str) {
                faults.extend(string_fault(world, app, platform, id, string));
            }
            faults.extend(release_faults(world, &stored.attributes, &change.attributes));
            let build = linked::one(&change.relationships, "build");
            if !build.is_empty() {
                faults.extend(build_choice::fault(world, app, platform, build));
            }
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        // Another kind of release leaves no date behind.
        let release_type = change.attributes.get("releaseType").and_then(Value::as_str);
        if release_type.is_some_and(|kind| kind != "SCHEDULED") {
            change.attributes.entry("earliestReleaseDate").or_insert(Value::Null);
        }
        Ok(())
    }

    fn before_link(
        &self,
        world: &mut World,
        id: &str,
        relationship: &str,
        _edit: LinkEdit,
        to: &[Identifier],
    ) -> Result<(), Refusal> {
        let Some(stored) = world.store.get(KIND, id) else { return Ok(()) };
        if !version_state::is_editable(stored.text("appVersionState")) {
            return Err(locked_relationship(relationship).into());
        }
        if relationship != "build" {
            return Ok(());
        }
        let (app, platform) = (stored.one("app").unwrap_or_default(), stored.text("platform"));
        match to.first().and_then(|build| build_choice::fault(world, app, platform, &build.id)) {
            Some(fault) => Err(fault.into()),
            None => Ok(()),
        }
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        let Some(stored) = world.store.get(KIND, id) else { return Ok(()) };
        let only =
            version_state::versions_of(world, stored.one("app").unwrap_or_default(), stored.text("platform"))
                .all(|other| other.id == id);
        if only || !version_state::is_editable(stored.text("appVersionState")) {
            return Err(Refusal::conflict(
                "STATE_ERROR",
                "The request cannot be fulfilled because of the state of another resource.",
                "The version cannot be deleted at this time",
            ));
        }
        Ok(())
    }

    /// A version that waits for its day has reached it, or one that was being distributed is on the store.
    fn wake(&self, world: &mut World, id: &str) {
        super::release::proceed(world, id);
    }
}

/// One version at a time is on its way to the store.
fn blocked(world: &World, app: &str, platform: &str) -> Option<ErrorItem> {
    version_state::versions_of(world, app, platform)
        .any(|version| !version_state::is_released(version.text("appVersionState")))
        .then(|| {
            ErrorItem::new(
                409,
                "ENTITY_ERROR.RELATIONSHIP.INVALID",
                "The provided entity includes a relationship with an invalid value",
                "You cannot create a new version of the App in the current state.",
            )
            .at("/data/relationships/app")
        })
}

/// A version string is one to four numbers with dots between, and no other version of the platform has it.
fn string_fault(world: &World, app: &str, platform: &str, id: &str, string: &str) -> Option<ErrorItem> {
    let parts: Vec<&str> = string.split('.').collect();
    let well_formed = parts.len() <= 4
        && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !well_formed {
        return Some(text::invalid("versionString", format!("'{string}' is not a valid version number")));
    }
    version_state::versions_of(world, app, platform)
        .any(|other| other.id != id && other.text("versionString") == string)
        .then(|| {
            ErrorItem::new(
                409,
                "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
                "The provided entity includes an attribute with a value that has already been used",
                format!("The attribute 'versionString' value '{string}' has been previously used."),
            )
            .at("/data/attributes/versionString")
        })
}

/// A scheduled release needs a day to come, and no other kind takes one.
fn release_faults(world: &World, before: &Map<String, Value>, sent: &Map<String, Value>) -> Vec<ErrorItem> {
    let resulting =
        |name: &str| sent.get(name).or_else(|| before.get(name)).and_then(Value::as_str).unwrap_or_default();
    let scheduled = resulting("releaseType") == "SCHEDULED";
    let sent_date = sent.get("earliestReleaseDate").and_then(Value::as_str);
    let mut faults = Vec::new();
    if scheduled && resulting("earliestReleaseDate").is_empty() {
        faults.push(text::required("earliestReleaseDate"));
    }
    if let Some(date) = sent_date {
        let ahead = OffsetDateTime::parse(date, &Rfc3339).is_ok_and(|date| date > world.now());
        if !scheduled {
            let detail = "An earliest release date goes with the release type 'SCHEDULED' only".to_owned();
            faults.push(text::invalid("earliestReleaseDate", detail));
        } else if !ahead {
            let detail = format!("The earliest release date '{date}' is not in the future");
            faults.push(text::invalid("earliestReleaseDate", detail));
        }
    }
    faults
}

fn locks(state: &str, change: &Change) -> Vec<ErrorItem> {
    if version_state::is_editable(state) {
        return Vec::new();
    }
    let on_its_way = !version_state::is_released(state) && state != "PROCESSING_FOR_DISTRIBUTION";
    let open = |name: &str| (on_its_way && UNTIL_RELEASE.contains(&name)) || name == "downloadable";
    let attributes = change.attributes.keys().filter(|name| !open(name)).map(|name| text::locked(name));
    attributes.chain(change.relationships.keys().map(|name| locked_relationship(name))).collect()
}

fn locked_relationship(name: &str) -> ErrorItem {
    ErrorItem::new(
        409,
        "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE",
        "The relationship can not be modified",
        format!("The relationship '{name}' can not be modified in the current state"),
    )
    .at(format!("/data/relationships/{name}"))
}

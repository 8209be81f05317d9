//! The name, subtitle and privacy addresses of an app, per language.

use serde_json::{Map, Value};

use super::text::{self, Rule};
use super::{
    Behaviour, Change, Draft, app_infos, app_store_version_localizations, linked, locale, version_state,
};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::Stored;
use crate::world::World;

/// The behaviour of `appInfoLocalizations`.
pub(super) struct AppInfoLocalizations;

const KIND: &str = "appInfoLocalizations";

const RULES: [(&str, Rule); 4] = [
    ("name", Rule::PlainBetween(2, 30)),
    ("subtitle", Rule::Plain(30)),
    ("privacyPolicyUrl", Rule::Url),
    ("privacyChoicesUrl", Rule::Url),
];

impl Behaviour for AppInfoLocalizations {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let info = linked::one(&draft.relationships, "appInfo");
        let language = draft.attributes.get("locale").and_then(Value::as_str).unwrap_or_default();
        if !app_infos::is_editable(world, info) {
            return Err(Refusal::relationship(
                "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE",
                "appInfo",
                "The relationship can not be modified",
                "A localization can not be added to the app info in its current state",
            ));
        }
        if of_info(world, info).any(|other| other.text("locale").eq_ignore_ascii_case(language)) {
            return Err(locale::duplicate(language));
        }
        locale::check("locale", language)?;
        check(world, info, language, &draft.attributes)
    }

    fn after_create(&self, world: &mut World, id: &str) {
        after_change(world, id);
        let Some(app) = app_of(world, id) else { return };
        let Some(language) = world.store.get(KIND, id).map(|text| text.text("locale").to_owned()) else {
            return;
        };
        // The language also appears on the versions that are being prepared.
        let versions: Vec<String> = world
            .store
            .all("appStoreVersions")
            .filter(|version| {
                version.one("app") == Some(app.as_str())
                    && version_state::is_editable(version.text("appVersionState"))
            })
            .map(|version| version.id.clone())
            .collect();
        for version in versions {
            app_store_version_localizations::ensure(world, &version, &language);
        }
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let Some(stored) = world.store.get(KIND, id) else { return Ok(()) };
        let info = stored.one("appInfo").unwrap_or_default();
        if !app_infos::is_editable(world, info) {
            let locked: Vec<ErrorItem> = change.attributes.keys().map(|name| text::locked(name)).collect();
            return if locked.is_empty() { Ok(()) } else { Err(locked.into()) };
        }
        if change.attributes.get("name").is_some_and(Value::is_null) {
            return Err(text::required("name").into());
        }
        check(world, info, stored.text("locale"), &change.attributes)
    }

    fn after_update(&self, world: &mut World, id: &str) {
        after_change(world, id);
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        let Some(stored) = world.store.get(KIND, id) else { return Ok(()) };
        if !app_infos::is_editable(world, stored.one("appInfo").unwrap_or_default()) {
            return Err(Refusal::conflict(
                "STATE_ERROR",
                "The request cannot be fulfilled because of the state of another resource.",
                "This localization cannot be deleted in the current state",
            ));
        }
        let primary = app_of(world, id)
            .and_then(|app| world.store.get("apps", &app))
            .map(|app| app.text("primaryLocale"));
        if primary == Some(stored.text("locale")) {
            return Err(Refusal::conflict(
                "STATE_ERROR",
                "The request cannot be fulfilled because of the state of another resource.",
                "The localization for the primary locale cannot be deleted",
            ));
        }
        Ok(())
    }
}

/// The localizations of an app info.
pub(super) fn of_info<'a>(world: &'a World, info: &'a str) -> impl Iterator<Item = &'a Stored> {
    world.store.all(KIND).filter(move |text| text.one("appInfo") == Some(info))
}

fn app_of(world: &World, id: &str) -> Option<String> {
    let info = world.store.get(KIND, id)?.one("appInfo")?;
    world.store.get("appInfos", info)?.one("app").map(str::to_owned)
}

fn check(world: &World, info: &str, language: &str, attributes: &Map<String, Value>) -> Result<(), Refusal> {
    let mut faults = text::faults(attributes, &RULES);
    if let Some(name) = attributes.get("name").and_then(Value::as_str) {
        faults.extend(name_taken(world, info, language, name));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

/// A name is unique in its locale over all apps of all developers; here, all apps there are.
fn name_taken(world: &World, info: &str, language: &str, name: &str) -> Option<ErrorItem> {
    let app = world.store.get("appInfos", info).and_then(|info| info.one("app"));
    let taken = world.store.all(KIND).any(|other| {
        let theirs = other
            .one("appInfo")
            .and_then(|info| world.store.get("appInfos", info))
            .and_then(|info| info.one("app"));
        theirs != app && other.text("locale") == language && other.text("name").eq_ignore_ascii_case(name)
    });
    taken.then(|| {
        ErrorItem::new(
            409,
            "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE.SAME_ACCOUNT",
            "The provided entity includes an attribute with a value that has already been used",
            format!("The app name '{name}' is already used for another app in the locale '{language}'"),
        )
        .at("/data/attributes/name")
    })
}

/// Until an app is on the store, its name is what is being prepared.
fn after_change(world: &mut World, id: &str) {
    let Some(app) = app_of(world, id) else { return };
    if version_state::live_info(world, &app).is_some() {
        return;
    }
    if let Some(info) = world.store.get(KIND, id).and_then(|text| text.one("appInfo")).map(str::to_owned) {
        version_state::take_name(world, &app, &info);
    }
}

//! The texts of a version, per language.

use serde_json::{Map, Value};

use super::text::{self, Rule};
use super::{Behaviour, Change, Draft, linked, locale, version_state};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::store::{Linkage, Stored};
use crate::world::World;

/// The behaviour of `appStoreVersionLocalizations`.
pub(super) struct AppStoreVersionLocalizations;

const KIND: &str = "appStoreVersionLocalizations";

const RULES: [(&str, Rule); 6] = [
    ("description", Rule::AtMost(4000)),
    ("keywords", Rule::Plain(100)),
    ("promotionalText", Rule::AtMost(170)),
    ("whatsNew", Rule::AtMost(4000)),
    ("marketingUrl", Rule::Url),
    ("supportUrl", Rule::Url),
];

impl Behaviour for AppStoreVersionLocalizations {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let version = linked::one(&draft.relationships, "appStoreVersion");
        let language = draft.attributes.get("locale").and_then(Value::as_str).unwrap_or_default();
        if !version_state::is_editable(&version_state::of(world, version)) {
            return Err(not_now("A localization cannot be added to the version at this time"));
        }
        if of_version(world, version).any(|other| other.text("locale").eq_ignore_ascii_case(language)) {
            return Err(locale::duplicate(language));
        }
        locale::check("locale", language)?;
        check_whats_new(world, version, &draft.attributes)?;
        refuse(text::faults(&draft.attributes, &RULES))
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let Some(version) = version_of(world, id) else { return Ok(()) };
        check_locks(&version_state::of(world, &version), &change.attributes)?;
        check_whats_new(world, &version, &change.attributes)?;
        refuse(text::faults(&change.attributes, &RULES))
    }

    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        let Some(version) = version_of(world, id) else { return Ok(()) };
        if !version_state::is_editable(&version_state::of(world, &version)) {
            return Err(not_now("This localization cannot be deleted at this time"));
        }
        let language = world.store.get(KIND, id).map(|text| text.text("locale").to_owned());
        if language == primary_locale(world, &version) {
            return Err(not_now("The localization for the primary locale cannot be deleted"));
        }
        Ok(())
    }

    fn after_delete(&self, world: &mut World, gone: &Stored) {
        for kind in ["appScreenshotSets", "appPreviewSets"] {
            gone.many(kind).into_iter().for_each(|set| world.delete(kind, set));
        }
    }
}

/// The localizations of a version.
pub(super) fn of_version<'a>(world: &'a World, version: &'a str) -> impl Iterator<Item = &'a Stored> {
    world.store.all(KIND).filter(move |text| text.one("appStoreVersion") == Some(version))
}

/// The version that a localization belongs to.
pub(super) fn version_of(world: &World, localization: &str) -> Option<String> {
    world.store.get(KIND, localization)?.one("appStoreVersion").map(str::to_owned)
}

/// The primary locale of the app that a version belongs to.
pub(super) fn primary_locale(world: &World, version: &str) -> Option<String> {
    let app = world.store.get("appStoreVersions", version)?.one("app")?;
    world.store.get("apps", app).map(|app| app.text("primaryLocale").to_owned())
}

/// The localization of a version for a language, made empty where there is none; its id.
pub(crate) fn ensure(world: &mut World, version: &str, language: &str) -> String {
    if let Some(there) = of_version(world, version).find(|text| text.text("locale") == language) {
        return there.id.clone();
    }
    let mut text = Stored::new(KIND, "");
    text.set("locale", language);
    text.relationships
        .insert("appStoreVersion".into(), Linkage::One(Some(version_state::identifier(version))));
    world.insert(text)
}

fn refuse(faults: Vec<ErrorItem>) -> Result<(), Refusal> {
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

fn not_now(detail: &str) -> Refusal {
    Refusal::conflict(
        "STATE_ERROR",
        "The request cannot be fulfilled because of the state of another resource.",
        detail,
    )
}

/// Whether a text is locked, in the state that its version has. The promotional text never is: it is there to be
/// changed at any time.
fn check_locks(state: &str, attributes: &Map<String, Value>) -> Result<(), Refusal> {
    if version_state::is_editable(state) {
        return Ok(());
    }
    let faults = attributes
        .keys()
        .filter(|name| *name != "promotionalText")
        .map(|name| {
            ErrorItem::new(
                409,
                "STATE_ERROR",
                "The request cannot be fulfilled because of the state of another resource.",
                format!("Attribute '{name}' cannot be edited at this time"),
            )
            .at(format!("/data/attributes/{name}"))
        })
        .collect();
    refuse(faults)
}

/// A first version has nothing new; even a null is refused.
fn check_whats_new(world: &World, version: &str, attributes: &Map<String, Value>) -> Result<(), Refusal> {
    if attributes.contains_key("whatsNew") && version_state::is_first(world, version) {
        return Err(ErrorItem::new(
            409,
            "STATE_ERROR",
            "The request cannot be fulfilled because of the state of another resource.",
            "Attribute 'whatsNew' cannot be edited at this time",
        )
        .at("/data/attributes/whatsNew")
        .into());
    }
    Ok(())
}

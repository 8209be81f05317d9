//! Whether a version is ready for review, and all that it lacks.

use serde_json::{Map, Value, json};

use super::app_store_review_details::CONTACT;
use super::{
    age_rating_declarations, app_info_localizations, app_store_review_attachments, app_store_review_details,
    app_store_version_localizations, build_choice, delivery, text, version_state,
};
use crate::engine::refusal::ErrorItem;
use crate::engine::store::Stored;
use crate::world::{IdForm, World};

/// The path of a resource and what is wrong with it.
pub(super) type Reason = (String, ErrorItem);

/// The refusal of a version that is not ready: the error at the top only says where to look.
pub(super) fn not_ready(world: &mut World, version: &str, reasons: Vec<Reason>) -> ErrorItem {
    let mut item = ErrorItem::new(
        409,
        "STATE_ERROR.ENTITY_STATE_INVALID",
        "appStoreVersions is not in valid state.",
        format!(
            "appStoreVersions with id '{version}' is not in valid state. This resource cannot be reviewed, please \
             check associated errors to see why."
        ),
    );
    for (path, reason) in reasons {
        let mut error = Map::new();
        let list = item.associated.entry(path).or_insert_with(|| json!([]));
        error.insert("id".into(), world.new_id(IdForm::Uuid).into());
        error.insert("status".into(), reason.status.to_string().into());
        error.insert("code".into(), reason.code.into());
        error.insert("title".into(), reason.title.into());
        error.insert("detail".into(), reason.detail.into());
        if let Some(source) = reason.source {
            error.insert("source".into(), source);
        }
        if let Some(list) = list.as_array_mut() {
            list.push(Value::Object(error));
        }
    }
    item
}

/// Everything that a version lacks.
pub(super) fn reasons(world: &World, version: &str) -> Vec<Reason> {
    let Some(stored) = world.store.get("appStoreVersions", version) else { return Vec::new() };
    let app = stored.one("app").unwrap_or_default();
    let mut reasons = Vec::new();
    of_version(stored, &mut reasons);
    of_build(world, stored, app, &mut reasons);
    of_texts(world, stored, &mut reasons);
    super::media_readiness::reasons(world, stored, &mut reasons);
    super::app_clip_readiness::reasons(world, stored, &mut reasons);
    of_review_detail(world, stored, &mut reasons);
    of_app(world, app, &mut reasons);
    of_info(world, app, &mut reasons);
    reasons
}

fn blank(resource: &Stored, name: &str) -> bool {
    resource.attributes.get(name).is_none_or(|value| match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    })
}

/// The attributes that are missing from a resource.
fn require(resource: &Stored, names: &[&str], reasons: &mut Vec<Reason>) {
    let path = format!("/v1/{}/{}", resource.kind, resource.id);
    let missing = names.iter().filter(|name| blank(resource, name));
    reasons.extend(missing.map(|name| (path.clone(), text::required(name))));
}

/// A relationship that a resource lacks.
pub(super) fn missing_relationship(kind: &str, id: &str, name: &str) -> Reason {
    let error = ErrorItem::new(
        409,
        "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
        "The provided entity is missing a required relationship",
        format!("You must provide a value for the relationship '{name}' with this request"),
    );
    (format!("/v1/{kind}/{id}"), error.at(format!("/data/relationships/{name}")))
}

fn of_version(version: &Stored, reasons: &mut Vec<Reason>) {
    require(version, &["copyright"], reasons);
    for name in ["build", "appStoreReviewDetail"] {
        if version.one(name).is_none() {
            reasons.push(missing_relationship(&version.kind, &version.id, name));
        }
    }
}

fn of_build(world: &World, version: &Stored, app: &str, reasons: &mut Vec<Reason>) {
    let Some(build) = version.one("build") else { return };
    if let Some(reason) = build_choice::reason(world, app, version.text("platform"), build) {
        let error = ErrorItem::new(
            409,
            "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE",
            "The provided entity includes a relationship with an invalid value",
            format!("The build cannot be reviewed: {reason}"),
        );
        reasons.push((format!("/v1/builds/{build}"), error));
    }
    if let Some(build) = world.store.get("builds", build) {
        require(build, &["usesNonExemptEncryption"], reasons);
    }
}

fn of_texts(world: &World, version: &Stored, reasons: &mut Vec<Reason>) {
    let first = version_state::is_first(world, &version.id);
    for text in app_store_version_localizations::of_version(world, &version.id) {
        require(text, &["description", "keywords", "supportUrl"], reasons);
        if !first {
            require(text, &["whatsNew"], reasons);
        }
    }
}

fn of_review_detail(world: &World, version: &Stored, reasons: &mut Vec<Reason>) {
    let detail = version.one("appStoreReviewDetail");
    let Some(detail) = detail.and_then(|id| world.store.get(app_store_review_details::KIND, id)) else {
        return;
    };
    require(detail, &CONTACT, reasons);
    for id in detail.many("appStoreReviewAttachments") {
        let Some(attachment) = world.store.get(app_store_review_attachments::KIND, id) else { continue };
        if delivery::state(attachment) != "COMPLETE" {
            let error = ErrorItem::new(
                409,
                "STATE_ERROR",
                "The request cannot be fulfilled because of the state of another resource.",
                format!("The attachment '{}' is still uploading or failed", attachment.text("fileName")),
            );
            reasons.push((format!("/v1/{}/{id}", attachment.kind), error));
        }
    }
}

fn of_app(world: &World, app: &str, reasons: &mut Vec<Reason>) {
    let Some(app) = world.store.get("apps", app) else { return };
    require(app, &["contentRightsDeclaration"], reasons);
    for name in ["appPriceSchedule", "appAvailabilityV2"] {
        if app.one(name).is_none() {
            reasons.push(missing_relationship("apps", &app.id, name));
        }
    }
    if app.hidden.get("privacyPublished") != Some(&Value::Bool(true)) {
        let error = ErrorItem::new(
            409,
            "STATE_ERROR.APP_DATA_USAGES_REQUIRED",
            "The answers about app privacy are missing.",
            "App privacy answers have to be given and published on the web before the app can be submitted",
        );
        reasons.push(("/v1/appDataUsages/".to_owned(), error));
    }
}

fn of_info(world: &World, app: &str, reasons: &mut Vec<Reason>) {
    let Some(info) = version_state::info_in_progress(world, app) else { return };
    if info.one("primaryCategory").is_none() {
        reasons.push(missing_relationship("appInfos", &info.id, "primaryCategory"));
    }
    if let Some(declaration) = world.store.get(age_rating_declarations::KIND, &info.id) {
        let path = format!("/v1/{}/{}", declaration.kind, declaration.id);
        let unanswered = age_rating_declarations::unanswered(declaration);
        reasons.extend(unanswered.map(|name| (path.clone(), text::required(name))));
    } else {
        reasons.push(missing_relationship("appInfos", &info.id, "ageRatingDeclaration"));
    }
    let primary = world.store.get("apps", app).map(|app| app.text("primaryLocale")).unwrap_or_default();
    for text in app_info_localizations::of_info(world, &info.id).filter(|text| text.text("locale") == primary)
    {
        require(text, &["name", "privacyPolicyUrl"], reasons);
    }
}

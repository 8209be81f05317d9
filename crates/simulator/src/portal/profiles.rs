//! Provisioning profiles: those of the API. A profile that is repaired is a new one with the old name.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::answer::{Answer, Fault, INVALID};
use super::request::{Platform, Request};
use super::{app_ids, certificates, devices, engine};
use crate::engine::store::{Identifier, Stored};
use crate::world::World;

pub(super) const KIND: &str = "profiles";

/// The types of the API, and what the portal says instead: the platform, the one below it, the way of distribution.
/// Mac Catalyst has no word of its own there: it stands last, so that none is made for it.
const TYPES: [(&str, Platform, &str, &str); 14] = [
    ("IOS_APP_DEVELOPMENT", Platform::Ios, "", "limited"),
    ("IOS_APP_STORE", Platform::Ios, "", "store"),
    ("IOS_APP_ADHOC", Platform::Ios, "", "adhoc"),
    ("IOS_APP_INHOUSE", Platform::Ios, "", "inhouse"),
    ("TVOS_APP_DEVELOPMENT", Platform::Ios, "tvOS", "limited"),
    ("TVOS_APP_STORE", Platform::Ios, "tvOS", "store"),
    ("TVOS_APP_ADHOC", Platform::Ios, "tvOS", "adhoc"),
    ("TVOS_APP_INHOUSE", Platform::Ios, "tvOS", "inhouse"),
    ("MAC_APP_DEVELOPMENT", Platform::Mac, "", "limited"),
    ("MAC_APP_STORE", Platform::Mac, "", "store"),
    ("MAC_APP_DIRECT", Platform::Mac, "", "direct"),
    ("MAC_CATALYST_APP_DEVELOPMENT", Platform::Mac, "", "limited"),
    ("MAC_CATALYST_APP_STORE", Platform::Mac, "", "store"),
    ("MAC_CATALYST_APP_DIRECT", Platform::Mac, "", "direct"),
];

/// The words of Apple's for the ways of distribution.
const WAYS: [(&str, &str); 5] = [
    ("limited", "iOS Development"),
    ("store", "iOS Distribution"),
    ("adhoc", "iOS Distribution"),
    ("inhouse", "iOS Distribution"),
    ("direct", "Mac Distribution"),
];

/// The profiles of a platform.
pub(super) fn of_platform(world: &World, platform: Platform) -> impl Iterator<Item = &Stored> {
    world.store.all(KIND).filter(move |one| kind(one).1 == platform)
}

#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn list(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    Ok(Answer::Rows("provisioningProfiles", of_platform(world, request.platform).map(row).collect()))
}

pub(super) fn detail(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    answer(world, request.required("provisioningProfileId")?)
}

pub(super) fn create(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let id = make(world, request)?;
    answer(world, &id)
}

/// Makes a profile again, under a new id. Where that fails the old one stays.
pub(super) fn repair(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let id = request.required("provisioningProfileId")?;
    engine::find(world, KIND, "provisioning profile", id)?;
    let before = world.store.clone();
    world.delete(KIND, id);
    match make(world, request) {
        Ok(made) => answer(world, &made),
        Err(fault) => {
            world.store = before;
            Err(fault)
        }
    }
}

pub(super) fn delete(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let id = request.required("provisioningProfileId")?;
    engine::call(world, "DELETE", &format!("/v1/profiles/{id}"), None, engine::invalid)?;
    Ok(Answer::Fields(Value::Null))
}

#[expect(clippy::unnecessary_wraps, reason = "an action like the others")]
pub(super) fn download(world: &mut World, request: &Request) -> Result<Answer, Fault> {
    let profile = world.store.get(KIND, request.get("provisioningProfileId"));
    let content = profile.and_then(|profile| BASE64_STANDARD.decode(profile.text("profileContent")).ok());
    Ok(content.map_or(Answer::NoFile, |content| Answer::File("application/octet-stream", content)))
}

fn make(world: &mut World, request: &Request) -> Result<String, Fault> {
    let name = request.required("provisioningProfileName")?;
    let (app_id, way) = (request.required("appIdId")?, request.required("distributionType")?);
    let below = request.get("subPlatform");
    let wanted = |(_, platform, known, distribution): &&(&str, Platform, &str, &str)| {
        *platform == request.platform && *known == below && *distribution == way
    };
    let (profile_type, ..) = TYPES
        .iter()
        .find(wanted)
        .ok_or_else(|| Fault::invalid(&format!("There are no profiles of the type '{way}' here.")))?;
    let linked = |kind: &str, ids: Vec<&str>| {
        ids.into_iter().map(|id| json!({ "type": kind, "id": id })).collect::<Vec<_>>()
    };
    engine::find(world, app_ids::KIND, "App ID", app_id)?;
    let mut relationships = json!({
        "bundleId": { "data": { "type": app_ids::KIND, "id": app_id } },
        "certificates": { "data": linked("certificates", request.ids("certificateIds")) },
    });
    let devices = linked(devices::KIND, request.ids("deviceIds"));
    if !devices.is_empty() {
        relationships["devices"] = json!({ "data": devices });
    }
    let attributes = json!({ "name": name, "profileType": profile_type });
    let data = json!({ "type": KIND, "attributes": attributes, "relationships": relationships });
    let made = engine::call(world, "POST", "/v1/profiles", Some(data), |_| INVALID);
    let id = engine::id(&made.map_err(|fault| plain_where_taken(fault, name))?);
    if let (Some(profile), template) = (world.store.get_mut(KIND, &id), request.get("template"))
        && !template.is_empty()
    {
        profile.hidden.insert("template".into(), template.into());
    }
    Ok(id)
}

/// A name that is taken is refused in plain words, without the envelope.
fn plain_where_taken(fault: Fault, name: &str) -> Fault {
    match fault {
        Fault::Refused { said, .. } if said.starts_with("Multiple profiles found") => Fault::Plain(format!(
            "Multiple profiles found with the name '{name}'. Please remove the duplicate profiles and try again."
        )),
        other => other,
    }
}

fn answer(world: &World, id: &str) -> Result<Answer, Fault> {
    let profile = engine::find(world, KIND, "provisioning profile", id)?;
    let mut row = row(profile);
    row["appId"] = app_id(world, profile);
    row["certificates"] = certificates::of_profile(world, profile).into();
    let devices = world.linked(&Identifier::new(KIND, id), "devices");
    let devices = devices.iter().filter_map(|one| world.store.get(devices::KIND, &one.id));
    row["devices"] = devices.map(devices::row).collect();
    Ok(Answer::Fields(json!({ "provisioningProfile": row })))
}

/// The app id of a profile, as an answer says it.
pub(super) fn app_id(world: &World, profile: &Stored) -> Value {
    let app_id = profile.one("bundleId").and_then(|id| world.store.get(app_ids::KIND, id));
    app_id.map(|app_id| app_ids::row(world, app_id)).unwrap_or_default()
}

/// What an answer says of a profile. Its status tells nothing of whether it has expired.
pub(super) fn row(profile: &Stored) -> Value {
    let (_, platform, below, way) = kind(profile);
    let is_active = profile.text("profileState") == "ACTIVE";
    let template = profile.hidden.get("template");
    let template = template.map(|name| json!({ "purposeName": name, "purposeDisplayName": name }));
    json!({
        "provisioningProfileId": profile.id,
        "UUID": profile.text("uuid"),
        "name": profile.text("name"),
        "status": if is_active { "Active" } else { "Invalid" },
        "type": WAYS.iter().find(|(known, _)| *known == way).map(|(_, shown)| shown),
        "distributionMethod": way,
        "proProPlatform": platform.slug(),
        "proProSubPlatform": if below.is_empty() { Value::Null } else { below.into() },
        "version": "2",
        "dateExpire": profile.text("expirationDate"),
        "managingApp": null,
        "isTemplateProfile": template.is_some(),
        "template": template,
    })
}

/// The line of the table for a profile.
fn kind(profile: &Stored) -> (&'static str, Platform, &'static str, &'static str) {
    let known = TYPES.iter().find(|(kind, ..)| *kind == profile.text("profileType"));
    known.copied().unwrap_or(("", Platform::Ios, "", ""))
}

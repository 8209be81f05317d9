//! Profiles: made once and never changed; a name is taken only once.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

use super::profile_content::{self, Wanted};
use super::{Behaviour, Draft, bundle_id_capabilities, bundle_ids, certificates, devices, linked, text};
use crate::clock::apple_timestamp;
use crate::engine::refusal::Refusal;
use crate::engine::store::{Linkage, Stored};
use crate::world::World;

/// The behaviour of `profiles`.
pub(super) struct Profiles;

pub(super) const KIND: &str = "profiles";

/// How long a profile lasts, unless a certificate in it ends before.
const LIFETIME: time::Duration = time::Duration::days(365);

impl Behaviour for Profiles {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let value =
            |name: &str| draft.attributes.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (name, profile_type) = (value("name"), value("profileType"));
        let now = world.now();
        if name.trim().is_empty() {
            return Err(text::invalid("name", "The profile needs a name".to_owned()).into());
        }
        if world.store.all(KIND).any(|there| there.text("name") == name) {
            return Err(refused(format!("Multiple profiles found with the name '{name}'.")));
        }
        let certificates = chosen(world, draft, "certificates", certificates::KIND, |certificate| {
            certificates::fits(certificate, &profile_type, now)
        });
        let certificates = certificates.filter(|all| !all.is_empty()).ok_or_else(|| {
            refused(
                "There are no current certificates on this team matching the provided certificate IDs."
                    .to_owned(),
            )
        })?;
        let devices = devices_of(world, draft, &profile_type)?;
        // A profile is of no use once one of its certificates has ended.
        let ends = certificates.iter().filter_map(certificates::ends);
        let expires = ends.fold(now + LIFETIME, std::cmp::Ord::min);
        let uuid = world.new_id(crate::world::IdForm::Uuid);
        let bundle_id = linked::one(&draft.relationships, "bundleId");
        let app_id =
            world.store.get(bundle_ids::KIND, bundle_id).cloned().unwrap_or_else(|| Stored::new("", ""));
        let list = profile_content::list(&Wanted {
            name: &name,
            uuid: &uuid,
            profile_type: &profile_type,
            app_id: &app_id,
            capabilities: &bundle_id_capabilities::of(world, bundle_id),
            certificates: &certificates,
            devices: devices.as_deref(),
            now,
            expires,
        });
        let signed = world.authority.sign(&list, now).map_err(|error| refused(error.to_string()))?;
        let platform = if profile_type.starts_with("MAC_") { "MAC_OS" } else { "IOS" };
        for (name, value) in [
            ("platform", platform.to_owned()),
            ("profileState", "ACTIVE".to_owned()),
            ("profileContent", BASE64_STANDARD.encode(signed)),
            ("uuid", uuid),
            ("createdDate", world.timestamp()),
            ("expirationDate", apple_timestamp(expires)),
        ] {
            draft.attributes.insert(name.into(), value.into());
        }
        Ok(())
    }
}

fn refused(detail: String) -> Refusal {
    Refusal::conflict("ENTITY_ERROR", "There is a problem with the request entity", detail)
}

/// The resources that a relationship of the draft names; `None` where one does not fit.
fn chosen(
    world: &World,
    draft: &Draft,
    relationship: &str,
    kind: &str,
    fits: impl Fn(&Stored) -> bool,
) -> Option<Vec<Stored>> {
    let Some(Linkage::Many(all)) = draft.relationships.get(relationship) else { return Some(Vec::new()) };
    let found = |id: &str| world.store.get(kind, id).filter(|resource| fits(resource)).cloned();
    all.iter().map(|to| found(&to.id)).collect()
}

/// The UDIDs in a profile; `None` for the types that are not for certain devices.
fn devices_of(world: &World, draft: &Draft, profile_type: &str) -> Result<Option<Vec<String>>, Refusal> {
    let devices = chosen(world, draft, "devices", devices::KIND, devices::is_enabled)
        .ok_or_else(|| refused("One or more of the provided devices cannot be used.".to_owned()))?;
    let wanted = profile_type.ends_with("DEVELOPMENT") || profile_type.ends_with("ADHOC");
    match (wanted, devices.is_empty()) {
        (true, true) => Err(Refusal::relationship(
            "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
            "devices",
            "The provided entity is missing a required relationship",
            "You must provide devices for a profile of this type",
        )),
        (false, false) => Err(Refusal::relationship(
            "ENTITY_ERROR.RELATIONSHIP.INVALID",
            "devices",
            "The provided entity includes a relationship with an invalid value",
            "A profile of this type takes no devices",
        )),
        (true, false) => Ok(Some(devices.iter().map(|device| device.text("udid").to_owned()).collect())),
        (false, true) => Ok(None),
    }
}

/// Makes the profiles invalid that `concerned` picks.
pub(super) fn invalidate(world: &mut World, concerned: impl Fn(&Stored) -> bool) {
    world.store.change_all(
        |resource| resource.kind == KIND && concerned(resource),
        |profile| profile.set("profileState", "INVALID"),
    );
}

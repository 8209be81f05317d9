//! Certificates: issued from a signing request by the simulator's own authority, a few of each type.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use time::OffsetDateTime;

use super::{Behaviour, Draft, linked, profiles, text};
use crate::clock::apple_timestamp;
use crate::engine::refusal::Refusal;
use crate::engine::store::Stored;
use crate::world::World;

/// The behaviour of `certificates`.
pub(super) struct Certificates;

pub(super) const KIND: &str = "certificates";

impl Behaviour for Certificates {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let value = |draft: &Draft, name: &str| {
            draft.attributes.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let (kind, request) = (value(draft, "certificateType"), value(draft, "csrContent"));
        let now = world.now();
        wants_owner(draft, &kind)?;
        let current = |there: &&Stored| there.text("certificateType") == kind && !is_past(there, now);
        let there = world.store.all(KIND).filter(current).count();
        if there >= limit(world, &kind) {
            let detail = format!(
                "You already have a current {} certificate or a pending certificate request.",
                shown(&kind)
            );
            return Err(Refusal::conflict(
                "ENTITY_ERROR",
                "There is a problem with the request entity",
                detail,
            ));
        }
        let issued = world
            .authority
            .issue(&request, &kind, &draft.id, now)
            .map_err(|why| text::invalid("csrContent", format!("The CSR content is invalid: {why}")))?;
        let attributes = &mut draft.attributes;
        attributes.remove("csrContent");
        let platform = issued.holder.platform.map_or(Value::Null, Value::from);
        for (name, value) in [
            ("name", format!("{}: {}", shown(&kind), issued.holder.display_name).into()),
            ("displayName", issued.holder.display_name.into()),
            ("serialNumber", issued.serial.into()),
            ("platform", platform),
            ("expirationDate", apple_timestamp(issued.not_after).into()),
            ("certificateContent", BASE64_STANDARD.encode(&issued.der).into()),
            ("activated", true.into()),
        ] {
            attributes.insert(name.into(), value);
        }
        draft.hidden.insert("notAfter".into(), issued.not_after.unix_timestamp().into());
        Ok(())
    }

    /// A revoked certificate makes invalid what is signed with it.
    fn before_delete(&self, world: &mut World, id: &str) -> Result<(), Refusal> {
        profiles::invalidate(world, |profile| profile.many("certificates").contains(&id));
        Ok(())
    }
}

/// Certificates for passes and payments are of something that the request must name.
fn wants_owner(draft: &Draft, kind: &str) -> Result<(), Refusal> {
    let owner = match kind {
        kind if kind.starts_with("PASS_TYPE_ID") => "passTypeId",
        kind if kind.starts_with("APPLE_PAY") => "merchantId",
        _ => return Ok(()),
    };
    if linked::one(&draft.relationships, owner).is_empty() {
        return Err(Refusal::relationship(
            "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
            owner,
            "The provided entity is missing a required relationship",
            format!("You must provide a value for the relationship '{owner}' with this request"),
        ));
    }
    Ok(())
}

/// When a certificate ends.
pub(super) fn ends(certificate: &Stored) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(certificate.hidden.get("notAfter")?.as_i64()?).ok()
}

fn is_past(certificate: &Stored, now: OffsetDateTime) -> bool {
    ends(certificate).is_some_and(|ends| ends <= now)
}

/// How many of a type a team may have.
fn limit(world: &World, kind: &str) -> usize {
    match kind {
        "DEVELOPMENT" | "IOS_DEVELOPMENT" | "MAC_APP_DEVELOPMENT" => world.settings.development_certificates,
        kind if kind.starts_with("DEVELOPER_ID") => 5,
        _ => world.settings.distribution_certificates,
    }
}

fn shown(kind: &str) -> &'static str {
    match kind {
        "DEVELOPMENT" => "Apple Development",
        "DISTRIBUTION" => "Apple Distribution",
        "IOS_DEVELOPMENT" => "iOS Development",
        "IOS_DISTRIBUTION" => "iOS Distribution",
        "MAC_APP_DEVELOPMENT" => "Mac Development",
        "MAC_APP_DISTRIBUTION" => "Mac App Distribution",
        "MAC_INSTALLER_DISTRIBUTION" => "Mac Installer Distribution",
        kind if kind.starts_with("DEVELOPER_ID") => "Developer ID",
        _ => "Apple",
    }
}

/// Whether a certificate may sign for a type of profile at that time.
pub(super) fn fits(certificate: &Stored, profile_type: &str, now: OffsetDateTime) -> bool {
    if is_past(certificate, now) || certificate.attributes.get("activated") == Some(&Value::Bool(false)) {
        return false;
    }
    let kind = certificate.text("certificateType");
    let mac = profile_type.starts_with("MAC_");
    match profile_type.rsplit('_').next() {
        Some("DEVELOPMENT") => {
            kind == "DEVELOPMENT" || kind == if mac { "MAC_APP_DEVELOPMENT" } else { "IOS_DEVELOPMENT" }
        }
        Some("DIRECT") => kind.starts_with("DEVELOPER_ID_APPLICATION"),
        _ => kind == "DISTRIBUTION" || kind == if mac { "MAC_APP_DISTRIBUTION" } else { "IOS_DISTRIBUTION" },
    }
}

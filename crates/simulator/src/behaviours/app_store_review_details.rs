//! What the reviewers need: a contact, a demo account, notes. One per version, judged as a whole.

use serde_json::{Map, Value};

use super::text::{self, Rule};
use super::{Behaviour, Change, Draft, linked, version_state};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::world::World;

/// The behaviour of `appStoreReviewDetails`.
pub(super) struct AppStoreReviewDetails;

pub(super) const KIND: &str = "appStoreReviewDetails";

/// The contact, of which all or nothing must be there.
pub(super) const CONTACT: [&str; 4] = ["contactFirstName", "contactLastName", "contactPhone", "contactEmail"];

impl Behaviour for AppStoreReviewDetails {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let version = linked::one(&draft.relationships, "appStoreVersion");
        check_open(world, version, draft.attributes.keys())?;
        if world.store.all(KIND).any(|detail| detail.one("appStoreVersion") == Some(version)) {
            return Err(Refusal::relationship(
                "ENTITY_ERROR.RELATIONSHIP.INVALID",
                "appStoreVersion",
                "The provided entity includes a relationship with an invalid value",
                "The version has review details already. Try updating those instead.",
            ));
        }
        let required = draft.attributes.entry("demoAccountRequired").or_insert(Value::Bool(false));
        if required.is_null() {
            *required = Value::Bool(false);
        }
        check(&draft.attributes)
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let Some(detail) = world.store.get(KIND, id) else { return Ok(()) };
        check_open(world, detail.one("appStoreVersion").unwrap_or_default(), change.attributes.keys())?;
        let mut merged = detail.attributes.clone();
        merged.extend(change.attributes.clone());
        check(&merged)
    }
}

/// The details stay open while the version is on its way, as a reviewer may ask for more.
fn check_open<'a>(
    world: &World,
    version: &str,
    names: impl Iterator<Item = &'a String>,
) -> Result<(), Refusal> {
    let state = version_state::of(world, version);
    let open = version_state::is_editable(&state)
        || matches!(state.as_str(), "READY_FOR_REVIEW" | "WAITING_FOR_REVIEW" | "IN_REVIEW");
    if open {
        return Ok(());
    }
    let faults: Vec<ErrorItem> = names.map(|name| text::locked(name)).collect();
    if faults.is_empty() {
        return Err(Refusal::conflict(
            "STATE_ERROR",
            "The request cannot be fulfilled because of the state of another resource.",
            "Review details cannot be edited at this time",
        ));
    }
    Err(faults.into())
}

fn check(attributes: &Map<String, Value>) -> Result<(), Refusal> {
    let missing =
        |name: &str| attributes.get(name).and_then(Value::as_str).is_none_or(|value| value.trim().is_empty());
    let mut needed: Vec<&str> = CONTACT.to_vec();
    if attributes.get("demoAccountRequired") == Some(&Value::Bool(true)) {
        needed.extend(["demoAccountName", "demoAccountPassword"]);
    }
    let mut faults: Vec<ErrorItem> =
        needed.into_iter().filter(|name| missing(name)).map(text::required).collect();
    if let Some(phone) =
        attributes.get("contactPhone").and_then(Value::as_str).filter(|_| !missing("contactPhone"))
    {
        faults.extend((!is_phone(phone)).then(|| {
            text::invalid(
                "contactPhone",
                format!("'{phone}' is no phone number: it starts with + and a country code"),
            )
        }));
    }
    if let Some(email) =
        attributes.get("contactEmail").and_then(Value::as_str).filter(|_| !missing("contactEmail"))
    {
        faults.extend(
            (!is_email(email))
                .then(|| text::invalid("contactEmail", format!("'{email}' is no email address"))),
        );
    }
    faults.extend(text::faults(attributes, &[("notes", Rule::AtMost(4000))]));
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

pub(super) fn is_phone(phone: &str) -> bool {
    let Some(rest) = phone.trim().strip_prefix('+') else { return false };
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    rest.starts_with(|first: char| first.is_ascii_digit())
        && (7..=15).contains(&digits)
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')'))
}

pub(super) fn is_email(email: &str) -> bool {
    email.trim().split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.')
    }) && !email.trim().contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_has_a_country_code() {
        for good in ["+1 408 555 0100", "+49-30-1234567", "+44 (20) 7946.0000"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["", "408 555 0100", "+", "+1 23", "+1 408 CALL NOW", "+12345678901234567"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }

    #[test]
    fn an_email_address_has_a_name_and_a_domain() {
        assert!(is_email("ada@example.com"));
        for bad in ["", "ada", "@example.com", "ada@example", "ada@.com", "a da@example.com"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}

//! What the reviewers of TestFlight need: a contact, a demo account. Each app has these details from the start.

use serde_json::{Map, Value};

use super::app_store_review_details::{is_email, is_phone};
use super::text::{self, Rule};
use super::{Behaviour, Change};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::world::World;

/// The behaviour of `betaAppReviewDetails`.
pub(super) struct BetaAppReviewDetails;

pub(super) const KIND: &str = "betaAppReviewDetails";

impl Behaviour for BetaAppReviewDetails {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_update(&self, world: &mut World, id: &str, change: &mut Change) -> Result<(), Refusal> {
        let mut merged = world.store.get(KIND, id).map(|there| there.attributes.clone()).unwrap_or_default();
        merged.extend(change.attributes.clone());
        let faults = faults(&merged);
        if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
    }
}

fn faults(attributes: &Map<String, Value>) -> Vec<ErrorItem> {
    let given = |name: &str| {
        let text = attributes.get(name).and_then(Value::as_str).map(str::trim);
        text.filter(|text| !text.is_empty())
    };
    let mut faults = text::faults(attributes, &[("notes", Rule::AtMost(4000))]);
    if let Some(phone) = given("contactPhone").filter(|phone| !is_phone(phone)) {
        let detail = format!("'{phone}' is no phone number: it starts with + and a country code");
        faults.push(text::invalid("contactPhone", detail));
    }
    if let Some(email) = given("contactEmail").filter(|email| !is_email(email)) {
        faults.push(text::invalid("contactEmail", format!("'{email}' is no email address")));
    }
    if attributes.get("demoAccountRequired") == Some(&Value::Bool(true)) {
        let missing = ["demoAccountName", "demoAccountPassword"].into_iter();
        faults.extend(missing.filter(|name| given(name).is_none()).map(text::required));
    }
    faults
}

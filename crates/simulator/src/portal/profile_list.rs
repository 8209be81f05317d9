//! The list of profiles as Xcode asks for it: a property list, with the app id in each profile, and no tokens.

use http::request::Parts;
use plist::{Dictionary, Value as Plist};
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::answer::{self, Fault};
use super::profiles;
use super::request::{Platform, Request};
use crate::engine::call::{Payload, Reply};
use crate::world::World;

pub(super) fn serve(world: &mut World, parts: &Parts, body: &[u8], action: &str) -> Reply {
    let platform = match action {
        "ios/listProvisioningProfiles.action" => Platform::Ios,
        "mac/listProvisioningProfiles.action" => Platform::Mac,
        _ => return answer::not_found(),
    };
    match list(world, parts, body, platform) {
        Ok(xml) => {
            let payload = Payload::Raw("text/x-xml-plist", xml);
            Reply { status: 200, headers: Vec::new(), payload }
        }
        Err(fault) => answer::fault(world, &fault),
    }
}

fn list(world: &mut World, parts: &Parts, body: &[u8], platform: Platform) -> Result<Vec<u8>, Fault> {
    let request = Request::read(world, parts, body, platform)?;
    let team = request.team()?.to_owned();
    let rows = world.as_team(&team, |world| {
        let all = profiles::of_platform(world, platform);
        let with_app_id = all.map(|profile| {
            let mut row = profiles::row(profile);
            row["appId"] = profiles::app_id(world, profile);
            converted(&row)
        });
        with_app_id.collect::<Vec<_>>()
    });
    let mut members = Dictionary::new();
    members.insert("resultCode".to_owned(), 0.into());
    members.insert("provisioningProfiles".to_owned(), Plist::Array(rows.into_iter().flatten().collect()));
    let mut xml = Vec::new();
    // Writing into memory cannot fail, and the values are of kinds that XML has.
    let _ = Plist::Dictionary(members).to_writer_xml(&mut xml);
    Ok(xml)
}

/// A property list has no null: what is null is left out. Its dates are values of their own.
fn converted(value: &Value) -> Option<Plist> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(bool) => (*bool).into(),
        Value::Number(number) => number.as_i64().unwrap_or_default().into(),
        Value::String(text) => match OffsetDateTime::parse(text, &Rfc3339) {
            Ok(at) => Plist::Date(std::time::SystemTime::from(at).into()),
            Err(_) => text.as_str().into(),
        },
        Value::Array(all) => Plist::Array(all.iter().filter_map(converted).collect()),
        Value::Object(members) => {
            let members = members.iter().filter_map(|(name, value)| Some((name.clone(), converted(value)?)));
            Plist::Dictionary(members.collect())
        }
    })
}

//! The body of a request, as given or made of `--attribute` and `--relationship`.

use std::io::Read;

use catalogue::{Attribute, Body, Found, Method, Relationship, Shape, catalogue};
use console::Failure;
use serde_json::{Map, Value, json};
use spaceship::transport::Request;

use super::arguments::RequestArgs;
use super::request::{pair, usage};

/// The longest body that is read; Apple's own limits are far below.
const LONGEST: u64 = 10 * 1024 * 1024;

/// The body of `--data`.
pub(super) fn given(data: &str) -> Result<Value, Failure> {
    let text = match data.strip_prefix('@') {
        Some(path) => read(&mut std::fs::File::open(path).map_err(|error| unreadable(data, &error))?, data)?,
        None if data == "-" => read(&mut std::io::stdin().lock(), data)?,
        None => data.to_owned(),
    };
    serde_json::from_str(&text).map_err(|error| Failure::invalid(format!("--data is no JSON: {error}")))
}

fn read(from: &mut impl Read, name: &str) -> Result<String, Failure> {
    let mut text = String::new();
    let read = from.take(LONGEST + 1).read_to_string(&mut text).map_err(|error| unreadable(name, &error))?;
    if read as u64 > LONGEST {
        return Err(Failure::invalid(format!("--data {name} is longer than 10 MiB")));
    }
    Ok(text)
}

fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    Failure::invalid(format!("cannot read --data {name}")).cause(error.to_string())
}

/// The body that attributes and relationships make, with the types that the operation takes.
pub(super) fn made(
    args: &RequestArgs,
    found: Option<&Found<'_>>,
    request: &Request,
) -> Result<Value, Failure> {
    let document = match found.and_then(|found| found.operation.body) {
        Some(Body::Document(name)) => catalogue().request(name),
        Some(Body::Linkage(to)) => return linkage(args, to, false),
        Some(Body::Linkages(to)) => return linkage(args, to, true),
        None => None,
    };
    let mut attributes = Map::new();
    for given in &args.attribute {
        let (name, text) = pair("--attribute", given)?;
        let known = document.and_then(|document| document.attributes.iter().find(|known| known.name == name));
        attributes.insert(name.to_owned(), attribute(known, text).map_err(|why| usage(&why))?);
    }
    let mut relationships = Map::new();
    for given in &args.relationship {
        let (name, text) = pair("--relationship", given)?;
        let known =
            document.and_then(|document| document.relationships.iter().find(|known| known.name == name));
        // A name that the operation does not take is told with the others when the whole is checked.
        let to = known.map(|known| known.to).or(document.map(|_| "unknown"));
        let data = identifiers(text, to, is_many(known, text))?;
        relationships.insert(name.to_owned(), json!({ "data": data }));
    }
    let mut data = Map::new();
    let collection = request.path.trim_matches('/').split('/').nth(1).unwrap_or_default();
    data.insert("type".into(), document.map_or(collection, |document| document.kind).into());
    if request.method == Method::Patch
        && let Some(id) = request.path.rsplit('/').next()
    {
        data.insert("id".into(), id.into());
    }
    for (name, members) in [("attributes", attributes), ("relationships", relationships)] {
        if !members.is_empty() {
            data.insert(name.into(), members.into());
        }
    }
    Ok(json!({ "data": data }))
}

/// The body of an edit of a relationship: whatever name was given, there is but one.
fn linkage(args: &RequestArgs, to: &str, many: bool) -> Result<Value, Failure> {
    if !args.attribute.is_empty() {
        return Err(usage("a relationship takes --relationship data=id, and no --attribute"));
    }
    let mut ids = Vec::new();
    for given in &args.relationship {
        ids.push(pair("--relationship", given)?.1);
    }
    Ok(json!({ "data": identifiers(&ids.join(","), Some(to), many)? }))
}

fn is_many(known: Option<&Relationship>, text: &str) -> bool {
    known.map_or_else(|| text.contains(','), |known| known.many)
}

/// `type:id,type:id`, or ids alone where the type is known.
fn identifiers(text: &str, to: Option<&str>, many: bool) -> Result<Value, Failure> {
    let mut all = Vec::new();
    for word in text.split(',').filter(|word| !word.is_empty()) {
        all.push(match (word.split_once(':'), to) {
            (Some((kind, id)), _) => json!({ "type": kind, "id": id }),
            (None, Some(to)) => json!({ "type": to, "id": word }),
            (None, None) => {
                return Err(usage(&format!("the relationship to `{word}` needs its type: type:id")));
            }
        });
    }
    Ok(match all.len() {
        _ if many => all.into(),
        0 => Value::Null,
        1 => all.remove(0),
        _ => return Err(usage(&format!("`{text}` names several resources where one is taken"))),
    })
}

/// The value of an attribute: what its shape makes of the text.
fn attribute(known: Option<&Attribute>, text: &str) -> Result<Value, String> {
    match known {
        Some(known) => {
            shaped(&known.shape, text).map_err(|why| format!("the attribute {}: {why}", known.name))
        }
        // Nobody knows what is taken there: JSON where it is some, else text.
        None => Ok(serde_json::from_str(text).unwrap_or_else(|_| text.into())),
    }
}

fn shaped(shape: &Shape, text: &str) -> Result<Value, String> {
    let json = || serde_json::from_str(text).map_err(|error| format!("`{text}` is no JSON: {error}"));
    match shape {
        Shape::Nullable(_) | Shape::Text(_) | Shape::Enum(_) if text == "null" => Ok(Value::Null),
        Shape::Nullable(inner) => shaped(inner, text),
        Shape::Named(name) => match catalogue().shape(name) {
            Some(shape) => shaped(shape, text),
            None => json(),
        },
        Shape::Boolean => match text {
            "true" | "yes" => Ok(true.into()),
            "false" | "no" => Ok(false.into()),
            "null" => Ok(Value::Null),
            _ => Err(format!("`{text}` is neither true nor false")),
        },
        Shape::Integer { .. } | Shape::Number => match serde_json::from_str::<Value>(text) {
            Ok(value) if value.is_number() || value.is_null() => Ok(value),
            _ => Err(format!("`{text}` is no number")),
        },
        Shape::Array(_) if text.starts_with('[') => json(),
        Shape::Array(items) => {
            text.split(',').filter(|word| !word.is_empty()).map(|word| shaped(items, word)).collect()
        }
        Shape::Object(_) | Shape::Map | Shape::Any => json(),
        Shape::Text(_) | Shape::Enum(_) => Ok(text.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::request;

    fn body(words: [&str; 2], attributes: &[&str], relationships: &[&str]) -> Value {
        let owned = |all: &[&str]| all.iter().map(ToString::to_string).collect::<Vec<_>>();
        let args = RequestArgs {
            request: owned(&words),
            attribute: owned(attributes),
            relationship: owned(relationships),
            ..Default::default()
        };
        let made = request(&args).unwrap();
        made.check().unwrap();
        made.body.unwrap()
    }

    #[test]
    fn attributes_take_the_type_that_apple_takes() {
        let made = body(
            ["POST", "/v1/betaGroups"],
            &["name=Friends", "publicLinkEnabled=true", "publicLinkLimit=5"],
            &["app=6448"],
        );
        let expected = json!({ "data": {
            "type": "betaGroups",
            "attributes": { "name": "Friends", "publicLinkEnabled": true, "publicLinkLimit": 5 },
            "relationships": { "app": { "data": { "type": "apps", "id": "6448" } } },
        } });
        assert_eq!(made, expected);
    }

    #[test]
    fn an_update_carries_its_id_and_null_clears() {
        let made = body(["PATCH", "/v1/appInfoLocalizations/7"], &["subtitle=null"], &[]);
        let expected = json!({ "data": { "type": "appInfoLocalizations", "id": "7", "attributes": { "subtitle": null } } });
        assert_eq!(made, expected);
    }

    #[test]
    fn lists_and_linkages_are_made_of_ids() {
        let made = body(
            ["POST", "/v1/profiles"],
            &["name=P", "profileType=IOS_APP_ADHOC"],
            &["bundleId=B", "certificates=certificates:C,D", "devices="],
        );
        let relationships = &made["data"]["relationships"];
        assert_eq!(relationships["certificates"]["data"][1], json!({ "type": "certificates", "id": "D" }));
        assert_eq!(relationships["devices"]["data"], json!([]));
        let made = body(["POST", "/v1/betaGroups/1/relationships/betaTesters"], &[], &["data=a,b"]);
        assert_eq!(made["data"][0], json!({ "type": "betaTesters", "id": "a" }));
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_a_usage_error() {
        for given in ["publicLinkEnabled=maybe", "publicLinkLimit=many"] {
            let args = RequestArgs {
                request: vec!["POST".into(), "betaGroups".into()],
                attribute: vec![given.into()],
                ..Default::default()
            };
            let failure = request(&args).unwrap_err();
            assert!(failure.message.contains(given.split('=').next().unwrap()), "{failure}");
        }
    }
}

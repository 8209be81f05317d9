//! Answers of the portal: an envelope with a code in it, and HTTP's 200 for nearly all.

use serde_json::{Map, Value, json};

use super::request::Request;
use crate::clock::apple_timestamp;
use crate::engine::call::{Payload, Reply};
use crate::ids::IdForm;
use crate::world::World;

/// What an action answers.
pub(super) enum Answer {
    /// A page of these, under that name.
    Rows(&'static str, Vec<Value>),
    /// These members of the envelope.
    Fields(Value),
    /// A file of a media type.
    File(&'static str, Vec<u8>),
    /// The file is not there: a page of HTML says so.
    NoFile,
    /// No body at all.
    Nothing,
}

/// Why an action was not done.
#[derive(Debug, PartialEq)]
pub(super) enum Fault {
    /// Nobody is signed in, or no longer.
    NoSession,
    /// There is no token, or a wrong one.
    Forbidden,
    /// A code of Apple's with its name and the words for the user.
    Refused { code: u32, name: String, said: String },
    /// Words alone, without the envelope, as Apple refuses a name of a profile that is taken.
    Plain(String),
}

/// The code of what was said wrongly.
pub(super) const INVALID: u32 = 35;
/// The code of what is not there.
pub(super) const GONE: u32 = 8201;

impl Fault {
    /// A refusal with a code of Apple's.
    pub(super) fn refused(code: u32, said: &str) -> Self {
        let name = "There were errors in the data supplied. Please correct and re-submit.";
        Self::Refused { code, name: name.to_owned(), said: said.to_owned() }
    }

    /// What was said is not valid.
    pub(super) fn invalid(said: &str) -> Self {
        Self::refused(INVALID, said)
    }

    /// What was named is not there.
    pub(super) fn gone(what: &str, id: &str) -> Self {
        Self::refused(GONE, &format!("There is no {what} '{id}' on this team."))
    }

    /// Who is signed in may not.
    pub(super) fn not_allowed(what: &str, id: &str) -> Self {
        Self::Refused {
            code: 1200,
            name: format!("webservice.{what}.accessNotAllowed"),
            said: format!("You are not permitted to work with the {what} '{id}'."),
        }
    }
}

/// The answer to a request that was done.
pub(super) fn reply(world: &mut World, request: &Request, answer: Answer) -> Reply {
    let members = match answer {
        Answer::Rows(name, rows) => page(request, name, rows),
        Answer::Fields(members) => members,
        Answer::File(media, bytes) => {
            return Reply { status: 200, headers: Vec::new(), payload: Payload::Raw(media, bytes) };
        }
        Answer::NoFile => return not_found(),
        Answer::Nothing => return Reply::empty(200),
    };
    let mut envelope = envelope(world, &request.path);
    envelope["resultCode"] = 0.into();
    if let (Some(envelope), Value::Object(members)) = (envelope.as_object_mut(), members) {
        envelope.extend(members);
    }
    Reply::json(200, envelope)
}

/// The answer to a request that was not done.
pub(super) fn fault(world: &mut World, fault: &Fault) -> Reply {
    let (status, code, name, said) = match fault {
        Fault::NoSession => (401, 1100, "authentication.failed", "Your session has expired. Please log in."),
        Fault::Forbidden => (403, 1200, "csrf.invalid", "Access to this resource is forbidden."),
        Fault::Refused { code, name, said } => (200, *code, name.as_str(), said.as_str()),
        Fault::Plain(said) => {
            let bytes = said.clone().into_bytes();
            return Reply { status: 200, headers: Vec::new(), payload: Payload::Raw("text/html", bytes) };
        }
    };
    let mut envelope = envelope(world, "");
    envelope["resultCode"] = code.into();
    envelope["resultString"] = escaped(name).into();
    envelope["userString"] = escaped(said).into();
    Reply::json(status, envelope)
}

/// The page that a host of Apple's has for what is not there. It names Apple, as certificates do: a client that looks
/// for the name alone takes one for the other.
pub(super) fn not_found() -> Reply {
    let page = "<html><body><h1>404 Not Found</h1><p>Copyright Apple Inc.</p></body></html>\n";
    Reply { status: 404, headers: Vec::new(), payload: Payload::Raw("text/html", page.as_bytes().to_vec()) }
}

fn envelope(world: &mut World, path: &str) -> Value {
    json!({
        "creationTimestamp": apple_timestamp(world.now()),
        "userLocale": "en_US",
        "protocolVersion": "QH65B2",
        "requestId": world.new_id(IdForm::Uuid),
        "requestUrl": format!("https://developer.apple.com{path}"),
        "responseId": world.new_id(IdForm::Uuid),
        "isAdmin": true,
        "isMember": false,
        "isAgent": true,
    })
}

/// The rows of the page that was asked for.
fn page(request: &Request, name: &str, mut rows: Vec<Value>) -> Value {
    let number = |name: &str, usual: usize| {
        request.get(name).parse().ok().filter(|number| *number > 0).unwrap_or(usual)
    };
    let (page, size) = (number("pageNumber", 1), number("pageSize", 500));
    let (field, direction) = request.get("sort").split_once('=').unwrap_or_default();
    if !field.is_empty() {
        rows.sort_by_cached_key(|row| text(&row[field]));
        if direction == "desc" {
            rows.reverse();
        }
    }
    let total = rows.len();
    let rows = rows.into_iter().skip((page - 1).saturating_mul(size)).take(size).collect::<Vec<_>>();
    let mut members = Map::new();
    members.insert("pageNumber".into(), page.into());
    members.insert("pageSize".into(), size.into());
    members.insert("totalRecords".into(), total.into());
    members.insert(name.to_owned(), rows.into());
    Value::Object(members)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_lowercase)
}

/// Apple writes what it says to users as for a page of HTML.
fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('\'', "&#x27;").replace('"', "&quot;")
}

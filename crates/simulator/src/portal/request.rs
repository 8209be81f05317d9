//! What a request to an action says: its form or JSON body, and for which team.

use http::header::CONTENT_TYPE;
use http::request::Parts;
use serde_json::Value;

use super::answer::Fault;
use crate::apple_id::{self, Account};
use crate::engine::call::Query;
use crate::world::World;

/// The platform that stands in the path of an action. Everything that is no Mac is `Ios`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Platform {
    Ios,
    Mac,
}

impl Platform {
    /// As it stands in paths.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Ios => "ios",
            Self::Mac => "mac",
        }
    }
}

/// A request of somebody who is signed in.
pub(super) struct Request {
    pub(super) account: Account,
    /// The cookie of the session.
    pub(super) session: String,
    pub(super) platform: Platform,
    pub(super) path: String,
    /// The body where it is JSON, else null.
    pub(super) json: Value,
    /// Of the query and the form, in their order.
    pairs: Vec<(String, String)>,
}

impl Request {
    /// Reads a request; the fault is that nobody is signed in.
    pub(super) fn read(world: &World, parts: &Parts, body: &[u8], platform: Platform) -> Result<Self, Fault> {
        let who = apple_id::signed_in(world, &parts.headers).ok_or(Fault::NoSession)?;
        let query = Query::parse(parts.uri.query().unwrap_or_default());
        let mut pairs = query.pairs().map(owned).collect::<Vec<_>>();
        let media = parts.headers.get(CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
        let mut json = Value::Null;
        if media.contains("json") {
            json = serde_json::from_slice(body).unwrap_or_default();
            pairs.extend(members(&json));
        } else {
            pairs.extend(Query::parse(&String::from_utf8_lossy(body)).pairs().map(owned));
        }
        Ok(Self {
            account: who.account,
            session: who.cookie,
            platform,
            path: parts.uri.path().to_owned(),
            json,
            pairs,
        })
    }

    /// The team that is asked for, if the account belongs to it.
    pub(super) fn team(&self) -> Result<&str, Fault> {
        let wanted = self.get("teamId");
        let team = self.account.teams.iter().find(|team| team.id == wanted);
        team.map(|team| team.id.as_str()).ok_or_else(|| Fault::not_allowed("team", wanted))
    }

    /// A value; empty where it is absent.
    pub(super) fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// A value that has to be there.
    pub(super) fn required(&self, name: &str) -> Result<&str, Fault> {
        match self.get(name) {
            "" => Err(Fault::invalid(&format!("The parameter '{name}' is required."))),
            value => Ok(value),
        }
    }

    /// All values of a name that are not empty: an empty list comes as one empty value.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let values = self.pairs.iter().filter(|(known, _)| known == name);
        values.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty()).collect()
    }

    /// All ids of a name: repeated, or several in one value with commas between them.
    pub(super) fn ids(&self, name: &str) -> Vec<&str> {
        let values = self.all(name);
        values.into_iter().flat_map(|value| value.split(',')).filter(|id| !id.is_empty()).collect()
    }

    /// The names and values.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// The texts in a JSON object, and in its lists of texts, as pairs.
fn members(json: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, value) in json.as_object().into_iter().flatten() {
        let values = match value {
            Value::Array(all) => all.as_slice(),
            one => std::slice::from_ref(one),
        };
        pairs.extend(values.iter().filter_map(Value::as_str).map(|value| owned((name, value))));
    }
    pairs
}

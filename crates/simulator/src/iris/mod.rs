//! The API as App Store Connect's own page uses it: the same resources with a session in the place of a key, and apps
//! made and removed, which no key may do.

mod apps;

use http::request::Parts;

use crate::apple_id;
use crate::engine::call::{Body, Call, Query, Reply};
use crate::engine::dispatch;
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::world::World;

/// What stands before the paths of the API.
const PREFIX: &str = "/iris";

/// The host of Apple's that serves a path, where it is one of these.
pub(crate) fn host_of(path: &str) -> Option<&'static str> {
    path.starts_with("/iris/").then_some("appstoreconnect.apple.com")
}

/// Serves a request for the team that the session shows.
pub(crate) fn serve(world: &mut World, parts: &Parts, body: &[u8]) -> Reply {
    let signed_in = apple_id::signed_in(world, &parts.headers);
    let team = signed_in.and_then(|who| {
        let mut teams = who.account.teams.into_iter();
        teams.find(|team| team.provider == who.provider)
    });
    let Some(team) = team else {
        return refused(world, 401, "NOT_AUTHORIZED", "Authentication credentials are missing or invalid.");
    };
    // A page of somebody else's can send no such header along with the user's cookies.
    let writes = !matches!(parts.method.as_str(), "GET" | "HEAD");
    if writes && parts.headers.get("x-csrf-itc").is_none_or(http::HeaderValue::is_empty) {
        return refused(world, 403, "FORBIDDEN_ERROR", "The request does not come from App Store Connect.");
    }
    let path = parts.uri.path();
    let call = Call {
        method: parts.method.as_str().to_owned(),
        path: path.strip_prefix(PREFIX).unwrap_or(path).to_owned(),
        query: Query::parse(parts.uri.query().unwrap_or_default()),
        body: Body::read(body),
    };
    let origin = world.origin.clone();
    world.origin = format!("{origin}{PREFIX}");
    let reply = world.as_team(&team.id, |world| match apps::serve(world, &call) {
        None => dispatch::serve(world, &call),
        Some(Ok(reply)) => reply,
        Some(Err(refusal)) => dispatch::refuse(world, &refusal),
    });
    world.origin = origin;
    reply
}

fn refused(world: &mut World, status: u16, code: &str, said: &str) -> Reply {
    dispatch::refuse(world, &Refusal::from(ErrorItem::new(status, code, said, said)))
}

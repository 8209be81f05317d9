//! The Developer Portal as its web page uses it, with the session of an Apple ID.
//!
//! | path | host of Apple's | what |
//! | --- | --- | --- |
//! | `/services-account/QH65B2/..` | `developer.apple.com` | actions with forms, in [`actions`] |
//! | `/services-account/v1/..` | `developer.apple.com` | the API, tunnelled through POST |
//! | `/services/QH65B2/..` | `developerservices2.apple.com` | the list of profiles that Xcode asks for |
//!
//! All of it acts on the resources that the API shows. Only what the API does not have (app groups, iCloud containers,
//! website push ids, certificates for push) is kept under types of its own, whose names begin with `portal`.

mod actions;
mod answer;
mod app_ids;
mod certificates;
mod csrf;
mod devices;
mod engine;
mod identifiers;
mod people;
mod profile_list;
mod profiles;
mod request;
mod services;
mod teams;
mod tunnel;

use http::request::Parts;

use self::actions::{Access, Action};
use self::answer::{Answer, Fault};
use self::request::Request;
use crate::engine::call::Reply;
use crate::world::World;

/// Where the actions are.
const ACTIONS: &str = "/services-account/QH65B2/";
/// Where Xcode's actions are.
const XCODE: &str = "/services/QH65B2/";
/// What stands before the paths of the API.
const TUNNEL: &str = "/services-account";

/// The host of Apple's that serves a path, where it is one of these.
pub(crate) fn host_of(path: &str) -> Option<&'static str> {
    if path.starts_with("/services-account/") {
        return Some("developer.apple.com");
    }
    path.starts_with(XCODE).then_some("developerservices2.apple.com")
}

/// Serves a request to one of these paths.
pub(crate) fn serve(world: &mut World, parts: &Parts, body: &[u8]) -> Reply {
    let path = parts.uri.path();
    if let Some(action) = path.strip_prefix(ACTIONS) {
        return act(world, parts, body, action);
    }
    if let Some(action) = path.strip_prefix(XCODE) {
        return profile_list::serve(world, parts, body, action);
    }
    tunnel::serve(world, parts, body, path.strip_prefix(TUNNEL).unwrap_or(path))
}

fn act(world: &mut World, parts: &Parts, body: &[u8], path: &str) -> Reply {
    let Some((action, platform)) = actions::find(parts.method.as_str(), path) else {
        return answer::not_found();
    };
    let request = match Request::read(world, parts, body, platform) {
        Ok(request) => request,
        Err(fault) => return answer::fault(world, &fault),
    };
    let mut reply = match perform(world, parts, action, &request) {
        Ok(answer) => answer::reply(world, &request, answer),
        Err(fault) => return answer::fault(world, &fault),
    };
    if let Some(kind) = action.kinds.first() {
        reply.headers.extend(csrf::headers(&request.session, *kind, world.now()));
    }
    reply
}

fn perform(world: &mut World, parts: &Parts, action: &Action, request: &Request) -> Result<Answer, Fault> {
    if action.access == Access::Account {
        return (action.run)(world, request);
    }
    let team = request.team()?.to_owned();
    let holds = || csrf::holds(&parts.headers, &request.session, action.kinds, world.now());
    if action.access == Access::Token && !holds() {
        return Err(Fault::Forbidden);
    }
    world.teams.last.insert(request.session.clone(), team.clone());
    world.as_team(&team, |world| (action.run)(world, request))
}

//! One request, from the first byte to the log.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use futures::StreamExt;
use http::header::{AUTHORIZATION, HOST};
use http::request::Parts;
use http::{HeaderValue, Request, Response};
use hyper::body::Incoming;

use super::answer::{self, date, of_reply};
use super::faulty::{self, Cut};
use super::hosts;
use super::request_log::Class;
use super::shared::{Inner, Shared};
use crate::apple_id;
use crate::auth::{hide, permit};
use crate::behaviours::undocumented;
use crate::control;
use crate::engine::call::{self, Call, Payload, Query, Reply};
use crate::engine::dispatch;
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::faults::Effect;
use crate::ids::IdForm;
use crate::uploads;
use crate::{iris, pictures, portal};

/// The longest JSON body, in bytes.
const LONGEST_BODY: usize = 10 * 1024 * 1024;

/// Serves a request; an error ends the connection, as a fault rule asked.
pub(super) async fn serve(shared: Arc<Shared>, request: Request<Incoming>) -> Result<Response<Body>, Cut> {
    let (parts, body) = request.into_parts();
    let body = Body::new(body);
    if let Some(resource) = parts.uri.path().strip_prefix("/_simulator/") {
        let body = axum::body::to_bytes(body, LONGEST_BODY).await.unwrap_or_default();
        return Ok(of_reply(control::serve(&shared, parts.method.as_str(), resource, &body)));
    }
    let class = class_of(parts.uri.path());
    let method = parts.method.as_str().to_owned();
    let target = parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let (latency, effect) = {
        let mut inner = shared.lock();
        inner.world.origin = origin(&shared, &parts);
        (inner.world.settings.latency, inner.faults.strike(&method, &target))
    };
    tokio::time::sleep(latency).await;
    let outcome = under(effect, &shared, class, &parts, body).await;
    let mut inner = shared.lock();
    let status = outcome.as_ref().map_or(0, |response| response.status().as_u16());
    inner.log.note(&method, target, status, class);
    let mut response = outcome?;
    date(&mut response, inner.world.now());
    let id = inner.world.new_id(IdForm::Uuid);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("x-apple-request-uuid", id);
    }
    Ok(response)
}

fn class_of(path: &str) -> Class {
    match path {
        _ if path.starts_with("/_upload/") => Class::Upload,
        _ if path.starts_with(pictures::PREFIX) => Class::Picture,
        _ if apple_id::host_of(path).is_some() => Class::AppleId,
        _ if iris::host_of(path).is_some() => Class::Iris,
        _ if portal::host_of(path).is_some() => Class::Portal,
        _ => Class::Api,
    }
}

/// Serves a request under what a fault rule does to it.
async fn under(
    effect: Option<Effect>,
    shared: &Shared,
    class: Class,
    parts: &Parts,
    body: Body,
) -> Result<Response<Body>, Cut> {
    let instead = effect.as_ref().and_then(|effect| {
        let now = shared.lock().world.now();
        faulty::error(effect, now, |status| failure(shared, status))
    });
    match effect {
        None => Ok(by_class(shared, class, parts, body).await),
        Some(Effect::Delay(pause)) => {
            tokio::time::sleep(pause).await;
            Ok(by_class(shared, class, parts, body).await)
        }
        Some(Effect::Truncate) => Ok(faulty::truncated(by_class(shared, class, parts, body).await).await),
        Some(Effect::StallBody(silence)) => {
            Ok(faulty::stalled(by_class(shared, class, parts, body).await, silence).await)
        }
        Some(Effect::Stall(silence)) => {
            whole(body).await;
            tokio::time::sleep(silence).await;
            Err(Cut)
        }
        Some(Effect::Garbage(garbage)) => {
            whole(body).await;
            Ok(faulty::garbage(garbage))
        }
        Some(Effect::Reset) => Err(Cut),
        Some(Effect::Status { .. }) => {
            whole(body).await;
            instead.ok_or(Cut)
        }
        Some(Effect::AppliedThen500 | Effect::AppliedThenReset) => {
            by_class(shared, class, parts, body).await;
            instead.ok_or(Cut)
        }
    }
}

async fn by_class(shared: &Shared, class: Class, parts: &Parts, body: Body) -> Response<Body> {
    match class {
        Class::Api | Class::Upload | Class::Picture if !hosts::serves_api(host(parts)) => {
            whole(body).await;
            answer::not_here()
        }
        Class::Api => api(shared, parts, body).await,
        Class::Upload => upload(shared, parts, body).await,
        Class::Picture => {
            whole(body).await;
            of_reply(pictures::serve(&shared.lock().world, parts))
        }
        Class::AppleId | Class::Iris | Class::Portal
            if !hosts::serves(host(parts), page_host(parts.uri.path())) =>
        {
            whole(body).await;
            answer::not_here()
        }
        Class::AppleId | Class::Iris | Class::Portal => {
            let body = whole(body).await.unwrap_or_default();
            let mut inner = shared.lock();
            inner.world.origin = origin(shared, parts);
            let reply = match class {
                Class::Iris => iris::serve(&mut inner.world, parts, &body),
                Class::Portal => portal::serve(&mut inner.world, parts, &body),
                _ => apple_id::serve(&mut inner.world, parts, &body),
            };
            if let Err(error) = shared.save(&inner.world) {
                tracing::error!(%error, "the state was not saved");
            }
            of_reply(reply)
        }
    }
}

/// The host of Apple's that serves a path of its web pages.
fn page_host(path: &str) -> Option<&'static str> {
    apple_id::host_of(path).or_else(|| iris::host_of(path)).or_else(|| portal::host_of(path))
}

async fn api(shared: &Shared, parts: &Parts, body: Body) -> Response<Body> {
    let bytes = whole(body).await;
    let mut inner = shared.lock();
    inner.world.origin = origin(shared, parts);
    let Some(bytes) = bytes else {
        let detail = format!("The request body is longer than {LONGEST_BODY} bytes");
        let item = ErrorItem::new(413, "ENTITY_INVALID", "The request entity is too large", detail);
        return of_reply(dispatch::refuse(&mut inner.world, &item.into()));
    };
    let call = Call {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        query: Query::parse(parts.uri.query().unwrap_or_default()),
        body: call::Body::read(&bytes),
    };
    let authorization = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let reply = permitted(shared, &mut inner, &call, authorization);
    // The record is for what Apple's description knows.
    if let Some(exchanges) = &mut inner.exchanges
        && !undocumented::serves(&call)
    {
        exchanges.note(&call, &reply);
    }
    // A read may have come when something was due: an upload is used up, a review is over.
    let changed = std::mem::take(&mut inner.world.stirred) || call.method != "GET" && reply.status < 300;
    if changed && let Err(error) = shared.save(&inner.world) {
        tracing::error!(%error, "the state was not saved");
    }
    // Others need not wait until the answer is written out.
    drop(inner);
    of_reply(reply)
}

/// Serves a call to who may make it.
fn permitted(shared: &Shared, inner: &mut Inner, call: &Call, authorization: Option<&str>) -> Reply {
    let Inner { world, budget, bursts, .. } = inner;
    let key = match shared.keys.authenticate(authorization, call, world.now()) {
        Ok(key) => key,
        Err(refusal) => return dispatch::refuse(world, &refusal),
    };
    let limit = world.settings.hour_limit;
    let allowed = bursts
        .admit(&key.id, world.settings.burst_limit, Instant::now())
        .and_then(|()| budget.spend(&key.id, limit, world.now()))
        .and_then(|()| permit(key.role, &call.method, &call.path));
    let mut reply = match allowed {
        Ok(()) => dispatch::serve(world, call),
        Err(refusal) => dispatch::refuse(world, &refusal),
    };
    hide(key.role, &mut reply);
    reply.headers.push(("x-rate-limit", budget.header(&key.id, limit)));
    reply
}

/// The body; `None` where it is too long. It is read to its end all the same: a server that answers and leaves
/// bytes unread cuts the connection under a client that is still sending.
async fn whole(body: Body) -> Option<Vec<u8>> {
    let mut stream = body.into_data_stream();
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(piece) = stream.next().await {
        // A client that breaks off will not read the answer either.
        let Ok(piece) = piece else { break };
        length += piece.len();
        if length <= LONGEST_BODY {
            bytes.extend_from_slice(&piece);
        }
    }
    (length <= LONGEST_BODY).then_some(bytes)
}

async fn upload(shared: &Shared, parts: &Parts, body: Body) -> Response<Body> {
    // Upload addresses belong to another host at Apple: a token that is sent there has leaked.
    if parts.headers.contains_key(AUTHORIZATION) {
        let detail = "An upload request must not carry Authorization";
        let item = ErrorItem::new(400, "UNEXPECTED_AUTHORIZATION", "Unexpected credentials", detail);
        return of_reply(dispatch::refuse(&mut shared.lock().world, &item.into()));
    }
    let status = uploads::receive(shared, parts, body).await;
    of_reply(Reply { status, headers: Vec::new(), payload: Payload::Empty })
}

/// An error of the server's own making, in Apple's shape.
fn failure(shared: &Shared, status: u16) -> Reply {
    let (code, title) = match status {
        401 => ("NOT_AUTHORIZED", "Authentication credentials are missing or invalid."),
        403 => ("FORBIDDEN_ERROR", "This request is forbidden for security reasons"),
        404 => ("PATH_ERROR", "The URL path is not valid"),
        429 => ("RATE_LIMIT_EXCEEDED", "The request rate limit has been reached."),
        503 => ("SERVICE_UNAVAILABLE", "The service is temporarily unavailable."),
        _ => ("UNEXPECTED_ERROR", "An unexpected error occurred."),
    };
    let detail = match status {
        404 => "The resource does not exist",
        _ => "An unexpected error occurred on the server side. Try again later.",
    };
    let refusal = Refusal::from(ErrorItem::new(status, code, title, detail));
    dispatch::refuse(&mut shared.lock().world, &refusal)
}

/// The host that the client called, with its port.
fn host(parts: &Parts) -> &str {
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
    host.or_else(|| parts.uri.authority().map(http::uri::Authority::as_str)).unwrap_or("127.0.0.1")
}

/// The address at which the client called.
fn origin(shared: &Shared, parts: &Parts) -> String {
    format!("{}://{}", shared.scheme, host(parts))
}

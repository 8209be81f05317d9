//! From an answer of the engine to one of HTTP.

use std::io;

use axum::body::Body;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, DATE, RETRY_AFTER};
use http::{HeaderValue, Response, StatusCode};
use time::OffsetDateTime;

use crate::engine::call::{Payload, Reply};
use crate::faults::Effect;

/// A connection that is ended on request.
#[derive(Debug, thiserror::Error)]
#[error("the connection was ended by a fault rule")]
pub(crate) struct Cut;

/// The HTTP answer for a reply.
pub(super) fn of_reply(reply: Reply) -> Response<Body> {
    let (media, body) = match reply.payload {
        Payload::Empty => (None, Body::empty()),
        Payload::Json(document) => (Some("application/json"), Body::from(document.to_string())),
        Payload::Raw(media, bytes) => (Some(media), Body::from(bytes)),
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if let Some(media) = media {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media));
    }
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The answer that a fault gives in place of the real one.
pub(super) fn of_fault(effect: &Effect, mut error: impl FnMut(u16) -> Reply) -> Option<Response<Body>> {
    let (status, retry_after, html) = match effect {
        Effect::Status { status, retry_after, html } => (*status, retry_after.as_deref(), *html),
        Effect::AppliedThen500 => (500, None, false),
        _ => return None,
    };
    let mut response = of_reply(error(status));
    if html {
        let page =
            format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>\n");
        *response.body_mut() = Body::from(page);
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    }
    if let Some(value) = retry_after.and_then(|value| HeaderValue::from_str(value).ok()) {
        response.headers_mut().insert(RETRY_AFTER, value);
    }
    Some(response)
}

/// Lets an answer break off in the middle of its body, with the length of the whole announced.
pub(super) async fn truncated(response: Response<Body>) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    let pieces: [io::Result<Bytes>; 2] = [Ok(half), Err(io::Error::other(Cut))];
    // The pause lets the first half leave before the connection ends.
    let stream = futures::stream::unfold(pieces.into_iter(), |mut pieces| async move {
        let piece = pieces.next()?;
        if piece.is_err() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        Some((piece, pieces))
    });
    Response::from_parts(parts, Body::from_stream(stream))
}

/// Sets `Date` to the simulated time: a client tells a skewed clock by it.
pub(super) fn date(response: &mut Response<Body>, now: OffsetDateTime) {
    let now = now.to_offset(time::UtcOffset::UTC);
    let text = format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        three_letters(&now.weekday().to_string()),
        now.day(),
        three_letters(&now.month().to_string()),
        now.year(),
        now.hour(),
        now.minute(),
        now.second()
    );
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().insert(DATE, value);
    }
}

fn three_letters(name: &str) -> String {
    name.chars().take(3).collect()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn the_date_is_the_one_given() {
        let mut response = Response::new(Body::empty());
        date(&mut response, datetime!(2026-11-20 05:00:00 -08:00));
        assert_eq!(response.headers()[DATE], "Fri, 20 Nov 2026 13:00:00 GMT");
    }
}

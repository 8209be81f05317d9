//! Answers as a fault rule wants them.

use std::io;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderValue, Response};
use time::OffsetDateTime;

use super::answer::{http_date, of_reply};
use crate::engine::call::Reply;
use crate::faults::{Effect, Garbage, Wait};

/// A connection that is ended on request.
#[derive(Debug, thiserror::Error)]
#[error("the connection was ended by a fault rule")]
pub(crate) struct Cut;

/// The length of a huge answer, in bytes.
const HUGE: usize = 50_000_000;

/// The error that a fault gives in place of the real answer.
pub(super) fn error(
    effect: &Effect,
    now: OffsetDateTime,
    mut error: impl FnMut(u16) -> Reply,
) -> Option<Response<Body>> {
    let (status, retry_after, html) = match effect {
        Effect::Status { status, retry_after, html } => (*status, retry_after.as_ref(), *html),
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
    let retry_after = retry_after.map(|wait| match wait {
        Wait::Text(text) => text.clone(),
        Wait::Until(seconds) => http_date(
            now.saturating_add(time::Duration::seconds(i64::try_from(*seconds).unwrap_or(i64::MAX))),
        ),
    });
    if let Some(value) = retry_after.and_then(|value| HeaderValue::from_str(&value).ok()) {
        response.headers_mut().insert(RETRY_AFTER, value);
    }
    Some(response)
}

/// Lets an answer break off in the middle of its body, with the length of the whole announced.
pub(super) async fn truncated(response: Response<Body>) -> Response<Body> {
    // The pause lets the first half leave before the connection ends.
    halved(response, Duration::from_millis(20), |_| Err(io::Error::other(Cut))).await
}

/// Lets an answer fall silent in the middle of its body for a while.
pub(super) async fn stalled(response: Response<Body>, silence: Duration) -> Response<Body> {
    halved(response, silence, Ok).await
}

async fn halved(
    response: Response<Body>,
    pause: Duration,
    second: impl FnOnce(Bytes) -> io::Result<Bytes>,
) -> Response<Body> {
    let (mut parts, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let middle = whole.len() / 2;
    let pieces = [(Duration::ZERO, Ok(whole.slice(..middle))), (pause, second(whole.slice(middle..)))];
    let stream = futures::stream::unfold(pieces.into_iter(), |mut pieces| async move {
        let (pause, piece) = pieces.next()?;
        tokio::time::sleep(pause).await;
        Some((piece, pieces))
    });
    Response::from_parts(parts, Body::from_stream(stream))
}

/// An answer that says it is JSON, and is of no use.
pub(super) fn garbage(garbage: Garbage) -> Response<Body> {
    let mut response = match garbage {
        Garbage::InvalidUtf8 => {
            Response::new(Body::from(&b"{\"data\":[{\"type\":\"\xff\xfe\xc3\x28\"}]}"[..]))
        }
        Garbage::NulBytes => Response::new(Body::from(vec![0_u8; 64])),
        Garbage::Huge => huge(),
    };
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// A list of linkages without end, and without `links`. It is made as it is sent.
fn huge() -> Response<Body> {
    let item = r#"{"type":"devices","id":"AAAAAAAAAA"},"#;
    let block = Bytes::from(item.repeat(1000));
    let blocks = HUGE / block.len();
    let (head, tail) =
        (Bytes::from(r#"{"data":["#), Bytes::from(r#"{"type":"devices","id":"AAAAAAAAAA"}]}"#));
    let length = head.len() + blocks * block.len() + tail.len();
    let pieces = std::iter::once(head).chain(std::iter::repeat_n(block, blocks)).chain([tail]);
    let stream = futures::stream::iter(pieces.map(Ok::<_, io::Error>));
    let mut response = Response::new(Body::from_stream(stream));
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    response
}

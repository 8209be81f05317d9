//! From an answer of the engine to one of HTTP.

use axum::body::Body;
use http::header::{CONTENT_TYPE, DATE};
use http::{HeaderValue, Response, StatusCode};
use time::OffsetDateTime;

use crate::engine::call::{Payload, Reply};

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
            // Several cookies come as several headers.
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// The answer of a host of Apple's that serves something else.
pub(super) fn not_here() -> Response<Body> {
    let mut response = Response::new(Body::from("<html><body><h1>404 Not Found</h1></body></html>\n"));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
    response
}

/// Sets `Date` to the simulated time: a client tells a skewed clock by it.
pub(super) fn date(response: &mut Response<Body>, now: OffsetDateTime) {
    if let Ok(value) = HeaderValue::from_str(&http_date(now)) {
        response.headers_mut().insert(DATE, value);
    }
}

/// A time as headers write it (RFC 9110, section 5.6.7).
pub(super) fn http_date(at: OffsetDateTime) -> String {
    let at = at.to_offset(time::UtcOffset::UTC);
    format!(
        "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
        three_letters(&at.weekday().to_string()),
        at.day(),
        three_letters(&at.month().to_string()),
        at.year(),
        at.hour(),
        at.minute(),
        at.second()
    )
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

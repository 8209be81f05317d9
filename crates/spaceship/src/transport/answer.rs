//! Reading an answer: its headers, and its body within bounds.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use http::header::{CONTENT_LENGTH, DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

/// The largest JSON body that is read; Apple's own pages stay far below.
pub(crate) const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// Why a body could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BodyError {
    #[error("the answer broke off")]
    Broken(#[source] reqwest::Error),
    #[error("the answer is larger than {} MiB", LARGEST_BODY / 1024 / 1024)]
    TooLarge,
    #[error("the answer is no JSON")]
    NotJson,
}

pub(crate) async fn read_body(response: reqwest::Response) -> Result<Bytes, BodyError> {
    let announced =
        response.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > LARGEST_BODY) {
        return Err(BodyError::TooLarge);
    }
    let mut body = BytesMut::new();
    let mut chunks = response.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(BodyError::Broken)?;
        if body.len() + chunk.len() > LARGEST_BODY {
            return Err(BodyError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The server's clock, from the `Date` header.
pub(crate) fn server_time(headers: &HeaderMap) -> Option<OffsetDateTime> {
    http_date(headers.get(DATE)?)
}

/// How long the server asks to wait: seconds, or a date.
pub(crate) fn retry_after(headers: &HeaderMap, now: OffsetDateTime) -> Option<Duration> {
    let header = headers.get(RETRY_AFTER)?;
    let text = header.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let wait = http_date(header)? - server_time(headers).unwrap_or(now);
    Some(Duration::try_from(wait).unwrap_or(Duration::ZERO))
}

/// An HTTP date (RFC 9110) is an RFC 2822 date whose zone is spelled GMT.
fn http_date(header: &HeaderValue) -> Option<OffsetDateTime> {
    let text = header.to_str().ok()?.trim();
    OffsetDateTime::parse(&text.replace("GMT", "+0000"), &Rfc2822).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    fn headers(pairs: &[(http::HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        let now = datetime!(2026-11-20 10:00:00 UTC);
        assert_eq!(retry_after(&headers(&[(RETRY_AFTER, " 12 ")]), now), Some(Duration::from_secs(12)));
        let date = headers(&[(RETRY_AFTER, "Fri, 20 Nov 2026 10:00:30 GMT")]);
        assert_eq!(retry_after(&date, now), Some(Duration::from_secs(30)));
        let past = headers(&[(RETRY_AFTER, "Fri, 20 Nov 2026 09:00:00 GMT")]);
        assert_eq!(retry_after(&past, now), Some(Duration::ZERO));
        assert_eq!(retry_after(&headers(&[(RETRY_AFTER, "soon")]), now), None);
    }

    #[test]
    fn a_date_is_measured_by_the_servers_own_clock() {
        let skewed = headers(&[
            (DATE, "Fri, 20 Nov 2026 12:00:00 GMT"),
            (RETRY_AFTER, "Fri, 20 Nov 2026 12:00:05 GMT"),
        ]);
        let now = datetime!(2026-11-20 10:00:00 UTC);
        assert_eq!(retry_after(&skewed, now), Some(Duration::from_secs(5)));
    }
}

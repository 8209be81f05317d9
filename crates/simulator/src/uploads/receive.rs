//! Receiving a part, streamed to disk.

use axum::body::Body;
use futures::StreamExt;
use http::Method;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use super::parts::{PART_MEDIA, Slot};
use crate::server::Shared;

/// Receives what `PUT /_upload/{token}/{part}` brings, and gives the HTTP status of the answer.
pub(crate) async fn receive(shared: &Shared, parts: &Parts, body: Body) -> u16 {
    if parts.method != Method::PUT {
        return 405;
    }
    // The address of a part holds with exactly the headers that were given with it.
    if parts.headers.get(CONTENT_TYPE) != Some(&HeaderValue::from_static(PART_MEDIA)) {
        return 403;
    }
    let address = parts.uri.path().strip_prefix("/_upload/").and_then(|rest| rest.split_once('/'));
    let slot = address.and_then(|(token, number)| shared.lock().world.uploads.slot(token, number));
    let Some(slot) = slot else { return 404 };
    match write(&slot, body).await {
        Some(written) if written == slot.length => {
            shared.lock().world.uploads.received(&slot);
            200
        }
        _ => 400,
    }
}

/// Writes a body to the part's file; `None` where it breaks off or is too long.
async fn write(slot: &Slot, body: Body) -> Option<u64> {
    let mut file = File::create(&slot.file).await.ok()?;
    let mut stream = body.into_data_stream();
    let mut written = 0;
    while let Some(piece) = stream.next().await {
        let piece = piece.ok()?;
        written += piece.len() as u64;
        if written > slot.length {
            return None;
        }
        file.write_all(&piece).await.ok()?;
    }
    file.flush().await.ok()?;
    Some(written)
}

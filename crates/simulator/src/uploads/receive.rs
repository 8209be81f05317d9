//! Receiving a part, streamed to disk.

use axum::body::Body;
use futures::StreamExt;
use http::Method;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};

use super::parts::{NoSlot, PART_MEDIA, Slot};
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
    let slot = match slot(shared, parts.uri.path()) {
        Ok(slot) => slot,
        Err(NoSlot::Unknown) => return 404,
        Err(NoSlot::Expired) => return 403,
        Err(NoSlot::NoFolder) => return 500,
    };
    if write(&slot, body).await == Some(slot.length) {
        // Whoever deleted the resource meanwhile has made the address unknown.
        return if shared.lock().world.uploads.received(&slot) { 200 } else { 404 };
    }
    // What came of it is of no use; a part that came before stays.
    let _ = tokio::fs::remove_file(&slot.incoming).await;
    400
}

fn slot(shared: &Shared, path: &str) -> Result<Slot, NoSlot> {
    let address = path.strip_prefix("/_upload/").and_then(|rest| rest.split_once('/'));
    let (token, number) = address.ok_or(NoSlot::Unknown)?;
    let world = &mut shared.lock().world;
    let now = world.now();
    world.uploads.slot(token, number, now)
}

/// What is gathered before it is written: every write goes to another thread.
const BUFFER: usize = 1024 * 1024;

/// Writes a body beside its place; `None` where it breaks off or is too long.
async fn write(slot: &Slot, body: Body) -> Option<u64> {
    let mut file = BufWriter::with_capacity(BUFFER, File::create(&slot.incoming).await.ok()?);
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

//! Sending the parts.

use std::io::SeekFrom;
use std::path::Path;

use bytes::{Bytes, BytesMut};
use futures::{TryStreamExt, stream};
use http::header::{AUTHORIZATION, CONTENT_LENGTH, COOKIE};
use time::OffsetDateTime;
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use super::Part;
use crate::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Decision, Method, Outcome, decide};

/// The most parts under way at once. With the buffers below it bounds the memory, whatever the file's size.
const AT_ONCE: usize = 4;

/// The size of the pieces in which a part is read from disk.
const PIECE: usize = 128 * 1024;

/// Sends the parts of a file, several at once. A part that fails is sent again alone; `sent` is told of
/// each part that Apple took.
///
/// # Errors
/// The last error of a part that could not be sent, or [`ErrorKind::File`] where the file cannot be read.
pub async fn send_parts(
    client: &Client,
    path: &Path,
    parts: &[Part],
    sent: impl Fn(&Part) + Sync,
) -> Result<()> {
    if client.is_read_only() {
        return Err(Error::new(ErrorKind::ReadOnly, "a dry run uploads nothing"));
    }
    let sent = &sent;
    stream::iter(parts.iter().enumerate().map(Ok))
        .try_for_each_concurrent(AT_ONCE, |(index, part)| async move {
            send_part(client, path, index, part).await?;
            sent(part);
            Ok(())
        })
        .await
}

async fn send_part(client: &Client, path: &Path, index: usize, part: &Part) -> Result<()> {
    let policy = client.transport().options().retry;
    let mut attempt = 0;
    loop {
        attempt += 1;
        let (outcome, error) = match put(client, path, part).await? {
            Ok(()) => return Ok(()),
            Err(failure) => failure,
        };
        // A part replaces itself, so that it may be repeated like a read.
        match decide(&policy, Method::Get, outcome, attempt, crate::transport::luck()) {
            Decision::Retry(wait) => tokio::time::sleep(wait).await,
            Decision::GiveUp => {
                let what = format!("part {} of {}", index + 1, path.display());
                return Err(error.with_request(what).with_attempts(attempt));
            }
        }
    }
}

/// One attempt. The outer error is final (the file cannot be read); the inner one may pass.
async fn put(client: &Client, path: &Path, part: &Part) -> Result<Result<(), (Outcome, Error)>> {
    let body = reqwest::Body::wrap_stream(pieces(open(path, part.offset).await?, part.length));
    let mut headers = part.headers.clone();
    // Whatever the server lists: an upload URL gets no credentials.
    headers.remove(AUTHORIZATION);
    headers.remove(COOKIE);
    headers.insert(CONTENT_LENGTH, part.length.into());
    let bare = client.transport().bare()?;
    let request = bare.request(part.method.clone(), part.url.clone()).headers(headers).body(body);
    Ok(match request.send().await {
        Ok(response) if response.status().is_success() => Ok(()),
        Ok(response) => {
            let status = response.status().as_u16();
            let wait = crate::transport::retry_after(response.headers(), OffsetDateTime::now_utc());
            Err((Outcome::Status(status, wait), Error::answered(status, Vec::new(), None)))
        }
        Err(error) => {
            let outcome = if error.is_connect() { Outcome::NotSent } else { Outcome::Lost };
            let error = Error::new(ErrorKind::Unreachable, "the part did not get through")
                .with_source(error.without_url());
            Err((outcome, error))
        }
    })
}

async fn open(path: &Path, offset: u64) -> Result<tokio::fs::File> {
    let failed = |error: std::io::Error| {
        Error::new(ErrorKind::File, format!("cannot read {}", path.display())).with_source(error)
    };
    let mut file = tokio::fs::File::open(path).await.map_err(failed)?;
    file.seek(SeekFrom::Start(offset)).await.map_err(failed)?;
    Ok(file)
}

/// The next `length` bytes of a file, piece by piece.
fn pieces(file: tokio::fs::File, length: u64) -> impl futures::Stream<Item = std::io::Result<Bytes>> + Send {
    stream::try_unfold((file, length), |(mut file, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        let mut piece = BytesMut::zeroed(PIECE.min(usize::try_from(left).unwrap_or(PIECE)));
        let read = file.read(&mut piece).await?;
        if read == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        piece.truncate(read);
        Ok(Some((piece.freeze(), (file, left - read as u64))))
    })
}

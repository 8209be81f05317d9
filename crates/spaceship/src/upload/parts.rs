//! Sending the parts.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::{Bytes, BytesMut};
use futures::{StreamExt, TryStreamExt, stream};
use http::header::{AUTHORIZATION, CONTENT_LENGTH, COOKIE};
use time::OffsetDateTime;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::checksum::{PIECE, unreadable};
use super::hashing::{Hashing, Shared};
use super::{Digest, Part};
use crate::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::transport::{Decision, Method, Outcome, decide};

/// About as many bytes are read ahead of the checksum as this: it bounds the memory, whatever the file's size.
const IN_FLIGHT: u64 = 32 * 1024 * 1024;

/// The fewest and the most parts under way at once.
const AT_ONCE: (u64, u64) = (4, 8);

/// The most parts that are sent to their last byte and not answered yet. Whoever breaks an upload off cannot know whether
/// Apple took these, so that they are what is sent twice.
const UNANSWERED: usize = 2;

/// The parts that Apple took in an earlier run, by their first byte, with the sum that [`send_parts`] told of them.
pub type Taken = BTreeMap<u64, u32>;

/// Sends a file in its parts, several at once, and answers its digest: the file is read once for both.
///
/// A part that fails is sent again alone. A part that was `taken` before and still has the same sum (CRC-32) is not sent;
/// `sent` is told of each part that Apple took or has, with its sum.
///
/// # Errors
/// The last error of a part that could not be sent, or [`ErrorKind::File`] where the file cannot be read, or
/// changes meanwhile.
pub async fn send_parts(
    client: &Client,
    path: &Path,
    parts: &[Part],
    taken: &Taken,
    sent: impl Fn(&Part, u32) + Sync,
) -> Result<Digest> {
    if client.is_read_only() {
        return Err(Error::new(ErrorKind::ReadOnly, "a dry run uploads nothing"));
    }
    let before = stamp(path).await?;
    let hashing = Hashing::begin();
    let source = &Source { path, hash: hashing.shared(), last: Arc::new(Semaphore::new(UNANSWERED)) };
    let sent = &sent;
    let at_once = at_once(parts).min(client.transport().options().concurrency.max(1));
    stream::iter(parts.iter().enumerate().map(Ok))
        .try_for_each_concurrent(at_once, |(index, part)| async move {
            match taken.get(&part.offset) {
                Some(sum) if source.sum(part).await? == *sum => sent(part, *sum),
                _ => {
                    let passage = send_part(client, source, index, part).await?;
                    sent(part, passage.sum.load(Ordering::Relaxed));
                }
            }
            Ok::<_, Error>(())
        })
        .await?;
    let digest = hashing.finish(path, before.0).await?;
    if stamp(path).await? != before {
        let what = format!("{} was changed while it was sent", path.display());
        return Err(Error::new(ErrorKind::File, what));
    }
    Ok(digest)
}

/// What tells that a file was changed: its size and when it was last written.
async fn stamp(path: &Path) -> Result<(u64, Option<SystemTime>)> {
    let data = tokio::fs::metadata(path).await.map_err(|error| unreadable(path, error))?;
    Ok((data.len(), data.modified().ok()))
}

/// Many small parts at once, or few large ones.
fn at_once(parts: &[Part]) -> usize {
    let longest = parts.iter().map(|part| part.length).max().unwrap_or_default().max(1);
    usize::try_from((IN_FLIGHT / longest).clamp(AT_ONCE.0, AT_ONCE.1)).unwrap_or(1)
}

/// The file, whose every piece passes by its checksum on its way.
struct Source<'a> {
    path: &'a Path,
    hash: Arc<Shared>,
    /// Leave to send the last piece of a part.
    last: Arc<Semaphore>,
}

impl Source<'_> {
    /// The bytes of a part, piece by piece.
    async fn pieces(
        &self,
        part: &Part,
        passage: Arc<Passage>,
    ) -> Result<impl futures::Stream<Item = std::io::Result<Bytes>> + Send + 'static> {
        let failed = |error| unreadable(self.path, error);
        let mut file = tokio::fs::File::open(self.path).await.map_err(failed)?;
        file.set_max_buf_size(PIECE);
        file.seek(std::io::SeekFrom::Start(part.offset)).await.map_err(failed)?;
        let begin = Reading {
            file,
            at: part.offset,
            end: part.offset + part.length,
            crc: crc32fast::Hasher::default(),
        };
        let begin = (begin, Arc::clone(&self.hash), Arc::clone(&self.last), passage);
        Ok(stream::try_unfold(begin, |(mut reading, hash, last, passage)| async move {
            let Some(piece) = reading.next().await? else { return Ok(None) };
            // Whoever sends it may not ask again once all announced bytes are there.
            if reading.at == reading.end {
                passage.sum.store(reading.crc.clone().finalize(), Ordering::Relaxed);
                // The semaphore is never closed.
                *passage.leave.lock().unwrap_or_else(PoisonError::into_inner) =
                    Arc::clone(&last).acquire_owned().await.ok();
            }
            passage.moved.store(true, Ordering::Relaxed);
            let offset = reading.at - piece.len() as u64;
            hash.bring(offset, piece.clone()).await;
            Ok(Some((piece, (reading, hash, last, passage))))
        }))
    }

    /// The sum of a part, read for it alone.
    async fn sum(&self, part: &Part) -> Result<u32> {
        let passage = Arc::<Passage>::default();
        let pieces = self.pieces(part, Arc::clone(&passage)).await?;
        let read = pieces.try_for_each(|_| async { Ok(()) }).await;
        read.map_err(|error| unreadable(self.path, error))?;
        Ok(passage.sum.load(Ordering::Relaxed))
    }
}

/// What is known of a part on its way.
#[derive(Default)]
struct Passage {
    /// The sum of the part, once all of it was read.
    sum: AtomicU32,
    /// Whether anything of it was read since this was last looked at.
    moved: AtomicBool,
    /// Its leave to be sent to the end, until it is told that Apple took it.
    leave: Mutex<Option<OwnedSemaphorePermit>>,
}

impl Passage {
    /// Ends when nothing moves for so long.
    async fn stalled(&self, longest: Duration) {
        while self.moved.swap(false, Ordering::Relaxed) {
            tokio::time::sleep(longest).await;
        }
    }
}

struct Reading {
    file: tokio::fs::File,
    at: u64,
    end: u64,
    crc: crc32fast::Hasher,
}

impl Reading {
    async fn next(&mut self) -> std::io::Result<Option<Bytes>> {
        let left = usize::try_from(self.end - self.at).unwrap_or(PIECE);
        if left == 0 {
            return Ok(None);
        }
        let mut piece = BytesMut::with_capacity(PIECE.min(left));
        while piece.len() < PIECE.min(left) {
            let limit = (PIECE.min(left) - piece.len()) as u64;
            if (&mut self.file).take(limit).read_buf(&mut piece).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
        }
        self.crc.update(&piece);
        self.at += piece.len() as u64;
        Ok(Some(piece.freeze()))
    }
}

async fn send_part(client: &Client, source: &Source<'_>, index: usize, part: &Part) -> Result<Arc<Passage>> {
    let policy = client.transport().options().retry;
    let mut attempt = 0;
    loop {
        attempt += 1;
        let (outcome, error) = match put(client, source, part).await? {
            Ok(passage) => return Ok(passage),
            Err(failure) => failure,
        };
        // A part replaces itself, so that it may be repeated like a read.
        match decide(&policy, Method::Get, outcome, attempt, crate::transport::luck()) {
            Decision::Retry(wait) => tokio::time::sleep(wait).await,
            Decision::GiveUp => {
                let what = format!("part {} of {}", index + 1, source.path.display());
                return Err(error.with_request(what).with_attempts(attempt));
            }
        }
    }
}

/// One attempt. The outer error is final (the file cannot be read); the inner one may pass.
async fn put(
    client: &Client,
    source: &Source<'_>,
    part: &Part,
) -> Result<Result<Arc<Passage>, (Outcome, Error)>> {
    let passage = Arc::new(Passage { moved: true.into(), ..Passage::default() });
    let body = reqwest::Body::wrap_stream(source.pieces(part, Arc::clone(&passage)).await?.boxed());
    let mut headers = part.headers.clone();
    // Whatever the server lists: an upload URL gets no credentials.
    headers.remove(AUTHORIZATION);
    headers.remove(COOKIE);
    headers.insert(CONTENT_LENGTH, part.length.into());
    let bare = client.transport().bare()?;
    let request = bare.request(part.method.clone(), part.url.clone()).headers(headers).body(body);
    let sent = tokio::select! {
        sent = request.send() => sent,
        () = passage.stalled(client.transport().options().timeouts.read) => {
            let error = Error::new(ErrorKind::Unreachable, "the part got stuck on its way");
            return Ok(Err((Outcome::Lost, error)));
        }
    };
    Ok(match sent {
        Ok(response) if response.status().is_success() => Ok(passage),
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

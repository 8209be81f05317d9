//! The checksum of a file on its way, made by a thread of its own: what waits for the network does not wait for it.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use md5::{Digest as _, Md5};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::Digest;
use super::checksum::{InOrder, Queue};
use crate::error::{Error, ErrorKind, Result};

/// A checksum that is being made; the thread ends with this value.
pub(super) struct Hashing {
    shared: Arc<Shared>,
    thread: JoinHandle<Md5>,
}

/// Where pieces are brought.
#[derive(Default)]
pub(super) struct Shared {
    state: Mutex<State>,
    /// There is a new piece, or there will be none any more.
    came: Condvar,
    /// Some were taken.
    went: Notify,
}

#[derive(Default)]
struct State {
    queue: Queue,
    ended: bool,
}

impl Hashing {
    pub(super) fn begin() -> Self {
        let shared = Arc::<Shared>::default();
        let of_thread = Arc::clone(&shared);
        Self { shared, thread: tokio::task::spawn_blocking(move || of_thread.work()) }
    }

    pub(super) fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.shared)
    }

    /// The digest of the file, all of whose pieces were brought, or let go.
    pub(super) async fn finish(mut self, path: &Path, size: u64) -> Result<Digest> {
        self.shared.end();
        let stopped =
            |error| Error::new(ErrorKind::Unexpected, "the checksum was not finished").with_source(error);
        let hash = (&mut self.thread).await.map_err(stopped)?;
        let queue = std::mem::take(&mut self.shared.lock().queue);
        InOrder::new(hash, queue).finish(path, size).await
    }
}

impl Drop for Hashing {
    fn drop(&mut self) {
        self.shared.end();
    }
}

impl Shared {
    /// Brings a piece, and waits where too many wait already.
    pub(super) async fn bring(&self, offset: u64, piece: Bytes) {
        self.lock().queue.put(offset, piece);
        self.came.notify_one();
        loop {
            let went = self.went.notified();
            if !self.lock().queue.is_full() {
                return;
            }
            went.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self) {
        self.lock().ended = true;
        self.came.notify_one();
    }

    fn work(&self) -> Md5 {
        let mut hash = Md5::new();
        loop {
            let mut state = self.lock();
            let piece = loop {
                match state.queue.next() {
                    Some(piece) => break piece,
                    None if state.ended => return hash,
                    None => state = self.came.wait(state).unwrap_or_else(PoisonError::into_inner),
                }
            };
            drop(state);
            hash.update(&piece);
            self.went.notify_waiters();
        }
    }
}

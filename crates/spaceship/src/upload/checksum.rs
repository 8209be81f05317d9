//! Checksums of files, made of the pieces in which they are read anyway.

use std::collections::BTreeMap;
use std::path::Path;

use bytes::Bytes;
use md5::{Digest as _, Md5};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

use crate::error::{Error, ErrorKind, Result};

/// The most bytes that wait for those before them.
const MOST_AHEAD: usize = 24 * 1024 * 1024;

/// The size of the pieces in which a file is read.
pub(super) const PIECE: usize = 256 * 1024;

/// The size and MD5 of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// The size in bytes.
    pub size: u64,
    /// The MD5 in lower-case hexadecimal, as Apple wants `sourceFileChecksum`.
    pub md5: String,
}

/// Reads a file once for its size and MD5.
pub async fn md5_of(path: &Path) -> Result<Digest> {
    let size = tokio::fs::metadata(path).await.map_err(|error| unreadable(path, error))?.len();
    InOrder::default().finish(path, size).await
}

/// The MD5 of a file whose pieces come from several places at once.
///
/// A piece that comes too early waits for those before it. Where too many would wait for one that is missing, the last of
/// them is let go, and read once more in the end: memory stays bounded however large the parts of an upload are.
#[derive(Debug, Default)]
pub(super) struct InOrder {
    hash: Md5,
    queue: Queue,
}

/// The pieces that wait.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// Everything before this byte was taken.
    front: u64,
    ahead: BTreeMap<u64, Bytes>,
    waiting: usize,
}

impl Queue {
    /// Takes a piece. One that was there before, as of a part that is sent again, changes nothing.
    pub(super) fn put(&mut self, offset: u64, piece: Bytes) {
        if offset < self.front {
            return;
        }
        self.waiting += piece.len();
        if let Some(before) = self.ahead.insert(offset, piece) {
            self.waiting -= before.len();
        }
        while self.waiting > MOST_AHEAD
            && !self.ahead.contains_key(&self.front)
            && let Some((_, last)) = self.ahead.pop_last()
        {
            self.waiting -= last.len();
        }
    }

    /// The piece at the front, if it is there.
    pub(super) fn next(&mut self) -> Option<Bytes> {
        let piece = self.ahead.remove(&self.front)?;
        self.waiting -= piece.len();
        self.front += piece.len() as u64;
        Some(piece)
    }

    /// Whether whoever brings pieces should wait until some were taken: there are too many, and some can be taken.
    pub(super) fn is_full(&self) -> bool {
        self.waiting > MOST_AHEAD && self.ahead.contains_key(&self.front)
    }
}

impl InOrder {
    pub(super) fn new(hash: Md5, queue: Queue) -> Self {
        Self { hash, queue }
    }

    /// Reads what is missing, and answers the digest.
    pub(super) async fn finish(mut self, path: &Path, size: u64) -> Result<Digest> {
        let mut file: Option<tokio::fs::File> = None;
        loop {
            while let Some(piece) = self.queue.next() {
                self.hash.update(&piece);
            }
            if self.queue.front >= size {
                break;
            }
            let end = self.queue.ahead.keys().next().map_or(size, |next| size.min(*next));
            let length = usize::try_from(end - self.queue.front).unwrap_or(PIECE).min(PIECE);
            let mut opened = match file.take() {
                Some(opened) => opened,
                None => tokio::fs::File::open(path).await.map_err(|error| unreadable(path, error))?,
            };
            let at = std::io::SeekFrom::Start(self.queue.front);
            let mut piece = vec![0; length];
            opened.seek(at).await.map_err(|error| unreadable(path, error))?;
            opened.read_exact(&mut piece).await.map_err(|error| unreadable(path, error))?;
            file = Some(opened);
            self.queue.put(self.queue.front, piece.into());
        }
        let md5 = self.hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        Ok(Digest { size, md5 })
    }
}

pub(super) fn unreadable(path: &Path, error: std::io::Error) -> Error {
    Error::new(ErrorKind::File, format!("cannot read {}", path.display())).with_source(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(hash: InOrder, path: &Path, size: u64) -> Digest {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(hash.finish(path, size)).unwrap()
    }

    proptest::proptest! {
        #[test]
        fn whatever_the_order_of_the_pieces_the_sum_is_that_of_the_file(
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..5_000),
            picks in proptest::collection::vec(proptest::prelude::any::<proptest::sample::Index>(), 0..40),
        ) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("file");
            std::fs::write(&path, &bytes).unwrap();
            let pieces = bytes.chunks(300).collect::<Vec<_>>();
            let (mut hash, mut queue) = (Md5::new(), Queue::default());
            // Some come twice, and some never.
            for pick in picks.iter().filter(|_| !pieces.is_empty()) {
                let index = pick.index(pieces.len());
                queue.put(index as u64 * 300, Bytes::copy_from_slice(pieces[index]));
                // What is at the front is not always taken at once.
                if index.is_multiple_of(2)
                    && let Some(piece) = queue.next()
                {
                    hash.update(&piece);
                }
            }
            let size = bytes.len() as u64;
            proptest::prop_assert_eq!(digest(InOrder::new(hash, queue), &path, size), digest(InOrder::default(), &path, size));
        }
    }

    #[test]
    fn what_waits_is_bounded_and_the_last_of_it_is_let_go() {
        let mut queue = Queue::default();
        for index in (1..100).rev() {
            queue.put(index * 1024 * 1024, Bytes::from(vec![0; 1024 * 1024]));
            assert!(!queue.is_full());
        }
        assert_eq!(queue.ahead.keys().next(), Some(&(1024 * 1024)));
        assert_eq!(queue.waiting, queue.ahead.values().map(Bytes::len).sum::<usize>());
        // Nothing is let go of what can be taken.
        queue.put(0, Bytes::from(vec![0; 1024 * 1024]));
        assert!(queue.is_full() && queue.next().is_some() && !queue.is_full());
    }

    #[test]
    fn the_sum_is_that_of_the_well_known_vector() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("abc");
        std::fs::write(&path, "abc").unwrap();
        let found = digest(InOrder::default(), &path, 3);
        assert_eq!(found.md5, "900150983cd24fb0d6963f7d28e17f72");
    }
}

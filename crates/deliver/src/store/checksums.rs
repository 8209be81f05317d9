//! Which files are read to find out whether Apple has them: those that may be one of their set's. So what is new is
//! read once, while it is sent, and what is there is read once, for its checksum.

use console::Failure;
use futures::{TryStreamExt, stream};
use spaceship::upload::md5_of;

use super::{Page, RemoteSet};
use crate::files::{Screenshots, Shot};

/// The most files that are read at once.
const AT_ONCE: usize = 8;

/// Reads the files whose checksums decide something about the page's version.
pub(crate) async fn read_checksums(screenshots: &mut Screenshots, page: &Page) -> Result<(), Failure> {
    let Some(version) = page.version.as_ref().or(page.previous.as_ref()) else { return Ok(()) };
    let shots = screenshots.iter_mut().flat_map(|(locale, kinds)| {
        let sets = version.sets.get(locale);
        kinds.iter_mut().filter_map(move |(kind, shots)| Some((shots, sets?.get(*kind)?)))
    });
    checksums(shots.flat_map(|(shots, set)| shots.iter_mut().filter(|shot| may_be_there(shot, set)))).await
}

/// The same for the screenshots of one set.
pub(super) async fn read_of_set(shots: &mut [Shot], set: &RemoteSet) -> Result<(), Failure> {
    checksums(shots.iter_mut().filter(|shot| may_be_there(shot, set))).await
}

/// Reads files, several at once.
pub(crate) async fn checksums(shots: impl Iterator<Item = &mut Shot>) -> Result<(), Failure> {
    stream::iter(shots.map(Ok::<_, Failure>))
        .try_for_each_concurrent(AT_ONCE, |shot| async move {
            let digest = md5_of(&shot.path).await?;
            (shot.md5, shot.size) = (digest.md5, digest.size);
            Ok(())
        })
        .await
}

/// Whether Apple may have a file, as far as can be seen without reading it. What was fetched from Apple is told by its
/// record and not by its size: Apple rendered it anew.
fn may_be_there(shot: &Shot, set: &RemoteSet) -> bool {
    let alike = |size: Option<u64>| size.is_none_or(|size| size == shot.size);
    shot.md5.is_empty() && set.shots.iter().any(|there| shot.fetched.is_some() || alike(there.size))
}

#[cfg(test)]
mod tests {
    use spaceship::jsonapi::Id;

    use super::*;
    use crate::plan::fixture::{remote_shot, shot};

    #[test]
    fn only_a_file_of_a_size_that_is_there_is_read() {
        let set = |sizes: &[Option<u64>]| {
            let shots = sizes.iter().map(|size| {
                let mut there = remote_shot("A", "x.png", "aa");
                there.size = *size;
                there
            });
            RemoteSet { id: Id::new("SET"), shots: shots.collect() }
        };
        let unread = shot("1.png", "");
        for (there, read) in [
            (set(&[]), false),
            (set(&[Some(99), Some(101)]), false),
            (set(&[Some(99), Some(100)]), true),
            (set(&[None]), true),
        ] {
            assert_eq!(may_be_there(&unread, &there), read, "{there:?}");
        }
        assert!(!may_be_there(&shot("1.png", "aa"), &set(&[Some(100)])), "it was read before");
    }
}

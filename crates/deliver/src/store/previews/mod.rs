//! App previews at Apple: reading them, sending films, and choosing the frames that stand for them.

mod apply;
mod read;
mod send;

pub(super) use apply::apply;
pub(crate) use read::{RemotePreview, RemotePreviewSet, film_checksums, gather_previews};

//! What App Store Connect has of an app, and changing it.

mod apply;
mod gather;
mod screenshots;
mod submit;

pub(crate) use apply::{Work, apply, version};
pub(crate) use gather::{Page, RemoteSet, RemoteShot, RemoteText, Submission, category, gather};
pub(crate) use submit::{cancel, submit};

//! JSON:API documents: generic, with no knowledge of Apple's resources.

mod document;
mod error;
mod id;
mod relationship;

pub use document::{Included, Page, Resource};
pub(crate) use document::{Links, ManyDocument, OneDocument};
pub(crate) use error::errors_of;
pub use error::{ApiError, ErrorMeta, ErrorSource};
pub use id::{Id, Identifier, Kind};
pub use relationship::{Linkage, Relationship, Relationships};

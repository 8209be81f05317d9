//! What options, variables and files come to.

mod attachments;
mod binary;
mod files;
mod overrides;
mod release;
mod settled;
mod submission;

pub(super) use overrides::object;
pub(super) use settled::Settled;

//! The simulated Apple's certificate authority, and the messages it signs.

mod authority;
mod message;
mod subject;

pub use authority::{Authority, BadRequest, IssuedCertificate, authority};
pub(crate) use message::content;
pub use subject::{Holder, TEAM};

//! The simulated Apple's certificate authority, and the messages it signs.

mod authority;
mod kept;
mod message;
mod request;
mod subject;

pub use authority::{Authority, IssuedCertificate, authority};
pub(crate) use kept::KeptAuthority;
pub use request::BadRequest;
pub use subject::{Holder, TEAM};

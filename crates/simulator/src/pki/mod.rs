//! The simulated Apple's certificate authority, the messages it signs and the certificate it serves with.

mod authority;
mod kept;
mod message;
mod request;
mod server;
mod subject;

pub use authority::{Authority, IssuedCertificate, authority};
pub(crate) use kept::KeptAuthority;
pub use request::BadRequest;
pub use subject::{Holder, TEAM};

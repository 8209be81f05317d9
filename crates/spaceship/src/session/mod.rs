//! A session of an Apple ID: its cookies, the hosts they go to, and the requests that carry them.
//!
//! What an API key does not reach (creating apps, app groups, the Developer Portal) needs such a session. It comes of
//! a sign-in or of cookies that were kept, and serves [the Developer Portal](crate::portal); a [client](crate::Client)
//! takes it in the place of a key.

mod call;
mod cookie;
mod error;
mod exchange;
mod hosts;
mod jar;
mod saved;
mod set_cookie;
mod standing;
mod teams;
mod web;
mod yaml;

pub(crate) use call::{Call, Effect, Reply};
pub use error::SessionError;
pub(crate) use exchange::Broken;
pub use exchange::{Session, SessionBuilder};
pub(crate) use hosts::Host;
pub use jar::CookieJar;
pub use standing::{Provider, Standing};
pub use teams::{Candidate, Wanted, choose};
pub(crate) use web::WebAccess;

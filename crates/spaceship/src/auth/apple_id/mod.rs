//! Signing in with an Apple ID: the password by [`sign_in`], then where Apple wants it a code by [`TwoFactor`].
//!
//! Nothing here asks anybody anything: the caller drives the steps and talks to the person. No step is ever repeated
//! by itself, because Apple locks accounts that try too often.

mod error;
mod hashcash;
mod password;
mod phones;
mod sign_in;
mod srp;
mod two_factor;
mod widget_key;

pub use error::SignInError;
pub use phones::{Delivery, Phone};
pub use sign_in::{Outcome, sign_in};
pub use two_factor::{Awaits, TwoFactor};

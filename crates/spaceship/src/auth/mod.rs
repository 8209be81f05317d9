//! API keys and the tokens made of them, and signing in with an Apple ID. Values in, values out: no environment, no file system.

mod api_key;
pub mod apple_id;
mod error;
mod key_text;
mod token;

pub use api_key::{ApiKey, KeyParts};
pub use error::KeyError;
pub use key_text::Repair;
pub(crate) use token::TokenSource;

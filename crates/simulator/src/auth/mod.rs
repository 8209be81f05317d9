//! Who may ask: API keys, the tokens they sign, and what their roles allow.

mod budget;
mod bursts;
mod keys;
mod roles;
mod token;

pub(crate) use budget::Budget;
pub(crate) use bursts::Bursts;
pub(crate) use keys::KeptKey;
pub use keys::{Key, KeyRing};
pub use roles::Role;
pub(crate) use roles::{hide, permit};

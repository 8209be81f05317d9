//! RSA private keys.

mod form;
mod pem;
mod private_key;

pub use private_key::PrivateKey;

//! Access to Apple's App Store Connect API.
//!
//! The crate takes values and returns values, streams and typed errors. It prints nothing, reads no environment
//! and no home folder and asks no questions, so that anything can be built on it.
//!
//! ```no_run
//! use futures::TryStreamExt;
//! use spaceship::Client;
//! use spaceship::auth::ApiKey;
//! use spaceship::resources::Device;
//!
//! # async fn example(key: ApiKey) -> Result<(), spaceship::Error> {
//! let client = Client::builder(key).build()?;
//! let mut devices = client.list::<Device>().filter("status", "ENABLED").stream();
//! while let Some(device) = devices.try_next().await? {
//!     let _name = device.attributes.name;
//! }
//! # Ok(())
//! # }
//! ```

pub mod auth;
pub mod client;
mod download;
mod error;
pub mod jsonapi;
pub mod portal;
pub mod resources;
pub mod session;
pub mod transport;
pub mod upload;
mod when;

pub use client::Client;
pub use download::download;
pub use error::{Error, ErrorKind, Result};
pub use when::apple_time;

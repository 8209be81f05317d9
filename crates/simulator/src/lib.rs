//! A stand-in for Apple: the App Store Connect API over Apple's own description, with the behaviours that make its
//! domains real. It knows the catalogue and no client.
//!
//! [`Simulator::start`] serves it on loopback; [`World::call`](world::World::call) asks it without HTTP.

pub mod apple_id;
pub mod auth;
pub mod behaviours;
pub mod cli;
pub mod clock;
mod control;
pub mod departures;
pub mod engine;
pub mod error;
pub mod faults;
pub mod ids;
pub mod image;
mod ipa;
mod iris;
mod lag;
mod pictures;
pub mod pki;
mod portal;
mod renditions;
pub mod seeds;
pub mod server;
pub mod settings;
mod teams;
pub mod uploads;
pub mod video;
pub mod world;

pub use error::Error;
pub use server::{App, Options, Running, Simulator};

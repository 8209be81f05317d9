//! The Developer Portal and App Store Connect as their web pages use them, with a [session](crate::session) of an
//! Apple ID: for what the official API does not offer.
//!
//! Every call is an `Action`, a line of a table; [`Portal`] sends them all in the same way.

mod action;
mod answer;
mod app_ids;
mod associations;
mod certificates;
mod choices;
mod client;
mod csrf;
mod devices;
mod form;
mod identifiers;
mod names;
mod people;
mod profiles;
mod rows;
mod services;
mod store;
mod teams;

pub use action::Platform;
pub use app_ids::{AppId, NewAppId};
pub use certificates::{Certificate, CertificateType};
pub use client::Portal;
pub use devices::Device;
pub use identifiers::{Identifier, IdentifierKind};
pub use people::{Invitation, Person, Role};
pub use profiles::{NewProfile, Profile, ProfileKind, Repair};
pub use services::Setting;
pub use store::{NewApp, Store};
pub use teams::Team;

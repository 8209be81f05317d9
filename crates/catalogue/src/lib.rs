//! Apple's App Store Connect API as data.
//!
//! The facts in `data/` are written by `cargo xtask catalogue` from Apple's published API description: every
//! operation with its parameters and bodies, every resource with its attributes and relationships. One source
//! serves the client's validation, the typed resources, `spaceship api` and the simulator's generic engine.
//!
//! A hand-kept overlay beside it says where Apple's service is known to do otherwise than its description.
//!
//! The data is parsed at the first call of [`catalogue`]; a program that never asks pays nothing.
//!
//! ```
//! use catalogue::{Method, catalogue};
//!
//! let found = catalogue().find(Method::Get, "/v1/devices").expect("Apple lists devices");
//! assert_eq!(found.operation.id, "devices_getCollection");
//! ```

mod check;
mod find;
mod model;
mod overlay;
mod parse;
mod shape;

use std::sync::LazyLock;

pub use check::{Place, Problem, ProblemKind};
pub use find::{Found, nearest};
pub use model::{
    Answer, Attribute, Body, Catalogue, Method, Operation, Parameter, Relationship, Request, Resource,
};
pub use shape::{Field, Shape};

/// The catalogue of the API version that this build knows.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(parse::built_in);
    &CATALOGUE
}

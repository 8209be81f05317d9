//! The sealed world of Gantry's tests and demo: the simulator and the tools in processes of their own, a home
//! folder of their own, an environment with nothing in it but what a test puts there.
//!
//! Nothing here is linked into a tool.

#![expect(clippy::missing_panics_doc, reason = "a world that cannot be made ends the test; that is meant")]

mod binaries;
mod browser;
mod build;
mod control;
pub mod sample;
mod schemas;
mod simulator;
mod tool;
mod world;

pub use binaries::{binary, build_binaries};
pub use browser::{Browser, Look};
pub use build::build;
pub use control::{LoggedRequest, Summary};
pub use schemas::{check_schemas, schema_of, schemas};
pub use simulator::Simulator;
pub use tool::{Ran, Tool};
pub use world::World;

//! A release as one flow: certificate, profile, the user's own build, TestFlight, the store, each in a process of its own,
//! with a journal from which a flow that broke off goes on.

mod go;
mod journal;
mod lock;
mod outputs;
mod stages;

pub(crate) use go::{Going, go};
pub(crate) use journal::{Journal, Record, State};
pub(crate) use lock::locked;
pub(crate) use stages::{Flow, Stage, stages};

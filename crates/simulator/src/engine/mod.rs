//! The generic engine: serves every operation of the catalogue over the store.

mod assets;
pub mod call;
mod create;
mod cursor;
pub mod dispatch;
mod document;
mod filter;
mod include;
mod inline;
mod inverse;
mod links;
mod list;
pub(crate) mod problems;
mod raw;
mod read;
pub mod refusal;
mod relationships;
mod remove;
mod render;
pub(crate) mod schema;
mod sort;
pub mod store;
mod unoffered;
mod update;

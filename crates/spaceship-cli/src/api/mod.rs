//! Requests in words: what `spaceship api` and the playground share.

mod arguments;
mod body;
mod describe;
mod document;
mod operations;
mod request;
mod send;

pub(crate) use arguments::RequestArgs;
pub(crate) use describe::describe;
pub(crate) use operations::operations;
pub(crate) use request::request;
pub(crate) use send::{answers_a_file, gather, send, show, stream};

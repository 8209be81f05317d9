//! Requests in words: what `spaceship api` and the playground share.

mod arguments;
mod body;
mod describe;
mod document;
mod operations;
mod request;
mod send;
mod unsent;

pub(crate) use arguments::RequestArgs;
pub(crate) use describe::describe;
pub(crate) use document::Document;
pub(crate) use operations::operations;
pub(crate) use request::{request, whole as whole_path};
pub(crate) use send::{answers_a_file, gather, send, show, stream};
pub(crate) use unsent::Unsent;

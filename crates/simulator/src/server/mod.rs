//! The simulator as a server on loopback.

mod answer;
mod environment;
mod exchanges;
mod faulty;
mod hosts;
mod listen;
mod options;
mod private_file;
mod request_log;
mod running;
mod serve;
mod shared;
mod state_file;
mod tls;

pub use options::{App, Options};
pub(crate) use request_log::RequestLog;
pub use running::{Running, Simulator};
pub(crate) use shared::{Inner, Shared};

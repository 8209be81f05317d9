//! How requests reach Apple: one HTTP client, with retries that know what may be repeated, a budget that is
//! respected, and credentials that never leave their origin.

mod answer;
mod budget;
mod exchange;
mod notice;
mod pace;
mod request;
mod retry;
mod share;

pub(crate) use answer::{read_body, retry_after};
pub use budget::Budget;
pub(crate) use exchange::{Access, Transport, luck};
pub use exchange::{Timeouts, TransportOptions};
pub(crate) use notice::Listener;
pub use notice::Notice;
pub use request::{Method, Request};
pub use retry::RetryPolicy;
pub(crate) use retry::{Decision, Outcome, decide};

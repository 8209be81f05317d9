//! Waiting for Apple to finish something.

use std::time::{Duration, Instant};

use crate::error::{Error, ErrorKind, Result};

/// How long and how often to look.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// The wait after the first look; it grows by half from there.
    pub first: Duration,
    /// The longest wait between two looks.
    pub longest: Duration,
    /// When to give up; never where it is `None`.
    pub timeout: Option<Duration>,
}

/// Looks again and again until `look` finds something.
///
/// `what` says in the error what was waited for. The error is of kind [`ErrorKind::TimedOut`].
pub async fn wait_for<T>(
    what: &str,
    patience: Patience,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let started = Instant::now();
    let mut pause = patience.first;
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        if patience.timeout.is_some_and(|timeout| started.elapsed() + pause > timeout) {
            let seconds = started.elapsed().as_secs();
            return Err(Error::new(ErrorKind::TimedOut, format!("{what} did not come within {seconds} s")));
        }
        tokio::time::sleep(pause).await;
        pause = (pause + pause / 2).min(patience.longest.max(patience.first));
    }
}

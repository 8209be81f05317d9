//! What all connections share.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::RequestLog;
use super::exchanges::Exchanges;
use super::state_file;
use crate::auth::{Budget, Bursts, KeyRing};
use crate::error::Error;
use crate::faults::Faults;
use crate::world::World;

/// The simulated Apple and what is noted about it.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(super) inner: Mutex<Inner>,
    pub(crate) keys: KeyRing,
    /// Where the state is kept.
    pub(super) state: Option<PathBuf>,
    /// `http` or `https`.
    pub(super) scheme: &'static str,
}

/// What a request may change.
#[derive(Debug)]
pub(crate) struct Inner {
    pub world: World,
    pub log: RequestLog,
    pub faults: Faults,
    pub budget: Budget,
    pub bursts: Bursts,
    pub exchanges: Option<Exchanges>,
}

impl Shared {
    /// The one lock. A panic while it was held is a defect that the panicking request has shown already; the
    /// others go on.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Saves the state where a file was named for it.
    pub(crate) fn save(&self, world: &World) -> Result<(), Error> {
        match &self.state {
            Some(path) => state_file::save(path, world, &self.keys),
            None => Ok(()),
        }
    }
}

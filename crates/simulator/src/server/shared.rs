//! What all connections share.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::RequestLog;
use super::state_file;
use crate::auth::{Budget, KeyRing};
use crate::error::Error;
use crate::faults::Faults;
use crate::world::World;

/// The simulated Apple and what is noted about it.
#[derive(Debug)]
pub(crate) struct Shared {
    inner: Mutex<Inner>,
    pub(crate) keys: KeyRing,
    state: Option<PathBuf>,
}

/// What a request may change.
#[derive(Debug)]
pub(crate) struct Inner {
    pub world: World,
    pub log: RequestLog,
    pub faults: Faults,
    pub budget: Budget,
}

impl Shared {
    pub(crate) fn new(world: World, keys: KeyRing, seed: u64, state: Option<PathBuf>) -> Self {
        let inner =
            Inner { world, log: RequestLog::default(), faults: Faults::new(seed), budget: Budget::default() };
        Self { inner: Mutex::new(inner), keys, state }
    }

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

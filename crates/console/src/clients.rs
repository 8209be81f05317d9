//! The clients of a run: one for each key, so that its budget and its pace are kept to whatever the number of apps.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use spaceship::Client;

use crate::failure::Failure;

/// What tells one client from another: the key's id, its endpoint, and whether it may write.
pub(crate) type Which = (String, Option<String>, bool);

/// The clients that were made.
#[derive(Clone)]
pub(crate) struct Clients {
    /// How many processes share the keys.
    pub(crate) parts: u32,
    made: Arc<Mutex<HashMap<Which, Client>>>,
}

impl Clients {
    pub(crate) fn new(parts: u32) -> Self {
        Self { parts, made: Arc::default() }
    }

    /// The client that was made before, or the one that `make` makes.
    pub(crate) fn get(
        &self,
        which: Which,
        make: impl FnOnce() -> Result<Client, Failure>,
    ) -> Result<Client, Failure> {
        let mut there = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = there.get(&which) {
            return Ok(client.clone());
        }
        let client = make()?;
        there.insert(which, client.clone());
        Ok(client)
    }
}

impl fmt::Debug for Clients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clients").field("parts", &self.parts).finish_non_exhaustive()
    }
}

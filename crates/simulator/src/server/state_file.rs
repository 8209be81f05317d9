//! The state across runs: everything that a client could miss.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::private_file;
use crate::apple_id::AppleId;
use crate::auth::{KeptKey, KeyRing};
use crate::behaviours::findings::Outcome;
use crate::clock::Clock;
use crate::engine::store::Store;
use crate::error::Error;
use crate::ids::Ids;
use crate::pki::{Authority, KeptAuthority};
use crate::settings::Settings;
use crate::teams::Teams;
use crate::uploads::{Upload, Uploads};
use crate::world::{Wake, World};

#[derive(Serialize)]
struct Saved<'a> {
    keys: Vec<KeptKey>,
    authority: KeptAuthority,
    clock: &'a Clock,
    ids: &'a Ids,
    wakes: &'a [Wake],
    outcomes: &'a VecDeque<Outcome>,
    store: &'a Store,
    uploads: &'a HashMap<String, Upload>,
    apple_id: &'a AppleId,
    teams: &'a Teams,
}

#[derive(Deserialize)]
struct Loaded {
    keys: Vec<KeptKey>,
    authority: KeptAuthority,
    clock: Clock,
    ids: Ids,
    wakes: Vec<Wake>,
    #[serde(default)]
    outcomes: VecDeque<Outcome>,
    store: Store,
    #[serde(default)]
    uploads: HashMap<String, Upload>,
    #[serde(default)]
    apple_id: AppleId,
    #[serde(default)]
    teams: Teams,
}

/// The folder beside a state file for what was uploaded and is not used up.
pub(super) fn uploads_folder(path: &Path) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(".uploads");
    name.into()
}

/// Writes the state, readable for its owner only: the keys are in it.
pub(super) fn save(path: &Path, world: &World, keys: &KeyRing) -> Result<(), Error> {
    let saved = Saved {
        keys: keys.kept(),
        authority: world.authority.kept(),
        clock: &world.clock,
        ids: &world.ids,
        wakes: &world.wakes,
        outcomes: &world.outcomes,
        store: &world.store,
        uploads: world.uploads.open(),
        apple_id: &world.apple_id,
        teams: &world.teams,
    };
    let text = serde_json::to_vec(&saved).map_err(|source| Error::State { path: path.to_owned(), source })?;
    private_file::write(path, &text)
}

/// Reads the state of an earlier run; `None` where there is no such file yet.
pub(super) fn load(path: &Path, settings: Settings) -> Result<Option<(World, KeyRing)>, Error> {
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(Error::File { action: "read", path: path.to_owned(), source }),
    };
    let loaded = serde_json::from_slice::<Loaded>(&text)
        .map_err(|source| Error::State { path: path.to_owned(), source })?;
    let mut world = World::new(settings, 0);
    world.clock = loaded.clock;
    world.ids = loaded.ids;
    world.wakes = loaded.wakes;
    world.outcomes = loaded.outcomes;
    world.store = loaded.store;
    world.uploads = Uploads::of(loaded.uploads);
    world.apple_id = loaded.apple_id;
    world.teams = loaded.teams;
    let unreadable = |_| Error::KeyUnreadable { id: "the certificate authority".to_owned() };
    world.authority = Arc::new(Authority::restore(&loaded.authority).map_err(unreadable)?);
    Ok(Some((world, KeyRing::restore(loaded.keys)?)))
}

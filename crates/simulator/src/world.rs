//! The whole state of the simulated Apple.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

use crate::apple_id::AppleId;
use crate::behaviours;
use crate::behaviours::asset_failures::AssetFailure;
use crate::behaviours::findings::Outcome;
use crate::clock::{Clock, apple_timestamp};
use crate::departures::Departure;
use crate::engine::call::{Call, Reply};
use crate::engine::dispatch;
use crate::engine::store::{Identifier, Store, Stored};
pub use crate::ids::IdForm;
use crate::ids::Ids;
use crate::lag::Lag;
use crate::pki::{self, Authority};
use crate::settings::Settings;
use crate::teams::Teams;
use crate::uploads::Uploads;

/// Everything that a request may read or change. One lock guards it: requests are served one after another, as
/// if Apple had one mind.
#[derive(Debug)]
pub struct World {
    /// The resources.
    pub store: Store,
    /// What the user of the simulator chose.
    pub settings: Settings,
    /// The address at which the client called, such as `http://127.0.0.1:4000`; links and upload URLs start with it.
    pub origin: String,
    /// What is being uploaded.
    pub uploads: Uploads,
    /// Who issues certificates and signs profiles.
    pub authority: Arc<Authority>,
    /// Answers that were not as Apple's description has them.
    pub departures: Vec<Departure>,
    pub(crate) apple_id: AppleId,
    pub(crate) teams: Teams,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) wakes: Vec<Wake>,
    /// How the processing of the next build uploads is to end.
    pub(crate) outcomes: VecDeque<Outcome>,
    /// Which uploaded assets are to fail.
    pub(crate) asset_failures: Vec<AssetFailure>,
    /// How far lists lag behind.
    pub(crate) lag: Lag,
    /// Whether something has changed by itself, and is not saved yet.
    pub(crate) stirred: bool,
}

/// A resource that asked to be woken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Wake {
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    pub resource: Identifier,
}

impl World {
    /// An empty world. The same seed gives the same ids.
    pub fn new(settings: Settings, seed: u64) -> Self {
        Self {
            store: Store::default(),
            settings,
            origin: String::from("http://127.0.0.1"),
            uploads: Uploads::default(),
            authority: pki::authority(),
            departures: Vec::new(),
            apple_id: AppleId::default(),
            teams: Teams::default(),
            clock: Clock::default(),
            ids: Ids::new(seed),
            wakes: Vec::new(),
            outcomes: VecDeque::new(),
            asset_failures: Vec::new(),
            lag: Lag::default(),
            stirred: false,
        }
    }

    /// The simulated time.
    pub fn now(&self) -> OffsetDateTime {
        self.clock.now()
    }

    /// The simulated time as Apple writes it, such as `2026-11-20T05:00:00-08:00`.
    pub fn timestamp(&self) -> String {
        apple_timestamp(self.now())
    }

    /// Moves the simulated clock forward and runs what falls due on the way.
    pub fn advance(&mut self, by: Duration) {
        self.clock.advance(by);
        self.run_due();
    }

    /// A new id, the same at every run with the same seed and the same calls.
    pub fn new_id(&mut self, form: IdForm) -> String {
        self.ids.next(form)
    }

    /// Asks for [`Behaviour::wake`](crate::behaviours::Behaviour::wake) of a resource at a simulated time.
    pub fn wake(&mut self, at: OffsetDateTime, kind: &str, id: &str) {
        self.wakes.push(Wake { at, resource: Identifier::new(kind, id) });
    }

    /// The resources as lists show them, which may lag behind.
    pub(crate) fn listed(&self) -> &Store {
        self.lag.shown(self.now(), &self.store)
    }

    /// Serves a request as the API does, without HTTP: `world.call("POST", "/v1/devices", Some(body))`.
    pub fn call(&mut self, method: &str, target: &str, body: Option<Value>) -> Reply {
        dispatch::serve(self, &Call::new(method, target, body))
    }

    /// Puts a resource that a behaviour makes by itself, with both sides of its relationships. An empty id is
    /// replaced by a new one in the form of its type. No hook is called. Returns the id.
    pub fn insert(&mut self, mut resource: Stored) -> String {
        if resource.id.is_empty() {
            resource.id = self.new_id(IdForm::of(&resource.kind));
        }
        let id = resource.id.clone();
        self.put_linked(resource);
        id
    }

    /// Takes a resource out with its links and with what cannot be without it; `after_delete` is called for each
    /// that goes, `before_delete` for none.
    pub fn delete(&mut self, kind: &str, id: &str) {
        for gone in self.take_out(kind, id) {
            if let Some(behaviour) = behaviours::of(&gone.kind) {
                behaviour.after_delete(self, &gone);
            }
        }
    }

    /// Runs every wake that has fallen due, in order of time, each at its own time.
    pub(crate) fn run_due(&mut self) {
        let now = self.now();
        while let Some(next) = self.next_due(now) {
            let wake = self.wakes.swap_remove(next);
            self.stirred = true;
            let Identifier { kind, id } = wake.resource;
            if self.store.get(&kind, &id).is_none() {
                continue;
            }
            if let Some(behaviour) = behaviours::of(&kind) {
                self.clock.hold(wake.at);
                behaviour.wake(self, &id);
                self.clock.release();
            }
        }
    }

    fn next_due(&self, now: OffsetDateTime) -> Option<usize> {
        let due = self.wakes.iter().enumerate().filter(|(_, wake)| wake.at <= now);
        due.min_by_key(|(_, wake)| wake.at).map(|(index, _)| index)
    }
}

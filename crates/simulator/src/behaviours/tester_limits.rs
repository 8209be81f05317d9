//! How many may test an app: people of the team, and people from outside.

use std::collections::HashSet;

use super::{beta_groups, beta_states, builds};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Linkage, Stored};
use crate::world::World;

/// How many of the team's own people may test an app (App Store Connect Help, "TestFlight overview").
const INTERNAL: usize = 100;

/// How many others may.
const EXTERNAL: usize = 10_000;

/// The places for one of the two kinds of testers of an app.
#[derive(Debug)]
pub(super) struct Places {
    internal: bool,
    /// The ids of those who have one.
    taken: HashSet<String>,
}

impl Places {
    /// The places that a group of an app gives. Whoever has single builds takes one of those for outsiders.
    pub(super) fn of(world: &World, app: &str, internal: bool) -> Self {
        let groups = world.store.all(beta_groups::KIND);
        let groups = groups.filter(|group| beta_states::is_internal(group) == internal);
        let mut owners = groups.map(|group| (group, "betaTesters")).collect::<Vec<_>>();
        if !internal {
            owners.extend(world.store.all(builds::KIND).map(|build| (build, "individualTesters")));
        }
        let of_app = owners.into_iter().filter(|(owner, _)| owner.one("app") == Some(app));
        let taken = of_app.flat_map(|(owner, relationship)| members(owner, relationship));
        Self { internal, taken: taken.map(str::to_owned).collect() }
    }

    /// The places that a group gives.
    pub(super) fn of_group(world: &World, group: &Stored) -> Self {
        Self::of(world, group.one("app").unwrap_or_default(), beta_states::is_internal(group))
    }

    /// Whether there is one more, or one is taken already by this tester.
    pub(super) fn has_one_for(&self, tester: Option<&str>) -> bool {
        tester.is_some_and(|tester| self.taken.contains(tester)) || self.taken.len() < self.most()
    }

    /// Takes one.
    pub(super) fn take(&mut self, tester: &str) {
        self.taken.insert(tester.to_owned());
    }

    /// Refuses these testers where there are not enough for all who have none yet.
    pub(super) fn check<'a>(mut self, testers: impl IntoIterator<Item = &'a str>) -> Result<(), Refusal> {
        for tester in testers {
            if !self.has_one_for(Some(tester)) {
                return Err(self.full());
            }
            self.take(tester);
        }
        Ok(())
    }

    /// What Apple says when there is none left.
    pub(super) fn full(&self) -> Refusal {
        let title = "The request cannot be fulfilled because of the state of another resource.";
        Refusal::conflict("STATE_ERROR", title, self.said())
    }

    /// The sentence of it.
    pub(super) fn said(&self) -> String {
        let kind = if self.internal { "internal" } else { "external" };
        format!("The maximum number of {kind} testers for this app has been reached: {}.", self.most())
    }

    fn most(&self) -> usize {
        if self.internal { INTERNAL } else { EXTERNAL }
    }
}

fn members<'a>(owner: &'a Stored, relationship: &str) -> impl Iterator<Item = &'a str> {
    let linkage = owner.relationships.get(relationship);
    linkage.map(Linkage::targets).unwrap_or_default().iter().map(|to| to.id.as_str())
}

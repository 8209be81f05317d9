//! The teams beside the one that the API keys belong to: each has resources of its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::store::Store;
use crate::pki::TEAM;
use crate::seeds;
use crate::world::{Wake, World};

/// The teams, and who works for which.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(crate) struct Teams {
    /// What belongs to those that are not served at the moment, by team id.
    asides: BTreeMap<String, Aside>,
    /// The team that the Developer Portal was asked for last, by the cookie of the session.
    pub(crate) last: BTreeMap<String, String>,
}

#[derive(Debug, Default, Clone, Serialize, Deserialize)]
struct Aside {
    store: Store,
    wakes: Vec<Wake>,
}

impl World {
    /// Serves something to a team: while it is served, the world's resources are that team's. A team that nobody asked
    /// for before finds what every team finds at Apple.
    pub(crate) fn as_team<T>(&mut self, team: &str, serve: impl FnOnce(&mut Self) -> T) -> T {
        // What is due is due in the store that asked for it.
        self.run_due();
        if team == TEAM.id {
            return serve(self);
        }
        let known = self.teams.asides.remove(team);
        let is_new = known.is_none();
        let mut aside = known.unwrap_or_default();
        self.exchange(&mut aside);
        if is_new {
            seeds::bare_team(self);
        }
        self.run_due();
        let served = serve(self);
        self.exchange(&mut aside);
        self.teams.asides.insert(team.to_owned(), aside);
        served
    }

    fn exchange(&mut self, aside: &mut Aside) {
        std::mem::swap(&mut self.store, &mut aside.store);
        std::mem::swap(&mut self.wakes, &mut aside.wakes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::store::{Identifier, Stored};
    use crate::settings::Settings;

    #[test]
    fn each_team_has_its_own_resources_and_its_own_wakes() {
        let mut world = World::new(Settings::default(), 1);
        let devices = |world: &World| world.store.all("devices").count();
        world.insert(Stored::new("devices", "ours"));
        let at = world.now() + time::Duration::days(1);
        world.wakes.push(Wake { at, resource: Identifier::new("builds", "not yet") });
        world.as_team("EXAMPLE002", |world| {
            assert_eq!(devices(world), 0);
            assert!(world.wakes.is_empty() && world.store.all("users").count() == 1);
            world.insert(Stored::new("devices", "theirs"));
            world.insert(Stored::new("devices", "theirs too"));
        });
        assert_eq!((devices(&world), world.wakes.len()), (1, 1));
        world.as_team(TEAM.id, |world| assert_eq!(devices(world), 1));
        world.as_team("EXAMPLE002", |world| assert_eq!(devices(world), 2));
    }
}

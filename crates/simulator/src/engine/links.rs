//! Links between resources, both sides at once.

use super::inverse::{Sides, sides};
use super::schema::schema;
use super::store::{Identifier, Linkage, Stored};
use crate::world::World;

impl World {
    /// Links a resource to another through a relationship, and back through the inverse one where there is one.
    /// A to-one relationship that led elsewhere is taken from there first, on either side.
    pub fn link(&mut self, from: &Identifier, relationship: &str, to: &Identifier) {
        let Some(Sides { here, there }) = sides(&from.kind, relationship) else {
            self.attach(from, relationship, to);
            return;
        };
        for name in &here {
            self.displace(from, name, to);
        }
        for name in &there {
            self.displace(to, name, from);
        }
        for name in here {
            self.attach(from, name, to);
        }
        for name in there {
            self.attach(to, name, from);
        }
    }

    /// Takes a link away on both sides.
    pub fn unlink(&mut self, from: &Identifier, relationship: &str, to: &Identifier) {
        let Some(Sides { here, there }) = sides(&from.kind, relationship) else {
            self.detach(from, relationship, to);
            return;
        };
        for name in here {
            self.detach(from, name, to);
        }
        for name in there {
            self.detach(to, name, from);
        }
    }

    /// Lets a relationship lead to these and nothing else, in this order.
    pub fn relink(&mut self, from: &Identifier, relationship: &str, linkage: &Linkage) {
        let former = self.linked(from, relationship);
        for to in &former {
            self.unlink(from, relationship, to);
        }
        let names = sides(&from.kind, relationship).map(|sides| sides.here).unwrap_or_default();
        if let Some(resource) = self.store.get_mut(&from.kind, &from.id) {
            let empty = match linkage {
                Linkage::Many(_) => Linkage::Many(Vec::new()),
                Linkage::One(_) => Linkage::One(None),
            };
            resource.relationships.insert(relationship.to_owned(), empty.clone());
            for name in names {
                resource.relationships.insert(name.to_owned(), empty.clone());
            }
        }
        for to in linkage.targets() {
            self.link(from, relationship, to);
        }
    }

    /// What a relationship of a resource leads to.
    pub fn linked(&self, from: &Identifier, relationship: &str) -> Vec<Identifier> {
        self.store.targets(from, relationship).to_vec()
    }

    /// Puts a resource and both sides of its links.
    pub(crate) fn put_linked(&mut self, mut resource: Stored) {
        let relationships = std::mem::take(&mut resource.relationships);
        let identifier = Identifier::new(&*resource.kind, &*resource.id);
        self.store.put(resource);
        for (name, linkage) in relationships {
            self.relink(&identifier, &name, &linkage);
        }
    }

    /// Takes a resource out, with everything that cannot be without it and every link to any of them. Those that
    /// belong to others come after what they belong to.
    pub(crate) fn take_out(&mut self, kind: &str, id: &str) -> Vec<Stored> {
        let Some(gone) = self.store.remove(kind, id) else { return Vec::new() };
        let identifier = Identifier::new(kind, id);
        let mut owned = Vec::new();
        for (child, relationship) in schema().owned_by(kind) {
            let belongs = self.store.all(child).filter(|child| child.one(relationship) == Some(id));
            owned.extend(belongs.map(|child| Identifier::new(&*child.kind, &*child.id)));
        }
        // A relationship without an inverse is found only by looking everywhere.
        let leads_there = |linkage: &Linkage| linkage.targets().contains(&identifier);
        self.store.change_all(
            |resource| resource.relationships.values().any(leads_there),
            |resource| resource.relationships.values_mut().for_each(|linkage| linkage.forget(&identifier)),
        );
        let mut all = vec![gone];
        for child in owned {
            all.extend(self.take_out(&child.kind, &child.id));
        }
        all
    }

    /// Before `at.name` leads to `to`: a to-one relationship lets go of what it led to, on both sides.
    fn displace(&mut self, at: &Identifier, name: &str, to: &Identifier) {
        if schema().relation(&at.kind, name).is_some_and(|relation| !relation.many) {
            for former in self.linked(at, name).iter().filter(|former| *former != to) {
                self.unlink(at, name, former);
            }
        }
    }

    fn attach(&mut self, at: &Identifier, name: &str, to: &Identifier) {
        let many = schema().relation(&at.kind, name).is_some_and(|relation| relation.many);
        let Some(resource) = self.store.get_mut(&at.kind, &at.id) else { return };
        let empty = if many { Linkage::Many(Vec::new()) } else { Linkage::One(None) };
        match resource.relationships.entry(name.to_owned()).or_insert(empty) {
            Linkage::Many(all) if !all.contains(to) => all.push(to.clone()),
            Linkage::Many(_) => {}
            Linkage::One(one) => *one = Some(to.clone()),
        }
    }

    fn detach(&mut self, at: &Identifier, name: &str, to: &Identifier) {
        let resource = self.store.get_mut(&at.kind, &at.id);
        if let Some(linkage) = resource.and_then(|resource| resource.relationships.get_mut(name)) {
            linkage.forget(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    fn world(resources: &[(&str, &str)]) -> World {
        let mut world = World::new(Settings::default(), 1);
        for (kind, id) in resources {
            world.insert(Stored::new(*kind, *id));
        }
        world
    }

    fn is(kind: &str, id: &str) -> Identifier {
        Identifier::new(kind, id)
    }

    #[test]
    fn a_link_stands_on_both_sides_and_goes_from_both() {
        let mut world = world(&[("apps", "1"), ("builds", "b")]);
        world.link(&is("builds", "b"), "app", &is("apps", "1"));
        assert_eq!(world.linked(&is("apps", "1"), "builds"), [is("builds", "b")]);
        world.unlink(&is("apps", "1"), "builds", &is("builds", "b"));
        assert_eq!(world.linked(&is("builds", "b"), "app"), []);
    }

    #[test]
    fn a_to_one_link_moves_from_its_former_end() {
        let mut world = world(&[("appStoreVersions", "v"), ("builds", "old"), ("builds", "new")]);
        world.link(&is("appStoreVersions", "v"), "build", &is("builds", "old"));
        world.link(&is("appStoreVersions", "v"), "build", &is("builds", "new"));
        assert_eq!(world.linked(&is("builds", "old"), "appStoreVersion"), []);
        assert_eq!(world.linked(&is("builds", "new"), "appStoreVersion"), [is("appStoreVersions", "v")]);
    }

    #[test]
    fn two_generations_of_a_relationship_lead_to_the_same() {
        let mut world = world(&[("gameCenterActivities", "a"), ("gameCenterAchievements", "x")]);
        let (activity, achievement) = (is("gameCenterActivities", "a"), is("gameCenterAchievements", "x"));
        world.link(&activity, "achievements", &achievement);
        assert_eq!(world.linked(&activity, "achievementsV2"), std::slice::from_ref(&achievement));
        assert_eq!(world.linked(&achievement, "activity"), [activity]);
    }

    #[test]
    fn what_is_taken_out_takes_what_it_owns_and_leaves_no_link() {
        let mut world = world(&[("appStoreVersions", "v"), ("devices", "d")]);
        let mut localization = Stored::new("appStoreVersionLocalizations", "l");
        localization
            .relationships
            .insert("appStoreVersion".into(), Linkage::One(Some(is("appStoreVersions", "v"))));
        world.insert(localization);
        let mut profile = Stored::new("profiles", "p");
        profile.relationships.insert("devices".into(), Linkage::Many(vec![is("devices", "d")]));
        world.insert(profile);

        let gone = world.take_out("appStoreVersions", "v");
        assert_eq!(gone.iter().map(|gone| gone.id.as_str()).collect::<Vec<_>>(), ["v", "l"]);
        world.take_out("devices", "d");
        assert_eq!(world.linked(&is("profiles", "p"), "devices"), []);
    }
}

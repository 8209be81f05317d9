//! What TestFlight holds for an app whose owner has filled in the test information: texts in the primary locale, a
//! contact for the reviewers, a group of the team's own people and one of friends.

use crate::engine::store::{Identifier, Linkage, Stored};
use crate::world::World;

/// Opens TestFlight for an app.
pub(super) fn open(world: &mut World, app: &Identifier, primary_locale: &str) {
    let of_app = |mut resource: Stored| {
        resource.relationships.insert("app".into(), Linkage::One(Some(app.clone())));
        resource
    };
    let mut details = Stored::new("betaAppReviewDetails", app.id.clone());
    for (name, value) in [
        ("contactFirstName", "Ada"),
        ("contactLastName", "Example"),
        ("contactPhone", "+1 408 555 0100"),
        ("contactEmail", "account.holder@example.com"),
    ] {
        details.set(name, value);
    }
    details.set("demoAccountRequired", false);
    world.insert(of_app(details));

    let mut text = Stored::new("betaAppLocalizations", "");
    text.set("locale", primary_locale);
    text.set("description", "What is new and not yet on the store.");
    text.set("feedbackEmail", "account.holder@example.com");
    world.insert(of_app(text));

    for (name, internal) in [("App Store Connect Users", true), ("Friends", false)] {
        let mut group = Stored::new("betaGroups", "");
        group.set("name", name);
        group.set("isInternalGroup", internal);
        group.set("hasAccessToAllBuilds", internal);
        group.set("publicLinkEnabled", false);
        group.set("feedbackEnabled", true);
        group.set("createdDate", world.timestamp());
        world.insert(of_app(group));
    }
}

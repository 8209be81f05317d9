//! Testers: handed to groups or to single builds, never to both at once.

use serde_json::Value;

use super::tester_limits::Places;
use super::{Behaviour, Draft, LinkEdit, beta_groups, beta_states, builds, text};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::world::World;

/// The behaviour of `betaTesters`.
pub(super) struct BetaTesters;

pub(super) const KIND: &str = "betaTesters";

impl Behaviour for BetaTesters {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn before_create(&self, world: &mut World, draft: &mut Draft) -> Result<(), Refusal> {
        let (groups, builds) = (many(draft, "betaGroups"), many(draft, "builds"));
        if !groups.is_empty() && !builds.is_empty() {
            return Err(Refusal::relationship(
                "ENTITY_ERROR.RELATIONSHIP.INVALID",
                "builds",
                "The provided entity includes a relationship with an invalid value",
                "A tester can be added to groups or to builds, but not to both at once.",
            ));
        }
        let email =
            draft.attributes.get("email").and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        if !super::app_store_review_details::is_email(&email) {
            return Err(text::invalid("email", format!("'{email}' is not a valid email address")).into());
        }
        let owners = groups.iter().chain(&builds);
        let app = owners.into_iter().find_map(|owner| world.store.get(&owner.kind, &owner.id)?.one("app"));
        let known = app.and_then(|app| of_app(world, app, &email)).cloned();
        let coming = known.as_ref().map_or("", |known| &known.id);
        for group in &groups {
            if !may_join(world, &email, known.as_ref(), &group.id) {
                return Err(not_assignable());
            }
            place_for(world, &group.id, [coming])?;
        }
        for build in &builds {
            builds::place_for(world, &build.id, [coming])?;
        }
        if let Some(known) = known {
            join_again(draft, known);
            return Ok(());
        }
        draft.attributes.insert("inviteType".into(), "EMAIL".into());
        draft.attributes.insert("state".into(), "NOT_INVITED".into());
        Ok(())
    }

    fn after_create(&self, world: &mut World, id: &str) {
        settle(world, id);
    }

    fn before_link(
        &self,
        world: &mut World,
        id: &str,
        relationship: &str,
        edit: LinkEdit,
        to: &[Identifier],
    ) -> Result<(), Refusal> {
        for other in to.iter().filter(|_| edit == LinkEdit::Add) {
            match relationship {
                "betaGroups" => {
                    check_membership(world, id, &other.id)?;
                    place_for(world, &other.id, [id])?;
                }
                "builds" => builds::place_for(world, &other.id, [id])?,
                _ => {}
            }
        }
        Ok(())
    }

    fn after_link(&self, world: &mut World, id: &str, _relationship: &str) {
        settle(world, id);
    }
}

fn many(draft: &Draft, relationship: &str) -> Vec<Identifier> {
    draft.relationships.get(relationship).map(|linkage| linkage.targets().to_vec()).unwrap_or_default()
}

/// The tester of an app with an address. Each app has testers of its own.
fn of_app<'a>(world: &'a World, app: &str, email: &str) -> Option<&'a Stored> {
    let mut all = world.store.all(KIND);
    all.find(|tester| tester.text("email").eq_ignore_ascii_case(email) && tester.many("apps").contains(&app))
}

/// A known tester is not made again: it keeps its id and gets the further groups and builds.
fn join_again(draft: &mut Draft, known: Stored) {
    let Stored { id, attributes, mut relationships, hidden, .. } = known;
    for (name, linkage) in std::mem::take(&mut draft.relationships) {
        match relationships.get_mut(&name) {
            Some(Linkage::Many(all)) => {
                let further = linkage.targets().iter().filter(|to| !all.contains(to)).cloned();
                let further = further.collect::<Vec<_>>();
                all.extend(further);
            }
            _ => drop(relationships.insert(name, linkage)),
        }
    }
    let given = std::mem::replace(&mut draft.attributes, attributes);
    draft.attributes.extend(given.into_iter().filter(|(name, _)| name != "email"));
    draft.id = id;
    draft.relationships = relationships;
    draft.hidden = hidden;
}

/// Whether the app of a group has places for testers who join the group.
pub(super) fn place_for<'a>(
    world: &World,
    group: &str,
    testers: impl IntoIterator<Item = &'a str>,
) -> Result<(), Refusal> {
    match world.store.get(beta_groups::KIND, group) {
        Some(group) => Places::of_group(world, group).check(testers),
        None => Ok(()),
    }
}

/// Whether an existing tester may join a group.
pub(super) fn check_membership(world: &World, tester: &str, group: &str) -> Result<(), Refusal> {
    let Some(tester) = world.store.get(KIND, tester) else { return Ok(()) };
    let app = world.store.get(beta_groups::KIND, group).and_then(|group| group.one("app"));
    let foreign =
        !tester.many("apps").is_empty() && app.is_some_and(|app| !tester.many("apps").contains(&app));
    if foreign || !may_join(world, tester.text("email"), Some(tester), group) {
        return Err(not_assignable());
    }
    Ok(())
}

/// Nobody joins a group twice, and a group of the team's own people takes nobody else.
fn may_join(world: &World, email: &str, known: Option<&Stored>, group: &str) -> bool {
    let Some(group) = world.store.get(beta_groups::KIND, group) else { return true };
    let member = known.is_some_and(|tester| tester.many("betaGroups").contains(&group.id.as_str()));
    !member && (!beta_states::is_internal(group) || is_of_the_team(world, email))
}

/// Whether an address is that of one of the team's own people.
pub(super) fn is_of_the_team(world: &World, email: &str) -> bool {
    world.store.all("users").any(|user| user.text("username").eq_ignore_ascii_case(email))
}

fn not_assignable() -> Refusal {
    Refusal::conflict(
        "STATE_ERROR",
        "The request cannot be fulfilled because of the state of another resource.",
        "Tester(s) cannot be assigned",
    )
}

/// A tester belongs to the apps whose groups or builds it has, and is invited once there is something to test.
pub(super) fn settle(world: &mut World, id: &str) {
    let tester = Identifier::new(KIND, id);
    let owners = ["betaGroups", "builds"].map(|relationship| world.linked(&tester, relationship)).concat();
    let apps = owners.iter().filter_map(|owner| world.store.get(&owner.kind, &owner.id)?.one("app"));
    let mut apps = apps.map(str::to_owned).collect::<Vec<_>>();
    apps.dedup();
    for app in apps {
        let app = Identifier::new("apps", app);
        // Looking for a link that is there costs a walk through all testers of the app.
        if !world.linked(&tester, "apps").contains(&app) {
            world.link(&tester, "apps", &app);
        }
        let waits = world.store.get(KIND, id).filter(|tester| tester.text("state") == "NOT_INVITED");
        if waits.is_some_and(|tester| can_install(world, tester, &app.id))
            && let Some(tester) = world.store.get_mut(KIND, id)
        {
            tester.set("state", "INVITED");
        }
    }
}

/// Invites the testers of an app for whom a build has become ready.
pub(super) fn invite(world: &mut World, app: &str) {
    let waiting = world.store.all(KIND).filter(|tester| {
        tester.text("state") == "NOT_INVITED"
            && tester.many("apps").contains(&app)
            && can_install(world, tester, app)
    });
    for id in waiting.map(|tester| tester.id.clone()).collect::<Vec<_>>() {
        if let Some(tester) = world.store.get_mut(KIND, &id) {
            tester.set("state", "INVITED");
        }
    }
}

/// Whether a tester has a build of an app to install.
pub(super) fn can_install(world: &World, tester: &Stored, app: &str) -> bool {
    let groups = tester.many("betaGroups");
    let groups = groups.iter().filter_map(|group| world.store.get(beta_groups::KIND, group));
    let groups = groups.collect::<Vec<_>>();
    let of_app = world.store.all(builds::KIND).filter(|build| build.one("app") == Some(app));
    of_app.into_iter().any(|build| {
        let states = world.store.get("buildBetaDetails", &build.id);
        let in_testing = |side: &str| states.is_some_and(|states| states.text(side) == "IN_BETA_TESTING");
        let single = tester.many("builds").contains(&build.id.as_str());
        single && (in_testing("internalBuildState") || in_testing("externalBuildState"))
            || groups.iter().any(|group| {
                let given = build.many("betaGroups").contains(&group.id.as_str());
                if beta_states::is_internal(group) {
                    (given || beta_states::sees_all_builds(group)) && in_testing("internalBuildState")
                } else {
                    given && in_testing("externalBuildState")
                }
            })
    })
}

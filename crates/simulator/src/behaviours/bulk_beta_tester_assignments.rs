//! Putting many testers into a group at once, as App Store Connect's own page does it. Apple's description does not
//! know it, fastlane uses it. Testers who do not exist are made, all others are only put into the group, and each has
//! a result of its own.
//!
//! With a session it answers. Whether it answers a key is doubtful: users report 404 `PATH_ERROR` (fastlane/fastlane,
//! issue 18004 and pull request 29689). It does here; the rule `kind=status,status=404,path_contains=bulkBeta` makes it
//! answer as they saw it, for clients that must do without.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::tester_limits::Places;
use super::{app_store_review_details, beta_groups, beta_states, beta_testers};
use crate::engine::call::{Body, Call, Reply};
use crate::engine::problems::{dangling, unreadable};
use crate::engine::refusal::Refusal;
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::ids::IdForm;
use crate::world::World;

/// Where it is served.
pub(crate) const PATH: &str = "/v1/bulkBetaTesterAssignments";

const KIND: &str = "bulkBetaTesterAssignments";

/// Whether a call is one of these.
pub(crate) fn serves(call: &Call) -> bool {
    call.method == "POST" && call.path == PATH
}

/// Puts the testers of a request into its group.
pub(crate) fn serve(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    let body = match &call.body {
        Some(Body::Json(body)) => body,
        Some(Body::Broken(why)) => return Err(unreadable(why).into()),
        None => return Err(unreadable("There is none").into()),
    };
    if body["data"]["type"] != KIND {
        let detail = format!("The resource type does not match the type of this request, '{KIND}'");
        return Err(Refusal::conflict("ENTITY_ERROR", "The provided entity has a wrong type", detail));
    }
    let asked = body["data"]["attributes"]["betaTesters"].as_array().filter(|asked| !asked.is_empty());
    let asked = asked.ok_or_else(|| missing_attribute("betaTesters"))?;
    let id = body["data"]["relationships"]["betaGroup"]["data"]["id"].as_str();
    let id = id.ok_or_else(|| missing_relationship("betaGroup"))?;
    let group = world.store.get(beta_groups::KIND, id);
    let group = group.ok_or_else(|| dangling(beta_groups::KIND, id, "/data/relationships/betaGroup"))?;
    let mut assignment = Assignment::to(world, group);
    let results = asked.iter().map(|tester| assignment.assign(world, tester)).collect::<Vec<_>>();
    beta_testers::invite(world, &assignment.app.id);
    let id = world.new_id(IdForm::Uuid);
    let link = format!("{}{PATH}/{id}", world.origin);
    Ok(Reply::json(
        201,
        json!({
            "data": {
                "type": KIND, "id": id, "attributes": { "betaTesters": results }, "links": { "self": link },
            },
            "links": { "self": link },
        }),
    ))
}

fn missing_attribute(name: &str) -> Refusal {
    Refusal::attribute(
        "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
        name,
        "The provided entity is missing a required attribute",
        format!("You must provide a value for the attribute '{name}' with this request"),
    )
}

fn missing_relationship(name: &str) -> Refusal {
    Refusal::relationship(
        "ENTITY_ERROR.RELATIONSHIP.REQUIRED",
        name,
        "The provided entity is missing a required relationship",
        format!("You must provide a value for the relationship '{name}' with this request"),
    )
}

/// A group to which testers come one after another, and what each of them is held against.
struct Assignment {
    group: Identifier,
    app: Identifier,
    internal: bool,
    places: Places,
    /// The app's testers, by address.
    known: HashMap<String, String>,
}

/// Why a tester is not taken: a key, and a sentence.
type Fault = (&'static str, String);

impl Assignment {
    fn to(world: &World, group: &Stored) -> Self {
        let app = group.one("app").unwrap_or_default();
        let of_app = world.store.all(beta_testers::KIND).filter(|tester| tester.many("apps").contains(&app));
        Self {
            group: Identifier::new(beta_groups::KIND, &*group.id),
            app: Identifier::new("apps", app),
            internal: beta_states::is_internal(group),
            places: Places::of_group(world, group),
            known: of_app.map(|tester| (tester.text("email").to_lowercase(), tester.id.clone())).collect(),
        }
    }

    /// The entry of a tester in the answer.
    fn assign(&mut self, world: &mut World, asked: &Value) -> Value {
        let text = |name: &str| asked[name].as_str().map(str::trim);
        let email = text("email").unwrap_or_default();
        let mut entry = json!({
            "email": asked["email"], "firstName": asked["firstName"], "lastName": asked["lastName"],
        });
        match self.may_come(world, email) {
            Ok(()) => {
                let id = self.come(world, email, [text("firstName"), text("lastName")]);
                entry["id"] = id.into();
                entry["assignmentResult"] = "ASSIGNED".into();
                entry["errors"] = json!([]);
            }
            Err((key, message)) => {
                entry["assignmentResult"] = "FAILED".into();
                entry["errors"] = json!([{ "key": key, "message": message }]);
            }
        }
        entry
    }

    fn may_come(&self, world: &World, email: &str) -> Result<(), Fault> {
        if !app_store_review_details::is_email(email) {
            return Err(("INVALID_EMAIL", format!("'{email}' is not a valid email address.")));
        }
        if self.internal && !beta_testers::is_of_the_team(world, email) {
            return Err(("NOT_A_TEAM_MEMBER", "Tester(s) cannot be assigned".to_owned()));
        }
        let known = self.known.get(&email.to_lowercase()).map(String::as_str);
        if !self.places.has_one_for(known) {
            return Err(("TESTER_LIMIT_REACHED", self.places.said()));
        }
        Ok(())
    }

    /// Puts a tester into the group, who may be there already. Returns the id.
    fn come(&mut self, world: &mut World, email: &str, names: [Option<&str>; 2]) -> String {
        let known = self.known.get(&email.to_lowercase()).cloned();
        let id = known.unwrap_or_else(|| {
            let mut tester = Stored::new(beta_testers::KIND, "");
            for (name, value) in ["firstName", "lastName"].into_iter().zip(names) {
                tester.set(name, value);
            }
            tester.set("email", email);
            tester.set("inviteType", "EMAIL");
            tester.set("state", "NOT_INVITED");
            tester.relationships.insert("apps".into(), Linkage::Many(vec![self.app.clone()]));
            world.insert(tester)
        });
        world.link(&Identifier::new(beta_testers::KIND, &*id), "betaGroups", &self.group);
        self.known.insert(email.to_lowercase(), id.clone());
        self.places.take(&id);
        id
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::seeds;
    use crate::settings::Settings;

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<i32>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
            Just(Value::from("a@example.com")),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            let name = prop_oneof![Just("email".to_owned()), Just("firstName".to_owned()), ".{0,4}"];
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::hash_map(name, inner, 0..4).prop_map(|of| of.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_testers_are_sent_each_has_a_result_or_all_are_refused(testers in any_json()) {
            let mut world = World::new(Settings::default(), 1);
            seeds::fresh_team(&mut world);
            let groups = world.store.all(beta_groups::KIND);
            let group = groups.last().map(|group| group.id.clone()).unwrap_or_default();
            let body = json!({ "data": {
                "type": KIND,
                "attributes": { "betaTesters": testers },
                "relationships": { "betaGroup": { "data": { "type": beta_groups::KIND, "id": group } } },
            } });
            let reply = world.call("POST", PATH, Some(body));
            let results = reply.document()["data"]["attributes"]["betaTesters"].as_array().map(Vec::len);
            let sent = testers.as_array().map(Vec::len).filter(|sent| *sent > 0);
            prop_assert_eq!((reply.status == 201, results), (sent.is_some(), sent));
        }
    }
}

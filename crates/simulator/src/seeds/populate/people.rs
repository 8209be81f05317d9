//! People of a large team.

use serde_json::json;

use super::fill::draw;
use crate::engine::store::Stored;
use crate::world::World;

/// Given names.
pub(super) const FIRST_NAMES: [&str; 16] = [
    "Ada", "Ben", "Chloé", "Diego", "Emma", "Farid", "Grace", "Hiro", "Ines", "Jonas", "Kemal", "Lin",
    "Maja", "Noor", "Oskar", "Priya",
];

/// Family names.
const LAST_NAMES: [&str; 16] = [
    "Andersen", "Bauer", "Chen", "Dubois", "Eriksson", "Fischer", "Gupta", "Haddad", "Ito", "Jansen", "Kaya",
    "Lopez", "Müller", "Novak", "Okafor", "Petrov",
];

const ROLES: [&str; 16] = [
    "DEVELOPER",
    "DEVELOPER",
    "DEVELOPER",
    "DEVELOPER",
    "DEVELOPER",
    "DEVELOPER",
    "DEVELOPER",
    "DEVELOPER",
    "APP_MANAGER",
    "APP_MANAGER",
    "APP_MANAGER",
    "MARKETING",
    "MARKETING",
    "CUSTOMER_SUPPORT",
    "FINANCE",
    "ADMIN",
];

/// Somebody, with an address that nobody else has.
pub(super) struct Person {
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    pub(super) email: String,
}

/// The person of a number.
pub(super) fn person(world: &mut World, what: &str, number: usize) -> Person {
    let (first, last) = (draw(world, &FIRST_NAMES), draw(world, &LAST_NAMES));
    let plain = |name: &str| name.to_lowercase().replace('é', "e").replace('ü', "ue");
    let email = format!("{}.{}.{what}{number}@example.com", plain(first), plain(last));
    Person { first, last, email }
}

/// Adds users.
pub(super) fn users(world: &mut World, count: usize) {
    for number in 1..=count {
        let Person { first, last, email } = person(world, "user", number);
        let role = draw(world, &ROLES);
        let mut user = Stored::new("users", "");
        user.set("username", email);
        user.set("firstName", first);
        user.set("lastName", last);
        user.set("roles", json!([role]));
        user.set("allAppsVisible", true);
        user.set("provisioningAllowed", matches!(role, "ADMIN" | "APP_MANAGER"));
        world.insert(user);
    }
}

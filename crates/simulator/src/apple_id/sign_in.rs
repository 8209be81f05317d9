//! The password: two steps of SRP with a piece of work between them.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::srp::{ITERATIONS, Server, is_public, verifier};
use super::{
    Factor, Protocol, SESSION, Session, TRUST, WIDGET_KEY, cookies, hashcash, header, service_error,
    two_factor,
};
use crate::engine::call::Reply;
use crate::ids::IdForm;
use crate::world::World;

/// How many wrong passwords in a row lock an account.
const MOST_FAILURES: u32 = 5;
/// How long. Apple unlocks an account when its owner proves who they are; here a day does.
const LOCKED: Duration = Duration::days(1);

/// How long a sign-in waits for its second step.
const FORGOTTEN: Duration = Duration::minutes(10);
/// How many pieces of work are remembered.
const MOST_CHALLENGES: usize = 1000;

/// A sign-in whose password is not proved yet.
#[derive(Debug, Clone)]
pub(super) struct Exchange {
    /// The name as the client wrote it: it stands so in the proof.
    name: String,
    a: Vec<u8>,
    salt: Vec<u8>,
    server: Server,
    /// When it is forgotten.
    until: OffsetDateTime,
}

/// `GET signin`: the work to be done.
pub(super) fn challenge(world: &mut World) -> Reply {
    let challenge = world.new_id(IdForm::Uuid).replace('-', "");
    if world.apple_id.challenges.len() >= MOST_CHALLENGES {
        world.apple_id.challenges.remove(0);
    }
    world.apple_id.challenges.push(challenge.clone());
    let mut reply = Reply::empty(200);
    reply.headers.push(("x-apple-hc-bits", hashcash::BITS.to_string()));
    reply.headers.push(("x-apple-hc-challenge", challenge));
    reply
}

/// `POST signin/init`. An account that does not exist is answered like one that does: whether it exists shows to nobody.
pub(super) fn init(world: &mut World, headers: &HeaderMap, body: &Value) -> Reply {
    let (Some(name), Some(a)) = (body["accountName"].as_str(), decoded(&body["a"])) else {
        return service_error(400, "-900007", "Request Invalid", "The request is missing what it needs.");
    };
    let speaks = |protocol: &str| {
        body["protocols"].as_array().is_some_and(|all| all.iter().any(|one| one == protocol))
    };
    if !is_public(&a) || !is_from_the_page(headers) || !(speaks("s2k") || speaks("s2k_fo")) {
        return service_error(
            400,
            "-900007",
            "Request Invalid",
            "The request is not one of the sign-in page.",
        );
    }
    let account = world.apple_id.account(name);
    let protocol = account.map_or(Protocol::S2k, |account| account.protocol);
    let nobodys = SecretString::from("nobody has this password");
    let password = account.map_or(nobodys, |account| account.password.clone());
    let salt = drawn(&format!("salt {}", name.to_lowercase())).get(..16).unwrap_or_default().to_vec();
    let c = format!("d-{}:PRN", world.new_id(IdForm::Uuid));
    let secret = [drawn(&c), drawn(&format!("{c} again"))].concat();
    let server = Server::new(verifier(password.expose_secret(), protocol, &salt), &secret);
    let reply = Reply::json(
        200,
        json!({
            "iteration": ITERATIONS,
            "salt": STANDARD.encode(&salt),
            "protocol": match protocol { Protocol::S2k => "s2k", Protocol::S2kFo => "s2k_fo" },
            "b": STANDARD.encode(&server.public),
            "c": c,
        }),
    );
    let now = world.now();
    world.apple_id.exchanges.retain(|_, exchange| now < exchange.until);
    let exchange = Exchange { name: name.to_owned(), a, salt, server, until: now + FORGOTTEN };
    world.apple_id.exchanges.insert(c, exchange);
    reply
}

/// `POST signin/complete`.
pub(super) fn complete(world: &mut World, headers: &HeaderMap, body: &Value) -> Reply {
    let exchange = body["c"].as_str().and_then(|c| world.apple_id.exchanges.remove(c));
    let name = body["accountName"].as_str().unwrap_or_default();
    let Some(exchange) = exchange.filter(|exchange| exchange.name == name && is_from_the_page(headers))
    else {
        return service_error(400, "-900007", "Request Invalid", "The sign-in was not begun so.");
    };
    let done = hashcash::answered(header(headers, "x-apple-hc"));
    let place = done.and_then(|done| world.apple_id.challenges.iter().position(|one| one == done));
    let Some(place) = place else {
        return service_error(503, "-20209", "Unavailable", "The service is temporarily unavailable.");
    };
    world.apple_id.challenges.swap_remove(place);
    // fastlane drops a zero at the beginning of the second proof.
    let second = decoded(&body["m2"]).map(|m2| [vec![0; 32_usize.saturating_sub(m2.len())], m2].concat());
    let proofs = decoded(&body["m1"]).zip(second);
    let right = proofs.is_some_and(|(m1, m2)| {
        exchange.server.agrees(&exchange.name, &exchange.salt, &exchange.a, &m1, &m2)
    });
    let now = world.now();
    let same = |email: &str| email.eq_ignore_ascii_case(name.trim());
    let Some(account) = world.apple_id.accounts.iter_mut().find(|account| same(&account.email)) else {
        return wrong_password();
    };
    if account.locked_until.is_some_and(|until| now < until) {
        let message = "This Apple Account has been locked for security reasons.";
        return service_error(403, "-20209", "Account Locked", message);
    }
    if !right {
        account.failures += 1;
        if account.failures >= MOST_FAILURES {
            account.failures = 0;
            account.locked_until = Some(now + LOCKED);
        }
        return wrong_password();
    }
    account.failures = 0;
    let (email, factor) = (account.email.clone(), account.factor);
    match factor {
        Factor::Consent => consent(world),
        Factor::None => signed_in(world, &email, headers),
        Factor::Device | Factor::Sms if is_trusted(world, headers, &email) => {
            signed_in(world, &email, headers)
        }
        Factor::Device | Factor::Sms => two_factor::begin(world, &email),
    }
}

fn wrong_password() -> Reply {
    let message = "Check the account information you entered and try again.";
    service_error(401, "-20101", "Failed To Verify Identity", message)
}

/// A session, and the cookies that stand for it.
pub(super) fn signed_in(world: &mut World, email: &str, headers: &HeaderMap) -> Reply {
    let token = crate::uploads::hexadecimal(&drawn(&world.new_id(IdForm::Uuid)));
    let provider = world.apple_id.account(email).and_then(|account| account.teams.first());
    let provider = provider.map_or(0, |team| team.provider);
    let of_the_page = header(headers, "x-apple-widget-key") == WIDGET_KEY;
    let session = Session { email: email.to_owned(), provider, of_the_page, expires: world.now() + SESSION };
    let cookie = cookies::set("myacinfo", &token, "apple.com", None);
    world.apple_id.sessions.insert(token, session);
    let mut reply = Reply::json(200, json!({ "authType": "hsa2" }));
    reply.headers.push(cookie);
    reply
}

/// 412: the account has to agree to something in a browser.
fn consent(world: &mut World) -> Reply {
    let mut reply = Reply::json(412, json!({ "authType": "hsa2" }));
    let place = format!("https://appleid.apple.com/account/manage/repair?widgetKey={WIDGET_KEY}");
    reply.headers.push(("location", place));
    reply.headers.push(("x-apple-id-session-id", world.new_id(IdForm::Uuid)));
    reply.headers.push(("x-apple-repair-session-token", world.new_id(IdForm::Uuid)));
    reply
}

/// Whether a cookie of an earlier sign-in says that this machine is trusted.
fn is_trusted(world: &World, headers: &HeaderMap, email: &str) -> bool {
    let now = world.now();
    // Apple takes this cookie in quotes only.
    cookies::quoted(headers).any(|(name, value)| {
        world
            .apple_id
            .trusts
            .get(&name)
            .is_some_and(|trust| trust.email == email && trust.value == value && now < trust.expires)
    })
}

/// Lets a machine need no second factor for a while.
pub(super) fn trust(world: &mut World, email: &str) -> (&'static str, String) {
    let name = format!("DES{}", world.new_id(IdForm::Uuid).replace('-', ""));
    let value = STANDARD.encode(drawn(&name));
    let cookie = cookies::set(&name, &value, "idmsa.apple.com", Some(TRUST));
    let trust = super::Trust { email: email.to_owned(), value, expires: world.now() + TRUST };
    world.apple_id.trusts.insert(name, trust);
    cookie
}

/// Whether a request looks like one of the sign-in page.
fn is_from_the_page(headers: &HeaderMap) -> bool {
    header(headers, "content-type").starts_with("application/json")
        && header(headers, "x-requested-with") == "XMLHttpRequest"
        && !header(headers, "x-apple-widget-key").is_empty()
}

fn decoded(value: &Value) -> Option<Vec<u8>> {
    STANDARD.decode(value.as_str()?).ok()
}

/// Bytes that look like chance and follow from a text, which itself follows from the simulator's seed.
fn drawn(text: &str) -> Vec<u8> {
    digest(&SHA256, text.as_bytes()).as_ref().to_vec()
}

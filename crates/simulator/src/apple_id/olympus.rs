//! What App Store Connect says of a session.

use http::HeaderMap;
use serde_json::{Value, json};
use time::Duration;

use super::{Session, Team, WIDGET_KEY, cookies};
use crate::engine::call::Reply;
use crate::world::World;

/// `/logout`: a redirect in which the widget key stands.
pub(super) fn logout() -> Reply {
    let mut reply = Reply::empty(302);
    let place = format!(
        "https://idmsa.apple.com/appleauth/signout?widgetKey={WIDGET_KEY}&asop=destroy-session&asoc=/&rv=3"
    );
    reply.headers.push(("location", place));
    reply
}

/// The widget key, where older clients look for it. Apple has answered this with 404 since September 2026; serving it
/// harms nobody, and older clients work.
pub(super) fn config() -> Reply {
    let config =
        json!({ "authServiceUrl": "https://idmsa.apple.com/appleauth", "authServiceKey": WIDGET_KEY });
    Reply::json(200, config)
}

/// `GET session`.
pub(super) fn session(world: &World, headers: &HeaderMap) -> Reply {
    let Some((_, session)) = living(world, headers) else { return dead() };
    let Some(account) = world.apple_id.account(&session.email) else { return dead() };
    let current = account.teams.iter().find(|team| team.provider == session.provider);
    let mut reply = Reply::json(
        200,
        json!({
            "user": { "fullName": "Ada Example", "emailAddress": account.email, "prsId": "1234567890" },
            "provider": current.map(provider),
            "availableProviders": account.teams.iter().map(provider).collect::<Vec<_>>(),
        }),
    );
    reply.headers.push(cookies::set("itctx", "eyJjIjoiYXNjIn0", "apple.com", None));
    reply.headers.push(cookies::set("dqsid", "eyJhbGciOiJIUzI1NiJ9", "", Some(Duration::minutes(30))));
    reply
}

/// `POST session`: another provider.
pub(super) fn select(world: &mut World, headers: &HeaderMap, body: &Value) -> Reply {
    let Some((token, session)) = living(world, headers) else { return dead() };
    let wanted = body["provider"]["providerId"].as_u64();
    let account = world.apple_id.account(&session.email);
    let team = account.and_then(|account| account.teams.iter().find(|team| Some(team.provider) == wanted));
    let Some(provider) = team.map(|team| team.provider) else {
        return Reply::json(403, json!({ "error": "The provider is not one of the account" }));
    };
    if let Some(session) = world.apple_id.sessions.get_mut(&token) {
        session.provider = provider;
    }
    self::session(world, headers)
}

fn provider(team: &Team) -> Value {
    json!({
        "providerId": team.provider,
        "publicProviderId": format!("{:08x}-0000-4000-8000-000000000000", team.provider),
        "name": team.name,
        "contentTypes": ["SOFTWARE"],
        "subType": "ORGANIZATION",
    })
}

/// The session of a request with the value of its cookie; `None` where there is none that lives.
pub(super) fn living(world: &World, headers: &HeaderMap) -> Option<(String, Session)> {
    let token = cookies::given(headers, "myacinfo")?;
    let session = world
        .apple_id
        .sessions
        .get(&token)
        .filter(|session| session.of_the_page && world.now() < session.expires)?;
    Some((token, session.clone()))
}

fn dead() -> Reply {
    Reply::json(401, json!({ "error": "Unauthenticated" }))
}

//! What can be seen and set.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::behaviours::app_clips;
use crate::behaviours::asset_failures::AssetFailure;
use crate::behaviours::beta_app_review_submissions::{self, Decision};
use crate::behaviours::findings::Outcome;
use crate::behaviours::review_decisions;
use crate::engine::call::Reply;
use crate::engine::store::Store;
use crate::faults::Rule;
use crate::seeds;
use crate::server::{Inner, Shared};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    advance_seconds: u64,
}

/// How far lists are to lag behind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewLag {
    seconds: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewApp {
    bundle_id: String,
    name: String,
    #[serde(default = "english")]
    primary_locale: String,
    /// Whether a version of it is in the store already.
    #[serde(default)]
    released: bool,
    /// Whether it has an App Clip already, as an app has that had a build with one.
    #[serde(default)]
    app_clip: bool,
}

/// What a reviewer decides on a build that was submitted for beta review.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BetaReview {
    build: String,
    state: Decision,
}

/// What a reviewer decides on what was submitted for the store.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AppReview {
    submission: String,
    state: review_decisions::Decision,
}

/// A request to the API that somebody else sends, elsewhere.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApiCall {
    method: String,
    target: String,
    body: Option<Value>,
}

fn english() -> String {
    "en-US".to_owned()
}

/// Serves a request for what stands behind `/_simulator/`. None of them is in the log.
pub(crate) fn serve(shared: &Shared, method: &str, resource: &str, body: &[u8]) -> Reply {
    let mut inner = shared.lock();
    let outcome = match (method, resource) {
        ("GET", "requests") => Ok(json!(inner.log.entries())),
        ("DELETE", "requests") => {
            inner.log.clear();
            Ok(Value::Null)
        }
        ("GET", "summary") => {
            Ok(json!({ "requests": inner.log.entries().len(), "writes": inner.log.writes() }))
        }
        ("GET", "departures") => Ok(json!(inner.world.departures)),
        ("GET", "state") => Ok(json!(inner.world.store)),
        ("PUT", "state") => read::<Store>(body).map(|store| {
            inner.world.store = store;
            Value::Null
        }),
        ("GET", "two-factor") => Ok(json!(inner.world.apple_id.codes(inner.world.now()))),
        ("GET", "authority") => Ok(json!({
            "root": inner.world.authority.root_pem(),
            "intermediate": inner.world.authority.intermediate_pem(),
        })),
        ("GET", "clock") => Ok(clock(&inner)),
        ("POST", "clock") => read::<Advance>(body).map(|advance| {
            inner.world.advance(Duration::from_secs(advance.advance_seconds));
            clock(&inner)
        }),
        ("GET", "faults") => Ok(json!(inner.faults.rules())),
        ("POST", "faults") => one_or_many(body).map(|rules: Vec<Rule>| {
            inner.faults.add(rules);
            json!(inner.faults.rules())
        }),
        ("DELETE", "faults") => {
            inner.faults.clear();
            Ok(Value::Null)
        }
        ("GET", "processing") => Ok(json!(inner.world.outcomes)),
        ("POST", "processing") => one_or_many(body).map(|outcomes: Vec<Outcome>| {
            inner.world.outcomes.extend(outcomes);
            json!(inner.world.outcomes)
        }),
        ("DELETE", "processing") => {
            inner.world.outcomes.clear();
            Ok(Value::Null)
        }
        ("GET", "assets") => Ok(json!(inner.world.asset_failures)),
        ("POST", "assets") => one_or_many(body).map(|failures: Vec<AssetFailure>| {
            inner.world.asset_failures.extend(failures);
            json!(inner.world.asset_failures)
        }),
        ("DELETE", "assets") => {
            inner.world.asset_failures.clear();
            Ok(Value::Null)
        }
        ("GET", "lag") => Ok(lag(&inner)),
        ("POST", "lag") => read::<NewLag>(body).and_then(|new| {
            let by = Duration::try_from_secs_f64(new.seconds).map_err(|error| error.to_string())?;
            inner.world.lag.set(by);
            Ok(lag(&inner))
        }),
        ("POST", "beta-review") => read::<BetaReview>(body).and_then(|review| {
            beta_app_review_submissions::decide(&mut inner.world, &review.build, review.state)
                .map(|()| Value::Null)
        }),
        ("POST", "app-review") => read::<AppReview>(body).and_then(|review| {
            review_decisions::decide(&mut inner.world, &review.submission, review.state).map(|()| Value::Null)
        }),
        ("POST", "call") => read::<ApiCall>(body).and_then(|call| as_colleague(&mut inner, call)),
        ("POST", "seeds") => read::<NewApp>(body).map(|app| seed(&mut inner, &app)),
        _ => {
            return Reply::json(
                404,
                json!({ "error": format!("there is no {method} /_simulator/{resource}") }),
            );
        }
    };
    if method != "GET"
        && let Err(error) = shared.save(&inner.world)
    {
        return Reply::json(500, json!({ "error": error.to_string() }));
    }
    match outcome {
        Ok(Value::Null) => Reply::empty(204),
        Ok(answer) => Reply::json(200, answer),
        Err(why) => Reply::json(400, json!({ "error": why })),
    }
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| format!("the body is not understood: {error}"))
}

/// One thing, or a list of them.
fn one_or_many<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<Vec<T>, String> {
    if body.trim_ascii_start().starts_with(b"[") { read(body) } else { read(body).map(|one| vec![one]) }
}

fn clock(inner: &Inner) -> Value {
    json!({ "now": inner.world.timestamp() })
}

fn lag(inner: &Inner) -> Value {
    json!({ "seconds": inner.world.lag.by().as_secs_f64() })
}

/// Serves a request without a key and without a place in the log; a refusal is an error here.
fn as_colleague(inner: &mut Inner, call: ApiCall) -> Result<Value, String> {
    let reply = inner.world.call(&call.method, &call.target, call.body);
    let answer = reply.document().clone();
    if reply.status < 300 { Ok(answer) } else { Err(answer.to_string()) }
}

fn seed(inner: &mut Inner, app: &NewApp) -> Value {
    let NewApp { bundle_id, name, primary_locale, released, app_clip } = app;
    let id = if *released {
        seeds::released_app(&mut inner.world, bundle_id, name, primary_locale)
    } else {
        seeds::add_app(&mut inner.world, bundle_id, name, primary_locale)
    };
    if *app_clip {
        app_clips::ensure(&mut inner.world, &id, &format!("{bundle_id}.Clip"));
    }
    json!({ "id": id })
}

//! What testers have installed, and since when: `include=betaTesterMetrics` of the list of testers, which fastlane uses and
//! Apple's description does not know.

use serde_json::{Value, json};

use super::{beta_testers, builds};
use crate::engine::call::{Call, Payload, Reply};
use crate::engine::dispatch;
use crate::engine::refusal::Refusal;
use crate::engine::store::Stored;
use crate::world::World;

const KIND: &str = "betaTesterMetrics";

/// Whether a call asks for them.
pub(super) fn serves(call: &Call) -> bool {
    let asks =
        |(name, values): (&str, &str)| name == "include" && values.split(',').any(|value| value == KIND);
    call.method == "GET" && call.path == "/v1/betaTesters" && call.query.pairs().any(asks)
}

/// Serves the list as Apple's description has it, with the metrics put in.
pub(super) fn serve(world: &mut World, call: &Call) -> Result<Reply, Refusal> {
    let query = call.query.without("include", KIND).without("fields[betaTesters]", KIND);
    let mut reply = dispatch::described(world, &Call { query, ..call.clone() })?;
    let Payload::Json(document) = &mut reply.payload else { return Ok(reply) };
    let mut included = document["included"].as_array().cloned().unwrap_or_default();
    for tester in document["data"].as_array_mut().into_iter().flatten() {
        let id = tester["id"].as_str().unwrap_or_default().to_owned();
        let metrics = world.store.get(beta_testers::KIND, &id).and_then(|tester| metrics(world, tester));
        let links = metrics.iter().map(|_| json!({ "type": KIND, "id": id })).collect::<Vec<_>>();
        tester["relationships"][KIND] = json!({ "data": links });
        included
            .extend(metrics.map(|attributes| json!({ "type": KIND, "id": id, "attributes": attributes })));
    }
    document["included"] = included.into();
    for link in document["links"].as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
        // What the description knows has left it out of the way to the next page.
        if let Some(url) = link.as_str() {
            let joint = if url.contains('?') { '&' } else { '?' };
            *link = format!("{url}{joint}include={KIND}").into();
        }
    }
    Ok(reply)
}

/// What is known of a tester: of those who have installed something, the newest build of the app.
fn metrics(world: &World, tester: &Stored) -> Option<Value> {
    let state = tester.text("state");
    if state != "INSTALLED" {
        return Some(json!({ "betaTesterState": state }));
    }
    let apps = tester.many("apps");
    let of_app = |build: &&Stored| build.one("app").is_some_and(|app| apps.contains(&app));
    let build =
        world.store.all(builds::KIND).filter(of_app).max_by_key(|build| build.text("uploadedDate"))?;
    let train = world.store.get("preReleaseVersions", build.one("preReleaseVersion")?)?;
    Some(json!({
        "betaTesterState": state,
        "installedCfBundleShortVersionString": train.text("version"),
        "installedCfBundleVersion": build.text("version"),
        "lastModifiedDate": build.text("uploadedDate"),
    }))
}

//! What testers have installed, and since when.
//!
//! Apple's description knows neither; fastlane reads both with `include=betaTesterMetrics`. Where Apple does not offer that
//! to a key, what the description has must do: the build on the tester's device, without a date.

use std::collections::HashMap;

use futures::TryStreamExt;
use serde_json::Value;
use spaceship::Client;
use spaceship::jsonapi::Id;
use spaceship::resources::App;
use spaceship::transport::{Method, Request};

/// What a tester has installed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Installed {
    /// `1.2.3 (42)`, as in fastlane's file.
    pub(super) version: String,
    /// As Apple wrote it.
    pub(super) date: Option<String>,
}

/// By Apple's id of the tester; nothing where Apple does not offer it.
pub(super) async fn gather(client: &Client, app: &Id<App>) -> spaceship::Result<HashMap<String, Installed>> {
    let request = Request::new(Method::Get, "/v1/betaTesters")
        .query("filter[apps]", app.as_str())
        .query("include", "betaTesterMetrics")
        .query("fields[betaTesters]", "email,betaTesterMetrics")
        .query("limit", "200")
        .unchecked();
    let mut pages = Box::pin(client.pages(request));
    let mut all = HashMap::new();
    loop {
        let page = match pages.try_next().await {
            Ok(Some(page)) => page,
            Ok(None) => return Ok(all),
            Err(error) if matches!(error.status(), Some(400 | 403 | 404)) => return Ok(HashMap::new()),
            Err(error) => return Err(error),
        };
        let metrics = page.included.iter().filter_map(|one| Some((one["id"].as_str()?, installed(one)?)));
        let metrics = metrics.collect::<HashMap<_, _>>();
        for tester in &page.data {
            let ids = tester.pointer("/relationships/betaTesterMetrics/data").and_then(Value::as_array);
            let mut ids = ids.into_iter().flatten().filter_map(|link| link["id"].as_str());
            let found = ids.find_map(|id| metrics.get(id));
            if let (Some(id), Some(found)) = (tester["id"].as_str(), found) {
                all.insert(id.to_owned(), found.clone());
            }
        }
    }
}

fn installed(metric: &Value) -> Option<Installed> {
    let text = |name: &str| metric["attributes"][name].as_str();
    let (version, build) = (text("installedCfBundleShortVersionString")?, text("installedCfBundleVersion")?);
    let date = text("lastModifiedDate").map(str::to_owned);
    Some(Installed { version: format!("{version} ({build})"), date })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_who_has_installed_something_has_a_version() {
        let of = |attributes: Value| installed(&json!({ "attributes": attributes }));
        assert_eq!(of(json!({ "betaTesterState": "INVITED" })), None);
        let found =
            of(json!({ "installedCfBundleShortVersionString": "1.0", "installedCfBundleVersion": "4",
            "lastModifiedDate": "2026-11-20T10:00:00-08:00" }));
        let date = Some("2026-11-20T10:00:00-08:00".to_owned());
        assert_eq!(found, Some(Installed { version: "1.0 (4)".into(), date }));
    }
}

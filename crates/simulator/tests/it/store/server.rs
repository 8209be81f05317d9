//! The store half over HTTP.

use std::mem;

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use simulator::world::World;
use simulator::{Options, Running, Simulator};
use tokio::runtime::Runtime;

/// A running simulator and a client.
pub(super) struct Server {
    running: Running,
    http: reqwest::Client,
    runtime: Runtime,
}

impl Server {
    pub(super) fn start() -> Self {
        let running = Simulator::start(Options::default()).expect("a simulator");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        Self { running, http: reqwest::Client::new(), runtime }
    }

    /// Sends a part to a world that is not the server's: it is lent to the server meanwhile.
    pub(super) fn put(&self, world: &mut World, operation: &Value, part: &[u8]) -> u16 {
        let url = operation["url"].as_str().expect("an address");
        let path = url.find("/_upload/").map(|start| &url[start..]).expect("an upload address");
        let mut request = self.http.put(format!("{}{path}", self.running.endpoint())).body(part.to_vec());
        for header in operation["requestHeaders"].as_array().expect("headers") {
            let text = |name: &str| header[name].as_str().expect("a text").to_owned();
            request = request.header(text("name"), text("value"));
        }
        self.lent(world, || self.runtime.block_on(request.send())).expect("an answer").status().as_u16()
    }

    /// A request to the control surface of a world that is not the server's; the status and the answer.
    pub(super) fn control(
        &self,
        world: &mut World,
        method: &str,
        path: &str,
        body: Option<&Value>,
    ) -> (u16, Value) {
        let method = method.parse().expect("a method");
        let url = format!("{}/_simulator/{path}", self.running.endpoint());
        let request = self.http.request(method, url).body(body.map(Value::to_string).unwrap_or_default());
        self.lent(world, || {
            self.runtime.block_on(async {
                let response = request.send().await.expect("an answer");
                let status = response.status().as_u16();
                let text = response.text().await.expect("a text");
                (status, serde_json::from_str(&text).unwrap_or_default())
            })
        })
    }

    /// Serves that world while something is done.
    fn lent<T>(&self, world: &mut World, act: impl FnOnce() -> T) -> T {
        self.running.with_world(|served| mem::swap(served, world));
        let outcome = act();
        self.running.with_world(|served| mem::swap(served, world));
        outcome
    }

    /// A request with the administrator's key; the status and the document.
    fn send(&self, method: Method, path: &str, body: Option<&Value>) -> (u16, Value) {
        let key = self.running.keys().first().expect("a key");
        let now = self.running.with_world(|world| world.now()).unix_timestamp();
        let header = Header { kid: Some(key.id.clone()), ..Header::new(Algorithm::ES256) };
        let claims = json!({ "iss": key.issuer, "iat": now, "exp": now + 600, "aud": "appstoreconnect-v1" });
        let signing = EncodingKey::from_ec_pem(key.private_key.expose_secret().as_bytes()).expect("a key");
        let token = encode(&header, &claims, &signing).expect("a token");
        let mut request =
            self.http.request(method, format!("{}{path}", self.running.endpoint())).bearer_auth(token);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        self.runtime.block_on(async {
            let response = request.send().await.expect("an answer");
            let status = response.status().as_u16();
            let text = response.text().await.expect("a text");
            (status, serde_json::from_str(&text).unwrap_or_default())
        })
    }

    fn create(&self, kind: &str, attributes: &Value, relationships: &Value) -> String {
        let mut data = json!({ "type": kind, "relationships": relationships });
        if attributes.is_object() {
            data["attributes"] = attributes.clone();
        }
        let (status, document) =
            self.send(Method::POST, &format!("/v1/{kind}"), Some(&json!({ "data": data })));
        assert_eq!(status, 201, "{kind}: {document}");
        document["data"]["id"].as_str().expect("an id").to_owned()
    }

    fn change(&self, kind: &str, id: &str, what: &str, value: &Value) {
        let mut data = json!({ "type": kind, "id": id });
        data[what] = value.clone();
        let (status, document) =
            self.send(Method::PATCH, &format!("/v1/{kind}/{id}"), Some(&json!({ "data": data })));
        assert_eq!(status, 200, "{kind}: {document}");
    }

    fn first(&self, path: &str) -> String {
        let (status, document) = self.send(Method::GET, path, None);
        assert_eq!(status, 200, "{path}: {document}");
        document["data"][0]["id"].as_str().expect("an id").to_owned()
    }
}

#[test]
fn a_fresh_app_is_submitted_over_http() {
    use super::{contact, to};

    let server = Server::start();
    let app = server.first("/v1/apps?filter[bundleId]=com.example.gantry.demo");
    let version = server.first(&format!("/v1/apps/{app}/appStoreVersions?filter[platform]=IOS"));
    let info = server.first(&format!("/v1/apps/{app}/appInfos"));
    let text = server.first(&format!("/v1/appStoreVersions/{version}/appStoreVersionLocalizations"));
    let texts = json!({ "description": "Demo.", "keywords": "demo", "supportUrl": "https://example.com" });
    server.change("appStoreVersionLocalizations", &text, "attributes", &texts);
    server.change("appStoreVersions", &version, "attributes", &json!({ "copyright": "2026 Example Ltd" }));
    let category = json!({ "primaryCategory": to("appCategories", "UTILITIES") });
    server.change("appInfos", &info, "relationships", &category);
    let of_version = json!({ "appStoreVersion": to("appStoreVersions", &version) });
    server.create("appStoreReviewDetails", &contact(), &of_version);

    // The build and the screenshot are put there: their own ways have tests of their own.
    server.running.with_world(|world| {
        let mut team = super::Team {
            world: mem::replace(world, World::new(world.settings.clone(), 0)),
            app: app.clone(),
            version: version.clone(),
            text,
        };
        let build = team.build("IOS");
        let relation = json!({ "build": to("builds", &build) });
        assert_eq!(team.relate("appStoreVersions", &version, &relation).status, 200);
        team.screenshot("APP_IPHONE_67");
        *world = team.world;
    });

    let of_app = json!({ "app": to("apps", &app) });
    let submission = server.create("reviewSubmissions", &json!({ "platform": "IOS" }), &of_app);
    let item = json!({
        "reviewSubmission": to("reviewSubmissions", &submission),
        "appStoreVersion": to("appStoreVersions", &version),
    });
    server.create("reviewSubmissionItems", &Value::Null, &item);
    server.change("reviewSubmissions", &submission, "attributes", &json!({ "submitted": true }));
    let (_, document) = server.send(Method::GET, &format!("/v1/appStoreVersions/{version}"), None);
    assert_eq!(document["data"]["attributes"]["appVersionState"], "WAITING_FOR_REVIEW");
    assert_eq!(document["data"]["attributes"]["appStoreState"], "WAITING_FOR_REVIEW");
}

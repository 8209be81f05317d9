//! A client that does no more than it is told.

use std::time::{SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::{Method, Response};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use simulator::auth::Key;
use simulator::{App, Options, Running, Simulator};
use tokio::runtime::Runtime;

pub(crate) struct Client {
    pub running: Running,
    runtime: Runtime,
    http: reqwest::Client,
    pub bearer: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Value,
    pub text: String,
}

impl Answer {
    pub(crate) fn code(&self) -> &str {
        self.body["errors"][0]["code"].as_str().unwrap_or_default()
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        let items = self.body["data"].as_array().cloned().unwrap_or_default();
        items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
    }

    pub(crate) fn id(&self) -> String {
        self.body["data"]["id"].as_str().unwrap_or_default().to_owned()
    }
}

/// A token for a key, with changes to its claims.
pub(crate) fn token(key: &Key, changes: &Value) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let mut claims = json!({ "iat": now, "exp": now + 600, "aud": "appstoreconnect-v1" });
    match &key.issuer {
        Some(issuer) => claims["iss"] = issuer.as_str().into(),
        None => claims["sub"] = "user".into(),
    }
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some(key.id.clone());
    let signer = EncodingKey::from_ec_pem(key.private_key.expose_secret().as_bytes()).unwrap();
    encode(&header, &claims, &signer).unwrap()
}

impl Client {
    pub(crate) fn start() -> Self {
        Self::start_with(Options::default())
    }

    pub(crate) fn start_with(options: Options) -> Self {
        let apps = vec![App { bundle_id: "com.example.notes".into(), name: "Notes".into() }];
        let running = Simulator::start(Options { seed: 1, apps, ..options }).unwrap();
        let bearer = Some(token(&running.keys()[0], &json!({})));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Self { running, runtime, http: reqwest::Client::new(), bearer }
    }

    pub(crate) fn with_http(mut self, http: reqwest::Client) -> Self {
        self.http = http;
        self
    }

    /// A request; an error is a connection that ended before the answer did.
    pub(crate) fn attempt(&self, method: &str, target: &str, body: Option<&str>) -> reqwest::Result<Answer> {
        let url = if target.starts_with("http") {
            target.to_owned()
        } else {
            format!("{}{target}", self.running.endpoint())
        };
        let mut request = self.http.request(Method::from_bytes(method.as_bytes()).unwrap(), url);
        if let Some(bearer) = &self.bearer {
            request = request.header("authorization", format!("Bearer {bearer}"));
        }
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_owned());
        }
        self.runtime.block_on(async { answer(request.send().await?).await })
    }

    /// Two requests at once, until the second is answered: the first may be or not.
    pub(crate) fn at_once(&self, first: &str, second: &str) -> (Option<Response>, Response) {
        let request = |target: &str| {
            let url = format!("{}{target}", self.running.endpoint());
            self.http.get(url).bearer_auth(self.bearer.as_deref().unwrap_or_default()).send()
        };
        self.runtime.block_on(async {
            // With a connection there already, both go through it where it can carry both.
            request(second).await.unwrap();
            let (mut first, mut second) = (Box::pin(request(first)), Box::pin(request(second)));
            tokio::select! {
                answer = &mut first => (Some(answer.unwrap()), second.await.unwrap()),
                answer = &mut second => (None, answer.unwrap()),
            }
        })
    }

    /// The body of an answer that says it is JSON.
    pub(crate) fn bytes(&self, target: &str) -> Vec<u8> {
        self.runtime.block_on(async {
            let answer = self.http.get(format!("{}{target}", self.running.endpoint())).send().await.unwrap();
            assert_eq!(answer.headers()["content-type"], "application/json");
            answer.bytes().await.unwrap().to_vec()
        })
    }

    pub(crate) fn send(&self, method: &str, target: &str, body: &Value) -> Answer {
        self.attempt(method, target, Some(&body.to_string())).unwrap()
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.attempt("GET", target, None).unwrap()
    }

    /// What an address of its own gives without credentials.
    pub(crate) fn download(&self, url: &str) -> (reqwest::header::HeaderMap, Vec<u8>) {
        self.runtime.block_on(async {
            let answer = self.http.get(url).send().await.unwrap();
            assert_eq!(answer.status(), 200, "{url}");
            (answer.headers().clone(), answer.bytes().await.unwrap().to_vec())
        })
    }

    /// A token for the simulated time, which may have run away from that of the last one.
    pub(crate) fn renew_token(&mut self) {
        let now = self.running.with_world(|world| world.now().unix_timestamp());
        let claims = json!({ "iat": now, "exp": now + 600 });
        self.bearer = Some(token(&self.running.keys()[0], &claims));
    }

    pub(crate) fn delete(&self, target: &str) -> Answer {
        self.attempt("DELETE", target, None).unwrap()
    }

    /// A part of an upload, with exactly the headers given.
    pub(crate) fn put(&self, url: &str, headers: &[(&str, &str)], bytes: &[u8]) -> u16 {
        let mut request = self.http.put(url).body(bytes.to_vec());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.runtime.block_on(request.send()).unwrap().status().as_u16()
    }

    pub(crate) fn app(&self) -> String {
        self.get("/v1/apps").ids().remove(0)
    }

    /// A user invitation: a resource that the generic engine serves alone.
    pub(crate) fn invite(&self, email: &str) -> Answer {
        self.send("POST", "/v1/userInvitations", &invitation(email))
    }

    pub(crate) fn departures(&self) -> Value {
        self.get("/_simulator/departures").body
    }
}

pub(crate) fn invitation(email: &str) -> Value {
    json!({ "data": { "type": "userInvitations", "attributes": {
        "email": email, "firstName": "Ann", "lastName": "Other", "roles": ["DEVELOPER"] } } })
}

async fn answer(response: Response) -> reqwest::Result<Answer> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let text = response.text().await?;
    let body = serde_json::from_str(&text).unwrap_or_default();
    Ok(Answer { status, headers, body, text })
}

//! Speaking to the simulator's control surface under `/_simulator/`.

use serde::Deserialize;
use serde_json::Value;

/// A request that the simulator served, as it stands in its log.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct LoggedRequest {
    /// The HTTP method.
    pub method: String,
    /// The path, with the query.
    pub path: String,
    /// The HTTP status of the answer.
    pub status: u16,
    /// `api`, or `upload` for a part.
    pub class: String,
    /// Whether it could change something.
    pub write: bool,
}

/// How many requests the simulator served.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Summary {
    /// All of them.
    pub requests: u64,
    /// Those that could change something.
    pub writes: u64,
}

/// The control surface of one simulator.
#[derive(Debug)]
pub(crate) struct Control {
    endpoint: String,
    /// The authority of its certificate, as PEM, where it speaks TLS.
    authority: Option<Vec<u8>>,
}

impl Control {
    pub(crate) fn new(endpoint: String, authority: Option<Vec<u8>>) -> Self {
        Self { endpoint, authority }
    }

    fn client(&self) -> reqwest::Client {
        let trusted =
            self.authority.iter().map(|pem| reqwest::Certificate::from_pem(pem).expect("a certificate"));
        reqwest::Client::builder().tls_certs_only(trusted).build().expect("a client can be made")
    }

    /// A request to the control surface.
    ///
    /// # Panics
    /// When the simulator does not answer with success: a test cannot go on.
    pub(crate) fn call(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let url = format!("{}/_simulator/{path}", self.endpoint);
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self.client().request(method, &url);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let exchange = async {
            let response = request.send().await?;
            let status = response.status();
            Ok::<_, reqwest::Error>((status, response.text().await?))
        };
        // On a thread of its own, since the test may itself run in a runtime.
        let answer = std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime can be made").block_on(exchange)
        });
        let answer = answer.join().expect("the exchange does not panic");
        let (status, text) = answer.unwrap_or_else(|error| panic!("the simulator does not answer: {error}"));
        assert!(status.is_success(), "{url} answered {status}: {text}");
        if text.is_empty() {
            Value::Null
        } else {
            serde_json::from_str(&text).expect("the control surface answers JSON")
        }
    }
}

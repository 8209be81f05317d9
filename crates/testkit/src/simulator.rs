//! A simulator in a process of its own.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::binary;
use crate::control::{Control, LoggedRequest, Summary};

/// A running simulator; it ends with this value.
#[derive(Debug)]
pub struct Simulator {
    child: Child,
    endpoint: String,
    control: Control,
    environment: BTreeMap<String, String>,
    keys: PathBuf,
}

impl Simulator {
    /// Starts `simulator serve` on a free port with these further arguments; its files go to `folder`.
    ///
    /// # Panics
    /// When it does not start: a test cannot go on.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let environment_file = folder.join("simulator.env");
        let keys = folder.join("keys");
        let mut child = Command::new(binary("simulator"))
            .args(["serve", "--port", "0", "--env-file"])
            .arg(&environment_file)
            .arg("--key-dir")
            .arg(&keys)
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the simulator starts");
        let stdout = child.stdout.take().expect("its output is piped");
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).expect("its first line can be read");
        let endpoint = line
            .trim()
            .strip_prefix("listening on ")
            .unwrap_or_else(|| panic!("the simulator's first line is `{}`", line.trim()))
            .to_owned();
        let text = std::fs::read_to_string(&environment_file).expect("the simulator wrote its environment");
        let authority = endpoint.starts_with("https").then(|| folder.join("authority.pem"));
        let authority = authority.map(|path| std::fs::read(path).expect("the authority was written"));
        let control = Control::new(endpoint.clone(), authority);
        Self { child, endpoint, control, environment: dotenv(&text), keys }
    }

    /// Where it listens, such as `http://127.0.0.1:4711`.
    pub fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The environment that leads a tool to it: the endpoint, and a key in GitLab's variables.
    pub fn environment(&self) -> &BTreeMap<String, String> {
        &self.environment
    }

    /// The file of the authority whose certificate it shows, where it speaks TLS.
    pub fn authority(&self) -> PathBuf {
        self.keys.with_file_name("authority.pem")
    }

    /// The file of requests and answers, where it keeps a record of them.
    pub fn exchanges(&self) -> PathBuf {
        self.keys.with_file_name("exchanges.ndjson")
    }

    /// The folder with the key as `AuthKey_<id>.p8` and as fastlane's `api_key.json`.
    pub fn keys(&self) -> &Path {
        &self.keys
    }

    /// The requests that it served since it started or the log was cleared.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        let log = self.control.call("GET", "requests", None);
        serde_json::from_value(log).expect("the log has the form that testkit knows")
    }

    /// How many requests it served since it started or the log was cleared.
    pub fn summary(&self) -> Summary {
        let summary = self.control.call("GET", "summary", None);
        serde_json::from_value(summary).expect("the summary has the form that testkit knows")
    }

    /// Forgets the requests so far.
    pub fn clear_requests(&self) {
        self.control.call("DELETE", "requests", None);
    }

    /// Answers that were not as Apple's description has them; a faithful simulator has none.
    pub fn departures(&self) -> Value {
        self.control.call("GET", "departures", None)
    }

    /// The codes of second factors that are on their way.
    pub fn two_factor_codes(&self) -> Value {
        self.control.call("GET", "two-factor", None)
    }

    /// Everything that the simulated Apple holds.
    pub fn state(&self) -> Value {
        self.control.call("GET", "state", None)
    }

    /// Puts other resources in the place of everything that the simulated Apple holds.
    pub fn put_state(&self, state: &Value) {
        self.control.call("PUT", "state", Some(state));
    }

    /// All resources of a JSON:API type.
    pub fn all(&self, kind: &str) -> Vec<Value> {
        let state = self.state();
        let kinds = state.pointer("/kinds").and_then(|kinds| kinds.get(kind)).and_then(Value::as_object);
        kinds.map(|all| all.values().cloned().collect()).unwrap_or_default()
    }

    /// Makes something fail: a rule of `/_simulator/faults`.
    pub fn fault(&self, rule: &Value) {
        self.control.call("POST", "faults", Some(rule));
    }

    /// Ends all faults.
    pub fn clear_faults(&self) {
        self.control.call("DELETE", "faults", None);
    }

    /// Says how the processing of the next build upload ends, as `/_simulator/processing` takes it.
    pub fn process(&self, outcome: &Value) {
        self.control.call("POST", "processing", Some(outcome));
    }

    /// Forgets what was said of the processing of build uploads.
    pub fn clear_processing(&self) {
        self.control.call("DELETE", "processing", None);
    }

    /// Lets uploaded assets fail, as `/_simulator/assets` takes it.
    pub fn fail_assets(&self, failure: &Value) {
        self.control.call("POST", "assets", Some(failure));
    }

    /// Ends all failures of assets.
    pub fn clear_asset_failures(&self) {
        self.control.call("DELETE", "assets", None);
    }

    /// Lets lists lag so many seconds behind what is written.
    pub fn lag(&self, seconds: f64) {
        self.control.call("POST", "lag", Some(&serde_json::json!({ "seconds": seconds })));
    }

    /// Adds an app, as `/_simulator/seeds` takes it.
    pub fn add_app(&self, app: &Value) {
        self.control.call("POST", "seeds", Some(app));
    }

    /// Registers a device, as a colleague would do elsewhere.
    pub fn register_device(&self, name: &str, udid: &str) {
        let attributes = serde_json::json!({ "name": name, "udid": udid, "platform": "IOS" });
        let body = serde_json::json!({ "data": { "type": "devices", "attributes": attributes } });
        let call = serde_json::json!({ "method": "POST", "target": "/v1/devices", "body": body });
        self.control.call("POST", "call", Some(&call));
    }

    /// Lets simulated time pass.
    pub fn advance(&self, seconds: u64) {
        self.control.call("POST", "clock", Some(&serde_json::json!({ "advance_seconds": seconds })));
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A value without the quotes that the simulator puts around what is not plain.
fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return value.trim_matches('\'').to_owned();
    };
    let mut escaped = false;
    let letters = inner.chars().filter(|letter| {
        escaped = *letter == '\\' && !escaped;
        !escaped
    });
    letters.collect()
}

fn dotenv(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, value)| (name.to_owned(), unquoted(value)))
        .collect()
}

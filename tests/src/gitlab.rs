//! A stand-in for a GitLab: a project, its integration with App Store Connect, and the notes on its merge requests, as
//! GitLab's documented API answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use serde_json::{Value, json};

/// The token that it takes.
pub const TOKEN: &str = "glpat-a-token-that-nobody-may-see";

/// The path of its one project.
pub const PROJECT: &str = "studio/tideline";

/// What it holds, and what was asked of it.
#[derive(Debug, Default)]
pub struct State {
    /// The settings of the project.
    pub project: Value,
    /// Its protected branches.
    pub branches: Value,
    /// The integration, if it was ever set up: what the PUT said.
    pub integration: Option<Value>,
    /// The texts of the notes on the merge request.
    pub notes: Vec<String>,
    /// Method and path of each request.
    pub requests: Vec<String>,
}

/// A running GitLab; its thread ends with the process.
#[derive(Debug)]
pub struct GitLab {
    url: String,
    state: Arc<Mutex<State>>,
}

impl GitLab {
    /// A GitLab with a private project whose branch `main` is protected.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let url = format!("http://{}", listener.local_addr().expect("it has an address"));
        let state = State {
            project: json!({ "id": 7, "path_with_namespace": PROJECT, "visibility": "private", "public_jobs": true,
                "ci_allow_fork_pipelines_to_run_in_parent_project": true }),
            branches: json!([{ "id": 1, "name": "main", "push_access_levels": [{ "access_level": 40 }] }]),
            ..State::default()
        };
        let state = Arc::new(Mutex::new(state));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                // A client that leaves is no failure.
                thread::spawn(move || drop(serve(&stream, &state)));
            }
        });
        Self { url, state }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What it holds.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The requests that change something, and forgets all.
    pub fn writes(&self) -> Vec<String> {
        let all = std::mem::take(&mut self.state().requests);
        all.into_iter().filter(|line| !line.starts_with("GET ")).collect()
    }
}

/// Serves one request and closes the connection.
fn serve(stream: &TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (mut length, mut token) = (0, String::new());
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap_or_default(),
            "private-token" => value.trim().clone_into(&mut token),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let path = target.split('?').next().unwrap_or_default();
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    state.requests.push(format!("{method} {path}"));
    let (status, answer) = if token == TOKEN {
        answer(&mut state, &method, path, &body)
    } else {
        (401, json!({ "message": "401 Unauthorized" }))
    };
    let answer = if status == 204 { String::new() } else { answer.to_string() };
    let mut stream = stream;
    write!(
        stream,
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}",
        answer.len()
    )
}

fn answer(state: &mut State, method: &str, path: &str, body: &[u8]) -> (u16, Value) {
    let missing = |what: &str| (404, json!({ "message": format!("404 {what} Not Found") }));
    let rest = path.strip_prefix("/api/v4/projects/").unwrap_or_default();
    let (project, rest) = rest.split_once('/').unwrap_or((rest, ""));
    if project.replace("%2F", "/") != PROJECT && project != "7" {
        return missing("Project");
    }
    match (method, rest) {
        ("GET", "") => (200, state.project.clone()),
        ("GET", "protected_branches") => (200, state.branches.clone()),
        ("GET", "protected_tags") => (200, json!([])),
        ("GET", "integrations/apple_app_store") => {
            state.integration.as_ref().map_or_else(|| missing("Integration"), |set| (200, shown(set)))
        }
        ("PUT", "integrations/apple_app_store") => {
            let set = serde_json::from_slice(body).unwrap_or(Value::Null);
            if let Some(field) = refused(&set) {
                return (400, json!({ "message": { field: ["is invalid"] } }));
            }
            state.integration = Some(set.clone());
            (200, shown(&set))
        }
        ("DELETE", "integrations/apple_app_store") => {
            state.integration = Some(Value::Null);
            (204, Value::Null)
        }
        ("POST", "merge_requests/12/notes") => {
            let mut fields = url::form_urlencoded::parse(body);
            let text = fields.find(|(name, _)| name == "body").map(|(_, text)| text.into_owned());
            state.notes.extend(text.clone());
            (201, json!({ "id": state.notes.len(), "body": text }))
        }
        _ => missing("Route"),
    }
}

/// The integration as GitLab shows it: without the private key. One that was put back to nothing is still there.
fn shown(set: &Value) -> Value {
    let mut properties = set.clone();
    if let Some(properties) = properties.as_object_mut() {
        properties.remove("app_store_private_key");
        properties.remove("use_inherited_settings");
    }
    json!({ "id": 75, "title": "Apple App Store Connect", "slug": "apple_app_store", "active": !set.is_null(),
        "inherited": false, "properties": properties })
}

/// The first field that GitLab would refuse.
fn refused(set: &Value) -> Option<&'static str> {
    let text = |name: &str| set[name].as_str().unwrap_or_default().to_owned();
    let (issuer, key) = (text("app_store_issuer_id"), text("app_store_key_id"));
    let hex = |part: &str| part.chars().all(|letter| matches!(letter, '0'..='9' | 'a'..='f'));
    let parts = issuer.split('-').map(str::len).collect::<Vec<_>>();
    let is_key_id = key.chars().any(|letter| letter.is_ascii_digit())
        && key.chars().any(|letter| letter.is_ascii_uppercase())
        && key.chars().all(|letter| letter.is_ascii_digit() || letter.is_ascii_uppercase());
    let is_pem = text("app_store_private_key").starts_with("-----BEGIN PRIVATE KEY-----\n");
    let wrong = [
        ("app_store_issuer_id", parts != [8, 4, 4, 4, 12] || !issuer.split('-').all(hex)),
        ("app_store_key_id", !is_key_id),
        ("app_store_private_key", !is_pem),
        ("app_store_private_key_file_name", text("app_store_private_key_file_name").is_empty()),
    ];
    wrong.into_iter().find(|(_, wrong)| *wrong).map(|(field, _)| field)
}

//! A headless Chromium, driven by its own DevTools protocol over a pipe: no port, no driver, no further program.
//!
//! The protocol: <https://chromedevtools.github.io/devtools-protocol/>; with `--remote-debugging-pipe` messages end
//! with a NUL byte and travel over the file descriptors 3 and 4.

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Names that distributions give it.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A browser that does not answer for so long never will.
const PATIENCE: Duration = Duration::from_mins(1);

/// What keeps it from asking the network for anything by itself.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
];

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The window's width in CSS pixels.
    pub width: u32,
    /// The window's height in CSS pixels.
    pub height: u32,
    /// Whether the reader prefers dark colours.
    pub dark: bool,
    /// Whether scripts of the page run.
    pub scripts: bool,
}

/// A running browser with one page; it ends with this value.
#[derive(Debug)]
pub struct Browser {
    child: Child,
    orders: ChildStdin,
    answers: Receiver<Value>,
    session: Option<String>,
    last: u64,
    events: Vec<Value>,
    _profile: TempDir,
}

impl Browser {
    /// Starts the Chromium that is installed. Where there is none, it says so and gives `None`: the test that wants
    /// it passes over.
    ///
    /// # Panics
    /// When there is one and it does not start.
    pub fn start() -> Option<Self> {
        let Some(program) = installed() else {
            let _ = writeln!(io::stderr(), "passed over: there is no Chromium here (looked for {NAMES:?})");
            return None;
        };
        let profile = tempfile::tempdir().expect("a temporary folder can be made");
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1"])
            .arg(program)
            .args(FLAGS)
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Chromium starts");
        let orders = child.stdin.take().expect("its input is piped");
        let mut from = BufReader::new(child.stdout.take().expect("its output is piped"));
        let (sender, answers) = channel();
        thread::spawn(move || {
            let mut message = Vec::new();
            while from.read_until(0, &mut message).is_ok_and(|length| length > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if sender.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        let mut browser =
            Self { child, orders, answers, session: None, last: 0, events: Vec::new(), _profile: profile };
        browser.attach();
        Some(browser)
    }

    fn attach(&mut self) {
        let target = self.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attached = json!({"targetId": target["targetId"], "flatten": true});
        let session = self.call("Target.attachToTarget", &attached);
        self.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            self.call(&format!("{domain}.enable"), &json!({}));
        }
    }

    /// Opens a file, at the part that `fragment` names, and waits until all of it is there.
    ///
    /// # Panics
    /// When the browser does not answer.
    pub fn open(&mut self, file: &Path, fragment: &str, look: Look) {
        let Look { width, height, dark, scripts } = look;
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", &size);
        let scheme = json!({"name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" }});
        let still = json!({"name": "prefers-reduced-motion", "value": "reduce"});
        self.call("Emulation.setEmulatedMedia", &json!({"features": [scheme, still]}));
        self.call("Emulation.setScriptExecutionDisabled", &json!({"value": !scripts}));
        // Another fragment of the same page would load nothing.
        self.load("about:blank");
        self.events.clear();
        self.load(&format!("file://{}#{fragment}", file.display()));
    }

    fn load(&mut self, address: &str) {
        self.events.retain(|event| event["method"] != "Page.loadEventFired");
        let answer = self.call("Page.navigate", &json!({"url": address}));
        assert!(answer["errorText"].is_null(), "{address}: {answer}");
        while !self.events.iter().any(|event| event["method"] == "Page.loadEventFired") {
            let event = self.receive();
            self.events.push(event);
        }
    }

    /// What an expression gives in the page; promises are waited for.
    ///
    /// # Panics
    /// When it throws.
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let order = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.call("Runtime.evaluate", &order);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].take()
    }

    /// Presses a key by its name, such as `ArrowRight`, in what has the focus.
    ///
    /// # Panics
    /// When the browser does not answer.
    pub fn press(&mut self, key: &str) {
        let code = match key {
            "Tab" => 9,
            "End" => 35,
            "Home" => 36,
            "ArrowLeft" => 37,
            "ArrowUp" => 38,
            "ArrowRight" => 39,
            "ArrowDown" => 40,
            _ => 0,
        };
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code});
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// The addresses that the page asked for since it was opened, itself among them.
    pub fn requests(&self) -> Vec<String> {
        let asked = self.events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        asked.filter_map(|event| Some(event["params"]["request"]["url"].as_str()?.to_owned())).collect()
    }

    /// What the browser and the page's scripts complained of since it was opened.
    pub fn complaints(&self) -> Vec<String> {
        let loud = |event: &&Value| {
            matches!(event["method"].as_str(), Some("Log.entryAdded" | "Runtime.exceptionThrown"))
        };
        self.events.iter().filter(loud).map(|event| event["params"].to_string()).collect()
    }

    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        let mut order = json!({"id": self.last, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            order["sessionId"] = json!(session);
        }
        self.orders.write_all(format!("{order}\0").as_bytes()).expect("Chromium listens");
        loop {
            let mut message = self.receive();
            if message["id"] == self.last {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].take();
            }
            self.events.push(message);
        }
    }

    fn receive(&self) -> Value {
        self.answers.recv_timeout(PATIENCE).expect("Chromium answers")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn installed() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders = std::env::split_paths(&path).collect::<Vec<_>>();
    let places = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|program| program.is_file())
}

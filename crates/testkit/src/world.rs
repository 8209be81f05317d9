//! A simulator, a home folder and a project folder that belong together.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::tool::record;
use crate::{Simulator, Tool};

/// A world of its own for one test.
#[derive(Debug)]
pub struct World {
    folder: TempDir,
    simulator: Simulator,
}

impl World {
    /// A world whose simulator has what it has at first, and works fast.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// What makes a simulator speak TLS, with a certificate of an authority of its own.
    pub const TLS: &[&str] = &["--tls", "--ca-out", "authority.pem"];

    /// A world whose simulator keeps a record of requests and answers in [`Simulator::exchanges`].
    pub fn recorded(arguments: &[&str]) -> Self {
        Self::with(&[&["--record-exchanges", "exchanges.ndjson"], arguments].concat())
    }

    /// A world whose simulator is started with further arguments, in the world's folder.
    ///
    /// # Panics
    /// When it cannot be made.
    pub fn with(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for name in ["home", "project"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder can be made");
        }
        let mut all = vec!["--processing", "100ms"];
        all.extend(arguments);
        let simulator = Simulator::start(folder.path(), &all);
        Self { folder, simulator }
    }

    /// The simulator.
    pub fn simulator(&self) -> &Simulator {
        &self.simulator
    }

    /// The home folder that tools see.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The project folder, in which tools run.
    pub fn project(&self) -> PathBuf {
        self.folder.path().join("project")
    }

    /// A path in the project folder.
    pub fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.project().join(relative)
    }

    /// A tool in the project folder that finds the simulator and its key as on GitLab CI.
    pub fn tool(&self, name: &str) -> Tool {
        let tool = self.bare_tool(name);
        self.simulator.environment().iter().fold(tool, |tool, (name, value)| tool.env(name, value))
    }

    /// A tool in the project folder with an empty environment.
    pub fn bare_tool(&self, name: &str) -> Tool {
        Tool::new(name, &self.project(), &self.home()).recorded(self.record())
    }

    /// What all tools of this world said so far, but for results that are meant to be secrets.
    pub fn said(&self) -> String {
        // Without a run there is no file.
        String::from_utf8_lossy(&std::fs::read(self.record()).unwrap_or_default()).into_owned()
    }

    /// What tools printed as JSON so far, each with its command line: `tool`, `words`, `code`, `document`.
    pub fn documents(&self) -> Vec<Value> {
        let text = std::fs::read_to_string(self.record().with_file_name("documents.ndjson"));
        // Where none was asked for there is no file.
        let lines = text.unwrap_or_default();
        lines.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// Keeps something that a tool said, which a test ran by other means.
    pub fn keep_said(&self, text: &str) {
        record(&self.record(), &[text.as_bytes()]);
    }

    fn record(&self) -> PathBuf {
        self.folder.path().join("said.txt")
    }

    /// Registers a device at the simulated Apple, as a colleague would do elsewhere.
    pub fn register_device(&self, name: &str, udid: &str) {
        self.simulator.register_device(name, udid);
    }
}

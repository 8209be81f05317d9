//! The templates in `ci/`, run as their CI systems would: each job in a process and a folder of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use testkit::World;

use crate::yaml;

/// Variables by name.
pub type Variables = BTreeMap<String, String>;

/// The folder of the templates.
pub fn templates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ci")
}

/// The header of a GitLab component and its jobs.
///
/// # Panics
/// When it is not there or no YAML.
pub fn component(stage: &str) -> (Value, Value) {
    let path = templates().join(format!("gitlab/templates/{stage}.yml"));
    let mut documents = read(&path);
    assert_eq!(documents.len(), 2, "{}", path.display());
    let jobs = documents.pop().unwrap_or_default();
    (documents.pop().unwrap_or_default(), jobs)
}

/// A composite action of GitHub's.
///
/// # Panics
/// When it is not there or no YAML.
pub fn action(stage: &str) -> Value {
    let path = templates().join(format!("github/{stage}/action.yml"));
    read(&path).pop().unwrap_or_default()
}

fn read(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    yaml::documents(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The only job of a component, with its inputs filled in.
///
/// # Panics
/// When an input that it needs is missing, or one is given that it does not have.
pub fn job(stage: &str, given: &[(&str, &str)]) -> Value {
    let (header, jobs) = component(stage);
    let inputs = header["spec"]["inputs"].as_object().cloned().unwrap_or_default();
    let mut text = jobs.to_string();
    for (name, input) in &inputs {
        let value = given.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
        let value = value.or(input["default"].as_str()).unwrap_or_else(|| panic!("{stage} needs {name}"));
        let quoted = Value::from(value).to_string();
        text = text.replace(&format!("$[[ inputs.{name} ]]"), &quoted[1..quoted.len() - 1]);
    }
    assert!(
        given.iter().all(|(name, _)| inputs.contains_key(*name)),
        "{stage} does not have all of {given:?}"
    );
    assert!(!text.contains("$[["), "{text}");
    let jobs: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{stage}: {error}"));
    jobs.as_object().and_then(|jobs| jobs.values().next().cloned()).unwrap_or_default()
}

/// What came of a job.
#[derive(Debug)]
pub struct Done {
    /// The exit code.
    pub code: i32,
    /// All it said.
    pub log: String,
    /// The folder in which it ran.
    pub folder: PathBuf,
}

impl Done {
    /// The variables of a dotenv report.
    ///
    /// # Panics
    /// When it is not as GitLab and GitHub read it.
    pub fn dotenv(&self, file: &Path) -> Variables {
        let text = std::fs::read_to_string(self.folder.join(file)).unwrap_or_default();
        let pair = |line: &str| {
            let (name, value) =
                line.split_once('=').unwrap_or_else(|| panic!("`{line}` in {}", file.display()));
            assert!(name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_'), "{line}");
            assert!(!value.starts_with(['"', '\'']), "quotes would be a part of the value: {line}");
            (name.to_owned(), value.to_owned())
        };
        text.lines().map(pair).collect()
    }

    /// Goes on only if the job did well.
    ///
    /// # Panics
    /// With its log, if it did not.
    #[must_use]
    pub fn success(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.log);
        self
    }
}

/// Runs a script as a runner does: in `folder`, with the tools on its path and the variables only.
///
/// # Panics
/// When there is no shell.
pub fn run(world: &World, folder: &Path, shell: &[&str], script: &str, variables: &Variables) -> Done {
    let tools = testkit::binary("spaceship");
    let tools = tools.parent().map(Path::to_path_buf).unwrap_or_default();
    let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new(shell[0])
        .args(&shell[1..])
        .arg(script)
        .current_dir(folder)
        .env_clear()
        .envs(world.simulator().environment())
        .envs(variables)
        .env("PATH", path)
        .env("HOME", folder.parent().unwrap_or(folder))
        .env("CI", "true")
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    let said = [output.stdout, output.stderr].concat();
    let log = String::from_utf8_lossy(&said).into_owned();
    world.keep_said(&log);
    Done { code: output.status.code().unwrap_or(-1), log, folder: folder.to_path_buf() }
}

/// Runs a job of GitLab's in a fresh copy of the project.
///
/// # Panics
/// When the copy cannot be made.
pub fn run_job(world: &World, name: &str, job: &Value, variables: &Variables) -> Done {
    let folder = copy(world, name);
    let mut all = variables.clone();
    for (name, value) in job["variables"].as_object().into_iter().flatten() {
        let text = value["value"].as_str().or(value.as_str()).unwrap_or_default();
        // A variable of a dotenv report is stronger than one of the job.
        all.entry(name.clone()).or_insert_with(|| text.to_owned());
    }
    all.insert("GITLAB_CI".into(), "true".into());
    let lines = job["script"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let script = lines.collect::<Vec<_>>().join("\n");
    run(world, &folder, &["sh", "-c"], &script, &all)
}

/// A copy of the project as it is in the repository.
///
/// # Panics
/// When it cannot be made.
pub fn copy(world: &World, name: &str) -> PathBuf {
    let folder = world.home().join("runner").join(name).join("project");
    std::fs::create_dir_all(folder.parent().unwrap_or(&folder)).expect("a folder can be made");
    let copied = Command::new("cp").arg("-R").arg(world.project()).arg(&folder).status();
    assert!(copied.is_ok_and(|status| status.success()), "the project cannot be copied");
    folder
}

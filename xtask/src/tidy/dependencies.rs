//! Who may depend on whom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// For each crate of the workspace, the crates of the workspace that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("catalogue", &[]),
    ("signing", &[]),
    ("artifact", &[]),
    ("codesign", &["signing", "artifact"]),
    ("spaceship", &["catalogue"]),
    ("simulator", &["catalogue"]),
    ("console", &["spaceship", "signing", "artifact"]),
    ("cert", &["console", "spaceship", "signing", "artifact"]),
    ("sigh", &["console", "spaceship", "signing", "artifact", "codesign"]),
    ("pilot", &["console", "spaceship", "signing", "artifact", "codesign"]),
    ("deliver", &["console", "spaceship", "signing", "artifact"]),
    ("spaceship-cli", &["console", "spaceship", "catalogue", "signing", "artifact"]),
    ("manual", &["cert", "deliver", "pilot", "sigh", "simulator", "spaceship-cli"]),
    ("testkit", &[]),
    ("xtask", &["testkit", "tests", "spaceship", "catalogue"]),
    ("tests", &["testkit", "spaceship", "catalogue"]),
];

/// Crates that no tool may carry, because the one crypto backend is aws-lc-rs.
const OTHER_BACKENDS: [&str; 3] = ["ring", "openssl", "native-tls"];

pub(super) fn check(root: &Path) -> Result<Vec<String>, String> {
    let metadata = metadata(root)?;
    let mut wrong = Vec::new();
    let table = MAY_USE.iter().copied().collect::<BTreeMap<_, _>>();
    for package in packages(&metadata).filter(|package| is_ours(package)) {
        let name = text(package, "name");
        let Some(allowed) = table.get(name) else {
            wrong.push(format!("{name} is not in the table of who may use whom (xtask/src/tidy)"));
            continue;
        };
        for dependency in list(package, "dependencies") {
            let used = text(dependency, "name");
            // Tests may use what they like; a path says that it is a crate of ours.
            let matters = dependency.get("path").is_some_and(Value::is_string)
                && dependency.get("kind").is_some_and(Value::is_null);
            if matters && !allowed.contains(&used) {
                wrong.push(format!("{name} must not depend on {used}"));
            }
        }
    }
    wrong.extend(other_backends(root)?);
    Ok(wrong)
}

/// What is really built: the lock file also names what only features that are off would bring.
fn other_backends(root: &Path) -> Result<Vec<String>, String> {
    let arguments =
        ["tree", "--workspace", "--locked", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"];
    let tree = cargo(root, &arguments)?;
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let found = names.filter(|name| OTHER_BACKENDS.contains(name)).collect::<BTreeSet<_>>();
    Ok(found
        .into_iter()
        .map(|name| format!("{name} has come in: the one crypto backend is aws-lc-rs"))
        .collect())
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(root)
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !output.status.success() {
        return Err(format!(
            "cargo {} failed: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn metadata(root: &Path) -> Result<Value, String> {
    let arguments =
        ["metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"];
    serde_json::from_str(&cargo(root, &arguments)?)
        .map_err(|error| format!("cargo metadata printed no JSON: {error}"))
}

fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    list(metadata, "packages")
}

fn is_ours(package: &Value) -> bool {
    package.get("source").is_some_and(Value::is_null)
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

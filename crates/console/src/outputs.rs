//! Values for the next stage of a pipeline.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::context::Context;
use crate::exit;
use crate::failure::Failure;

/// Variables that a command hands on, by fastlane's names.
pub type Outputs = BTreeMap<&'static str, String>;

/// Hands variables on to the next stage: in the dotenv file that was asked for (`artifacts: reports: dotenv` and the like,
/// without quotes), and where GitHub Actions runs this as outputs of the step.
pub fn hand_on(outputs: &Outputs, file: Option<&Path>, context: &Context) -> Result<(), Failure> {
    let mut text = String::new();
    for (name, value) in outputs {
        if value.chars().any(char::is_control) {
            return Err(Failure::invalid(format!("{name} cannot be handed on: its value has line breaks")));
        }
        text.extend([name, "=", value, "\n"]);
    }
    if let Some(file) = file {
        signing::write_public(&context.path(own(file, context)), text.as_bytes())?;
    }
    // Of several apps all have the same names, which a step has once.
    if context.ui.app().is_some() {
        return Ok(());
    }
    let Some(step) = context.environment.get("GITHUB_OUTPUT") else { return Ok(()) };
    let written = OpenOptions::new()
        .append(true)
        .create(true)
        .open(step)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        Failure::new(exit::FAILED, format!("cannot write the step's outputs to {step}"))
            .cause(error.to_string())
    })
}

/// The file of the app that speaks, where several do: `build.env` is `tides.build.env` then.
fn own(file: &Path, context: &Context) -> PathBuf {
    match (context.ui.app(), file.file_name()) {
        (Some(app), Some(name)) => file.with_file_name(format!("{app}.{}", name.to_string_lossy())),
        _ => file.to_owned(),
    }
}

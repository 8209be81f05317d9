//! `cargo xtask catalogue`: from Apple's API description to the catalogue's data and the typed resources.

mod areas;
mod data;
mod names;
mod spec;
mod types;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use spec::Spec;

/// Generate the API catalogue and the typed resources from Apple's API description.
#[derive(Debug, Args)]
pub(crate) struct CatalogueArgs {
    /// Apple's API description (OpenAPI JSON), as downloaded from Apple.
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
    /// Change nothing; fail when the committed files differ from what would be written.
    #[arg(long)]
    check: bool,
}

/// Writes, or checks, all generated files.
pub(crate) fn run(args: &CatalogueArgs, root: &Path) -> Result<(), String> {
    let text = fs::read_to_string(&args.spec)
        .map_err(|error| format!("cannot read the description {}: {error}", args.spec.display()))?;
    let spec = Spec::parse(&text)?;
    let mut stale = Vec::new();
    let data = root.join("crates/catalogue/data");
    for (name, content) in data::files(&spec) {
        settle(&data.join(name), &content, args.check, &mut stale)?;
    }
    let types = root.join("crates/spaceship/src/resources/generated");
    let files = types::files(&spec)?;
    settle(&root.join("crates/spaceship/tests/it/kinds.rs"), &types::kinds(&files), args.check, &mut stale)?;
    for (name, content) in files {
        settle(&types.join(name), &content, args.check, &mut stale)?;
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(format!("these files differ from what the generator writes: {}", stale.join(", ")))
}

fn settle(path: &Path, content: &str, check: bool, stale: &mut Vec<String>) -> Result<(), String> {
    let there = fs::read_to_string(path).unwrap_or_default();
    if there == content {
        return Ok(());
    }
    if check {
        stale.push(path.display().to_string());
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    }
    fs::write(path, content).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

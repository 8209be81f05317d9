//! `cargo xtask dist`: what users get. One archive for each target, and beside the archives the sums, the bill of
//! materials, `install.sh`, the Dockerfile and the Homebrew formula.
//!
//! The same sources and the same compiler give the same bytes: entries are sorted, carry no time and no owner, and
//! no path of this machine gets into a binary.

mod archive;
mod build;
mod check;
mod licences;
mod packages;
mod publish;
mod sbom;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::say;

/// The binaries that users get.
const BINARIES: [&str; 7] = ["cert", "deliver", "pilot", "sigh", "simulator", "spaceauth", "spaceship"];
/// The packages that they are built from.
const PACKAGES: [&str; 6] = ["cert", "deliver", "pilot", "sigh", "simulator", "spaceship-cli"];
/// The most bytes of a binary.
const LARGEST: u64 = 12_000_000;

/// Pack all binaries with man pages, completions, licences, sums and a bill of materials.
#[derive(Debug, Args)]
pub(crate) struct DistArgs {
    /// The target. For another machine's, name its C compiler and linker to cargo as usual (docs/packaging.md).
    #[arg(long, value_name = "TRIPLE", default_value = "x86_64-unknown-linux-musl")]
    target: String,
    /// Pack the binaries in this folder in the place of building them.
    #[arg(long, value_name = "DIR")]
    binaries: Option<PathBuf>,
    /// Where all of it goes; archives of other targets that are there already count in the sums.
    #[arg(long, value_name = "DIR", default_value = "target/dist")]
    output: PathBuf,
    /// Where the files will be published: install.sh and the Homebrew formula fetch the archives from there.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Unpack the archive in an empty folder and try everything in it.
    #[arg(long)]
    check: bool,
}

/// Packs, and tries what was packed.
pub(crate) fn run(args: &DistArgs, root: &Path) -> Result<(), String> {
    let output = std::path::absolute(&args.output).map_err(|error| error.to_string())?;
    fs::create_dir_all(&output).map_err(|error| format!("cannot make {}: {error}", output.display()))?;
    let binaries = match &args.binaries {
        Some(folder) => folder.clone(),
        None => build::build(root, &args.target)?,
    };
    let packages = packages::of_binaries(root, &args.target)?;
    let name = format!("gantry-{}-{}", env!("CARGO_PKG_VERSION"), args.target);
    let scratch = tempfile::tempdir().map_err(|error| format!("no temporary folder can be made: {error}"))?;
    let stage = scratch.path().join(&name);
    let bill = sbom::bill(&packages);
    stage_all(root, &binaries, &stage, &licences::text(root, &packages)?, &bill)?;
    let packed = output.join(format!("{name}.tar.gz"));
    archive::pack(&stage, &packed)?;
    put(&output.join(format!("{name}.cdx.json")), &bill)?;
    publish::publish(root, &output, args.url.as_deref())?;
    say(&format!("{} ({} bytes)", packed.display(), size(&packed)?));
    if args.check {
        let built_here = args.binaries.is_none().then_some(root);
        check::check(&packed, &name, built_here)?;
    }
    Ok(())
}

/// Lays out what is packed, below `stage` as below a prefix such as `/usr/local`.
fn stage_all(root: &Path, binaries: &Path, stage: &Path, licences: &str, bill: &str) -> Result<(), String> {
    for name in BINARIES {
        copy(&binaries.join(name), &stage.join("bin").join(name))?;
    }
    let documents = stage.join("share/doc/gantry");
    for name in ["README.md", "LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&root.join(name), &documents.join(name))?;
    }
    copy(&root.join("docs/migration.md"), &documents.join("migration.md"))?;
    put(&documents.join("licences.txt"), licences)?;
    put(&documents.join("sbom.cdx.json"), bill)?;
    build::manual(root, stage)?;
    put(&stage.join("SHA256SUMS"), &archive::sums_below(stage)?)
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    make_parent(to)?;
    fs::copy(from, to).map(|_| ()).map_err(|error| format!("cannot copy {}: {error}", from.display()))
}

fn put(file: &Path, text: &str) -> Result<(), String> {
    make_parent(file)?;
    fs::write(file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))
}

fn make_parent(file: &Path) -> Result<(), String> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))
}

fn size(file: &Path) -> Result<u64, String> {
    let about = fs::metadata(file).map_err(|error| format!("cannot look at {}: {error}", file.display()))?;
    Ok(about.len())
}

//! Making the new archive: what stays is taken over as it is, and what is signed is written anew.

use std::path::Path;

use artifact::{Contents, Rewriter};
use codesign::Settings;
use console::{Context, Failure, exit};
use tempfile::NamedTempFile;
use time::OffsetDateTime;

use super::bundles::MAX_EXECUTABLE;
use super::check::{Wanted, problems};
use super::gather::Gathered;
use super::inventory::Inventory;
use super::options::Options;
use super::work::Work;

/// Signs everything into a new archive, judges it, and puts it in its place. Until then nothing that was there changes;
/// at Ctrl-C the new archive goes.
pub(crate) async fn apply(
    gathered: &mut Gathered,
    all: &[Work],
    options: &Options,
    now: OffsetDateTime,
    context: &Context,
) -> Result<(), Failure> {
    let folder = options.output.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| {
        Failure::new(exit::FAILED, format!("cannot write {}", options.output.display()))
            .cause(error.to_string())
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let new = NamedTempFile::new_in(folder).map_err(failed)?;
    let mut rewriter = Rewriter::new(new.reopen().map_err(failed)?, &options.output);
    let names = gathered.contents.entries().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
    for name in names.iter().filter(|name| !all.iter().any(|work| work.touches(name))) {
        rewriter.keep(&mut gathered.contents, name)?;
    }
    let mut inventory = gathered.inventory.clone();
    for work in all {
        context.ui.step(format!("signing {}", work.code.place()));
        sign(work, gathered, &mut inventory, &mut rewriter, options, now)?;
        // Nothing here waits for anything: this is the moment to listen for Ctrl-C.
        tokio::task::yield_now().await;
    }
    rewriter.finish()?;
    judge(new.path(), all, gathered, options)?;
    let permissions = std::fs::metadata(&options.ipa).map_err(failed)?.permissions();
    new.as_file().set_permissions(permissions).map_err(failed)?;
    new.persist(&options.output).map_err(|error| failed(error.error))?;
    Ok(())
}

fn sign(
    work: &Work,
    gathered: &mut Gathered,
    inventory: &mut Inventory,
    rewriter: &mut Rewriter,
    options: &Options,
    now: OffsetDateTime,
) -> Result<(), Failure> {
    let code = &work.code;
    let about = |error: codesign::Error| {
        Failure::invalid(format!("cannot sign `{}` in {}", code.executable, options.ipa.display()))
            .cause(error.to_string())
    };
    let executable = gathered.contents.read(&code.executable, MAX_EXECUTABLE)?.unwrap_or_default();
    let mut put = |contents: &mut Contents, inventory: &mut Inventory, name: &str, bytes: &[u8]| {
        inventory.put(name, bytes);
        rewriter.put(contents, name, bytes)
    };
    if let (Some(name), Some(info)) = (code.info_name(), &work.info)
        && work.touches(&name)
    {
        put(&mut gathered.contents, inventory, &name, info)?;
    }
    let given = work.profile.and_then(|number| gathered.given.get(number));
    if let (Some(name), Some(given)) = (code.profile_name(), given) {
        put(&mut gathered.contents, inventory, &name, &given.bytes)?;
    }
    let with_sha1 = codesign::needs_sha1(&executable).map_err(about)?;
    let seal = inventory.seal(code).map(|seal| seal.to_bytes(with_sha1)).transpose().map_err(about)?;
    if let (Some(name), Some(seal)) = (code.resources_name(), &seal) {
        put(&mut gathered.contents, inventory, &name, seal)?;
    }
    let settings = Settings {
        identifier: &work.identifier,
        info_plist: work.info.as_deref(),
        resources: seal.as_deref(),
        entitlements: work.entitlements.as_ref(),
        page_size: options.page_size,
        identity: &gathered.identity,
        signed_at: now,
    };
    let signed = codesign::sign(&executable, &settings).map_err(about)?;
    Ok(put(&mut gathered.contents, inventory, &code.executable, &signed)?)
}

/// Reads the new archive as if a stranger had made it.
fn judge(path: &Path, all: &[Work], gathered: &Gathered, options: &Options) -> Result<(), Failure> {
    let mut contents = Contents::open(path)?;
    let inventory = Inventory::of(&mut contents, &gathered.app)?;
    let wanted =
        Wanted { given: &gathered.given, identity: &gathered.identity, page_size: options.page_size };
    let mut wrong = problems(&mut contents, &inventory, all, wanted)?
        .into_iter()
        .map(|problem| format!("{}: {}", problem.place, problem.what))
        .collect::<Vec<_>>();
    let touched = |name: &str| all.iter().any(|work| work.touches(name));
    if !inventory.is_like(&gathered.inventory, touched) {
        wrong.push("files that were to stay as they are were changed".to_owned());
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Failure::new(exit::FAILED, "the signed app does not pass the check, and was not kept")
        .cause(wrong.join("; "))
        .hint("this is a fault of sigh: please report it with this message"))
}

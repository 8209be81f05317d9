//! What Apple does with an uploaded build: put it together, look into it, and make a build of it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::findings::{End, Finding, Outcome};
use super::{build_inspection, build_upload_files, build_uploads, delivery, processed_build};
use crate::engine::store::{Identifier, Stored};
use crate::world::World;

/// Ends the processing of an upload, with a build or with findings.
pub(super) fn finish(world: &mut World, upload: &str) {
    let committed = world
        .store
        .all(build_upload_files::KIND)
        .filter(|file| build_uploads::belongs(file, upload) && delivery::state(file) == "UPLOAD_COMPLETE");
    let (mut assets, others) =
        committed.cloned().partition::<Vec<_>, _>(|file| file.text("assetType") == "ASSET");
    // What describes the binary is taken as it comes.
    for other in others {
        settle(world, &other.id, "COMPLETE", None);
        world.uploads.forget(&Identifier::new(build_upload_files::KIND, other.id));
    }
    let Some(file) = assets.pop() else { return };
    let asked = world.outcomes.pop_front();
    let owner = Identifier::new(build_upload_files::KIND, &*file.id);
    let outcome = match whole(world, &owner, &file) {
        Err(finding) => {
            settle(world, &file.id, "FAILED", Some(&finding));
            Outcome::failed(vec![finding])
        }
        Ok(path) => {
            settle(world, &file.id, "COMPLETE", None);
            process(world, upload, &file, &path, asked)
        }
    };
    if let Some(upload) = world.store.get_mut(build_uploads::KIND, upload) {
        upload.set("state", outcome.state());
    }
    world.uploads.forget(&owner);
}

/// Looks into a file that came whole and makes a build of it. The outcome that was asked for of the next upload holds,
/// save that nothing bad becomes a build by it.
fn process(world: &mut World, upload: &str, file: &Stored, path: &Path, asked: Option<Outcome>) -> Outcome {
    if let Some(asked) = &asked
        && asked.state == End::Failed
    {
        return asked.clone();
    }
    match build_inspection::inspect(world, upload, file, path) {
        Ok(ipa) => {
            processed_build::make(world, upload, ipa.as_ref());
            asked.unwrap_or_else(Outcome::complete)
        }
        Err(findings) => Outcome::failed(findings),
    }
}

fn settle(world: &mut World, file: &str, state: &str, error: Option<&Finding>) {
    if let Some(file) = world.store.get_mut(build_upload_files::KIND, file) {
        file.set("assetDeliveryState", delivery::delivery_state(state, error));
    }
}

/// The file, put together and as announced.
fn whole(world: &World, owner: &Identifier, file: &Stored) -> Result<PathBuf, Finding> {
    let missing = || Finding::new("UPLOAD_INCOMPLETE", "Not all parts of the file were uploaded.");
    let path = world.uploads.assemble(owner).and_then(Result::ok).ok_or_else(missing)?;
    let found = world.uploads.checksums(owner, &path).and_then(Result::ok).ok_or_else(missing)?;
    for part in ["file", "composite"] {
        let claim = file.attributes.get("sourceFileChecksums").and_then(|checksums| checksums.get(part));
        let text = |name: &str| claim.and_then(|claim| claim.get(name)).and_then(Value::as_str);
        let Some(claimed) = text("hash") else { continue };
        // What the composite of a file is made of is nowhere written; both readings of it are taken.
        let right = match (part, text("algorithm").unwrap_or("MD5")) {
            ("composite", _) => vec![&found.composite, &found.md5],
            (_, "SHA_256") => vec![&found.sha_256],
            _ => vec![&found.md5],
        };
        if !right.iter().any(|right| claimed.eq_ignore_ascii_case(right)) {
            let description =
                format!("The checksum of the uploaded {part} is {}, {claimed} was announced.", right[0]);
            return Err(Finding::new("FILE_CHECKSUM_MISMATCH", description));
        }
    }
    Ok(path)
}

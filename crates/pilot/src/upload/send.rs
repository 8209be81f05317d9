//! Sending the file: announced, in parts, committed; gone on with where an earlier run was broken off.

use console::{Context, Failure};
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::Id;
use spaceship::resources::{
    App, BuildUpload, BuildUploadFile, BuildUploadFileAssetType, BuildUploadFileUpdate, ChecksumAlgorithm,
    Checksums, ChecksumsFile, NewBuildUpload, NewBuildUploadFile,
};
use spaceship::upload::{Digest, Part, Taken, parts_of, send_parts};

use super::earlier::{Earlier, announced};
use crate::binary::Binary;
use crate::journal::{self, Journal, Subject};

/// How often an upload is announced anew because its addresses have expired on the way.
const MOST_RENEWALS: usize = 2;

/// An upload that is open: its parts, those that Apple has, and the journal of these.
struct Open {
    upload: Id<BuildUpload>,
    file: Id<BuildUploadFile>,
    parts: Vec<Part>,
    taken: Taken,
    journal: Option<Journal>,
}

/// Announces the build or goes on with an upload that was broken off, sends the file in parts, and commits it.
pub(crate) async fn send(
    context: &Context,
    client: &Client,
    app: &Id<App>,
    binary: &Binary,
    earlier: Earlier,
) -> Result<Id<BuildUpload>, Failure> {
    let mut open = match earlier {
        Earlier::Abandoned(id) => {
            if let Some(open) = go_on(context, client, &id, binary.file_size()).await? {
                open
            } else {
                context.ui.step("an upload that was broken off is replaced");
                replace(context, client, app, binary, &id).await?
            }
        }
        Earlier::Nothing | Earlier::Sent(_) => announce(context, client, app, binary).await?,
    };
    let mut renewals = 0;
    loop {
        let upload = open.upload.clone();
        match transfer(context, client, binary, open).await {
            Err(error) if is_expired(&error) && renewals < MOST_RENEWALS => {
                renewals += 1;
                context.ui.step("the addresses that Apple gave have expired: the upload is replaced");
                open = replace(context, client, app, binary, &upload).await?;
            }
            done => return Ok(done?),
        }
    }
}

async fn replace(
    context: &Context,
    client: &Client,
    app: &Id<App>,
    binary: &Binary,
    upload: &Id<BuildUpload>,
) -> Result<Open, Failure> {
    client.delete(upload).await?;
    if let Some(path) = journal::place(upload, context) {
        journal::remove(&path);
    }
    announce(context, client, app, binary).await
}

/// What an earlier run left of this very file; `None` where nothing is known of it, or it is another file.
async fn go_on(
    context: &Context,
    client: &Client,
    upload: &Id<BuildUpload>,
    size: u64,
) -> Result<Option<Open>, Failure> {
    let Some(path) = journal::place(upload, context) else { return Ok(None) };
    let Some(told) = journal::read(&path) else { return Ok(None) };
    if told.subject.size != size {
        return Ok(None);
    }
    let file = told.subject.id();
    let Some(found) = client.get::<BuildUploadFile>(&file).optional().await? else { return Ok(None) };
    let operations = found.resource.attributes.upload_operations.unwrap_or_default();
    // An answer without operations is of a file that is committed: there is nothing to go on with.
    let Ok(parts) = parts_of(&operations, size) else { return Ok(None) };
    let there = parts.iter().filter(|part| told.taken.contains_key(&part.offset)).count();
    context.ui.step(format!(
        "going on with the upload that was broken off: Apple took {there} of {} parts; those that the file has no more are sent again",
        parts.len()
    ));
    let journal = Some(Journal::go_on(path)?);
    Ok(Some(Open { upload: upload.clone(), file, parts, taken: told.taken, journal }))
}

async fn announce(
    context: &Context,
    client: &Client,
    app: &Id<App>,
    binary: &Binary,
) -> Result<Open, Failure> {
    let identity = binary.identity();
    let new = NewBuildUpload::new(
        identity.short_version.clone(),
        identity.version.clone(),
        identity.platform.api_name().into(),
        app.clone(),
    );
    let look = async || announced(client, app, identity).await;
    let upload = client.create_once(&new, look).await.map_err(refused)?;
    let size = binary.file_size();
    let file = NewBuildUploadFile::new(
        BuildUploadFileAssetType::Asset,
        binary.name(),
        i64::try_from(size).unwrap_or(i64::MAX),
        binary.uti(),
        upload.id.clone(),
    );
    let look = async || {
        let found = client.get::<BuildUpload>(&upload.id).include("assetFile").optional().await?;
        Ok(found.and_then(|found| found.included.related(&found.resource, "assetFile").into_iter().next()))
    };
    let file = client.create_once(&file, look).await?;
    let parts = parts_of(&file.attributes.upload_operations.unwrap_or_default(), size)?;
    let subject = Subject { file: file.id.to_string(), size };
    let journal =
        journal::place(&upload.id, context).map(|path| Journal::begin(path, &subject)).transpose()?;
    Ok(Open { upload: upload.id, file: file.id, parts, taken: Taken::new(), journal })
}

/// Sends what is missing and commits the file.
async fn transfer(
    context: &Context,
    client: &Client,
    binary: &Binary,
    open: Open,
) -> spaceship::Result<Id<BuildUpload>> {
    let progress = context.ui.progress(&format!("uploading {}", binary.name()), binary.file_size());
    let took = |part: &Part, sum: u32| {
        if let Some(journal) = &open.journal {
            journal.took(part.offset, sum);
        }
        progress.advance(part.length);
    };
    let digest = send_parts(client, binary.path(), &open.parts, &open.taken, took).await?;
    drop(progress);
    commit(client, &open.file, digest).await?;
    if let Some(journal) = open.journal {
        journal.end();
    }
    Ok(open.upload)
}

/// Says that the file is there. Where it is uncertain whether Apple heard that, the file is looked at: it takes no second
/// commit.
async fn commit(client: &Client, file: &Id<BuildUploadFile>, digest: Digest) -> spaceship::Result<()> {
    let update = committed(digest);
    let Err(error) = client.update(file, &update).await else { return Ok(()) };
    if !error.is_ambiguous() {
        return Err(error);
    }
    let there = client.get::<BuildUploadFile>(file).send().await?.resource.attributes;
    let state = there.asset_delivery_state.and_then(|state| state.state);
    if state.is_some_and(|state| state.as_str() == "AWAITING_UPLOAD") {
        client.update(file, &update).await?;
    }
    Ok(())
}

/// Whether a part was refused because its address is too old.
fn is_expired(error: &spaceship::Error) -> bool {
    matches!(error.status(), Some(403 | 404 | 410))
}

fn committed(digest: Digest) -> BuildUploadFileUpdate {
    let file = ChecksumsFile { hash: Some(digest.md5), algorithm: Some(ChecksumAlgorithm::Md5) };
    BuildUploadFileUpdate {
        source_file_checksums: Field::Set(Checksums { file: Some(file), composite: None }),
        uploaded: true.into(),
    }
}

/// A number that was used has its own remedy.
fn refused(error: spaceship::Error) -> Failure {
    let duplicate = error.has_code("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    let failure = Failure::from(error).context("Apple does not take this build number");
    if duplicate { failure.hint("raise CFBundleVersion and build again") } else { failure }
}

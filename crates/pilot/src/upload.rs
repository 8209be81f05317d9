//! Sending a build to Apple, and following it until it is processed.

use std::time::Duration;

use artifact::{Identity, Ipa};
use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::client::{Field, Patience, wait_for};
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    App, Build, BuildUpload, BuildUploadFile, BuildUploadFileAssetType, BuildUploadFileUpdate,
    BuildUploadFileUti, BuildUploadState, ChecksumAlgorithm, Checksums, ChecksumsFile, NewBuildUpload,
    NewBuildUploadFile, StateDetail,
};
use spaceship::upload::{Digest, Part, md5_of, parts_of, send_parts};

use crate::journal::{self, Journal, Subject};

/// What Apple already knows of a version and number.
#[derive(Debug)]
pub(crate) enum Earlier {
    /// Nothing, or only what failed.
    Nothing,
    /// An upload that was announced and whose file never came whole.
    Abandoned(Id<BuildUpload>),
    /// An upload that is being processed, or is processed.
    Sent(Id<BuildUpload>),
}

/// What Apple has of this version and number.
pub(crate) async fn earlier(client: &Client, app: &Id<App>, identity: &Identity) -> Result<Earlier, Failure> {
    let all = of_number(client, app, identity).await?;
    let with = |wanted: &[BuildUploadState]| {
        all.iter()
            .find(|upload| state_of(upload).is_some_and(|state| wanted.contains(state)))
            .map(|upload| upload.id.clone())
    };
    if let Some(id) = with(&[BuildUploadState::Complete, BuildUploadState::Processing]) {
        return Ok(Earlier::Sent(id));
    }
    Ok(with(&[BuildUploadState::AwaitingUpload]).map_or(Earlier::Nothing, Earlier::Abandoned))
}

/// Every upload of this version and number, whatever became of it.
async fn of_number(
    client: &Client,
    app: &Id<App>,
    identity: &Identity,
) -> spaceship::Result<Vec<Resource<BuildUpload>>> {
    let list = client
        .list_related::<App, BuildUpload>(app, "buildUploads")
        .filter("cfBundleShortVersionString", &*identity.short_version)
        .filter("cfBundleVersion", &*identity.version)
        .filter("platform", identity.platform.api_name());
    Ok(list.all().await?.0)
}

fn state_of(upload: &Resource<BuildUpload>) -> Option<&BuildUploadState> {
    upload.attributes.state.as_ref()?.state.as_ref()
}

/// An upload that is open: what is still to be sent of its file, and the journal of what was.
struct Open {
    upload: Id<BuildUpload>,
    file: Id<BuildUploadFile>,
    parts: Vec<Part>,
    journal: Option<Journal>,
}

/// Announces the build or goes on with an upload that was broken off, sends the file in parts, and commits it.
pub(crate) async fn send(
    context: &Context,
    client: &Client,
    app: &Id<App>,
    ipa: &Ipa,
    identity: &Identity,
    earlier: Earlier,
) -> Result<Id<BuildUpload>, Failure> {
    let digest = md5_of(ipa.path()).await?;
    let left = match &earlier {
        Earlier::Abandoned(id) => go_on(context, client, id, &digest).await?,
        Earlier::Nothing | Earlier::Sent(_) => None,
    };
    if let Some(open) = left {
        match transfer(context, client, ipa, &digest, open).await {
            // The addresses of the parts may have expired in the meantime.
            Err(error) if is_expired(&error) => {}
            done => return done.map_err(Failure::from),
        }
    }
    if let Earlier::Abandoned(id) = earlier {
        context.ui.step("an upload that was broken off is replaced");
        client.delete(&id).await?;
        if let Some(path) = journal::place(&id, context) {
            journal::remove(&path);
        }
    }
    let open = announce(context, client, app, ipa, identity, &digest).await?;
    Ok(transfer(context, client, ipa, &digest, open).await?)
}

/// What an earlier run left of this very file; `None` where nothing is known of it, or it is another file.
async fn go_on(
    context: &Context,
    client: &Client,
    upload: &Id<BuildUpload>,
    digest: &Digest,
) -> Result<Option<Open>, Failure> {
    let Some(path) = journal::place(upload, context) else { return Ok(None) };
    let Some(told) = journal::read(&path) else { return Ok(None) };
    if (told.subject.size, &told.subject.md5) != (digest.size, &digest.md5) {
        return Ok(None);
    }
    let Some(found) = client.get::<BuildUploadFile>(&told.subject.id()).optional().await? else {
        return Ok(None);
    };
    let operations = found.resource.attributes.upload_operations.unwrap_or_default();
    // An answer without operations is of a file that is committed: there is nothing to go on with.
    let Ok(mut parts) = parts_of(&operations, digest.size) else { return Ok(None) };
    let all = parts.len();
    parts.retain(|part| !told.taken.contains(&part.offset));
    context.ui.step(format!(
        "going on with the upload that was broken off: {} of {all} parts are there",
        all - parts.len()
    ));
    let journal = Some(Journal::go_on(path)?);
    Ok(Some(Open { upload: upload.clone(), file: told.subject.id(), parts, journal }))
}

async fn announce(
    context: &Context,
    client: &Client,
    app: &Id<App>,
    ipa: &Ipa,
    identity: &Identity,
    digest: &Digest,
) -> Result<Open, Failure> {
    let new = NewBuildUpload::new(
        identity.short_version.clone(),
        identity.version.clone(),
        identity.platform.api_name().into(),
        app.clone(),
    );
    let look = async || {
        let found = of_number(client, app, identity).await?;
        Ok(found.into_iter().find(|upload| state_of(upload) == Some(&BuildUploadState::AwaitingUpload)))
    };
    let upload = client.create_once(&new, look).await.map_err(refused)?;
    let size = i64::try_from(digest.size).unwrap_or(i64::MAX);
    let file = NewBuildUploadFile::new(
        BuildUploadFileAssetType::Asset,
        name_of(ipa),
        size,
        BuildUploadFileUti::ComAppleIpa,
        upload.id.clone(),
    );
    let file = client.create(&file).await?;
    let parts = parts_of(&file.attributes.upload_operations.unwrap_or_default(), digest.size)?;
    let subject = Subject { file: file.id.to_string(), size: digest.size, md5: digest.md5.clone() };
    let journal =
        journal::place(&upload.id, context).map(|path| Journal::begin(path, &subject)).transpose()?;
    Ok(Open { upload: upload.id, file: file.id, parts, journal })
}

/// Sends what is missing and commits the file.
async fn transfer(
    context: &Context,
    client: &Client,
    ipa: &Ipa,
    digest: &Digest,
    open: Open,
) -> spaceship::Result<Id<BuildUpload>> {
    let progress = context.ui.progress(&format!("uploading {}", name_of(ipa)), digest.size);
    let missing = open.parts.iter().map(|part| part.length).sum::<u64>();
    progress.advance(digest.size - missing);
    let took = |part: &Part| {
        if let Some(journal) = &open.journal {
            journal.took(part.offset);
        }
        progress.advance(part.length);
    };
    send_parts(client, ipa.path(), &open.parts, took).await?;
    drop(progress);
    client.update(&open.file, &committed(digest)).await?;
    if let Some(journal) = open.journal {
        journal.end();
    }
    Ok(open.upload)
}

/// Whether a part was refused because its address is too old.
fn is_expired(error: &spaceship::Error) -> bool {
    matches!(error.status(), Some(403 | 404 | 410))
}

fn name_of(ipa: &Ipa) -> String {
    ipa.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn committed(digest: &Digest) -> BuildUploadFileUpdate {
    let file = ChecksumsFile { hash: Some(digest.md5.clone()), algorithm: Some(ChecksumAlgorithm::Md5) };
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

/// How long and how often to look at what Apple processes.
pub(crate) fn patience(interval: u64, timeout: Option<u64>) -> Patience {
    Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(interval.max(1)),
        timeout: timeout.map(Duration::from_secs),
    }
}

/// Follows this very upload until Apple has made a build of it.
pub(crate) async fn follow(
    context: &Context,
    client: &Client,
    upload: &Id<BuildUpload>,
    patience: Patience,
) -> Result<Id<Build>, Failure> {
    let mut told = Vec::new();
    let outcome = wait_for("the end of Apple's processing", patience, async || {
        let Some(found) = client.get::<BuildUpload>(upload).include("build").optional().await? else {
            // Just after it was made an upload may not be found yet.
            return Ok(None);
        };
        let state = found.resource.attributes.state.clone().unwrap_or_default();
        let said = state.warnings.iter().chain(&state.infos).flatten().map(shown);
        for text in said {
            if !told.contains(&text) {
                context.ui.notice(format!("Apple says: {text}"));
                told.push(text);
            }
        }
        Ok(match state.state {
            Some(BuildUploadState::Failed) => Some(Err(state.errors.unwrap_or_default())),
            Some(BuildUploadState::Complete) => found.resource.one::<Build>("build").map(Ok),
            _ => None,
        })
    });
    match outcome.await? {
        Ok(build) => Ok(build),
        Err(errors) => {
            let failure = Failure::new(exit::REFUSED, "Apple processed the build and found it faulty");
            let failure = errors.iter().fold(failure, |failure, error| failure.cause(shown(error)));
            Err(failure.hint(
                "mend this, raise CFBundleVersion if Apple counts the number as used, and upload again",
            ))
        }
    }
}

fn shown(detail: &StateDetail) -> String {
    let code = detail.code.as_deref().unwrap_or_default();
    format!("{} ({code})", detail.description.as_deref().unwrap_or("no description"))
}

/// Waits until the build is ready to be handed out.
pub(crate) async fn ready(client: &Client, build: &Id<Build>, patience: Patience) -> Result<(), Failure> {
    let state = wait_for("the build's processing", patience, async || {
        let found = client.get::<Build>(build).fields("builds", "processingState").optional().await?;
        let state = found.and_then(|found| found.resource.attributes.processing_state);
        Ok(state.map(|state| state.to_string()).filter(|state| state != "PROCESSING"))
    });
    match state.await?.as_str() {
        "VALID" => Ok(()),
        other => Err(Failure::new(exit::REFUSED, format!("Apple calls the build {build} {other}"))
            .hint("see the message that Apple sent to the team's mail, mend the build and upload it again")),
    }
}

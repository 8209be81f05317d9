//! Files for the reviewers: which there are, sending them, deleting them.

use std::time::Duration;

use console::{Failure, exit};
use spaceship::Client;
use spaceship::client::{Field, Patience, wait_for};
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    AppStoreReviewAttachment, AppStoreReviewAttachmentUpdate, AppStoreReviewDetail,
    NewAppStoreReviewAttachment,
};
use spaceship::upload::{Taken, parts_of, send_parts};

use super::apply::Work;
use super::assets;
use crate::files::Attachment;
use crate::plan::AttachmentPlan;

/// A file for the reviewers at Apple.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemoteAttachment {
    pub(crate) id: Id<AppStoreReviewAttachment>,
    pub(crate) file_name: String,
    /// The MD5 in lower-case hexadecimal; empty where Apple does not tell it (yet).
    pub(crate) md5: String,
    /// In bytes.
    pub(crate) size: Option<u64>,
    /// Apple's delivery state, such as `COMPLETE`.
    pub(crate) state: String,
}

fn remote(found: Resource<AppStoreReviewAttachment>) -> RemoteAttachment {
    let attributes = found.attributes;
    let state = attributes.asset_delivery_state.and_then(|state| state.state);
    RemoteAttachment {
        id: found.id,
        file_name: attributes.file_name.unwrap_or_default(),
        md5: attributes.source_file_checksum.unwrap_or_default().to_lowercase(),
        size: attributes.file_size.and_then(|size| u64::try_from(size).ok()),
        state: state.map(|state| state.to_string()).unwrap_or_default(),
    }
}

/// The files that go with review details.
pub(super) async fn read(
    client: &Client,
    details: &Id<AppStoreReviewDetail>,
) -> spaceship::Result<Vec<RemoteAttachment>> {
    let list = client
        .list_related::<AppStoreReviewDetail, AppStoreReviewAttachment>(details, "appStoreReviewAttachments");
    let (all, _) = list.all().await?;
    Ok(all.into_iter().map(remote).collect())
}

/// Deletes what goes and sends what is missing.
pub(super) async fn apply(work: &Work<'_>, plan: &AttachmentPlan) -> Result<(), Failure> {
    for gone in &plan.delete {
        work.context.ui.step(format!("attachment {}: deleted ({})", gone.file_name, gone.reason));
        assets::delete(work.client, &gone.id).await?;
    }
    if plan.upload.is_empty() {
        return Ok(());
    }
    // The details may have been made a moment ago.
    let found = work.client.get_related(work.version()?, "appStoreReviewDetail").optional().await?;
    let details: Resource<AppStoreReviewDetail> = found.map(|found| found.resource).ok_or_else(|| {
        Failure::new(exit::REFUSED, "the version has no review information, with which attachments go")
            .hint("write the contact for the reviewers into metadata/review_information")
    })?;
    for file in &plan.upload {
        let name = work.context.shown(&file.path);
        work.context.ui.step(format!("attachment {name}"));
        send(work, &details.id, file)
            .await
            .map_err(|failure| failure.context(format!("the attachment {name} is not at Apple")))?;
    }
    Ok(())
}

async fn send(work: &Work<'_>, details: &Id<AppStoreReviewDetail>, file: &Attachment) -> Result<(), Failure> {
    let client = work.client;
    let size = i64::try_from(file.size).unwrap_or(i64::MAX);
    let new = NewAppStoreReviewAttachment::new(size, file.file_name(), details.clone());
    // One that waits for its bytes is that of this request: those of earlier runs were deleted.
    let find = async || {
        let there = read(client, details).await?.into_iter().find(|there| {
            let alike = there.file_name == file.file_name() && there.size == Some(file.size);
            alike && there.state == "AWAITING_UPLOAD"
        });
        match there {
            Some(there) => Ok(Some(client.get::<AppStoreReviewAttachment>(&there.id).send().await?.resource)),
            None => Ok(None),
        }
    };
    let made = client.create_once(&new, find).await?;
    let operations = made.attributes.upload_operations.unwrap_or_default();
    let parts = parts_of(&operations, file.size)?;
    send_parts(client, &file.path, &parts, &Taken::new(), |_, _| {}).await?;
    let checksum = Field::Set(file.md5.clone());
    let update = AppStoreReviewAttachmentUpdate { source_file_checksum: checksum, uploaded: true.into() };
    let waits = |there| remote(there).state == "AWAITING_UPLOAD";
    assets::commit(client, &made.id, &update, waits).await?;
    looked_at(work, &made.id).await
}

/// Waits until Apple has looked at the file.
async fn looked_at(work: &Work<'_>, id: &Id<AppStoreReviewAttachment>) -> Result<(), Failure> {
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(work.processing_timeout),
    };
    let look = async || {
        let attributes = work.client.get::<AppStoreReviewAttachment>(id).send().await?.resource.attributes;
        let state = attributes.asset_delivery_state.as_ref();
        Ok(state.and_then(|state| assets::outcome(state, attributes.source_file_checksum.is_some())))
    };
    let looked = wait_for("the end of Apple's look at an attachment", patience, look).await?;
    looked.map_err(|said| {
        Failure::new(exit::REFUSED, "Apple does not take the file")
            .cause(said)
            .hint("put the file right and run the command again")
    })
}

//! What Apple already knows of a version and number.

use artifact::Identity;
use console::Failure;
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{App, AppStoreVersion, AppVersionState, BuildUpload, BuildUploadState};

use crate::checks::Known;
use crate::numbers::{order, spellings};

/// What came of uploads of this version and number.
#[derive(Debug)]
pub(crate) enum Earlier {
    /// Nothing, or only what failed.
    Nothing,
    /// An upload that was announced and whose file never came whole.
    Abandoned(Id<BuildUpload>),
    /// An upload that is being processed, or is processed.
    Sent(Id<BuildUpload>),
}

/// What Apple has of this version: what came of this number, and which numbers are taken.
pub(crate) async fn earlier(
    client: &Client,
    app: &Id<App>,
    identity: &Identity,
) -> Result<(Earlier, Known), Failure> {
    let versions = client
        .list_related::<App, AppStoreVersion>(app, "appStoreVersions")
        .filter("platform", identity.platform.api_name())
        .fields("appStoreVersions", "versionString,appVersionState,appStoreState");
    let (uploads, (versions, _)) = tokio::try_join!(of_version(client, app, identity), versions.all())?;
    let counts = |upload: &&Resource<BuildUpload>| {
        matches!(state_of(upload), Some(BuildUploadState::Complete | BuildUploadState::Processing))
    };
    let numbers = uploads.iter().filter(counts).filter_map(|one| one.attributes.cf_bundle_version.clone());
    let approved = versions.into_iter().filter(is_approved).filter_map(|one| one.attributes.version_string);
    let known = Known {
        highest_build: numbers.max_by_key(|number| order(number)),
        approved: approved.max_by_key(|version| order(version)),
    };
    let with = |wanted: &[BuildUploadState]| {
        let fits = |upload: &&Resource<BuildUpload>| {
            state_of(upload).is_some_and(|state| wanted.contains(state)) && is_of_number(upload, identity)
        };
        uploads.iter().find(fits).map(|upload| upload.id.clone())
    };
    if let Some(id) = with(&[BuildUploadState::Complete, BuildUploadState::Processing]) {
        return Ok((Earlier::Sent(id), known));
    }
    Ok((with(&[BuildUploadState::AwaitingUpload]).map_or(Earlier::Nothing, Earlier::Abandoned), known))
}

/// Every upload of this version on this platform, whatever became of it.
async fn of_version(
    client: &Client,
    app: &Id<App>,
    identity: &Identity,
) -> spaceship::Result<Vec<Resource<BuildUpload>>> {
    let list = client
        .list_related::<App, BuildUpload>(app, "buildUploads")
        .filter("cfBundleShortVersionString", spellings(&identity.short_version).join(","))
        .filter("platform", identity.platform.api_name());
    Ok(list.all().await?.0)
}

/// An upload of this very number that was announced, if there is one.
pub(super) async fn announced(
    client: &Client,
    app: &Id<App>,
    identity: &Identity,
) -> spaceship::Result<Option<Resource<BuildUpload>>> {
    let awaits = |upload: &Resource<BuildUpload>| {
        state_of(upload) == Some(&BuildUploadState::AwaitingUpload) && is_of_number(upload, identity)
    };
    Ok(of_version(client, app, identity).await?.into_iter().find(awaits))
}

fn is_of_number(upload: &Resource<BuildUpload>, identity: &Identity) -> bool {
    let number = upload.attributes.cf_bundle_version.as_deref().unwrap_or_default();
    order(number) == order(&identity.version)
}

fn state_of(upload: &Resource<BuildUpload>) -> Option<&BuildUploadState> {
    upload.attributes.state.as_ref()?.state.as_ref()
}

/// Whether Apple has approved a version: then it takes no more builds of it, and of no earlier one.
fn is_approved(version: &Resource<AppStoreVersion>) -> bool {
    matches!(
        version.attributes.app_version_state,
        Some(
            AppVersionState::ReadyForDistribution
                | AppVersionState::PendingDeveloperRelease
                | AppVersionState::PendingAppleRelease
                | AppVersionState::ProcessingForDistribution
                | AppVersionState::ReplacedWithNewVersion
                | AppVersionState::Accepted
        )
    )
}

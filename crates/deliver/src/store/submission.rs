//! Handing a version in for review, and taking it back.

use std::time::Duration;

use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::client::{Field, Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppStoreVersion, NewReviewSubmission, NewReviewSubmissionItem, ReviewSubmission, ReviewSubmissionItem,
    ReviewSubmissionUpdate,
};

use super::page::{is_editable, state_of};
use super::{Page, Submission};
use crate::plan::Taken;

/// Hands the version in, and answers the submission's id. A draft of an earlier run is taken up where it was left.
pub(crate) async fn submit(
    context: &Context,
    client: &Client,
    page: &Page,
    version: &Id<AppStoreVersion>,
) -> Result<Id<ReviewSubmission>, Failure> {
    context.ui.step("version: handed in for review");
    if let Some(busy) = page.submissions.iter().find(|submission| submission.is_under_way()) {
        return Err(Failure::new(
            exit::REFUSED,
            format!("another submission, {}, is {}", busy.id, busy.state),
        )
        .hint("wait for its end, or take it back with --reject-if-possible"));
    }
    let (id, has_item) = if let Some(draft) = draft(client, page, version).await? {
        draft
    } else {
        let mut new = NewReviewSubmission::new(page.app.id.clone());
        new.platform = Some(page.platform.as_str().into());
        (client.create(&new).await?.id, false)
    };
    if !has_item {
        let mut item = NewReviewSubmissionItem::new(id.clone());
        item.app_store_version = Some(version.clone());
        let find = async || item_of(client, &id, version).await;
        client.create_once(&item, find).await.map_err(not_ready)?;
        // Apple may need a moment for it; where that does not come, the next request says why.
        let _ = wait_for_state(client, version, Duration::from_secs(20), |state| !is_editable(state)).await;
    }
    let update = ReviewSubmissionUpdate { submitted: Field::Set(true), ..ReviewSubmissionUpdate::default() };
    match client.update(&id, &update).await {
        Err(error) if !error.is_ambiguous() => {
            return Err(Failure::from(error).context(format!("the submission {id} could not be handed in")));
        }
        _ => {}
    }
    // What comes after waiting may come at once.
    let beyond = |state: &str| state != "READY_FOR_REVIEW" && state != "PREPARE_FOR_SUBMISSION";
    wait_for_state(client, version, Duration::from_mins(5), beyond).await?;
    Ok(id)
}

/// The draft to use, and whether the version is in it already: the one that holds it, else an empty one. Drafts that
/// hold something else are another person's work.
async fn draft(
    client: &Client,
    page: &Page,
    version: &Id<AppStoreVersion>,
) -> Result<Option<(Id<ReviewSubmission>, bool)>, Failure> {
    let drafts = page.submissions.iter().filter(|submission| !submission.is_under_way());
    for draft in drafts.clone().filter(|draft| draft.items > 0) {
        if draft.version.as_ref() == Some(version) || item_of(client, &draft.id, version).await?.is_some() {
            return Ok(Some((draft.id.clone(), true)));
        }
    }
    let empty = drafts.clone().find(|draft| draft.items == 0);
    Ok(empty.map(|draft: &Submission| (draft.id.clone(), false)))
}

/// The place of the version in a submission.
async fn item_of(
    client: &Client,
    submission: &Id<ReviewSubmission>,
    version: &Id<AppStoreVersion>,
) -> spaceship::Result<Option<spaceship::jsonapi::Resource<ReviewSubmissionItem>>> {
    let list = client.list_related::<ReviewSubmission, ReviewSubmissionItem>(submission, "items");
    let (all, _) = list.include("appStoreVersion").all().await?;
    Ok(all.into_iter().find(|item| item.one("appStoreVersion").as_ref() == Some(version)))
}

/// Waits until the state of a version is right, and answers it.
async fn wait_for_state(
    client: &Client,
    version: &Id<AppStoreVersion>,
    timeout: Duration,
    right: impl Fn(&str) -> bool,
) -> spaceship::Result<String> {
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(timeout),
    };
    let fields = "appVersionState,appStoreState";
    wait_for("another state of the version", patience, async || {
        let found = client.get::<AppStoreVersion>(version).fields("appStoreVersions", fields).send().await?;
        Ok(Some(state_of(&found.resource)).filter(|state| right(state)))
    })
    .await
}

/// Apple names everything that is missing; each with what puts it right here.
fn not_ready(error: spaceship::Error) -> Failure {
    let reasons = error.errors().iter().flat_map(|error| {
        error.associated().map(|(path, error)| {
            let remedy = error.place().and_then(remedy).map(|remedy| format!(" -> {remedy}"));
            format!("{path}: {error}{}", remedy.unwrap_or_default())
        })
    });
    let reasons = reasons.collect::<Vec<_>>();
    let mut failure = Failure::from(error).context("Apple does not take the version for review yet");
    failure.causes.extend(reasons);
    failure.hint("bring in what is missing and run the command again; what was done stays")
}

/// The file or option that puts right what Apple points at.
fn remedy(place: &str) -> Option<&'static str> {
    Some(match place.rsplit('/').next()? {
        "name" => "metadata/<locale>/name.txt",
        "privacyPolicyUrl" => "metadata/<locale>/privacy_url.txt",
        "description" => "metadata/<locale>/description.txt",
        "keywords" => "metadata/<locale>/keywords.txt",
        "supportUrl" => "metadata/<locale>/support_url.txt",
        "whatsNew" => "metadata/<locale>/release_notes.txt",
        "copyright" => "metadata/copyright.txt or --copyright",
        "primaryCategory" => "metadata/primary_category.txt or --primary-category",
        "appScreenshotSets" | "appScreenshots" => "screenshots/<locale>/",
        "build" => "--build-number",
        "usesNonExemptEncryption" => {
            "--submission-information '{\"export_compliance_uses_encryption\": false}'"
        }
        "contentRightsDeclaration" => {
            "--submission-information '{\"content_rights_contains_third_party_content\": false}'"
        }
        "appStoreReviewDetail" => "metadata/review_information/",
        "demoAccountName" | "demoAccountPassword" => "metadata/review_information/demo_*.txt",
        name if name.starts_with("contact") => "metadata/review_information/",
        _ => return None,
    })
}

/// Takes back what waits for review, so that the version can be changed again.
pub(crate) async fn take_back(
    context: &Context,
    client: &Client,
    page: &Page,
    all: &[Taken],
) -> Result<(), Failure> {
    for taken in all {
        match taken {
            Taken::Submission(id, _) => cancel(context, client, id).await?,
            Taken::Draft(id) => {
                context.ui.step(format!("submission {id}: the version is taken out of it"));
                let Some(version) = &page.version else { continue };
                if let Some(item) = item_of(client, id, &version.resource.id).await? {
                    client.delete(&item.id).await?;
                }
            }
        }
    }
    let Some(version) = &page.version else { return Ok(()) };
    wait_for_state(client, &version.resource.id, Duration::from_mins(2), is_editable).await?;
    Ok(())
}

async fn cancel(context: &Context, client: &Client, id: &Id<ReviewSubmission>) -> Result<(), Failure> {
    context.ui.step(format!("submission {id}: taken back"));
    let update = ReviewSubmissionUpdate { canceled: Field::Set(true), ..ReviewSubmissionUpdate::default() };
    let refused = |error| Failure::from(error).context(format!("the submission {id} cannot be taken back"));
    client.update(id, &update).await.map_err(refused)?;
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(Duration::from_mins(10)),
    };
    wait_for("the end of the submission", patience, async || {
        let found = client.get::<ReviewSubmission>(id).send().await?;
        let state = found.resource.attributes.state.map(|state| state.to_string());
        Ok((state.as_deref() == Some("COMPLETE")).then_some(()))
    })
    .await?;
    Ok(())
}

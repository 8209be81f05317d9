//! Handing a version in for review.

use std::time::Duration;

use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppStoreVersion, NewReviewSubmission, NewReviewSubmissionItem, ReviewSubmission, ReviewSubmissionItem,
    ReviewSubmissionUpdate,
};

use super::page::is_editable;
use super::taking_back::take_back;
use super::watching::{MOMENT, watch};
use super::{Page, Submission, resubmission};
use crate::plan::Taken;

/// Hands the version in, and answers the submission's id. A draft of an earlier run is taken up where it was left.
pub(crate) async fn submit(
    context: &Context,
    client: &Client,
    page: &Page,
    version: &Id<AppStoreVersion>,
) -> Result<Id<ReviewSubmission>, Failure> {
    context.ui.step("version: handed in for review");
    let busy = page.submissions.iter().find(|submission| submission.is_under_way());
    if let Some(busy) = busy.filter(|busy| busy.is_rejected() && busy.version.as_ref() == Some(version)) {
        if resubmission::submit(context, client, &busy.id, version).await? {
            return Ok(busy.id.clone());
        }
        take_back_rejected(context, client, page, busy).await?;
    } else if let Some(busy) = busy {
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
        let in_it = |state: &str| !is_editable(state);
        let _ = watch(client, version, Some(Duration::from_secs(20)), |_| {}, in_it).await;
    }
    hand_in(client, &id).await.map_err(|error| {
        Failure::from(error).context(format!("the submission {id} could not be handed in"))
    })?;
    wait_for_apple(client, version).await?;
    Ok(id)
}

/// Hands a submission in.
pub(super) async fn hand_in(client: &Client, id: &Id<ReviewSubmission>) -> spaceship::Result<()> {
    let update = ReviewSubmissionUpdate { submitted: Field::Set(true), ..ReviewSubmissionUpdate::default() };
    match client.update(id, &update).await {
        // The state of the version will tell.
        Err(error) if error.is_ambiguous() => Ok(()),
        done => done.map(drop),
    }
}

/// Waits until Apple has the version. What comes after waiting may come at once.
pub(super) async fn wait_for_apple(client: &Client, version: &Id<AppStoreVersion>) -> spaceship::Result<()> {
    let beyond = |state: &str| state != "READY_FOR_REVIEW" && !is_editable(state);
    watch(client, version, Some(MOMENT), |_| {}, beyond).await.map(drop)
}

/// Where Apple does not let the rejected submission be handed in again, it gives way to a new one.
async fn take_back_rejected(
    context: &Context,
    client: &Client,
    page: &Page,
    busy: &Submission,
) -> Result<(), Failure> {
    context.ui.notice(format!("Apple does not take the submission {} again; a new one is made", busy.id));
    let taken = Taken::Submission(busy.id.clone(), busy.state.clone());
    take_back(context, client, page, &[taken], MOMENT).await
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
pub(super) async fn item_of(
    client: &Client,
    submission: &Id<ReviewSubmission>,
    version: &Id<AppStoreVersion>,
) -> spaceship::Result<Option<spaceship::jsonapi::Resource<ReviewSubmissionItem>>> {
    let list = client.list_related::<ReviewSubmission, ReviewSubmissionItem>(submission, "items");
    let (all, _) = list.include("appStoreVersion").all().await?;
    Ok(all.into_iter().find(|item| item.one("appStoreVersion").as_ref() == Some(version)))
}

/// Apple names everything that is missing; each with what puts it right here.
pub(super) fn not_ready(error: spaceship::Error) -> Failure {
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

//! Handing a version in for review, and taking it back.

use std::time::Duration;

use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::client::{Field, Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppStoreVersion, NewReviewSubmission, NewReviewSubmissionItem, ReviewSubmission, ReviewSubmissionUpdate,
};

use super::apply::wait_for_state;
use super::{Page, Submission};

/// Hands the version in. A draft of an earlier run is taken up where it was left.
pub(crate) async fn submit(
    context: &Context,
    client: &Client,
    page: &Page,
    version: &Id<AppStoreVersion>,
) -> Result<(), Failure> {
    context.ui.step("handing the version in for review");
    let drafts = page.submissions.iter().filter(|submission| submission.state == "READY_FOR_REVIEW");
    let ours = drafts.clone().find(|draft| draft.version.as_ref() == Some(version));
    let empty = drafts.clone().find(|draft| draft.items == 0);
    let busy = page.submissions.iter().find(|submission| submission.state != "READY_FOR_REVIEW");
    if let Some(busy) = busy {
        return Err(Failure::new(
            exit::REFUSED,
            format!("another submission, {}, is {}", busy.id, busy.state.to_lowercase()),
        )
        .hint("wait for its end, or take it back with --reject-if-possible"));
    }
    let (id, has_item) = match (ours, empty) {
        (Some(draft), _) => (draft.id.clone(), true),
        (None, Some(draft)) => (draft.id.clone(), false),
        (None, None) => {
            let mut new = NewReviewSubmission::new(page.app.id.clone());
            new.platform = Some(page.platform.as_str().into());
            (client.create(&new).await?.id, false)
        }
    };
    if !has_item {
        let mut item = NewReviewSubmissionItem::new(id.clone());
        item.app_store_version = Some(version.clone());
        client.create(&item).await.map_err(not_ready)?;
    }
    let update = ReviewSubmissionUpdate { submitted: Field::Set(true), ..ReviewSubmissionUpdate::default() };
    client.update(&id, &update).await?;
    // What comes after waiting may come at once.
    wait_for_state(
        client,
        version,
        &["WAITING_FOR_REVIEW", "IN_REVIEW", "ACCEPTED", "PENDING_DEVELOPER_RELEASE"],
    )
    .await?;
    Ok(())
}

/// Apple names everything that is missing; each with what mends it here.
fn not_ready(error: spaceship::Error) -> Failure {
    let reasons = error.errors().iter().flat_map(|error| {
        error
            .associated()
            .map(|(path, error)| format!("{path}: {error}{}", remedy(error.place())))
            .collect::<Vec<_>>()
    });
    let reasons = reasons.collect::<Vec<_>>();
    let mut failure = Failure::from(error).context("Apple does not take the version for review yet");
    failure.causes.extend(reasons);
    failure.hint("bring in what is missing and run the command again; what was done stays")
}

fn remedy(place: Option<&str>) -> &'static str {
    let place = place.unwrap_or_default();
    let name = place.rsplit('/').next().unwrap_or_default();
    match name {
        "description" => " -> metadata/<locale>/description.txt",
        "keywords" => " -> metadata/<locale>/keywords.txt",
        "supportUrl" => " -> metadata/<locale>/support_url.txt",
        "whatsNew" => " -> metadata/<locale>/release_notes.txt",
        "copyright" => " -> metadata/copyright.txt",
        "primaryCategory" => " -> metadata/primary_category.txt",
        "build" => " -> --build-number",
        "usesNonExemptEncryption" => {
            " -> --submission-information '{\"export_compliance_uses_encryption\": false}'"
        }
        name if name.starts_with("contact") => " -> metadata/review_information/",
        _ => "",
    }
}

/// Takes back what waits for review, so that the version can be changed again.
pub(crate) async fn cancel(context: &Context, client: &Client, page: &Page) -> Result<(), Failure> {
    for submission in page.submissions.iter().filter(|submission| submission.state != "READY_FOR_REVIEW") {
        take_back(context, client, submission).await?;
    }
    Ok(())
}

async fn take_back(context: &Context, client: &Client, submission: &Submission) -> Result<(), Failure> {
    context.ui.step(format!("taking back the submission {}", submission.id));
    let update = ReviewSubmissionUpdate { canceled: Field::Set(true), ..ReviewSubmissionUpdate::default() };
    client.update(&submission.id, &update).await?;
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(Duration::from_mins(10)),
    };
    wait_for("the end of the submission", patience, async || {
        let found = client.get::<ReviewSubmission>(&submission.id).send().await?;
        let state = found.resource.attributes.state.map(|state| state.to_string());
        Ok((state.as_deref() == Some("COMPLETE")).then_some(()))
    })
    .await?;
    Ok(())
}

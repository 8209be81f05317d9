//! Following this very upload, and the build that comes of it.

use std::time::Duration;

use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::client::{Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::{App, Build, BuildUpload, BuildUploadState, StateDetail};

use crate::find::{self, Found, Which};

/// How long and how often to look at what Apple processes.
pub(crate) fn patience(interval: u64, timeout: Option<u64>) -> Patience {
    Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(interval.max(1)),
        timeout: timeout.map(Duration::from_secs),
    }
}

/// Follows this very upload until Apple has made a build of it.
pub(crate) async fn appears(
    context: &Context,
    client: &Client,
    upload: &Id<BuildUpload>,
    patience: Patience,
) -> Result<Id<Build>, Failure> {
    let mut told = Vec::new();
    let mut waiting = context.ui.waiting("Apple's processing");
    let outcome = wait_for("the end of Apple's processing", patience, async || {
        let Some(found) = client.get::<BuildUpload>(upload).include("build").optional().await? else {
            // Just after it was made an upload may not be found yet.
            return Ok(None);
        };
        let state = found.resource.attributes.state.clone().unwrap_or_default();
        for (label, details) in [("warns", &state.warnings), ("says", &state.infos)] {
            for text in
                details.iter().flatten().map(shown).filter(|text| !told.contains(text)).collect::<Vec<_>>()
            {
                context.ui.notice(format!("Apple {label}: {text}"));
                told.push(text);
            }
        }
        waiting.state(state.state.as_ref().map_or("not known yet", BuildUploadState::as_str));
        Ok(match state.state {
            Some(BuildUploadState::Failed) => Some(Err(state.errors.unwrap_or_default())),
            Some(BuildUploadState::Complete) => found.resource.one::<Build>("build").map(Ok),
            _ => None,
        })
    });
    let outcome = outcome.await;
    drop(waiting);
    match outcome? {
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

/// Waits until a build can be handed out, and answers all that is known of it then: the last look is the only one.
pub(crate) async fn follow(
    context: &Context,
    client: &Client,
    app: &Id<App>,
    build: &Id<Build>,
    patience: Patience,
) -> Result<Found, Failure> {
    let which = Which { id: Some(build.clone()), ..Which::default() };
    let mut waiting = context.ui.waiting("the build");
    let found = wait_for("the build's processing", patience, async || {
        // The list of builds may lag behind the build itself.
        let found = find::build(client, app, &which).await?;
        let state = found.as_ref().and_then(|found| found.processing.as_deref());
        waiting.state(state.unwrap_or("not listed yet"));
        Ok(found.filter(|found| !is_under_way(found)))
    });
    let found = found.await;
    drop(waiting);
    let found = found?;
    match found.processing.as_deref() {
        Some("VALID") => Ok(found),
        other => {
            let state = other.unwrap_or_default();
            Err(Failure::new(exit::REFUSED, format!("Apple calls the build {} {state}", found.name())).hint(
                "see the message that Apple sent to the team's mail, mend the build and upload it again",
            ))
        }
    }
}

/// Whether Apple still processes a build, for the store or for TestFlight.
fn is_under_way(found: &Found) -> bool {
    let details = found.details.as_ref().map(|details| &details.attributes);
    let internal = details.and_then(|details| details.internal_build_state.as_ref());
    let external = details.and_then(|details| details.external_build_state.as_ref());
    found.processing.as_deref() == Some("PROCESSING")
        || internal.is_some_and(|state| state.as_str() == "PROCESSING")
        || external.is_some_and(|state| state.as_str() == "PROCESSING")
}

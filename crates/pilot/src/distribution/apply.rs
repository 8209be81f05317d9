//! Doing the steps.

use std::time::Duration;

use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::client::{self, Field, Patience};
use spaceship::jsonapi::Id;
use spaceship::resources::{
    App, BetaBuildLocalizationUpdate, BetaGroup, Build, BuildBetaDetailUpdate, BuildUpdate,
    NewBetaAppReviewSubmission, NewBetaBuildLocalization,
};

use super::{State, Step};
use crate::find::Found;

/// How long a build that reads fine may not be found yet when it is handed out.
const LAG: Patience = Patience {
    first: Duration::from_millis(500),
    longest: Duration::from_secs(5),
    timeout: Some(Duration::from_mins(1)),
};

impl Step {
    /// Does it.
    pub(crate) async fn apply(
        &self,
        context: &Context,
        client: &Client,
        app: &Id<App>,
        build: &Id<Build>,
        found: &Found,
        state: &State,
    ) -> Result<(), Failure> {
        context.ui.step(self.change(found));
        match self {
            Self::Info(step) => step.apply(client, app, &state.info).await?,
            Self::Note(locale, text) => note(client, build, found, locale, text).await?,
            Self::Notify(on) => notify(client, found, *on).await?,
            Self::Clip(step) => match found.clips.first() {
                Some(clip) => step.apply(client, clip).await?,
                None => context.ui.warn("the build has no App Clip: its invocations are passed over"),
            },
            Self::Expire(other) => other.expire(client).await?,
            Self::Compliance(uses) => {
                let update =
                    BuildUpdate { uses_non_exempt_encryption: (*uses).into(), ..BuildUpdate::default() };
                client.update(build, &update).await?;
            }
            // Groups were made before the build was there.
            Self::NewGroup(_) => {}
            Self::Groups(groups) => hand_over(client, build, groups).await?,
            Self::Review => review(client, build).await?,
        }
        Ok(())
    }
}

async fn note(
    client: &Client,
    build: &Id<Build>,
    found: &Found,
    locale: &str,
    text: &str,
) -> Result<(), Failure> {
    if let Some((Some(id), _)) = found.notes.get(locale) {
        let update = BetaBuildLocalizationUpdate { whats_new: Field::Set(text.to_owned()) };
        client.update(id, &update).await?;
        return Ok(());
    }
    // The app has the locale by now: a step before this one has seen to that.
    let mut new = NewBetaBuildLocalization::new(locale.to_owned(), build.clone());
    new.whats_new = Some(text.to_owned());
    client.create(&new).await?;
    Ok(())
}

async fn notify(client: &Client, found: &Found, on: bool) -> Result<(), Failure> {
    let Some(details) = &found.details else { return Ok(()) };
    let update = BuildBetaDetailUpdate { auto_notify_enabled: on.into() };
    client.update(&details.id, &update).await?;
    Ok(())
}

/// Hands the build to all groups at once. Just after it was processed, Apple may not find it there yet.
async fn hand_over(
    client: &Client,
    build: &Id<Build>,
    groups: &[(Id<BetaGroup>, String)],
) -> Result<(), Failure> {
    let ids = groups.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let names = groups.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
    let handed = client::wait_for("the build among those that can be handed out", LAG, async || match client
        .relate(build, "betaGroups", client::Change::Add, &ids)
        .await
    {
        Err(error) if error.is_not_found() => Ok(None),
        done => done.map(Some),
    });
    handed.await.map_err(|error| {
        Failure::from(error).context(format!("the build was not handed to the beta groups {names}"))
    })
}

async fn review(client: &Client, build: &Id<Build>) -> Result<(), Failure> {
    match client.create(&NewBetaAppReviewSubmission::new(build.clone())).await {
        Ok(_) => Ok(()),
        // Another run, or a person, was faster.
        Err(error) if error.has_code("ENTITY_UNPROCESSABLE.INVALID_QC_STATE") => Ok(()),
        Err(error) if error.has_code("ENTITY_UNPROCESSABLE.ANOTHER_BUILD_IN_REVIEW") => {
            Err(Failure::new(exit::REFUSED, "another build of this version is in beta review")
                .cause(error.to_string())
                .hint("wait for its review, or have it expired with --reject-build-waiting-for-review"))
        }
        Err(error) => Err(Failure::from(error).context("the build was not handed in for beta review")),
    }
}

//! Other builds of the app, that are to make room for a new one.

use console::{Action, Change, Failure};
use spaceship::Client;
use spaceship::jsonapi::Id;
use spaceship::resources::{
    App, BetaAppReviewSubmission, BetaReviewState, Build, BuildUpdate, PrereleaseVersion,
};

use crate::find::Found;
use crate::numbers::order;

/// Another build that testers can still use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Other {
    pub(crate) id: Id<Build>,
    pub(crate) version: String,
    pub(crate) number: String,
    pub(crate) in_review: bool,
}

/// Which of them are to go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Policy {
    /// All older ones, of every version.
    pub(crate) expire_previous: bool,
    /// The one of the same version that is in beta review, or waits for it: Apple reviews one at a time.
    pub(crate) reject_waiting: bool,
}

impl Policy {
    /// Reads the builds it is about; none where no policy is given.
    pub(crate) async fn gather(
        self,
        client: &Client,
        app: &Id<App>,
        platform: Option<&str>,
    ) -> spaceship::Result<Vec<Other>> {
        if self == Self::default() {
            return Ok(Vec::new());
        }
        let mut list = client.list::<Build>().filter("app", app.as_str()).filter("expired", "false");
        if let Some(platform) = platform {
            list = list.filter("preReleaseVersion.platform", platform);
        }
        let list = list.sort("-uploadedDate").include("preReleaseVersion,betaAppReviewSubmission");
        let (builds, included) = list.all().await?;
        let others = builds.into_iter().map(|build| {
            let train = included.related::<Build, PrereleaseVersion>(&build, "preReleaseVersion");
            let review =
                included.related::<Build, BetaAppReviewSubmission>(&build, "betaAppReviewSubmission");
            let state = review.into_iter().next().and_then(|review| review.attributes.beta_review_state);
            Other {
                version: train
                    .into_iter()
                    .next()
                    .and_then(|train| train.attributes.version)
                    .unwrap_or_default(),
                number: build.attributes.version.unwrap_or_default(),
                in_review: matches!(
                    state,
                    Some(BetaReviewState::WaitingForReview | BetaReviewState::InReview)
                ),
                id: build.id,
            }
        });
        Ok(others.collect())
    }

    /// Those that are to go for this build. A build that came after it stays.
    pub(crate) fn steps(self, found: &Found, others: &[Other]) -> Vec<Other> {
        let place = |version: &str, number: &str| (order(version), order(number));
        let own = place(&found.version, &found.number);
        let goes = |other: &&Other| {
            let is_older = place(&other.version, &other.number) < own;
            let waits = other.in_review && order(&other.version) == own.0;
            Some(&other.id) != found.id.as_ref()
                && (self.expire_previous && is_older || self.reject_waiting && waits)
        };
        others.iter().filter(goes).cloned().collect()
    }
}

impl Other {
    /// The step as a line of the plan.
    pub(crate) fn change(&self) -> Change {
        let change = Change::new(Action::Update, "build", format!("{} ({})", self.version, self.number));
        let change = change.from_to(None, Some("expired"));
        if self.in_review { change.because("it is in beta review") } else { change }
    }

    /// Takes it away from its testers.
    pub(crate) async fn expire(&self, client: &Client) -> Result<(), Failure> {
        let update = BuildUpdate { expired: true.into(), ..BuildUpdate::default() };
        client.update(&self.id, &update).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newer_stay_and_only_the_same_version_is_rejected() {
        let other = |id: &str, version: &str, number: &str, in_review| Other {
            id: Id::new(id),
            version: version.into(),
            number: number.into(),
            in_review,
        };
        let others = [
            other("1", "1.9", "1", true),
            other("2", "2.0.0", "3", true),
            other("3", "2.0", "9", false),
            other("4", "2.0", "10", false),
            other("5", "2.1", "1", true),
        ];
        let found =
            Found { id: Some(Id::new("4")), version: "2.0".into(), number: "10".into(), ..Found::default() };
        let ids = |expire_previous, reject_waiting| {
            let steps = Policy { expire_previous, reject_waiting }.steps(&found, &others);
            steps.iter().map(|other| other.id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(ids(true, false), ["1", "2", "3"]);
        assert_eq!(ids(false, true), ["2"]);
        assert_eq!(ids(true, true), ["1", "2", "3"]);
        assert!(ids(false, false).is_empty());
    }
}

//! Finding the app, its builds and its groups at Apple.

use std::collections::BTreeMap;

use console::{Failure, exit};
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    App, BetaAppReviewSubmission, BetaBuildLocalization, BetaGroup, Build, BuildBetaDetail, PrereleaseVersion,
};

/// A build, with what belongs to it.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) build: Resource<Build>,
    pub(crate) version: String,
    pub(crate) details: Option<Resource<BuildBetaDetail>>,
    pub(crate) groups: Vec<Id<BetaGroup>>,
    /// The what-to-test texts, by locale.
    pub(crate) notes: BTreeMap<String, (Id<BetaBuildLocalization>, Option<String>)>,
    pub(crate) submitted: bool,
}

/// Which build is meant.
#[derive(Debug, Clone, Default)]
pub(crate) struct Which {
    pub(crate) version: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) platform: Option<String>,
}

/// Finds the newest build that fits, with everything that distribution looks at, in one request.
pub(crate) async fn build(client: &Client, app: &Id<App>, which: &Which) -> Result<Option<Found>, Failure> {
    let mut list = client.list::<Build>().filter("app", app.as_str()).sort("-uploadedDate").limit(1);
    for (name, value) in [
        ("preReleaseVersion.version", &which.version),
        ("version", &which.number),
        ("preReleaseVersion.platform", &which.platform),
    ] {
        if let Some(value) = value {
            list = list.filter(name, value.clone());
        }
    }
    let include =
        "preReleaseVersion,betaGroups,betaBuildLocalizations,buildBetaDetail,betaAppReviewSubmission";
    let page = list
        .include(include)
        .limit_of("betaGroups", 50)
        .limit_of("betaBuildLocalizations", 50)
        .page()
        .await?;
    let Some(build) = page.data.into_iter().next() else { return Ok(None) };
    let included = page.included;
    let version = included.related::<Build, PrereleaseVersion>(&build, "preReleaseVersion");
    let version = version.first().and_then(|version| version.attributes.version.clone());
    let notes = included.related::<Build, BetaBuildLocalization>(&build, "betaBuildLocalizations");
    let notes = notes
        .into_iter()
        .filter_map(|note| Some((note.attributes.locale?, (note.id, note.attributes.whats_new))));
    Ok(Some(Found {
        version: version.unwrap_or_default(),
        details: included.related(&build, "buildBetaDetail").into_iter().next(),
        groups: build.ids("betaGroups"),
        notes: notes.collect(),
        submitted: build.one::<BetaAppReviewSubmission>("betaAppReviewSubmission").is_some(),
        build,
    }))
}

/// The groups that are named, by name or id; an error that lists the groups there are where one is not.
pub(crate) async fn groups(
    client: &Client,
    app: &Id<App>,
    named: &[String],
) -> Result<Vec<Resource<BetaGroup>>, Failure> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let (all, _) = client.list::<BetaGroup>().filter("app", app.as_str()).all().await?;
    let is = |group: &Resource<BetaGroup>, name: &String| {
        group.attributes.name.as_ref() == Some(name) || group.id.as_str() == name
    };
    let missing =
        named.iter().filter(|name| !all.iter().any(|group| is(group, name))).cloned().collect::<Vec<_>>();
    if !missing.is_empty() {
        let there = all.iter().filter_map(|group| group.attributes.name.clone()).collect::<Vec<_>>();
        return Err(Failure::new(
            exit::NOT_FOUND,
            format!("the app has no beta group {}", missing.join(", ")),
        )
        .cause(format!("its groups are {}", there.join(", ")))
        .hint("nothing was uploaded; correct --groups, or make the group in App Store Connect"));
    }
    Ok(all.into_iter().filter(|group| named.iter().any(|name| is(group, name))).collect())
}

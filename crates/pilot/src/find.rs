//! Finding builds and groups at Apple.

use std::collections::BTreeMap;

use artifact::Identity;
use console::{Failure, exit};
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    App, BetaAppReviewSubmission, BetaBuildLocalization, BetaGroup, Build, BuildBetaDetail, BuildBundle,
    BuildBundleType, PrereleaseVersion,
};

use crate::numbers::spellings;

/// A build, with everything that distribution looks at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    /// Nothing for a build that is still to come.
    pub(crate) id: Option<Id<Build>>,
    pub(crate) version: String,
    pub(crate) number: String,
    pub(crate) platform: Option<String>,
    /// Apple's word for how far its processing is.
    pub(crate) processing: Option<String>,
    /// Whether it uses encryption that is not exempt, where that is answered.
    pub(crate) uses_encryption: Option<bool>,
    pub(crate) details: Option<Resource<BuildBetaDetail>>,
    pub(crate) groups: Vec<Id<BetaGroup>>,
    /// The what-to-test texts, by locale.
    pub(crate) notes: BTreeMap<String, (Option<Id<BetaBuildLocalization>>, Option<String>)>,
    pub(crate) submitted: bool,
    /// Its App Clips.
    pub(crate) clips: Vec<Id<BuildBundle>>,
}

/// Which build is meant.
#[derive(Debug, Clone, Default)]
pub(crate) struct Which {
    pub(crate) id: Option<Id<Build>>,
    pub(crate) version: Option<String>,
    pub(crate) number: Option<String>,
    pub(crate) platform: Option<String>,
}

impl Which {
    /// The build of that file.
    pub(crate) fn of(identity: &Identity) -> Self {
        Self {
            id: None,
            version: Some(identity.short_version.clone()),
            number: Some(identity.version.clone()),
            platform: Some(identity.platform.api_name().to_owned()),
        }
    }
}

impl Found {
    /// How a build will stand when Apple has processed it: it has an empty text in the app's primary locale.
    pub(crate) fn to_come(identity: &Identity, uses_encryption: Option<bool>, primary_locale: &str) -> Self {
        Self {
            version: identity.short_version.clone(),
            number: identity.version.clone(),
            platform: Some(identity.platform.api_name().to_owned()),
            uses_encryption,
            notes: BTreeMap::from([(primary_locale.to_owned(), (None, None))]),
            ..Self::default()
        }
    }

    /// Version and number, for people.
    pub(crate) fn name(&self) -> String {
        format!("{} ({})", self.version, self.number)
    }
}

/// Finds the newest build that fits, whichever way its version is written, in one request.
pub(crate) async fn build(client: &Client, app: &Id<App>, which: &Which) -> spaceship::Result<Option<Found>> {
    let mut list = client.list::<Build>().filter("app", app.as_str()).sort("-uploadedDate").limit(1);
    let spelled = |number: &String| spellings(number).join(",");
    for (name, value) in [
        ("id", which.id.as_ref().map(ToString::to_string)),
        ("preReleaseVersion.version", which.version.as_ref().map(spelled)),
        ("version", which.number.as_ref().map(spelled)),
        ("preReleaseVersion.platform", which.platform.clone()),
    ] {
        if let Some(value) = value {
            list = list.filter(name, value);
        }
    }
    let list = list.include(
        "preReleaseVersion,betaGroups,betaBuildLocalizations,buildBetaDetail,betaAppReviewSubmission,buildBundles",
    );
    let list = ["betaGroups", "betaBuildLocalizations", "buildBundles"]
        .iter()
        .fold(list, |list, relationship| list.limit_of(relationship, 50));
    let page = list.page().await?;
    let Some(build) = page.data.into_iter().next() else { return Ok(None) };
    let included = page.included;
    let train = included.related::<Build, PrereleaseVersion>(&build, "preReleaseVersion").into_iter().next();
    let train = train.map(|train| train.attributes).unwrap_or_default();
    let notes = included.related::<Build, BetaBuildLocalization>(&build, "betaBuildLocalizations");
    let notes = notes
        .into_iter()
        .filter_map(|note| Some((note.attributes.locale?, (Some(note.id), note.attributes.whats_new))));
    let bundles = included.related::<Build, BuildBundle>(&build, "buildBundles").into_iter();
    let clips = bundles.filter(|bundle| bundle.attributes.bundle_type == Some(BuildBundleType::AppClip));
    Ok(Some(Found {
        version: train.version.unwrap_or_default(),
        platform: train.platform.map(|platform| platform.to_string()),
        details: included.related(&build, "buildBetaDetail").into_iter().next(),
        groups: build.ids("betaGroups"),
        notes: notes.collect(),
        submitted: build.one::<BetaAppReviewSubmission>("betaAppReviewSubmission").is_some(),
        clips: clips.map(|bundle| bundle.id).collect(),
        number: build.attributes.version.unwrap_or_default(),
        processing: build.attributes.processing_state.map(|state| state.to_string()),
        uses_encryption: build.attributes.uses_non_exempt_encryption,
        id: Some(build.id),
    }))
}

/// Groups that are named, by name or id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Groups {
    pub(crate) there: Vec<Resource<BetaGroup>>,
    /// Names of which the app has no group.
    pub(crate) missing: Vec<String>,
}

/// Looks the groups up; an error that lists the groups there are where one is missing and is not to be made.
pub(crate) async fn groups(
    client: &Client,
    app: &Id<App>,
    named: &[String],
    create: bool,
) -> Result<Groups, Failure> {
    if named.is_empty() {
        return Ok(Groups::default());
    }
    let (all, _) = client.list::<BetaGroup>().filter("app", app.as_str()).all().await?;
    let is = |group: &Resource<BetaGroup>, name: &String| {
        group.attributes.name.as_ref() == Some(name) || group.id.as_str() == name
    };
    let missing =
        named.iter().filter(|name| !all.iter().any(|group| is(group, name))).cloned().collect::<Vec<_>>();
    if !missing.is_empty() && !create {
        let there = all.iter().filter_map(|group| group.attributes.name.clone()).collect::<Vec<_>>();
        return Err(Failure::new(
            exit::NOT_FOUND,
            format!("the app has no beta group {}", missing.join(", ")),
        )
        .cause(format!("its groups are {}", there.join(", ")))
        .hint("nothing was changed; correct --groups, or have the group made with --create-groups"));
    }
    let there = all.into_iter().filter(|group| named.iter().any(|name| is(group, name))).collect();
    Ok(Groups { there, missing })
}

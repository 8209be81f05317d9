//! Reading what Apple has, in few requests.

use std::collections::BTreeMap;

use console::{Failure, exit};
use futures::future::try_join_all;
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    AgeRatingDeclaration, App, AppInfo, AppInfoLocalization, AppScreenshot, AppScreenshotSet,
    AppStoreReviewDetail, AppStoreVersion, AppStoreVersionLocalization, Build, ReviewSubmission,
};

use super::page::{is_editable, is_released, remote_shot, remote_text, state_of};
use super::{Extras, Page, RemoteInfo, RemoteSet, RemoteText, RemoteVersion, Submission};

/// Reads the page of an app. Without a `platform` it is the one that the app has versions for. Screenshots are read
/// only where they are asked for: they take a request for each locale.
pub(crate) async fn gather(
    client: &Client,
    app: &Resource<App>,
    platform: Option<&str>,
    with_screenshots: bool,
) -> Result<Page, Failure> {
    let (info, versions, submissions) = tokio::try_join!(
        async { Ok::<_, Failure>(infos(client, app).await?.into_iter().next()) },
        versions(client, app, platform, with_screenshots),
        async { Ok(submissions(client, app).await?) }
    )?;
    let here = |submission: &(Option<String>, Submission)| {
        submission.0.as_ref().is_none_or(|platform| *platform == versions.platform)
    };
    Ok(Page {
        app: app.clone(),
        info,
        submissions: submissions.into_iter().filter(here).map(|(_, submission)| submission).collect(),
        platform: versions.platform,
        platforms: versions.platforms,
        version: versions.version,
        previous: versions.previous,
        released: versions.released,
        versions: versions.count,
        extras: Extras::default(),
        clip: None,
    })
}

/// An app on the store may have two app infos, the one on the store often first: they are told by their state. First comes
/// the one that can be changed.
pub(crate) async fn infos(client: &Client, app: &Resource<App>) -> spaceship::Result<Vec<RemoteInfo>> {
    let include = "appInfoLocalizations,ageRatingDeclaration,primaryCategory,primarySubcategoryOne,primarySubcategoryTwo,\
                   secondaryCategory,secondarySubcategoryOne,secondarySubcategoryTwo";
    let list = client.list_related::<App, AppInfo>(&app.id, "appInfos");
    let (mut all, included) = list.include(include).limit_of("appInfoLocalizations", 50).all().await?;
    let state = |info: &Resource<AppInfo>| {
        let newer = info.attributes.state.as_ref().map(ToString::to_string);
        newer
            .or_else(|| info.attributes.app_store_state.as_ref().map(ToString::to_string))
            .unwrap_or_default()
    };
    let rank = |info: &Resource<AppInfo>| match state(info) {
        state if is_editable(&state) => 0,
        state if !is_released(&state) => 1,
        state if state.starts_with("REPLACED") => 3,
        _ => 2,
    };
    all.sort_by_key(rank);
    let read = |resource: Resource<AppInfo>| {
        let texts = included.related::<AppInfo, AppInfoLocalization>(&resource, "appInfoLocalizations");
        let texts = texts.into_iter().filter_map(|text| {
            Some((text.attributes.locale.clone()?, remote_text(text.id.as_str(), &text.attributes)))
        });
        let rating = included.related::<AppInfo, AgeRatingDeclaration>(&resource, "ageRatingDeclaration");
        RemoteInfo {
            open: rank(&resource) < 2,
            texts: texts.collect(),
            age_rating: rating.into_iter().next(),
            resource,
        }
    };
    Ok(all.into_iter().map(read).collect())
}

struct Versions {
    platform: String,
    platforms: Vec<String>,
    version: Option<RemoteVersion>,
    previous: Option<RemoteVersion>,
    released: Vec<String>,
    count: usize,
}

/// The bare versions of a platform, which may be many: without texts and what else hangs off them.
pub(crate) struct Listed {
    pub(crate) platform: String,
    /// All platforms that the app has versions for.
    pub(crate) platforms: Vec<String>,
    pub(crate) all: Vec<Resource<AppStoreVersion>>,
}

impl Listed {
    /// The version in preparation or review.
    pub(crate) fn open(&self) -> Option<&Resource<AppStoreVersion>> {
        let with = |fits: &dyn Fn(&str) -> bool| self.all.iter().find(|version| fits(&state_of(version)));
        with(&is_editable).or_else(|| with(&|state| !is_released(state)))
    }

    /// The versions that are, or were, on the store.
    pub(crate) fn released(&self) -> impl Iterator<Item = &Resource<AppStoreVersion>> + Clone {
        self.all.iter().filter(|version| is_released(&state_of(version)))
    }

    /// The last of them.
    pub(crate) fn latest(&self) -> Option<&Resource<AppStoreVersion>> {
        self.released().max_by_key(|version| created(version))
    }
}

/// Lists the versions of a platform; without one it is told by the versions that there are.
pub(crate) async fn list_versions(
    client: &Client,
    app: &Resource<App>,
    platform: Option<&str>,
) -> Result<Listed, Failure> {
    let list = client.list_related::<App, AppStoreVersion>(&app.id, "appStoreVersions").limit(200);
    let fields = "platform,versionString,appStoreState,appVersionState,createdDate";
    let (mut all, _) = list.fields("appStoreVersions", fields).all().await?;
    let platform_of = |version: &Resource<AppStoreVersion>| {
        version.attributes.platform.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    let mut platforms = all.iter().map(platform_of).collect::<Vec<_>>();
    platforms.sort();
    platforms.dedup();
    let platform = choose_platform(platform, &platforms)?;
    all.retain(|version| platform_of(version) == platform);
    Ok(Listed { platform, platforms, all })
}

/// First the bare list, then the one version that matters with everything that hangs off it.
async fn versions(
    client: &Client,
    app: &Resource<App>,
    platform: Option<&str>,
    with_screenshots: bool,
) -> Result<Versions, Failure> {
    let listed = list_versions(client, app, platform).await?;
    let open = listed.open();
    let numbers = listed.released().filter_map(|version| version.attributes.version_string.clone()).collect();
    let whole = async |version: Option<&Resource<AppStoreVersion>>| match version {
        Some(version) => one_version(client, &version.id, with_screenshots).await.map(Some),
        None => Ok(None),
    };
    let (version, previous) = match open {
        Some(_) => (whole(open).await?, None),
        None => (None, whole(listed.latest()).await?),
    };
    let Listed { platform, platforms, all } = listed;
    Ok(Versions { platform, platforms, version, previous, released: numbers, count: all.len() })
}

/// The platform that was given, or the only one that the app has versions for, or iOS where that is one of several,
/// as in fastlane.
fn choose_platform(given: Option<&str>, there: &[String]) -> Result<String, Failure> {
    match (given, there) {
        (Some(given), _) => Ok(given.to_owned()),
        (None, [only]) => Ok(only.clone()),
        (None, several) if several.is_empty() || several.iter().any(|platform| platform == "IOS") => {
            Ok("IOS".into())
        }
        (None, several) => {
            let what = format!("the app has versions for {}", several.join(" and "));
            Err(Failure::new(exit::USAGE, what).hint("say with --platform which of them is meant"))
        }
    }
}

pub(super) fn created(version: &Resource<AppStoreVersion>) -> Option<time::OffsetDateTime> {
    let date = version.attributes.created_date.as_deref()?;
    time::OffsetDateTime::parse(date, &time::format_description::well_known::Rfc3339).ok()
}

/// Reads a version with everything that hangs off it.
pub(crate) async fn one_version(
    client: &Client,
    id: &Id<AppStoreVersion>,
    with_screenshots: bool,
) -> spaceship::Result<RemoteVersion> {
    let include = "appStoreVersionLocalizations,build,appStoreReviewDetail,appStoreVersionPhasedRelease";
    let get = client.get::<AppStoreVersion>(id).include(include);
    let found = get.limit_of("appStoreVersionLocalizations", 50).send().await?;
    let (resource, included) = (found.resource, found.included);
    let texts = included
        .related::<AppStoreVersion, AppStoreVersionLocalization>(&resource, "appStoreVersionLocalizations");
    let texts = texts.into_iter().filter_map(|text| {
        Some((text.attributes.locale.clone()?, remote_text(text.id.as_str(), &text.attributes)))
    });
    let texts = texts.collect::<BTreeMap<_, _>>();
    let review = included.related::<AppStoreVersion, AppStoreReviewDetail>(&resource, "appStoreReviewDetail");
    let build = included.related::<AppStoreVersion, Build>(&resource, "build").into_iter().next();
    Ok(RemoteVersion {
        version: resource.attributes.version_string.clone().unwrap_or_default(),
        state: state_of(&resource),
        sets: if with_screenshots { sets_of_all(client, &texts).await? } else { BTreeMap::new() },
        previews: BTreeMap::new(),
        review: review.first().map(|details| remote_text(details.id.as_str(), &details.attributes)),
        build,
        phased: resource.one("appStoreVersionPhasedRelease"),
        texts,
        resource,
    })
}

async fn sets_of_all(
    client: &Client,
    texts: &BTreeMap<String, RemoteText>,
) -> spaceship::Result<BTreeMap<String, BTreeMap<String, RemoteSet>>> {
    let one = |(locale, text): (&String, &RemoteText)| {
        let (locale, id) = (locale.clone(), Id::<AppStoreVersionLocalization>::new(&*text.id));
        async move { Ok::<_, spaceship::Error>((locale, sets_of(client, &id).await?)) }
    };
    Ok(try_join_all(texts.iter().map(one)).await?.into_iter().collect())
}

/// The screenshot sets of a localization, in one request.
pub(super) async fn sets_of(
    client: &Client,
    localization: &Id<AppStoreVersionLocalization>,
) -> spaceship::Result<BTreeMap<String, RemoteSet>> {
    let list = client
        .list_related::<AppStoreVersionLocalization, AppScreenshotSet>(localization, "appScreenshotSets");
    let (all, included) = list.include("appScreenshots").limit_of("appScreenshots", 50).all().await?;
    let sets = all.into_iter().filter_map(|set| {
        let kind = set.attributes.screenshot_display_type.as_ref()?.to_string();
        let shots = included.related::<AppScreenshotSet, AppScreenshot>(&set, "appScreenshots");
        Some((kind, RemoteSet { id: set.id, shots: shots.into_iter().map(remote_shot).collect() }))
    });
    Ok(sets.collect())
}

/// The drafts and the submissions under way, each with its platform.
async fn submissions(
    client: &Client,
    app: &Resource<App>,
) -> spaceship::Result<Vec<(Option<String>, Submission)>> {
    let list = client.list::<ReviewSubmission>().filter("app", app.id.as_str());
    let list = list.filter("state", "READY_FOR_REVIEW,WAITING_FOR_REVIEW,IN_REVIEW,UNRESOLVED_ISSUES");
    let (all, _) = list.include("items,appStoreVersionForReview").limit_of("items", 50).all().await?;
    let read = |submission: Resource<ReviewSubmission>| {
        let platform = submission.attributes.platform.as_ref().map(ToString::to_string);
        let submission = Submission {
            state: submission.attributes.state.as_ref().map(ToString::to_string).unwrap_or_default(),
            version: submission.one("appStoreVersionForReview"),
            items: submission.relationships.get("items").map_or(0, |items| items.identifiers().len()),
            id: submission.id,
        };
        (platform, submission)
    };
    Ok(all.into_iter().map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_platform_is_that_of_the_versions_unless_it_is_given() {
        let choose = |given, there: &[&str]| {
            let there = there.iter().map(|platform| (*platform).to_owned()).collect::<Vec<_>>();
            choose_platform(given, &there).map_err(|failure| failure.exit_code)
        };
        assert_eq!(choose(Some("TV_OS"), &["IOS"]), Ok("TV_OS".into()));
        assert_eq!(choose(None, &["MAC_OS"]), Ok("MAC_OS".into()));
        assert_eq!(choose(None, &[]), Ok("IOS".into()));
        assert_eq!(choose(None, &["IOS", "MAC_OS"]), Ok("IOS".into()));
        assert_eq!(choose(None, &["MAC_OS", "TV_OS"]), Err(exit::USAGE));
    }
}

//! Reading what Apple has, in few requests.

use std::collections::BTreeMap;

use console::Failure;
use futures::future::try_join_all;
use serde_json::{Map, Value};
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    App, AppCategory, AppInfo, AppInfoLocalization, AppScreenshot, AppScreenshotSet, AppStoreReviewDetail,
    AppStoreVersion, AppStoreVersionLocalization, AppStoreVersionPhasedRelease, Build, ReviewSubmission,
};

/// A localization at Apple: its id and its attributes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct RemoteText {
    pub(crate) id: String,
    pub(crate) attributes: Map<String, Value>,
}

/// A screenshot at Apple.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemoteShot {
    pub(crate) id: Id<AppScreenshot>,
    pub(crate) file_name: String,
    pub(crate) md5: String,
    /// Apple's delivery state, such as `COMPLETE`.
    pub(crate) state: String,
}

/// A set of screenshots at Apple.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RemoteSet {
    pub(crate) id: Id<AppScreenshotSet>,
    pub(crate) shots: Vec<RemoteShot>,
}

/// The version that is worked on.
#[derive(Debug, Clone)]
pub(crate) struct RemoteVersion {
    pub(crate) resource: Resource<AppStoreVersion>,
    pub(crate) version: String,
    /// Apple's state, by its newer name.
    pub(crate) state: String,
    pub(crate) texts: BTreeMap<String, RemoteText>,
    /// Screenshot sets by locale and display type.
    pub(crate) sets: BTreeMap<String, BTreeMap<String, RemoteSet>>,
    pub(crate) review: Option<RemoteText>,
    pub(crate) build: Option<Id<Build>>,
    pub(crate) phased: bool,
}

/// A submission that is a draft or under way.
#[derive(Debug, Clone)]
pub(crate) struct Submission {
    pub(crate) id: Id<ReviewSubmission>,
    pub(crate) state: String,
    pub(crate) version: Option<Id<AppStoreVersion>>,
    pub(crate) items: usize,
}

/// Everything that a run looks at.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) app: Resource<App>,
    pub(crate) platform: String,
    /// The app info that can be changed, if any can.
    pub(crate) info: Option<Resource<AppInfo>>,
    pub(crate) info_texts: BTreeMap<String, RemoteText>,
    pub(crate) version: Option<RemoteVersion>,
    /// How many versions of the platform there are, old ones included.
    pub(crate) versions: usize,
    pub(crate) submissions: Vec<Submission>,
}

/// The states in which a version can be changed.
const EDITABLE: [&str; 5] =
    ["PREPARE_FOR_SUBMISSION", "DEVELOPER_REJECTED", "REJECTED", "METADATA_REJECTED", "INVALID_BINARY"];

/// The states of a version that is neither open to change nor on the store.
const PENDING: [&str; 8] = [
    "READY_FOR_REVIEW",
    "WAITING_FOR_REVIEW",
    "IN_REVIEW",
    "ACCEPTED",
    "PENDING_APPLE_RELEASE",
    "PENDING_DEVELOPER_RELEASE",
    "PROCESSING_FOR_DISTRIBUTION",
    "WAITING_FOR_EXPORT_COMPLIANCE",
];

impl RemoteVersion {
    /// Whether it can be changed.
    pub(crate) fn is_editable(&self) -> bool {
        EDITABLE.contains(&self.state.as_str())
    }
}

/// Reads the page of an app on a platform. Screenshots are read only where they are asked for.
pub(crate) async fn gather(
    client: &Client,
    app: &Resource<App>,
    platform: &str,
    with_screenshots: bool,
) -> Result<Page, Failure> {
    let (info, versions, submissions) = tokio::try_join!(
        infos(client, app),
        versions(client, app, platform, with_screenshots),
        submissions(client, app, platform)
    )?;
    let ((info, info_texts), (version, versions)) = (info, versions);
    Ok(Page {
        app: app.clone(),
        platform: platform.to_owned(),
        info,
        info_texts,
        version,
        versions,
        submissions,
    })
}

type Info = (Option<Resource<AppInfo>>, BTreeMap<String, RemoteText>);

/// An app on the store has two app infos; the one to change is told by its state, never by its place.
async fn infos(client: &Client, app: &Resource<App>) -> spaceship::Result<Info> {
    let include = "appInfoLocalizations,primaryCategory,primarySubcategoryOne,primarySubcategoryTwo,secondaryCategory,\
                   secondarySubcategoryOne,secondarySubcategoryTwo";
    let list = client.list_related::<App, AppInfo>(&app.id, "appInfos");
    let (all, included) = list.include(include).limit_of("appInfoLocalizations", 50).all().await?;
    let editable = |info: &Resource<AppInfo>| {
        let newer = info.attributes.state.as_ref().map(ToString::to_string);
        let state = newer.or_else(|| info.attributes.app_store_state.as_ref().map(ToString::to_string));
        state.is_some_and(|state| EDITABLE.contains(&state.as_str()) || PENDING.contains(&state.as_str()))
    };
    let Some(info) = all.into_iter().find(editable) else { return Ok((None, BTreeMap::new())) };
    let texts = included.related::<AppInfo, AppInfoLocalization>(&info, "appInfoLocalizations");
    let texts = texts.into_iter().filter_map(|text| {
        Some((text.attributes.locale.clone()?, remote_text(text.id.as_str(), &text.attributes)))
    });
    Ok((Some(info), texts.collect()))
}

fn remote_text(id: &str, attributes: &impl serde::Serialize) -> RemoteText {
    // The typed attributes are plain structs, which always are JSON objects.
    let value = serde_json::to_value(attributes).unwrap_or_default();
    RemoteText { id: id.to_owned(), attributes: value.as_object().cloned().unwrap_or_default() }
}

/// The version to work on, and how many there are.
async fn versions(
    client: &Client,
    app: &Resource<App>,
    platform: &str,
    with_screenshots: bool,
) -> spaceship::Result<(Option<RemoteVersion>, usize)> {
    let include = "appStoreVersionLocalizations,build,appStoreReviewDetail,appStoreVersionPhasedRelease";
    let list =
        client.list_related::<App, AppStoreVersion>(&app.id, "appStoreVersions").filter("platform", platform);
    let (all, included) = list.include(include).limit_of("appStoreVersionLocalizations", 50).all().await?;
    let count = all.len();
    let with = |states: &[&str]| all.iter().find(|version| states.contains(&state_of(version).as_str()));
    let Some(resource) = with(&EDITABLE).or_else(|| with(&PENDING)).cloned() else {
        return Ok((None, count));
    };
    let texts = included
        .related::<AppStoreVersion, AppStoreVersionLocalization>(&resource, "appStoreVersionLocalizations");
    let texts = texts.into_iter().filter_map(|text| {
        Some((text.attributes.locale.clone()?, remote_text(text.id.as_str(), &text.attributes)))
    });
    let texts = texts.collect::<BTreeMap<_, _>>();
    let review = included.related::<AppStoreVersion, AppStoreReviewDetail>(&resource, "appStoreReviewDetail");
    let sets = if with_screenshots { sets_of(client, &texts).await? } else { BTreeMap::new() };
    let version = RemoteVersion {
        version: resource.attributes.version_string.clone().unwrap_or_default(),
        state: state_of(&resource),
        sets,
        review: review.first().map(|details| remote_text(details.id.as_str(), &details.attributes)),
        build: resource.one("build"),
        phased: resource.one::<AppStoreVersionPhasedRelease>("appStoreVersionPhasedRelease").is_some(),
        texts,
        resource,
    };
    Ok((Some(version), count))
}

/// Either of Apple's two names for the state may be missing; the older `READY_FOR_SALE` and its like never matter here.
fn state_of(version: &Resource<AppStoreVersion>) -> String {
    let newer = version.attributes.app_version_state.as_ref().map(ToString::to_string);
    newer.or_else(|| version.attributes.app_store_state.as_ref().map(ToString::to_string)).unwrap_or_default()
}

async fn sets_of(
    client: &Client,
    texts: &BTreeMap<String, RemoteText>,
) -> spaceship::Result<BTreeMap<String, BTreeMap<String, RemoteSet>>> {
    let one = |(locale, text): (&String, &RemoteText)| {
        let (locale, id) = (locale.clone(), Id::<AppStoreVersionLocalization>::new(&*text.id));
        async move { Ok::<_, spaceship::Error>((locale, sets(client, &id).await?)) }
    };
    Ok(try_join_all(texts.iter().map(one)).await?.into_iter().collect())
}

/// The screenshot sets of a localization, in one request.
pub(super) async fn sets(
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

fn remote_shot(shot: Resource<AppScreenshot>) -> RemoteShot {
    let state = shot.attributes.asset_delivery_state.and_then(|state| state.state);
    RemoteShot {
        id: shot.id,
        file_name: shot.attributes.file_name.unwrap_or_default(),
        md5: shot.attributes.source_file_checksum.unwrap_or_default().to_lowercase(),
        state: state.map(|state| state.to_string()).unwrap_or_default(),
    }
}

async fn submissions(
    client: &Client,
    app: &Resource<App>,
    platform: &str,
) -> spaceship::Result<Vec<Submission>> {
    let list = client.list::<ReviewSubmission>().filter("app", app.id.as_str()).filter("platform", platform);
    let list = list.filter("state", "READY_FOR_REVIEW,WAITING_FOR_REVIEW,IN_REVIEW,UNRESOLVED_ISSUES");
    let (all, _) = list.include("items,appStoreVersionForReview").limit_of("items", 50).all().await?;
    let read = |submission: Resource<ReviewSubmission>| Submission {
        state: submission.attributes.state.as_ref().map(ToString::to_string).unwrap_or_default(),
        version: submission.one("appStoreVersionForReview"),
        items: submission.relationships.get("items").map_or(0, |items| items.identifiers().len()),
        id: submission.id,
    };
    Ok(all.into_iter().map(read).collect())
}

/// The id of the category that a relationship of the app info leads to.
pub(crate) fn category(info: &Resource<AppInfo>, relationship: &str) -> Option<String> {
    info.one::<AppCategory>(relationship).map(|id| id.to_string())
}

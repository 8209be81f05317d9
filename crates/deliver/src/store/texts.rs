//! Writing the texts of the app and of the version, the categories and the review details.

use std::collections::BTreeMap;
use std::time::Duration;

use console::Failure;
use serde_json::{Map, Value, json};
use spaceship::Client;
use spaceship::client::{Field, Patience, wait_for};
use spaceship::jsonapi::{Id, Identifier};
use spaceship::resources::{
    AppInfo, AppInfoLocalization, AppInfoUpdate, AppStoreVersion, AppStoreVersionLocalization,
};
use spaceship::transport::{Method, Request};

use super::apply::Work;
use crate::plan::{Edit, Step};

const INFO: &str = "appInfoLocalizations";
const VERSION: &str = "appStoreVersionLocalizations";

/// The code of a locale that is there already.
const DUPLICATE: &str = "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE";

/// Ids by locale.
pub(super) type Locales = BTreeMap<String, String>;

/// Writes the texts of the app.
pub(super) async fn info(work: &Work<'_>, steps: &[Step]) -> Result<(), Failure> {
    for step in steps {
        let Step::Info(edit) = step else { continue };
        let id = edit.there.as_ref().map(|there| there.id.clone());
        write(work, INFO, edit, id).await?;
    }
    Ok(())
}

/// Writes the texts of the version. Apple has made some of the locales by itself by now.
pub(super) async fn version(work: &Work<'_>, steps: &[Step]) -> Result<(), Failure> {
    let edits = steps.iter().filter_map(|step| if let Step::Text(edit) = step { Some(edit) } else { None });
    let edits = edits.collect::<Vec<_>>();
    let makes = edits.iter().any(|edit| edit.there.is_none());
    let made = if makes { version_locales(work.client, work.version()?).await? } else { Locales::new() };
    for edit in edits {
        let id = edit.there.as_ref().map(|there| there.id.clone());
        write(work, VERSION, edit, id.or_else(|| made.get(&edit.name).cloned())).await?;
    }
    Ok(())
}

/// Changes a localization, or makes it.
async fn write(work: &Work<'_>, kind: &str, edit: &Edit, id: Option<String>) -> Result<(), Failure> {
    let Edit { name: locale, changes, .. } = edit;
    let names = changes.keys().cloned().collect::<Vec<_>>().join(", ");
    work.context.ui.step(format!("{locale}: {}", if names.is_empty() { "the locale" } else { &names }));
    let owner = if kind == INFO { "the app" } else { "the version" };
    let failed = |error: spaceship::Error| {
        Failure::from(error).context(format!("the texts of {owner} in {locale} were not taken"))
    };
    match id {
        Some(_) if changes.is_empty() => return Ok(()),
        Some(id) => return patch(work.client, kind, &id, changes).await.map_err(failed),
        None => {}
    }
    let (relationship, parent) = if kind == INFO {
        ("appInfo", work.info()?.identifier())
    } else {
        ("appStoreVersion", work.version()?.identifier())
    };
    let parent = json!({ relationship: { "data": parent } });
    let error = match post(work.client, kind, locale, changes, parent.clone()).await {
        Err(error) if error.is_ambiguous() || error.has_code(DUPLICATE) => error,
        done => return done.map_err(failed),
    };
    // It is there all the same: made by this request, or by Apple a moment ago and not listed until now.
    match appeared(work, kind, locale).await? {
        Some(id) => patch(work.client, kind, &id, changes).await.map_err(failed),
        None if error.is_ambiguous() => {
            post(work.client, kind, locale, changes, parent).await.map_err(failed)
        }
        None => Err(failed(error)),
    }
}

/// The id of a localization that should be there; lists at Apple may lag by seconds.
async fn appeared(work: &Work<'_>, kind: &str, locale: &str) -> Result<Option<String>, Failure> {
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(2),
        timeout: Some(Duration::from_secs(5)),
    };
    let (info, version) = (work.info(), work.version());
    let found = wait_for("the locale", patience, async || {
        let mut all = match (&info, &version) {
            (Ok(info), _) if kind == INFO => info_locales(work.client, info).await?,
            (_, Ok(version)) => version_locales(work.client, version).await?,
            _ => Locales::new(),
        };
        Ok(all.remove(locale))
    });
    match found.await {
        Ok(id) => Ok(Some(id)),
        Err(error) if error.kind() == spaceship::ErrorKind::TimedOut => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The localizations that the version has by now.
pub(super) async fn version_locales(
    client: &Client,
    version: &Id<AppStoreVersion>,
) -> spaceship::Result<Locales> {
    let list = client.list_related::<AppStoreVersion, AppStoreVersionLocalization>(version, VERSION);
    let (all, _) = list.limit(200).all().await?;
    Ok(all.into_iter().filter_map(|text| Some((text.attributes.locale?, text.id.to_string()))).collect())
}

async fn info_locales(client: &Client, info: &Id<AppInfo>) -> spaceship::Result<Locales> {
    let (all, _) = client.list_related::<AppInfo, AppInfoLocalization>(info, INFO).limit(200).all().await?;
    Ok(all.into_iter().filter_map(|text| Some((text.attributes.locale?, text.id.to_string()))).collect())
}

/// Does once more what may or may not have come about, and does no harm when it is done twice.
pub(super) async fn twice_if_unsure<T>(once: impl AsyncFn() -> spaceship::Result<T>) -> spaceship::Result<T> {
    match once().await {
        Err(error) if error.is_ambiguous() => once().await,
        done => done,
    }
}

/// Sets attributes; null clears one.
pub(super) async fn patch(
    client: &Client,
    kind: &str,
    id: &str,
    attributes: &Map<String, Value>,
) -> spaceship::Result<()> {
    let body = json!({ "data": { "type": kind, "id": id, "attributes": attributes } });
    let request = Request::new(Method::Patch, format!("/v1/{kind}/{id}")).body(body);
    twice_if_unsure(async || client.send(&request).await.map(drop)).await
}

async fn post(
    client: &Client,
    kind: &str,
    locale: &str,
    changes: &Map<String, Value>,
    parent: Value,
) -> spaceship::Result<()> {
    let mut attributes = changes.clone();
    attributes.insert("locale".into(), locale.into());
    let body = json!({ "data": { "type": kind, "attributes": attributes, "relationships": parent } });
    client.send(&Request::new(Method::Post, format!("/v1/{kind}")).body(body)).await.map(drop)
}

/// Sets the categories, all in one request.
pub(super) async fn categories(
    work: &Work<'_>,
    changes: &BTreeMap<&'static str, (Option<String>, Option<String>)>,
) -> Result<(), Failure> {
    work.context.ui.step("app: categories");
    let mut update = AppInfoUpdate::default();
    for (relationship, (_, category)) in changes {
        let field = match *relationship {
            "primaryCategory" => &mut update.primary_category,
            "primarySubcategoryOne" => &mut update.primary_subcategory_one,
            "primarySubcategoryTwo" => &mut update.primary_subcategory_two,
            "secondaryCategory" => &mut update.secondary_category,
            "secondarySubcategoryOne" => &mut update.secondary_subcategory_one,
            _ => &mut update.secondary_subcategory_two,
        };
        *field = category.as_ref().map_or(Field::Clear, |category| Field::Set(Id::new(category.clone())));
    }
    let info = work.info()?;
    let done = twice_if_unsure(async || work.client.update(info, &update).await).await;
    done.map(drop).map_err(|error| {
        Failure::from(error)
            .context("the categories were not taken")
            .hint("Apple's ids of categories are words such as UTILITIES, see metadata/primary_category.txt")
    })
}

/// Writes the review details.
pub(super) async fn review(work: &Work<'_>, edit: &Edit) -> Result<(), Failure> {
    work.context.ui.step("version: review information");
    let failed = |error: spaceship::Error| {
        Failure::from(error)
            .context("the review information was not taken")
            .hint("see metadata/review_information; a phone number begins with + and the country")
    };
    if let Some(there) = &edit.there {
        return patch(work.client, "appStoreReviewDetails", &there.id, &edit.changes).await.map_err(failed);
    }
    let version = Identifier { kind: "appStoreVersions".into(), id: work.version()?.to_string() };
    let body = json!({ "data": { "type": "appStoreReviewDetails", "attributes": edit.changes,
        "relationships": { "appStoreVersion": { "data": version } } } });
    let request = Request::new(Method::Post, "/v1/appStoreReviewDetails").body(body);
    work.client.send(&request).await.map(drop).map_err(failed)
}

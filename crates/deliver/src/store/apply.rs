//! Doing the steps of a plan.

use std::collections::BTreeMap;
use std::time::Duration;

use console::{Context, Failure, exit};
use serde_json::{Map, Value, json};
use spaceship::Client;
use spaceship::client::{Patience, wait_for};
use spaceship::jsonapi::{Id, Identifier};
use spaceship::resources::{
    AppInfoUpdate, AppStoreVersion, AppStoreVersionLocalization, AppStoreVersionPhasedRelease,
    AppStoreVersionUpdate, AppUpdate, BuildUpdate, NewAppStoreVersion, NewAppStoreVersionPhasedRelease,
};
use spaceship::transport::{Method, Request};

use super::screenshots;
use super::{Page, RemoteText, submit};
use crate::plan::Step;

/// What applying works with.
pub(crate) struct Work<'a> {
    pub(crate) context: &'a Context,
    pub(crate) client: &'a Client,
    pub(crate) page: &'a Page,
    /// The longest wait for Apple to look at screenshots.
    pub(crate) processing_timeout: Duration,
}

impl Work<'_> {
    fn version(&self) -> Result<&Id<AppStoreVersion>, Failure> {
        let version = self.page.version.as_ref().map(|version| &version.resource.id);
        version.ok_or_else(|| {
            Failure::new(exit::NOT_FOUND, "the app has no version that can be changed")
                .hint("give --app-version with the number of the next version")
        })
    }
}

/// Does the steps, in order; what one step makes, the next may need.
pub(crate) async fn apply(work: &Work<'_>, steps: &[Step]) -> Result<(), Failure> {
    let mut sets = Vec::new();
    // Apple gives the version a locale when the app gets one, so that texts of the version come second.
    let mut localizations: Option<BTreeMap<String, Id<AppStoreVersionLocalization>>> = None;
    for step in steps {
        match step {
            Step::CreateVersion(_) | Step::RenameVersion(..) | Step::Submit => {}
            Step::Info(locale, there, changes) => info(work, locale, there.as_ref(), changes).await?,
            Step::Text(locale, there, changes) => {
                if there.is_none() && localizations.is_none() {
                    localizations = Some(locales(work).await?);
                }
                let id = there.as_ref().map(|there| there.id.clone());
                let made = || localizations.as_ref()?.get(locale).map(ToString::to_string);
                text(work, locale, id.or_else(made), changes).await?;
            }
            Step::Categories(changes) => categories(work, changes).await?,
            Step::Version(attributes) => {
                work.context.ui.step("version: its attributes");
                let id = work.version()?;
                patch(work.client, "appStoreVersions", id.as_str(), attributes).await?;
            }
            Step::Review(there, changes) => review(work, there.as_ref(), changes).await?,
            Step::ContentRights(value) => {
                let update = AppUpdate {
                    content_rights_declaration: spaceship::client::Field::Set((*value).into()),
                    ..AppUpdate::default()
                };
                work.client.update::<AppUpdate>(&work.page.app.id, &update).await?;
            }
            Step::Screenshots(set) => sets.push(set),
            Step::PhasedRelease => {
                let new = NewAppStoreVersionPhasedRelease::new(work.version()?.clone());
                let _: spaceship::jsonapi::Resource<AppStoreVersionPhasedRelease> =
                    work.client.create(&new).await?;
            }
            Step::Build(build) => {
                work.context.ui.step(format!("version: build {}", build.number));
                if let Some(uses) = build.compliance {
                    let update =
                        BuildUpdate { uses_non_exempt_encryption: uses.into(), ..BuildUpdate::default() };
                    work.client.update(&build.id, &update).await?;
                }
                let update = AppStoreVersionUpdate {
                    build: build.id.clone().into(),
                    ..AppStoreVersionUpdate::default()
                };
                work.client.update(work.version()?, &update).await?;
            }
        }
    }
    if !sets.is_empty() {
        let locales = locales(work).await?;
        screenshots::apply(work, &locales, &sets).await?;
    }
    if steps.contains(&Step::Submit) {
        submit(work.context, work.client, work.page, work.version()?).await?;
    }
    Ok(())
}

/// Makes or renames the version, before everything else. Answers whether anything was done.
pub(crate) async fn version(
    context: &Context,
    client: &Client,
    page: &Page,
    steps: &[Step],
) -> Result<bool, Failure> {
    for step in steps {
        match step {
            Step::CreateVersion(number) => {
                context.ui.step(format!("version {number}: made"));
                let new = NewAppStoreVersion::new(
                    page.platform.as_str().into(),
                    number.clone(),
                    page.app.id.clone(),
                );
                client.create(&new).await.map_err(|error| taken(error, number))?;
                return Ok(true);
            }
            Step::RenameVersion(from, to) => {
                let Some(version) = &page.version else { continue };
                context.ui.step(format!("version {from}: renamed to {to}"));
                let update = AppStoreVersionUpdate {
                    version_string: to.clone().into(),
                    ..AppStoreVersionUpdate::default()
                };
                client.update(&version.resource.id, &update).await.map_err(|error| taken(error, to))?;
                return Ok(true);
            }
            _ => {}
        }
    }
    Ok(false)
}

fn taken(error: spaceship::Error, number: &str) -> Failure {
    let used = error.has_code("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    let failure = Failure::from(error).context(format!("there can be no version {number} now"));
    if used { failure.hint("the number was used before; take a higher one") } else { failure }
}

async fn info(
    work: &Work<'_>,
    locale: &str,
    there: Option<&RemoteText>,
    changes: &Map<String, Value>,
) -> Result<(), Failure> {
    work.context.ui.step(format!("{locale}: {}", named(changes)));
    let failed = |error: spaceship::Error| {
        Failure::from(error).context(format!("the texts of the app in {locale} were not taken"))
    };
    if let Some(there) = there {
        patch(work.client, "appInfoLocalizations", &there.id, changes).await.map_err(failed)
    } else {
        let info = work
            .page
            .info
            .as_ref()
            .ok_or_else(|| Failure::new(exit::REFUSED, "the app has no app info that can be changed"))?;
        let parent = json!({ "appInfo": { "data": info.id.identifier() } });
        post(work.client, "appInfoLocalizations", locale, changes, parent).await.map_err(failed)
    }
}

async fn text(
    work: &Work<'_>,
    locale: &str,
    id: Option<String>,
    changes: &Map<String, Value>,
) -> Result<(), Failure> {
    work.context.ui.step(format!("{locale}: {}", named(changes)));
    let failed = |error: spaceship::Error| {
        Failure::from(error).context(format!("the texts of the version in {locale} were not taken"))
    };
    match id {
        Some(_) if changes.is_empty() => Ok(()),
        Some(id) => patch(work.client, "appStoreVersionLocalizations", &id, changes).await.map_err(failed),
        None => {
            let parent = json!({ "appStoreVersion": { "data": work.version()?.identifier() } });
            post(work.client, "appStoreVersionLocalizations", locale, changes, parent).await.map_err(failed)
        }
    }
}

fn named(changes: &Map<String, Value>) -> String {
    changes.keys().cloned().collect::<Vec<_>>().join(", ")
}

async fn patch(
    client: &Client,
    kind: &str,
    id: &str,
    attributes: &Map<String, Value>,
) -> spaceship::Result<()> {
    let body = json!({ "data": { "type": kind, "id": id, "attributes": attributes } });
    client.send(&Request::new(Method::Patch, format!("/v1/{kind}/{id}")).body(body)).await.map(drop)
}

/// Makes a localization.
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

/// The localizations that the version has by now.
async fn locales(work: &Work<'_>) -> Result<BTreeMap<String, Id<AppStoreVersionLocalization>>, Failure> {
    let list = work.client.list_related::<AppStoreVersion, AppStoreVersionLocalization>(
        work.version()?,
        "appStoreVersionLocalizations",
    );
    let (all, _) = list.all().await?;
    Ok(all.into_iter().filter_map(|text| Some((text.attributes.locale?, text.id))).collect())
}

async fn categories(
    work: &Work<'_>,
    changes: &BTreeMap<&'static str, (Option<String>, String)>,
) -> Result<(), Failure> {
    work.context.ui.step("categories");
    let info = work
        .page
        .info
        .as_ref()
        .ok_or_else(|| Failure::new(exit::REFUSED, "the app's categories cannot be changed now"))?;
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
        *field = Id::new(category.clone()).into();
    }
    work.client.update(&info.id, &update).await?;
    Ok(())
}

async fn review(
    work: &Work<'_>,
    there: Option<&RemoteText>,
    changes: &Map<String, Value>,
) -> Result<(), Failure> {
    work.context.ui.step("review information");
    let failed =
        |error: spaceship::Error| Failure::from(error).context("the review information was not taken");
    if let Some(there) = there {
        return patch(work.client, "appStoreReviewDetails", &there.id, changes).await.map_err(failed);
    }
    let version = Identifier { kind: "appStoreVersions".into(), id: work.version()?.to_string() };
    let body = json!({ "data": { "type": "appStoreReviewDetails", "attributes": changes,
        "relationships": { "appStoreVersion": { "data": version } } } });
    let request = Request::new(Method::Post, "/v1/appStoreReviewDetails").body(body);
    work.client.send(&request).await.map(drop).map_err(failed)
}

/// Waits until a version has one of these states.
pub(super) async fn wait_for_state(
    client: &Client,
    version: &Id<AppStoreVersion>,
    states: &[&str],
) -> Result<String, Failure> {
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(10),
        timeout: Some(Duration::from_mins(5)),
    };
    let what = format!("the version's state {}", states.join(" or "));
    let state = wait_for(&what, patience, async || {
        let found = client
            .get::<AppStoreVersion>(version)
            .fields("appStoreVersions", "appVersionState")
            .send()
            .await?;
        let state = found.resource.attributes.app_version_state.map(|state| state.to_string());
        Ok(state.filter(|state| states.contains(&state.as_str())))
    });
    Ok(state.await?)
}

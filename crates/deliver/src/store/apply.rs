//! Doing the steps of a plan.

use std::time::Duration;

use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppStoreVersion, AppStoreVersionUpdate, AppUpdate, BuildUpdate, NewAppStoreVersionPhasedRelease,
};

use super::texts::{self, twice_if_unsure};
use super::{Page, screenshots};
use crate::age_rating;
use crate::plan::{Step, WantedBuild};

/// What applying works with.
pub(crate) struct Work<'a> {
    pub(crate) context: &'a Context,
    pub(crate) client: &'a Client,
    pub(crate) page: &'a Page,
    /// The longest wait for Apple to look at screenshots.
    pub(crate) processing_timeout: Duration,
}

impl Work<'_> {
    /// The version that is worked on.
    pub(super) fn version(&self) -> Result<&Id<AppStoreVersion>, Failure> {
        let version = self.page.version.as_ref().map(|version| &version.resource.id);
        version.ok_or_else(|| {
            Failure::new(exit::NOT_FOUND, "the app has no version that can be changed")
                .hint("give --app-version with the number of the next version")
        })
    }

    /// The id of the app info that can be changed.
    pub(super) fn info(&self) -> Result<&Id<spaceship::resources::AppInfo>, Failure> {
        let info = self.page.info.as_ref().filter(|info| info.open).map(|info| &info.resource.id);
        info.ok_or_else(|| {
            Failure::new(exit::REFUSED, "what belongs to the app and not to a version cannot be changed now")
                .hint("it can while a version is in preparation; give --app-version with the next number")
        })
    }
}

/// Does the steps but those that the version itself and its submission take. The writes to texts go one after the
/// other: Apple answers parallel ones on one app with conflicts at random.
pub(crate) async fn apply(work: &Work<'_>, steps: &[Step]) -> Result<(), Failure> {
    // Apple gives the version a locale when the app gets one, so that texts of the version come second.
    texts::info(work, steps).await?;
    texts::version(work, steps).await?;
    for step in steps {
        single(work, step).await?;
    }
    let sets =
        steps.iter().filter_map(|step| if let Step::Screenshots(set) = step { Some(set) } else { None });
    screenshots::apply(work, &sets.collect::<Vec<_>>()).await?;
    for step in steps {
        build(work, step).await?;
    }
    Ok(())
}

/// A step that is one request.
async fn single(work: &Work<'_>, step: &Step) -> Result<(), Failure> {
    let Work { context, client, page, .. } = work;
    match step {
        Step::Version(edit) => {
            context.ui.step("version: its attributes");
            texts::patch(client, "appStoreVersions", work.version()?.as_str(), &edit.changes).await?;
        }
        Step::Categories(changes) => texts::categories(work, changes).await?,
        Step::Review(edit) => texts::review(work, edit).await?,
        Step::ContentRights(_, value) => {
            context.ui.step("app: content rights");
            let declaration = Field::Set((*value).into());
            let update = AppUpdate { content_rights_declaration: declaration, ..AppUpdate::default() };
            twice_if_unsure(async || client.update(&page.app.id, &update).await).await?;
        }
        Step::AgeRating(differences) => {
            context.ui.step("app: age rating");
            // Apple gives the declaration the id of its app info.
            let info = work.info()?;
            let there = page.info.as_ref().and_then(|info| info.age_rating.as_ref());
            let id = there.map_or_else(|| Id::new(info.as_str()), |rating| rating.id.clone());
            let update = age_rating::update(differences);
            twice_if_unsure(async || client.update(&id, &update).await).await?;
        }
        Step::StartPhasedRelease => {
            context.ui.step("version: released in phases");
            client.create(&NewAppStoreVersionPhasedRelease::new(work.version()?.clone())).await?;
        }
        Step::DropPhasedRelease(id) => {
            context.ui.step("version: not released in phases");
            client.delete(id).await?;
        }
        _ => {}
    }
    Ok(())
}

async fn build(work: &Work<'_>, step: &Step) -> Result<(), Failure> {
    let refused = |build: &WantedBuild, error: spaceship::Error| {
        Failure::from(error).context(format!("the version does not get build {}", build.number))
    };
    match step {
        Step::Compliance(build, uses) => {
            work.context.ui.step(format!("build {}: its encryption", build.number));
            let update = BuildUpdate { uses_non_exempt_encryption: (*uses).into(), ..BuildUpdate::default() };
            let once = async || work.client.update(&build.id, &update).await;
            twice_if_unsure(once).await.map_err(|error| refused(build, error))?;
        }
        Step::Build(build, _) => {
            work.context.ui.step(format!("version: build {}", build.number));
            let choice = build.id.clone().into();
            let update = AppStoreVersionUpdate { build: choice, ..AppStoreVersionUpdate::default() };
            let version = work.version()?;
            let once = async || work.client.update(version, &update).await;
            twice_if_unsure(once).await.map_err(|error| refused(build, error))?;
        }
        _ => {}
    }
    Ok(())
}

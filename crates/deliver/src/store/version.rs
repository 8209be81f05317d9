//! Making the version, or giving it its number.

use console::{Context, Failure};
use spaceship::Client;
use spaceship::jsonapi::Resource;
use spaceship::resources::{App, AppStoreVersion, AppStoreVersionUpdate, NewAppStoreVersion};

use super::Page;
use super::texts::twice_if_unsure;
use crate::plan::Step;

/// Makes or renames the version, before everything else. Answers whether anything was done.
pub(crate) async fn make_or_rename(
    context: &Context,
    client: &Client,
    page: &Page,
    steps: &[Step],
) -> Result<bool, Failure> {
    for step in steps {
        match step {
            Step::CreateVersion(number) => {
                context.ui.step(format!("version {number}: made"));
                let platform = page.platform.as_str().into();
                let new = NewAppStoreVersion::new(platform, number.clone(), page.app.id.clone());
                let there = async || find(client, page, number).await;
                client.create_once(&new, there).await.map_err(|error| taken(error, number))?;
                return Ok(true);
            }
            Step::RenameVersion(from, to) => {
                let Some(version) = &page.version else { continue };
                context.ui.step(format!("version {from}: renamed to {to}"));
                let update = AppStoreVersionUpdate {
                    version_string: to.clone().into(),
                    ..AppStoreVersionUpdate::default()
                };
                let once = async || client.update(&version.resource.id, &update).await;
                twice_if_unsure(once).await.map_err(|error| taken(error, to))?;
                return Ok(true);
            }
            _ => {}
        }
    }
    Ok(false)
}

async fn find(
    client: &Client,
    page: &Page,
    number: &str,
) -> spaceship::Result<Option<Resource<AppStoreVersion>>> {
    let list = client.list_related::<App, AppStoreVersion>(&page.app.id, "appStoreVersions");
    list.filter("platform", page.platform.as_str()).filter("versionString", number).first().await
}

fn taken(error: spaceship::Error, number: &str) -> Failure {
    let used = error.has_code("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    let failure = Failure::from(error).context(format!("there can be no version {number} now"));
    if used { failure.hint("the number was used before; take a higher one") } else { failure }
}

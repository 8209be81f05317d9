//! The build that is meant.

use std::time::Duration;

use console::{Failure, exit};
use spaceship::Client;
use spaceship::client::{Patience, wait_for};
use spaceship::jsonapi::Resource;
use spaceship::resources::Build;

use super::Page;
use crate::plan::WantedBuild;

/// What is said about the build.
#[derive(Debug, Clone, Default)]
pub(crate) struct BuildWish {
    /// A number, or `latest`.
    pub(crate) number: Option<String>,
    /// What is to be answered about encryption, where nothing was answered yet.
    pub(crate) uses_encryption: Option<bool>,
}

/// How long a build is waited for that was sent a moment ago.
const PATIENCE: Duration = Duration::from_secs(30);

/// Finds the build that is meant among those that Apple has processed for the version `number`. Without a wish it is
/// the one that the version has; for a submission the latest of the version, where it has none.
pub(crate) async fn find_build(
    client: &Client,
    page: &Page,
    version: Option<&str>,
    wish: &BuildWish,
    submits: bool,
) -> Result<Option<WantedBuild>, Failure> {
    let chosen = page.version.as_ref().and_then(|version| version.build.as_ref());
    let wanted = |build: &Resource<Build>| {
        let open = build.attributes.uses_non_exempt_encryption.is_none();
        WantedBuild {
            id: build.id.clone(),
            number: build.attributes.version.clone().unwrap_or_default(),
            open,
            compliance: wish.uses_encryption.filter(|_| open),
        }
    };
    let number = match (&wish.number, chosen) {
        (Some(number), _) => number.as_str(),
        (None, Some(build)) => return Ok(Some(wanted(build))),
        (None, None) if submits => "latest",
        (None, None) => return Ok(None),
    };
    let version = version.or_else(|| Some(page.version.as_ref()?.version.as_str()));
    let look = async || {
        let mut list = client.list::<Build>().filter("app", page.app.id.as_str());
        list = list.filter("preReleaseVersion.platform", page.platform.as_str());
        list = list.filter("processingState", "VALID").filter("expired", "false");
        if let Some(version) = version {
            list = list.filter("preReleaseVersion.version", version);
        }
        if number != "latest" {
            list = list.filter("version", number);
        }
        list.sort("-uploadedDate").limit(1).first().await
    };
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(5),
        timeout: Some(if client.is_read_only() { Duration::ZERO } else { PATIENCE }),
    };
    let build = wait_for("the build", patience, look).await;
    build.map(|build| Some(wanted(&build))).map_err(|error| missing(error, number, version))
}

fn missing(error: spaceship::Error, number: &str, version: Option<&str>) -> Failure {
    if error.kind() != spaceship::ErrorKind::TimedOut {
        return error.into();
    }
    let which = if number == "latest" { String::new() } else { format!(" {number}") };
    let version = version.unwrap_or("any version");
    let what = format!("Apple has no processed build{which} of {version}");
    Failure::new(exit::NOT_FOUND, what)
        .hint("`pilot builds` lists those there are; upload it with `pilot upload`")
}

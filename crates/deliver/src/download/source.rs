//! What is downloaded: a version, and the texts of the app that go with it.

use console::{Failure, exit};
use serde_json::{Map, Value};
use spaceship::Client;
use spaceship::jsonapi::Resource;
use spaceship::resources::{AgeRatingDeclaration, App, AppInfo, AppStoreVersion};

use crate::store::{Listed, RemoteInfo, RemoteVersion, infos, is_released, list_versions, one_version};

/// Which version is meant.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wish {
    /// Apple's name of the platform; without one it is told by the app's versions.
    pub(crate) platform: Option<&'static str>,
    /// The one on the store, even where another is in preparation.
    pub(crate) live: bool,
    /// The one of this number.
    pub(crate) number: Option<String>,
}

/// Which parts of a version are read: each takes requests of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parts {
    Texts,
    Screenshots,
    All,
    /// The version alone.
    Bare,
}

/// A version at Apple, and what of the app goes with it.
pub(crate) struct Source {
    pub(crate) app: Resource<App>,
    pub(crate) platform: String,
    /// All platforms that the app has versions for.
    pub(crate) platforms: Vec<String>,
    pub(crate) info: Option<RemoteInfo>,
    pub(crate) version: RemoteVersion,
    /// The answers behind the age rating, by Apple's attribute; empty where they were not read or are not there.
    pub(crate) age_rating: Map<String, Value>,
}

/// Reads what is meant.
pub(crate) async fn gather(
    client: &Client,
    app: Resource<App>,
    wish: &Wish,
    parts: Parts,
) -> Result<Source, Failure> {
    let infos = async {
        match parts {
            Parts::Screenshots | Parts::Bare => Ok(Vec::new()),
            Parts::Texts | Parts::All => Ok::<_, Failure>(infos(client, &app).await?),
        }
    };
    let version = async {
        let listed = list_versions(client, &app, wish.platform).await?;
        let chosen = choose(&listed, wish)?;
        let with_screenshots = matches!(parts, Parts::Screenshots | Parts::All);
        let version = one_version(client, &chosen.id, with_screenshots).await?;
        Ok((version, listed.platform, listed.platforms))
    };
    let (infos, (version, platform, platforms)) = tokio::try_join!(infos, version)?;
    let info = info_of(infos, &version, wish)?;
    let age_rating = match &info {
        Some(info) => age_rating(client, info).await?,
        None => Map::new(),
    };
    Ok(Source { app, platform, platforms, info, version, age_rating })
}

/// The version that is meant: that of the number, the one on the store, or the one in preparation where there is one.
fn choose<'a>(listed: &'a Listed, wish: &Wish) -> Result<&'a Resource<AppStoreVersion>, Failure> {
    let is_meant = |version: &&Resource<AppStoreVersion>| {
        wish.number.is_none() || version.attributes.version_string == wish.number
    };
    let open = listed.open().filter(|_| !wish.live).filter(is_meant);
    let found = match &wish.number {
        None => open.or_else(|| listed.latest()),
        // Several versions had the number where one was taken back: Apple lists the newest first.
        Some(_) => open.or_else(|| listed.released().find(is_meant)),
    };
    found.ok_or_else(|| missing(listed, wish))
}

fn missing(listed: &Listed, wish: &Wish) -> Failure {
    let Listed { platform, all, .. } = listed;
    let number = wish.number.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
    let place = if wish.live { " on the store" } else { "" };
    let failure =
        Failure::new(exit::NOT_FOUND, format!("the app has no version{number} for {platform}{place}"));
    let there = all.iter().filter_map(|version| version.attributes.version_string.as_deref());
    let there = there.collect::<Vec<_>>().join(", ");
    match (there.is_empty(), wish.live) {
        (true, _) => failure.hint("make one in App Store Connect or with `deliver --app-version`"),
        (false, true) => {
            failure.hint(format!("it has {there}; leave out --use-live-version for one that is not released"))
        }
        (false, false) => failure.hint(format!("it has {there}")),
    }
}

/// The texts of the app that go with the version: those on the store with a released one.
fn info_of(
    infos: Vec<RemoteInfo>,
    version: &RemoteVersion,
    wish: &Wish,
) -> Result<Option<RemoteInfo>, Failure> {
    let live = infos.iter().position(|info| !info.open);
    if wish.live && live.is_none() && !infos.is_empty() {
        return Err(Failure::new(exit::NOT_FOUND, "the app has no texts on the store yet")
            .hint("leave out --use-live-version"));
    }
    let place = live.filter(|_| is_released(&version.state)).unwrap_or_default();
    Ok(infos.into_iter().nth(place))
}

/// The answers that were given; what was not answered is left out.
async fn age_rating(client: &Client, info: &RemoteInfo) -> Result<Map<String, Value>, Failure> {
    let get = client.get_related::<AppInfo, AgeRatingDeclaration>(&info.resource.id, "ageRatingDeclaration");
    let Some(found) = get.optional().await? else { return Ok(Map::new()) };
    // The typed attributes are a plain struct, which always is a JSON object.
    let all = serde_json::to_value(&found.resource.attributes).unwrap_or_default();
    let mut all = all.as_object().cloned().unwrap_or_default();
    all.retain(|_, answer| !answer.is_null());
    // The newer attribute says all of the older one, and Apple takes one of the two.
    if all.contains_key("ageRatingOverrideV2") {
        all.shift_remove("ageRatingOverride");
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use spaceship::jsonapi::{Id, Relationships};
    use spaceship::resources::AppStoreVersionAttributes;

    use super::*;

    /// Versions, each by number, state and date.
    fn listed(all: &[(&str, &str, &str)]) -> Listed {
        let version = |(number, state, day): &(&str, &str, &str)| Resource {
            id: Id::new(format!("{number} {state}")),
            attributes: AppStoreVersionAttributes {
                version_string: Some((*number).to_owned()),
                app_version_state: Some((*state).into()),
                created_date: Some(format!("2026-01-{day}T00:00:00Z")),
                ..AppStoreVersionAttributes::default()
            },
            relationships: Relationships::default(),
        };
        Listed { platform: "IOS".into(), platforms: Vec::new(), all: all.iter().map(version).collect() }
    }

    fn chosen(listed: &Listed, live: bool, number: Option<&str>) -> Result<String, u8> {
        let wish = Wish { platform: None, live, number: number.map(str::to_owned) };
        choose(listed, &wish).map(|version| version.id.to_string()).map_err(|failure| failure.exit_code)
    }

    #[test]
    fn the_version_in_preparation_comes_before_the_one_on_the_store() {
        let all = listed(&[
            ("1.0", "REPLACED_WITH_NEW_VERSION", "01"),
            ("1.1", "READY_FOR_DISTRIBUTION", "02"),
            ("1.2", "PREPARE_FOR_SUBMISSION", "03"),
        ]);
        assert_eq!(chosen(&all, false, None).unwrap(), "1.2 PREPARE_FOR_SUBMISSION");
        assert_eq!(chosen(&all, true, None).unwrap(), "1.1 READY_FOR_DISTRIBUTION");
        assert_eq!(chosen(&all, false, Some("1.0")).unwrap(), "1.0 REPLACED_WITH_NEW_VERSION");
        assert_eq!(chosen(&all, true, Some("1.2")), Err(exit::NOT_FOUND));
        assert_eq!(chosen(&all, false, Some("2.0")), Err(exit::NOT_FOUND));
    }

    #[test]
    fn an_app_that_was_never_released_has_nothing_on_the_store() {
        let all = listed(&[("1.0", "PREPARE_FOR_SUBMISSION", "01")]);
        assert_eq!(chosen(&all, true, None), Err(exit::NOT_FOUND));
        let failure = missing(&all, &Wish { live: true, ..Wish::default() });
        assert!(failure.message.contains("no version for IOS on the store"), "{failure}");
        assert_eq!(chosen(&listed(&[]), false, None), Err(exit::NOT_FOUND));
    }
}

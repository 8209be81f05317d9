//! What a run ends with.

use console::Report;
use serde::Serialize;

use super::settle::Settled;
use crate::plan::Step;
use crate::store::Page;

/// What a run ends with.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Delivered {
    app_id: String,
    bundle_id: Option<String>,
    platform: String,
    version: String,
    version_id: Option<String>,
    version_state: Option<String>,
    build_id: Option<String>,
    build_number: Option<String>,
    /// Locales that the version has.
    locales: usize,
    /// Screenshots of the files, all of which are at Apple.
    screenshots: usize,
    /// Changes that this run made.
    changes: usize,
    screenshots_uploaded: usize,
    screenshots_deleted: usize,
    /// App previews of the files, all of which are at Apple.
    previews: usize,
    previews_uploaded: usize,
    previews_deleted: usize,
    /// The submission that the version is in, where it is in one.
    submission_id: Option<String>,
    /// The version's page in App Store Connect.
    url: String,
    /// The app's page on the store, once it is there.
    store_url: String,
}

impl Delivered {
    /// The report on what is there after `steps`, which came to so many `changes`.
    pub(super) fn new(
        settled: &Settled,
        page: &Page,
        steps: &[Step],
        changes: usize,
        submission: Option<String>,
    ) -> Self {
        let version = page.version.as_ref().or(page.previous.as_ref());
        let shots = settled.wanted.screenshots.values().flat_map(|kinds| kinds.values());
        let sets = || {
            steps.iter().filter_map(|step| if let Step::Screenshots(set) = step { Some(set) } else { None })
        };
        let films = settled.wanted.previews.values().flat_map(|kinds| kinds.values());
        let film_sets =
            || steps.iter().filter_map(|step| if let Step::Previews(set) = step { Some(set) } else { None });
        let build = version.and_then(|version| version.build.as_ref());
        let there = page.submissions.iter().find(|submission| {
            submission.version.is_some()
                && submission.version.as_ref() == version.map(|version| &version.resource.id)
        });
        let app = &page.app.id;
        Self {
            app_id: app.to_string(),
            bundle_id: page.app.attributes.bundle_id.clone(),
            platform: page.platform.clone(),
            version: version.map(|version| version.version.clone()).unwrap_or_default(),
            version_id: version.map(|version| version.resource.id.to_string()),
            version_state: version.map(|version| version.state.clone()),
            build_id: build.map(|build| build.id.to_string()),
            build_number: build.and_then(|build| build.attributes.version.clone()),
            locales: version.map_or(0, |version| version.texts.len()),
            screenshots: shots.map(Vec::len).sum(),
            changes,
            screenshots_uploaded: sets().map(|set| set.uploads().count()).sum(),
            screenshots_deleted: sets().map(|set| set.delete.len()).sum(),
            previews: films.map(Vec::len).sum(),
            previews_uploaded: film_sets().map(|set| set.uploads().count()).sum(),
            previews_deleted: film_sets().map(|set| set.delete.len()).sum(),
            submission_id: submission.or_else(|| there.map(|there| there.id.to_string())),
            url: format!(
                "https://appstoreconnect.apple.com/apps/{app}/distribution/{}/version/{}",
                folder(&page.platform),
                if page.version.is_some() { "inflight" } else { "deliverable" }
            ),
            store_url: format!("https://apps.apple.com/app/id{app}"),
        }
    }
}

/// A platform as the addresses of App Store Connect name it.
fn folder(platform: &str) -> &'static str {
    match platform {
        "MAC_OS" => "macos",
        "TV_OS" => "tvos",
        "VISION_OS" => "visionos",
        _ => "ios",
    }
}

impl Report for Delivered {
    fn text(&self) -> String {
        let state = self.version_state.as_deref().unwrap_or("not there");
        let build = self.build_number.as_ref().map(|number| format!(", build {number}")).unwrap_or_default();
        let done = match self.changes {
            0 => "nothing was to do".to_owned(),
            1 => "1 change".to_owned(),
            changes => format!("{changes} changes"),
        };
        let name = self.bundle_id.as_deref().unwrap_or(&self.app_id);
        let mut lines = vec![format!("{name} {}{build} is {state} ({done})", self.version)];
        let moved = |new: usize, gone: usize| {
            if new + gone > 0 { format!(" ({new} sent, {gone} deleted)") } else { String::new() }
        };
        let shots = moved(self.screenshots_uploaded, self.screenshots_deleted);
        let screenshots = format!("  {} locales, {} screenshots{shots}", self.locales, self.screenshots);
        let films = moved(self.previews_uploaded, self.previews_deleted);
        lines.push(match self.previews + self.previews_deleted {
            0 => screenshots,
            _ => format!("{screenshots}, {} previews{films}", self.previews),
        });
        lines.extend(self.submission_id.as_ref().map(|id| format!("  submission {id}")));
        lines.push(format!("  {}", self.url));
        lines.join("\n")
    }
}

//! `deliver status`.

use clap::Args;
use console::{Context, Failure, Report, details, exit};
use serde::Serialize;
use spaceship::Client;

use super::phased;
use super::waiting::{self, WaitArgs};
use super::which::WhichArgs;
use crate::cli::KEY_NAMES;
use crate::store::{self, Page, RemoteVersion};

/// Tell how the app stands: its versions, build, submission and phased release.
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    #[command(flatten)]
    which: WhichArgs,
    #[command(flatten)]
    wait: WaitArgs,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Status {
    app_id: String,
    name: Option<String>,
    platform: String,
    /// The version in preparation or review.
    version: Option<Version>,
    /// Where there is none: the one that was released last.
    released: Option<Version>,
    submissions: Vec<Submitted>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Version {
    #[serde(rename = "version")]
    number: String,
    state: String,
    build_number: Option<String>,
    release_type: Option<String>,
    earliest_release_date: Option<String>,
    locales: Vec<String>,
    phased_release: Option<Phased>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Phased {
    state: Option<String>,
    day: Option<i64>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Submitted {
    id: String,
    state: String,
    items: usize,
}

impl Report for Status {
    fn text(&self) -> String {
        let mut rows =
            vec![("app", self.name.clone().unwrap_or_default()), ("platform", self.platform.clone())];
        for (label, version) in [("version", &self.version), ("on the store", &self.released)] {
            let Some(version) = version else { continue };
            rows.push((label, format!("{}, {}", version.number, version.state)));
            rows.extend(version.build_number.clone().map(|number| ("build", number)));
            let release = version.release_type.iter().chain(&version.earliest_release_date);
            let release = release.cloned().collect::<Vec<_>>().join(", ");
            rows.extend((!release.is_empty()).then_some(("release", release)));
            rows.push(("locales", version.locales.join(", ")));
            if let Some(phased) = &version.phased_release {
                let day = phased.day.map(|day| format!(", day {day} of 7")).unwrap_or_default();
                rows.push((
                    "phased release",
                    format!("{}{day}", phased.state.as_deref().unwrap_or("unknown")),
                ));
            }
        }
        for submission in &self.submissions {
            rows.push((
                "submission",
                format!("{}, {} items ({})", submission.state, submission.items, submission.id),
            ));
        }
        details(rows.into_iter().map(|(name, value)| (name.to_owned(), value)))
    }
}

pub(crate) async fn run(args: &StatusArgs, context: &Context) -> Result<u8, Failure> {
    let wait = args.wait.settle(context)?;
    let client = context.client(KEY_NAMES).await?;
    let mut page = args.which.page(&client, context).await?;
    let reviewed = page.version.as_ref().filter(|version| waiting::is_under_review(&version.state));
    if let (Some(wait), Some(version)) = (wait, reviewed) {
        let over = |state: &str| !waiting::is_under_review(state);
        waiting::until(context, &client, &version.resource.id, wait, over).await?;
        page = store::gather(&client, &page.app, Some(&page.platform), false).await?;
    }
    let status = Status {
        app_id: page.app.id.to_string(),
        name: page.app.attributes.name.clone(),
        platform: page.platform.clone(),
        version: told(&client, page.version.as_ref()).await?,
        released: told(&client, page.previous.as_ref()).await?,
        submissions: submissions(&page),
    };
    context.ui.report(&status);
    if let (Some(_), Some(version)) = (wait, &page.version) {
        waiting::check(&version.version, &version.state)?;
    }
    Ok(exit::DONE)
}

async fn told(client: &Client, version: Option<&RemoteVersion>) -> Result<Option<Version>, Failure> {
    let Some(version) = version else { return Ok(None) };
    let phased = match &version.phased {
        None => None,
        Some(_) => phased::of(client, &version.resource.id).await?,
    };
    let attributes = &version.resource.attributes;
    let build = version.build.as_ref().and_then(|build| build.attributes.version.clone());
    Ok(Some(Version {
        number: version.version.clone(),
        state: version.state.clone(),
        build_number: build,
        release_type: attributes.release_type.as_ref().map(ToString::to_string),
        earliest_release_date: attributes.earliest_release_date.clone(),
        locales: version.texts.keys().cloned().collect(),
        phased_release: phased.map(|phased| Phased {
            state: phased.phased_release_state.map(|state| state.to_string()),
            day: phased.current_day_number,
        }),
    }))
}

fn submissions(page: &Page) -> Vec<Submitted> {
    let told = page.submissions.iter().map(|submission| Submitted {
        id: submission.id.to_string(),
        state: submission.state.clone(),
        items: submission.items,
    });
    told.collect()
}

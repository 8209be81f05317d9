//! `deliver cancel`: takes back what was handed in.

use clap::Args;
use console::{Context, Failure, Report, exit};
use serde::Serialize;

use super::waiting::WaitArgs;
use super::which::WhichArgs;
use crate::cli::KEY_NAMES;
use crate::plan::{self, Step, Taken};
use crate::store::{self, Page};

/// Take back what was handed in for review, so that the version can be changed.
#[derive(Debug, Args)]
pub(crate) struct CancelArgs {
    #[command(flatten)]
    which: WhichArgs,
    #[command(flatten)]
    wait: WaitArgs,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Canceled {
    app_id: String,
    platform: String,
    version: Option<String>,
    version_state: Option<String>,
    /// The submissions that were taken back.
    submissions: Vec<String>,
}

impl Report for Canceled {
    fn text(&self) -> String {
        let done = match self.submissions.as_slice() {
            [] => "nothing was to take back".to_owned(),
            all => format!("taken back: submission {}", all.join(", ")),
        };
        match (&self.version, &self.version_state) {
            (Some(version), Some(state)) => format!("{done}; version {version} is {state}"),
            _ => done,
        }
    }
}

pub(crate) async fn run(args: &CancelArgs, context: &Context) -> Result<u8, Failure> {
    let wait = args.wait.settle(context)?;
    let client = context.client(KEY_NAMES).await?;
    let mut page = args.which.page(&client, context).await?;
    let taken = taken(&page);
    let steps = if taken.is_empty() { Vec::new() } else { vec![Step::TakeBack(taken.clone())] };
    let shown = plan::shown("App Store, submissions".into(), &steps, |path| context.shown(path));
    context.ui.plan(&shown, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&shown));
    }
    if !taken.is_empty() {
        context.agreed("Take this back? The version loses its place in the queue.").await?;
        match wait {
            Some(wait) => {
                let timeout = wait.timeout.unwrap_or(store::MOMENT);
                store::take_back(context, &client, &page, &taken, timeout).await?;
            }
            None => store::ask_back(context, &client, &page, &taken).await?,
        }
        page = store::gather(&client, &page.app, Some(&page.platform), false).await?;
    }
    context.ui.report(&Canceled {
        app_id: page.app.id.to_string(),
        platform: page.platform.clone(),
        version: page.version.as_ref().map(|version| version.version.clone()),
        version_state: page.version.as_ref().map(|version| version.state.clone()),
        submissions: taken.iter().map(|taken| taken.id().to_string()).collect(),
    });
    Ok(exit::DONE)
}

/// What is with Apple, and the version's place in a draft.
fn taken(page: &Page) -> Vec<Taken> {
    let version = page.version.as_ref().map(|version| &version.resource.id);
    let of = |submission: &store::Submission| {
        if submission.is_under_way() {
            return Some(Taken::Submission(submission.id.clone(), submission.state.clone()));
        }
        let ours = submission.version.is_some() && submission.version.as_ref() == version;
        ours.then(|| Taken::Draft(submission.id.clone()))
    };
    page.submissions.iter().filter_map(of).collect()
}

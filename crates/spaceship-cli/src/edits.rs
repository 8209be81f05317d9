//! Making a list of independent changes: a few at once, each failure told, nothing lost when one fails.

use console::{Change, Context, Failure, Plan, Report, exit};
use futures::{StreamExt, stream};
use serde::Serialize;

/// The most changes under way at once. Apple answers random errors to writes that come all at once.
const AT_ONCE: usize = 4;

/// One change that can be planned and made.
pub(crate) trait Edit {
    /// How the plan shows it.
    fn change(&self) -> Change;

    /// Makes it.
    fn apply(&self) -> impl Future<Output = Result<(), spaceship::Error>>;
}

/// What became of the changes.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Done {
    title: String,
    #[cfg_attr(test, schemars(with = "Vec<serde_json::Value>"))]
    changes: Vec<Change>,
}

impl Report for Done {
    fn text(&self) -> String {
        match self.changes.len() {
            0 => format!("{}: nothing to do", self.title),
            1 => format!("{}: 1 change made", self.title),
            count => format!("{}: {count} changes made", self.title),
        }
    }
}

/// Shows the plan, asks where somebody is there to answer and `question` wants it, makes the changes, reports.
pub(crate) async fn run<E: Edit>(
    title: &str,
    edits: Vec<E>,
    question: Option<&str>,
    context: &Context,
) -> Result<u8, Failure> {
    let mut plan = Plan::new(title);
    plan.changes.extend(edits.iter().map(Edit::change));
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    if !plan.is_empty() {
        context.ui.plan(&plan, false);
        if let Some(question) = question {
            context.agreed(question).await?;
        }
    }
    let made = stream::iter(
        edits.iter().map(async |edit| edit.apply().await.map_err(|error| (edit.change(), error))),
    );
    let outcomes = made.buffered(AT_ONCE).collect::<Vec<_>>().await;
    let failed = outcomes.into_iter().filter_map(Result::err).collect::<Vec<_>>();
    if failed.is_empty() {
        context.ui.report(&Done { title: plan.title, changes: plan.changes });
        return Ok(exit::DONE);
    }
    Err(failure(&plan, failed))
}

/// All that failed, with what Apple said to each.
fn failure(plan: &Plan, failed: Vec<(Change, spaceship::Error)>) -> Failure {
    let (all, lost) = (plan.changes.len(), failed.len());
    let mut failed = failed.into_iter().map(|(change, error)| {
        let mut failure = Failure::from(error);
        failure.message = format!("{change}: {}", failure.message);
        failure
    });
    // There is at least one, or this would not be a failure.
    let first = failed.next().unwrap_or_else(|| Failure::new(exit::FAILED, "a change was not made"));
    let code = first.exit_code;
    let others = failed.map(|failure| failure.to_string());
    let mut told = Failure::new(code, format!("{}: {lost} of {all} changes were not made", plan.title));
    told.apple = first.apple;
    told.causes = std::iter::once(first.message).chain(first.causes).chain(others).collect();
    told.hint = first
        .hint
        .or_else(|| Some("run the command again: what was done already is found and not done twice".into()));
    told
}

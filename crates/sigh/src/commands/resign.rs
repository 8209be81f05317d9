//! `sigh resign`: an .ipa is signed again.

use console::{Action, Change, Context, Failure, Plan, exit};
use time::OffsetDateTime;

use crate::resign::{
    Gathered, Options, ResignArgs, Resigned, Work, apply, gather, plan_work, settle, unfinished,
};

pub(crate) async fn run(args: &ResignArgs, context: &Context) -> Result<u8, Failure> {
    let options = settle(args, context)?;
    let mut gathered = gather(&options, context)?;
    let now = OffsetDateTime::now_utc();
    let all = plan_work(&gathered, &options, now)?;
    for work in &all {
        for warning in &work.warnings {
            context.ui.warn(format!("{}: {warning}", work.place()));
        }
    }
    let plan = planned(&mut gathered, &all, &options, context)?;
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    let action = if plan.is_empty() {
        "unchanged"
    } else {
        context.ui.plan(&plan, false);
        apply(&mut gathered, &all, &options, now, context).await?;
        "resigned"
    };
    context.ui.report(&Resigned::new(action, &all, &gathered, &options, context));
    Ok(exit::DONE)
}

/// Empty if the output is signed as it is wanted. Otherwise all code is signed, since seals depend on each other.
fn planned(
    gathered: &mut Gathered,
    all: &[Work],
    options: &Options,
    context: &Context,
) -> Result<Plan, Failure> {
    let mut plan = Plan::new(format!("signature of {}", context.shown(&options.ipa)));
    let unfinished = unfinished(gathered, all, options)?;
    if unfinished.is_empty() {
        return Ok(plan);
    }
    for place in all.iter().map(Work::place) {
        let here = unfinished.iter().filter(|problem| problem.place == place);
        let why = here.map(|problem| problem.what.as_str()).collect::<Vec<_>>().join("; ");
        let change = Change::new(Action::Update, "signature", place);
        plan.push(if why.is_empty() { change } else { change.because(why) });
    }
    plan.push(Change::new(Action::Write, "file", context.shown(&options.output)));
    Ok(plan)
}

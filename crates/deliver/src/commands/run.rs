//! `deliver run`, which is what `deliver` alone means, and `deliver plan`.

use std::time::Duration;

use console::{Context, Failure, exit};
use spaceship::Client;
use spaceship::jsonapi::Resource;
use spaceship::resources::App;
use spaceship::upload::md5_of;

pub(crate) use super::options::RunArgs;
use super::prechecked;
use super::report::Delivered;
use super::settle::Settled;
use super::waiting;
use crate::cli::KEY_NAMES;
use crate::plan::{self, CardStep, Comparison, Step};
use crate::store::{self, Page, Work};

/// A run: what it works with, from its beginning on.
struct Run<'a> {
    context: &'a Context,
    client: &'a Client,
    app: &'a Resource<App>,
    settled: &'a mut Settled,
}

/// What there is at Apple, and what is to do about it.
pub(super) struct Seen {
    pub(super) app: Resource<App>,
    pub(super) page: Page,
    pub(super) comparison: Comparison,
}

/// Looks at everything that is wanted.
pub(super) async fn look(client: &Client, settled: &mut Settled, context: &Context) -> Result<Seen, Failure> {
    let app = console::find_app(client, settled.bundle_id.as_deref(), settled.app_number.as_deref()).await?;
    for file in settled.wanted.attachments.iter_mut().flatten() {
        let digest = md5_of(&file.path).await?;
        (file.md5, file.size) = (digest.md5, digest.size);
    }
    store::checksums(settled.wanted.card.images.all_mut()).await?;
    let page = store::gather_for(client, &app, settled.platform, &settled.wanted, true).await?;
    store::read_checksums(&mut settled.wanted.screenshots, &page).await?;
    store::film_checksums(&mut settled.wanted.previews, &page).await?;
    if settled.platform.is_none() && page.platforms.len() > 1 {
        context.ui.notice(format!(
            "the app has versions for {}; this run is about {}, see --platform",
            page.platforms.join(", "),
            page.platform
        ));
    }
    let wanted = &settled.wanted;
    let build =
        store::find_build(client, &page, wanted.version.as_deref(), &settled.build, wanted.submit).await?;
    settled.wanted.build = build;
    let comparison = plan::compare(&settled.wanted, &page);
    Ok(Seen { app, page, comparison })
}

pub(crate) async fn run(args: &RunArgs, context: &Context, plan_only: bool) -> Result<u8, Failure> {
    let context = &args.team.applied(context);
    let verifies = context.flag(args.verify_only, &["DELIVER_VERIFY_ONLY"])?.unwrap_or(false);
    let plan_only = plan_only || verifies;
    // Without a key nothing else matters; this sends nothing yet.
    let client = client(context, plan_only).await?;
    let mut settled = args.settle(context)?;
    let seen = look(&client, &mut settled, context).await?;
    let prechecked = Box::pin(prechecked::look(&args.precheck, &client, &settled, &seen, context)).await?;
    let Seen { app, page, comparison } = seen;
    for notice in &comparison.notices {
        context.ui.notice(notice);
    }
    let name = app.attributes.name.as_deref().unwrap_or_default();
    if settled.wait.is_some() && !settled.wanted.submit {
        context.ui.notice("--wait waits for a review, which --submit-for-review begins");
    }
    let title = format!("App Store, {name} {}", version_of(&settled, &page));
    let shown = plan::shown(title, &comparison.steps, |path| context.shown(path));
    context.ui.plan(&shown, plan_only);
    refuse(&settled, &page, &comparison)?;
    prechecked::tell(&prechecked, context)?;
    if settled.verify_only {
        context.ui.notice("everything was looked at, and nothing was sent");
        return Ok(exit::DONE);
    }
    if plan_only {
        return Ok(context.dry_run_end(&shown));
    }
    if !shown.is_empty()
        && context.ui.is_interactive()
        && !settled.force
        && !context.ui.confirm("Bring these changes to App Store Connect?").await?
    {
        return Err(Failure::new(exit::INTERRUPTED, "nothing was changed"));
    }
    let steps = comparison.steps;
    let mut run = Run { context, client: &client, app: &app, settled: &mut settled };
    let (page, submission) =
        if steps.is_empty() { (page, None) } else { Box::pin(run.carry_out(page, steps.clone())).await? };
    let page = run.wait(page).await?;
    context.ui.report(&Delivered::new(&settled, &page, &steps, shown.changes.len(), submission));
    match (settled.wait, &page.version) {
        (Some(_), Some(version)) if settled.wanted.submit => {
            waiting::check(&version.version, &version.state)?;
        }
        _ => {}
    }
    Ok(exit::DONE)
}

/// Ends the run before its first write where something stands in the way.
fn refuse(settled: &Settled, page: &Page, comparison: &Comparison) -> Result<(), Failure> {
    let findings = plan::preflight(&settled.wanted, page, comparison);
    if !findings.is_empty() {
        return Err(Failure::findings("this would be refused", &findings));
    }
    // Of what is on the store only that is left in the plan which Apple takes at any time.
    let live = settled.wanted.target == plan::Target::Live && page.version.is_none();
    let locked = plan::locked(page, &comparison.steps).filter(|_| !live);
    let Some((version, state)) = locked else { return Ok(()) };
    let what = format!("version {version} is {state} and cannot be changed");
    let failure = Failure::new(exit::REFUSED, what);
    Err(match (page.version.is_some(), settled.wanted.reject) {
        (true, false) => failure.hint("take it back with --reject-if-possible, or wait until it is through"),
        (true, true) => failure.hint("it can no longer be taken back; wait until it is through"),
        (false, _) => failure.hint("give --app-version with the number of the next version"),
    })
}

impl Run<'_> {
    /// Waits for the reviewers, where that is asked for, and answers what is there then.
    async fn wait(&self, page: Page) -> Result<Page, Failure> {
        let Self { context, client, settled, .. } = self;
        let (Some(wait), Some(version), true) = (settled.wait, &page.version, settled.wanted.submit) else {
            return Ok(page);
        };
        let over = |state: &str| !waiting::is_under_review(state);
        waiting::until(context, client, &version.resource.id, wait, over).await?;
        store::gather(client, self.app, Some(&page.platform), false).await
    }

    /// Does the steps. What opens the version comes first; what is there then is looked at again. Answers what is
    /// there in the end, and the submission's id.
    async fn carry_out(
        &mut self,
        mut page: Page,
        mut steps: Vec<Step>,
    ) -> Result<(Page, Option<String>), Failure> {
        let (context, client) = (self.context, self.client);
        let submits = steps.contains(&Step::Submit);
        if let Some(Step::TakeBack(all)) = steps.first() {
            store::take_back(context, client, &page, all, store::MOMENT).await?;
            page = self.look(&page).await?;
            steps = plan::compare(&self.settled.wanted, &page).steps;
        }
        if store::make_or_rename(context, client, &page, &steps).await? {
            page = self.look_for_version(&page).await?;
            steps = plan::compare(&self.settled.wanted, &page).steps;
        }
        if let Some(clip) = store::make_card(&self.work(&page), &steps).await? {
            page.clip = Some(clip);
            steps = plan::compare(&self.settled.wanted, &page).steps;
        }
        store::apply(&self.work(&page), &steps).await?;
        if steps.iter().any(|step| *step != Step::Submit) {
            page = self.read_back(&page).await?;
        }
        if !submits {
            return Ok((page, None));
        }
        let version = page.version.as_ref().map(|version| version.resource.id.clone());
        let version = version.ok_or_else(|| Failure::new(exit::NOT_FOUND, "the version is gone"))?;
        let submission = store::submit(context, client, &page, &version).await?;
        let page = store::gather(client, self.app, Some(&page.platform), false).await?;
        Ok((page, Some(submission.to_string())))
    }

    fn work<'b>(&'b self, page: &'b Page) -> Work<'b> {
        let processing_timeout = self.settled.processing_timeout;
        Work { context: self.context, client: self.client, page, processing_timeout }
    }

    async fn look(&mut self, page: &Page) -> Result<Page, Failure> {
        let wanted = &self.settled.wanted;
        let platform = Some(page.platform.as_str());
        let page = store::gather_for(self.client, self.app, platform, wanted, true).await?;
        store::read_checksums(&mut self.settled.wanted.screenshots, &page).await?;
        store::film_checksums(&mut self.settled.wanted.previews, &page).await?;
        Ok(page)
    }

    /// Looks until the version is there that was made or renamed: lists at Apple may lag by seconds.
    async fn look_for_version(&mut self, page: &Page) -> Result<Page, Failure> {
        let wanted = self.settled.wanted.version.clone();
        let there = |page: &Page| page.version.as_ref().map(|version| &version.version) == wanted.as_ref();
        let page = self.look_until(page, there).await?;
        self.look(&page).await
    }

    /// Reads back what was written. Apple is known to take a thing and not to keep it; lists may lag by seconds.
    /// Screenshots and previews were read back set by set, by their ids, which no list is as fresh as.
    async fn read_back(&self, page: &Page) -> Result<Page, Failure> {
        let wanted = &self.settled.wanted;
        let page = self.look_until(page, |page| plan::unmet(wanted, page).is_empty()).await?;
        let unmet = plan::unmet(wanted, &page);
        if unmet.is_empty() {
            return Ok(page);
        }
        let shown = plan::shown("still to do".into(), &unmet, |path| self.context.shown(path));
        let is_text = |step: &Step| {
            matches!(
                step,
                Step::Text(_)
                    | Step::Info(_)
                    | Step::Review(_)
                    | Step::Version(_)
                    | Step::AppClip(CardStep::Text(_))
            )
        };
        if unmet.iter().all(is_text) {
            // Apple may have put a text in another form; that is no reason to stop a release.
            self.context.ui.warn(format!("Apple took these and shows them otherwise\n{shown}"));
            return Ok(page);
        }
        Err(Failure::new(exit::FAILED, format!("Apple took these and does not have them\n{shown}"))
            .hint("run the command again; what was done stays"))
    }

    /// Looks a few times, at all but screenshots and previews, and answers what was there last.
    async fn look_until(&self, page: &Page, right: impl Fn(&Page) -> bool) -> Result<Page, Failure> {
        const LOOKS: usize = 6;
        let (platform, wanted) = (Some(page.platform.as_str()), &self.settled.wanted);
        let look = async || store::gather_for(self.client, self.app, platform, wanted, false).await;
        let mut pause = Duration::from_millis(300);
        let mut found = look().await?;
        for _ in 1..LOOKS {
            if right(&found) {
                break;
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
            found = look().await?;
        }
        Ok(found)
    }
}

/// The client; one that cannot write where only the plan is asked for.
pub(super) async fn client(context: &Context, plan_only: bool) -> Result<Client, Failure> {
    let mut context = context.clone();
    context.common.dry_run |= plan_only;
    context.client(KEY_NAMES).await
}

fn version_of(settled: &Settled, page: &Page) -> String {
    let there = page.version.as_ref().or(page.previous.as_ref()).map(|version| version.version.clone());
    settled.wanted.version.clone().or(there).unwrap_or_default()
}

//! Handing a build to testers: what Apple has, what is to be done, and doing it.

mod apply;
mod step;

use console::Failure;
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{App, BetaGroup};

use crate::clips::{self, WantedClips};
use crate::find::{self, Found, Groups};
use crate::notes::Notes;
use crate::previous::{Other, Policy};
use crate::test_info::{TestInfo, WantedInfo};

pub(crate) use step::Step;

/// What is wanted for a build.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) info: WantedInfo,
    pub(crate) notes: Notes,
    pub(crate) notify: Option<bool>,
    pub(crate) clips: WantedClips,
    pub(crate) uses_encryption: Option<bool>,
    pub(crate) policy: Policy,
    pub(crate) groups: Groups,
    pub(crate) submit_for_beta_review: bool,
    /// Whether the build goes to nobody: then only what is said of it is brought up to date.
    pub(crate) skip_submission: bool,
}

/// What Apple has, beside the build.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    pub(crate) info: TestInfo,
    pub(crate) others: Vec<Other>,
    pub(crate) clips: Vec<clips::There>,
    pub(crate) primary_locale: String,
}

impl State {
    /// Reads it, as far as something is wanted of it.
    pub(crate) async fn gather(
        client: &Client,
        app: &Resource<App>,
        platform: Option<&str>,
        wanted: &Wanted,
    ) -> spaceship::Result<Self> {
        let info = TestInfo::gather(client, &app.id);
        let others = wanted.policy.gather(client, &app.id, platform);
        let (info, others) = tokio::try_join!(info, others)?;
        let primary_locale = app.attributes.primary_locale.clone().unwrap_or_else(|| "en-US".into());
        Ok(Self { info, others, clips: Vec::new(), primary_locale })
    }

    /// Reads what belongs to the build itself.
    pub(crate) async fn look_at(
        &mut self,
        client: &Client,
        found: &Found,
        wanted: &Wanted,
    ) -> spaceship::Result<()> {
        if let (false, Some(clip)) = (wanted.clips.is_empty(), found.clips.first()) {
            self.clips = clips::gather(client, clip).await?;
        }
        Ok(())
    }
}

/// What is to be done: a pure decision.
pub(crate) fn plan(found: &Found, state: &State, wanted: &Wanted) -> Vec<Step> {
    let locales = wanted.notes.by_locale.keys();
    let mut steps = wanted.info.steps(&state.info, locales).into_iter().map(Step::Info).collect::<Vec<_>>();
    let there = found.notes.iter().map(|(locale, (_, text))| (locale.clone(), text.clone())).collect();
    let notes = wanted.notes.changes(&there);
    steps.extend(notes.into_iter().map(|(locale, text)| Step::Note(locale, text.to_owned())));
    let notifies = found.details.as_ref().and_then(|details| details.attributes.auto_notify_enabled);
    steps.extend(wanted.notify.filter(|wanted| notifies != Some(*wanted)).map(Step::Notify));
    steps.extend(wanted.clips.steps(&state.clips).into_iter().map(Step::Clip));
    if wanted.skip_submission {
        return steps;
    }
    steps.extend(wanted.policy.steps(found, &state.others).into_iter().map(Step::Expire));
    if found.uses_encryption.is_none() {
        steps.push(Step::Compliance(wanted.uses_encryption.unwrap_or(false)));
    }
    let lacks = |group: &&Resource<BetaGroup>| !found.groups.contains(&group.id) && !sees_all_builds(group);
    let named = |group: &Resource<BetaGroup>| group.attributes.name.clone().unwrap_or_default();
    let groups = wanted.groups.there.iter().filter(lacks).map(|group| (group.id.clone(), named(group)));
    let groups = groups.collect::<Vec<(Id<BetaGroup>, String)>>();
    steps.extend(wanted.groups.missing.iter().cloned().map(Step::NewGroup));
    if !groups.is_empty() {
        steps.push(Step::Groups(groups));
    }
    if wanted.submit_for_beta_review && has_outsiders(&wanted.groups) && !found.submitted {
        steps.push(Step::Review);
    }
    steps
}

/// A group of people outside the team needs beta review. A group that is still to be made is one of these.
fn has_outsiders(groups: &Groups) -> bool {
    let external = |group: &Resource<BetaGroup>| group.attributes.is_internal_group != Some(true);
    !groups.missing.is_empty() || groups.there.iter().any(external)
}

/// Refuses a plan with a beta review that Apple would refuse, before a byte is sent.
pub(crate) fn reviewable(found: &Found, state: &State, steps: &[Step]) -> Result<(), Failure> {
    if !steps.contains(&Step::Review) {
        return Ok(());
    }
    let info = steps.iter().filter_map(|step| match step {
        Step::Info(step) => Some(step.clone()),
        _ => None,
    });
    let mut missing = state.info.missing(&info.collect::<Vec<_>>(), &state.primary_locale);
    let says = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let there = found.notes.values().any(|(_, text)| says(text));
    if !there && !steps.iter().any(|step| matches!(step, Step::Note(..))) {
        missing.push("there is no what-to-test text: give it with --changelog".to_owned());
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::findings("beta review needs what is missing", &missing)
        .hint("or give --submit-beta-review false, and hand the build in later"))
}

/// Whether an internal group gets every build by itself; Apple refuses to give it one.
fn sees_all_builds(group: &Resource<BetaGroup>) -> bool {
    group.attributes.is_internal_group == Some(true)
        && group.attributes.has_access_to_all_builds == Some(true)
}

/// Makes the groups that are missing: for people outside the team, without testers yet.
pub(crate) async fn make_groups(client: &Client, app: &Id<App>, groups: &mut Groups) -> Result<(), Failure> {
    for name in std::mem::take(&mut groups.missing) {
        let new = spaceship::resources::NewBetaGroup::new(name.clone(), app.clone());
        let look = async || {
            let named = std::slice::from_ref(&name);
            match find::groups(client, app, named, true).await {
                Ok(found) => Ok(found.there.into_iter().next()),
                // Nothing is known then, and the next attempt to make it tells.
                Err(_) => Ok(None),
            }
        };
        groups.there.push(client.create_once(&new, look).await?);
    }
    Ok(())
}

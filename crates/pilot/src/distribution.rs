//! Handing a build to testers: what is to be done, and doing it.

use std::collections::BTreeMap;

use console::{Action, Change, Context, Failure, exit};
use spaceship::Client;
use spaceship::client::{self, Field};
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    App, BetaAppLocalization, BetaBuildLocalizationUpdate, BetaGroup, Build, BuildBetaDetailUpdate,
    BuildUpdate, NewBetaAppLocalization, NewBetaAppReviewSubmission, NewBetaBuildLocalization,
};

use crate::find::Found;
use crate::notes::Notes;

/// What is wanted for a build.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    pub(crate) notes: Notes,
    pub(crate) groups: Vec<Resource<BetaGroup>>,
    pub(crate) uses_encryption: Option<bool>,
    pub(crate) notify: Option<bool>,
    pub(crate) submit_for_beta_review: bool,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    /// Answers the question about encryption.
    Compliance(bool),
    /// Sets the what-to-test text of a locale.
    Note(String, String),
    /// Whether testers are told by themselves.
    Notify(bool),
    /// Hands the build to a group.
    Group(Id<BetaGroup>, String),
    /// Hands the build in for beta review.
    Review,
}

/// What is to be done for a build that is there: a pure decision.
pub(crate) fn plan(found: &Found, wanted: &Wanted) -> Vec<Step> {
    let mut steps = Vec::new();
    if found.build.attributes.uses_non_exempt_encryption.is_none() {
        steps.push(Step::Compliance(wanted.uses_encryption.unwrap_or(false)));
    }
    let there = found.notes.iter().map(|(locale, (_, text))| (locale.clone(), text.clone())).collect();
    let notes = wanted.notes.changes(&there);
    steps.extend(notes.into_iter().map(|(locale, text)| Step::Note(locale, text.to_owned())));
    let notifies = found.details.as_ref().and_then(|details| details.attributes.auto_notify_enabled);
    steps.extend(wanted.notify.filter(|wanted| notifies != Some(*wanted)).map(Step::Notify));
    let lacks = |group: &&Resource<BetaGroup>| !found.groups.contains(&group.id) && !sees_all_builds(group);
    let named = |group: &Resource<BetaGroup>| group.attributes.name.clone().unwrap_or_default();
    steps.extend(wanted.groups.iter().filter(lacks).map(|group| Step::Group(group.id.clone(), named(group))));
    let outside = wanted.groups.iter().any(|group| group.attributes.is_internal_group != Some(true));
    if wanted.submit_for_beta_review && outside && !found.submitted {
        steps.push(Step::Review);
    }
    steps
}

/// Whether an internal group gets every build by itself; Apple refuses to give it one.
pub(crate) fn sees_all_builds(group: &Resource<BetaGroup>) -> bool {
    group.attributes.is_internal_group == Some(true)
        && group.attributes.has_access_to_all_builds == Some(true)
}

impl Step {
    /// The step as a line of the plan.
    pub(crate) fn change(&self, found: Option<&Found>) -> Change {
        match self {
            Self::Compliance(uses) => {
                let text = if *uses { "uses non-exempt encryption" } else { "uses no non-exempt encryption" };
                Change::new(Action::Update, "export compliance", text)
                    .because("ITSAppUsesNonExemptEncryption in Info.plist answers this once and for all")
            }
            Self::Note(locale, text) => {
                let before = found.and_then(|found| found.notes.get(locale)?.1.as_deref());
                Change::new(Action::Update, "what to test", locale).from_to(before, Some(text))
            }
            Self::Notify(on) => {
                Change::new(Action::Update, "automatic notification", if *on { "on" } else { "off" })
            }
            Self::Group(_, name) => Change::new(Action::Submit, "to the beta group", name),
            Self::Review => Change::new(Action::Submit, "for", "beta review"),
        }
    }
}

/// Does the steps, in order.
pub(crate) async fn apply(
    context: &Context,
    client: &Client,
    app: &Id<App>,
    found: &Found,
    steps: &[Step],
) -> Result<(), Failure> {
    for step in steps {
        context.ui.step(step.change(Some(found)));
        match step {
            Step::Compliance(uses) => {
                let update =
                    BuildUpdate { uses_non_exempt_encryption: (*uses).into(), ..BuildUpdate::default() };
                client.update(&found.build.id, &update).await?;
            }
            Step::Note(locale, text) => note(client, app, found, locale, text).await?,
            Step::Notify(on) => notify(client, found, *on).await?,
            Step::Group(group, name) => hand_over(client, &found.build.id, group, name).await?,
            Step::Review => review(client, &found.build.id).await?,
        }
    }
    Ok(())
}

async fn note(
    client: &Client,
    app: &Id<App>,
    found: &Found,
    locale: &str,
    text: &str,
) -> Result<(), Failure> {
    if let Some((id, _)) = found.notes.get(locale) {
        let update = BetaBuildLocalizationUpdate { whats_new: Field::Set(text.to_owned()) };
        client.update(id, &update).await?;
        return Ok(());
    }
    // Apple takes the text of a locale only once the app has that locale in TestFlight.
    let (locales, _) =
        client.list_related::<App, BetaAppLocalization>(app, "betaAppLocalizations").all().await?;
    let has = |one: &Resource<BetaAppLocalization>| {
        one.attributes.locale.as_ref().is_some_and(|there| there.eq_ignore_ascii_case(locale))
    };
    if !locales.iter().any(has) {
        client.create(&NewBetaAppLocalization::new(locale.to_owned(), app.clone())).await?;
    }
    let mut new = NewBetaBuildLocalization::new(locale.to_owned(), found.build.id.clone());
    new.whats_new = Some(text.to_owned());
    client.create(&new).await?;
    Ok(())
}

async fn notify(client: &Client, found: &Found, on: bool) -> Result<(), Failure> {
    let Some(details) = &found.details else { return Ok(()) };
    let update = BuildBetaDetailUpdate { auto_notify_enabled: on.into() };
    client.update(&details.id, &update).await?;
    Ok(())
}

async fn hand_over(
    client: &Client,
    build: &Id<Build>,
    group: &Id<BetaGroup>,
    name: &str,
) -> Result<(), Failure> {
    let failed = |error: spaceship::Error| {
        Failure::from(error).context(format!("the build was not handed to the group {name}"))
    };
    client.relate(build, "betaGroups", client::Change::Add, std::slice::from_ref(group)).await.map_err(failed)
}

async fn review(client: &Client, build: &Id<Build>) -> Result<(), Failure> {
    match client.create(&NewBetaAppReviewSubmission::new(build.clone())).await {
        Ok(_) => Ok(()),
        // Another run, or a person, was faster.
        Err(error) if error.has_code("ENTITY_UNPROCESSABLE.INVALID_QC_STATE") => Ok(()),
        Err(error) if error.has_code("ENTITY_UNPROCESSABLE.ANOTHER_BUILD_IN_REVIEW") => {
            Err(Failure::new(exit::REFUSED, "another build of this version is in beta review")
                .cause(error.to_string())
                .hint("wait for its review, or expire that build, then run `pilot distribute`"))
        }
        Err(error) => Err(Failure::from(error).context("the build was not handed in for beta review")),
    }
}

/// The texts that stand at Apple, for a build that is not there yet: none.
pub(crate) fn steps_for_new(wanted: &Wanted, primary_locale: &str) -> Vec<Step> {
    let there = BTreeMap::from([(primary_locale.to_owned(), None)]);
    let mut steps = wanted
        .notes
        .changes(&there)
        .into_iter()
        .map(|(locale, text)| Step::Note(locale, text.to_owned()))
        .collect::<Vec<_>>();
    let groups = wanted.groups.iter().filter(|group| !sees_all_builds(group));
    steps.extend(
        groups.map(|group| Step::Group(group.id.clone(), group.attributes.name.clone().unwrap_or_default())),
    );
    let outside = wanted.groups.iter().any(|group| group.attributes.is_internal_group != Some(true));
    if wanted.submit_for_beta_review && outside {
        steps.push(Step::Review);
    }
    steps
}

//! Making the card of a version, and writing what stands on it.

use std::collections::BTreeMap;
use std::time::Duration;

use console::{Failure, exit};
use futures::{TryStreamExt, stream};
use spaceship::client::{Field, Patience, wait_for};
use spaceship::jsonapi::Id;
use spaceship::resources::{
    AppClipAppStoreReviewDetail, AppClipAppStoreReviewDetailUpdate, AppClipDefaultExperience,
    AppClipDefaultExperienceLocalization, AppClipDefaultExperienceLocalizationUpdate,
    AppClipDefaultExperienceUpdate, AppStoreVersion, NewAppClipAppStoreReviewDetail,
    NewAppClipDefaultExperience, NewAppClipDefaultExperienceLocalization,
};

use super::gather::read_clip;
use super::{Card, Clip, image};
use crate::plan::{CardStep, NewCard, Step, TextPlan};
use crate::store::apply::Work;
use crate::store::texts::twice_if_unsure;

/// The most header images that are sent at once.
const AT_ONCE: usize = 4;

type Localization = Id<AppClipDefaultExperienceLocalization>;

/// Makes the version's card where the steps say so, before anything else about it. Answers the App Clip with it: what
/// Apple copied is compared anew.
pub(crate) async fn make_card(work: &Work<'_>, steps: &[Step]) -> Result<Option<Clip>, Failure> {
    let new = steps.iter().find_map(|step| match step {
        Step::AppClip(CardStep::Make(new)) => Some(new),
        _ => None,
    });
    let Some(new) = new else { return Ok(None) };
    work.context.ui.step("App Clip: its card");
    make(work, new).await.map_err(|failure| failure.context("the version got no card for its App Clip"))?;
    appeared(work).await.map(Some)
}

async fn make(work: &Work<'_>, new: &NewCard) -> Result<(), Failure> {
    let version = work.version()?;
    let mut card = NewAppClipDefaultExperience::new(new.clip.clone());
    card.release_with_app_store_version = Some(version.clone());
    card.app_clip_default_experience_template = new.from.as_ref().map(|(from, _)| from.clone());
    card.action = new.action.map(Into::into);
    let find = async || {
        let relationship = "appClipDefaultExperience";
        let get = work.client.get_related::<AppStoreVersion, AppClipDefaultExperience>(version, relationship);
        Ok(get.optional().await?.map(|found| found.resource))
    };
    match work.client.create_once(&card, find).await {
        Ok(_) => Ok(()),
        // A version has one card at most: one that is there in spite of the error is the one that was wanted.
        Err(error) => match find().await? {
            Some(_) => Ok(()),
            None => Err(error.into()),
        },
    }
}

/// The App Clip once the version's card is there, with the locales that were copied; lists at Apple may lag by seconds.
async fn appeared(work: &Work<'_>) -> Result<Clip, Failure> {
    let page = work.page;
    let version = work.version()?;
    let copied = page.clip.as_ref().and_then(|clip| clip.card.as_ref()).map(|card| &card.texts);
    let read = async || {
        let found = read_clip(work.client, &page.app.id, &page.platform, Some(version)).await?;
        let is_own = |clip: &Clip| clip.card.as_ref().is_some_and(|card| card.version == *version);
        Ok::<_, spaceship::Error>(found.filter(is_own))
    };
    let is_whole = |clip: &Clip| {
        let texts = clip.card.as_ref().map(|card| &card.texts);
        let has = |locale: &String| texts.is_some_and(|texts| texts.contains_key(locale));
        copied.into_iter().flat_map(BTreeMap::keys).all(has)
    };
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(3),
        timeout: Some(Duration::from_secs(20)),
    };
    match wait_for("the App Clip's card", patience, async || Ok(read().await?.filter(is_whole))).await {
        Err(error) if error.kind() == spaceship::ErrorKind::TimedOut => {}
        done => return Ok(done?),
    }
    // What was not copied is made as what is new.
    read().await?.ok_or_else(|| {
        let what = "Apple took the App Clip's card and does not have it";
        Failure::new(exit::FAILED, what).hint("run the command again; what was done stays")
    })
}

/// Does the steps of a card that is there.
pub(in crate::store) async fn apply(work: &Work<'_>, steps: &[Step]) -> Result<(), Failure> {
    let steps =
        steps.iter().filter_map(|step| if let Step::AppClip(step) = step { Some(step) } else { None });
    let steps = steps.collect::<Vec<_>>();
    if steps.is_empty() {
        return Ok(());
    }
    let card = work.page.clip.as_ref().and_then(|clip| clip.card.as_ref());
    let card = card.ok_or_else(|| Failure::new(exit::NOT_FOUND, "the card of the App Clip is gone"))?;
    let there = card.texts.iter().map(|(locale, text)| (locale.as_str(), text.id.clone()));
    let mut texts = there.collect::<BTreeMap<_, _>>();
    let mut images = Vec::new();
    for step in steps {
        match step {
            CardStep::Make(_) => {}
            CardStep::Action(_, action) => set_action(work, card, action).await?,
            CardStep::Text(text) => {
                texts.insert(&text.locale, write(work, card, text).await?);
            }
            CardStep::Image(image) => images.push(image),
            CardStep::Addresses(_, all) => set_addresses(work, card, all).await?,
        }
    }
    stream::iter(images.into_iter().map(Ok::<_, Failure>))
        .try_for_each_concurrent(AT_ONCE, |plan| {
            let text = texts.get(plan.locale.as_str());
            async move {
                let what = || format!("the App Clip's card has no locale {}", plan.locale);
                let text = text.ok_or_else(|| Failure::new(exit::FAILED, what()))?;
                image::bring(work, text, plan).await
            }
        })
        .await
}

async fn set_action(work: &Work<'_>, card: &Card, action: &str) -> Result<(), Failure> {
    work.context.ui.step(format!("App Clip: {action}"));
    let update = AppClipDefaultExperienceUpdate { action: Field::Set(action.into()), ..Default::default() };
    twice_if_unsure(async || work.client.update(&card.id, &update).await).await?;
    Ok(())
}

/// Writes the text of a locale, or makes it. Answers its id.
async fn write(work: &Work<'_>, card: &Card, text: &TextPlan) -> Result<Localization, Failure> {
    let TextPlan { locale, there, subtitle } = text;
    let what = if subtitle.is_some() { "subtitle" } else { "the locale" };
    work.context.ui.step(format!("App Clip {locale}: {what}"));
    let failed = |error: spaceship::Error| {
        Failure::from(error).context(format!("the App Clip's text in {locale} was not taken"))
    };
    if let Some(there) = there {
        set_subtitle(work, &there.id, subtitle.as_deref()).await.map_err(failed)?;
        return Ok(there.id.clone());
    }
    let mut new = NewAppClipDefaultExperienceLocalization::new(locale.clone(), card.id.clone());
    new.subtitle.clone_from(subtitle);
    let find = async || {
        let relationship = "appClipDefaultExperienceLocalizations";
        let list = work.client.list_related(&card.id, relationship).filter("locale", locale.as_str());
        list.first().await
    };
    match work.client.create_once(&new, find).await {
        Ok(made) => Ok(made.id),
        // A locale is there once at most: Apple may have copied it a moment ago.
        Err(error) => {
            let Some(found) = find().await.map_err(failed)? else { return Err(failed(error)) };
            set_subtitle(work, &found.id, subtitle.as_deref()).await.map_err(failed)?;
            Ok(found.id)
        }
    }
}

async fn set_subtitle(work: &Work<'_>, id: &Localization, subtitle: Option<&str>) -> spaceship::Result<()> {
    let Some(subtitle) = subtitle else { return Ok(()) };
    let update = AppClipDefaultExperienceLocalizationUpdate { subtitle: subtitle.to_owned().into() };
    twice_if_unsure(async || work.client.update(id, &update).await).await.map(drop)
}

async fn set_addresses(work: &Work<'_>, card: &Card, all: &[String]) -> Result<(), Failure> {
    work.context.ui.step("App Clip: addresses for the reviewers");
    let relationship = "appClipAppStoreReviewDetail";
    let find = async || {
        let get = work
            .client
            .get_related::<AppClipDefaultExperience, AppClipAppStoreReviewDetail>(&card.id, relationship);
        Ok(get.optional().await?.map(|found| found.resource))
    };
    let failed = |error: spaceship::Error| {
        Failure::from(error).context("the addresses for the reviewers of the App Clip were not taken")
    };
    // Nothing tells whether Apple copies them with a card; there is one such detail at most.
    let there = match &card.review {
        Some((id, _)) => Some(id.clone()),
        None => find().await.map_err(failed)?.map(|found| found.id),
    };
    if let Some(id) = there {
        let update = AppClipAppStoreReviewDetailUpdate { invocation_urls: Field::Set(all.to_vec()) };
        let once = async || work.client.update(&id, &update).await;
        return twice_if_unsure(once).await.map(drop).map_err(failed);
    }
    let mut new = NewAppClipAppStoreReviewDetail::new(card.id.clone());
    new.invocation_urls = Some(all.to_vec());
    work.client.create_once(&new, find).await.map(drop).map_err(failed)
}

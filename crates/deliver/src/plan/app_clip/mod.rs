//! The card of an App Clip: what differs, and what stands in the way.
//!
//! A version has a card of its own. Where it has none yet, one is made as a copy of the card on the store, so that nothing
//! of that is lost, and then brought to what is wanted.

mod shown;

use std::collections::BTreeSet;

use spaceship::jsonapi::Id;
use spaceship::resources::{AppClip, AppClipDefaultExperience, AppClipHeaderImage};

use super::steps::Step;
use super::{Comparison, Wanted};
use crate::files::{Shot, Uploaded, WantedCard};
use crate::store::{Card, CardText, HeaderImage, Page, RemoteVersion};

pub(super) use shown::changes;

/// One thing to do to the card.
#[derive(Clone, PartialEq)]
pub(crate) enum CardStep {
    Make(NewCard),
    /// Before, after.
    Action(Option<String>, &'static str),
    Text(TextPlan),
    Image(ImagePlan),
    /// The addresses for the reviewers, before and after.
    Addresses(Vec<String>, Vec<String>),
}

/// A card for the version.
#[derive(Clone, PartialEq)]
pub(crate) struct NewCard {
    pub(crate) clip: Id<AppClip>,
    /// The card that it begins as a copy of, and the number of its version.
    pub(crate) from: Option<(Id<AppClipDefaultExperience>, String)>,
    /// The action of one that is no copy.
    pub(crate) action: Option<&'static str>,
}

/// The text of a locale.
#[derive(Clone, PartialEq)]
pub(crate) struct TextPlan {
    pub(crate) locale: String,
    /// `None` where it is to be made.
    pub(crate) there: Option<CardText>,
    /// Absent where only a picture needs the locale.
    pub(crate) subtitle: Option<String>,
}

/// The header image of a locale.
#[derive(Clone, PartialEq)]
pub(crate) struct ImagePlan {
    pub(crate) locale: String,
    pub(crate) shot: Shot,
    /// The one at Apple that makes way for it.
    pub(crate) replaces: Option<HeaderImage>,
    /// It, where Apple has it and has not looked at it yet.
    pub(crate) in_process: Option<Id<AppClipHeaderImage>>,
}

/// Compares the card. `opens` is whether the version is still to be made, as a copy of `there`.
pub(super) fn compare(
    wanted: &Wanted,
    page: &Page,
    there: Option<&RemoteVersion>,
    opens: bool,
    notices: &mut Vec<String>,
) -> Vec<Step> {
    let card = &wanted.card;
    if card.asked && page.platform != "IOS" {
        notices.push(format!(
            "the App Clip is left out: this run is about {}, and App Clips are for iOS",
            page.platform
        ));
    }
    let Some(clip) = page.clip.as_ref().filter(|_| card.asked) else { return Vec::new() };
    let base = clip.card.as_ref();
    let is_own =
        base.is_some_and(|base| there.is_some_and(|there| there.resource.id == base.version)) && !opens;
    let mut steps = Vec::new();
    if !is_own {
        if base.is_none() && card.is_empty() {
            return Vec::new();
        }
        let from = base.map(|base| (base.id.clone(), base.number.clone()));
        let action = if from.is_none() { card.action } else { None };
        steps.push(CardStep::Make(NewCard { clip: clip.id.clone(), from, action }));
    }
    if let (Some(base), Some(action)) = (base, card.action)
        && base.action.as_deref() != Some(action)
    {
        steps.push(CardStep::Action(base.action.clone(), action));
    }
    for locale in locales(wanted, there) {
        let text = base.and_then(|base| base.texts.get(locale));
        steps.extend(self::text(card, locale, text).map(CardStep::Text));
        let image = text.and_then(|text| text.image.as_ref());
        steps.extend(
            card.images.of(locale).and_then(|shot| picture(locale, shot, image)).map(CardStep::Image),
        );
    }
    steps.extend(addresses(card, base));
    steps.into_iter().map(Step::AppClip).collect()
}

/// The locales that the version has or gets, and those that the card's own files name.
fn locales<'a>(wanted: &'a Wanted, there: Option<&'a RemoteVersion>) -> BTreeSet<&'a String> {
    let WantedCard { subtitles, images, .. } = &wanted.card;
    let there = there.into_iter().flat_map(|there| there.texts.keys());
    let files = wanted.metadata.version.keys().chain(subtitles.own.keys()).chain(images.own.keys());
    there.chain(files).collect()
}

fn text(card: &WantedCard, locale: &str, there: Option<&CardText>) -> Option<TextPlan> {
    let before = there.and_then(|there| there.subtitle.as_deref()).map(str::trim);
    let subtitle = card.subtitles.of(locale).filter(|subtitle| before != Some(subtitle));
    let is_new = there.is_none() && card.images.of(locale).is_some();
    (subtitle.is_some() || is_new).then(|| TextPlan {
        locale: locale.to_owned(),
        there: there.cloned(),
        subtitle: subtitle.cloned(),
    })
}

/// What failed or never came whole makes way: it would block a submission.
fn picture(locale: &str, shot: &Shot, there: Option<&HeaderImage>) -> Option<ImagePlan> {
    let same = there.filter(|there| {
        let HeaderImage { id, file_name, md5, size, .. } = there;
        there.is_whole() && shot.is(&Uploaded { id: id.as_str(), file_name, md5, size: *size })
    });
    if same.is_some_and(|same| same.state == "COMPLETE") {
        return None;
    }
    Some(ImagePlan {
        locale: locale.to_owned(),
        shot: shot.clone(),
        replaces: there.filter(|_| same.is_none()).cloned(),
        in_process: same.map(|same| same.id.clone()),
    })
}

/// Their order says nothing.
fn addresses(card: &WantedCard, base: Option<&Card>) -> Option<CardStep> {
    let before = base.and_then(|base| base.review.as_ref()).map(|(_, all)| all.clone()).unwrap_or_default();
    let set = |all: &[String]| all.iter().cloned().collect::<BTreeSet<_>>();
    let differs = !card.addresses.is_empty() && set(&before) != set(&card.addresses);
    differs.then(|| CardStep::Addresses(before, card.addresses.clone()))
}

/// What stands in the way of a new card.
pub(super) fn findings(comparison: &Comparison) -> Option<String> {
    let lacks_action = |step: &Step| {
        let Step::AppClip(CardStep::Make(new)) = step else { return false };
        new.from.is_none() && new.action.is_none()
    };
    comparison.steps.iter().any(lacks_action).then(|| {
        "the App Clip has no card yet, and a new one needs an action; give \
         --app-clip-default-experience-action OPEN, VIEW or PLAY"
            .to_owned()
    })
}

#[cfg(test)]
mod tests;

use super::super::fixture::{page, released, shot};
use super::super::{compare, preflight};
use super::*;
use crate::store::{Clip, RemoteText};

/// A version in preparation in two languages, whose card is as `card`.
fn page_with(card: Option<Card>) -> Page {
    let mut page = page();
    let texts = &mut page.version.as_mut().unwrap().texts;
    for locale in ["en-US", "de-DE"] {
        texts.insert(locale.into(), RemoteText::default());
    }
    page.clip = Some(Clip { id: Id::new("CLIP"), card });
    page
}

/// A card of a version, with a subtitle and a picture in English.
fn card(version: &str) -> Card {
    let image = HeaderImage {
        id: Id::new("IMAGE"),
        file_name: "a.png".into(),
        md5: "aa".into(),
        size: Some(100),
        state: "COMPLETE".into(),
        picture: None,
    };
    let text = CardText { id: Id::new("TEXT"), subtitle: Some("Tides".into()), image: Some(image) };
    Card {
        id: Id::new("CARD"),
        version: Id::new(version),
        number: "1.0".into(),
        action: Some("OPEN".into()),
        texts: [("en-US".to_owned(), text)].into(),
        review: Some((Id::new("REVIEW"), vec!["https://a.example".into(), "https://b.example".into()])),
    }
}

/// What `card` says.
fn wanted() -> Wanted {
    let mut card = WantedCard { asked: true, action: Some("OPEN"), ..WantedCard::default() };
    card.subtitles.set(Some("en-US"), "Tides".into());
    card.images.set(Some("en-US"), shot("a.png", "aa"));
    card.addresses = vec!["https://b.example".into(), "https://a.example".into()];
    Wanted { card, ..Wanted::default() }
}

/// The changes, a line each.
fn shown(wanted: &Wanted, page: &Page) -> Vec<String> {
    let steps = compare(wanted, page).steps;
    let changes = steps.iter().flat_map(|step| match step {
        Step::AppClip(step) => changes(step, |path| path.display().to_string()),
        _ => panic!("only the card differs"),
    });
    changes.map(|change| change.to_string()).collect()
}

#[test]
fn what_is_there_gives_no_step_and_what_is_not_said_stays() {
    let page = page_with(Some(card("V1")));
    assert_eq!(shown(&wanted(), &page), Vec::<String>::new());
    let silent = Wanted { card: WantedCard { asked: true, ..WantedCard::default() }, ..Wanted::default() };
    assert_eq!(shown(&silent, &page), Vec::<String>::new());
}

#[test]
fn each_difference_is_a_change() {
    let page = page_with(Some(card("V1")));
    let mut wanted = wanted();
    wanted.card.action = Some("PLAY");
    wanted.card.subtitles.set(None, "Gezeiten".into());
    wanted.card.images.set(Some("en-US"), shot("b.png", "bb"));
    wanted.card.addresses.pop();
    let expected = [
        "~ action App Clip: \"OPEN\" -> \"PLAY\"",
        "+ subtitle App Clip de-DE: \"Gezeiten\"",
        "- header image App Clip en-US a.png (in no file)",
        "+ header image App Clip en-US b.png",
        "~ invocation URLs App Clip: \"https://a.example, https://b.example\" -> \"https://b.example\"",
    ];
    assert_eq!(shown(&wanted, &page), expected);
}

#[test]
fn the_default_is_for_every_locale_of_the_version_without_its_own() {
    let mut wanted = wanted();
    wanted.card.images.set(None, shot("default.png", "dd"));
    wanted.metadata.version.insert("ja".into(), std::collections::BTreeMap::new());
    let steps = compare(&wanted, &page_with(Some(card("V1")))).steps;
    let locales = steps.iter().filter_map(|step| match step {
        Step::AppClip(CardStep::Image(image)) => Some((image.locale.as_str(), image.shot.file_name())),
        _ => None,
    });
    let expected = [("de-DE", "default.png".to_owned()), ("ja", "default.png".to_owned())];
    assert_eq!(locales.collect::<Vec<_>>(), expected);
}

#[test]
fn a_version_without_a_card_gets_a_copy_of_the_one_on_the_store() {
    let page = page_with(Some(card("LIVE")));
    let mut wanted = wanted();
    assert_eq!(shown(&wanted, &page), ["+ card App Clip (as version 1.0 has it)"]);
    wanted.card = WantedCard { asked: true, ..WantedCard::default() };
    assert_eq!(shown(&wanted, &page), ["+ card App Clip (as version 1.0 has it)"]);
    wanted.card.action = Some("VIEW");
    assert_eq!(shown(&wanted, &page)[1..], ["~ action App Clip: \"OPEN\" -> \"VIEW\""]);
    wanted.card.asked = false;
    assert_eq!(shown(&wanted, &page), Vec::<String>::new(), "nothing was said of App Clips");
}

#[test]
fn a_version_that_is_to_be_made_begins_without_a_card() {
    let mut page = released();
    page.clip = Some(Clip { id: Id::new("CLIP"), card: Some(card("V1")) });
    let mut wanted = wanted();
    assert_eq!(shown(&wanted, &page), Vec::<String>::new());
    wanted.version = Some("1.1".into());
    let steps = compare(&wanted, &page).steps;
    assert!(matches!(&steps[..], [Step::CreateVersion(_), Step::AppClip(CardStep::Make(_))]));
}

#[test]
fn a_card_from_nothing_needs_an_action() {
    let page = page_with(None);
    let mut wanted = wanted();
    let expected = [
        "+ card App Clip: \"OPEN\"",
        "+ subtitle App Clip en-US: \"Tides\"",
        "+ header image App Clip en-US a.png",
        "~ invocation URLs App Clip: \"https://b.example, https://a.example\"",
    ];
    assert_eq!(shown(&wanted, &page), expected);
    let found = |wanted: &Wanted| preflight(wanted, &page, &compare(wanted, &page));
    assert_eq!(found(&wanted), Vec::<String>::new());
    wanted.card.action = None;
    assert!(found(&wanted)[0].contains("--app-clip-default-experience-action OPEN, VIEW or PLAY"));
    wanted.card = WantedCard { asked: true, ..WantedCard::default() };
    assert_eq!((shown(&wanted, &page), found(&wanted)), (vec![], vec![]));
}

#[test]
fn a_picture_that_failed_makes_way_and_one_in_process_is_waited_for() {
    let mut page = page_with(Some(card("V1")));
    let mut in_state = |state: &str| {
        let card = page.clip.as_mut().unwrap().card.as_mut().unwrap();
        let image = card.texts.get_mut("en-US").unwrap().image.as_mut().unwrap();
        image.state = state.into();
        compare(&wanted(), &page).steps
    };
    for state in ["FAILED", "AWAITING_UPLOAD"] {
        let steps = in_state(state);
        let [Step::AppClip(CardStep::Image(plan))] = &steps[..] else { panic!("one picture") };
        assert!(plan.replaces.is_some() && plan.in_process.is_none(), "{state}");
    }
    let steps = in_state("UPLOAD_COMPLETE");
    let [Step::AppClip(CardStep::Image(plan))] = &steps[..] else { panic!("one picture") };
    assert!(plan.replaces.is_none() && plan.in_process.is_some());
    assert!(changes(&CardStep::Image(plan.clone()), |_| String::new()).is_empty());
}

#[test]
fn other_platforms_have_no_app_clip_and_the_user_is_told() {
    let mut page = page_with(Some(card("V1")));
    page.platform = "MAC_OS".into();
    let comparison = compare(&wanted(), &page);
    assert!(comparison.steps.is_empty());
    assert!(comparison.notices[0].contains("the App Clip is left out"), "{:?}", comparison.notices);
}

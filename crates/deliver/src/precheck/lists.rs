//! The phrases that the rules look for.
//!
//! The rules are fastlane's; the phrases are those that its documentation speaks of, and some that are as plain.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::rules::Rule;
use super::words::{Phrase, Word};

/// What of Apple's has no bugs in a store's text.
const APPLE: [&str; 13] = [
    "ios",
    "ipados",
    "macos",
    "watchos",
    "tvos",
    "visionos",
    "safari",
    "webkit",
    "uikit",
    "swiftui",
    "apple store",
    "app store",
    "siri",
];

const SLIGHTS: [&str; 6] = ["slow iphone", "slow ipad", "slow mac", "old iphone", "old ipad", "apple sucks"];

const PLACEHOLDERS: [&str; 8] = [
    "lorem ipsum",
    "hipster ipsum",
    "bacon ipsum",
    "dolor sit amet",
    "placeholder",
    "text here",
    "description here",
    "your text",
];

const PLATFORMS: [&str; 18] = [
    "android",
    "google",
    "play store",
    "windows phone",
    "windows mobile",
    "windows 10 mobile",
    "windows universal app",
    "wua",
    "blackberry",
    "palm os",
    "symbian",
    "tizen",
    "sailfish os",
    "webos",
    "harmonyos",
    "fire os",
    "amazon appstore",
    "galaxy store",
];

/// What has the name of another platform and is none: services that an app may work with.
const NO_PLATFORMS: [&str; 2] = ["google analytics", "google drive"];

const PROMISES: [&str; 13] = [
    "coming soon",
    "coming shortly",
    "in the next release",
    "in the next version",
    "in the next update",
    "in a future release",
    "in a future version",
    "in a future update",
    "arriving soon",
    "arriving shortly",
    "here soon",
    "here shortly",
    "available soon",
];

const TESTS: [&str; 9] = [
    "testing",
    "just a test",
    "this is a test",
    "alpha test",
    "beta test",
    "beta version",
    "alpha version",
    "test version",
    "test app",
];

const FREE: [&str; 1] = ["free"];

/// What a purchase may well be: without something.
const NO_GIFTS: [&str; 4] = ["ad free", "ads free", "commercial free", "distraction free"];

/// What a rule looks for, and what it leaves alone although it contains that.
struct List {
    wanted: Vec<Phrase>,
    exempt: Vec<Phrase>,
}

static LISTS: LazyLock<BTreeMap<Rule, List>> = LazyLock::new(|| {
    let phrases = |texts: &[&str]| texts.iter().map(|text| Phrase::new(text)).collect::<Vec<_>>();
    let bugs = APPLE.iter().flat_map(|name| [format!("{name} bug"), format!("{name} bugs")]);
    let mut slights = phrases(&SLIGHTS);
    slights.extend(bugs.map(|text| Phrase::new(&text)));
    let list = |wanted| List { wanted, exempt: Vec::new() };
    BTreeMap::from([
        (Rule::NegativeAppleSentiment, list(slights)),
        (Rule::PlaceholderText, list(phrases(&PLACEHOLDERS))),
        (Rule::OtherPlatforms, List { wanted: phrases(&PLATFORMS), exempt: phrases(&NO_PLATFORMS) }),
        (Rule::FutureFunctionality, list(phrases(&PROMISES))),
        (Rule::TestWords, list(phrases(&TESTS))),
        (Rule::FreeStuffInIap, List { wanted: phrases(&FREE), exempt: phrases(&NO_GIFTS) }),
    ])
});

/// The words that a rule with a list finds: as they are written, each with its line.
pub(super) fn listed(rule: Rule, words: &[Word]) -> Vec<(String, usize)> {
    LISTS.get(&rule).map(|list| found(&list.wanted, &list.exempt, words)).unwrap_or_default()
}

/// Where phrases stand, but for places within those that are exempt: as they are written, with their lines.
pub(super) fn found(wanted: &[Phrase], exempt: &[Phrase], words: &[Word]) -> Vec<(String, usize)> {
    let exempt = exempt.iter().flat_map(|phrase| phrase.places(words)).collect::<Vec<_>>();
    let mut places = wanted.iter().flat_map(|phrase| phrase.places(words)).collect::<Vec<_>>();
    places.retain(|place| !exempt.iter().any(|safe| safe.start <= place.start && place.end <= safe.end));
    places.sort_by_key(|place| (place.start, place.end));
    let written = |place: std::ops::Range<usize>| {
        let here = words.get(place)?;
        let text = here.iter().map(|word| word.seen.as_str()).collect::<Vec<_>>().join(" ");
        Some((text, here.first()?.line))
    };
    places.into_iter().filter_map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn found(rule: Rule, text: &str) -> Vec<String> {
        listed(rule, &words(text)).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn each_rule_finds_what_it_is_about_and_no_more() {
        let cases = [
            (Rule::NegativeAppleSentiment, "Works around an iOS bug", "A bug in our iOS app is gone"),
            (Rule::PlaceholderText, "Lorem ipsum dolor", "A cat named Lorem"),
            (Rule::OtherPlatforms, "Also for Windows Phone", "Clean your windows; phone us"),
            (Rule::FutureFunctionality, "Widgets are coming soon", "The tide is coming. Soon it turns"),
            (Rule::TestWords, "This is a beta test", "Tested by divers; a contest"),
            (Rule::FreeStuffInIap, "100 free coins", "Carefree; Freedom; ad-free"),
        ];
        for (rule, wrong, right) in cases {
            assert!(!found(rule, wrong).is_empty(), "{rule}: {wrong}");
            assert_eq!(found(rule, right), Vec::<String>::new(), "{rule}: {right}");
        }
    }

    #[test]
    fn services_are_no_platforms() {
        assert!(
            found(Rule::OtherPlatforms, "Saves to Google Drive, counts with Google Analytics").is_empty()
        );
        assert_eq!(found(Rule::OtherPlatforms, "Google Drive on Google Pixel"), ["Google"]);
    }

    #[test]
    fn every_list_has_a_rule_without_other_means() {
        let others = [Rule::CurseWords, Rule::CustomText, Rule::CopyrightDate, Rule::UnreachableUrls];
        for rule in Rule::ALL {
            assert_eq!(LISTS.contains_key(&rule), !others.contains(&rule), "{rule}");
        }
    }
}

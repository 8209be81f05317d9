//! The rules: their names, what each is about, and how much it matters.

use std::fmt;

use serde::Serialize;

/// What happens when a rule finds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Level {
    /// The rule does not run.
    Skip,
    /// It is said, and the run goes on.
    Warn,
    /// The run ends before its first write.
    Error,
}

impl Level {
    /// The words for the levels.
    pub(super) const WORDS: [&str; 3] = ["skip", "warn", "error"];

    /// The level for a word, which may be a symbol of Ruby.
    pub(super) fn of(word: &str) -> Option<Self> {
        match word.trim().trim_start_matches(':') {
            "skip" => Some(Self::Skip),
            "warn" => Some(Self::Warn),
            "error" => Some(Self::Error),
            _ => None,
        }
    }
}

/// A rule, under fastlane's name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Rule {
    NegativeAppleSentiment,
    PlaceholderText,
    OtherPlatforms,
    FutureFunctionality,
    TestWords,
    CurseWords,
    FreeStuffInIap,
    CustomText,
    CopyrightDate,
    UnreachableUrls,
}

impl Rule {
    pub(crate) const ALL: [Self; 10] = [
        Self::NegativeAppleSentiment,
        Self::PlaceholderText,
        Self::OtherPlatforms,
        Self::FutureFunctionality,
        Self::TestWords,
        Self::CurseWords,
        Self::FreeStuffInIap,
        Self::CustomText,
        Self::CopyrightDate,
        Self::UnreachableUrls,
    ];

    /// The name, as in a Precheckfile.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::NegativeAppleSentiment => "negative_apple_sentiment",
            Self::PlaceholderText => "placeholder_text",
            Self::OtherPlatforms => "other_platforms",
            Self::FutureFunctionality => "future_functionality",
            Self::TestWords => "test_words",
            Self::CurseWords => "curse_words",
            Self::FreeStuffInIap => "free_stuff_in_iap",
            Self::CustomText => "custom_text",
            Self::CopyrightDate => "copyright_date",
            Self::UnreachableUrls => "unreachable_urls",
        }
    }

    /// The rule of that name; a hyphen may stand for an underscore.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim().replace('-', "_");
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// The variables that set its level, the first that is set counts.
    pub(super) const fn variables(self) -> &'static [&'static str] {
        match self {
            Self::NegativeAppleSentiment => &["RULE_NEGATIVE_APPLE_SENTIMENT"],
            // fastlane's name for it has a word more.
            Self::PlaceholderText => &["RULE_PLACEHOLDER_TEXT", "RULE_PLACEHOLDER_TEXT_THINGS"],
            Self::OtherPlatforms => &["RULE_OTHER_PLATFORMS"],
            Self::FutureFunctionality => &["RULE_FUTURE_FUNCTIONALITY"],
            Self::TestWords => &["RULE_TEST_WORDS"],
            Self::CurseWords => &["RULE_CURSE_WORDS"],
            Self::FreeStuffInIap => &["RULE_FREE_STUFF_IN_IAP"],
            Self::CustomText => &["RULE_CUSTOM_TEXT"],
            Self::CopyrightDate => &["RULE_COPYRIGHT_DATE"],
            Self::UnreachableUrls => &["RULE_UNREACHABLE_URLS"],
        }
    }

    /// What is wrong with a text in which it finds something; what it found follows.
    pub(super) const fn complaint(self) -> &'static str {
        match self {
            Self::NegativeAppleSentiment => "speaks ill of Apple's products",
            Self::PlaceholderText => "has text that stands for other text",
            Self::OtherPlatforms => "names another platform",
            Self::FutureFunctionality => "promises what is not there yet",
            Self::TestWords => "reads like a test",
            Self::CurseWords => "has words that may offend",
            Self::FreeStuffInIap => "calls a purchase free",
            Self::CustomText => "has words that this project does not want",
            Self::CopyrightDate => "does not have the right year",
            Self::UnreachableUrls => "cannot be reached",
        }
    }

    /// What to do about it.
    pub(crate) const fn remedy(self) -> &'static str {
        match self {
            Self::NegativeAppleSentiment => "say what the app does, not what Apple's products do not",
            Self::PlaceholderText => "write the text that is meant",
            Self::OtherPlatforms => "leave other platforms out; Apple refuses texts that name them",
            Self::FutureFunctionality => "speak of what this version has",
            Self::TestWords => "say what the app is for; Apple refuses tests",
            Self::CurseWords => "choose another word",
            Self::FreeStuffInIap => "leave the word out; what is bought is not free",
            Self::CustomText => "choose other words, or take them out of custom_text",
            Self::CopyrightDate => "write the present year and the owner into copyright.txt",
            Self::UnreachableUrls => "put the page there, or correct the address; reviewers open it",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_found_by_its_name_and_has_its_variable() {
        for rule in Rule::ALL {
            assert_eq!(Rule::of(rule.name()), Some(rule));
            assert_eq!(serde_json::to_value(rule).unwrap(), rule.name());
            assert_eq!(rule.variables()[0], format!("RULE_{}", rule.name().to_uppercase()));
        }
        assert_eq!(Rule::of("curse-words"), Some(Rule::CurseWords));
        assert_eq!(Rule::of("curses"), None);
    }

    #[test]
    fn every_level_has_its_word_and_symbol() {
        for word in Level::WORDS {
            let level = Level::of(word).unwrap();
            assert_eq!(Level::of(&format!(":{word}")), Some(level));
            assert_eq!(serde_json::to_value(level).unwrap(), word);
        }
        assert_eq!(Level::of("warning"), None);
    }
}

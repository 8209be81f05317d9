//! How many of which type a team is to have.

use std::str::FromStr;

use super::fill::TYPES;
use crate::pictures;

/// Shorter words for types with long names.
const WORDS: &[(&str, &str)] = &[
    ("crashes", "betaFeedbackCrashSubmissions"),
    ("feedback", pictures::OWNER),
    ("reviews", "customerReviews"),
    ("testers", "betaTesters"),
];

/// How many resources of each type a team is to have, written as `devices=10000,profiles=500`. Testers, their feedback
/// with screenshots, their crashes and what customers write are also known as `testers`, `feedback`, `crashes` and
/// `reviews`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Population {
    counts: Vec<(&'static str, usize)>,
}

impl Population {
    /// How many of a type are wanted.
    pub(super) fn of(&self, kind: &str) -> Option<usize> {
        self.counts.iter().find(|(known, _)| *known == kind).map(|(_, count)| *count)
    }
}

impl FromStr for Population {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut population = Self::default();
        for part in text.split(',') {
            let (name, count) = part
                .split_once('=')
                .ok_or_else(|| format!("`{part}` is not of the form TYPE=NUMBER, such as devices=100"))?;
            let meant = WORDS.iter().find(|(word, _)| *word == name).map_or(name, |(_, kind)| kind);
            let kind = TYPES.iter().copied().find(|kind| *kind == meant).ok_or_else(|| {
                format!("`{name}` cannot be populated; these types can: {}", TYPES.join(", "))
            })?;
            let count = count.parse().map_err(|_| format!("`{count}` is no number of {kind}"))?;
            if population.of(kind).is_some() {
                return Err(format!("{kind} is given twice"));
            }
            population.counts.push((kind, count));
        }
        Ok(population)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_population_names_types_and_numbers() {
        let population = "devices=10000,betaTesters=5".parse::<Population>();
        let population = population.expect("both types are known");
        assert_eq!(population.of("devices"), Some(10_000));
        assert_eq!(population.of("betaTesters"), Some(5));
        assert_eq!(population.of("profiles"), None);
    }

    #[test]
    fn a_short_word_means_its_type() {
        let population = "testers=3,feedback=2,crashes=1".parse::<Population>().expect("words are known");
        assert_eq!(population.of("betaTesters"), Some(3));
        assert_eq!(population.of("betaFeedbackScreenshotSubmissions"), Some(2));
        assert_eq!(population.of("betaFeedbackCrashSubmissions"), Some(1));
        let twice = "testers=3,betaTesters=2".parse::<Population>();
        assert_eq!(twice.expect_err("one type"), "betaTesters is given twice");
    }

    #[test]
    fn what_cannot_be_populated_is_refused_with_what_can() {
        let refused = |text: &str| text.parse::<Population>().expect_err("the text is wrong");
        let unknown = refused("device=1");
        assert!(unknown.contains("`device`") && unknown.contains("devices, "), "{unknown}");
        assert_eq!(refused("devices=many"), "`many` is no number of devices");
        assert_eq!(refused("devices=-1"), "`-1` is no number of devices");
        assert_eq!(refused("devices=1,devices=2"), "devices is given twice");
        assert!(refused("devices").contains("TYPE=NUMBER"));
        assert!(refused("").contains("TYPE=NUMBER"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in ".*") {
            let _ = text.parse::<Population>();
        }
    }
}

//! What Apple takes in a text: lengths, characters, web addresses.

use serde_json::{Map, Value};

use crate::engine::refusal::ErrorItem;

/// What a text attribute must keep to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rule {
    /// At most so many characters.
    AtMost(usize),
    /// At most so many characters, none of them a pictograph.
    Plain(usize),
    /// At least and at most so many characters, none of them a pictograph.
    PlainBetween(usize, usize),
    /// A web address.
    Url,
}

/// The longest web address that is taken.
const LONGEST_URL: usize = 255;

/// Every way in which the attributes break their rules.
pub(crate) fn faults(attributes: &Map<String, Value>, rules: &[(&str, Rule)]) -> Vec<ErrorItem> {
    rules
        .iter()
        .filter_map(|(name, rule)| {
            let text = attributes.get(*name)?.as_str()?;
            fault(name, text, *rule)
        })
        .collect()
}

fn fault(name: &str, text: &str, rule: Rule) -> Option<ErrorItem> {
    match rule {
        Rule::AtMost(most) => too_long(name, text, most),
        Rule::Plain(most) => too_long(name, text, most).or_else(|| pictograph(name, text)),
        Rule::PlainBetween(least, most) => too_short(name, text, least)
            .or_else(|| too_long(name, text, most))
            .or_else(|| pictograph(name, text)),
        Rule::Url => too_long(name, text, LONGEST_URL).or_else(|| no_url(name, text)),
    }
}

fn too_long(name: &str, text: &str, most: usize) -> Option<ErrorItem> {
    (text.chars().count() > most).then(|| {
        ErrorItem::new(
            409,
            "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG",
            "The provided entity includes an attribute with an invalid value",
            format!("The field '{name}' is too long. It can be {most} characters at most."),
        )
        .at(format!("/data/attributes/{name}"))
    })
}

fn too_short(name: &str, text: &str, least: usize) -> Option<ErrorItem> {
    (text.chars().count() < least).then(|| {
        invalid(name, format!("The field '{name}' is too short. It needs {least} characters at least."))
    })
}

/// Pictographs, which Apple refuses in names and keywords: all above the basic plane that is no letter, and the
/// symbol blocks that hold the older ones.
fn pictograph(name: &str, text: &str) -> Option<ErrorItem> {
    let found: Vec<String> = text
        .chars()
        .filter(|c| matches!(u32::from(*c), 0x2600..=0x27BF | 0xFE00..=0xFE0F | 0xFFFD | 0x1F000..=0x1FAFF))
        .map(String::from)
        .collect();
    (!found.is_empty())
        .then(|| invalid(name, format!("Text for {name} contains invalid characters: {}", found.join(", "))))
}

fn no_url(name: &str, text: &str) -> Option<ErrorItem> {
    let good = url::Url::parse(text).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty())
    });
    (!good).then(|| invalid(name, format!("'{text}' is not a valid web address for the field '{name}'")))
}

/// 409 `ENTITY_ERROR.ATTRIBUTE.INVALID` at an attribute.
pub(crate) fn invalid(name: &str, detail: String) -> ErrorItem {
    ErrorItem::new(
        409,
        "ENTITY_ERROR.ATTRIBUTE.INVALID",
        "The provided entity includes an attribute with an invalid value",
        detail,
    )
    .at(format!("/data/attributes/{name}"))
}

/// 409 `ENTITY_ERROR.ATTRIBUTE.REQUIRED` at an attribute.
pub(crate) fn required(name: &str) -> ErrorItem {
    ErrorItem::new(
        409,
        "ENTITY_ERROR.ATTRIBUTE.REQUIRED",
        "The provided entity is missing a required attribute",
        format!("You must provide a value for the attribute '{name}' with this request"),
    )
    .at(format!("/data/attributes/{name}"))
}

/// 409 for an attribute that is locked in the state that its resource has.
pub(crate) fn locked(name: &str) -> ErrorItem {
    ErrorItem::new(
        409,
        "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE",
        "The attribute can not be modified",
        format!("The attribute '{name}' can not be modified in the current state"),
    )
    .at(format!("/data/attributes/{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn codes(name: &str, text: &str, rule: Rule) -> Vec<String> {
        let Value::Object(attributes) = json!({ name: text }) else { return Vec::new() };
        faults(&attributes, &[(name, rule)]).into_iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn a_text_of_the_greatest_length_is_taken_and_one_character_more_is_not() {
        assert!(codes("keywords", &"é".repeat(100), Rule::Plain(100)).is_empty());
        assert_eq!(
            codes("keywords", &"é".repeat(101), Rule::Plain(100)),
            ["ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG"]
        );
    }

    #[test]
    fn a_name_needs_two_characters() {
        assert_eq!(codes("name", "A", Rule::PlainBetween(2, 30)), ["ENTITY_ERROR.ATTRIBUTE.INVALID"]);
        assert!(codes("name", "AB", Rule::PlainBetween(2, 30)).is_empty());
    }

    #[test]
    fn pictographs_are_refused_in_plain_texts_only() {
        assert_eq!(codes("name", "Demo 🚀", Rule::Plain(30)), ["ENTITY_ERROR.ATTRIBUTE.INVALID"]);
        assert!(codes("name", "示例™ — écran", Rule::Plain(30)).is_empty());
        assert!(codes("description", "Demo 🚀", Rule::AtMost(4000)).is_empty());
    }

    #[test]
    fn only_web_addresses_are_urls() {
        for good in ["https://example.com", "http://example.com/a?b=c"] {
            assert!(codes("supportUrl", good, Rule::Url).is_empty(), "{good}");
        }
        for bad in ["", "example.com", "ftp://example.com", "mailto:a@example.com"] {
            assert_eq!(codes("supportUrl", bad, Rule::Url), ["ENTITY_ERROR.ATTRIBUTE.INVALID"], "{bad}");
        }
    }
}

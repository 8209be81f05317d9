//! What TestFlight takes in a text: fewer characters than anybody would think.

use serde_json::{Map, Value};

use super::locale;
use super::text::{self, Rule};
use crate::engine::refusal::Refusal;
use crate::engine::store::Stored;

const RULES: [(&str, Rule); 4] = [
    ("whatsNew", Rule::AtMost(4000)),
    ("description", Rule::AtMost(4000)),
    ("marketingUrl", Rule::Url),
    ("privacyPolicyUrl", Rule::Url),
];

/// Checks the texts of a request: lengths, web and mail addresses, characters.
pub(super) fn check(attributes: &Map<String, Value>) -> Result<(), Refusal> {
    let mut faults = text::faults(attributes, &RULES);
    for name in ["whatsNew", "description"] {
        let refuses = |letter: char| is_refused(letter) || (letter == '<' && name == "description");
        let given = attributes.get(name).and_then(Value::as_str).unwrap_or_default();
        let mut wrong = Vec::new();
        for letter in given.chars().filter(|letter| refuses(*letter)) {
            if !wrong.contains(&letter) {
                wrong.push(letter);
            }
        }
        if !wrong.is_empty() {
            let listed = wrong.iter().map(char::to_string).collect::<Vec<_>>().join(", ");
            faults
                .push(text::invalid(name, format!("Text for {name} contains invalid characters: {listed}")));
        }
    }
    let email = attributes.get("feedbackEmail").and_then(Value::as_str).filter(|email| !email.is_empty());
    if let Some(email) = email.filter(|email| !super::app_store_review_details::is_email(email)) {
        faults.push(text::invalid("feedbackEmail", format!("'{email}' is no email address")));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.into()) }
}

/// Checks that a locale is new among its siblings, whatever its case.
pub(super) fn new_locale<'a>(
    mut siblings: impl Iterator<Item = &'a Stored>,
    given: &str,
) -> Result<(), Refusal> {
    if siblings.any(|text| text.text("locale").eq_ignore_ascii_case(given)) {
        return Err(locale::duplicate(given));
    }
    locale::check("locale", given)
}

/// Pictographs, box drawing, enclosing marks, private characters, and some whole scripts: Tibetan, Georgian,
/// Ethiopic, Cherokee, Khmer.
fn is_refused(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0F00..=0x0FFF | 0x10A0..=0x10FF | 0x1200..=0x139F | 0x13A0..=0x13FF | 0x1780..=0x17FF
        | 0xFE00..=0xFE0F | 0x20D0..=0x20FF | 0x2400..=0x245F | 0x2500..=0x259F | 0x2600..=0x27EF
        | 0x2800..=0x28FF | 0x2980..=0x2BFF | 0xE000..=0xF8FF | 0xFFFD | 0x1_0000..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn details(name: &str, text: &str) -> Vec<String> {
        let Value::Object(attributes) = json!({ name: text }) else { return Vec::new() };
        let faults = check(&attributes).err().map(|refusal| refusal.errors).unwrap_or_default();
        faults.into_iter().map(|fault| fault.detail).collect()
    }

    #[test]
    fn what_testers_read_takes_letters_arrows_and_marks_of_trade() {
        for good in ["→ ™ © ® ℹ ⌘ ① ■ • – € 中文 العربية עברית ไทย देवनागरी\t\n", "a < b && b > c"]
        {
            assert_eq!(details("whatsNew", good), [""; 0], "{good}");
        }
    }

    #[test]
    fn each_refused_character_is_named_once() {
        let told = details("whatsNew", "Fast 🚀🚀 and ✅ done 🚀");
        assert_eq!(told, ["Text for whatsNew contains invalid characters: 🚀, ✅"]);
        for bad in ["★", "─", "\u{fe0f}", "\u{e000}", "\u{fffd}", "ქართული"] {
            assert_eq!(details("whatsNew", bad).len(), 1, "{bad}");
        }
    }

    #[test]
    fn a_description_takes_no_opening_bracket() {
        assert_eq!(details("description", "a < b").len(), 1);
        assert_eq!(details("description", "a > b & c"), [""; 0]);
    }

    #[test]
    fn four_thousand_characters_are_the_most() {
        assert_eq!(details("whatsNew", &"é".repeat(4000)), [""; 0]);
        assert_eq!(details("whatsNew", &"é".repeat(4001)).len(), 1);
    }
}

//! Which file is which of Apple's fields, and what each field takes.

/// What a localized text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Owner {
    /// The app, whatever its version.
    Info,
    /// The version.
    Version,
}

/// A localized text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// The file's name without `.txt`.
    pub(crate) file: &'static str,
    /// Apple's attribute.
    pub(crate) attribute: &'static str,
    pub(crate) owner: Owner,
    /// The most characters, where Apple limits them.
    pub(crate) longest: Option<usize>,
    /// Whether it is a web address.
    pub(crate) url: bool,
}

const fn text(file: &'static str, attribute: &'static str, owner: Owner, longest: usize) -> Field {
    Field { file, attribute, owner, longest: Some(longest), url: false }
}

const fn url(file: &'static str, attribute: &'static str, owner: Owner) -> Field {
    Field { file, attribute, owner, longest: Some(255), url: true }
}

/// Every localized text. Lengths are counted in Unicode scalar values: Apple speaks of characters, and what people
/// see as one character may be several of these, so that this count is never the more generous one.
pub(crate) const FIELDS: [Field; 10] = [
    text("name", "name", Owner::Info, 30),
    text("subtitle", "subtitle", Owner::Info, 30),
    url("privacy_url", "privacyPolicyUrl", Owner::Info),
    Field {
        file: "apple_tv_privacy_policy",
        attribute: "privacyPolicyText",
        owner: Owner::Info,
        longest: None,
        url: false,
    },
    text("description", "description", Owner::Version, 4000),
    text("keywords", "keywords", Owner::Version, 100),
    text("release_notes", "whatsNew", Owner::Version, 4000),
    url("support_url", "supportUrl", Owner::Version),
    url("marketing_url", "marketingUrl", Owner::Version),
    text("promotional_text", "promotionalText", Owner::Version, 170),
];

impl Field {
    /// Whether Apple takes no pictures in it.
    fn is_plain(&self) -> bool {
        matches!(self.attribute, "name" | "subtitle" | "keywords")
    }
}

/// Emoji and their variants. Letters beyond the basic plane are none.
fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{2600}'..='\u{27bf}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// The files of review information, with fastlane's older names for them.
pub(crate) const REVIEW_FIELDS: [(&str, &str, &str); 7] = [
    ("first_name", "review_first_name", "contactFirstName"),
    ("last_name", "review_last_name", "contactLastName"),
    ("phone_number", "review_phone_number", "contactPhone"),
    ("email_address", "review_email", "contactEmail"),
    ("demo_user", "review_demo_user", "demoAccountName"),
    ("demo_password", "review_demo_password", "demoAccountPassword"),
    ("notes", "review_notes", "notes"),
];

/// The files of categories, and Apple's relationships for them.
pub(crate) const CATEGORY_FIELDS: [(&str, &str); 6] = [
    ("primary_category", "primaryCategory"),
    ("primary_first_sub_category", "primarySubcategoryOne"),
    ("primary_second_sub_category", "primarySubcategoryTwo"),
    ("secondary_category", "secondaryCategory"),
    ("secondary_first_sub_category", "secondarySubcategoryOne"),
    ("secondary_second_sub_category", "secondarySubcategoryTwo"),
];

/// What is wrong with a text, if anything is.
pub(crate) fn fault(field: &Field, text: &str) -> Option<String> {
    let length = text.chars().count();
    if text.is_empty() {
        let needed = field.attribute == "name";
        return needed.then(|| "is empty; an app cannot be without its name".into());
    }
    if let Some(longest) = field.longest.filter(|longest| length > *longest) {
        return Some(format!("has {length} characters; Apple takes {longest}"));
    }
    if field.attribute == "name" && length < 2 {
        return Some("has one character; a name needs two".into());
    }
    if let Some(picture) = text.chars().find(|letter| field.is_plain() && is_pictograph(*letter)) {
        return Some(format!("has {picture} ({}), which Apple refuses there", picture.escape_unicode()));
    }
    if let Some(control) =
        text.chars().find(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
    {
        return Some(format!("has the control character {}", control.escape_unicode()));
    }
    let web = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_url = web.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace));
    (field.url && !is_url).then(|| "is no web address; it needs to begin with https:// or http://".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(file: &str) -> Field {
        *FIELDS.iter().find(|field| field.file == file).unwrap()
    }

    #[test]
    fn each_limit_holds_on_both_sides_of_its_edge() {
        for field in FIELDS.iter().filter(|field| !field.url) {
            let Some(longest) = field.longest else { continue };
            assert_eq!(fault(field, &"é".repeat(longest)), None, "{}", field.file);
            assert!(fault(field, &"é".repeat(longest + 1)).is_some(), "{}", field.file);
        }
    }

    #[test]
    fn pictures_are_told_where_apple_takes_none() {
        for file in ["name", "subtitle", "keywords"] {
            assert!(fault(&field(file), "Tide \u{1f30a}").is_some_and(|why| why.contains("1f30a")), "{file}");
            assert_eq!(fault(&field(file), "潮汐 – écran™ \u{20b9f}"), None, "{file}");
        }
        assert_eq!(fault(&field("description"), "Tide \u{1f30a}"), None);
    }

    #[test]
    fn addresses_have_255_characters_at_most() {
        let address = |length: usize| {
            let start = "https://example.com/";
            format!("{start}{}", "x".repeat(length - start.len()))
        };
        for field in FIELDS.iter().filter(|field| field.url) {
            assert_eq!(fault(field, &address(255)), None, "{}", field.file);
            assert!(fault(field, &address(256)).is_some(), "{}", field.file);
        }
    }

    #[test]
    fn a_name_is_at_least_two_letters_and_other_texts_may_be_empty() {
        assert!(fault(&field("name"), "").is_some() && fault(&field("name"), "x").is_some());
        assert_eq!(fault(&field("name"), "xy"), None);
        for other in FIELDS.iter().filter(|other| other.file != "name") {
            assert_eq!(fault(other, ""), None, "{}", other.file);
        }
    }

    #[test]
    fn addresses_and_control_characters_are_looked_at() {
        assert_eq!(fault(&field("support_url"), "https://example.com/a"), None);
        for wrong in ["example.com", "https://", "https://exa mple.com", "ftp://example.com"] {
            assert!(fault(&field("support_url"), wrong).is_some(), "{wrong}");
        }
        assert!(fault(&field("description"), "bell\u{7}").is_some());
        assert_eq!(fault(&field("description"), "two\nlines"), None);
    }
}

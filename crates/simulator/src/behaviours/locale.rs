//! The languages of the App Store.

use crate::engine::refusal::Refusal;

/// Every locale that a localization may have.
const LOCALES: [&str; 50] = [
    "ar-SA", "bn-BD", "ca", "cs", "da", "de-DE", "el", "en-AU", "en-CA", "en-GB", "en-US", "es-ES", "es-MX",
    "fi", "fr-CA", "fr-FR", "gu-IN", "he", "hi", "hr", "hu", "id", "it", "ja", "kn-IN", "ko", "ml-IN",
    "mr-IN", "ms", "nl-NL", "no", "or-IN", "pa-IN", "pl", "pt-BR", "pt-PT", "ro", "ru", "sk", "sl-SI", "sv",
    "ta-IN", "te-IN", "th", "tr", "uk", "ur-PK", "vi", "zh-Hans", "zh-Hant",
];

/// Whether the App Store has this locale.
pub(crate) fn is_known(locale: &str) -> bool {
    LOCALES.contains(&locale)
}

/// Refuses a locale that the App Store does not have.
pub(crate) fn check(attribute: &str, locale: &str) -> Result<(), Refusal> {
    if is_known(locale) {
        return Ok(());
    }
    Err(Refusal::attribute(
        "ENTITY_ERROR.ATTRIBUTE.INVALID",
        attribute,
        "An attribute value is invalid.",
        format!("The language specified is not listed for localization: '{locale}'"),
    ))
}

/// The refusal of a locale that is there already.
pub(crate) fn duplicate(locale: &str) -> Refusal {
    Refusal::attribute(
        "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE",
        "locale",
        "The provided entity includes an attribute with a value that has already been used",
        format!("A localization for '{locale}' already exists. Try updating that localization instead."),
    )
}

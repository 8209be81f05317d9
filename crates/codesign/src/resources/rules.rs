//! Which files of a bundle are sealed, and how.
//!
//! The rules are those that codesign writes for bundles without a `Contents` folder, which all bundles for
//! iOS, tvOS and watchOS are. They are regular expressions with weights, of which the heaviest that fits
//! decides; here stands what they amount to, beside their text.

use plist::{Dictionary, Value};

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// It is sealed.
    Sealed,
    /// It is sealed, and may be missing.
    Optional,
    /// It is left out.
    Omitted,
}

/// One rule as it is written: the expression, its weight where it is not 1, and whether it makes files optional or
/// omits them.
type Written = (&'static str, Option<f64>, Option<&'static str>);

/// The rules of old systems, which know one digest.
const OLD: [Written; 5] = [
    ("^.*", None, None),
    ("^.*\\.lproj/", Some(1000.0), Some("optional")),
    ("^.*\\.lproj/locversion.plist$", Some(1100.0), Some("omit")),
    ("^Base\\.lproj/", Some(1010.0), None),
    ("^version.plist$", None, None),
];

/// The rules that count.
const NEW: [Written; 10] = [
    (".*\\.dSYM($|/)", Some(11.0), None),
    ("^(.*/)?\\.DS_Store$", Some(2000.0), Some("omit")),
    ("^.*", None, None),
    ("^.*\\.lproj/", Some(1000.0), Some("optional")),
    ("^.*\\.lproj/locversion.plist$", Some(1100.0), Some("omit")),
    ("^Base\\.lproj/", Some(1010.0), None),
    ("^Info\\.plist$", Some(20.0), Some("omit")),
    ("^PkgInfo$", Some(20.0), Some("omit")),
    ("^embedded\\.provisionprofile$", Some(20.0), None),
    ("^version\\.plist$", Some(20.0), None),
];

/// What the old rules say to a path.
pub(super) fn old(path: &str) -> Rule {
    localized(path)
}

/// What the new rules say to a path.
pub(super) fn new(path: &str) -> Rule {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name == ".DS_Store" {
        return Rule::Omitted;
    }
    match localized(path) {
        Rule::Sealed if matches!(path, "Info.plist" | "PkgInfo") => Rule::Omitted,
        rule => rule,
    }
}

/// What both say to files of languages.
fn localized(path: &str) -> Rule {
    // The dots of that name are not escaped in the rule: they stand for any letter.
    let is_version = |name: &str| {
        name.strip_prefix("locversion")
            .and_then(|rest| rest.strip_suffix("plist"))
            .is_some_and(|between| between.chars().count() == 1)
    };
    match path.rsplit_once(".lproj/") {
        Some((_, name)) if is_version(name) => Rule::Omitted,
        Some(_) if path.starts_with("Base.lproj/") => Rule::Sealed,
        Some(_) => Rule::Optional,
        None => Rule::Sealed,
    }
}

/// The old rules as a property list.
pub(super) fn old_list() -> Value {
    list(&OLD)
}

/// The new rules as a property list.
pub(super) fn new_list() -> Value {
    list(&NEW)
}

fn list(rules: &[Written]) -> Value {
    let mut list = Dictionary::new();
    for (expression, weight, effect) in rules {
        let value = match weight {
            None => true.into(),
            Some(weight) => {
                let mut rule = Dictionary::new();
                if let Some(effect) = effect {
                    rule.insert((*effect).into(), true.into());
                }
                rule.insert("weight".into(), (*weight).into());
                Value::Dictionary(rule)
            }
        };
        list.insert((*expression).into(), value);
    }
    Value::Dictionary(list)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_decide_by_place_and_name() {
        for (path, by_old, by_new) in [
            ("Assets.car", Rule::Sealed, Rule::Sealed),
            ("Info.plist", Rule::Sealed, Rule::Omitted),
            ("PkgInfo", Rule::Sealed, Rule::Omitted),
            ("PlugIns/Widget.appex/Info.plist", Rule::Sealed, Rule::Sealed),
            ("embedded.mobileprovision", Rule::Sealed, Rule::Sealed),
            ("en.lproj/Main.strings", Rule::Optional, Rule::Optional),
            ("Frameworks/A.framework/de.lproj/A.strings", Rule::Optional, Rule::Optional),
            ("Base.lproj/Main.storyboardc/Info.plist", Rule::Sealed, Rule::Sealed),
            ("Settings.bundle/Base.lproj/Root.strings", Rule::Optional, Rule::Optional),
            ("en.lproj/locversion.plist", Rule::Omitted, Rule::Omitted),
            ("Base.lproj/locversion.plist", Rule::Omitted, Rule::Omitted),
            ("en.lproj/deep/locversion.plist", Rule::Optional, Rule::Optional),
            ("en.lproj/.DS_Store", Rule::Optional, Rule::Omitted),
            ("Fonts/.DS_Store", Rule::Sealed, Rule::Omitted),
        ] {
            assert_eq!((old(path), new(path)), (by_old, by_new), "{path}");
        }
    }
}

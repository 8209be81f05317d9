//! Refusing property lists that nest deeply, before they are read.
//!
//! Reading builds a tree, and letting go of a tree takes stack for each level; a small file with a hundred
//! thousand levels would end the process. Depth is told from the text alone only if every `<` begins a tag that
//! ends at the next `>`, so whatever could hide tags (comments, sections, prefixes, brackets) is refused, too.
//! Profiles have none of it.

use super::envelope::refused;
use crate::error::Result;

/// Profiles have four levels; entitlements could have a few more.
const DEEPEST: usize = 32;

/// The elements of a property list.
const ELEMENTS: [&str; 11] =
    ["plist", "dict", "array", "key", "string", "data", "date", "integer", "real", "true", "false"];

/// Makes sure that the text of a property list nests no deeper than profiles do.
pub(super) fn check(list: &[u8]) -> Result<()> {
    let mut rest = std::str::from_utf8(list).map_err(|_| refused("its property list is not UTF-8 text"))?;
    if rest.starts_with("bplist") {
        return Err(refused("its property list is binary, which no profile's is"));
    }
    let mut depth = 0_usize;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, after) =
            after.split_once('>').ok_or_else(|| refused("its property list is cut within a tag"))?;
        rest = after;
        match step(tag) {
            Some(Step::Into) => depth += 1,
            Some(Step::OutOf) => depth = depth.saturating_sub(1),
            Some(Step::Along) => {}
            None => return Err(refused("its property list has comments or elements that no profile has")),
        }
        if depth > DEEPEST {
            return Err(refused("its property list nests without end"));
        }
    }
    Ok(())
}

/// What a tag does to the depth.
enum Step {
    Into,
    OutOf,
    Along,
}

/// The step of a tag, given without its angle brackets; nothing if it may mean something else than it seems.
fn step(tag: &str) -> Option<Step> {
    if tag.starts_with("?xml ") && tag.ends_with('?') && !tag.contains('<') {
        return Some(Step::Along);
    }
    if tag.contains(['<', '\'', '[']) || !tag.matches('"').count().is_multiple_of(2) {
        return None;
    }
    if tag.starts_with("!DOCTYPE ") {
        return Some(Step::Along);
    }
    let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
    let name = tag.split(|letter: char| letter.is_ascii_whitespace() || letter == '/').next()?;
    if !ELEMENTS.contains(&name) {
        return None;
    }
    let nests = matches!(name, "dict" | "array") && !tag.ends_with('/');
    Some(match (nests, closes) {
        (true, false) => Step::Into,
        (true, true) => Step::OutOf,
        (false, _) => Step::Along,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(list: &str) -> String {
        check(list.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn depth_is_counted_and_not_size() {
        let wide = format!(
            "<?xml version='1.0'?><plist version=\"1.0\"><array>{}</array></plist>",
            "<dict></dict><array/>".repeat(9_000)
        );
        check(wide.as_bytes()).unwrap();
        assert!(message(&"<array>".repeat(DEEPEST + 1)).contains("without end"));
        check("<array>".repeat(DEEPEST).as_bytes()).unwrap();
    }

    #[test]
    fn closers_that_only_seem_to_be_there_are_refused() {
        for hidden in [
            "<array><!--</array>-->",
            "<array><![CDATA[</array>]]>",
            "<array><?pi </array>?>",
            "<array a=\"</array>\">",
            "<array a='>'>",
            "<x:array>",
            "<!DOCTYPE plist [<!ENTITY a \"b\">]>",
        ] {
            assert!(message(hidden).contains("no profile has"), "{hidden}: {}", message(hidden));
        }
    }

    #[test]
    fn other_encodings_are_refused() {
        assert!(message("<plist").contains("cut within a tag"));
        assert!(message("bplist00").contains("binary"));
        assert!(check(&[0xFF, 0xFE, b'<', 0]).unwrap_err().to_string().contains("UTF-8"));
    }
}

//! The XML encoding: how deep it nests, told before it is read.

use super::{MAX_CONTAINERS, too_many_containers};

/// What large lists may nest. They are lists of files, which have three levels.
const MAX_DEPTH: usize = 64;

/// The elements of a property list.
const ELEMENTS: [&str; 10] =
    ["dict", "array", "key", "string", "data", "date", "integer", "real", "true", "false"];

/// Refuses what could nest without end. A small list cannot nest deeper than it has dictionaries and arrays. A large
/// one, such as the list of an app's files, is held to its actual depth, and must be written as plainly as Apple's
/// tools do for that to be told.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    if tags(bytes).any(|tag| tag.starts_with(b"!ENTITY")) {
        return Err("it declares entities, which no property list needs".to_owned());
    }
    if containers(bytes) <= MAX_CONTAINERS { Ok(()) } else { check_depth(bytes) }
}

/// Counts opening tags, also inside comments: counting too many is harmless, too few is not.
fn containers(bytes: &[u8]) -> usize {
    tags(bytes).filter(|tag| tag.starts_with(b"array") || tag.starts_with(b"dict")).count()
}

/// What follows each `<`.
fn tags(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split(|byte| *byte == b'<').skip(1)
}

/// Every `<` must begin a bare tag, so that nothing can hide one.
fn check_depth(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())?;
    let (_, body) = text.split_once("<plist").ok_or_else(too_many_containers)?;
    let mut depth = 0_usize;
    for piece in body.split('<').skip(1) {
        let tag = piece.split_once('>').map_or("", |(tag, _)| tag);
        let (closes, name) = tag.strip_prefix('/').map_or((false, tag), |name| (true, name));
        let (empty, name) = name.strip_suffix('/').map_or((false, name), |name| (true, name));
        if closes && name == "plist" {
            continue;
        }
        if !ELEMENTS.contains(&name) {
            return Err(too_many_containers());
        }
        match (matches!(name, "dict" | "array") && !empty, closes) {
            (true, false) => depth += 1,
            (true, true) => depth = depth.saturating_sub(1),
            (false, _) => {}
        }
        if depth > MAX_DEPTH {
            return Err(format!("it nests more than {MAX_DEPTH} dictionaries and arrays"));
        }
    }
    Ok(())
}

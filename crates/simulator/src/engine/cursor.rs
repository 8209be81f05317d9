//! Opaque cursors: where a page begins, bound to the list they were made for.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::refusal::{ErrorItem, Refusal};
use crate::ids::scramble;

/// The place behind the last resource of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    /// How many resources came before.
    pub offset: usize,
    /// The id of the last of them: when the list changes between two pages, the next begins behind it.
    pub last: String,
}

impl Cursor {
    /// The cursor as text, valid for the list at `path`.
    pub(super) fn encode(&self, path: &str) -> String {
        let plain = format!("{}.{}", self.offset, self.last);
        URL_SAFE_NO_PAD.encode(format!("{:08x}.{plain}", checksum(path, &plain)))
    }

    /// Reads a cursor that was made for the list at `path`.
    pub(super) fn decode(text: &str, path: &str) -> Result<Self, Refusal> {
        Self::read(text, path).ok_or_else(|| {
            ErrorItem::new(
                400,
                "PARAMETER_ERROR.INVALID",
                "A parameter has an invalid value",
                format!("'{text}' is not a valid cursor for this request"),
            )
            .parameter("cursor")
            .into()
        })
    }

    fn read(text: &str, path: &str) -> Option<Self> {
        let decoded = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (sum, plain) = decoded.split_once('.')?;
        if sum != format!("{:08x}", checksum(path, plain)) {
            return None;
        }
        let (offset, last) = plain.split_once('.')?;
        Some(Self { offset: offset.parse().ok()?, last: last.to_owned() })
    }
}

fn checksum(path: &str, plain: &str) -> u32 {
    let sum =
        path.bytes().chain([0]).chain(plain.bytes()).fold(0, |sum, byte| scramble(sum ^ u64::from(byte)));
    u32::try_from(sum & 0xffff_ffff).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_breaks_the_reading_of_a_cursor(text in ".*", offset: usize, last in ".*") {
            prop_assert!(Cursor::decode(&text, "/v1/apps").is_err());
            let cursor = Cursor { offset, last };
            prop_assert_eq!(Cursor::decode(&cursor.encode("/v1/apps"), "/v1/apps"), Ok(cursor));
        }
    }

    #[test]
    fn a_cursor_is_read_again_for_its_own_list_only() {
        let cursor = Cursor { offset: 20, last: "A.B-é".into() };
        let text = cursor.encode("/v1/devices");
        assert_eq!(Cursor::decode(&text, "/v1/devices"), Ok(cursor));
        assert!(Cursor::decode(&text, "/v1/profiles").is_err());
        for broken in ["", "x", "AAAA", &text[1..], &format!("{text}A"), "💥"] {
            let refusal = Cursor::decode(broken, "/v1/devices");
            assert_eq!(refusal.map_err(|refusal| refusal.status()), Err(400), "{broken}");
        }
    }
}

//! Property lists from strangers: the plist crate behind limits on nesting and growth.
//!
//! A binary property list may refer to one object many times, so a few kilobytes can stand for gigabytes; and
//! a value nested a hundred thousand times overflows the stack when it is dropped. Both are ruled out before
//! and while parsing.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use plist::{Dictionary, Value};

/// No Info.plist has more dictionaries and arrays than this; it also bounds how deep they can nest.
const MAX_CONTAINERS: usize = 4_000;

/// Bytes that may be read in all, repeated reads counted, while a binary property list is expanded.
const MAX_BINARY_READS: u64 = 8 * 1024 * 1024;

/// Reads a binary or XML property list whose root is a dictionary. The error is a fragment for people.
pub fn read_dictionary(bytes: &[u8]) -> Result<Dictionary, String> {
    let value = if bytes.starts_with(b"bplist") {
        if binary_containers(bytes) > MAX_CONTAINERS {
            return Err(too_many_containers());
        }
        Value::from_reader(Metered { inner: Cursor::new(bytes), remaining: MAX_BINARY_READS })
    } else if looks_like_xml(bytes) {
        if xml_containers(bytes) > MAX_CONTAINERS {
            return Err(too_many_containers());
        }
        Value::from_reader_xml(Cursor::new(bytes))
    } else {
        return Err("it is neither a binary nor an XML property list".to_owned());
    };
    value
        .map_err(|error| error.to_string())?
        .into_dictionary()
        .ok_or_else(|| "its root is not a dictionary".to_owned())
}

fn too_many_containers() -> String {
    format!("it holds more than {MAX_CONTAINERS} dictionaries and arrays")
}

fn looks_like_xml(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    text.trim_ascii_start().starts_with(b"<")
}

/// Counts opening tags, also inside comments: counting too many is harmless, too few is not.
fn xml_containers(bytes: &[u8]) -> usize {
    let opens = |tag: &[u8]| bytes.windows(tag.len()).filter(|window| *window == tag).count();
    opens(b"<array") + opens(b"<dict")
}

/// Counts the containers in the object table. A malformed table counts as empty: the parser refuses it.
fn binary_containers(bytes: &[u8]) -> usize {
    let Some((body, trailer)) = bytes.len().checked_sub(32).and_then(|at| bytes.split_at_checked(at)) else {
        return 0;
    };
    let (Some(&width), Some(count), Some(table)) =
        (trailer.get(6), big_endian(trailer, 8), big_endian(trailer, 24))
    else {
        return 0;
    };
    let (Ok(count), Ok(table)) = (usize::try_from(count), usize::try_from(table)) else { return 0 };
    let Some(offsets) = bytes.get(table..) else { return 0 };
    if width == 0 {
        return 0;
    }
    offsets
        .chunks_exact(usize::from(width))
        .take(count)
        .filter_map(|offset| {
            let offset = offset.iter().fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
            body.get(usize::try_from(offset).ok()?)
        })
        .filter(|marker| matches!(**marker >> 4, 0xA | 0xD))
        .count()
}

fn big_endian(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_be_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

/// A reader that stops when more was read from it than an honest file needs.
struct Metered<R> {
    inner: R,
    remaining: u64,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.remaining = self
            .remaining
            .checked_sub(count as u64)
            .ok_or_else(|| io::Error::other("it expands to far more than its size"))?;
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn binary(value: &Value) -> Vec<u8> {
        let mut bytes = Vec::new();
        value.to_writer_binary(&mut bytes).unwrap();
        bytes
    }

    fn sample() -> Value {
        let mut dictionary = Dictionary::new();
        dictionary.insert("CFBundleIdentifier".into(), "com.example.demo".into());
        dictionary.insert("UIDeviceFamily".into(), Value::Array(vec![1.into(), 2.into()]));
        Value::Dictionary(dictionary)
    }

    /// An array of 200 references to an array of 200 references, and so on: 200^levels values.
    fn laughing_list(levels: u8) -> Vec<u8> {
        let mut bytes = b"bplist00".to_vec();
        let mut offsets = Vec::new();
        for level in 1..=levels {
            offsets.push(u16::try_from(bytes.len()).unwrap());
            bytes.extend([0xAF, 0x10, 200]);
            bytes.extend([level; 200]);
        }
        offsets.push(u16::try_from(bytes.len()).unwrap());
        bytes.extend([0x51, b'a']);
        let table = bytes.len() as u64;
        for offset in &offsets {
            bytes.extend(offset.to_be_bytes());
        }
        bytes.extend([0, 0, 0, 0, 0, 0, 2, 1]);
        for number in [offsets.len() as u64, 0, table] {
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }

    #[test]
    fn both_encodings_of_a_property_list_are_read() {
        let mut xml = Vec::new();
        sample().to_writer_xml(&mut xml).unwrap();
        for bytes in [binary(&sample()), xml] {
            let dictionary = read_dictionary(&bytes).unwrap();
            assert_eq!(dictionary.get("CFBundleIdentifier"), Some(&"com.example.demo".into()));
        }
    }

    #[test]
    fn a_binary_list_that_expands_without_end_is_refused() {
        assert!(read_dictionary(&laughing_list(1)).unwrap_err().contains("not a dictionary"));
        let error = read_dictionary(&laughing_list(9)).unwrap_err();
        assert!(error.contains("expands"), "{error}");
    }

    #[test]
    fn deep_nesting_is_refused_before_it_can_overflow_the_stack() {
        let depth = 200_000;
        let xml = format!("<plist>{}{}</plist>", "<array>".repeat(depth), "</array>".repeat(depth));
        assert!(read_dictionary(xml.as_bytes()).unwrap_err().contains("more than 4000"));

        let mut value = Value::Array(Vec::new());
        for _ in 0..MAX_CONTAINERS {
            value = Value::Array(vec![value]);
        }
        assert!(read_dictionary(&binary(&value)).unwrap_err().contains("more than 4000"));
    }

    #[test]
    fn the_deepest_list_let_through_is_dropped_safely_on_a_small_stack() {
        let depth = MAX_CONTAINERS;
        let xml = format!("<plist>{}{}</plist>", "<array>".repeat(depth), "</array>".repeat(depth));
        let reader = std::thread::Builder::new().stack_size(2 * 1024 * 1024);
        let error =
            reader.spawn(move || read_dictionary(xml.as_bytes())).unwrap().join().unwrap().unwrap_err();
        assert!(error.contains("not a dictionary"), "{error}");
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
            let _ = read_dictionary(&bytes);
            let _ = read_dictionary(&[b"bplist00".as_slice(), &bytes].concat());
        }

        #[test]
        fn a_mutated_list_never_panics(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let mut bytes = binary(&sample());
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let _ = read_dictionary(&bytes);
        }
    }
}

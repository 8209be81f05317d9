//! Property lists from strangers, in all three encodings, behind limits on nesting and growth.
//!
//! A binary property list may refer to one object many times, so a few kilobytes can stand for gigabytes; and
//! a value nested a hundred thousand times overflows the stack when it is dropped. Both are ruled out before
//! and while parsing.

mod binary;
mod old;
mod xml;

use std::io::Cursor;

use plist::{Dictionary, Value};

/// No Info.plist has more dictionaries and arrays than this; it also bounds how deep they can nest.
const MAX_CONTAINERS: usize = 4_000;

/// The encoding of a property list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `bplist00`.
    Binary,
    /// XML.
    Xml,
    /// The old one of NeXTSTEP: `{ key = value; }`. Nothing writes it any more.
    Old,
}

impl Encoding {
    /// The encoding that the first bytes speak of; `None` if it is none.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        match text.first()? {
            _ if bytes.starts_with(b"bplist") => Some(Self::Binary),
            b'<' => Some(Self::Xml),
            b'{' | b'/' => Some(Self::Old),
            _ => None,
        }
    }
}

/// Reads a property list whose root is a dictionary, whatever its encoding. The error is a fragment for people.
pub fn read_dictionary(bytes: &[u8]) -> Result<Dictionary, String> {
    let value = match Encoding::of(bytes) {
        Some(Encoding::Binary) => binary::read(bytes)?,
        Some(Encoding::Xml) => {
            xml::check(bytes)?;
            Value::from_reader_xml(Cursor::new(bytes)).map_err(|error| error.to_string())?
        }
        Some(Encoding::Old) => old::read(bytes)?,
        None => return Err("it is no property list, neither binary nor XML nor the old text".to_owned()),
    };
    value.into_dictionary().ok_or_else(|| "its root is not a dictionary".to_owned())
}

/// Writes a dictionary as a property list. The old encoding becomes XML, as Apple's tools have it.
pub fn write_dictionary(dictionary: Dictionary, encoding: Encoding) -> Result<Vec<u8>, String> {
    let value = Value::Dictionary(dictionary);
    let mut bytes = Vec::new();
    let written = match encoding {
        Encoding::Binary => value.to_writer_binary(&mut bytes),
        Encoding::Xml | Encoding::Old => value.to_writer_xml(&mut bytes),
    };
    written.map_err(|error| error.to_string())?;
    Ok(bytes)
}

fn too_many_containers() -> String {
    format!("it holds more than {MAX_CONTAINERS} dictionaries and arrays")
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
        assert!(read_dictionary(xml.as_bytes()).unwrap_err().contains("nests more than 64"));

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

    #[test]
    fn a_long_list_is_read_and_a_deep_one_is_not() {
        let list = |inside: &str| {
            format!("<?xml version=\"1.0\"?><plist version=\"1.0\"><dict>{inside}</dict></plist>")
        };
        let files = (0..50_000).map(|number| format!("<key>{number}</key><dict></dict>"));
        let files = files.collect::<String>();
        assert_eq!(read_dictionary(list(&files).as_bytes()).unwrap().len(), 50_000);

        let deep = format!("<key>a</key>{}{}", "<array>".repeat(90_000), "</array>".repeat(90_000));
        assert!(read_dictionary(list(&deep).as_bytes()).unwrap_err().contains("nests more than 64"));
        // Closers that only seem to be there must not make a deep list look flat.
        for hidden in ["<array><!--</array>-->", "<array a=\"</array>\">", "<array><![CDATA[</array>]]>"] {
            let error = read_dictionary(list(&hidden.repeat(90_000)).as_bytes()).unwrap_err();
            assert!(error.contains("more than 4000"), "{hidden}: {error}");
        }
    }

    #[test]
    fn entities_do_not_grow() {
        let entity = |level: u32| match level.checked_sub(1) {
            None => "<!ENTITY a0 \"aaaaaaaaaa\">".to_owned(),
            Some(lower) => format!("<!ENTITY a{level} \"{}\">", format!("&a{lower};").repeat(10)),
        };
        let entities = (0..30).map(entity).collect::<String>();
        let bomb = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE plist [{entities}]>\
             <plist><dict><key>CFBundleName</key><string>&a29;</string></dict></plist>"
        );
        let error = read_dictionary(bomb.as_bytes()).unwrap_err();
        assert!(error.contains("entities"), "{error}");
    }

    #[test]
    fn a_list_keeps_its_encoding_and_the_old_one_becomes_xml() {
        for (encoding, start) in
            [(Encoding::Binary, "bplist"), (Encoding::Xml, "<?xml"), (Encoding::Old, "<?xml")]
        {
            let bytes = write_dictionary(sample().into_dictionary().unwrap(), encoding).unwrap();
            assert!(bytes.starts_with(start.as_bytes()));
            assert_eq!(read_dictionary(&bytes), Ok(sample().into_dictionary().unwrap()));
        }
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

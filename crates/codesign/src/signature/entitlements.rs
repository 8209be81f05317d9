//! Entitlements, written into a signature twice: as a property list and, for newer systems, as DER.

use plist::{Dictionary, Value};

use super::blob::{Magic, blob};
use crate::error::{Error, Result};

const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const TEXT: u8 = 0x0C;
const SEQUENCE: u8 = 0x30;
/// A dictionary: `[CONTEXT 16]`, constructed.
const DICTIONARY: u8 = 0xB0;
/// The whole: `[APPLICATION 16]`, constructed.
const ENTITLEMENTS: u8 = 0x70;

/// Entitlements that let the kernel treat the main executable otherwise, with the bits of `execSegFlags`.
const FLAGS: [(&str, u64); 7] = [
    ("get-task-allow", 0x10),
    ("run-unsigned-code", 0x10),
    ("com.apple.private.cs.debugger", 0x20),
    ("dynamic-codesigning", 0x40),
    ("com.apple.private.skip-library-validation", 0x80),
    ("com.apple.private.amfi.can-load-cdhash", 0x100),
    ("com.apple.private.amfi.can-execute-cdhash", 0x200),
];

/// The bit for the main executable of a process.
const MAIN_BINARY: u64 = 0x1;

/// The blob with the property list.
pub(crate) fn xml(entitlements: &Dictionary) -> Result<Vec<u8>> {
    let mut sorted = entitlements.clone();
    sorted.sort_keys();
    let mut list = Vec::new();
    Value::Dictionary(sorted)
        .to_writer_xml(&mut list)
        .map_err(|error| Error::Unsignable(format!("its entitlements cannot be written ({error})")))?;
    list.push(b'\n');
    Ok(blob(Magic::Entitlements, &list))
}

/// The blob with DER: a version, and the dictionary in the order of its keys.
pub(crate) fn der(entitlements: &Dictionary) -> Result<Vec<u8>> {
    let mut content = element(INTEGER, &[1]);
    content.extend(dictionary(entitlements)?);
    Ok(blob(Magic::DerEntitlements, &element(ENTITLEMENTS, &content)))
}

/// The bits that the entitlements set for the main executable of a process.
pub(crate) fn execution_flags(entitlements: Option<&Dictionary>, is_main: bool) -> u64 {
    if !is_main {
        return 0;
    }
    let set = |key: &str| entitlements.and_then(|all| all.get(key)).and_then(Value::as_boolean) == Some(true);
    FLAGS.iter().filter(|(key, _)| set(key)).fold(MAIN_BINARY, |flags, (_, bit)| flags | bit)
}

fn dictionary(all: &Dictionary) -> Result<Vec<u8>> {
    let mut pairs = all.iter().collect::<Vec<_>>();
    pairs.sort_by_key(|(key, _)| key.as_bytes());
    let mut content = Vec::new();
    for (key, entitlement) in pairs {
        let mut pair = element(TEXT, key.as_bytes());
        pair.extend(value(key, entitlement)?);
        content.extend(element(SEQUENCE, &pair));
    }
    Ok(element(DICTIONARY, &content))
}

fn value(key: &str, value: &Value) -> Result<Vec<u8>> {
    let refused = |what| Error::Entitlement { key: key.to_owned(), what };
    Ok(match value {
        Value::Boolean(yes) => element(BOOLEAN, &[if *yes { 0xFF } else { 0 }]),
        Value::String(text) => element(TEXT, text.as_bytes()),
        Value::Data(bytes) => element(OCTETS, bytes),
        Value::Integer(number) => {
            element(INTEGER, &integer(number.as_signed().ok_or_else(|| refused("a number too large"))?))
        }
        Value::Array(values) => {
            let all = values.iter().map(|one| self::value(key, one)).collect::<Result<Vec<_>>>()?;
            element(SEQUENCE, &all.concat())
        }
        Value::Dictionary(all) => dictionary(all)?,
        Value::Date(_) => return Err(refused("a date")),
        Value::Real(_) => return Err(refused("a fraction")),
        _ => return Err(refused("of an unknown type")),
    })
}

/// A number in as few bytes as keep its sign.
fn integer(number: i64) -> Vec<u8> {
    let bytes = number.to_be_bytes();
    let needless = |pair: &[u8]| {
        matches!(pair, [0, next] if *next < 0x80) || matches!(pair, [0xFF, next] if *next >= 0x80)
    };
    let skipped = bytes.windows(2).take_while(|pair| needless(pair)).count();
    bytes.iter().skip(skipped).copied().collect()
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![tag];
    if let Ok(short @ 0..0x80) = u8::try_from(content.len()) {
        bytes.push(short);
    } else {
        let length = content.len().to_be_bytes();
        let zeros = length.iter().take_while(|byte| **byte == 0).count();
        // At most eight bytes.
        bytes.push(0x80 | u8::try_from(length.len() - zeros).unwrap_or(8));
        bytes.extend(length.iter().skip(zeros));
    }
    bytes.extend_from_slice(content);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entitlements_become_der_in_the_order_of_their_keys() {
        let mut inner = Dictionary::new();
        inner.insert("n".into(), (-129).into());
        let mut all = Dictionary::new();
        all.insert("b".into(), Value::Array(vec!["x".into(), true.into()]));
        all.insert("a".into(), Value::Dictionary(inner));
        let blob = der(&all).unwrap();
        let expected = [
            0x70, 34, 0x02, 1, 1, 0xB0, 29, //
            0x30, 14, 0x0C, 1, b'a', 0xB0, 9, 0x30, 7, 0x0C, 1, b'n', 0x02, 2, 0xFF, 0x7F, //
            0x30, 11, 0x0C, 1, b'b', 0x30, 6, 0x0C, 1, b'x', 0x01, 1, 0xFF,
        ];
        assert_eq!(&blob[8..], expected);
    }

    #[test]
    fn long_values_get_long_lengths() {
        assert_eq!(element(TEXT, &[b'a'; 200])[..3], [TEXT, 0x81, 200]);
        assert_eq!(element(TEXT, &[b'a'; 300])[..4], [TEXT, 0x82, 1, 44]);
        assert_eq!(integer(0), [0]);
        assert_eq!(integer(128), [0, 128]);
        assert_eq!(integer(-128), [0x80]);
        assert_eq!(integer(i64::MIN).len(), 8);
    }

    #[test]
    fn what_a_signature_cannot_carry_is_named() {
        let mut all = Dictionary::new();
        all.insert("half".into(), Value::Real(0.5));
        assert!(der(&all).unwrap_err().to_string().contains("`half` is a fraction"));
    }

    #[test]
    fn only_a_main_executable_has_flags() {
        let mut all = Dictionary::new();
        all.insert("get-task-allow".into(), true.into());
        assert_eq!(execution_flags(Some(&all), true), 0x11);
        assert_eq!(execution_flags(Some(&all), false), 0);
        all.insert("get-task-allow".into(), false.into());
        assert_eq!(execution_flags(Some(&all), true), 1);
        assert_eq!(execution_flags(None, true), 1);
    }
}

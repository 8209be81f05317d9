//! The designated requirement: by what a program is recognised as the same one after an update.

use super::blob::{Magic, blob, length};

const DESIGNATED: u32 = 3;
const EXPRESSION: u32 = 1;

const IDENTIFIER: u32 = 2;
const AND: u32 = 6;
const CERTIFICATE_FIELD: u32 = 11;
const CERTIFICATE_EXTENSION: u32 = 14;
const APPLE_ANCHOR: u32 = 15;
const EXISTS: u32 = 0;
const EQUAL: u32 = 1;

/// 1.2.840.113635.100.6.2.1, the mark of the Worldwide Developer Relations intermediate, as DER writes it.
const DEVELOPER_RELATIONS: [u8; 10] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x63, 0x64, 0x06, 0x02, 0x01];

/// The requirements that codesign gives to what a developer's certificate signs:
/// `identifier I and anchor apple generic and certificate leaf[subject.CN] = N and certificate 1[..6.2.1] exists`.
pub(crate) fn designated(identifier: &str, common_name: &str) -> Vec<u8> {
    let mut expression = Vec::new();
    word(&mut expression, EXPRESSION);
    word(&mut expression, AND);
    word(&mut expression, IDENTIFIER);
    data(&mut expression, identifier.as_bytes());
    word(&mut expression, AND);
    word(&mut expression, APPLE_ANCHOR);
    word(&mut expression, AND);
    word(&mut expression, CERTIFICATE_FIELD);
    word(&mut expression, 0);
    data(&mut expression, b"subject.CN");
    word(&mut expression, EQUAL);
    data(&mut expression, common_name.as_bytes());
    word(&mut expression, CERTIFICATE_EXTENSION);
    word(&mut expression, 1);
    data(&mut expression, &DEVELOPER_RELATIONS);
    word(&mut expression, EXISTS);
    // One requirement, which begins behind the list of one.
    let mut set = Vec::new();
    word(&mut set, 1);
    word(&mut set, DESIGNATED);
    word(&mut set, 20);
    set.extend(blob(Magic::Requirement, &expression));
    blob(Magic::Requirements, &set)
}

fn word(bytes: &mut Vec<u8>, word: u32) {
    bytes.extend(word.to_be_bytes());
}

/// Length and bytes, filled up to a multiple of four.
fn data(bytes: &mut Vec<u8>, data: &[u8]) {
    bytes.extend(length(data.len()));
    bytes.extend_from_slice(data);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_requirement_is_the_one_that_codesign_writes() {
        let set = designated("com.example.app", "Apple Distribution: Example");
        let words = |at: usize, count: usize| {
            let number = |at: usize| u32::from_be_bytes(set[at..at + 4].try_into().unwrap());
            (0..count).map(|word| number(at + 4 * word)).collect::<Vec<_>>()
        };
        let whole = u32::try_from(set.len()).unwrap();
        // A set of one requirement, the designated one, which begins at byte 20.
        assert_eq!(words(0, 5), [0xFADE_0C01, whole, 1, 3, 20]);
        // identifier "com.example.app" and ..
        assert_eq!(words(20, 6), [0xFADE_0C00, whole - 20, 1, 6, 2, 15]);
        assert_eq!(&set[44..60], b"com.example.app\0");
        // .. anchor apple generic and certificate leaf[subject.CN] = ..
        assert_eq!(words(60, 6), [6, 15, 6, 11, 0, 10]);
        assert_eq!(&set[84..96], b"subject.CN\0\0");
        assert_eq!(words(96, 2), [1, 27]);
        // .. and certificate 1[field.1.2.840.113635.100.6.2.1] exists
        assert_eq!(words(132, 3), [14, 1, 10]);
        assert_eq!(words(156, 1), [0]);
        assert_eq!(set.len(), 160);
    }
}

//! Ids in Apple's forms, the same ones for the same seed.

use serde::{Deserialize, Serialize};

/// The form of an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdForm {
    /// `8-4-4-4-12` lower-case hexadecimal digits, as builds and versions have.
    Uuid,
    /// Ten capital letters and digits, as devices, certificates, profiles and keys have.
    TenCharacters,
    /// Ten digits, as apps have.
    Numeric,
}

impl IdForm {
    /// The form in which Apple gives ids to resources of a JSON:API type.
    pub fn of(kind: &str) -> Self {
        match kind {
            "apps" => Self::Numeric,
            "bundleIds" | "certificates" | "devices" | "profiles" | "passTypeIds" | "merchantIds" => {
                Self::TenCharacters
            }
            _ => Self::Uuid,
        }
    }
}

/// A source of ids.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ids {
    state: u64,
}

impl Ids {
    /// The source for a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next id.
    pub fn next(&mut self, form: IdForm) -> String {
        match form {
            IdForm::Uuid => self.uuid(),
            IdForm::TenCharacters => self.ten_characters(),
            IdForm::Numeric => format!("6{:09}", self.number() % 1_000_000_000),
        }
    }

    fn uuid(&mut self) -> String {
        let (high, low) = (self.number(), self.number());
        // The bits of version 4 and of the variant, so that parsers of UUIDs are content.
        let high = (high & !0xf000) | 0x4000;
        let low = (low & !(0b11 << 62)) | (0b10 << 62);
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xffff,
            low >> 48,
            low & 0xffff_ffff_ffff
        )
    }

    fn ten_characters(&mut self) -> String {
        const LETTERS: &[u8; 26] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        const DIGITS: &[u8; 10] = b"0123456789";
        let mut number = self.number();
        // Letters and digits alternate at two places, so that each id holds both.
        (0..10)
            .map(|place| {
                let (letters, all) = (LETTERS.len() as u64, (LETTERS.len() + DIGITS.len()) as u64);
                let base = match place {
                    0 => letters,
                    1 => DIGITS.len() as u64,
                    _ => all,
                };
                let value = usize::try_from(number % base).unwrap_or_default();
                number /= base;
                let character = match place {
                    1 => DIGITS.get(value),
                    _ => LETTERS.get(value).or_else(|| DIGITS.get(value.wrapping_sub(LETTERS.len()))),
                };
                character.copied().map_or('A', char::from)
            })
            .collect()
    }

    /// The next number, of 64 bits.
    pub(crate) fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        scramble(self.state)
    }
}

/// Spreads a number over all bits (the finalizer of SplitMix64), so that neighbours have nothing in common.
pub(crate) fn scramble(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_seed_gives_the_same_ids_again_and_never_one_twice() {
        let ids = |seed| {
            let mut source = Ids::new(seed);
            (0..500)
                .flat_map(|_| {
                    [IdForm::Uuid, IdForm::TenCharacters, IdForm::Numeric].map(|form| source.next(form))
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(7), ids(7));
        assert_ne!(ids(7), ids(8));
        assert_eq!(ids(7).into_iter().collect::<BTreeSet<_>>().len(), 1500);
    }

    #[test]
    fn each_form_looks_like_apples() {
        let mut source = Ids::new(1);
        for _ in 0..200 {
            let short = source.next(IdForm::TenCharacters);
            assert!(short.len() == 10 && short.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
            assert!(
                short.bytes().any(|b| b.is_ascii_uppercase()) && short.bytes().any(|b| b.is_ascii_digit())
            );
            let uuid = source.next(IdForm::Uuid);
            let groups = uuid.split('-').map(str::len).collect::<Vec<_>>();
            assert_eq!(groups, [8, 4, 4, 4, 12]);
            let number = source.next(IdForm::Numeric);
            assert!(number.len() == 10 && number.bytes().all(|b| b.is_ascii_digit()));
        }
    }
}

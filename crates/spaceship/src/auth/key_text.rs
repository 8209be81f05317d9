//! The text of a private key as it is found in variables and files, and the harmless damage it takes on its way.

use std::fmt;

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::KeyError;

/// Something harmless that was wrong with a key's text and was put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// Quotes stood around it.
    Quotes,
    /// A byte order mark stood before it.
    ByteOrderMark,
    /// Lines ended in CR LF.
    LineEnds,
    /// Line breaks were written as a backslash and an n.
    EscapedLineBreaks,
    /// It was base64 although nothing said so, or base64 of base64.
    Base64,
    /// Its line breaks were lost.
    LostLineBreaks,
    /// The lines around it were lost.
    LostArmour,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Quotes => "quotes stood around it",
            Self::ByteOrderMark => "a byte order mark stood before it",
            Self::LineEnds => "its lines ended in CR LF",
            Self::EscapedLineBreaks => "its line breaks were written as \\n",
            Self::Base64 => "it was wrapped in base64",
            Self::LostLineBreaks => "its line breaks were lost",
            Self::LostArmour => "its BEGIN and END lines were lost",
        })
    }
}

/// Forgiving base64: any line breaks are taken out before, padding may be missing.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// More wrappings than this are no accident.
const MOST_WRAPPINGS: usize = 3;

/// Reads a P-256 private key from its text and answers it as PKCS#8 DER, with what had to be put right.
/// `is_base64` says that the text is meant to be base64, so that unwrapping it once is no repair.
pub(super) fn read(text: &str, is_base64: bool) -> Result<(Vec<u8>, Vec<Repair>), KeyError> {
    let mut repairs = Vec::new();
    let mut text = clean(text, &mut repairs);
    for wrapping in 0..MOST_WRAPPINGS {
        if text.contains("-----BEGIN") {
            return Ok((pkcs8_of_pem(&text, &mut repairs)?, repairs));
        }
        let Some(bytes) = decode(&text) else { break };
        if bytes.first() == Some(&0x30) {
            note(&mut repairs, Repair::LostArmour);
            return Ok((checked(&bytes)?, repairs));
        }
        let Ok(inner) = String::from_utf8(bytes) else { break };
        if wrapping > 0 || !is_base64 {
            note(&mut repairs, Repair::Base64);
        }
        text = clean(&inner, &mut repairs);
    }
    Err(KeyError::NotAKey("it holds no BEGIN PRIVATE KEY line and is no base64 of one"))
}

fn note(repairs: &mut Vec<Repair>, repair: Repair) {
    if !repairs.contains(&repair) {
        repairs.push(repair);
    }
}

fn clean(text: &str, repairs: &mut Vec<Repair>) -> String {
    let mut text = text.trim();
    if let Some(rest) = text.strip_prefix('\u{FEFF}') {
        note(repairs, Repair::ByteOrderMark);
        text = rest.trim();
    }
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            note(repairs, Repair::Quotes);
            text = inner.trim();
        }
    }
    let mut text = text.to_owned();
    if text.contains('\r') {
        note(repairs, Repair::LineEnds);
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if text.contains("\\n") {
        note(repairs, Repair::EscapedLineBreaks);
        text = text.replace("\\r", "").replace("\\n", "\n");
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let packed = text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    BASE64.decode(packed.trim_end_matches('=')).ok().filter(|bytes| !bytes.is_empty())
}

fn pkcs8_of_pem(text: &str, repairs: &mut Vec<Repair>) -> Result<Vec<u8>, KeyError> {
    let cut = KeyError::NotAKey("its text is cut: the END line or a part of it is missing");
    // `openssl ecparam -genkey` writes the curve's name in a block of its own before the key.
    let text = text.split_once("-----END EC PARAMETERS-----").map_or(text, |(_, rest)| rest);
    let (_, rest) = text.split_once("-----BEGIN ").ok_or_else(|| cut.clone())?;
    let (label, rest) = rest.split_once("-----").ok_or_else(|| cut.clone())?;
    let (body, end) = rest.split_once("-----END ").ok_or_else(|| cut.clone())?;
    if !end.trim_start().starts_with(label) {
        return Err(cut);
    }
    match label {
        "PRIVATE KEY" | "EC PRIVATE KEY" => {}
        "RSA PRIVATE KEY" => return Err(KeyError::WrongKind("an RSA key")),
        "ENCRYPTED PRIVATE KEY" => return Err(KeyError::WrongKind("encrypted with a password")),
        "PUBLIC KEY" => return Err(KeyError::WrongKind("a public key")),
        "CERTIFICATE" => return Err(KeyError::WrongKind("a certificate")),
        _ => return Err(KeyError::WrongKind("something else in PEM")),
    }
    if !body.trim_matches(' ').starts_with('\n') {
        note(repairs, Repair::LostLineBreaks);
    }
    let der = decode(body).ok_or_else(|| cut.clone())?;
    // The outer length says how long the whole must be: what is shorter was cut.
    if declared_length(&der).is_some_and(|length| length > der.len()) {
        return Err(cut);
    }
    checked(&der)
}

/// The length that a DER sequence of less than 64 KiB declares, header included.
fn declared_length(der: &[u8]) -> Option<usize> {
    match *der {
        [0x30, length, ..] if length < 0x80 => Some(2 + usize::from(length)),
        [0x30, 0x81, length, ..] => Some(3 + usize::from(length)),
        [0x30, 0x82, high, low, ..] => Some(4 + usize::from(high) * 256 + usize::from(low)),
        _ => None,
    }
}

/// A P-256 key as PKCS#8, whether it came as PKCS#8 or as SEC1.
fn checked(der: &[u8]) -> Result<Vec<u8>, KeyError> {
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, der)
        .or_else(|_| EcdsaKeyPair::from_private_key_der(algorithm, der))
        .map_err(|_| wrong_kind(der))?;
    let pkcs8 = pair.to_pkcs8v1().map_err(|_| KeyError::Sign)?;
    Ok(pkcs8.as_ref().to_vec())
}

/// What else a private key may be, told by the object identifiers in it.
fn wrong_kind(der: &[u8]) -> KeyError {
    let has = |needle: &[u8]| der.windows(needle.len()).any(|window| window == needle);
    if has(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01]) {
        KeyError::WrongKind("an RSA key")
    } else if has(&[0x2b, 0x81, 0x04, 0x00, 0x22]) {
        KeyError::WrongKind("a P-384 key")
    } else if has(&[0x2b, 0x81, 0x04, 0x00, 0x23]) {
        KeyError::WrongKind("a P-521 key")
    } else if has(&[0x2b, 0x65, 0x70]) {
        KeyError::WrongKind("an Ed25519 key")
    } else {
        KeyError::NotAKey("its content is damaged")
    }
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, Engine as _};

    use super::*;

    #[test]
    fn no_cut_key_is_taken_for_a_whole_one() {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let body = BASE64_STANDARD.encode(pair.to_pkcs8v1().unwrap().as_ref());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
        let end = pem.find("-----END").unwrap();
        for cut in 0..end {
            let short = &pem[..cut];
            for text in [short.to_owned(), BASE64_STANDARD.encode(short), format!("{short}\n{}", &pem[end..])]
            {
                let read = read(&text, false);
                // Only the line break before the END line may be missing.
                let whole = text.contains("-----END") && short.contains(&body);
                assert_eq!(read.is_ok(), whole, "cut at {cut}");
            }
        }
    }
}

//! An App Store Connect API key.

use std::fmt;
use std::time::Duration;

use base64::prelude::*;
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use serde::Deserialize;

use super::KeyError;
use super::key_text::{self, Repair};

/// How long a token lives unless the key's file says otherwise; fastlane's value.
const DEFAULT_DURATION: Duration = Duration::from_secs(500);

/// A team key or an individual key, ready to sign.
#[derive(Clone)]
pub struct ApiKey {
    key_id: String,
    issuer_id: Option<String>,
    pkcs8: SecretSlice<u8>,
    duration: Duration,
    in_house: Option<bool>,
    endpoint: Option<String>,
    repairs: Vec<Repair>,
}

/// What an API key is made of, as it stands in variables and files.
#[derive(Debug, Clone, Default)]
pub struct KeyParts {
    /// The key id: ten upper-case letters and digits.
    pub key_id: String,
    /// The issuer id, a UUID; none for an individual key.
    pub issuer_id: Option<String>,
    /// The text of the .p8: PEM, or base64 of it.
    pub key: SecretString,
    /// Whether the text is said to be base64. Base64 is recognised without it.
    pub is_key_content_base64: bool,
    /// How long a token lives; 500 seconds where nothing is said. Apple takes at most 20 minutes.
    pub duration: Option<Duration>,
    /// Whether the key belongs to the Developer Enterprise Program.
    pub in_house: Option<bool>,
    /// Where the key is valid, if not at Apple: a simulator writes its address into the keys that it makes.
    pub endpoint: Option<String>,
}

/// fastlane's JSON key file.
#[derive(Deserialize)]
struct JsonKey {
    key_id: Option<String>,
    issuer_id: Option<String>,
    key: Option<SecretString>,
    duration: Option<u64>,
    in_house: Option<bool>,
    endpoint: Option<String>,
    #[serde(default)]
    is_key_content_base64: Option<bool>,
}

impl ApiKey {
    /// The key of these parts, checked as far as that goes without Apple.
    pub fn new(parts: KeyParts) -> Result<Self, KeyError> {
        let key_id = parts.key_id.trim().to_owned();
        if key_id.is_empty() {
            return Err(KeyError::NoKeyId);
        }
        if is_uuid(&key_id) {
            return Err(KeyError::BadKeyId("is a UUID, as an issuer id is"));
        }
        if !is_word(&key_id) {
            return Err(KeyError::BadKeyId("is not one short word of letters and digits"));
        }
        let issuer_id =
            parts.issuer_id.map(|issuer| issuer.trim().to_owned()).filter(|issuer| !issuer.is_empty());
        if let Some(issuer) = issuer_id.as_ref().filter(|issuer| !is_uuid(issuer)) {
            return Err(KeyError::BadIssuer(described(issuer)));
        }
        let (pkcs8, repairs) = key_text::read(parts.key.expose_secret(), parts.is_key_content_base64)?;
        Ok(Self {
            key_id,
            issuer_id,
            pkcs8: pkcs8.into(),
            duration: parts.duration.unwrap_or(DEFAULT_DURATION),
            in_house: parts.in_house,
            endpoint: parts.endpoint,
            repairs,
        })
    }

    /// Reads fastlane's JSON key file.
    pub fn from_json(text: &str) -> Result<Self, KeyError> {
        let json: JsonKey = serde_json::from_str(text.trim_start_matches('\u{FEFF}'))
            // serde's message may quote the text, which may be the key.
            .map_err(|error| {
                KeyError::NotJson(format!("line {}, column {}", error.line(), error.column()))
            })?;
        let missing = [("key_id", json.key_id.is_none()), ("key", json.key.is_none())];
        let (Some(key_id), Some(key)) = (json.key_id, json.key) else {
            let missing = missing.into_iter().filter(|(_, missing)| *missing).map(|(name, _)| name);
            return Err(KeyError::MissingFields(missing.collect()));
        };
        Self::new(KeyParts {
            key_id,
            issuer_id: json.issuer_id,
            key,
            is_key_content_base64: json.is_key_content_base64.unwrap_or_default(),
            duration: json.duration.map(Duration::from_secs),
            in_house: json.in_house,
            endpoint: json.endpoint,
        })
    }

    /// The key id.
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The issuer id; none for an individual key.
    pub fn issuer_id(&self) -> Option<&str> {
        self.issuer_id.as_deref()
    }

    /// Whether it belongs to the Developer Enterprise Program, if that is known.
    pub fn in_house(&self) -> Option<bool> {
        self.in_house
    }

    /// Where the key is valid, if it says so; an ordinary key is valid at Apple.
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }

    /// How long a token is to live.
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// What was wrong with the key's text and was put right.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// Whether the key id has the form that Apple's have: ten upper-case letters and digits.
    pub fn has_usual_id(&self) -> bool {
        is_key_id(&self.key_id)
    }

    /// The private key in PEM, as Apple's own programs want it in a file `AuthKey_<id>.p8`.
    pub fn to_pem(&self) -> SecretString {
        let text = SecretString::from(BASE64_STANDARD.encode(self.pkcs8()));
        let lines = text.expose_secret().as_bytes().chunks(64).map(String::from_utf8_lossy);
        let body = SecretString::from(lines.collect::<Vec<_>>().join("\n"));
        let body = body.expose_secret();
        SecretString::from(format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n"))
    }

    pub(super) fn pkcs8(&self) -> &[u8] {
        self.pkcs8.expose_secret()
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey")
            .field("key_id", &self.key_id)
            .field("issuer_id", &self.issuer_id)
            .field("in_house", &self.in_house)
            .finish_non_exhaustive()
    }
}

fn is_key_id(text: &str) -> bool {
    text.len() == 10 && text.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit())
}

/// Whether a text is short and plain enough to be an id, and too short to be a key.
fn is_word(text: &str) -> bool {
    text.len() <= 40 && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
}

/// An issuer id that is none, as it may be shown: whoever mixed up two variables must not find the key in a log.
fn described(issuer: &str) -> String {
    if is_key_id(issuer) {
        format!("`{issuer}`, which looks like a key id,")
    } else if is_word(issuer) {
        format!("`{issuer}`")
    } else {
        "(not shown, it may be the key itself)".to_owned()
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.chars().all(|letter| letter == '-' || letter.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, Engine as _};

    use super::*;

    const ISSUER: &str = "69a6de70-0000-47e3-e053-5b8c7c11a4d1";

    fn pem() -> String {
        use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        armoured(pair.to_pkcs8v1().unwrap().as_ref(), "PRIVATE KEY")
    }

    fn armoured(der: &[u8], label: &str) -> String {
        let body = BASE64_STANDARD.encode(der);
        let lines = body.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned() + "\n");
        format!("-----BEGIN {label}-----\n{}-----END {label}-----\n", lines.collect::<String>())
    }

    fn read(text: &str, is_base64: bool) -> Result<ApiKey, KeyError> {
        ApiKey::new(KeyParts {
            key_id: "ABCDE12345".into(),
            issuer_id: Some(ISSUER.into()),
            key: text.to_owned().into(),
            is_key_content_base64: is_base64,
            ..KeyParts::default()
        })
    }

    #[test]
    fn a_key_is_read_through_all_harmless_damage() {
        use Repair::{
            Base64, ByteOrderMark, EscapedLineBreaks, LineEnds, LostArmour, LostLineBreaks, Quotes,
        };
        let pem = pem();
        let wrapped = BASE64_STANDARD.encode(&pem);
        let broken =
            wrapped.as_bytes().chunks(60).map(String::from_utf8_lossy).collect::<Vec<_>>().join("\n");
        let bare = pem.lines().filter(|line| !line.starts_with('-')).collect::<String>();
        let cases = [
            (pem.clone(), false, vec![]),
            (pem.trim_end().to_owned(), false, vec![]),
            (format!("\"{pem}\""), false, vec![Quotes]),
            (format!("\u{FEFF}{pem}"), false, vec![ByteOrderMark]),
            (pem.replace('\n', "\r\n"), false, vec![LineEnds]),
            (pem.replace('\n', "\\n"), false, vec![EscapedLineBreaks]),
            (pem.replace('\n', " "), false, vec![LostLineBreaks]),
            (broken.clone() + "\n", true, vec![]),
            (wrapped.clone(), false, vec![Base64]),
            (BASE64_STANDARD.encode(&wrapped), true, vec![Base64]),
            (bare, false, vec![LostArmour]),
            (pem.clone(), true, vec![]),
        ];
        let whole = read(&pem, false).unwrap();
        for (text, is_base64, repairs) in cases {
            let key = read(&text, is_base64).unwrap();
            assert_eq!(key.pkcs8(), whole.pkcs8());
            assert_eq!(key.repairs(), repairs);
        }
    }

    #[test]
    fn a_cut_key_is_refused_without_showing_it() {
        let pem = pem();
        for cut in [pem.len() / 2, 40, pem.len() - 30] {
            let error = read(&pem[..cut], false).unwrap_err();
            assert!(matches!(error, KeyError::NotAKey(_)), "{error}");
            assert!(!format!("{error} {error:?}").contains(&pem[30..60]));
        }
        let middle = pem.lines().enumerate().filter(|(line, _)| *line != 2).map(|(_, line)| line);
        assert!(read(&middle.collect::<Vec<_>>().join("\n"), false).is_err());
    }

    #[test]
    fn a_key_of_another_kind_is_named() {
        let der = aws_lc_rs::signature::EcdsaKeyPair::generate(
            &aws_lc_rs::signature::ECDSA_P384_SHA384_FIXED_SIGNING,
        )
        .unwrap()
        .to_pkcs8v1()
        .unwrap();
        let error = read(&armoured(der.as_ref(), "PRIVATE KEY"), false).unwrap_err();
        assert_eq!(error, KeyError::WrongKind("a P-384 key"));
        assert_eq!(
            read(&armoured(b"x", "RSA PRIVATE KEY"), false).unwrap_err(),
            KeyError::WrongKind("an RSA key")
        );
    }

    #[test]
    fn fastlanes_json_is_read_and_its_gaps_are_named() {
        let json = serde_json::json!({"key_id": "ABCDE12345", "issuer_id": ISSUER, "key": pem(), "duration": 900,
            "in_house": false, "comment": "ignored"});
        let key = ApiKey::from_json(&json.to_string()).unwrap();
        assert_eq!((key.key_id(), key.issuer_id()), ("ABCDE12345", Some(ISSUER)));
        assert_eq!((key.duration(), key.in_house()), (Duration::from_mins(15), Some(false)));
        let error = ApiKey::from_json("{}").unwrap_err();
        assert_eq!(error.to_string(), "App Store Connect API key JSON is missing field(s): key_id, key");
        assert!(matches!(ApiKey::from_json("[1").unwrap_err(), KeyError::NotJson(_)));
    }

    #[test]
    fn a_key_goes_out_as_the_pem_that_it_is_read_from() {
        let parts = || KeyParts { key_id: "ABCDE12345".into(), key: pem().into(), ..KeyParts::default() };
        let key = ApiKey::new(parts()).unwrap();
        let again = KeyParts { key: key.to_pem(), ..parts() };
        assert_eq!(ApiKey::new(again).unwrap().pkcs8(), key.pkcs8());
        assert!(key.to_pem().expose_secret().lines().all(|line| line.len() <= 64));
    }

    #[test]
    fn an_issuer_that_is_no_uuid_is_refused() {
        let parts = KeyParts {
            key_id: "ABCDE12345".into(),
            issuer_id: Some("ABCDE12345".into()),
            key: pem().into(),
            ..KeyParts::default()
        };
        assert!(matches!(ApiKey::new(parts).unwrap_err(), KeyError::BadIssuer(_)));
    }

    #[test]
    fn a_key_in_the_older_form_is_read_with_or_without_its_parameters() {
        use aws_lc_rs::encoding::AsDer as _;
        use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let sec1 = armoured(pair.private_key().as_der().unwrap().as_ref(), "EC PRIVATE KEY");
        let whole = read(&armoured(pair.to_pkcs8v1().unwrap().as_ref(), "PRIVATE KEY"), false).unwrap();
        // `openssl ecparam -genkey` writes the curve's name before the key.
        let curve = armoured(&[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], "EC PARAMETERS");
        for text in [sec1.clone(), curve + &sec1] {
            assert_eq!(read(&text, false).unwrap().pkcs8(), whole.pkcs8());
        }
    }

    #[test]
    fn a_key_in_the_place_of_an_id_is_not_shown() {
        let pem = pem();
        let secret = pem.lines().nth(1).unwrap().to_owned();
        let parts =
            || KeyParts { key_id: "ABCDE12345".into(), key: pem.clone().into(), ..KeyParts::default() };
        for place in [pem.clone(), secret.clone()] {
            let as_issuer = KeyParts { issuer_id: Some(place.clone()), ..parts() };
            let as_id = KeyParts { key_id: place, ..parts() };
            for wrong in [as_issuer, as_id] {
                let error = ApiKey::new(wrong).unwrap_err();
                assert!(!format!("{error} {error:?}").contains(&secret[..20]), "{error}");
            }
        }
    }
}

//! From the password to the secret that the proof is made of.

use std::num::NonZeroU32;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::pbkdf2;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};

use super::SignInError;

/// The most rounds that are computed for a server. Apple asks for some 20 000.
const MOST_ROUNDS: u32 = 2_000_000;

/// The two ways that Apple derives it, by their names on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    /// From the digest of the password.
    S2k,
    /// From the hexadecimal text of the digest: accounts whose password was set long ago.
    S2kFo,
}

/// The protocols offered to Apple.
pub(super) const PROTOCOLS: [&str; 2] = ["s2k", "s2k_fo"];

impl Protocol {
    pub(super) fn parse(name: &str) -> Result<Self, SignInError> {
        match name {
            "s2k" => Ok(Self::S2k),
            "s2k_fo" => Ok(Self::S2kFo),
            _ => Err(SignInError::Protocol(format!("an unknown way of deriving the password, `{name}`"))),
        }
    }

    /// PBKDF2-HMAC-SHA256 of the digest of the password, which is taken as typed.
    pub(super) fn derive(
        self,
        password: &SecretString,
        salt: &[u8],
        rounds: u32,
    ) -> Result<Zeroizing<[u8; 32]>, SignInError> {
        let rounds = NonZeroU32::new(rounds).filter(|rounds| rounds.get() <= MOST_ROUNDS);
        let rounds =
            rounds.ok_or_else(|| SignInError::Protocol("a number of rounds out of bounds".to_owned()))?;
        let digest = digest(&SHA256, password.expose_secret().as_bytes());
        let input = match self {
            Self::S2k => Zeroizing::new(digest.as_ref().to_vec()),
            Self::S2kFo => Zeroizing::new(hex(digest.as_ref()).into_bytes()),
        };
        let mut secret = Zeroizing::new([0; 32]);
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, &input, secret.as_mut());
        Ok(secret)
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_protocols_agree_with_recorded_values() {
        let table = [
            ("s2k", "c4330b0d973b906938cebc41efc1bac6435ac841c2beaa85ea89bd8d05a94939"),
            ("s2k_fo", "07c477b5ed1125863dae2350a2dbc48eaae67ad4ee45606a59f66df82993d5ef"),
        ];
        for (name, expected) in table {
            let secret = Protocol::parse(name).unwrap().derive(&"password123".into(), b"salt", 1000).unwrap();
            assert_eq!(hex(secret.as_ref()), expected, "{name}");
        }
    }

    #[test]
    fn what_is_unknown_or_endless_is_refused() {
        assert!(Protocol::parse("s2k_new").unwrap_err().to_string().contains("`s2k_new`"));
        for rounds in [0, u32::MAX] {
            assert!(Protocol::S2k.derive(&"password123".into(), b"salt", rounds).is_err());
        }
    }
}

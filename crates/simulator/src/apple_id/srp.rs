//! SRP-6a on Apple's side (RFC 5054, the group of 2048 bits, SHA-256), in Apple's variant: the account's name stands in the
//! proof and not in the verifier, and the generator is padded in both.

use std::num::NonZeroU32;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::pbkdf2;
use num_bigint::BigUint;

use super::Protocol;

/// The length of the group's prime, in bytes.
const LENGTH: usize = 256;
/// The rounds that Apple has of PBKDF2.
pub(super) const ITERATIONS: u32 = 20_012;

/// The prime of RFC 5054, appendix A, 2048 bits.
const PRIME: &str = "\
AC6BDB41324A9A9BF166DE5E1389582FAF72B6651987EE07FC3192943DB56050A37329CBB4A099ED8193E0757767A13DD52312AB4B03310D\
CD7F48A9DA04FD50E8083969EDB767B0CF6095179A163AB3661A05FBD5FAAAE82918A9962F0B93B855F97993EC975EEAA80D740ADBF4FF74\
7359D041D5C33EA71D281E446B14773BCA97B43A23FB801676BD207A436C6481F1D2B9078717461A5B9D32E688F87748544523B524B0D57D\
5EA77A2775D2ECFA032CFBDBF52FB3786160279004E57AE6AF874E7303CE53299CCC041C7BC308D82A5698F3A8D0C38271AE35F8E9DBFBB6\
94B5C803D89F7AE435DE236D525F54759B65E372FCD68EF20FA7111F9E4AFF73";

fn prime() -> BigUint {
    BigUint::parse_bytes(PRIME.as_bytes(), 16).unwrap_or_default()
}

fn generator() -> BigUint {
    BigUint::from(2_u8)
}

fn hash(parts: &[&[u8]]) -> Vec<u8> {
    digest(&SHA256, &parts.concat()).as_ref().to_vec()
}

fn padded(number: &BigUint) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    [vec![0; LENGTH.saturating_sub(bytes.len())], bytes].concat()
}

/// The verifier of a password: what Apple keeps of it.
pub(super) fn verifier(password: &str, protocol: Protocol, salt: &[u8]) -> BigUint {
    let digested = hash(&[password.as_bytes()]);
    let hexadecimal = crate::uploads::hexadecimal(&digested);
    let secret = match protocol {
        Protocol::S2k => digested.as_slice(),
        Protocol::S2kFo => hexadecimal.as_bytes(),
    };
    let mut derived = [0; 32];
    let rounds = NonZeroU32::new(ITERATIONS).unwrap_or(NonZeroU32::MIN);
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, secret, &mut derived);
    let inner = hash(&[b":", &derived]);
    let x = BigUint::from_bytes_be(&hash(&[salt, &inner]));
    generator().modpow(&x, &prime())
}

/// Apple's half of an exchange.
#[derive(Debug, Clone)]
pub(super) struct Server {
    verifier: BigUint,
    secret: BigUint,
    /// Always of the same length, as Apple's are.
    pub(super) public: Vec<u8>,
}

impl Server {
    pub(super) fn new(verifier: BigUint, secret: &[u8]) -> Self {
        let (prime, secret) = (prime(), BigUint::from_bytes_be(secret));
        let multiplier = BigUint::from_bytes_be(&hash(&[&padded(&prime), &padded(&generator())]));
        let public = (multiplier * &verifier + generator().modpow(&secret, &prime)) % &prime;
        Self { verifier, secret, public: padded(&public) }
    }

    /// Whether a client that sent `a` and both proofs knows the password. Neither value may be zero in the group.
    pub(super) fn agrees(&self, account: &str, salt: &[u8], a: &[u8], m1: &[u8], m2: &[u8]) -> bool {
        let (prime, client) = (prime(), BigUint::from_bytes_be(a));
        if &client % &prime == BigUint::ZERO {
            return false;
        }
        let scrambler = BigUint::from_bytes_be(&hash(&[&padded(&client), &self.public]));
        let shared = (&client * self.verifier.modpow(&scrambler, &prime)).modpow(&self.secret, &prime);
        let key = hash(&[&shared.to_bytes_be()]);
        let group =
            hash(&[&padded(&prime)]).into_iter().zip(hash(&[&padded(&generator())])).map(|(n, g)| n ^ g);
        let group = group.collect::<Vec<_>>();
        let client = client.to_bytes_be();
        // What Apple hashes of a B that begins with zeros is on no record: clients do either.
        let public = BigUint::from_bytes_be(&self.public).to_bytes_be();
        [self.public.as_slice(), &public].into_iter().any(|public| {
            let first = hash(&[&group, &hash(&[account.as_bytes()]), salt, &client, public, &key]);
            let second = hash(&[&client, &first, &key]);
            verify_slices_are_equal(&first, m1).is_ok() && verify_slices_are_equal(&second, m2).is_ok()
        })
    }
}

/// Whether a client's public value is one: zero in the group would make every password right.
pub(super) fn is_public(a: &[u8]) -> bool {
    !a.is_empty() && a.len() <= LENGTH && BigUint::from_bytes_be(a) % prime() != BigUint::ZERO
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    const ACCOUNT: &str = "jane.appleseed@example.com";
    const PASSWORD: &str = "Correct-Horse-9";
    const A: &str = "jYZM1uKw7zLet5tFTE1WbrWZz6tv95yEFL/nr/4ZeEwjhy9r6iLKzd4l3g/j4aGxPT5KONjDsPnqzPAp1KlsDmdtC4zz3r7nK02SHqlooCDw+EpFmCWf3ctS2XG4zjps74iGRBF3XM5ZFFJFmKxzyj7bd6v2n0bmjZ8rAk6gcj/dxQBeX7QCdvW7igmtaRyEB1EVEjlMYIDSU4yhyoheJ2OTLsI+MTvZvXSve9TIfbZIt6o4zF99EWLtH/K19qo14So+MA5Pg7hEIIqnxYAyIlZzwdaTSkhJjV+KdsbQcvET+ZR9sOEfpCs0Uh1xgMfVflyz4Tb9FhN0vtcv53akgA==";

    fn agrees(protocol: Protocol, m1: &str, m2: &str) -> bool {
        let salt = (0..16).collect::<Vec<u8>>();
        let server = Server::new(verifier(PASSWORD, protocol, &salt), &[0xb2; 64]);
        let decode = |text: &str| STANDARD.decode(text).unwrap();
        server.agrees(ACCOUNT, &salt, &decode(A), &decode(m1), &decode(m2))
    }

    #[test]
    fn the_proofs_of_other_implementations_are_taken() {
        let plain =
            ("0ly/oGFUJ5tOIj8TCCFJZDbTrz1ji/AtMyIBoU1h6iU=", "2o/V5PRWkOd6UfcuLIi2NYq9k57OP4TARx5wKAmNqPQ=");
        let folded =
            ("d0lvTCyM8E6EodsO/vGvIeIxvCRxvi3k0HuhqfXEEQM=", "QsB2zczQ84MF0uGSrmv7b0vVvHAd16r4CeswK8YTrq4=");
        assert!(agrees(Protocol::S2k, plain.0, plain.1));
        assert!(agrees(Protocol::S2kFo, folded.0, folded.1));
        assert!(!agrees(Protocol::S2kFo, plain.0, plain.1));
        assert!(!agrees(Protocol::S2k, plain.0, folded.1), "both proofs count");
    }

    #[test]
    fn a_value_that_is_zero_in_the_group_proves_nothing() {
        assert!(!is_public(&[]) && !is_public(&[0; 256]) && !is_public(&prime().to_bytes_be()));
        assert!(!is_public(&[1; 300]) && is_public(&[1; 256]));
    }
}

//! SRP-6a as Apple speaks it: the client proves that it knows the password without sending it.
//!
//! The group is RFC 5054's of 2048 bits, the hash SHA-256, the account name no part of the private key, and the
//! generator padded where it is hashed. All arithmetic with secrets takes the same time whatever they are.

use aws_lc_rs::digest::{Context, SHA256};
use aws_lc_rs::rand;
use crypto_bigint::modular::{FixedMontyForm, FixedMontyParams};
use crypto_bigint::{Odd, U512, U1024, U2048};
use secrecy::zeroize::Zeroizing;

use super::SignInError;

/// The length of a number of the group in bytes.
const LENGTH: usize = 256;
const GENERATOR: u32 = 2;

/// The prime of RFC 5054, appendix A, 2048 bits.
const PRIME: &str = concat!(
    "AC6BDB41324A9A9BF166DE5E1389582FAF72B6651987EE07FC3192943DB56050A37329CBB4A099ED",
    "8193E0757767A13DD52312AB4B03310DCD7F48A9DA04FD50E8083969EDB767B0CF6095179A163AB3",
    "661A05FBD5FAAAE82918A9962F0B93B855F97993EC975EEAA80D740ADBF4FF747359D041D5C33EA7",
    "1D281E446B14773BCA97B43A23FB801676BD207A436C6481F1D2B9078717461A5B9D32E688F87748",
    "544523B524B0D57D5EA77A2775D2ECFA032CFBDBF52FB3786160279004E57AE6AF874E7303CE5329",
    "9CCC041C7BC308D82A5698F3A8D0C38271AE35F8E9DBFBB694B5C803D89F7AE435DE236D525F5475",
    "9B65E372FCD68EF20FA7111F9E4AFF73",
);

/// One exchange, begun.
pub(super) struct Exchange {
    /// The client's secret, of 512 bits: twice what the group is worth.
    secret: Zeroizing<U512>,
    public: Vec<u8>,
    group: Group,
}

/// What the client sends in the end.
pub(super) struct Proof {
    /// Proves to the server that the client knows the password.
    pub(super) m1: [u8; 32],
    /// What a server that knows it too would have answered; Apple wants it sent along.
    pub(super) m2: [u8; 32],
}

impl Exchange {
    /// Begins with a random secret. One whose public value is short is thrown away: implementations differ in how
    /// they hash short numbers, so that one of 256 sign-ins would fail.
    pub(super) fn begin() -> Result<Self, SignInError> {
        loop {
            let mut secret = Zeroizing::new([0; 64]);
            rand::fill(secret.as_mut())
                .map_err(|_| SignInError::Protocol("no random numbers from this system".to_owned()))?;
            let exchange = Self::with_secret(U512::from_be_slice(secret.as_ref()));
            if exchange.public.len() == LENGTH {
                return Ok(exchange);
            }
        }
    }

    fn with_secret(secret: U512) -> Self {
        let group = Group::new();
        let public = minimal(&group.power(&secret));
        Self { secret: Zeroizing::new(secret), public, group }
    }

    /// The client's public value, without leading zeros.
    pub(super) fn public(&self) -> &[u8] {
        &self.public
    }

    /// The proof for `account`, exactly as it was sent, given the server's salt and public value and the `secret`
    /// that was [derived](super::password::Protocol::derive) from the password.
    pub(super) fn prove(
        &self,
        account: &str,
        secret: &[u8; 32],
        salt: &[u8],
        server: &[u8],
    ) -> Result<Proof, SignInError> {
        let wrong = || SignInError::Protocol("a public value that the protocol forbids".to_owned());
        let padded = pad(server).ok_or_else(wrong)?;
        let number = U2048::from_be_slice(&padded);
        let prime = self.group.params.modulus().as_ref();
        if number >= *prime || number.is_zero().to_bool() {
            return Err(wrong());
        }
        let ours = pad(&self.public).ok_or_else(wrong)?;
        let scramble = hash(&[&ours, &padded]);
        if scramble.iter().all(|byte| *byte == 0) {
            return Err(wrong());
        }
        let private = Zeroizing::new(hash(&[salt, &hash(&[b":", secret])]));
        let shared = Zeroizing::new(minimal(&self.shared(&number, &scramble, &private)));
        let key = Zeroizing::new(hash(&[&shared]));
        let group = self.group.digest();
        let m1 = hash(&[&group, &hash(&[account.as_bytes()]), salt, &self.public, server, key.as_ref()]);
        let m2 = hash(&[&self.public, &m1, key.as_ref()]);
        Ok(Proof { m1, m2 })
    }

    /// `(B - k g^x) ^ (a + u x)`.
    fn shared(&self, server: &U2048, scramble: &[u8; 32], private: &[u8; 32]) -> U2048 {
        let group = &self.group;
        let private = Zeroizing::new(widen(private));
        let verifier = group.form(&group.power(&private));
        let base = group.form(server).sub(&group.multiplier().mul(&verifier));
        let product: U1024 = private.concatenating_mul(&widen(scramble));
        // 512 bits each: the sum stays far below 1024.
        let exponent = Zeroizing::new(product.wrapping_add(&self.secret.resize()));
        base.pow(&*exponent).retrieve()
    }
}

/// The group, ready to count in.
struct Group {
    params: FixedMontyParams<{ U2048::LIMBS }>,
    generator: FixedMontyForm<{ U2048::LIMBS }>,
}

impl Group {
    fn new() -> Self {
        let params = FixedMontyParams::new_vartime(Odd::<U2048>::from_be_hex(PRIME));
        let generator = FixedMontyForm::new(&U2048::from_u32(GENERATOR), &params);
        Self { params, generator }
    }

    fn form(&self, number: &U2048) -> FixedMontyForm<{ U2048::LIMBS }> {
        FixedMontyForm::new(number, &self.params)
    }

    /// A power of the generator.
    fn power(&self, exponent: &U512) -> U2048 {
        self.generator.pow(exponent).retrieve()
    }

    /// `k`, the hash of prime and generator.
    fn multiplier(&self) -> FixedMontyForm<{ U2048::LIMBS }> {
        let hashed = hash(&[&bytes(self.params.modulus().as_ref()), &bytes(&U2048::from_u32(GENERATOR))]);
        let mut padded = [0; LENGTH];
        padded[LENGTH - 32..].copy_from_slice(&hashed);
        self.form(&U2048::from_be_slice(&padded))
    }

    /// The hash of the prime and that of the generator, one over the other.
    fn digest(&self) -> [u8; 32] {
        let mut digest = hash(&[&bytes(self.params.modulus().as_ref())]);
        let generator = hash(&[&bytes(&U2048::from_u32(GENERATOR))]);
        digest.iter_mut().zip(generator).for_each(|(byte, other)| *byte ^= other);
        digest
    }
}

fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut hashed = [0; 32];
    hashed.copy_from_slice(context.finish().as_ref());
    hashed
}

fn widen(bytes: &[u8; 32]) -> U512 {
    let mut padded = Zeroizing::new([0; 64]);
    padded[32..].copy_from_slice(bytes);
    U512::from_be_slice(padded.as_ref())
}

fn bytes(number: &U2048) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    bytes.copy_from_slice(number.to_be_bytes().as_ref());
    bytes
}

fn minimal(number: &U2048) -> Vec<u8> {
    let bytes = bytes(number);
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes[zeros..].to_vec()
}

/// The number with zeros before it, unless it is longer than the group.
fn pad(number: &[u8]) -> Option<[u8; LENGTH]> {
    let zeros = LENGTH.checked_sub(number.len())?;
    let mut padded = [0; LENGTH];
    padded[zeros..].copy_from_slice(number);
    Some(padded)
}

#[cfg(test)]
#[path = "srp_tests.rs"]
mod tests;

//! The API keys that the simulator knows.

use std::fmt;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::roles::Role;
use crate::error::Error;
use crate::ids::{IdForm, Ids};

/// An API key with its private half, as a person downloads it from Apple.
#[derive(Clone)]
pub struct Key {
    /// Ten letters and digits.
    pub id: String,
    /// The issuer of a team key; an individual key has none.
    pub issuer: Option<String>,
    /// What the key may do.
    pub role: Role,
    /// The private key, PKCS#8 in PEM: the content of `AuthKey_<id>.p8`.
    pub private_key: SecretString,
    /// The point on the curve that is the public key, uncompressed.
    pub(crate) point: Vec<u8>,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

/// All keys.
#[derive(Debug, Clone)]
pub struct KeyRing {
    keys: Vec<Key>,
}

/// A key as it is kept in a state file, which only its owner can read.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeptKey {
    id: String,
    issuer: Option<String>,
    role: Role,
    private_key: String,
}

impl KeyRing {
    /// A team key for each role, and an individual key of an administrator. The ids are the same for a seed; the
    /// keys never are.
    pub(crate) fn generate(ids: &mut Ids) -> Result<Self, Error> {
        let issuer = ids.next(IdForm::Uuid);
        let mut keys = Vec::new();
        for role in [Role::Admin, Role::AppManager, Role::Developer] {
            keys.push(Key::generate(ids, Some(issuer.clone()), role)?);
        }
        keys.push(Key::generate(ids, None, Role::Admin)?);
        Ok(Self { keys })
    }

    /// The keys, the administrator's team key first.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The key of an id.
    pub fn find(&self, id: &str) -> Option<&Key> {
        self.keys.iter().find(|key| key.id == id)
    }

    /// The administrator's team key: the one that tools are given.
    pub fn main(&self) -> Option<&Key> {
        self.keys.first()
    }

    pub(crate) fn kept(&self) -> Vec<KeptKey> {
        let keep = |key: &Key| KeptKey {
            id: key.id.clone(),
            issuer: key.issuer.clone(),
            role: key.role,
            private_key: key.private_key.expose_secret().to_owned(),
        };
        self.keys.iter().map(keep).collect()
    }

    pub(crate) fn restore(kept: Vec<KeptKey>) -> Result<Self, Error> {
        let keys = kept.into_iter().map(Key::restore).collect::<Result<_, _>>()?;
        Ok(Self { keys })
    }
}

impl Key {
    fn generate(ids: &mut Ids, issuer: Option<String>, role: Role) -> Result<Self, Error> {
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map_err(|_| Error::KeyGeneration)?;
        Self::of_pkcs8(ids.next(IdForm::TenCharacters), issuer, role, document.as_ref())
    }

    fn restore(kept: KeptKey) -> Result<Self, Error> {
        let encoded = kept.private_key.lines().filter(|line| !line.starts_with('-')).collect::<String>();
        let pkcs8 = STANDARD.decode(encoded).map_err(|_| Error::KeyUnreadable { id: kept.id.clone() })?;
        Self::of_pkcs8(kept.id, kept.issuer, kept.role, &pkcs8)
    }

    fn of_pkcs8(id: String, issuer: Option<String>, role: Role, pkcs8: &[u8]) -> Result<Self, Error> {
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8)
            .map_err(|_| Error::KeyUnreadable { id: id.clone() })?;
        let encoded = STANDARD.encode(pkcs8);
        let mut pem = String::from("-----BEGIN PRIVATE KEY-----\n");
        let mut rest = encoded.as_str();
        while !rest.is_empty() {
            let (line, after) = rest.split_at(rest.len().min(64));
            pem.push_str(line);
            pem.push('\n');
            rest = after;
        }
        // Apple's files end without a line break.
        pem.push_str("-----END PRIVATE KEY-----");
        let point = pair.public_key().as_ref().to_vec();
        Ok(Self { id, issuer, role, private_key: pem.into(), point })
    }
}

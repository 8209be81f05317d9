//! An authority in a state file: what was signed in one run must be known in the next.

use rcgen::{Issuer, KeyPair};
use serde::{Deserialize, Serialize};

use super::authority::Authority;

/// Certificates and keys in PEM. The keys are secret: this goes only where the API keys go.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeptAuthority {
    root: String,
    intermediate: String,
    intermediate_key: String,
    signer: String,
    signer_key: String,
}

impl Authority {
    /// The authority as a state file holds it.
    pub(crate) fn kept(&self) -> KeptAuthority {
        KeptAuthority {
            root: self.root_pem(),
            intermediate: self.intermediate_pem(),
            intermediate_key: self.issuer.key().serialize_pem(),
            signer: super::authority::pem(&self.signer),
            signer_key: self.signer_key.serialize_pem(),
        }
    }

    /// The authority of an earlier run.
    pub(crate) fn restore(kept: &KeptAuthority) -> Result<Self, rcgen::Error> {
        Ok(Self {
            root: der(&kept.root)?,
            intermediate: der(&kept.intermediate)?,
            issuer: Issuer::from_ca_cert_pem(&kept.intermediate, KeyPair::from_pem(&kept.intermediate_key)?)?,
            signer: der(&kept.signer)?,
            signer_key: KeyPair::from_pem(&kept.signer_key)?,
        })
    }
}

fn der(pem: &str) -> Result<Vec<u8>, rcgen::Error> {
    let (_, der) =
        der::pem::decode_vec(pem.as_bytes()).map_err(|_| rcgen::Error::CouldNotParseCertificate)?;
    Ok(der)
}

//! The files that cert leaves in the output folder, under fastlane's names.

use std::fs;
use std::path::{Path, PathBuf};

use console::Failure;
use secrecy::SecretString;
use signing::{Certificate, Encryption, Identity, PrivateKey};

/// Where a certificate's files stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Files {
    pub(crate) cer: PathBuf,
    pub(crate) p12: PathBuf,
    pub(crate) request: PathBuf,
}

impl Files {
    /// The files of the certificate with Apple's id `id`; `file_name` is the user's name for the .cer.
    pub(crate) fn of(folder: &Path, id: &str, file_name: Option<&str>) -> Self {
        let id = signing::safe_file_name(id);
        let name = file_name.map_or_else(|| id.clone(), signing::safe_file_name);
        let cer = if name.to_lowercase().ends_with(".cer") { name } else { format!("{name}.cer") };
        Self {
            cer: folder.join(cer),
            p12: folder.join(format!("{id}.p12")),
            request: folder.join(format!("{id}.certSigningRequest")),
        }
    }

    /// What is missing or differs, of the files that belong to a reused certificate.
    pub(crate) fn missing(
        &self,
        certificate: &Certificate,
        key: &PrivateKey,
        password: &SecretString,
    ) -> Vec<&Path> {
        let cer = fs::read(&self.cer).is_ok_and(|bytes| bytes == certificate.der());
        let p12 = fs::read(&self.p12)
            .ok()
            .and_then(|bytes| PrivateKey::read(&bytes, password).ok())
            .is_some_and(|there| there.public_key() == key.public_key());
        let all = [(cer, self.cer.as_path()), (p12, self.p12.as_path())];
        all.into_iter().filter(|(there, _)| !there).map(|(_, path)| path).collect()
    }

    /// Writes the certificate, and the certificate with its key.
    pub(crate) fn write(
        &self,
        certificate: &Certificate,
        key: PrivateKey,
        password: &SecretString,
        encryption: Encryption,
    ) -> Result<(), Failure> {
        let identity = Identity::new(key, certificate.clone())?;
        signing::write_secret(&self.p12, &identity.to_pkcs12(password, encryption)?)?;
        Ok(signing::write_public(&self.cer, certificate.der())?)
    }
}

//! The files that cert leaves in the output folder, under fastlane's names.

use std::fs;
use std::path::{Path, PathBuf};

use console::{Failure, Ui};
use secrecy::{ExposeSecret, SecretString};
use signing::{Certificate, Encryption, Identity, PrivateKey};

/// Where a certificate's files stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Files {
    pub(crate) cer: PathBuf,
    pub(crate) p12: PathBuf,
    pub(crate) request: PathBuf,
    /// Certificate and key as PEM, if they are wanted so.
    pub(crate) pem: Option<PathBuf>,
}

/// What a `.p12` file is that is already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Identified {
    Missing,
    /// It holds the certificate's key.
    Ours,
    /// It holds the certificate's key as bare PEM, which is what fastlane writes under this name.
    BarePem,
    /// It does not open, or holds something else. It may be somebody's only copy of a key.
    Unknown,
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
            pem: None,
        }
    }

    /// With a file of certificate and key in PEM.
    pub(crate) fn with_pem(mut self, wanted: bool) -> Self {
        self.pem = wanted.then(|| self.p12.with_extension("pem"));
        self
    }

    /// Which files are to be written, because they are missing or because the .cer is another certificate's. A
    /// .p12 that is there is never written over; what is odd about it is told.
    pub(crate) fn due(
        &self,
        certificate: &Certificate,
        key: &PrivateKey,
        password: &SecretString,
        ui: &Ui,
    ) -> Vec<&Path> {
        let there = fs::read(&self.cer).ok().and_then(|bytes| Certificate::read(&bytes).ok());
        let mut due = Vec::new();
        if there.as_ref() != Some(certificate) {
            due.push(self.cer.as_path());
        }
        due.extend(self.pem.as_deref().filter(|pem| !pem.exists()));
        let path = self.p12.display();
        match self.identified(key, password) {
            Identified::Missing => due.push(&self.p12),
            Identified::Ours => {}
            Identified::BarePem => ui.notice(format!(
                "{path} is a bare PEM key, as fastlane writes it; it is left as it is. Move it away to have a \
                 PKCS#12 file written"
            )),
            Identified::Unknown => ui.warn(format!(
                "{path} is there but does not open with this password or holds another key; it is left as it \
                 is. Move it away to have it written anew"
            )),
        }
        due
    }

    fn identified(&self, key: &PrivateKey, password: &SecretString) -> Identified {
        let Ok(bytes) = fs::read(&self.p12) else {
            return if self.p12.exists() { Identified::Unknown } else { Identified::Missing };
        };
        let ours =
            PrivateKey::read(&bytes, password).is_ok_and(|there| there.public_key() == key.public_key());
        match (ours, Identity::from_pkcs12(&bytes, password)) {
            (true, Ok(_)) => Identified::Ours,
            (true, Err(_)) => Identified::BarePem,
            (false, _) => Identified::Unknown,
        }
    }

    /// Writes those of the files that are `due`.
    pub(crate) fn write(
        &self,
        due: &[&Path],
        certificate: &Certificate,
        key: &PrivateKey,
        password: &SecretString,
        encryption: Encryption,
    ) -> Result<(), Failure> {
        if due.contains(&self.p12.as_path()) {
            let copy = PrivateKey::from_pem(key.to_pem().expose_secret().as_bytes())?;
            let identity = Identity::new(copy, certificate.clone())?;
            signing::write_secret(&self.p12, &identity.to_pkcs12(password, encryption)?)?;
        }
        if let Some(pem) = self.pem.as_deref().filter(|pem| due.contains(pem)) {
            let text = format!("{}{}", certificate.to_pem(), key.to_pem().expose_secret());
            signing::write_secret(pem, text.as_bytes())?;
        }
        if due.contains(&self.cer.as_path()) {
            signing::write_public(&self.cer, certificate.der())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_fastlanes_names_and_a_server_names_no_path() {
        let files = Files::of(Path::new("out"), "ABC123", None);
        assert_eq!(files.cer, Path::new("out/ABC123.cer"));
        assert_eq!(files.p12, Path::new("out/ABC123.p12"));
        assert_eq!(files.request, Path::new("out/ABC123.certSigningRequest"));
        assert_eq!(Files::of(Path::new("out"), "A", Some("dist.CER")).cer, Path::new("out/dist.CER"));
        assert_eq!(Files::of(Path::new("out"), "../../A", None).p12, Path::new("out/_.._.._A.p12"));
    }

    #[test]
    fn what_a_p12_is_is_told_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let files = Files::of(folder.path(), "A", None);
        let (key, other, none) =
            (PrivateKey::generate().unwrap(), PrivateKey::generate().unwrap(), SecretString::default());
        assert_eq!(files.identified(&key, &none), Identified::Missing);
        fs::write(&files.p12, key.to_pem().expose_secret()).unwrap();
        assert_eq!(files.identified(&key, &none), Identified::BarePem);
        assert_eq!(files.identified(&other, &none), Identified::Unknown);
        fs::write(&files.p12, "x").unwrap();
        assert_eq!(files.identified(&key, &none), Identified::Unknown);
    }
}

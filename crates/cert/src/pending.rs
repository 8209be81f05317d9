//! The key of a request that is under way.
//!
//! It is written before the request is sent. If the run is interrupted, the next one finds it: Apple may have made a
//! certificate for it, which then counts as one whose key is at hand; if not, the same request is sent again
//! (signing with RSA is deterministic, so that the request comes out byte for byte the same).

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use console::{Failure, exit};
use secrecy::ExposeSecret;
use signing::PrivateKey;

use crate::keys::KeyAtHand;

const PREFIX: &str = "pending-";

/// The file name for the key of a request for that certificate type. The key's part keeps parallel runs apart: it
/// is the end of the modulus, before the five bytes of the exponent.
fn file_name(certificate_type: &str, key: &PrivateKey) -> String {
    let public = key.public_key();
    let mark = public.iter().rev().skip(5).take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    format!("{PREFIX}{}-{mark}.pem", signing::safe_file_name(certificate_type))
}

/// Whether a file holds the key of a request for that type.
pub(crate) fn is_pending(path: &Path, certificate_type: &str) -> bool {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let kind = stem.strip_prefix(PREFIX).and_then(|rest| rest.rsplit_once('-')).map(|(kind, _)| kind);
    kind == Some(certificate_type)
}

/// The key that an interrupted run left behind for that type.
pub(crate) fn left_behind<'a>(keys: &'a [KeyAtHand], certificate_type: &str) -> Option<&'a PrivateKey> {
    keys.iter().find(|key| is_pending(&key.path, certificate_type)).map(|key| &key.key)
}

/// Writes the key into every folder, before the request is sent.
pub(crate) fn keep(key: &PrivateKey, certificate_type: &str, folders: &[&Path]) -> Result<(), Failure> {
    let (name, pem) = (file_name(certificate_type, key), key.to_pem());
    for folder in folders {
        signing::write_secret(&folder.join(&name), pem.expose_secret().as_bytes())?;
    }
    Ok(())
}

/// Removes the key's pending files, once it is kept under the certificate's id.
pub(crate) fn finish(key: &PrivateKey, certificate_type: &str, folders: &[&Path]) -> Result<(), Failure> {
    let name = file_name(certificate_type, key);
    for path in folders.iter().map(|folder| folder.join(&name)) {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(stays(&path, &error)),
            _ => {}
        }
    }
    Ok(())
}

fn stays(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(exit::FAILED, format!("cannot remove {}", path.display())).cause(error.to_string())
}

#[cfg(test)]
mod tests {
    use secrecy::SecretString;
    use signing::{Csr, CsrSubject};

    use super::*;
    use crate::keys::search;

    #[test]
    fn a_pending_key_is_found_by_its_type_and_gone_when_finished() {
        let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folders = [first.path(), second.path()];
        let key = PrivateKey::generate().unwrap();
        keep(&key, "IOS_DISTRIBUTION", &folders).unwrap();
        let found = search(Vec::new(), &folders, &SecretString::default(), |_, _| {});
        assert_eq!(found.len(), 2);
        let left = left_behind(&found, "IOS_DISTRIBUTION").unwrap();
        assert_eq!(left.public_key(), key.public_key());
        assert!(left_behind(&found, "DISTRIBUTION").is_none());
        finish(&key, "IOS_DISTRIBUTION", &folders).unwrap();
        finish(&key, "IOS_DISTRIBUTION", &folders).unwrap();
        assert!(search(Vec::new(), &folders, &SecretString::default(), |_, _| {}).is_empty());
    }

    #[test]
    fn the_request_of_a_kept_key_comes_out_the_same() {
        let key = PrivateKey::generate().unwrap();
        let request = || Csr::create(&key, &CsrSubject::named("Gantry")).unwrap();
        assert_eq!(request().pem(), request().pem());
    }
}

//! Private keys that are at hand: in the output folder and in the key store.

use std::fs;
use std::path::{Path, PathBuf};

use console::Failure;
use secrecy::{ExposeSecret, SecretString};
use signing::{Certificate, PrivateKey};

/// Files larger than this are no keys.
const LARGEST: u64 = 1024 * 1024;

/// A key that was found.
#[derive(Debug)]
pub(crate) struct KeyAtHand {
    pub(crate) key: PrivateKey,
    pub(crate) path: PathBuf,
}

/// Every key in these folders, whatever its form. Searching writes nothing; what cannot be read as a key is told
/// through `odd` and passed over.
pub(crate) fn search(
    folders: &[&Path],
    password: &SecretString,
    mut odd: impl FnMut(&Path, &signing::Error),
) -> Vec<KeyAtHand> {
    let mut found = Vec::new();
    for path in folders.iter().flat_map(|folder| candidates(folder)) {
        let Ok(bytes) = fs::read(&path) else { continue };
        match PrivateKey::read(&bytes, password) {
            Ok(key) => found.push(KeyAtHand { key, path }),
            Err(error) => odd(&path, &error),
        }
    }
    found
}

fn candidates(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths = entries
        .filter(|entry| {
            entry.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() <= LARGEST)
        })
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| ["p12", "pem", "key"].iter().any(|known| extension == *known))
        })
        .collect::<Vec<_>>();
    paths.sort();
    paths
}

/// The key that belongs to a certificate.
pub(crate) fn matching<'a>(keys: &'a [KeyAtHand], certificate: &Certificate) -> Option<&'a KeyAtHand> {
    keys.iter().find(|key| certificate.matches(&key.key))
}

/// The file in the key store that holds the key of the request under way for a certificate type. It is written
/// before the request is sent, and renamed once Apple's answer is there.
pub(crate) fn pending_path(store: &Path, certificate_type: &str) -> PathBuf {
    store.join(format!("pending-{}.pem", signing::safe_file_name(certificate_type)))
}

/// The key that an interrupted run left behind, if any.
pub(crate) fn pending(store: &Path, certificate_type: &str) -> Result<Option<PrivateKey>, Failure> {
    let path = pending_path(store, certificate_type);
    match fs::read(&path) {
        Ok(bytes) => Ok(Some(PrivateKey::from_pem(&bytes).map_err(|error| {
            Failure::from(error)
                .context(format!("the key of an interrupted run, {}, is damaged", path.display()))
                .hint("delete the file; a new key will be made")
        })?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(Failure::invalid(format!("cannot read {}", path.display())).cause(error.to_string()))
        }
    }
}

/// Writes a key into the store.
pub(crate) fn keep(key: &PrivateKey, path: &Path) -> Result<(), Failure> {
    Ok(signing::write_secret(path, key.to_pem().expose_secret().as_bytes())?)
}

/// Makes the key store, for its owner only.
pub(crate) fn prepare_store(store: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::invalid(format!("cannot make the key store {}", store.display()))
            .cause(error.to_string())
            .hint("name another folder with --key-store")
    };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(store).map_err(failed)
}

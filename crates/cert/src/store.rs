//! The key store: a folder for private keys that outlives the output folder of one job.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use console::{Failure, Ui, exit};

/// The folder that keeps private keys.
#[derive(Debug, Clone)]
pub(crate) struct KeyStore {
    folder: PathBuf,
}

impl KeyStore {
    /// The store in that folder, which need not exist.
    pub(crate) fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the key of a certificate is kept.
    pub(crate) fn path_of(&self, certificate_id: &str) -> PathBuf {
        self.folder.join(format!("{}.pem", signing::safe_file_name(certificate_id)))
    }

    /// Makes the folder, for its owner only.
    pub(crate) fn prepare(&self) -> Result<(), Failure> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&self.folder).map_err(|error| self.refused("cannot make", &error))
    }

    /// Waits until no other run makes a certificate with this store. The lock ends with the file that is answered.
    pub(crate) async fn lock(&self, ui: &Ui) -> Result<File, Failure> {
        let path = self.folder.join(".lock");
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(|error| self.refused("cannot write to", &error))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => {
                ui.step("another run is making a certificate; waiting for it");
                let waited = tokio::task::spawn_blocking(move || file.lock().map(|()| file)).await;
                let failed = |error: &dyn std::fmt::Display| {
                    Failure::new(exit::FAILED, "cannot wait for the other run").cause(error.to_string())
                };
                waited.map_err(|error| failed(&error))?.map_err(|error| failed(&error))
            }
            Err(TryLockError::Error(error)) => Err(self.refused("cannot lock", &error)),
        }
    }

    fn refused(&self, what: &str, error: &std::io::Error) -> Failure {
        Failure::invalid(format!("{what} the key store {}", self.folder.display()))
            .cause(error.to_string())
            .hint("name another folder with --key-store")
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_store_is_for_its_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let store = KeyStore::at(folder.path().join("config/keys"));
        store.prepare().unwrap();
        store.prepare().unwrap();
        assert_eq!(fs::metadata(store.folder()).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(store.path_of("../ABC"), store.folder().join("_.._ABC.pem"));
    }

    #[test]
    fn a_file_in_the_place_of_the_store_is_told() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("keys"), "").unwrap();
        let failure = KeyStore::at(folder.path().join("keys/inner")).prepare().unwrap_err();
        assert!(failure.hint.is_some_and(|hint| hint.contains("--key-store")));
    }
}

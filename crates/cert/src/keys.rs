//! Private keys that are at hand: in the output folder, in the key store, and in files that were named.

use std::fs;
use std::path::{Path, PathBuf};

use console::Context;
use secrecy::SecretString;
use signing::{Certificate, PrivateKey};

use crate::places::Places;

/// A key that was found.
#[derive(Debug)]
pub(crate) struct KeyAtHand {
    pub(crate) key: PrivateKey,
    pub(crate) path: PathBuf,
}

/// Every key in the files that were named, in the output folder and in the key store. What is passed over is told to those who want to know.
pub(crate) fn at_hand(places: &Places, context: &Context) -> Vec<KeyAtHand> {
    let named = places.keys.clone();
    let told = named.clone();
    search(named, &places.folders(), &places.password, |path, why| {
        if told.iter().any(|named| named == path) {
            context.ui.warn(format!("{} is passed over: {why}", context.shown(path)));
        } else if context.common.verbose {
            context.ui.notice(format!("{} is passed over: {why}", context.shown(path)));
        }
    })
}

/// Every key in these files and folders, whatever its form. Searching writes nothing; what cannot be read as a key is told
/// through `odd` and passed over.
pub(crate) fn search(
    named: Vec<PathBuf>,
    folders: &[&Path],
    password: &SecretString,
    mut odd: impl FnMut(&Path, &dyn std::fmt::Display),
) -> Vec<KeyAtHand> {
    let mut found = Vec::new();
    for path in named.into_iter().chain(folders.iter().flat_map(|folder| signing::key_files(folder))) {
        match fs::read(&path) {
            Ok(bytes) => match PrivateKey::read(&bytes, password) {
                Ok(key) => found.push(KeyAtHand { key, path }),
                Err(error) => odd(&path, &error),
            },
            Err(error) => odd(&path, &error),
        }
    }
    found
}

/// The key that belongs to a certificate.
pub(crate) fn matching<'a>(keys: &'a [KeyAtHand], certificate: &Certificate) -> Option<&'a KeyAtHand> {
    keys.iter().find(|key| certificate.matches(&key.key))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    #[test]
    fn keys_are_told_by_content_not_by_name_and_the_rest_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let pem = PrivateKey::generate().unwrap().to_pem();
        // fastlane's habit: PEM under the name of a PKCS#12 file.
        fs::write(folder.path().join("ABC.p12"), pem.expose_secret()).unwrap();
        fs::write(folder.path().join("notes.pem"), "no key").unwrap();
        fs::write(folder.path().join("key.txt"), pem.expose_secret()).unwrap();
        fs::create_dir(folder.path().join("folder.key")).unwrap();
        let mut odd = Vec::new();
        let found = search(
            Vec::new(),
            &[folder.path(), Path::new("/nonexistent")],
            &SecretString::default(),
            |path, _| {
                odd.push(path.to_owned());
            },
        );
        let paths = found.iter().map(|key| key.path.clone()).collect::<Vec<_>>();
        assert_eq!(paths, [folder.path().join("ABC.p12")]);
        assert_eq!(odd, [folder.path().join("notes.pem")]);
    }
}

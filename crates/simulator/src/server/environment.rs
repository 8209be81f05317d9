//! What leads a tool to the simulator: the environment, and the key files.

use std::borrow::Cow;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::ExposeSecret;
use serde_json::json;

use super::private_file;
use crate::apple_id::Account;
use crate::auth::{Key, KeyRing, Role};
use crate::error::Error;
use crate::pki::Authority;

/// The endpoint, the main key in the variables that GitLab's integration sets, and the certificate to trust.
pub(super) fn pairs(endpoint: &str, key: &Key, root: Option<&Path>) -> Vec<(String, String)> {
    let pem = STANDARD.encode(key.private_key.expose_secret());
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut pairs = vec![
        pair("SPACESHIP_ENDPOINT", endpoint),
        pair("APP_STORE_CONNECT_API_KEY_ISSUER_ID", key.issuer.as_deref().unwrap_or_default()),
        pair("APP_STORE_CONNECT_API_KEY_KEY_ID", &key.id),
        // GitLab breaks the lines of this value; a dotenv file holds a line for each variable.
        pair("APP_STORE_CONNECT_API_KEY_KEY", &pem),
        pair("APP_STORE_CONNECT_API_KEY_IS_KEY_CONTENT_BASE64", "true"),
    ];
    if let Some(root) = root {
        // Who reads this stands in a folder of their own.
        let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        pairs.push(pair("SSL_CERT_FILE", &absolute.to_string_lossy()));
    }
    pairs
}

/// An Apple ID in fastlane's variables.
pub(super) fn account_pairs(account: &Account) -> [(String, String); 2] {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    [pair("FASTLANE_USER", &account.email), pair("FASTLANE_PASSWORD", account.password.expose_secret())]
}

/// Writes the pairs as a dotenv file.
pub(super) fn write_env_file(path: &Path, pairs: &[(String, String)]) -> Result<(), Error> {
    let line = |(name, value): &(String, String)| [name, "=", &*quoted(value), "\n"].concat();
    let text = pairs.iter().map(line).collect::<String>();
    private_file::write(path, text.as_bytes())
}

/// A value as a shell and readers of dotenv files both take it.
fn quoted(value: &str) -> Cow<'_, str> {
    let plain = |letter: char| letter.is_alphanumeric() || "_@%+=:,./-".contains(letter);
    if value.chars().all(plain) {
        return Cow::Borrowed(value);
    }
    if !value.contains('\'') {
        return Cow::Owned(format!("'{value}'"));
    }
    let mut text = String::from("\"");
    for letter in value.chars() {
        if matches!(letter, '"' | '\\' | '$' | '`') {
            text.push('\\');
        }
        text.push(letter);
    }
    Cow::Owned(text + "\"")
}

/// Writes the main key as Apple's `AuthKey_<id>.p8` and as fastlane's `api_key.json`, and a key file for every
/// other role.
pub(super) fn write_keys(folder: &Path, ring: &KeyRing, endpoint: &str) -> Result<(), Error> {
    std::fs::create_dir_all(folder).map_err(|source| Error::File {
        action: "write",
        path: folder.to_owned(),
        source,
    })?;
    for (index, key) in ring.keys().iter().enumerate() {
        let pem = key.private_key.expose_secret();
        let name = match (index, &key.issuer, key.role) {
            (0, _, _) => "api_key.json",
            (_, None, _) => "api_key_individual.json",
            (_, _, Role::Admin) => "api_key_admin.json",
            (_, _, Role::AppManager) => "api_key_app_manager.json",
            (_, _, Role::Developer) => "api_key_developer.json",
        };
        let mut content = json!({ "key_id": key.id, "key": pem, "duration": 500, "in_house": false });
        // A member that fastlane passes over: the key is worth nothing elsewhere.
        content["endpoint"] = endpoint.into();
        if let Some(issuer) = &key.issuer {
            content["issuer_id"] = issuer.as_str().into();
        }
        private_file::write(&folder.join(name), format!("{content:#}\n").as_bytes())?;
        if index == 0 {
            private_file::write(&folder.join(format!("AuthKey_{}.p8", key.id)), pem.as_bytes())?;
        }
    }
    Ok(())
}

/// Writes the certificate that a client must trust when HTTPS is served.
pub(super) fn write_root(path: &Path, authority: &Authority) -> Result<(), Error> {
    private_file::write(path, authority.root_pem().as_bytes())
}

/// Writes the certificates that judge what the simulator signs: `root.pem` and `intermediate.pem`.
pub(super) fn write_authority(folder: &Path, authority: &Authority) -> Result<(), Error> {
    write_root(&folder.join("root.pem"), authority)?;
    private_file::write(&folder.join("intermediate.pem"), authority.intermediate_pem().as_bytes())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_shell_reads_every_value_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("env");
        for value in ["plain-1", "Pass wörd: 1", "it's \"$HOME\" `x` \\ #1", "#", ""] {
            write_env_file(&path, &[("X".to_owned(), value.to_owned())]).unwrap();
            let script = ". \"$1\"; printf %s \"$X\"";
            let shell = Command::new("sh").args(["-c", script, "sh"]).arg(&path).output().unwrap();
            assert_eq!(String::from_utf8(shell.stdout).unwrap(), value);
        }
    }
}

//! A keychain of macOS: what is in it, and putting an identity into it so that Apple's tools may use it unasked.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;
use console::{Context, Failure, exit};
use secrecy::{ExposeSecret, SecretString};
use signing::{Certificate, Encryption, Identity};

use crate::security::{Runner, command, run};

/// The programs that may use the key without asking, as fastlane has them.
const PROGRAMS: [&str; 4] =
    ["/usr/bin/codesign", "/usr/bin/security", "/usr/bin/productbuild", "/usr/bin/productsign"];
/// Who may use it by its signature.
const PARTITIONS: &str = "apple-tool:,apple:,codesign:";

/// Which keychain is meant.
#[derive(Debug, Args)]
pub(crate) struct KeychainArgs {
    /// macOS: the keychain that gets the identity [env: CERT_KEYCHAIN_PATH].
    #[arg(long, short = 'k', value_name = "FILE")]
    keychain_path: Option<PathBuf>,
    /// macOS: its password; better set as CERT_KEYCHAIN_PASSWORD, which nobody else sees.
    #[arg(long, short = 'p', value_name = "PASSWORD", hide_short_help = true, value_parser = secret)]
    keychain_password: Option<SecretString>,
    /// macOS: let the system ask before the key is used [env: CERT_SKIP_SET_PARTITION_LIST].
    #[arg(long, short = 'P', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL",
          value_parser = console::boolean, hide_short_help = true)]
    skip_set_partition_list: Option<bool>,
}

#[expect(clippy::unnecessary_wraps, reason = "clap wants a parser that could fail")]
fn secret(text: &str) -> Result<SecretString, std::convert::Infallible> {
    Ok(text.into())
}

impl KeychainArgs {
    /// The keychain that is named, if one is. Elsewhere than on a Mac that is an error: silence would leave the user
    /// without the key that the next step needs.
    pub(crate) fn settle(&self, context: &Context) -> Result<Option<Keychain>, Failure> {
        let path = self.keychain_path.clone();
        let path = path.or_else(|| context.text(None, &["CERT_KEYCHAIN_PATH"]).map(PathBuf::from));
        let password = self.keychain_password.clone();
        let password =
            password.or_else(|| context.text(None, &["CERT_KEYCHAIN_PASSWORD"]).map(SecretString::from));
        if path.is_none() && password.is_none() {
            return Ok(None);
        }
        if !cfg!(target_os = "macos") {
            return Err(Failure::invalid("keychains are not supported on platforms other than macOS").hint(
                "leave the keychain options and variables out: the key is kept in the key store (--key-store) and \
                 in the .p12, whose password is CERT_P12_PASSWORD",
            ));
        }
        let skip = context.flag(self.skip_set_partition_list, &["CERT_SKIP_SET_PARTITION_LIST"])?;
        let home = context.environment.home().unwrap_or_default();
        let path =
            path.map_or_else(|| home.join("Library/Keychains/login.keychain-db"), |path| context.path(path));
        Ok(Some(Keychain::new(path.display().to_string(), password, skip == Some(true), run)))
    }
}

/// The SHA-1 fingerprints of the identities that are in macOS's keychains; none elsewhere.
pub(crate) fn identities() -> BTreeSet<String> {
    if !cfg!(target_os = "macos") {
        return BTreeSet::new();
    }
    // Without a keychain that can be read, keys are looked for in files alone.
    run(&[command(&["find-identity", "-v"])]).map(|listed| fingerprints(&listed)).unwrap_or_default()
}

/// The fingerprints in a list such as `1) 0123.. "Apple Distribution: .."`. Revoked ones are marked.
fn fingerprints(listed: &str) -> BTreeSet<String> {
    let lines = listed.lines().filter(|line| !line.contains("REVOKED"));
    let words = lines.filter_map(|line| line.trim().split_once(") ")?.1.split_whitespace().next());
    let is_one = |word: &&str| word.len() == 40 && word.chars().all(|digit| digit.is_ascii_hexdigit());
    words.filter(is_one).map(str::to_uppercase).collect()
}

/// A keychain.
pub(crate) struct Keychain {
    path: String,
    password: Option<SecretString>,
    skip_partitions: bool,
    run: Runner,
}

impl Keychain {
    pub(crate) fn new(
        path: String,
        password: Option<SecretString>,
        skip_partitions: bool,
        run: Runner,
    ) -> Self {
        Self { path, password, skip_partitions, run }
    }

    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Puts key and certificate into it. What is there already is no failure.
    pub(crate) fn import(&self, identity: &Identity) -> Result<(), Failure> {
        // The file exists for a moment, for its owner only, and its password is good for nothing else.
        let password = SecretString::from(identity.certificate().sha256());
        // `security` of older systems reads the older encryption only.
        let file = identity.to_pkcs12(&password, Encryption::Legacy)?;
        let folder = tempfile::tempdir().map_err(|error| unmade(&error))?;
        let path = folder.path().join("identity.p12");
        signing::write_secret(&path, &file)?;
        let path = path.display().to_string();
        let mut words =
            vec!["import", &path, "-k", &self.path, "-f", "pkcs12", "-P", password.expose_secret()];
        words.extend(PROGRAMS.iter().flat_map(|program| ["-T", program]));
        self.tolerant(&[command(&words)])?;
        self.allow()
    }

    /// Puts a certificate alone into it.
    pub(crate) fn import_certificate(&self, certificate: &Certificate) -> Result<(), Failure> {
        let folder = tempfile::tempdir().map_err(|error| unmade(&error))?;
        let path = folder.path().join("certificate.cer");
        signing::write_public(&path, certificate.der())?;
        self.tolerant(&[command(&["import", &path.display().to_string(), "-k", &self.path])])
    }

    /// Lets Apple's tools use the keys in it without a question.
    fn allow(&self) -> Result<(), Failure> {
        if self.skip_partitions {
            return Ok(());
        }
        let password = self.password.as_ref().map(ExposeSecret::expose_secret).unwrap_or_default();
        let words = ["set-key-partition-list", "-S", PARTITIONS, "-s", "-k", password, &self.path];
        (self.run)(&[command(&words)]).map(drop).map_err(|failure| {
            failure.context(format!("the key is in {}, but codesign may not use it unasked", self.path)).hint(
                "set CERT_KEYCHAIN_PASSWORD to the password of the keychain, or leave it to a person with \
                 --skip-set-partition-list",
            )
        })
    }

    fn tolerant(&self, commands: &[SecretString]) -> Result<(), Failure> {
        match (self.run)(commands) {
            Err(failure) if !failure.to_string().contains("already exists") => {
                Err(failure.context(format!("nothing was put into {}", self.path)))
            }
            _ => Ok(()),
        }
    }
}

fn unmade(error: &std::io::Error) -> Failure {
    Failure::new(exit::FAILED, "no temporary folder can be made").cause(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::fixture;

    static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());

    #[expect(clippy::unnecessary_wraps, reason = "a runner may fail")]
    fn noted(commands: &[SecretString]) -> Result<String, Failure> {
        SAID.lock().unwrap().extend(commands.iter().map(|command| command.expose_secret().to_owned()));
        Ok(String::new())
    }

    fn refused(_: &[SecretString]) -> Result<String, Failure> {
        Err(Failure::new(exit::FAILED, "`security` failed")
            .cause("The specified item already exists in the keychain."))
    }

    #[test]
    fn an_identity_is_imported_and_codesign_may_use_it() {
        let identity = fixture::identity();
        let keychain = Keychain::new("/k/a \"b\".keychain".into(), Some("pass\\word".into()), false, noted);
        keychain.import(&identity).unwrap();
        let said = SAID.lock().unwrap().clone();
        assert!(
            said[0].starts_with("\"import\" \"") && said[0].contains("\"-T\" \"/usr/bin/codesign\""),
            "{said:?}"
        );
        assert!(said[0].contains("\"-k\" \"/k/a \\\"b\\\".keychain\""), "{said:?}");
        assert!(
            said[1].contains("\"apple-tool:,apple:,codesign:\" \"-s\" \"-k\" \"pass\\\\word\""),
            "{said:?}"
        );
    }

    #[test]
    fn identities_are_told_by_their_fingerprints() {
        let listed = "  1) 0123456789ABCDEF0123456789abcdef01234567 \"Apple Distribution: Example (TEAM123456)\"\n  \
                      2) FFFF456789ABCDEF0123456789ABCDEF01234567 \"Old\" (CSSMERR_TP_CERT_REVOKED)\n     1 valid identities found\n";
        let found = fingerprints(listed).into_iter().collect::<Vec<_>>();
        assert_eq!(found, ["0123456789ABCDEF0123456789ABCDEF01234567"]);
    }

    #[test]
    fn what_is_there_already_is_no_failure() {
        let keychain = Keychain::new("k".into(), None, true, refused);
        keychain.import(&fixture::identity()).unwrap();
        let strict = Keychain::new("k".into(), None, false, refused);
        assert!(strict.import(&fixture::identity()).unwrap_err().hint.is_some());
    }
}

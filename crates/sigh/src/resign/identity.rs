//! Who signs: a key with its certificate, from a file or found by the certificate that is meant.

use std::path::Path;

use console::{Context, Failure, exit};
use secrecy::SecretString;
use signing::{Certificate, Identity, PrivateKey};

use super::keychain;
use super::options::Options;
use super::profiles::Given;

/// Files larger than this hold no key.
const LARGEST: u64 = 1024 * 1024;

/// The identity that is meant, with the certificates of its issuers as far as they are known.
pub(super) fn find(
    options: &Options,
    given: &[Given],
    others: Vec<Certificate>,
    context: &Context,
) -> Result<Identity, Failure> {
    let identity = match &options.identity {
        Some(named) if context.path(named).is_file() => {
            from_file(&context.path(named), &options.password, given)?
        }
        Some(named) if looks_like_a_file(named) => {
            return Err(Failure::new(exit::NOT_FOUND, format!("there is no file {named}"))
                .hint("give the .p12 of the certificate as --signing-identity"));
        }
        named => by_name(named.as_deref(), options, given)?,
    };
    let mut known = identity.chain().to_vec();
    known.extend(others);
    let chain = codesign::chain(identity.certificate(), &known);
    let signer = identity.certificate();
    if chain.is_empty() && !codesign::is_root(signer) {
        context.ui.warn(format!(
            "the certificate of the issuer of \"{}\", \"{}\", is not at hand, and the signature goes without it; export \
             the .p12 together with it, since devices may refuse the app",
            signer.common_name(),
            signer.issuer()
        ));
    }
    Ok(identity.with_chain(chain))
}

fn looks_like_a_file(named: &str) -> bool {
    named.contains('/') || signing::is_named_like_a_key(Path::new(named))
}

/// The identity in a file. A key alone will do where a profile has its certificate.
fn from_file(path: &Path, password: &SecretString, given: &[Given]) -> Result<Identity, Failure> {
    let about = |failure: Failure| failure.context(format!("cannot sign with {}", path.display()));
    let bytes = console::read_file(path, LARGEST)?;
    let key = PrivateKey::read(&bytes, password).map_err(|error| about(error.into()))?;
    // Of several identities in a file, the one that a profile has is meant.
    let mut all = Identity::all_from_pkcs12(&bytes, password).unwrap_or_default();
    if !all.is_empty() {
        let meant = all.iter().position(|one| certificates(given).any(|known| known == one.certificate()));
        return Ok(all.swap_remove(meant.unwrap_or_default()));
    }
    let own = Certificate::read(&bytes).ok().filter(|certificate| certificate.matches(&key));
    let certificate = own.or_else(|| certificates(given).find(|one| one.matches(&key)).cloned());
    let certificate = certificate.ok_or_else(|| {
        Failure::invalid(format!("{} holds a key without its certificate", path.display()))
            .cause("no certificate in the profiles belongs to the key")
            .hint("give a .p12 with both, or a profile that has the certificate")
    })?;
    Identity::new(key, certificate).map_err(|error| about(error.into()))
}

fn certificates(given: &[Given]) -> impl Iterator<Item = &Certificate> {
    given.iter().flat_map(|one| &one.profile.certificates)
}

/// The identity of a certificate in the profiles, whose key lies here or in the key store. Without a name, of any.
fn by_name(named: Option<&str>, options: &Options, given: &[Given]) -> Result<Identity, Failure> {
    let meant = |certificate: &&Certificate| {
        named.is_none_or(|named| {
            certificate.common_name() == named || certificate.sha1().eq_ignore_ascii_case(named)
        })
    };
    let wanted = certificates(given).filter(meant).collect::<Vec<_>>();
    if wanted.is_empty() {
        let there = certificates(given).map(Certificate::common_name).collect::<Vec<_>>().join(", ");
        let what = named.map_or_else(
            || "the profiles have no certificates".to_owned(),
            |named| format!("the profiles have no certificate called {named}"),
        );
        return Err(Failure::new(exit::NOT_FOUND, what)
            .cause(format!("they have: {there}"))
            .hint("give the .p12 of one of them as --signing-identity"));
    }
    for path in options.key_folders.iter().flat_map(|folder| signing::key_files(folder)) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        if let Some(identity) =
            Identity::all_from_pkcs12(&bytes, &options.password).ok().and_then(|all| one_of(all, &wanted))
        {
            return Ok(identity);
        }
        let Ok(key) = PrivateKey::read(&bytes, &options.password) else { continue };
        if let Some(certificate) = wanted.iter().find(|certificate| certificate.matches(&key)) {
            return Ok(Identity::new(key, (*certificate).clone())?);
        }
    }
    let in_keychain = keychain::identities(options.keychain.as_deref())?;
    if let Some(identity) = in_keychain.and_then(|all| one_of(all, &wanted)) {
        return Ok(identity);
    }
    let keyless = wanted.iter().map(|certificate| certificate.common_name()).collect::<Vec<_>>().join(", ");
    let folders = options.key_folders.iter().map(|folder| folder.display().to_string()).collect::<Vec<_>>();
    Err(Failure::new(exit::NOT_FOUND, format!("the private key of {keyless} is not at hand"))
        .cause(format!("it is neither in {} nor in a keychain", folders.join(" nor in ")))
        .hint("give the .p12 as --signing-identity, and its password as SIGH_P12_PASSWORD"))
}

/// The identity of one of the certificates.
fn one_of(all: Vec<Identity>, wanted: &[&Certificate]) -> Option<Identity> {
    all.into_iter().find(|identity| wanted.contains(&identity.certificate()))
}

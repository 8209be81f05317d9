//! Which of the team's certificates is taken: a pure decision.

use std::collections::BTreeSet;

use signing::{Certificate, PrivateKey};
use spaceship::jsonapi::Resource;
use spaceship::resources::Certificate as CertificateKind;
use time::OffsetDateTime;

use crate::keys::{KeyAtHand, matching};
use crate::pending::{is_pending, left_behind};

/// A certificate of Apple's that can be read.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    /// Apple's id.
    pub(crate) id: String,
    /// Apple's type, such as `DISTRIBUTION`.
    pub(crate) certificate_type: String,
    /// The certificate.
    pub(crate) certificate: Certificate,
}

/// What to do.
#[derive(Debug)]
pub(crate) enum Decision<'a> {
    /// Take a certificate whose key is at hand.
    Reuse {
        held: &'a Held,
        key: &'a KeyAtHand,
        /// Whether an interrupted run had asked for it, and its pending files are still there.
        unfinished: bool,
    },
    /// Take a certificate whose key is in a keychain of macOS, which does not give it out.
    Keychain(&'a Held),
    /// Ask for a certificate: with the key that an interrupted run left behind, or with a new one.
    Create(Option<&'a PrivateKey>),
}

/// Reads a certificate of Apple's. `None` where the key's role hides the content.
pub(crate) fn read(resource: &Resource<CertificateKind>) -> Option<Held> {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    let content = resource.attributes.certificate_content.as_deref()?;
    let content = content.split_ascii_whitespace().collect::<String>();
    let certificate = Certificate::from_der(&BASE64_STANDARD.decode(content).ok()?).ok()?;
    let certificate_type = resource.attributes.certificate_type.as_ref()?.as_str().to_owned();
    Some(Held { id: resource.id.to_string(), certificate_type, certificate })
}

/// Decides. Of several certificates that would do, the one that lasts longest is taken; the first of `types` is the
/// one to make. With `force` a certificate is taken only if an interrupted run had asked for it.
///
/// Only the end of a certificate counts: the clock here may be behind Apple's, and a certificate that seems not to
/// be valid yet must not lead to another one.
pub(crate) fn decide<'a>(
    held: &'a [Held],
    types: &[&str],
    keys: &'a [KeyAtHand],
    keychain: &BTreeSet<String>,
    force: bool,
    now: OffsetDateTime,
) -> Decision<'a> {
    let wanted =
        |held: &&Held| types.contains(&held.certificate_type.as_str()) && held.certificate.not_after() > now;
    let usable = held
        .iter()
        .filter(wanted)
        .filter_map(|held| Some((held, matching(keys, &held.certificate)?)))
        .filter(|(held, _)| !force || was_asked_for(held, keys))
        .max_by_key(|(held, _)| held.certificate.not_after());
    if let Some((held, key)) = usable {
        return Decision::Reuse { held, key, unfinished: was_asked_for(held, keys) };
    }
    let kept =
        held.iter().filter(wanted).filter(|held| !force && keychain.contains(&held.certificate.sha1()));
    if let Some(held) = kept.max_by_key(|held| held.certificate.not_after()) {
        return Decision::Keychain(held);
    }
    Decision::Create(types.first().and_then(|kind| left_behind(keys, kind)))
}

fn was_asked_for(held: &Held, keys: &[KeyAtHand]) -> bool {
    keys.iter().any(|key| is_pending(&key.path, &held.certificate_type) && held.certificate.matches(&key.key))
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;
    use crate::fixture;

    fn held(id: &str, key: &PrivateKey, days: u32) -> Held {
        let certificate = fixture::certificate(key, days);
        Held { id: id.into(), certificate_type: "DISTRIBUTION".into(), certificate }
    }

    fn at(path: &str, key: &PrivateKey) -> KeyAtHand {
        let key = PrivateKey::from_pem(key.to_pem().expose_secret().as_bytes()).unwrap();
        KeyAtHand { key, path: path.into() }
    }

    #[test]
    fn the_one_that_lasts_longest_of_those_with_a_key_is_taken() {
        let (key, other) = (PrivateKey::generate().unwrap(), PrivateKey::generate().unwrap());
        let held = [held("SHORT", &key, 10), held("LONG", &key, 100), held("FOREIGN", &other, 300)];
        let keys = [at("a.p12", &key)];
        let now = OffsetDateTime::now_utc();
        let taken =
            |types: &[&str], force, now| match decide(&held, types, &keys, &BTreeSet::new(), force, now) {
                Decision::Reuse { held, .. } => Some(held.id.clone()),
                Decision::Create(_) | Decision::Keychain(_) => None,
            };
        assert_eq!(taken(&["DISTRIBUTION"], false, now).as_deref(), Some("LONG"));
        assert_eq!(taken(&["DEVELOPMENT"], false, now), None);
        assert_eq!(taken(&["DISTRIBUTION"], true, now), None);
        assert_eq!(taken(&["DISTRIBUTION"], false, now + time::Duration::days(101)), None);
        // A clock that is a day behind must not cost a second certificate.
        assert!(taken(&["DISTRIBUTION"], false, now - time::Duration::days(1)).is_some());
    }

    #[test]
    fn an_interrupted_run_is_completed_even_when_forced() {
        let key = PrivateKey::generate().unwrap();
        let keys = [at("pending-DISTRIBUTION-0123456789abcdef.pem", &key)];
        let now = OffsetDateTime::now_utc();
        let made = [held("MADE", &key, 10)];
        assert!(matches!(
            decide(&[], &["DISTRIBUTION"], &keys, &BTreeSet::new(), true, now),
            Decision::Create(Some(_))
        ));
        assert!(matches!(
            decide(&[], &["DEVELOPMENT"], &keys, &BTreeSet::new(), false, now),
            Decision::Create(None)
        ));
        let there = decide(&made, &["DISTRIBUTION"], &keys, &BTreeSet::new(), true, now);
        assert!(matches!(there, Decision::Reuse { unfinished: true, .. }));
    }

    #[test]
    fn a_key_in_a_keychain_is_as_good_as_one_in_a_file() {
        let key = PrivateKey::generate().unwrap();
        let held = [held("KEPT", &key, 10)];
        let keychain = BTreeSet::from([held[0].certificate.sha1()]);
        let now = OffsetDateTime::now_utc();
        let decided = |force| decide(&held, &["DISTRIBUTION"], &[], &keychain, force, now);
        assert!(matches!(decided(false), Decision::Keychain(held) if held.id == "KEPT"));
        assert!(matches!(decided(true), Decision::Create(None)));
        let file = [at("a.p12", &key)];
        assert!(matches!(
            decide(&held, &["DISTRIBUTION"], &file, &keychain, false, now),
            Decision::Reuse { .. }
        ));
    }
}

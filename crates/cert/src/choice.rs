//! Which of the team's certificates is taken: a pure decision.

use signing::Certificate;
use spaceship::jsonapi::Resource;
use spaceship::resources::Certificate as CertificateKind;
use time::OffsetDateTime;

use crate::keys::{KeyAtHand, matching};

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

/// Reads Apple's certificates; those whose content a key may not see are counted.
pub(crate) fn readable(resources: &[Resource<CertificateKind>]) -> (Vec<Held>, usize) {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    let read = |resource: &Resource<CertificateKind>| {
        let content = resource.attributes.certificate_content.as_deref()?;
        let der = BASE64_STANDARD.decode(content).ok()?;
        let kind = resource.attributes.certificate_type.as_ref()?.as_str().to_owned();
        let certificate = Certificate::from_der(&der).ok()?;
        Some(Held { id: resource.id.to_string(), certificate_type: kind, certificate })
    };
    let held = resources.iter().filter_map(read).collect::<Vec<_>>();
    let hidden = resources.len() - held.len();
    (held, hidden)
}

/// The valid certificate of a wanted type whose key is at hand; of several the one that lasts longest.
pub(crate) fn reusable<'a>(
    held: &'a [Held],
    types: &[&str],
    keys: &'a [KeyAtHand],
    now: OffsetDateTime,
) -> Option<(&'a Held, &'a KeyAtHand)> {
    held.iter()
        .filter(|held| types.contains(&held.certificate_type.as_str()) && held.certificate.is_valid_at(now))
        .filter_map(|held| Some((held, matching(keys, &held.certificate)?)))
        .max_by_key(|(held, _)| held.certificate.not_after())
}

//! Which certificates belong into a profile.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use console::{Failure, exit};
use signing::Certificate;
use spaceship::apple_time;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::Certificate as CertificateKind;
use time::OffsetDateTime;

use crate::target::Target;

/// A certificate of the team.
#[derive(Debug, Clone)]
pub(crate) struct TeamCertificate {
    pub(crate) id: Id<CertificateKind>,
    kind: String,
    name: String,
    owner: String,
    /// What is in it; `None` where the key's role hides it.
    pub(crate) certificate: Option<Certificate>,
    expires: Option<OffsetDateTime>,
}

impl TeamCertificate {
    /// Reads Apple's resource.
    pub(crate) fn read(resource: Resource<CertificateKind>) -> Self {
        let attributes = resource.attributes;
        let content = attributes.certificate_content.as_deref().and_then(decoded);
        let certificate = content.and_then(|der| Certificate::from_der(&der).ok());
        let told = attributes.expiration_date.as_deref().and_then(apple_time);
        Self {
            id: resource.id,
            kind: attributes.certificate_type.map(|kind| kind.as_str().to_owned()).unwrap_or_default(),
            name: attributes.name.unwrap_or_default(),
            owner: attributes.display_name.unwrap_or_default(),
            expires: certificate.as_ref().map(Certificate::not_after).or(told),
            certificate,
        }
    }

    /// For a person: id, name and end.
    pub(crate) fn shown(&self) -> String {
        let day = self.expires.map_or_else(|| "?".to_owned(), |expires| expires.date().to_string());
        format!("{} ({}, until {day})", self.id, self.name)
    }
}

/// Apple's base64, which may have line breaks.
pub(crate) fn decoded(text: &str) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(text.split_ascii_whitespace().collect::<String>()).ok()
}

/// What the options say of the certificate.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) id: Option<String>,
    pub(crate) owner: Option<String>,
}

/// The certificates that will do, the one that lasts longest first. Only with an id that leads nowhere is there an
/// error: a profile that fits may be there although the team has no certificate to make another one.
pub(crate) fn acceptable(
    all: Vec<TeamCertificate>,
    target: Target,
    asked: &Asked,
    now: OffsetDateTime,
) -> Result<Vec<TeamCertificate>, Failure> {
    if let Some(id) = &asked.id {
        check_id(&all, target, id, now)?;
    }
    let same = |there: &str, wanted: &str| there.trim() == wanted.trim();
    let mut fitting = all
        .into_iter()
        .filter(|one| fits(one, target, now))
        .filter(|one| asked.id.as_ref().is_none_or(|id| same(one.id.as_str(), id)))
        .filter(|one| {
            asked.owner.as_ref().is_none_or(|owner| same(&one.owner, owner) || same(&one.name, owner))
        })
        .collect::<Vec<_>>();
    fitting.sort_by(|one, other| other.expires.cmp(&one.expires).then_with(|| one.id.cmp(&other.id)));
    Ok(fitting)
}

fn fits(one: &TeamCertificate, target: Target, now: OffsetDateTime) -> bool {
    target.certificate_types().contains(&one.kind.as_str()) && one.expires.is_none_or(|expires| expires > now)
}

fn check_id(all: &[TeamCertificate], target: Target, id: &str, now: OffsetDateTime) -> Result<(), Failure> {
    let found = all.iter().find(|one| one.id.as_str() == id.trim());
    if found.is_some_and(|one| fits(one, target, now)) {
        return Ok(());
    }
    let types = target.certificate_types().join(" or ");
    let what = match found {
        None => format!("the team has no certificate of the type {types} with the id `{id}`"),
        Some(one) if !target.certificate_types().contains(&one.kind.as_str()) => {
            format!("the certificate {} is of the type {}, and {types} is needed", one.shown(), one.kind)
        }
        Some(one) => format!("the certificate {} has expired", one.shown()),
    };
    let others = all.iter().filter(|one| fits(one, target, now)).map(TeamCertificate::shown);
    let others = others.collect::<Vec<_>>();
    let failure = Failure::new(exit::NOT_FOUND, what)
        .hint("check --cert-id and SIGH_CERTIFICATE_ID, or make a certificate with `cert`");
    Err(if others.is_empty() { failure } else { failure.cause(format!("there are: {}", others.join(", "))) })
}

/// The error where there is no certificate for a new profile.
pub(crate) fn none(target: Target, asked: &Asked) -> Failure {
    let types = target.certificate_types().join(" or ");
    let owner = asked.owner.as_ref().map(|owner| format!(" that belongs to `{owner}`")).unwrap_or_default();
    let development = if target.kind == signing::ProfileKind::Development { " --development" } else { "" };
    Failure::new(exit::NOT_FOUND, format!("the team has no valid certificate of the type {types}{owner}"))
        .hint(format!("make one with `cert{development}`, or check --cert-owner-name and --cert-id"))
}

#[cfg(test)]
mod tests {
    use spaceship::resources::CertificateAttributes;

    use super::*;
    use crate::target::{self, Platform};

    fn certificate(id: &str, kind: &str, owner: &str, expires: &str) -> TeamCertificate {
        let attributes = CertificateAttributes {
            certificate_type: Some(kind.into()),
            display_name: Some(owner.into()),
            expiration_date: Some(expires.into()),
            ..CertificateAttributes::default()
        };
        let relationships = spaceship::jsonapi::Relationships::default();
        TeamCertificate::read(Resource { id: Id::new(id), attributes, relationships })
    }

    fn team() -> Vec<TeamCertificate> {
        vec![
            certificate("OLD", "DISTRIBUTION", "Ada", "2020-01-01T00:00:00.000+00:00"),
            certificate("SHORT", "IOS_DISTRIBUTION", "Ada ", "2030-01-01T00:00:00.000+0000"),
            certificate("LONG", "DISTRIBUTION", "Bob", "2031-01-01T00:00:00.000+00:00"),
            certificate("DEV", "DEVELOPMENT", "Ada", "2031-01-01T00:00:00.000+00:00"),
        ]
    }

    fn ids(asked: &Asked) -> Result<Vec<String>, Failure> {
        let store = Target::of(Platform::Ios, target::Asked::default());
        let now = apple_time("2026-11-20T00:00:00Z").unwrap();
        let found = acceptable(team(), store, asked, now)?;
        Ok(found.into_iter().map(|one| one.id.to_string()).collect())
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            failure_persistence: None,
            ..proptest::prelude::ProptestConfig::default()
        })]

        #[test]
        fn any_text_is_base64_or_none(text in ".{0,40}") {
            let _ = decoded(&text);
        }
    }

    #[test]
    fn the_valid_ones_of_the_right_type_are_taken_the_longest_first() {
        assert_eq!(ids(&Asked::default()).unwrap(), ["LONG", "SHORT"]);
        assert_eq!(ids(&Asked { owner: Some("Ada".into()), id: None }).unwrap(), ["SHORT"]);
        assert_eq!(ids(&Asked { id: Some(" SHORT ".into()), owner: None }).unwrap(), ["SHORT"]);
        assert!(ids(&Asked { owner: Some("Eve".into()), id: None }).unwrap().is_empty());
    }

    #[test]
    fn an_id_that_leads_nowhere_is_an_error_that_names_the_others() {
        let failure = |id: &str| ids(&Asked { id: Some(id.into()), owner: None }).unwrap_err();
        assert!(failure("OLD").message.contains("expired"));
        let unknown = failure("NOPE");
        assert_eq!(unknown.exit_code, exit::NOT_FOUND);
        assert!(unknown.causes[0].contains("LONG") && unknown.causes[0].contains("2030-01-01"));
    }
}

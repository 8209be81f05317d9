//! Why a profile no longer does: a pure judgement.

use std::collections::BTreeSet;
use std::fmt;

use clap::ValueEnum;
use time::{Date, OffsetDateTime};

use crate::candidate::Candidate;
use crate::capabilities::differing;
use crate::certificates::TeamCertificate;
use crate::devices::WantedDevice;

/// When a profile is renewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Refresh {
    /// When it is invalid or expired, lacks a device or the certificate, or does not fit the app's capabilities.
    #[default]
    Stale,
    /// Only when it is invalid or expired, as at fastlane.
    #[value(alias = "invalid")]
    Never,
}

/// What a profile should hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// The certificates that will do, the best first.
    pub(crate) certificates: Vec<TeamCertificate>,
    /// Whether one certificate was named, and no other will do.
    pub(crate) named: bool,
    /// Whether a profile takes all of them, as one for development does.
    pub(crate) many: bool,
    /// Whether a profile that lacks any of them is stale.
    pub(crate) all: bool,
    /// The devices; empty for a kind that takes none.
    pub(crate) devices: Vec<WantedDevice>,
    /// What the bundle id may do, if that is known.
    pub(crate) capabilities: Option<BTreeSet<String>>,
}

impl Wanted {
    /// Puts first what `there` holds: a renewal must not exchange the certificate, whose key only some machine has,
    /// for a newer one of somebody else.
    pub(crate) fn prefer(&mut self, there: &Candidate) {
        let held = |one: &TeamCertificate| {
            let certificate = one.certificate.as_ref();
            certificate
                .zip(there.profile())
                .is_some_and(|(certificate, profile)| profile.has_certificate(certificate))
        };
        self.certificates.sort_by_key(|one| !held(one));
    }

    /// The certificates that a new profile is made with: the best one, or all of them for development.
    pub(crate) fn chosen(&self) -> &[TeamCertificate] {
        if self.many { &self.certificates } else { self.certificates.get(..1).unwrap_or_default() }
    }
}

/// Why a profile no longer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    Forced,
    Invalid,
    Expired(Date),
    Unreadable,
    LacksDevices(Vec<String>),
    LacksCertificates(Vec<String>),
    LacksAnyCertificate,
    LacksCapabilities(Vec<String>),
    HasCapabilities(Vec<String>),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forced => f.write_str("--force"),
            Self::Invalid => f.write_str("it is invalid"),
            Self::Expired(day) => write!(f, "it expired on {day}"),
            Self::Unreadable => f.write_str("Apple gives no content of it that can be read"),
            Self::LacksDevices(names) => write!(f, "it lacks {}", listed("device", names)),
            Self::LacksCertificates(ids) => write!(f, "it lacks {}", listed("certificate", ids)),
            Self::LacksCapabilities(names) => write!(f, "it lacks what the app may do: {}", names.join(", ")),
            Self::HasCapabilities(names) => {
                write!(f, "it has what the app may no longer do: {}", names.join(", "))
            }
            Self::LacksAnyCertificate => f.write_str("it has no certificate that is still valid"),
        }
    }
}

/// Some names and how many more.
fn listed(what: &str, names: &[String]) -> String {
    const SHOWN: usize = 3;
    let some = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    let plural = if names.len() == 1 { "" } else { "s" };
    match names.len().saturating_sub(SHOWN) {
        0 => format!("the {what}{plural} {some}"),
        more => format!("the {what}{plural} {some} and {more} more"),
    }
}

/// Why the profile no longer does; empty when it is fresh.
pub(crate) fn reasons(
    candidate: &Candidate,
    wanted: &Wanted,
    refresh: Refresh,
    now: OffsetDateTime,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !candidate.active {
        reasons.push(Reason::Invalid);
    }
    if let Some(expires) = candidate.expires.filter(|expires| *expires <= now) {
        reasons.push(Reason::Expired(expires.date()));
    }
    let Some(profile) = candidate.profile() else {
        reasons.push(Reason::Unreadable);
        return reasons;
    };
    let has = |one: &&TeamCertificate| {
        one.certificate.as_ref().is_some_and(|certificate| profile.has_certificate(certificate))
    };
    // A certificate whose content is hidden cannot be missed: nobody can tell.
    let lacking = wanted.certificates.iter().filter(|one| one.certificate.is_some() && !has(one));
    let lacking = lacking.map(TeamCertificate::shown).collect::<Vec<_>>();
    if wanted.named && !lacking.is_empty() {
        reasons.push(Reason::LacksCertificates(lacking));
        return with_devices(reasons, candidate, wanted, refresh);
    }
    if refresh == Refresh::Never {
        return reasons;
    }
    let hidden = wanted.certificates.iter().any(|one| one.certificate.is_none());
    if !hidden && !wanted.certificates.iter().any(|one| has(&one)) {
        reasons.push(Reason::LacksAnyCertificate);
    } else if wanted.all && !lacking.is_empty() {
        reasons.push(Reason::LacksCertificates(lacking));
    }
    if let Some(enabled) = &wanted.capabilities {
        let (missing, excess) = differing(&profile.entitlements, enabled);
        if !missing.is_empty() {
            reasons.push(Reason::LacksCapabilities(missing));
        }
        if !excess.is_empty() {
            reasons.push(Reason::HasCapabilities(excess));
        }
    }
    with_devices(reasons, candidate, wanted, refresh)
}

fn with_devices(
    mut reasons: Vec<Reason>,
    candidate: &Candidate,
    wanted: &Wanted,
    refresh: Refresh,
) -> Vec<Reason> {
    let missing = missing_devices(candidate, wanted);
    if refresh == Refresh::Stale && !missing.is_empty() {
        reasons.push(Reason::LacksDevices(missing));
    }
    reasons
}

/// The names of wanted devices that the profile has not. Apple's UDIDs differ in case from place to place.
pub(crate) fn missing_devices(candidate: &Candidate, wanted: &Wanted) -> Vec<String> {
    let devices = candidate.profile().and_then(|profile| profile.devices.as_deref()).unwrap_or_default();
    let there = devices.iter().map(|udid| udid.to_ascii_lowercase()).collect::<BTreeSet<_>>();
    let missing = wanted.devices.iter().filter(|device| !there.contains(&device.udid.to_ascii_lowercase()));
    missing.map(|device| device.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::fixture::{NOW, profile, wanted};

    fn told(candidate: &Candidate, wanted: &Wanted, refresh: Refresh) -> Vec<String> {
        reasons(candidate, wanted, refresh, NOW).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_device_that_is_missing_makes_stale_and_one_too_many_does_not() {
        let there = profile("p", &["a-1", "B-2"]);
        assert!(told(&there, &wanted(&["ONE"], &["A-1"]), Refresh::Stale).is_empty());
        let new = wanted(&["ONE"], &["a-1", "c", "d", "e", "f"]);
        assert_eq!(
            told(&there, &new, Refresh::Stale),
            ["it lacks the devices phone c, phone d, phone e and 1 more"]
        );
        assert!(told(&there, &new, Refresh::Never).is_empty());
    }

    #[test]
    fn one_valid_certificate_is_enough_unless_one_is_named_or_all_are_wanted() {
        let there = profile("p", &[]);
        assert!(told(&there, &wanted(&["TWO", "ONE"], &[]), Refresh::Stale).is_empty());
        for (certificates, words) in [
            (&["TWO"][..], "no certificate that is still valid"),
            (&[], "no certificate that is still valid"),
        ] {
            let reasons = told(&there, &wanted(certificates, &[]), Refresh::Stale);
            assert!(reasons.len() == 1 && reasons[0].contains(words), "{reasons:?}");
        }
        let mut named = wanted(&["TWO"], &[]);
        named.named = true;
        assert!(told(&there, &named, Refresh::Stale)[0].contains("lacks the certificate TWO"));
        assert!(told(&there, &named, Refresh::Never)[0].contains("lacks the certificate TWO"));
        let mut all = wanted(&["ONE", "TWO"], &[]);
        all.all = true;
        assert!(told(&there, &all, Refresh::Stale)[0].contains("lacks the certificate TWO"));
        assert!(told(&there, &all, Refresh::Never).is_empty());
    }

    #[test]
    fn what_the_old_profile_holds_is_preferred_to_a_newer_one() {
        let mut wanted = wanted(&["TWO", "ONE"], &[]);
        assert_eq!(wanted.chosen()[0].id.as_str(), "TWO");
        wanted.prefer(&profile("p", &[]));
        assert_eq!(wanted.chosen().iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["ONE"]);
        wanted.many = true;
        assert_eq!(wanted.chosen().len(), 2);
    }

    #[test]
    fn an_invalid_or_expired_one_is_stale_whatever_is_wanted() {
        let mut there = profile("p", &[]);
        there.active = false;
        assert_eq!(told(&there, &wanted(&["ONE"], &[]), Refresh::Never), ["it is invalid"]);
        there.active = true;
        there.expires = Some(datetime!(2026-11-20 11:59 UTC));
        assert_eq!(told(&there, &wanted(&["ONE"], &[]), Refresh::Never), ["it expired on 2026-11-20"]);
        assert!(!there.is_usable(NOW));
        there.content = None;
        assert_eq!(told(&there, &wanted(&["ONE"], &[]), Refresh::Stale).len(), 2);
    }
}

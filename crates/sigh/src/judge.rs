//! Whether a profile is what it should be: a pure decision.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// What is known of a profile at Apple.
#[derive(Debug, Clone, Default)]
pub(crate) struct There {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Apple's state, such as `ACTIVE`.
    pub(crate) state: String,
    /// When it expires, as Apple writes it.
    pub(crate) expires: String,
    pub(crate) certificates: Vec<String>,
    pub(crate) devices: Vec<String>,
}

/// What a profile should have.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// The ids of certificates of which each must be in it.
    pub(crate) certificates: Vec<String>,
    /// The ids of devices of which each must be in it, and no other; `None` where devices do not matter.
    pub(crate) devices: Option<Vec<String>>,
    /// Whether only validity is looked at, as fastlane does.
    pub(crate) validity_only: bool,
}

/// Everything that makes a profile stale; empty where it is good.
pub(crate) fn reasons(there: &There, wanted: &Wanted, now: OffsetDateTime) -> Vec<String> {
    let mut reasons = Vec::new();
    if there.state != "ACTIVE" {
        reasons.push(format!("Apple calls it {}", there.state.to_lowercase()));
    }
    // A date that cannot be read is no reason: Apple's state says the same.
    if OffsetDateTime::parse(&there.expires, &Rfc3339).is_ok_and(|expires| expires <= now) {
        reasons.push(format!("it expired on {}", there.expires));
    }
    if wanted.validity_only {
        return reasons;
    }
    let lacking = wanted.certificates.iter().filter(|id| !there.certificates.contains(id)).count();
    if lacking > 0 {
        reasons.push(format!("it lacks {lacking} of the certificates that should sign with it"));
    }
    if let Some(devices) = &wanted.devices {
        let missing = devices.iter().filter(|id| !there.devices.contains(id)).count();
        let gone = there.devices.iter().filter(|id| !devices.contains(id)).count();
        if missing > 0 {
            reasons.push(format!("it lacks {missing} of the enabled devices"));
        }
        if gone > 0 {
            reasons.push(format!("{gone} of its devices are enabled no more"));
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-20 12:00:00 UTC);

    fn good() -> There {
        There {
            state: "ACTIVE".into(),
            expires: "2027-11-20T12:00:00-08:00".into(),
            certificates: vec!["C1".into()],
            devices: vec!["D1".into()],
            ..There::default()
        }
    }

    fn wanted() -> Wanted {
        Wanted { certificates: vec!["C1".into()], devices: Some(vec!["D1".into()]), validity_only: false }
    }

    #[test]
    fn a_good_profile_has_no_reasons() {
        assert!(reasons(&good(), &wanted(), NOW).is_empty());
        let store = Wanted { devices: None, ..wanted() };
        assert!(reasons(&good(), &store, NOW).is_empty());
    }

    #[test]
    fn each_way_of_being_stale_is_said() {
        let said = |there: There, wanted: Wanted| reasons(&there, &wanted, NOW).join("; ");
        let invalid = There { state: "INVALID".into(), ..good() };
        assert_eq!(said(invalid, wanted()), "Apple calls it invalid");
        let expired = There { expires: "2026-11-20T03:59:59-08:00".into(), ..good() };
        assert!(said(expired, wanted()).starts_with("it expired on"));
        let other = Wanted { certificates: vec!["C2".into()], ..wanted() };
        assert!(said(good(), other).contains("certificates"));
        let more = Wanted { devices: Some(vec!["D1".into(), "D2".into()]), ..wanted() };
        assert_eq!(said(good(), more), "it lacks 1 of the enabled devices");
        let fewer = Wanted { devices: Some(vec![]), ..wanted() };
        assert_eq!(said(good(), fewer), "1 of its devices are enabled no more");
    }

    #[test]
    fn fastlanes_way_looks_at_validity_only() {
        let wanted = Wanted { certificates: vec!["C2".into()], validity_only: true, ..wanted() };
        assert!(reasons(&good(), &wanted, NOW).is_empty());
    }
}

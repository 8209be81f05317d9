//! Which profile is taken, renewed or made: a pure decision.

use time::OffsetDateTime;

use crate::candidate::Candidate;
use crate::staleness::{Reason, Refresh, Wanted, reasons};

/// What the interim profile of a renewal is called, behind the profile's own name.
pub(crate) const INTERIM: &str = " renewal";

/// Which name the profile has.
#[derive(Debug, Clone)]
pub(crate) struct Naming {
    /// The name that was asked for, or the one made of bundle id and kind.
    pub(crate) name: String,
    /// Whether it was asked for.
    pub(crate) asked: bool,
    /// Whether profiles of other names are passed over.
    pub(crate) only: bool,
}

impl Naming {
    /// Whether a profile of that name is ours to replace: it has the name, or the name with the number of seconds
    /// that is put behind a name that was taken. One that somebody named otherwise may be used but is never
    /// deleted: its set of devices may be as it is on purpose.
    fn owns(&self, name: &str) -> bool {
        let rest = name.strip_prefix(&self.name).map(|rest| rest.strip_prefix(' ').unwrap_or(rest));
        rest.is_some_and(|rest| {
            name == self.name || (rest.len() >= 9 && rest.bytes().all(|byte| byte.is_ascii_digit()))
        })
    }

    /// The name that an interim profile stands in for.
    fn behind<'a>(&self, interim: &'a str) -> Option<&'a str> {
        interim.strip_suffix(INTERIM).filter(|name| self.owns(name))
    }
}

/// The name of the interim profile of a renewal.
pub(crate) fn interim_name(name: &str) -> String {
    format!("{name}{INTERIM}")
}

/// What to do.
#[derive(Debug)]
pub(crate) enum Decision {
    /// Take this one.
    Reuse(Candidate),
    /// Make this one anew, under its name.
    Renew { old: Candidate, reasons: Vec<Reason> },
    /// Make one with this name; with what is wrong with the one that comes nearest.
    Create { name: String, nearest: Option<(String, Vec<Reason>)> },
}

/// What to do, and what an interrupted renewal left behind.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) decision: Decision,
    pub(crate) interim: Vec<Candidate>,
}

/// How the judgement is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) refresh: Refresh,
    pub(crate) force: bool,
    pub(crate) now: OffsetDateTime,
}

/// Decides. Of several that would do, the one with the right name is taken, then the one that lasts longest.
pub(crate) fn choose(all: Vec<Candidate>, wanted: &Wanted, naming: &Naming, rules: Rules) -> Choice {
    // What Xcode made it renews itself, and it would not understand another hand in it.
    let ours = all.into_iter().filter(|candidate| !candidate.is_xcodes());
    let (interim, mut rest): (Vec<_>, Vec<_>) =
        ours.partition(|candidate| naming.behind(&candidate.name).is_some());
    let has_name = |candidate: &Candidate| candidate.name.trim() == naming.name.trim();
    if naming.asked && (naming.only || rest.iter().any(has_name)) {
        rest.retain(has_name);
    }
    rest.sort_by_key(|candidate| {
        (!has_name(candidate), !naming.owns(&candidate.name), std::cmp::Reverse(candidate.expires))
    });
    let mut judged = rest
        .into_iter()
        .map(|candidate| {
            let reasons = reasons(&candidate, wanted, rules.refresh, rules.now);
            (candidate, reasons)
        })
        .collect::<Vec<_>>();
    if rules.force {
        for (_, reasons) in &mut judged {
            reasons.insert(0, Reason::Forced);
        }
    }
    let fresh = judged.iter().position(|(_, reasons)| reasons.is_empty());
    let stale = judged.iter().position(|(candidate, _)| naming.owns(&candidate.name));
    let decision = match (fresh, stale) {
        (Some(fresh), _) => Decision::Reuse(judged.swap_remove(fresh).0),
        (None, Some(stale)) => {
            let (old, reasons) = judged.swap_remove(stale);
            Decision::Renew { old, reasons }
        }
        (None, None) => {
            let left = interim.first().and_then(|interim| naming.behind(&interim.name));
            let name = left.unwrap_or(&naming.name).to_owned();
            let nearest = judged.into_iter().next();
            Decision::Create { name, nearest: nearest.map(|(candidate, reasons)| (candidate.name, reasons)) }
        }
    };
    Choice { decision, interim }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{NOW, profile, wanted};

    const RULES: Rules = Rules { refresh: Refresh::Stale, force: false, now: NOW };

    fn naming(asked: bool, only: bool) -> Naming {
        Naming { name: "app AdHoc".into(), asked, only }
    }

    /// What is done to which profile, with the interim ones.
    fn done(all: Vec<Candidate>, naming: &Naming, rules: Rules) -> (String, usize) {
        let Choice { decision, interim } = choose(all, &wanted(&["ONE"], &["a"]), naming, rules);
        let text = match decision {
            Decision::Reuse(taken) => format!("reuse {}", taken.name),
            Decision::Renew { old, .. } => format!("renew {}", old.name),
            Decision::Create { name, .. } => format!("create {name}"),
        };
        (text, interim.len())
    }

    fn simply(all: Vec<Candidate>) -> String {
        done(all, &naming(false, false), RULES).0
    }

    #[test]
    fn a_fresh_one_is_taken_whatever_its_name_the_right_name_first() {
        let other = profile("somebody's own", &["a"]);
        assert_eq!(simply(vec![other.clone(), profile("app AdHoc", &["a"])]), "reuse app AdHoc");
        assert_eq!(simply(vec![profile("app AdHoc", &[]), other]), "reuse somebody's own");
    }

    #[test]
    fn only_what_has_our_name_is_renewed() {
        assert_eq!(simply(vec![profile("somebody's own", &[])]), "create app AdHoc");
        assert_eq!(simply(vec![profile("app AdHoc", &[])]), "renew app AdHoc");
        assert_eq!(simply(vec![profile("app AdHoc 1732100000", &[])]), "renew app AdHoc 1732100000");
        assert_eq!(simply(vec![profile("app AdHoc 2", &[])]), "create app AdHoc");
        let mut xcodes = profile("app AdHoc", &[]);
        if let Some((_, inside)) = &mut xcodes.content {
            inside.is_xcode_managed = true;
        }
        assert_eq!(simply(vec![xcodes]), "create app AdHoc");
    }

    #[test]
    fn force_renews_a_fresh_one() {
        let force = Rules { force: true, ..RULES };
        let all = vec![profile("app AdHoc", &["a"])];
        assert_eq!(done(all, &naming(false, false), force).0, "renew app AdHoc");
    }

    #[test]
    fn an_asked_name_is_preferred_and_with_only_no_other_will_do() {
        let other = || vec![profile("other", &["a"])];
        assert_eq!(done(other(), &naming(true, false), RULES).0, "reuse other");
        assert_eq!(done(other(), &naming(true, true), RULES).0, "create app AdHoc");
        let both = vec![profile("other", &["a"]), profile("app AdHoc", &[])];
        assert_eq!(done(both, &naming(true, false), RULES).0, "renew app AdHoc");
    }

    #[test]
    fn what_an_interrupted_renewal_left_is_never_taken_and_always_told() {
        let left = || profile("app AdHoc renewal", &["a"]);
        let done = |all| done(all, &naming(false, false), RULES);
        assert_eq!(done(vec![left()]), ("create app AdHoc".into(), 1));
        assert_eq!(done(vec![left(), profile("app AdHoc", &[])]), ("renew app AdHoc".into(), 1));
        assert_eq!(done(vec![left(), profile("app AdHoc", &["a"])]), ("reuse app AdHoc".into(), 1));
        let numbered = profile("app AdHoc 1732100000 renewal", &["a"]);
        assert_eq!(done(vec![numbered]), ("create app AdHoc 1732100000".into(), 1));
    }
}

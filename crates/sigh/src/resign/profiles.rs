//! Which profile is for which bundle, and which bundle id each bundle gets.

use std::path::PathBuf;

use console::Failure;
use signing::ProvisioningProfile;

/// A profile that was given.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) path: PathBuf,
    /// The bundle that it was given for.
    pub(super) bundle_id: Option<String>,
    pub(super) profile: ProvisioningProfile,
    pub(super) bytes: Vec<u8>,
}

/// What a bundle gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Assigned {
    /// The number of the profile among those that were given.
    pub(super) profile: usize,
    pub(super) bundle_id: String,
}

impl Given {
    fn is_wildcard(&self) -> bool {
        self.own_id().is_none_or(|own| own.ends_with('*'))
    }

    fn own_id(&self) -> Option<&str> {
        self.profile.bundle_id()
    }
}

/// The profile and the bundle id of the app: the profile that is named for it, else the one that is exactly for it, else
/// the first that is named for no bundle.
pub(super) fn for_app(old: &str, new: Option<&str>, given: &[Given]) -> Result<Assigned, Failure> {
    let target = new.unwrap_or(old);
    let unnamed = || given.iter().enumerate().filter(|(_, one)| one.bundle_id.is_none());
    let found = named(old, given)
        .or_else(|| unnamed().find(|(_, one)| one.own_id() == Some(target)).map(|(at, _)| at))
        .or_else(|| unnamed().find(|(_, one)| one.profile.covers(target)).map(|(at, _)| at))
        .or_else(|| unnamed().next().map(|(at, _)| at));
    let (at, one) =
        found.and_then(|at| Some((at, given.get(at)?))).ok_or_else(|| missing(old, target, "the app"))?;
    let bundle_id = match (new, one.own_id().filter(|_| !one.is_wildcard())) {
        (Some(new), _) => new,
        (None, Some(own)) => own,
        (None, None) => old,
    };
    fitting(at, one, bundle_id)
}

/// The profile and the bundle id of a bundle within the app, which was renamed from the first to the second id.
pub(super) fn for_nested(old: &str, app: (&str, &str), given: &[Given]) -> Result<Assigned, Failure> {
    let renamed = renamed(old, app);
    let exact = |id: &str| given.iter().position(|one| one.bundle_id.is_none() && one.own_id() == Some(id));
    let wide = |id: &str| {
        given.iter().position(|one| one.bundle_id.is_none() && one.is_wildcard() && one.profile.covers(id))
    };
    let found = named(old, given)
        .or_else(|| exact(&renamed))
        .or_else(|| exact(old))
        .or_else(|| wide(&renamed))
        .or_else(|| wide(old));
    let (at, one) = found
        .and_then(|at| Some((at, given.get(at)?)))
        .ok_or_else(|| missing(old, &renamed, "a bundle within the app"))?;
    let bundle_id = match one.own_id().filter(|_| !one.is_wildcard()) {
        Some(own) => own,
        None if one.profile.covers(&renamed) => renamed.as_str(),
        None => old,
    };
    fitting(at, one, bundle_id)
}

/// Apple wants the id of what is within an app to begin with the app's: so it follows when the app is renamed.
fn renamed(old: &str, (from, to): (&str, &str)) -> String {
    match old.strip_prefix(from).filter(|rest| rest.starts_with('.')) {
        Some(rest) => format!("{to}{rest}"),
        None => old.to_owned(),
    }
}

fn named(old: &str, given: &[Given]) -> Option<usize> {
    given.iter().position(|one| one.bundle_id.as_deref() == Some(old))
}

fn fitting(at: usize, one: &Given, bundle_id: &str) -> Result<Assigned, Failure> {
    if one.profile.covers(bundle_id) {
        return Ok(Assigned { profile: at, bundle_id: bundle_id.to_owned() });
    }
    let own = one.own_id().unwrap_or("no bundle id");
    Err(Failure::invalid(format!(
        "the profile \"{}\" ({}) is for {own} and not for {bundle_id}",
        one.profile.name,
        one.path.display()
    ))
    .hint(format!("give a profile for {bundle_id}, or another bundle id with --new-bundle-id")))
}

fn missing(old: &str, target: &str, what: &str) -> Failure {
    let also = if old == target { String::new() } else { format!(", which becomes {target}") };
    Failure::invalid(format!("no profile is given for {what}, {old}{also}"))
        .hint(format!("give --provisioning-profile {old}=FILE"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::profile;
    use super::*;

    const APP: &str = "com.example.app";

    fn given(bundle_id: Option<&str>, own: &str) -> Given {
        Given {
            path: PathBuf::from(format!("{own}.mobileprovision")),
            bundle_id: bundle_id.map(str::to_owned),
            profile: profile(own),
            bytes: Vec::new(),
        }
    }

    fn got(assigned: Result<Assigned, Failure>) -> (usize, String) {
        let assigned = assigned.unwrap();
        (assigned.profile, assigned.bundle_id)
    }

    #[test]
    fn the_app_takes_the_profile_that_is_named_or_fits_or_comes_first() {
        let all = [
            given(None, "com.example.share"),
            given(None, APP),
            given(Some("com.example.other"), "com.example.new"),
        ];
        assert_eq!(got(for_app(APP, None, &all)), (1, APP.to_owned()));
        assert_eq!(got(for_app("com.example.other", None, &all)), (2, "com.example.new".to_owned()));
        // Nothing fits: the first that is named for no bundle gives the app its id.
        assert_eq!(got(for_app("org.else", None, &all)), (0, "com.example.share".to_owned()));
    }

    #[test]
    fn a_wildcard_keeps_the_id_and_takes_a_new_one() {
        let all = [given(None, "com.example.*")];
        assert_eq!(got(for_app(APP, None, &all)), (0, APP.to_owned()));
        assert_eq!(got(for_app(APP, Some("com.example.b"), &all)), (0, "com.example.b".to_owned()));
        let refused = for_app(APP, Some("org.else"), &all).unwrap_err();
        assert!(refused.message.contains("is for com.example.* and not for org.else"), "{refused}");
    }

    #[test]
    fn what_is_within_the_app_follows_its_new_id() {
        let renamed = (APP, "com.example.new");
        let all = [given(None, "com.example.*")];
        let share = "com.example.app.share";
        assert_eq!(got(for_nested(share, renamed, &all)), (0, "com.example.new.share".to_owned()));
        assert_eq!(got(for_nested("com.example.apple", renamed, &all)), (0, "com.example.apple".to_owned()));
        let exact = [given(None, "com.example.new"), given(None, "com.example.new.share")];
        assert_eq!(got(for_nested(share, renamed, &exact)), (1, "com.example.new.share".to_owned()));
        let named = [given(Some(share), "org.else")];
        assert_eq!(got(for_nested(share, renamed, &named)), (0, "org.else".to_owned()));
    }

    #[test]
    fn nothing_within_the_app_takes_the_apps_profile() {
        let refused = for_nested("com.example.app.share", (APP, APP), &[given(None, APP)]).unwrap_err();
        assert!(refused.message.contains("no profile is given for a bundle within the app"), "{refused}");
        assert!(refused.hint.unwrap().contains("com.example.app.share=FILE"));
    }
}

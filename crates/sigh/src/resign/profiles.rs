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

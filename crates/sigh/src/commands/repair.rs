//! `sigh repair`: profiles that became invalid or ended are made anew, with their names, apps and devices.
//!
//! Apple takes no name twice, and an interrupted repair must not lose a profile: the new one is made under an interim
//! name first, then the old one is deleted, the new one made under its name, and the interim one deleted. What such a
//! run leaves behind, the next one completes.

use std::collections::BTreeMap;

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, Report, TeamArgs, exit};
use futures::{StreamExt, stream};
use serde::Serialize;
use spaceship::Client;
use spaceship::jsonapi::{Id, Included, Resource};
use spaceship::resources::{BundleId, Certificate, Device, NewProfile, Profile};
use time::OffsetDateTime;

use crate::candidate::Candidate;
use crate::certificates::{Asked, TeamCertificate, acceptable};
use crate::choice::{INTERIM, interim_name};
use crate::cli::KEY_NAMES;
use crate::target::Target;

/// The most repairs under way at once.
const AT_ONCE: usize = 4;

/// Make every invalid or expired profile of the team anew.
#[derive(Debug, Args)]
pub(crate) struct RepairArgs {
    #[command(flatten)]
    account: TeamArgs,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Repaired {
    repaired: Vec<String>,
}

impl Report for Repaired {
    fn text(&self) -> String {
        match self.repaired.as_slice() {
            [] => "all profiles are valid, nothing to do".into(),
            all => format!("{} profiles repaired: {}", all.len(), all.join(", ")),
        }
    }
}

/// A profile to be made anew.
struct Repair {
    /// The name that it has in the end.
    name: String,
    /// The old profile, unless an interrupted run has deleted it.
    old: Option<Id<Profile>>,
    /// What stands in for it.
    interim: Option<Id<Profile>>,
    reason: &'static str,
    new: NewProfile,
}

/// What the team has.
struct Team {
    profiles: Vec<(Candidate, Option<Id<BundleId>>)>,
    certificates: Vec<TeamCertificate>,
    /// Enabled devices by their UDIDs in small letters.
    devices: BTreeMap<String, Id<Device>>,
}

pub(crate) async fn run(args: &RepairArgs, context: &Context) -> Result<u8, Failure> {
    let context = &args.account.applied(context);
    let client = context.client(KEY_NAMES).await?;
    let team = gather(&client).await?;
    let (repairs, hopeless) = planned(&team, OffsetDateTime::now_utc());
    for why in &hopeless {
        context.ui.warn(why);
    }
    let mut plan = Plan::new("Profiles");
    for one in &repairs {
        plan.push(Change::new(Action::Update, "profile", &one.name).because(one.reason));
    }
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    if !plan.is_empty() {
        context.ui.plan(&plan, false);
        context.agreed("Repair them?").await?;
    }
    let outcomes = stream::iter(&repairs).map(async |one| (one, one.apply(&client).await));
    let outcomes = outcomes.buffered(AT_ONCE).collect::<Vec<_>>().await;
    let mut repaired = Vec::new();
    let mut failures = hopeless;
    for (one, outcome) in outcomes {
        match outcome {
            Ok(()) => repaired.push(one.name.clone()),
            Err(error) => failures.push(format!("`{}` is not repaired: {error}", one.name)),
        }
    }
    if failures.is_empty() {
        context.ui.report(&Repaired { repaired });
        return Ok(exit::DONE);
    }
    let failure = Failure::new(exit::REFUSED, format!("{} profiles are not repaired", failures.len()));
    let failure = failures.into_iter().fold(failure, Failure::cause);
    Err(failure.hint("run the command again: it goes on with what is left"))
}

async fn gather(client: &Client) -> Result<Team, Failure> {
    let profiles = client.list::<Profile>().include("bundleId");
    let devices = client.list::<Device>().filter("status", "ENABLED");
    let certificates = client.list::<Certificate>();
    let ((profiles, included), (devices, _), (certificates, _)) =
        tokio::try_join!(profiles.all(), devices.all(), certificates.all())?;
    let own = |profile: Resource<Profile>| {
        let app = bundle_id(&profile, &included);
        (Candidate::read(profile), app)
    };
    let udid = |device: Resource<Device>| Some((device.attributes.udid?.to_lowercase(), device.id));
    Ok(Team {
        profiles: profiles.into_iter().map(own).collect(),
        certificates: certificates.into_iter().map(TeamCertificate::read).collect(),
        devices: devices.into_iter().filter_map(udid).collect(),
    })
}

fn bundle_id(profile: &Resource<Profile>, included: &Included) -> Option<Id<BundleId>> {
    included.related::<Profile, BundleId>(profile, "bundleId").into_iter().next().map(|app| app.id)
}

/// What is to be done, and what cannot be, with the reason.
fn planned(team: &Team, now: OffsetDateTime) -> (Vec<Repair>, Vec<String>) {
    let (mut repairs, mut hopeless) = (Vec::new(), Vec::new());
    let named = |name: &str| team.profiles.iter().find(|(one, _)| one.name == name).map(|(one, _)| one);
    for (one, app) in team.profiles.iter().filter(|(one, _)| !one.is_xcodes()) {
        let left = one.name.strip_suffix(INTERIM);
        let (name, old, interim, reason) = match left {
            // What an interrupted run left: the profile behind it is gone, or still to be deleted.
            Some(name) if named(name).is_none_or(|behind| !behind.is_usable(now)) && one.is_usable(now) => {
                let old = named(name).map(|behind| behind.id.clone());
                (name.to_owned(), old, Some(one.id.clone()), "an interrupted repair is completed")
            }
            Some(_) => continue,
            None if one.is_usable(now) => continue,
            // The one that stands in for it says all that is to be done.
            None if named(&interim_name(&one.name)).is_some_and(|left| left.is_usable(now)) => continue,
            None => {
                let reason = if one.active { "it has ended" } else { "it is invalid" };
                (one.name.clone(), Some(one.id.clone()), None, reason)
            }
        };
        match new(one, app.as_ref(), &name, team, now) {
            Ok(new) => repairs.push(Repair { name, old, interim, reason, new }),
            Err(why) => hopeless.push(format!("`{name}` cannot be repaired: {why}")),
        }
    }
    (repairs, hopeless)
}

/// The profile in the place of `old`: with the certificates that the team still has, else with the one that lasts
/// longest; with the devices that are still enabled.
fn new(
    old: &Candidate,
    app: Option<&Id<BundleId>>,
    name: &str,
    team: &Team,
    now: OffsetDateTime,
) -> Result<NewProfile, String> {
    let app = app.ok_or("Apple does not say for which app it is")?;
    let profile = old.profile().ok_or("Apple gives no content of it that can be read")?;
    let target = Target::of_type(&old.profile_type)
        .ok_or_else(|| format!("profiles of the type {} are not known here", old.profile_type))?;
    let acceptable = acceptable(team.certificates.clone(), target, &Asked::default(), now)
        .map_err(|failure| failure.message)?;
    let held = |one: &&TeamCertificate| {
        one.certificate.as_ref().is_some_and(|certificate| profile.has_certificate(certificate))
    };
    let mut certificates = acceptable.iter().filter(held).map(|one| one.id.clone()).collect::<Vec<_>>();
    if certificates.is_empty() {
        certificates.extend(acceptable.first().map(|one| one.id.clone()));
    }
    if certificates.is_empty() {
        return Err(format!("the team has no certificate for the type {}", old.profile_type));
    }
    let mut new =
        NewProfile::new(name.to_owned(), old.profile_type.as_str().into(), app.clone(), certificates);
    if target.takes_devices() {
        let udids = profile.devices.as_deref().unwrap_or_default();
        let devices = udids.iter().filter_map(|udid| team.devices.get(&udid.to_lowercase()).cloned());
        let devices = devices.collect::<Vec<_>>();
        if devices.is_empty() {
            return Err("none of its devices is still enabled".to_owned());
        }
        new.devices = Some(devices);
    }
    Ok(new)
}

impl Repair {
    async fn apply(&self, client: &Client) -> Result<(), spaceship::Error> {
        let stand_in = match &self.interim {
            Some(left) => left.clone(),
            None => make(client, &self.new, &interim_name(&self.name)).await?,
        };
        if let Some(old) = &self.old {
            delete(client, old).await?;
        }
        make(client, &self.new, &self.name).await?;
        delete(client, &stand_in).await
    }
}

async fn make(client: &Client, new: &NewProfile, name: &str) -> Result<Id<Profile>, spaceship::Error> {
    let new = NewProfile { name: name.to_owned(), ..new.clone() };
    let there = async || {
        let (all, _) = client.list::<Profile>().filter("name", name).all().await?;
        Ok(all.into_iter().find(|one| one.attributes.name.as_deref() == Some(name)))
    };
    client.create_once(&new, there).await.map(|made| made.id)
}

/// Deletes a profile; that another run was faster is no failure.
async fn delete(client: &Client, id: &Id<Profile>) -> Result<(), spaceship::Error> {
    match client.delete(id).await {
        Err(error) if !error.is_not_found() => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{NOW, profile, team};

    fn with(profiles: Vec<Candidate>) -> Team {
        let devices = ["a", "b"].map(|udid| (udid.to_owned(), Id::new(udid)));
        Team {
            profiles: profiles.into_iter().map(|one| (one, Some(Id::new("APP")))).collect(),
            certificates: vec![team("ONE"), team("TWO")],
            devices: devices.into_iter().collect(),
        }
    }

    fn invalid(name: &str, devices: &[&str]) -> Candidate {
        Candidate { active: false, profile_type: "IOS_APP_ADHOC".into(), ..profile(name, devices) }
    }

    #[test]
    fn what_is_invalid_is_made_anew_with_its_certificate_and_the_devices_that_are_left() {
        let (repairs, hopeless) =
            planned(&with(vec![profile("good", &[]), invalid("bad", &["A", "gone"])]), NOW);
        assert!(hopeless.is_empty(), "{hopeless:?}");
        let [one] = repairs.as_slice() else { panic!("one repair") };
        assert_eq!((one.name.as_str(), one.old.is_some(), one.interim.is_some()), ("bad", true, false));
        let ids = |ids: &[Id<Device>]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(ids(one.new.devices.as_deref().unwrap()), ["a"]);
        assert_eq!(one.new.certificates.len(), 1);
        assert_eq!(one.new.certificates[0].as_str(), "ONE");
    }

    #[test]
    fn what_an_interrupted_repair_left_is_completed() {
        let left = || Candidate { profile_type: "IOS_APP_ADHOC".into(), ..profile("bad renewal", &["a"]) };
        for all in [vec![left()], vec![left(), invalid("bad", &["a"])]] {
            let (repairs, _) = planned(&with(all), NOW);
            let [one] = repairs.as_slice() else { panic!("one repair") };
            assert_eq!((one.name.as_str(), one.interim.is_some()), ("bad", true));
        }
        let (repairs, _) = planned(&with(vec![left(), profile("bad", &["a"])]), NOW);
        assert!(repairs.is_empty());
    }

    #[test]
    fn what_cannot_be_repaired_is_told() {
        let (repairs, hopeless) = planned(&with(vec![invalid("bad", &["gone"])]), NOW);
        assert!(repairs.is_empty() && hopeless[0].contains("none of its devices"), "{hopeless:?}");
    }
}

//! Who tests an app.

use std::collections::HashMap;

use console::{Failure, exit};
use serde::Serialize;
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{App, BetaGroup, BetaTester};

use super::installed;

/// A tester.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) email: String,
    /// The names of the app's groups that the tester is in.
    pub(crate) groups: Vec<String>,
    pub(crate) state: Option<String>,
    /// The build on the tester's device, where Apple tells one.
    pub(crate) installed: Option<String>,
    /// When it was installed, where Apple tells that.
    pub(crate) installed_date: Option<String>,
}

/// All testers of an app, and its groups.
#[derive(Debug)]
pub(crate) struct Roster {
    pub(crate) members: Vec<Member>,
    pub(crate) groups: Vec<Resource<BetaGroup>>,
    /// The place of each member, by the address in lower case.
    by_email: HashMap<String, usize>,
}

impl Roster {
    /// Reads it. A tester's groups are listed at most fifty at a time by Apple; nobody is in more of one app.
    pub(crate) async fn gather(client: &Client, app: &Id<App>) -> Result<Self, Failure> {
        let groups = client.list::<BetaGroup>().filter("app", app.as_str());
        let testers = client.list::<BetaTester>().filter("apps", app.as_str()).include("betaGroups");
        let testers = testers.limit_of("betaGroups", 50);
        let ((groups, _), (testers, _)) = tokio::try_join!(groups.all(), testers.all())?;
        Ok(Self::of(testers.into_iter().map(|tester| member(tester, &groups)).collect(), groups))
    }

    /// Reads it, and what testers have installed.
    pub(crate) async fn with_installs(client: &Client, app: &Id<App>) -> Result<Self, Failure> {
        let installs = async { Ok(installed::gather(client, app).await?) };
        let (mut roster, mut installs) = tokio::try_join!(Self::gather(client, app), installs)?;
        for member in &mut roster.members {
            if let Some(installed) = installs.remove(&member.id) {
                (member.installed, member.installed_date) = (Some(installed.version), installed.date);
            }
        }
        Ok(roster)
    }

    /// A roster of these.
    pub(crate) fn of(members: Vec<Member>, groups: Vec<Resource<BetaGroup>>) -> Self {
        let by_email = members.iter().enumerate().map(|(at, member)| (member.email.to_lowercase(), at));
        Self { by_email: by_email.collect(), members, groups }
    }

    /// The member with that e-mail address, whatever its case.
    pub(crate) fn member(&self, email: &str) -> Option<&Member> {
        self.members.get(*self.by_email.get(&email.trim().to_lowercase())?)
    }

    /// The group of that name or id; an error that lists the groups where there is none.
    pub(crate) fn group(&self, named: &str) -> Result<&Resource<BetaGroup>, Failure> {
        let is = |group: &&Resource<BetaGroup>| {
            group.attributes.name.as_deref() == Some(named) || group.id.as_str() == named
        };
        self.groups.iter().find(is).ok_or_else(|| {
            let there =
                self.groups.iter().filter_map(|group| group.attributes.name.clone()).collect::<Vec<_>>();
            Failure::new(exit::NOT_FOUND, format!("the app has no beta group {named}"))
                .cause(format!("its groups are {}", there.join(", ")))
                .hint("make it with `pilot groups create`")
        })
    }
}

fn member(tester: Resource<BetaTester>, groups: &[Resource<BetaGroup>]) -> Member {
    let of = tester.ids::<BetaGroup>("betaGroups");
    let names = groups.iter().filter(|group| of.contains(&group.id));
    let attributes = tester.attributes;
    let device = attributes.app_devices.into_iter().flatten().next();
    Member {
        id: tester.id.to_string(),
        first: attributes.first_name.unwrap_or_default(),
        last: attributes.last_name.unwrap_or_default(),
        email: attributes.email.unwrap_or_default(),
        groups: names.filter_map(|group| group.attributes.name.clone()).collect(),
        state: attributes.state.map(|state| state.to_string()),
        installed: device.and_then(|device| device.app_build_version),
        installed_date: None,
    }
}

//! Bringing people into groups: what is missing, and doing it with few requests.
//!
//! Those that the app has are added to each group in large relationship requests; those it has not are made one by one
//! with all their groups. A second run finds what the first did.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use console::{Action, Change, Failure};
use futures::{StreamExt, stream};
use spaceship::Client;
use spaceship::client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{BetaGroup, BetaTester, NewBetaTester};

use super::{Roster, Row};

/// The most testers in one relationship request.
const BATCH: usize = 200;
/// The most testers that are made at once.
const AT_ONCE: usize = 4;

/// One thing to do.
pub(crate) enum Step {
    /// Somebody new, with the line of the file.
    Make { line: u64, new: NewBetaTester, groups: Vec<String> },
    /// People whom the app has, into a group.
    Join { group: Id<BetaGroup>, name: String, testers: Vec<Id<BetaTester>>, emails: Vec<String> },
}

/// What is to be done for a list of people.
pub(crate) struct Enrolment {
    pub(crate) steps: Vec<Step>,
}

impl Enrolment {
    /// What is missing. Every group that is named must exist, which is found out before anything is sent; `groups` are
    /// for those who name none.
    pub(crate) fn plan(rows: &[Row], groups: &[String], roster: &Roster) -> Result<Self, Failure> {
        let (mut steps, mut joins) =
            (Vec::new(), BTreeMap::<String, (&Resource<BetaGroup>, Vec<_>, Vec<_>)>::new());
        let (mut findings, mut made) = (Vec::new(), BTreeMap::new());
        for row in rows {
            let named = if row.groups.is_empty() { groups } else { &row.groups };
            if named.is_empty() {
                findings
                    .push(format!("line {}: no group is named for {}, nor by --groups", row.line, row.email));
                continue;
            }
            let mut wanted = Vec::new();
            for name in named {
                match roster.group(name) {
                    Ok(group) => wanted.push(group),
                    Err(failure) => findings.push(format!("line {}: {}", row.line, failure.message)),
                }
            }
            let Some(member) = roster.member(&row.email) else {
                // Somebody who stands there twice is made once, with the groups of both lines.
                match made.entry(row.email.to_lowercase()) {
                    Entry::Vacant(free) => {
                        free.insert(steps.len());
                        steps.push(make(row, &wanted));
                    }
                    Entry::Occupied(there) => join_made(&mut steps[*there.get()], &wanted),
                }
                continue;
            };
            for group in wanted {
                let name = group.attributes.name.clone().unwrap_or_default();
                if !member.groups.contains(&name) {
                    let join =
                        joins.entry(group.id.to_string()).or_insert_with(|| (group, Vec::new(), Vec::new()));
                    join.1.push(Id::new(member.id.as_str()));
                    join.2.push(member.email.clone());
                }
            }
        }
        if !findings.is_empty() {
            return Err(Failure::findings("the list of testers cannot be taken", &findings));
        }
        for (group, testers, emails) in joins.into_values() {
            let (id, name) = (group.id.clone(), group.attributes.name.clone().unwrap_or_default());
            let batches = testers.chunks(BATCH).zip(emails.chunks(BATCH));
            steps.extend(batches.map(|(testers, emails)| Step::Join {
                group: id.clone(),
                name: name.clone(),
                testers: testers.to_vec(),
                emails: emails.to_vec(),
            }));
        }
        Ok(Self { steps })
    }

    /// Does all of it; what fails is told by its line, and the rest is done all the same.
    pub(crate) async fn apply(&self, client: &Client) -> Vec<String> {
        let outcomes = stream::iter(&self.steps).map(async |step| step.apply(client).await);
        outcomes.buffered(AT_ONCE).filter_map(async |outcome| outcome.err()).collect().await
    }
}

fn join_made(step: &mut Step, wanted: &[&Resource<BetaGroup>]) {
    let Step::Make { new, groups, .. } = step else { return };
    let ids = new.beta_groups.get_or_insert_default();
    for group in wanted.iter().filter(|group| !ids.contains(&group.id)).collect::<Vec<_>>() {
        ids.push(group.id.clone());
        groups.extend(group.attributes.name.clone());
    }
}

fn make(row: &Row, groups: &[&Resource<BetaGroup>]) -> Step {
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let mut new = NewBetaTester::new(row.email.clone());
    new.first_name = text(&row.first);
    new.last_name = text(&row.last);
    new.beta_groups = Some(groups.iter().map(|group| group.id.clone()).collect());
    let names = groups.iter().filter_map(|group| group.attributes.name.clone()).collect();
    Step::Make { line: row.line, new, groups: names }
}

impl Step {
    /// The step as a line of the plan.
    pub(crate) fn change(&self) -> Change {
        match self {
            Self::Make { new, groups, .. } => Change::new(Action::Create, "tester", &new.email)
                .because(format!("for {}", groups.join(", "))),
            Self::Join { name, emails, .. } => {
                let who = match emails.as_slice() {
                    [only] => only.clone(),
                    all => format!("{} testers", all.len()),
                };
                Change::new(Action::Update, "beta group", name).from_to(None, Some(&who))
            }
        }
    }

    async fn apply(&self, client: &Client) -> Result<(), String> {
        match self {
            Self::Make { line, new, .. } => {
                let find = async || {
                    let (all, _) = client.list::<BetaTester>().filter("email", &new.email).all().await?;
                    Ok(all.into_iter().next())
                };
                let made = client.create_once(new, find).await;
                made.map(drop).map_err(|error| format!("line {line}: {} was not added: {error}", new.email))
            }
            Self::Join { group, name, testers, emails } => {
                let added = client.relate(group, "betaTesters", client::Change::Add, testers).await;
                let who = emails.first().map_or("", String::as_str);
                added.map_err(|error| {
                    format!("{} testers, {who} first, were not added to {name}: {error}", testers.len())
                })
            }
        }
    }
}

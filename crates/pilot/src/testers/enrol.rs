//! Bringing people into groups: what is missing, and doing it with few requests.
//!
//! Those that the app has are added to each group in large relationship requests. Those it has not are assigned to each
//! group in bulk, where Apple offers that, and made one by one otherwise. A second run finds what the first did.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use console::{Action, Change, Failure};
use futures::{StreamExt, stream};
use spaceship::Client;
use spaceship::client::{self, Invited, NotTaken};
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{App, BetaGroup, BetaTester, NewBetaTester};

use super::{Roster, Row};

/// The most testers in one relationship request.
const BATCH: usize = 200;
/// The most testers that are assigned in one request.
const BULK: usize = 100;
/// The most requests under way at once.
const AT_ONCE: usize = 4;

/// One thing to do, of one request where all goes well.
pub(crate) struct Step {
    group: Id<BetaGroup>,
    name: String,
    who: Who,
}

enum Who {
    /// People whom the app does not have.
    New(Vec<Newcomer>),
    /// People whom the app has.
    Known(Vec<Known>),
}

#[derive(Clone)]
struct Newcomer {
    /// In the file.
    line: u64,
    invited: Invited,
}

#[derive(Clone)]
struct Known {
    id: Id<BetaTester>,
    email: String,
}

/// What is to be done for a list of people.
pub(crate) struct Enrolment {
    pub(crate) steps: Vec<Step>,
}

/// Who is to come into a group.
struct Wanted<'a> {
    group: &'a Resource<BetaGroup>,
    new: Vec<Newcomer>,
    known: Vec<Known>,
    /// Their addresses, in lower case.
    seen: HashSet<String>,
}

impl Enrolment {
    /// What is missing. Every group that is named must exist, which is found out before anything is sent; `groups` are
    /// for those who name none.
    pub(crate) fn plan(rows: &[Row], groups: &[String], roster: &Roster) -> Result<Self, Failure> {
        let (mut wanted, mut findings) = (BTreeMap::<&str, Wanted<'_>>::new(), Vec::new());
        for row in rows {
            let named = if row.groups.is_empty() { groups } else { &row.groups };
            if named.is_empty() {
                findings
                    .push(format!("line {}: no group is named for {}, nor by --groups", row.line, row.email));
            }
            for name in named {
                match roster.group(name) {
                    Ok(group) => {
                        wanted
                            .entry(group.id.as_str())
                            .or_insert_with(|| Wanted::of(group))
                            .take(row, roster);
                    }
                    Err(failure) => findings.push(format!("line {}: {}", row.line, failure.message)),
                }
            }
        }
        if !findings.is_empty() {
            return Err(Failure::findings("the list of testers cannot be taken", &findings));
        }
        Ok(Self { steps: wanted.into_values().flat_map(Wanted::steps).collect() })
    }

    /// Does all of it; what fails is told by its line, and the rest is done all the same.
    pub(crate) async fn apply(&self, client: &Client, app: &Id<App>) -> Vec<String> {
        let in_bulk = &AtomicBool::new(true);
        let outcomes = stream::iter(&self.steps).map(async |step| step.apply(client, app, in_bulk).await);
        outcomes.buffered(AT_ONCE).flat_map(stream::iter).collect().await
    }
}

impl<'a> Wanted<'a> {
    fn of(group: &'a Resource<BetaGroup>) -> Self {
        Self { group, new: Vec::new(), known: Vec::new(), seen: HashSet::new() }
    }

    /// Somebody who stands there twice comes once.
    fn take(&mut self, row: &Row, roster: &Roster) {
        let name = self.group.attributes.name.clone().unwrap_or_default();
        let member = roster.member(&row.email);
        if member.is_some_and(|member| member.groups.contains(&name))
            || !self.seen.insert(row.email.to_lowercase())
        {
            return;
        }
        match member {
            Some(member) => {
                self.known.push(Known { id: Id::new(member.id.as_str()), email: member.email.clone() });
            }
            None => self.new.push(Newcomer { line: row.line, invited: invited(row) }),
        }
    }

    fn steps(self) -> Vec<Step> {
        let step = |who| Step {
            group: self.group.id.clone(),
            name: self.group.attributes.name.clone().unwrap_or_default(),
            who,
        };
        let new = self.new.chunks(BULK).map(|some| step(Who::New(some.to_vec())));
        let known = self.known.chunks(BATCH).map(|some| step(Who::Known(some.to_vec())));
        new.chain(known).collect()
    }
}

fn invited(row: &Row) -> Invited {
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Invited { email: row.email.clone(), first_name: text(&row.first), last_name: text(&row.last) }
}

impl Step {
    /// How many people it is about.
    pub(crate) fn count(&self) -> usize {
        match &self.who {
            Who::New(some) => some.len(),
            Who::Known(some) => some.len(),
        }
    }

    /// The step as a line of the plan.
    pub(crate) fn change(&self) -> Change {
        match &self.who {
            Who::New(some) => {
                let who = shown(some.iter().map(|one| one.invited.email.as_str()));
                Change::new(Action::Create, "tester", who).because(format!("for {}", self.name))
            }
            Who::Known(some) => {
                let who = shown(some.iter().map(|one| one.email.as_str()));
                Change::new(Action::Update, "beta group", &self.name).from_to(None, Some(&who))
            }
        }
    }

    async fn apply(&self, client: &Client, app: &Id<App>, in_bulk: &AtomicBool) -> Vec<String> {
        match &self.who {
            Who::Known(some) => {
                let ids = some.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
                let added = client.relate(&self.group, "betaTesters", client::Change::Add, &ids).await;
                let who = shown(some.iter().map(|one| one.email.as_str()));
                let failed = added.err().map(|error| format!("{who} not added to {}: {error}", self.name));
                failed.into_iter().collect()
            }
            Who::New(some) => {
                if in_bulk.load(Ordering::Relaxed) {
                    if let Some(failures) = self.assign(client, some).await {
                        return failures;
                    }
                    in_bulk.store(false, Ordering::Relaxed);
                }
                self.make(client, app, some).await
            }
        }
    }

    /// Assigns all at once, and answers what failed; nothing where Apple does not offer that.
    async fn assign(&self, client: &Client, some: &[Newcomer]) -> Option<Vec<String>> {
        let invited = some.iter().map(|one| one.invited.clone()).collect::<Vec<_>>();
        let outcome = match client.assign_testers(&self.group, &invited).await {
            Ok(outcome) => outcome?,
            Err(error) => {
                let who = shown(invited.iter().map(|one| one.email.as_str()));
                return Some(vec![format!("{who} not added to {}: {error}", self.name)]);
            }
        };
        let line = |refused: &NotTaken| {
            some.iter()
                .find(|one| one.invited.email.eq_ignore_ascii_case(&refused.email))
                .map_or(0, |one| one.line)
        };
        let told = outcome.into_iter().map(|refused| {
            let line = line(&refused);
            format!("line {line}: {} was not added to {}: {}", refused.email, self.name, refused.why)
        });
        Some(told.collect())
    }

    /// Makes one after another: each waits for its turn in the key's budget.
    async fn make(&self, client: &Client, app: &Id<App>, some: &[Newcomer]) -> Vec<String> {
        let mut failures = Vec::new();
        for Newcomer { line, invited } in some {
            if let Err(error) = self.make_one(client, app, invited).await {
                failures
                    .push(format!("line {line}: {} was not added to {}: {error}", invited.email, self.name));
            }
        }
        failures
    }

    async fn make_one(&self, client: &Client, app: &Id<App>, invited: &Invited) -> spaceship::Result<()> {
        let find = async || {
            let list = client.list::<BetaTester>().filter("email", &invited.email);
            Ok(list.filter("apps", app.as_str()).all().await?.0.into_iter().next())
        };
        // An earlier step may have made them, for another group.
        if let Some(there) = find().await? {
            return client.relate(&self.group, "betaTesters", client::Change::Add, &[there.id]).await;
        }
        let mut new = NewBetaTester::new(invited.email.clone());
        new.first_name.clone_from(&invited.first_name);
        new.last_name.clone_from(&invited.last_name);
        new.beta_groups = Some(vec![self.group.clone()]);
        client.create_once(&new, find).await.map(drop)
    }
}

/// One address, or how many there are and the first of them.
fn shown<'a>(mut emails: impl ExactSizeIterator<Item = &'a str>) -> String {
    let count = emails.len();
    let first = emails.next().unwrap_or_default();
    if count == 1 { first.to_owned() } else { format!("{count} testers, {first} first") }
}

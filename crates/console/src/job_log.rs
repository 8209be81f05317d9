//! The log of a CI job, beside its text: what folds, what is annotated, and what a report will say.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::ci::{Ci, Severity};
use crate::environment::Environment;
use crate::finding::Finding;
use crate::junit::Record;
use crate::plan::Plan;

/// The log of a job. Its methods answer the lines that are to be written into it.
#[derive(Debug, Default)]
pub(crate) struct JobLog {
    ci: Option<Ci>,
    section: Mutex<Option<Section>>,
    /// The file for the summary of the job, where the CI system has one.
    summary: Option<PathBuf>,
    record: Mutex<Record>,
}

/// A section of the log. It begins with the first line in it.
#[derive(Debug)]
struct Section {
    name: String,
    title: String,
    is_open: bool,
}

impl JobLog {
    pub(crate) fn new(environment: &Environment) -> Self {
        let ci = Ci::of(environment);
        let summary = environment.get("GITHUB_STEP_SUMMARY").filter(|_| ci == Some(Ci::GitHub));
        Self { ci, summary: summary.map(PathBuf::from), ..Self::default() }
    }

    /// Whether a CI system runs this.
    pub(crate) fn is_ci(&self) -> bool {
        self.ci.is_some()
    }

    /// What a report on the run will say.
    pub(crate) fn record(&self) -> MutexGuard<'_, Record> {
        held(&self.record)
    }

    /// Takes a plan in, also into the summary of the job. What is said after it, when it is to be carried out, stands in a
    /// section.
    pub(crate) fn plan(&self, plan: &Plan, dry_run: bool) -> io::Result<()> {
        self.record().plan(plan, dry_run);
        if !dry_run && !plan.is_empty() {
            // A job may run several tools, and a section's name is its own.
            let name = format!("changes-{}", std::process::id());
            let title = format!("{}: changes", plan.title);
            *held(&self.section) = Some(Section { name, title, is_open: false });
        }
        let Some(path) = &self.summary else { return Ok(()) };
        let text = plan.markdown() + "\n";
        OpenOptions::new().append(true).create(true).open(path)?.write_all(text.as_bytes())
    }

    /// The line that begins the section that is next, if one is.
    pub(crate) fn open_section(&self) -> Option<String> {
        let mut section = held(&self.section);
        let section = section.as_mut().filter(|section| !section.is_open)?;
        section.is_open = true;
        self.ci?.section_start(&section.name, &section.title)
    }

    /// The line that ends the section that is open, if one is.
    pub(crate) fn end_section(&self) -> Option<String> {
        let section = held(&self.section).take().filter(|section| section.is_open)?;
        self.ci?.section_end(&section.name)
    }

    /// The line that annotates an error.
    pub(crate) fn error(&self, finding: &Finding) -> Option<String> {
        self.ci?.annotation(Severity::Error, finding)
    }

    /// The line that annotates a warning.
    pub(crate) fn warning(&self, text: &str) -> Option<String> {
        let finding = Finding::of_text(text);
        let line = self.ci.and_then(|ci| ci.annotation(Severity::Warning, &finding));
        self.record().warnings.push(finding);
        line
    }
}

fn held<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Action, Change};

    #[test]
    fn a_section_begins_with_its_first_line_and_ends_once() {
        let log = JobLog::new(&Environment::from([("GITHUB_ACTIONS", "true")]));
        assert_eq!((log.open_section(), log.end_section()), (None, None));
        let mut plan = Plan::new("Tideline");
        plan.push(Change::new(Action::Create, "name", "de-DE"));
        log.plan(&plan, true).unwrap();
        assert_eq!(log.open_section(), None, "a dry run changes nothing");
        log.plan(&plan, false).unwrap();
        assert_eq!(log.open_section().as_deref(), Some("::group::Tideline: changes"));
        assert_eq!(log.open_section(), None);
        assert_eq!(log.end_section().as_deref(), Some("::endgroup::"));
        log.plan(&plan, false).unwrap();
        assert_eq!(log.end_section(), None, "nothing was said in it");
    }
}

//! What is done of a flow, kept so that it can go on after it broke off. It holds command lines and what was handed on, and no
//! secret.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use console::Failure;
use serde::{Deserialize, Serialize};

use super::{Flow, Stage};

/// How a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// It was not begun.
    ToDo,
    /// It was begun, and nothing is known of its end.
    Begun,
    /// It ended well.
    Done,
    /// It failed.
    Failed,
}

/// What is known of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Record {
    /// Its name.
    pub(crate) stage: String,
    /// Its command line.
    pub(crate) command: String,
    pub(crate) state: State,
    /// How it ended; nothing where a signal ended it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) exit_code: Option<i32>,
    /// What it handed on.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) outputs: BTreeMap<String, String>,
}

/// The stages of a flow, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Journal {
    pub(crate) flow: String,
    pub(crate) app: String,
    pub(crate) stages: Vec<Record>,
}

impl Journal {
    /// Where the journal of a flow is, in the folder for all of them.
    pub(crate) fn place(folder: &Path, flow: Flow, app: &str) -> PathBuf {
        folder.join(format!("{}-{app}.json", flow.name()))
    }

    /// A flow of which nothing is done.
    pub(crate) fn new(flow: Flow, app: &str, stages: &[Stage]) -> Self {
        let record = |stage: &Stage| Record {
            stage: stage.name.to_owned(),
            command: stage.line(),
            state: State::ToDo,
            exit_code: None,
            outputs: BTreeMap::new(),
        };
        Self {
            flow: flow.name().to_owned(),
            app: app.to_owned(),
            stages: stages.iter().map(record).collect(),
        }
    }

    /// Reads the journal; nothing where there is none.
    pub(crate) fn load(path: &Path) -> Result<Option<Self>, Failure> {
        let unread = |why: String| {
            Failure::invalid(format!("cannot read the journal {}", path.display()))
                .cause(why)
                .hint("run the flow from its beginning, without --resume")
        };
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unread(error.to_string())),
        };
        serde_json::from_slice(&text).map(Some).map_err(|error| unread(error.to_string()))
    }

    /// Writes the journal, whole or not at all.
    pub(crate) fn save(&self, path: &Path) -> Result<(), Failure> {
        let text = serde_json::to_vec_pretty(self).map_err(|error| Failure::invalid(error.to_string()))?;
        Ok(signing::write_secret(path, &text)?)
    }

    /// Takes over what an earlier run has done: the stages from the first on, as long as they are done and have the same
    /// command line. Answers the first that is not, where something after it was done.
    pub(crate) fn take_over(&mut self, earlier: &Self) -> Option<&Record> {
        let same = |(own, theirs): &(&mut Record, &Record)| {
            theirs.state == State::Done && (&own.stage, &own.command) == (&theirs.stage, &theirs.command)
        };
        let done = self.stages.iter_mut().zip(&earlier.stages).take_while(same);
        let count = done.map(|(own, theirs)| own.clone_from(theirs)).count();
        let later = earlier.stages.iter().skip(count).any(|stage| stage.state == State::Done);
        self.stages.get(count).filter(|_| later)
    }

    /// What the stages that are done handed on; of two for one name the later counts.
    pub(crate) fn values(&self) -> BTreeMap<String, String> {
        let done = self.stages.iter().filter(|stage| stage.state == State::Done);
        done.flat_map(|stage| stage.outputs.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::stages::Program;
    use super::*;

    fn journal(states: &[(&'static str, &str, State)]) -> Journal {
        let stage = |(name, line, _): &(&'static str, &str, State)| Stage {
            name,
            program: Program::Shell((*line).to_owned()),
        };
        let mut journal = Journal::new(Flow::Beta, "tides", &states.iter().map(stage).collect::<Vec<_>>());
        for (record, (name, _, state)) in journal.stages.iter_mut().zip(states) {
            record.state = *state;
            record.outputs.insert("LAST".into(), (*name).to_owned());
        }
        journal
    }

    const NEW: [(&str, &str, State); 3] =
        [("cert", "cert", State::ToDo), ("build", "make", State::ToDo), ("pilot", "pilot", State::ToDo)];

    #[test]
    fn what_is_done_is_taken_over_up_to_the_first_that_is_not() {
        for (earlier, done, changed) in [
            ([State::Done, State::Begun, State::ToDo], 1, None),
            ([State::Done, State::Done, State::Failed], 2, None),
            ([State::Done, State::Done, State::Done], 3, None),
            ([State::Failed, State::Done, State::ToDo], 0, Some("cert")),
        ] {
            let mut states = NEW;
            states.iter_mut().zip(earlier).for_each(|(stage, state)| stage.2 = state);
            let mut new = journal(&NEW);
            let found = new.take_over(&journal(&states)).map(|record| record.stage.clone());
            assert_eq!(found.as_deref(), changed);
            assert_eq!(new.stages.iter().filter(|stage| stage.state == State::Done).count(), done);
        }
    }

    #[test]
    fn a_stage_that_has_another_command_now_runs_again_and_all_after_it() {
        let earlier =
            [("cert", "cert", State::Done), ("build", "gmake", State::Done), ("pilot", "pilot", State::Done)];
        let mut new = journal(&NEW);
        let changed = new.take_over(&journal(&earlier)).map(|record| record.command.clone());
        assert_eq!(changed.as_deref(), Some("make"));
        assert_eq!(
            new.stages.iter().map(|one| one.state).collect::<Vec<_>>(),
            [State::Done, State::ToDo, State::ToDo]
        );
        assert_eq!(new.values(), BTreeMap::from([("LAST".to_owned(), "cert".to_owned())]));
    }

    #[test]
    fn a_journal_is_read_as_it_was_written_and_a_damaged_one_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = Journal::place(folder.path(), Flow::Store, "tides");
        assert_eq!(Journal::load(&path).unwrap(), None);
        let journal = journal(&NEW);
        journal.save(&path).unwrap();
        assert_eq!(Journal::load(&path).unwrap(), Some(journal));
        fs::write(&path, "{\"flow\":").unwrap();
        assert!(Journal::load(&path).unwrap_err().message.contains("store-tides.json"));
    }
}

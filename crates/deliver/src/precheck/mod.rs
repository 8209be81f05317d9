//! What fastlane's precheck looks for, before the first write: what Apple's reviewers are known to refuse.
//!
//! `passages` are the texts and their places in files, `check` is pure, `addresses` opens web pages, and `settings`
//! says at which level each rule runs.

mod addresses;
mod check;
mod copyright;
mod curse_words;
mod lists;
mod options;
mod passages;
mod public;
mod rules;
mod settings;
mod words;

pub(crate) use addresses::{Reach, unreachable};
pub(crate) use check::{Finding, check};
pub(crate) use options::PrecheckArgs;
pub(crate) use passages::{Passage, passages};
pub(crate) use rules::{Level, Rule};
pub(crate) use settings::Rules;

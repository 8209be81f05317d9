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

#[expect(unused_imports, reason = "the plan takes it in next")]
pub(crate) use addresses::{Reach, unreachable};
#[expect(unused_imports, reason = "the plan takes it in next")]
pub(crate) use check::{Finding, check};
#[expect(unused_imports, reason = "the plan takes it in next")]
pub(crate) use options::PrecheckArgs;
#[expect(unused_imports, reason = "the plan takes it in next")]
pub(crate) use passages::{Passage, Place, passages};
#[expect(unused_imports, reason = "the plan takes it in next")]
pub(crate) use rules::{Level, Rule};
#[expect(unused_imports, reason = "the plan takes it in next")]
pub(crate) use settings::Rules;

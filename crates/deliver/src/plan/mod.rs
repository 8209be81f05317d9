//! What differs between what is wanted and the store: a pure comparison, and what stands in its way.

mod compare;
#[cfg(test)]
pub(crate) mod fixture;
mod preflight;
mod release;
mod screenshots;
mod shown;
mod steps;
mod texts;
mod wanted;

pub(crate) use compare::{Comparison, compare};
pub(crate) use preflight::{locked, preflight, unmet};
pub(crate) use screenshots::planned_anew;
pub(crate) use shown::shown;
pub(crate) use steps::{Edit, SetPlan, Step, Taken};
pub(crate) use wanted::{Wanted, WantedBuild};

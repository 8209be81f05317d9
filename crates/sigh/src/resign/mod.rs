//! Signing an .ipa again, with other profiles, for another team, under other names: on any machine.
//!
//! Everything is read and decided first (`gather`, `profiles`, `entitlements`, `info`); then a new archive is made of
//! what stays as it is and of what is signed anew, from the inside out; and it is judged like a stranger's before it
//! takes the place of the old one.

mod apply;
mod bundles;
mod check;
mod entitlements;
#[cfg(test)]
mod fixture;
mod gather;
mod identity;
mod info;
mod inventory;
mod keychain;
mod options;
mod profiles;
mod report;
mod transfer;
mod work;

pub(crate) use apply::apply;
pub(crate) use check::unfinished;
pub(crate) use gather::{Gathered, gather};
pub(crate) use options::{Options, ResignArgs, settle};
pub(crate) use report::Resigned;
pub(crate) use work::{Work, plan_work};

//! The age rating: what the project's JSON file answers to Apple's questions, and what of it differs at Apple.
//!
//! The file is fastlane's (`app_rating_config_path`), with Apple's names of today or with the older ones.

mod compare;
mod legacy;
mod questions;
mod read;
mod refused;

pub(crate) use compare::{Difference, differences, update};
pub(crate) use read::{Answers, read};
pub(crate) use refused::refused;

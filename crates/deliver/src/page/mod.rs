//! The store page as one HTML file that needs nothing else: no other file, no request, no script to be read.
//!
//! What it shows is a plain value ([`Preview`]); [`write`] makes the page of it. Every text in it is escaped
//! (`html`), its own style and script are named by their hashes in a policy that forbids all others (`document`),
//! and pictures go through in small pieces, so that the page may be larger than memory.

mod content;
mod document;
mod films;
mod gallery;
mod html;
mod names;
mod of;
mod of_films;
mod panel;
mod picture;
mod problems;
mod texts;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod in_browser;

pub(crate) use content::{Device, Film, Locale, Place, Preview, Problem, Severity, Shot, Spot, State, Text};
pub(crate) use document::write;
pub(crate) use of::preview;

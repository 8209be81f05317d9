//! Bringing what Apple has into the files of a project.
//!
//! A version is gathered (`source`), laid out as files (`texts`, `pictures`), compared with the files that are there
//! (`item`), and what is missing is written (`write`).

mod app_clip;
mod folders;
mod item;
mod pictures;
mod source;
mod texts;
mod write;

pub(crate) use app_clip::header_images;
pub(crate) use item::{Content, Item, Standing, shown};
pub(crate) use pictures::pictures;
pub(crate) use source::{Parts, Source, Wish, gather};
pub(crate) use texts::{Blanks, texts};
pub(crate) use write::write;

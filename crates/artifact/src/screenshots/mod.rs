//! Which of Apple's slots a screenshot belongs in, and whether Apple will take it.

mod table;
mod validation;

pub use table::{DISPLAY_TYPES, DisplayType, accepted_sizes};
pub use validation::{MOST_IN_A_SET, Screenshot, check_count};

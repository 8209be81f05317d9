//! The built binaries, against the simulator, each test in a world of its own.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod accounts;
mod app_clips;
mod bad_days;
mod bad_input;
mod book;
mod cert;
mod checks;
mod ci_logs;
mod ci_templates;
mod credentials;
mod deliver_downloads;
mod deliver_review;
mod deliver_run;
mod deliver_texts;
mod every_operation;
mod flows;
mod gitlab;
mod help;
mod judged_by_openssl;
mod large_page;
mod packaging;
mod pilot;
mod playground;
mod preview;
mod previews;
mod release;
mod resign;
mod screenshot_kinds;
mod security;
mod sessions;
mod shards;
mod sigh;
mod soak;
mod spaceship;
mod store;
mod testers;
mod testflight;

//! The built binaries, against the simulator, each test in a world of its own.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod accounts;
mod bad_days;
mod bad_input;
mod book;
mod cert;
mod checks;
mod credentials;
mod deliver_downloads;
mod deliver_texts;
mod every_operation;
mod help;
mod judged_by_openssl;
mod pilot;
mod playground;
mod preview;
mod release;
mod resign;
mod sessions;
mod sigh;
mod soak;
mod spaceship;
mod store;
mod testers;
mod testflight;

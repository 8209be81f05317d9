//! The exit codes: a promise to scripts.

/// Done, or nothing was to do.
pub const DONE: u8 = 0;
/// Failed for another reason than those below.
pub const FAILED: u8 = 1;
/// The command line is wrong.
pub const USAGE: u8 = 2;
/// No credentials were found, or Apple does not take them.
pub const CREDENTIALS: u8 = 3;
/// What was named does not exist at Apple.
pub const NOT_FOUND: u8 = 4;
/// Apple refuses: a conflict, a state, a limit, a role that is not enough.
pub const REFUSED: u8 = 5;
/// Something given is wrong; it was found before anything was written at Apple.
pub const INVALID: u8 = 6;
/// Apple could not be reached, or the budget of requests is used up.
pub const UNREACHABLE: u8 = 7;
/// `--dry-run --exit-code`: the plan is not empty.
pub const CHANGES: u8 = 8;
/// Interrupted by Ctrl-C.
pub const INTERRUPTED: u8 = 130;

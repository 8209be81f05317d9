//! What the user of the simulator chooses.

use std::time::Duration;

/// Limits and paces, adjustable so that a test can meet their edges.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How long a build, an asset or a review step takes, in simulated time.
    pub processing: Duration,
    /// The length of an upload part, in bytes.
    pub part_size: u64,
    /// How long each request waits before it is served, in real time.
    pub latency: Duration,
    /// How many requests a key may send in sixty minutes.
    pub hour_limit: u32,
    /// How many requests a key may send in a minute of real time; 0 is no limit. Apple's own is undocumented, and
    /// seen at some 300 to 350.
    pub burst_limit: u32,
    /// What becomes of what is submitted for review.
    pub review: ReviewOutcome,
    /// How many certificates of each distribution type a team may have.
    pub distribution_certificates: usize,
    /// How many certificates of each development type a team may have.
    pub development_certificates: usize,
    /// How many devices of a kind a team may register in a year.
    pub devices_of_a_kind: usize,
}

/// What the reviewers do, each step taking the time of `processing`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ReviewOutcome {
    /// Nothing: a submission waits for review for ever.
    #[default]
    Waits,
    /// They look at it and approve it.
    Approves,
    /// They look at it and reject it.
    Rejects,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            processing: Duration::from_secs(1),
            part_size: 5 * 1024 * 1024,
            latency: Duration::ZERO,
            hour_limit: 3600,
            burst_limit: 0,
            review: ReviewOutcome::default(),
            distribution_certificates: 3,
            development_certificates: 2,
            devices_of_a_kind: 100,
        }
    }
}

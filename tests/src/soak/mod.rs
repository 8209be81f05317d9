//! Scenarios under faults that follow from a seed: what goes wrong with seed 17 goes wrong with it again.

mod crud;
mod deliver;
mod faults;
mod signing;
mod upload;

use std::fmt;
use std::str::FromStr;

/// A scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scenario {
    /// Creates, lists, updates and deletes under mixed faults.
    CrudFaults,
    /// `cert` and `sigh`, killed at each request in turn.
    SigningKill,
    /// `cert` and `sigh` under mixed faults.
    SigningFaults,
    /// `pilot upload`, killed at a random moment.
    UploadKill,
    /// `pilot upload` under mixed faults.
    UploadFaults,
    /// `deliver`, killed at random moments.
    DeliverKill,
    /// `deliver` under mixed faults.
    DeliverFaults,
}

/// How much a scenario moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Enough to meet every fault: for the test suite.
    Small,
    /// As much as is promised.
    Full,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// With the state that a run without faults gives.
    Right,
    /// With an error that says what happened; nothing is there twice, and the next run ends right.
    ClearError(String),
    /// Otherwise.
    Wrong(String),
}

impl Scenario {
    /// All scenarios.
    pub const ALL: [Self; 7] = [
        Self::CrudFaults,
        Self::SigningKill,
        Self::SigningFaults,
        Self::UploadKill,
        Self::UploadFaults,
        Self::DeliverKill,
        Self::DeliverFaults,
    ];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CrudFaults => "crud-faults",
            Self::SigningKill => "signing-kill",
            Self::SigningFaults => "signing-faults",
            Self::UploadKill => "upload-kill",
            Self::UploadFaults => "upload-faults",
            Self::DeliverKill => "deliver-kill",
            Self::DeliverFaults => "deliver-faults",
        }
    }

    /// Runs the scenario with this seed.
    pub fn run(self, seed: u64, scale: Scale) -> Outcome {
        match self {
            Self::CrudFaults => crud::run(seed),
            Self::SigningKill => signing::killed(seed),
            Self::SigningFaults => signing::faulty(seed),
            Self::UploadKill => upload::killed(seed, scale),
            Self::UploadFaults => upload::faulty(seed),
            Self::DeliverKill => deliver::killed(seed, scale),
            Self::DeliverFaults => deliver::faulty(seed, scale),
        }
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Scenario {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|scenario| scenario.name() == name);
        found.ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("there is no scenario `{name}`; there are: {names}")
        })
    }
}

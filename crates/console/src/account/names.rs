//! The variables of each tool for credentials.

/// A tool's own names for the variables of credentials, such as `SIGH_API_KEY_PATH`, searched before the general ones.
#[derive(Debug, Clone, Copy, Default)]
pub struct CredentialNames {
    /// Variables that hold the path of a JSON key file.
    pub path: &'static [&'static str],
    /// Variables that hold a JSON key.
    pub json: &'static [&'static str],
    /// Variables that hold an Apple ID.
    pub user: &'static [&'static str],
    /// Variables that name the team of the Developer Program.
    pub developer_team: TeamNames,
    /// Variables that name the provider of App Store Connect.
    pub provider: TeamNames,
}

/// The variables that name a team.
#[derive(Debug, Clone, Copy, Default)]
pub struct TeamNames {
    /// By its id.
    pub id: &'static [&'static str],
    /// By its name.
    pub name: &'static [&'static str],
}

impl CredentialNames {
    /// No names but the general ones.
    pub const GENERAL: Self =
        Self { path: &[], json: &[], user: &[], developer_team: TeamNames::NONE, provider: TeamNames::NONE };

    pub(super) fn developer_ids(&self) -> Vec<&'static str> {
        with(self.developer_team.id, "FASTLANE_TEAM_ID")
    }

    pub(super) fn developer_names(&self) -> Vec<&'static str> {
        with(self.developer_team.name, "FASTLANE_TEAM_NAME")
    }

    pub(super) fn provider_ids(&self) -> Vec<&'static str> {
        with(self.provider.id, "FASTLANE_ITC_TEAM_ID")
    }

    pub(super) fn provider_names(&self) -> Vec<&'static str> {
        with(self.provider.name, "FASTLANE_ITC_TEAM_NAME")
    }
}

impl TeamNames {
    /// No names but the general ones.
    pub const NONE: Self = Self { id: &[], name: &[] };
}

fn with(own: &[&'static str], general: &'static str) -> Vec<&'static str> {
    own.iter().copied().chain([general]).collect()
}

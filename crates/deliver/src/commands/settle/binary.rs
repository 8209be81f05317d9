//! What the binary says of itself, and the platform.

use console::{Context, Failure, exit};

use super::super::options::RunArgs;

impl RunArgs {
    /// What the .ipa says of itself, where one is given.
    pub(super) fn identity(
        &self,
        context: &Context,
        findings: &mut Vec<String>,
    ) -> Option<artifact::Identity> {
        let given = self.ipa.as_ref().map(|path| path.display().to_string());
        let path = context.path(context.text(given.as_deref(), &["DELIVER_IPA_PATH"])?);
        match artifact::Ipa::open(&path).and_then(|ipa| ipa.identity()) {
            Ok(identity) => Some(identity),
            Err(error) => {
                let causes = std::iter::successors(std::error::Error::source(&error), |error| error.source());
                let causes = causes.map(ToString::to_string);
                let said = std::iter::once(error.to_string()).chain(causes).collect::<Vec<_>>();
                findings.push(said.join(": "));
                None
            }
        }
    }

    /// The platform that is named, else that of the binary.
    pub(super) fn platform(
        &self,
        context: &Context,
        identity: Option<&artifact::Identity>,
    ) -> Result<Option<&'static str>, Failure> {
        let Some(name) = context.text(self.platform.as_deref(), &["DELIVER_PLATFORM"]) else {
            return Ok(identity.map(|identity| identity.platform.api_name()));
        };
        let platform = name.parse::<artifact::Platform>();
        Ok(Some(platform.map_err(|error| Failure::new(exit::USAGE, error.to_string()))?.api_name()))
    }
}

//! All options, settled.

use std::path::PathBuf;
use std::time::Duration;

use console::{Context, Failure};

use super::super::options::RunArgs;
use super::submission::Submission;
use crate::plan::Wanted;
use crate::store::BuildWish;

/// The options, settled, and the files, read and checked.
pub(in super::super) struct Settled {
    pub(in super::super) bundle_id: Option<String>,
    pub(in super::super) app_number: Option<String>,
    /// Apple's name of the platform; without one it is told by the app's versions.
    pub(in super::super) platform: Option<&'static str>,
    pub(in super::super) build: BuildWish,
    pub(in super::super) wanted: Wanted,
    /// Where the texts are, unless they are left alone.
    pub(in super::super) metadata_folder: Option<PathBuf>,
    pub(in super::super) force: bool,
    pub(in super::super) processing_timeout: Duration,
}

impl RunArgs {
    /// Takes options, variables and files together. Everything that is wrong with the files is told at once.
    pub(in super::super) fn settle(&self, context: &Context) -> Result<Settled, Failure> {
        let (settled, findings) = self.collect(context)?;
        if findings.is_empty() {
            return Ok(settled);
        }
        Err(Failure::findings("these files would be refused", &findings))
    }

    /// Takes options, variables and files together, and all that is wrong with the files.
    pub(in super::super) fn collect(&self, context: &Context) -> Result<(Settled, Vec<String>), Failure> {
        let flag = |given: Option<bool>, name: &str| {
            Ok::<bool, Failure>(context.flag(given, &[name])?.unwrap_or(false))
        };
        let mut findings = Vec::new();
        let identity = self.identity(context, &mut findings);
        let (mut wanted, metadata_folder) = self.files(context, &mut findings)?;
        let version = context.text(self.app_version.as_deref(), &["DELIVER_APP_VERSION"]);
        let version = version.or_else(|| identity.as_ref().map(|identity| identity.short_version.clone()));
        let skips = flag(self.skip_app_version_update, "DELIVER_SKIP_APP_VERSION_UPDATE")?;
        wanted.version = version.filter(|_| !skips);
        wanted.age_rating = self.age_rating(context, metadata_folder.as_deref(), &mut findings);
        wanted.overwrite_screenshots = flag(self.overwrite_screenshots, "DELIVER_OVERWRITE_SCREENSHOTS")?;
        wanted.phased_release = context.flag(self.phased_release, &["DELIVER_PHASED_RELEASE"])?;
        wanted.submit = flag(self.submit_for_review, "DELIVER_SUBMIT_FOR_REVIEW")?;
        wanted.reject = flag(self.reject_if_possible, "DELIVER_REJECT_IF_POSSIBLE")?;
        wanted.release = self.release(context)?;
        let answers =
            context.text(self.submission_information.as_deref(), &["DELIVER_SUBMISSION_INFORMATION"]);
        let answers = Submission::read(answers.as_deref())?;
        wanted.content_rights = answers.content_rights;
        let bundle_id =
            context.app_identifier(self.app_identifier.as_deref(), &["DELIVER_APP_IDENTIFIER"])?;
        let number = context.text(self.build_number.as_deref(), &["DELIVER_BUILD_NUMBER"]);
        let timeout = self.screenshot_processing_timeout;
        let timeout = context.number(timeout, &["DELIVER_SCREENSHOT_PROCESSING_TIMEOUT"])?.unwrap_or(3600);
        let settled = Settled {
            bundle_id: bundle_id.or_else(|| identity.as_ref().map(|identity| identity.bundle_id.clone())),
            app_number: context.text(self.app.as_deref(), &["DELIVER_APP_ID"]),
            platform: self.platform(context, identity.as_ref())?,
            build: BuildWish {
                number: number.or_else(|| identity.map(|identity| identity.version)),
                uses_encryption: answers.uses_encryption,
            },
            wanted,
            metadata_folder,
            force: flag(self.force, "DELIVER_FORCE")?,
            processing_timeout: Duration::from_secs(timeout),
        };
        Ok((settled, findings))
    }
}

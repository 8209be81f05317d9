//! All options, settled.

use std::path::PathBuf;
use std::time::Duration;

use console::{Context, Failure, exit};

use super::super::options::RunArgs;
use super::super::waiting::Wait;
use super::submission::Submission;
use crate::plan::{Absent, Target, Wanted};
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
    /// Whether everything is looked at and nothing is sent.
    pub(in super::super) verify_only: bool,
    /// How long the end of the review is waited for.
    pub(in super::super) wait: Option<Wait>,
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
        self.ignored.tell(context);
        self.refuse_reset(context)?;
        let verify_only = flag(self.verify_only, "DELIVER_VERIFY_ONLY")?;
        let mut findings = Vec::new();
        let identity = self.identity(context, verify_only, &mut findings)?;
        let (mut wanted, metadata_folder, uses_encryption) =
            self.wanted(context, identity.as_ref(), &mut findings)?;
        let platform = self.platform(context, identity.as_ref())?;
        let tolerant = self.is_tolerant(context)?;
        self.previews.settle(context, platform, tolerant, &mut wanted, &mut findings)?;
        let bundle_id =
            context.app_identifier(self.app_identifier.as_deref(), &["DELIVER_APP_IDENTIFIER"])?;
        let timeout = self.screenshot_processing_timeout;
        let timeout = context.number(timeout, &["DELIVER_SCREENSHOT_PROCESSING_TIMEOUT"])?.unwrap_or(3600);
        let number = self.build(context).filter(|_| wanted.target == Target::Next);
        let settled = Settled {
            bundle_id: bundle_id.or_else(|| identity.as_ref().map(|identity| identity.bundle_id.clone())),
            app_number: context.text(self.app.as_deref(), &["DELIVER_APP_ID"]),
            platform,
            build: BuildWish {
                // A binary that is only looked at need not be at Apple.
                number: number.or_else(|| {
                    identity
                        .filter(|_| !verify_only && wanted.target == Target::Next)
                        .map(|identity| identity.version)
                }),
                uses_encryption,
            },
            wanted,
            metadata_folder,
            force: flag(self.force, "DELIVER_FORCE")?,
            processing_timeout: Duration::from_secs(timeout),
            verify_only,
            wait: self.wait.settle(context)?,
        };
        Ok((settled, findings))
    }

    /// What is to be brought about, where the texts are, and the answer about encryption.
    fn wanted(
        &self,
        context: &Context,
        identity: Option<&artifact::Identity>,
        findings: &mut Vec<String>,
    ) -> Result<(Wanted, Option<PathBuf>, Option<bool>), Failure> {
        let flag = |given: Option<bool>, name: &str| {
            Ok::<bool, Failure>(context.flag(given, &[name])?.unwrap_or(false))
        };
        let edit_live = flag(self.edit_live, "DELIVER_EDIT_LIVE")?;
        let (mut wanted, metadata_folder) = self.files(context, edit_live, findings)?;
        wanted.target = if edit_live { Target::Live } else { Target::Next };
        let version = context.text(self.app_version.as_deref(), &["DELIVER_APP_VERSION"]);
        let version = version.or_else(|| identity.map(|identity| identity.short_version.clone()));
        let skips = flag(self.skip_app_version_update, "DELIVER_SKIP_APP_VERSION_UPDATE")? || edit_live;
        wanted.version = version.filter(|_| !skips);
        wanted.age_rating = self.age_rating(context, metadata_folder.as_deref(), findings);
        if !edit_live {
            let tolerant = self.is_tolerant(context)?;
            wanted.card = self.app_clip.settle(context, metadata_folder.as_deref(), tolerant, findings)?;
        }
        wanted.overwrite_screenshots = flag(self.overwrite_screenshots, "DELIVER_OVERWRITE_SCREENSHOTS")?;
        wanted.phased_release = context.flag(self.phased_release, &["DELIVER_PHASED_RELEASE"])?;
        wanted.submit = flag(self.submit_for_review, "DELIVER_SUBMIT_FOR_REVIEW")?;
        wanted.reject = flag(self.reject_if_possible, "DELIVER_REJECT_IF_POSSIBLE")?;
        if edit_live && wanted.submit {
            let what = "--edit-live and --submit-for-review rule each other out: a version on the store is not reviewed";
            return Err(Failure::new(exit::USAGE, what));
        }
        wanted.release = self.release(context)?;
        (wanted.price, wanted.territories) = self.price.settle(context)?;
        wanted.attachments = self.attachments(context, findings);
        if self.drops(context)? && metadata_folder.is_some() {
            as_fastlane_does(&mut wanted);
        }
        let answers =
            context.text(self.submission_information.as_deref(), &["DELIVER_SUBMISSION_INFORMATION"]);
        let answers = Submission::read(answers.as_deref())?;
        wanted.content_rights = answers.content_rights;
        Ok((wanted, metadata_folder, answers.uses_encryption))
    }

    /// Whether what is not given goes, as at fastlane.
    pub(super) fn drops(&self, context: &Context) -> Result<bool, Failure> {
        Ok(context.flag(self.fastlane_defaults, &["DELIVER_FASTLANE_DEFAULTS"])?.unwrap_or(false))
    }

    /// Ratings are reset on a page of Apple's; its API has no way to do it.
    fn refuse_reset(&self, context: &Context) -> Result<(), Failure> {
        if !context.flag(self.reset_ratings, &["DELIVER_RESET_RATINGS"])?.unwrap_or(false) {
            return Ok(());
        }
        Err(Failure::new(exit::USAGE, "Apple's API can no longer reset the ratings of an app").hint(
            "do it on the version's page in App Store Connect, under Reset Summary Rating, and leave --reset-ratings out",
        ))
    }
}

/// What is not given goes.
fn as_fastlane_does(wanted: &mut Wanted) {
    wanted.attachments.get_or_insert_default();
    wanted.phased_release.get_or_insert(false);
    wanted.absent = Absent::Goes;
}

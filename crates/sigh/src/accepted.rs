//! fastlane's options that have no effect here: accepted, so that a command line keeps working, and answered with
//! the reason.

use clap::Args;
use console::{Context, Failure};

/// fastlane's options that have no effect.
#[derive(Debug, Args)]
pub(crate) struct AcceptedArgs {
    /// Without effect: Apple withdrew templates in May 2025.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    template_name: Option<String>,
    /// Without effect: looking for the profile takes one request.
    #[arg(long, short = 'w', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL",
          value_parser = console::boolean, hide_short_help = true)]
    skip_fetch_profiles: Option<bool>,
    /// `true` is how it is: whether a private key is in a keychain is not checked [env: SIGH_SKIP_CERTIFICATE_VERIFICATION].
    #[arg(long, short = 'z', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL",
          value_parser = console::boolean, hide_short_help = true)]
    skip_certificate_verification: Option<bool>,
}

impl AcceptedArgs {
    /// Tells what has no effect, and refuses what the user would rely on in vain.
    pub(crate) fn judge(&self, context: &Context) -> Result<(), Failure> {
        let template =
            context.text(self.template_name.as_deref(), &["SIGH_PROVISIONING_PROFILE_TEMPLATE_NAME"]);
        let notices = [
            (template.is_some(), "--template-name has no effect: Apple withdrew templates in May 2025"),
            (
                self.skip_fetch_profiles == Some(true),
                "--skip-fetch-profiles has no effect: the app's profiles are read in one request",
            ),
        ];
        for (_, notice) in notices.iter().filter(|(given, _)| *given) {
            context.ui.notice(notice);
        }
        let skip =
            context.flag(self.skip_certificate_verification, &["SIGH_SKIP_CERTIFICATE_VERIFICATION"])?;
        if skip == Some(false) {
            return Err(Failure::invalid("whether a certificate's key is in a keychain is not checked").hint(
                "leave --skip-certificate-verification out and name the certificate with --cert-id; `cert` tells \
                 which one has its key at hand",
            ));
        }
        Ok(())
    }
}

//! fastlane's options that mean nothing here. They are taken, and it is said.

use clap::Args;
use console::Context;

const UPLOAD: &str = "the binary is `pilot upload`'s";
const ICON: &str = "Apple takes the icon from the binary";

/// fastlane's options that mean nothing here.
#[derive(Debug, Args)]
#[command(next_help_heading = "Without effect, as far as deliver is concerned")]
pub(super) struct IgnoredArgs {
    /// `pilot upload` sends the binary [env: DELIVER_SKIP_BINARY_UPLOAD].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean, hide_short_help = true)]
    skip_binary_upload: Option<bool>,
    /// It is what `deliver` does anyway [env: DELIVER_SYNC_SCREENSHOTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean, hide_short_help = true)]
    sync_screenshots: Option<bool>,
    /// The downloads know it [env: DELIVER_USE_LIVE_VERSION].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean, hide_short_help = true)]
    use_live_version: Option<bool>,
    /// A version that cannot be changed is told at once [env: DELIVER_VERSION_CHECK_WAIT_RETRY_LIMIT].
    #[arg(long, value_name = "NUMBER", hide_short_help = true)]
    version_check_wait_retry_limit: Option<String>,
    /// Deprecated at fastlane [env: DELIVER_INDIVIDUAL_METADATA_ITEMS].
    #[arg(long, value_name = "LIST", hide_short_help = true)]
    individual_metadata_items: Option<String>,
    /// Apple takes the icon from the binary [env: DELIVER_APP_ICON_PATH].
    #[arg(long, short = 'l', value_name = "FILE", hide_short_help = true)]
    app_icon: Option<String>,
    /// Apple takes the icon from the binary [env: DELIVER_APPLE_WATCH_APP_ICON_PATH].
    #[arg(long, short = 'q', value_name = "FILE", hide_short_help = true)]
    apple_watch_app_icon: Option<String>,
    /// Apple no longer takes it.
    #[arg(long, value_name = "JSON", hide_short_help = true)]
    trade_representative_contact_information: Option<String>,
    /// No tool of Apple's is called that would ask for it [env: DELIVER_ITC_PROVIDER].
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    itc_provider: Option<String>,
    /// No tool of Apple's is called that would ask for it [env: DELIVER_PROVIDER_PUBLIC_ID].
    #[arg(long, value_name = "ID", hide_short_help = true)]
    provider_public_id: Option<String>,
}

impl IgnoredArgs {
    /// Says of each that was given that it has no effect, and why.
    pub(super) fn tell(&self, context: &Context) {
        let provider = "no tool of Apple's is called that would ask for it";
        let all = [
            ("skip-binary-upload", yes(self.skip_binary_upload), &["DELIVER_SKIP_BINARY_UPLOAD"][..], UPLOAD),
            (
                "sync-screenshots",
                yes(self.sync_screenshots),
                &["DELIVER_SYNC_SCREENSHOTS"],
                "it is what deliver does",
            ),
            (
                "use-live-version",
                yes(self.use_live_version),
                &["DELIVER_USE_LIVE_VERSION"],
                "it is for the downloads",
            ),
            (
                "version-check-wait-retry-limit",
                self.version_check_wait_retry_limit.as_deref(),
                &["DELIVER_VERSION_CHECK_WAIT_RETRY_LIMIT"],
                "a version that cannot be changed is told at once",
            ),
            (
                "individual-metadata-items",
                self.individual_metadata_items.as_deref(),
                &["DELIVER_INDIVUDAL_METADATA_ITEMS", "DELIVER_INDIVIDUAL_METADATA_ITEMS"],
                "it is deprecated at fastlane",
            ),
            ("app-icon", self.app_icon.as_deref(), &["DELIVER_APP_ICON_PATH"], ICON),
            (
                "apple-watch-app-icon",
                self.apple_watch_app_icon.as_deref(),
                &["DELIVER_APPLE_WATCH_APP_ICON_PATH"],
                ICON,
            ),
            (
                "trade-representative-contact-information",
                self.trade_representative_contact_information.as_deref(),
                &[],
                "Apple no longer takes it",
            ),
            ("itc-provider", self.itc_provider.as_deref(), &["DELIVER_ITC_PROVIDER"], provider),
            (
                "provider-public-id",
                self.provider_public_id.as_deref(),
                &["DELIVER_PROVIDER_PUBLIC_ID"],
                provider,
            ),
        ];
        for (option, given, variables, why) in all {
            let said = context.text(given, variables);
            // What is off had no effect to lose.
            if said.is_some_and(|said| console::boolean(&said) != Ok(false)) {
                context.ui.notice(format!("--{option} has no effect: {why}"));
            }
        }
    }
}

fn yes(flag: Option<bool>) -> Option<&'static str> {
    flag.map(|flag| if flag { "true" } else { "false" })
}

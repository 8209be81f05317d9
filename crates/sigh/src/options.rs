//! The options, settled from the command line, the variables and the Appfile.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use console::{Context, Failure, exit};

use crate::certificates;
use crate::choice::Naming;
use crate::staleness::Refresh;
use crate::target::{Asked, Platform, Target};

/// A kind of profile, as a word of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindWord {
    Development,
    Adhoc,
}

/// Which profile is wanted.
#[derive(Debug, Args)]
pub(crate) struct ProfileArgs {
    /// The kind; for the App Store if neither this nor an option names one.
    #[arg(value_enum)]
    kind: Option<KindWord>,
    /// An ad hoc profile [env: SIGH_AD_HOC].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    adhoc: Option<bool>,
    /// A development profile [env: SIGH_DEVELOPMENT].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    development: Option<bool>,
    /// A Developer ID profile, for the Mac outside the store [env: SIGH_DEVELOPER_ID].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    developer_id: Option<bool>,
    /// ios, tvos, macos or catalyst [env: SIGH_PLATFORM; default: ios].
    #[arg(long, short = 'p')]
    platform: Option<String>,
    /// The bundle id [env: SIGH_APP_IDENTIFIER; else the Appfile's].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    app_identifier: Option<String>,
    /// The profile's name [env: SIGH_PROVISIONING_PROFILE_NAME; default: `<bundle id> <kind>`].
    #[arg(long, short = 'n', value_name = "NAME")]
    provisioning_name: Option<String>,
    /// Pass over profiles of other names [env: SIGH_IGNORE_PROFILES_WITH_DIFFERENT_NAME].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    ignore_profiles_with_different_name: Option<bool>,
    /// Fail where the name is another profile's, instead of adding a number [env: SIGH_FAIL_ON_NAME_TAKEN].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    fail_on_name_taken: Option<bool>,
    /// Apple's id of the certificate [env: SIGH_CERTIFICATE_ID].
    #[arg(long, short = 'i', value_name = "ID")]
    cert_id: Option<String>,
    /// Whose certificate, as Apple displays it [env: SIGH_CERTIFICATE].
    #[arg(long, short = 'c', value_name = "NAME")]
    cert_owner_name: Option<String>,
    /// Renew a development profile that lacks any of the team's certificates [env: SIGH_INCLUDE_ALL_CERTIFICATES].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    include_all_certificates: Option<bool>,
    /// Macs with Apple's chips too, in profiles for iOS [env: SIGH_INCLUDE_MAC_IN_PROFILES].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    include_mac_in_profiles: Option<bool>,
}

/// When it is renewed, and where it goes.
#[derive(Debug, Args)]
pub(crate) struct ActionArgs {
    /// Make the profile anew even where it is fresh [env: SIGH_FORCE].
    #[arg(long, short = 'f', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    force: Option<bool>,
    /// Change nothing at Apple: fail where no profile does [env: SIGH_READONLY].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    readonly: Option<bool>,
    /// When a profile is renewed [env: SIGH_REFRESH].
    #[arg(long, value_enum)]
    refresh: Option<Refresh>,
    /// The folder for the profile [env: SIGH_OUTPUT_PATH; default: .].
    #[arg(long, short = 'o', value_name = "DIR")]
    output_path: Option<PathBuf>,
    /// The profile's file name [env: SIGH_PROFILE_FILE_NAME; default: `AppStore_<bundle id>.mobileprovision`].
    #[arg(long, short = 'q', value_name = "NAME")]
    filename: Option<String>,
    /// Do not copy it to where Xcode looks; `false` does so elsewhere than on a Mac too [env: SIGH_SKIP_INSTALL].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_install: Option<bool>,
}

/// The options, settled.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of fastlane's")]
pub(crate) struct Options {
    pub(crate) target: Target,
    pub(crate) profile_type: &'static str,
    pub(crate) app_identifier: String,
    pub(crate) naming: Naming,
    pub(crate) fail_on_name_taken: bool,
    pub(crate) certificate: certificates::Asked,
    pub(crate) all_certificates: bool,
    pub(crate) include_mac: bool,
    pub(crate) force: bool,
    pub(crate) readonly: bool,
    pub(crate) refresh: Refresh,
    pub(crate) folder: PathBuf,
    pub(crate) file_name: Option<String>,
    pub(crate) install: bool,
}

impl ProfileArgs {
    fn target(&self, context: &Context) -> Result<Target, Failure> {
        let given = |flag: Option<bool>, word: KindWord| flag == Some(true) || self.kind == Some(word);
        let asked = [
            given(self.adhoc, KindWord::Adhoc),
            given(self.development, KindWord::Development),
            self.developer_id == Some(true),
        ];
        if asked.iter().filter(|asked| **asked).count() > 1 {
            let what = "--adhoc, --development and --developer-id rule each other out: give one of them";
            return Err(Failure::new(exit::USAGE, what));
        }
        // A word on the command line outweighs the variables, as at fastlane.
        let by_variable = |name: &str| {
            if asked.contains(&true) { Ok(None) } else { context.flag(None, &[name]) }
        };
        let asked = Asked {
            adhoc: asked[0] || (self.adhoc.is_none() && by_variable("SIGH_AD_HOC")? == Some(true)),
            development: asked[1]
                || (self.development.is_none() && by_variable("SIGH_DEVELOPMENT")? == Some(true)),
            developer_id: asked[2]
                || (self.developer_id.is_none() && by_variable("SIGH_DEVELOPER_ID")? == Some(true)),
        };
        let platform = context.text(self.platform.as_deref(), &["SIGH_PLATFORM"]);
        let platform = platform.as_deref().unwrap_or("ios");
        let known = Platform::named(platform).ok_or_else(|| {
            Failure::invalid(format!("--platform is `{platform}`; it takes ios, tvos, macos and catalyst"))
        })?;
        if asked.adhoc && known.is_mac() {
            context.ui.warn(format!("there are no ad hoc profiles for {platform}: --adhoc is passed over"));
        }
        if asked.developer_id && !known.is_mac() {
            context
                .ui
                .warn(format!("Developer ID is for the Mac: --developer-id is passed over for {platform}"));
        }
        Ok(Target::of(known, asked))
    }
}

impl Options {
    /// The same for a team of the Enterprise Program: in-house in the place of the App Store.
    pub(crate) fn in_house(mut self) -> Result<Self, Failure> {
        self.target = self.target.in_house();
        self.profile_type = self.target.profile_type().ok_or_else(unoffered)?;
        if !self.naming.asked {
            self.naming.name = format!("{} {}", self.app_identifier, self.target.kind);
        }
        Ok(self)
    }
}

fn unoffered() -> Failure {
    Failure::invalid("Apple's API offers no in-house profile for the Mac")
        .hint("make it on the Developer Portal, or set in_house of the API key to false")
}

/// Settles the options; what is wrong is found here, before anything is sent.
pub(crate) fn settle(
    profile: &ProfileArgs,
    action: &ActionArgs,
    context: &Context,
) -> Result<Options, Failure> {
    let yes = |given, name: &str| Ok::<_, Failure>(context.flag(given, &[name])?.unwrap_or(false));
    let target = profile.target(context)?;
    let profile_type = target.profile_type().ok_or_else(unoffered)?;
    let app_identifier = context
        .app_identifier(profile.app_identifier.as_deref(), &["SIGH_APP_IDENTIFIER"])?
        .ok_or_else(|| {
            Failure::new(exit::USAGE, "no bundle id is given")
                .hint("give --app-identifier, set SIGH_APP_IDENTIFIER, or write app_identifier into fastlane/Appfile")
        })?;
    let asked = context.text(profile.provisioning_name.as_deref(), &["SIGH_PROVISIONING_PROFILE_NAME"]);
    let asked = asked.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let readonly = yes(action.readonly, "SIGH_READONLY")?;
    if readonly && action.force == Some(true) {
        return Err(Failure::new(exit::USAGE, "--readonly and --force rule each other out"));
    }
    let output = context.text(None, &["SIGH_OUTPUT_PATH"]).map(PathBuf::from);
    let skip_install = context.flag(action.skip_install, &["SIGH_SKIP_INSTALL"])?;
    Ok(Options {
        naming: Naming {
            asked: asked.is_some(),
            name: asked.unwrap_or_else(|| format!("{app_identifier} {}", target.kind)),
            only: yes(
                profile.ignore_profiles_with_different_name,
                "SIGH_IGNORE_PROFILES_WITH_DIFFERENT_NAME",
            )?,
        },
        target,
        profile_type,
        app_identifier,
        fail_on_name_taken: yes(profile.fail_on_name_taken, "SIGH_FAIL_ON_NAME_TAKEN")?,
        certificate: certificates::Asked {
            id: context.text(profile.cert_id.as_deref(), &["SIGH_CERTIFICATE_ID"]),
            owner: context.text(profile.cert_owner_name.as_deref(), &["SIGH_CERTIFICATE"]),
        },
        all_certificates: yes(profile.include_all_certificates, "SIGH_INCLUDE_ALL_CERTIFICATES")?,
        include_mac: yes(profile.include_mac_in_profiles, "SIGH_INCLUDE_MAC_IN_PROFILES")?,
        force: !readonly && yes(action.force, "SIGH_FORCE")?,
        readonly,
        refresh: refresh(action.refresh, context)?,
        folder: context.path(action.output_path.clone().or(output).unwrap_or_default()),
        file_name: file_name(action.filename.as_deref(), context)?,
        install: !skip_install.unwrap_or(cfg!(not(target_os = "macos"))),
    })
}

fn refresh(given: Option<Refresh>, context: &Context) -> Result<Refresh, Failure> {
    let Some(word) = context.text(None, &["SIGH_REFRESH"]).filter(|_| given.is_none()) else {
        return Ok(given.unwrap_or_default());
    };
    Refresh::from_str(&word, true).map_err(|_| {
        Failure::invalid(format!("the variable SIGH_REFRESH is `{word}`; it takes stale and never"))
    })
}

fn file_name(given: Option<&str>, context: &Context) -> Result<Option<String>, Failure> {
    let Some(name) = context.text(given, &["SIGH_PROFILE_FILE_NAME"]) else { return Ok(None) };
    if name.contains(['/', '\\']) {
        return Err(Failure::invalid(format!("--filename is `{name}`, which is a path"))
            .hint("give the name alone, and the folder as --output-path"));
    }
    if !name.ends_with(".mobileprovision") && !name.ends_with(".provisionprofile") {
        return Err(Failure::invalid(format!("--filename is `{name}`"))
            .hint("let it end in .mobileprovision, or in .provisionprofile for the Mac"));
    }
    Ok(Some(name))
}

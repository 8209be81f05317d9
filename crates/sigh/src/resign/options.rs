//! The options, settled from the command line and the variables.

use std::path::{Path, PathBuf};

use clap::Args;
use console::{Context, Failure, exit};
use secrecy::{ExposeSecret, SecretString};

/// Sign an .ipa again, with all that is in it.
#[derive(Debug, Args)]
pub(crate) struct ResignArgs {
    /// The .ipa [env: FL_RESIGN_IPA; else the one that lies here].
    ipa: Option<PathBuf>,
    /// A .p12 or .pem, or the name or SHA-1 of a certificate in the profiles whose key is here, in the key store or, on
    /// macOS, in a keychain [env: FL_RESIGN_SIGNING_IDENTITY; else any such certificate].
    #[arg(long, short = 'i', value_name = "FILE|NAME")]
    signing_identity: Option<String>,
    /// The profile for the app, or for the bundle with that id; may be repeated [env: FL_RESIGN_PROVISIONING_PROFILE].
    #[arg(long, short = 'p', value_name = "[BUNDLE=]FILE")]
    provisioning_profile: Vec<String>,
    /// Entitlements for the app, or for the bundle with that id, instead of those that its profile allows; may be repeated
    /// [env: FL_RESIGN_ENTITLEMENTS].
    #[arg(long, short = 'e', value_name = "[BUNDLE=]FILE")]
    entitlements: Vec<String>,
    /// Keep the app's entitlements as far as the profiles allow [env: FL_USE_APP_ENTITLEMENTS].
    #[arg(long)]
    use_app_entitlements: bool,
    /// Both versions, of the app and all within it [env: FL_RESIGN_VERSION].
    #[arg(long, short = 'x', value_name = "VERSION")]
    version_number: Option<String>,
    /// CFBundleShortVersionString, of the app and all within it [env: FL_RESIGN_SHORT_VERSION].
    #[arg(long, value_name = "VERSION")]
    short_version: Option<String>,
    /// CFBundleVersion, of the app and all within it [env: FL_RESIGN_BUNDLE_VERSION].
    #[arg(long, value_name = "VERSION")]
    bundle_version: Option<String>,
    /// The name on the home screen, of the app and the apps within it [env: FL_DISPLAY_NAME].
    #[arg(long, short = 'd', value_name = "NAME")]
    display_name: Option<String>,
    /// The app's bundle id; what is within it follows where its profile does not say otherwise [env: FL_RESIGN_BUNDLE_ID].
    #[arg(long, short = 'g', value_name = "BUNDLE_ID")]
    new_bundle_id: Option<String>,
    /// The size of a page of signed code in bytes, a power of two [env: FL_RESIGN_PAGESIZE; default: 4096].
    #[arg(long, value_name = "BYTES")]
    page_size: Option<u64>,
    /// The password of the .p12, empty if not given; better set as SIGH_P12_PASSWORD, which nobody else sees.
    #[arg(long, value_name = "PASSWORD", value_parser = secret)]
    p12_password: Option<SecretString>,
    /// The folder that keeps private keys [env: GANTRY_KEY_STORE; default: ~/.config/gantry/keys].
    #[arg(long, value_name = "DIR")]
    key_store: Option<PathBuf>,
    /// Where the signed .ipa goes [default: in the place of the old one].
    #[arg(long, short = 'o', value_name = "FILE")]
    output_path: Option<PathBuf>,
    /// The keychain in which a certificate's key is looked for, on macOS [env: FL_RESIGN_KEYCHAIN_PATH; default: all].
    #[arg(long, value_name = "FILE")]
    keychain_path: Option<PathBuf>,
}

#[expect(clippy::unnecessary_wraps, reason = "clap wants a parser that could fail")]
fn secret(text: &str) -> Result<SecretString, std::convert::Infallible> {
    Ok(text.into())
}

/// A file, for the bundle with that id or for the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mapped {
    pub(super) bundle_id: Option<String>,
    pub(super) path: PathBuf,
}

/// Where entitlements come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// All that the profile allows.
    Profile,
    /// What the app had, as far as the profile allows it.
    App,
    /// Files, for the bundles that they name; the others take what their profiles allow.
    Files,
}

/// The options, settled.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) ipa: PathBuf,
    pub(crate) output: PathBuf,
    pub(super) identity: Option<String>,
    pub(super) profiles: Vec<Mapped>,
    pub(super) source: Source,
    pub(super) entitlements: Vec<Mapped>,
    pub(super) edits: Edits,
    pub(super) page_size: Option<u32>,
    pub(super) password: SecretString,
    pub(super) keychain: Option<PathBuf>,
    pub(super) key_folders: Vec<PathBuf>,
}

/// What is to be changed besides the signature.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Edits {
    pub(super) short_version: Option<String>,
    pub(super) bundle_version: Option<String>,
    pub(super) display_name: Option<String>,
    pub(super) new_bundle_id: Option<String>,
}

/// Settles the options; what is wrong is found here, before anything is read.
pub(crate) fn settle(args: &ResignArgs, context: &Context) -> Result<Options, Failure> {
    let text = |given: &Option<String>, name: &str| context.text(given.as_deref(), &[name]);
    let ipa = ipa(args, context)?;
    let profiles =
        mapped(&args.provisioning_profile, "FL_RESIGN_PROVISIONING_PROFILE", "mobileprovision", context)?;
    if profiles.is_empty() {
        return Err(Failure::new(exit::USAGE, "no provisioning profile is given")
            .hint("give --provisioning-profile for the app, and one more for each bundle within it"));
    }
    let entitlements = mapped(&args.entitlements, "FL_RESIGN_ENTITLEMENTS", "", context)?;
    let keep =
        context.flag(args.use_app_entitlements.then_some(true), &["FL_USE_APP_ENTITLEMENTS"])? == Some(true);
    let source = source(&entitlements, keep)?;
    let edits = edits(args, context)?;
    let page_size = context.number(args.page_size, &["FL_RESIGN_PAGESIZE"])?;
    let page_size = page_size
        .map(|bytes| u32::try_from(bytes).ok().filter(|bytes| bytes.is_power_of_two()).ok_or(bytes))
        .transpose()
        .map_err(|bytes| Failure::invalid(format!("--page-size is {bytes}, which is no power of two")))?;
    if args.p12_password.as_ref().is_some_and(|password| !password.expose_secret().is_empty()) {
        context.ui.notice(
            "a password on the command line can be seen by other processes; set SIGH_P12_PASSWORD instead",
        );
    }
    let password = context.text(None, &["SIGH_P12_PASSWORD", "CERT_P12_PASSWORD"]).map(SecretString::from);
    let store = args.key_store.clone().or_else(|| text(&None, "GANTRY_KEY_STORE").map(PathBuf::from));
    let store = store
        .map(|store| context.path(store))
        .or_else(|| Some(context.environment.home()?.join(".config/gantry/keys")));
    Ok(Options {
        output: args.output_path.as_ref().map_or_else(|| ipa.clone(), |path| context.path(path)),
        ipa,
        identity: text(&args.signing_identity, "FL_RESIGN_SIGNING_IDENTITY"),
        profiles,
        source,
        entitlements,
        edits,
        page_size,
        password: args.p12_password.clone().or(password).unwrap_or_default(),
        keychain: args
            .keychain_path
            .clone()
            .or_else(|| text(&None, "FL_RESIGN_KEYCHAIN_PATH").map(PathBuf::from))
            .map(|path| context.path(path)),
        key_folders: std::iter::once(context.folder.clone()).chain(store).collect(),
    })
}

/// The .ipa that is meant. fastlane takes the oldest of several; to guess here would sign the wrong one.
fn ipa(args: &ResignArgs, context: &Context) -> Result<PathBuf, Failure> {
    let named = args.ipa.clone().or_else(|| context.text(None, &["FL_RESIGN_IPA"]).map(PathBuf::from));
    if let Some(named) = named {
        if has_ending(&named, "ipa") {
            return Ok(context.path(named));
        }
        return Err(Failure::invalid(format!("`{}` does not end in .ipa", named.display()))
            .hint("give the .ipa that was exported from the archive"));
    }
    let entries = std::fs::read_dir(&context.folder).into_iter().flatten().flatten();
    let mut found = entries.map(|entry| entry.path()).filter(|path| has_ending(path, "ipa"));
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => Err(Failure::new(exit::USAGE, "no .ipa is given, and none lies here")
            .hint("name it: sigh resign build/Demo.ipa")),
        (Some(_), Some(_)) => Err(Failure::new(exit::USAGE, "no .ipa is given, and several lie here")
            .hint("name the one that is meant: sigh resign build/Demo.ipa")),
    }
}

fn source(files: &[Mapped], keep: bool) -> Result<Source, Failure> {
    match (files.is_empty(), keep) {
        (false, true) => {
            Err(Failure::new(exit::USAGE, "--entitlements and --use-app-entitlements rule each other out"))
        }
        (false, false) => Ok(Source::Files),
        (true, true) => Ok(Source::App),
        (true, false) => Ok(Source::Profile),
    }
}

fn edits(args: &ResignArgs, context: &Context) -> Result<Edits, Failure> {
    let text = |given: &Option<String>, name: &str| context.text(given.as_deref(), &[name]);
    let both = text(&args.version_number, "FL_RESIGN_VERSION");
    let short = text(&args.short_version, "FL_RESIGN_SHORT_VERSION");
    let build = text(&args.bundle_version, "FL_RESIGN_BUNDLE_VERSION");
    if both.is_some() && (short.is_some() || build.is_some()) {
        return Err(Failure::new(
            exit::USAGE,
            "--version-number sets both versions and rules out --short-version and --bundle-version",
        ));
    }
    Ok(Edits {
        short_version: short.or_else(|| both.clone()),
        bundle_version: build.or(both),
        display_name: text(&args.display_name, "FL_DISPLAY_NAME"),
        new_bundle_id: text(&args.new_bundle_id, "FL_RESIGN_BUNDLE_ID"),
    })
}

/// The files that an option names; the variable holds them separated by commas.
fn mapped(given: &[String], variable: &str, ending: &str, context: &Context) -> Result<Vec<Mapped>, Failure> {
    let by_variable = context.text(None, &[variable]).filter(|_| given.is_empty());
    let words = match &by_variable {
        Some(list) => list.split(',').map(str::trim).filter(|word| !word.is_empty()).collect(),
        None => given.iter().map(String::as_str).collect::<Vec<_>>(),
    };
    let read = |word: &str| {
        let mapped = Mapped::read(word, context);
        if !ending.is_empty() && !has_ending(&mapped.path, ending) {
            return Err(Failure::invalid(format!("`{word}` does not end in .{ending}")));
        }
        Ok(mapped)
    };
    let all = words.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    for (at, one) in all.iter().enumerate() {
        let rival = |other: &&Mapped| one.bundle_id.is_some() && other.bundle_id == one.bundle_id;
        if let Some(other) = all.iter().skip(at + 1).find(rival) {
            let (one, other) = (one.path.display(), other.path.display());
            return Err(Failure::new(
                exit::USAGE,
                format!("two files are given for the same bundle: {one} and {other}"),
            ));
        }
    }
    Ok(all)
}

impl Mapped {
    /// `FILE`, or `BUNDLE=FILE`. What stands before a `=` is a bundle id only if it looks like one: paths may have one too.
    fn read(word: &str, context: &Context) -> Self {
        let is_bundle_id = |text: &str| {
            text.contains('.')
                && text.chars().all(|letter| letter.is_ascii_alphanumeric() || ".-_".contains(letter))
        };
        match word.split_once('=').filter(|(start, _)| is_bundle_id(start)) {
            Some((bundle_id, path)) => {
                Self { bundle_id: Some(bundle_id.to_owned()), path: context.path(path) }
            }
            None => Self { bundle_id: None, path: context.path(word) },
        }
    }
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|there| there.eq_ignore_ascii_case(ending))
}

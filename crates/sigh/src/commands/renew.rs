//! `sigh renew`, which is what `sigh` alone means.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use console::{Action, Change, Context, Failure, Outputs, Plan, Report, exit, write_env_file};
use serde::Serialize;
use signing::{ProfileFileName, ProfileKind};
use spaceship::Client;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{Certificate, NewProfile, Profile};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::gather::{Answer, Question, all_devices, gather};
use crate::cli::KEY_NAMES;
use crate::judge::{There, Wanted, reasons};
use crate::kinds::{Chosen, Platform, kind, profile_type};
use crate::save;

/// What makes an existing profile be made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Refresh {
    /// When it is invalid, expired, or lacks a device or certificate.
    #[default]
    Stale,
    /// When it is invalid or expired only, as fastlane does.
    Invalid,
}

/// Find, make or make anew one profile, and save it.
#[derive(Debug, Args)]
pub(crate) struct RenewArgs {
    /// `development` or `adhoc`, instead of the options.
    #[arg(value_parser = ["development", "adhoc"])]
    kind: Option<String>,
    /// A profile for installing on registered devices [env: SIGH_AD_HOC].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    adhoc: Option<bool>,
    /// A profile for development [env: SIGH_DEVELOPMENT].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    development: Option<bool>,
    /// A profile for distribution outside the Mac App Store [env: SIGH_DEVELOPER_ID].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    developer_id: Option<bool>,
    /// Make the profile anew whatever its state [env: SIGH_FORCE].
    #[arg(long, short = 'f', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    force: Option<bool>,
    /// What makes an existing profile be made anew.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN")]
    refresh: Refresh,
    /// Make nothing at Apple; an error where no good profile is there [env: SIGH_READONLY].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    readonly: Option<bool>,
    /// The bundle id [env: SIGH_APP_IDENTIFIER; Appfile].
    #[arg(long, short = 'a', value_name = "BUNDLE_ID")]
    app_identifier: Option<String>,
    /// The name of the profile [env: SIGH_PROVISIONING_PROFILE_NAME; default: `<bundle id> <kind>`].
    #[arg(long, short = 'n', value_name = "NAME")]
    provisioning_name: Option<String>,
    /// Reuse only a profile of that very name [env: SIGH_IGNORE_PROFILES_WITH_DIFFERENT_NAME].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    ignore_profiles_with_different_name: Option<bool>,
    /// An error where the name is taken by another profile, instead of another name [env: SIGH_FAIL_ON_NAME_TAKEN].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    fail_on_name_taken: Option<bool>,
    /// The id of the certificate that is to sign [env: SIGH_CERTIFICATE_ID].
    #[arg(long, short = 'i', value_name = "ID")]
    cert_id: Option<String>,
    /// The owner of the certificate that is to sign [env: SIGH_CERTIFICATE].
    #[arg(long, short = 'c', value_name = "NAME")]
    cert_owner_name: Option<String>,
    /// ios, tvos, macos or catalyst [env: SIGH_PLATFORM; default: ios].
    #[arg(long, short = 'p')]
    platform: Option<String>,
    /// Macs with Apple's chips too, in a profile for iOS [env: SIGH_INCLUDE_MAC_IN_PROFILES].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    include_mac_in_profiles: Option<bool>,
    /// The folder for the file; this one otherwise [env: SIGH_OUTPUT_PATH].
    #[arg(long, short = 'o', value_name = "DIR")]
    output_path: Option<PathBuf>,
    /// The name of the file [env: SIGH_PROFILE_FILE_NAME; default: `<kind>_<bundle id>.mobileprovision`].
    #[arg(long, short = 'q', value_name = "NAME")]
    filename: Option<String>,
    /// Do not install the profile where Xcode looks; it is installed on a Mac only [env: SIGH_SKIP_INSTALL].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_install: Option<bool>,
    /// Write SIGH_UUID, SIGH_NAME and SIGH_PROFILE_PATH into this dotenv file.
    #[arg(long, value_name = "FILE")]
    env_out: Option<PathBuf>,
    /// Taken for compatibility: certificates are never checked against a keychain.
    #[arg(long, short = 'z', num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean, hide_short_help = true)]
    skip_certificate_verification: Option<bool>,
    /// Taken for compatibility: Apple has no templates any more.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    template_name: Option<String>,
}

/// The options, settled.
struct Options {
    question: Question,
    name: Option<String>,
    only_that_name: bool,
    fail_on_name_taken: bool,
    force: bool,
    readonly: bool,
    validity_only: bool,
    cert_id: Option<String>,
    cert_owner: Option<String>,
    file: PathBuf,
    install: bool,
}

#[derive(Debug, Serialize)]
struct Renewed {
    action: &'static str,
    reasons: Vec<String>,
    profile_id: String,
    uuid: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    expires: String,
    certificates: usize,
    devices: Option<usize>,
    path: String,
    outputs: Outputs,
}

impl Report for Renewed {
    fn text(&self) -> String {
        let devices = self.devices.map(|count| format!(", {count} devices")).unwrap_or_default();
        format!(
            "{} profile {} ({}{devices}), valid until {}\n  {}",
            self.action, self.name, self.uuid, self.expires, self.path
        )
    }
}

pub(crate) async fn run(args: &RenewArgs, context: &Context) -> Result<u8, Failure> {
    let options = settle(args, context)?;
    let client = context.client(KEY_NAMES)?;
    let answer = gather(&client, &options.question).await?;
    let certificates = signers(&options, &answer)?;
    let chosen = choose(&options, &answer);
    let (stale, reasons) = match chosen {
        Some(profile) => (true, judge(&client, &options, &answer, &certificates, profile).await?),
        None => (false, vec!["there is none".to_owned()]),
    };
    if let (Some(profile), true) = (chosen, reasons.is_empty()) {
        return reuse(args, context, &options, profile);
    }
    if options.readonly {
        return Err(Failure::new(
            exit::NOT_FOUND,
            format!("no good profile for {}: {}", options.question.bundle_id, reasons.join("; ")),
        )
        .hint("run without --readonly to have it made"));
    }
    let old = chosen.filter(|_| stale);
    make(args, context, &options, &client, &answer, &certificates, old, reasons).await
}

fn settle(args: &RenewArgs, context: &Context) -> Result<Options, Failure> {
    let flag =
        |given: Option<bool>, name: &str| Ok::<bool, Failure>(context.flag(given, &[name])?.unwrap_or(false));
    if args.template_name.is_some() {
        context.ui.notice("--template-name is passed over: Apple took templates out of its API");
    }
    let word = args.kind.as_deref();
    let chosen = Chosen {
        development: word == Some("development")
            || (word.is_none() && flag(args.development, "SIGH_DEVELOPMENT")?),
        ad_hoc: word == Some("adhoc") || (word.is_none() && flag(args.adhoc, "SIGH_AD_HOC")?),
        developer_id: word.is_none() && flag(args.developer_id, "SIGH_DEVELOPER_ID")?,
        in_house: context.key(KEY_NAMES)?.key.in_house() == Some(true),
    };
    let platform = context.text(args.platform.as_deref(), &["SIGH_PLATFORM"]).unwrap_or_else(|| "ios".into());
    let platform = Platform::parse(&platform)?;
    let kind = kind(chosen, platform)?;
    let bundle_id = context.app_identifier(args.app_identifier.as_deref(), &["SIGH_APP_IDENTIFIER"])?;
    let bundle_id = bundle_id.ok_or_else(|| {
        Failure::new(exit::USAGE, "no bundle id is given").hint(
            "give --app-identifier, or write `app_identifier \"com.example.app\"` into fastlane/Appfile",
        )
    })?;
    let output = args.output_path.as_ref().map(|path| path.display().to_string());
    let folder = context.text(output.as_deref(), &["SIGH_OUTPUT_PATH"]).unwrap_or_else(|| ".".into());
    let usual = ProfileFileName {
        kind,
        app_identifier: bundle_id.clone(),
        suffix: platform.suffix(),
        mac: platform.is_mac(),
    };
    let file = context.text(args.filename.as_deref(), &["SIGH_PROFILE_FILE_NAME"]);
    let file = file.map_or_else(|| usual.to_file_name(), |name| signing::safe_file_name(&name));
    Ok(Options {
        question: Question {
            bundle_id,
            kind,
            platform,
            with_macs: flag(args.include_mac_in_profiles, "SIGH_INCLUDE_MAC_IN_PROFILES")?,
        },
        name: context.text(args.provisioning_name.as_deref(), &["SIGH_PROVISIONING_PROFILE_NAME"]),
        only_that_name: flag(
            args.ignore_profiles_with_different_name,
            "SIGH_IGNORE_PROFILES_WITH_DIFFERENT_NAME",
        )?,
        fail_on_name_taken: flag(args.fail_on_name_taken, "SIGH_FAIL_ON_NAME_TAKEN")?,
        force: flag(args.force, "SIGH_FORCE")?,
        readonly: flag(args.readonly, "SIGH_READONLY")?,
        validity_only: args.refresh == Refresh::Invalid,
        cert_id: context
            .text(args.cert_id.as_deref(), &["SIGH_CERTIFICATE_ID"])
            .map(|id| id.trim().to_owned()),
        cert_owner: context
            .text(args.cert_owner_name.as_deref(), &["SIGH_CERTIFICATE"])
            .map(|name| name.trim().to_owned()),
        file: context.path(folder).join(file),
        install: cfg!(target_os = "macos") && !flag(args.skip_install, "SIGH_SKIP_INSTALL")?,
    })
}

/// The certificates that are to sign: all valid ones for development, else the one that lasts longest.
fn signers(options: &Options, answer: &Answer) -> Result<Vec<Id<Certificate>>, Failure> {
    let expires = |one: &Resource<Certificate>| {
        one.attributes.expiration_date.as_deref().and_then(|date| OffsetDateTime::parse(date, &Rfc3339).ok())
    };
    let now = OffsetDateTime::now_utc();
    let mut valid = answer
        .certificates
        .iter()
        .filter(|one| expires(one).is_none_or(|expires| expires > now))
        .filter(|one| options.cert_id.as_ref().is_none_or(|id| one.id.as_str() == id))
        .filter(|one| {
            options
                .cert_owner
                .as_ref()
                .is_none_or(|owner| one.attributes.display_name.as_deref().map(str::trim) == Some(owner))
        })
        .collect::<Vec<_>>();
    valid.sort_by_key(|one| std::cmp::Reverse(expires(one)));
    let most = if options.question.kind == ProfileKind::Development { valid.len() } else { 1 };
    if valid.is_empty() {
        let kind =
            crate::kinds::certificate_types(options.question.kind, options.question.platform).join(" or ");
        let which = options.cert_id.as_ref().map(|id| format!(" with the id {id}")).unwrap_or_default();
        return Err(Failure::new(
            exit::NOT_FOUND,
            format!("the team has no valid certificate of type {kind}{which}"),
        )
        .hint("run `cert` first (with --development for a development profile)"));
    }
    Ok(valid.into_iter().take(most).map(|one| one.id.clone()).collect())
}

/// The profile to reuse or make anew: of the wanted name if there is one, else any, unless only that name will do.
fn choose<'a>(options: &Options, answer: &'a Answer) -> Option<&'a Resource<Profile>> {
    let usable = |profile: &&Resource<Profile>| {
        profile.attributes.profile_state.as_ref().is_some_and(|state| state.as_str() == "ACTIVE")
    };
    let wanted = wanted_name(options);
    let named = || {
        answer
            .profiles
            .iter()
            .filter(|profile| profile.attributes.name.as_deref().map(str::trim) == Some(wanted.as_str()))
    };
    let strict = options.only_that_name && options.name.is_some();
    let others = || answer.profiles.iter().filter(|_| !strict);
    named()
        .find(usable)
        .or_else(|| named().next())
        .or_else(|| others().find(usable))
        .or_else(|| others().next())
}

fn wanted_name(options: &Options) -> String {
    let usual = || format!("{} {}", options.question.bundle_id, options.question.kind.pretty_name());
    options.name.clone().unwrap_or_else(usual)
}

async fn judge(
    client: &Client,
    options: &Options,
    answer: &Answer,
    certificates: &[Id<Certificate>],
    profile: &Resource<Profile>,
) -> Result<Vec<String>, Failure> {
    if options.force {
        return Ok(vec!["--force".to_owned()]);
    }
    let attributes = &profile.attributes;
    let there = There {
        id: profile.id.to_string(),
        name: attributes.name.clone().unwrap_or_default(),
        state: attributes.profile_state.as_ref().map(ToString::to_string).unwrap_or_default(),
        expires: attributes.expiration_date.clone().unwrap_or_default(),
        certificates: profile.ids::<Certificate>("certificates").iter().map(ToString::to_string).collect(),
        devices: if answer.devices.is_some() { all_devices(client, profile).await? } else { Vec::new() },
    };
    let wanted = Wanted {
        certificates: certificates.iter().map(ToString::to_string).collect(),
        devices: answer.devices.as_ref().map(|all| all.iter().map(|device| device.id.to_string()).collect()),
        validity_only: options.validity_only,
    };
    let reasons = reasons(&there, &wanted, OffsetDateTime::now_utc());
    Ok(reasons.into_iter().map(|reason| format!("{reason} ({}, {})", there.name, there.id)).collect())
}

fn reuse(
    args: &RenewArgs,
    context: &Context,
    options: &Options,
    profile: &Resource<Profile>,
) -> Result<u8, Failure> {
    let content = save::content(profile, &options.question.bundle_id)?;
    let name = profile.attributes.name.as_deref().unwrap_or_default();
    let mut plan = Plan::new(format!("Profile {name}"));
    if !save::is_there(&options.file, &content) {
        plan.push(Change::new(Action::Write, "file", context.shown(&options.file)));
    }
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(dry_run_code(context, &plan));
    }
    finish(args, context, options, profile, &content, "reused", Vec::new())
}

#[expect(clippy::too_many_arguments, reason = "each is a step's outcome that making a profile needs")]
async fn make(
    args: &RenewArgs,
    context: &Context,
    options: &Options,
    client: &Client,
    answer: &Answer,
    certificates: &[Id<Certificate>],
    old: Option<&Resource<Profile>>,
    reasons: Vec<String>,
) -> Result<u8, Failure> {
    let name = free_name(options, client, old).await?;
    let mut plan = Plan::new(format!("Profile for {}", options.question.bundle_id));
    if let Some(old) = old {
        plan.push(Change::new(Action::Delete, "profile", old.id.to_string()).because(reasons.join("; ")));
    }
    let kind = profile_type(options.question.kind, options.question.platform);
    plan.push(
        Change::new(Action::Create, "profile", &*name).because(format!("{kind}; {}", reasons.join("; "))),
    );
    plan.push(Change::new(Action::Write, "file", context.shown(&options.file)));
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(dry_run_code(context, &plan));
    }
    let devices =
        answer.devices.as_ref().map(|all| all.iter().map(|device| device.id.clone()).collect::<Vec<_>>());
    if devices.as_ref().is_some_and(Vec::is_empty) {
        return Err(Failure::invalid("the team has no enabled device of the kind that the profile is for")
            .hint("register a device, then run the command again"));
    }
    let mut new =
        NewProfile::new(name.clone(), (*kind).into(), answer.bundle_id.id.clone(), certificates.to_vec());
    new.devices = devices;
    let made = replace(client, &new, old, &name).await?;
    let content = save::content(&made, &options.question.bundle_id)?;
    let action = if old.is_some() { "renewed" } else { "created" };
    finish(args, context, options, &made, &content, action, reasons)
}

/// Makes the new profile and deletes the old one.
///
/// Apple takes a name only once and renames nothing, so that a profile which is to keep its name must go before the
/// new one comes. A trial under a passing name comes first: whatever Apple would refuse (a certificate, a device, a
/// role) it refuses there, while the old profile still stands.
async fn replace(
    client: &Client,
    new: &NewProfile,
    old: Option<&Resource<Profile>>,
    name: &str,
) -> Result<Resource<Profile>, Failure> {
    let look = async |name: &str| {
        let (all, _) = client.list::<Profile>().filter("name", name).all().await?;
        Ok(all.into_iter().find(|profile| profile.attributes.name.as_deref() == Some(name)))
    };
    let Some(old) = old else {
        return Ok(client.create_once(new, async || look(name).await).await?);
    };
    if old.attributes.name.as_deref() != Some(name) {
        let made = client.create_once(new, async || look(name).await).await?;
        client.delete(&old.id).await?;
        return Ok(made);
    }
    let mut trial = new.clone();
    trial.name = format!("{name} {}", OffsetDateTime::now_utc().unix_timestamp());
    let trial_name = trial.name.clone();
    let trial = client.create_once(&trial, async || look(&trial_name).await).await?;
    client.delete(&old.id).await?;
    match client.create_once(new, async || look(name).await).await {
        Ok(made) => {
            client.delete(&trial.id).await?;
            Ok(made)
        }
        Err(error) => Err(Failure::from(error)
            .context(format!(
                "the old profile is gone and the new one could not take its name; `{trial_name}` is as good"
            ))
            .hint("run the command again")),
    }
}

/// The name for the new profile. A name that another profile has is given up for one with the time in it.
async fn free_name(
    options: &Options,
    client: &Client,
    old: Option<&Resource<Profile>>,
) -> Result<String, Failure> {
    if let Some(kept) = old.and_then(|old| old.attributes.name.clone()) {
        return Ok(kept);
    }
    let name = wanted_name(options);
    let (all, _) = client.list::<Profile>().filter("name", name.clone()).all().await?;
    if !all.iter().any(|profile| profile.attributes.name.as_deref() == Some(name.as_str())) {
        return Ok(name);
    }
    if options.fail_on_name_taken {
        return Err(Failure::new(exit::REFUSED, format!("the name `{name}` is taken by another profile"))
            .hint("choose another with --provisioning-name, or leave --fail-on-name-taken out"));
    }
    Ok(format!("{name} {}", OffsetDateTime::now_utc().unix_timestamp()))
}

fn dry_run_code(context: &Context, plan: &Plan) -> u8 {
    if context.common.exit_code && !plan.is_empty() { exit::CHANGES } else { exit::DONE }
}

fn finish(
    args: &RenewArgs,
    context: &Context,
    options: &Options,
    profile: &Resource<Profile>,
    content: &save::Content,
    action: &'static str,
    reasons: Vec<String>,
) -> Result<u8, Failure> {
    save::write(&options.file, content)?;
    if options.install
        && let Some(home) = context.environment.home()
    {
        for path in save::install_paths(&home, content) {
            save::write(&path, content)?;
        }
    }
    let parsed = &content.profile;
    let outputs = Outputs::from([
        ("SIGH_UUID", parsed.uuid.clone()),
        ("SIGH_NAME", parsed.name.clone()),
        ("SIGH_PROFILE_PATH", options.file.display().to_string()),
    ]);
    if let Some(path) = &args.env_out {
        write_env_file(&context.path(path), &outputs)?;
    }
    context.ui.report(&Renewed {
        action,
        reasons,
        profile_id: profile.id.to_string(),
        uuid: parsed.uuid.clone(),
        name: parsed.name.clone(),
        kind: profile_type(options.question.kind, options.question.platform),
        expires: parsed.expires.date().to_string(),
        certificates: parsed.certificates.len(),
        devices: parsed.devices.as_ref().map(Vec::len),
        path: context.shown(&options.file),
        outputs,
    });
    Ok(exit::DONE)
}

//! `sigh show` and `sigh diff`.

use std::path::{Path, PathBuf};

use clap::Args;
use console::{Context, Failure, exit};
use signing::{Certificate, ProvisioningProfile};
use time::OffsetDateTime;

use crate::account::{Account, differences};

/// Larger files are no profiles.
const LARGEST: u64 = 10 * 1024 * 1024;

/// Show what is in a profile: team, app id, devices, certificates, entitlements.
#[derive(Debug, Args)]
pub(crate) struct ShowArgs {
    /// The file.
    file: PathBuf,
    /// See whether Apple signed it.
    #[arg(long)]
    verify: bool,
    /// With --verify: a root to trust beside Apple's own, such as a simulator's.
    #[arg(long, value_name = "FILE", requires = "verify")]
    root: Vec<PathBuf>,
}

/// Show what differs between two profiles. Ends with 1 where they differ.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The one file.
    first: PathBuf,
    /// The other.
    second: PathBuf,
}

pub(crate) fn show(args: &ShowArgs, context: &Context) -> Result<u8, Failure> {
    let (bytes, profile) = read(&args.file, context)?;
    let now = OffsetDateTime::now_utc();
    let mut account = Account::of(&profile, now);
    if args.verify {
        let mut roots = Vec::new();
        for root in &args.root {
            let path = context.path(root);
            let read = Certificate::read_all(&console::read_file(&path, LARGEST)?);
            roots.extend(read.map_err(|error| Failure::from(error).context(context.shown(&path)))?);
        }
        // That a profile has ended is told already; its signer is judged in its time.
        let at = profile.created.unwrap_or(now);
        let chain = ProvisioningProfile::signed_by(&bytes, &roots, at)
            .map_err(|error| Failure::from(error).context(context.shown(&context.path(&args.file))))?;
        account.signed_by = Some(chain.iter().map(|one| one.common_name().to_owned()).collect());
    }
    context.ui.report(&account);
    Ok(exit::DONE)
}

pub(crate) fn diff(args: &DiffArgs, context: &Context) -> Result<u8, Failure> {
    let now = OffsetDateTime::now_utc();
    let account = |file: &Path| Ok::<_, Failure>(Account::of(&read(file, context)?.1, now));
    let found = differences(&account(&args.first)?, &account(&args.second)?);
    context.ui.report(&found);
    Ok(if found.differences.is_empty() { exit::DONE } else { exit::FAILED })
}

/// A profile that a person names.
pub(super) fn read(file: &Path, context: &Context) -> Result<(Vec<u8>, ProvisioningProfile), Failure> {
    let path = context.path(file);
    let bytes = console::read_file(&path, LARGEST)?;
    let profile = ProvisioningProfile::from_bytes(&bytes)
        .map_err(|error| Failure::from(error).context(context.shown(&path)))?;
    Ok((bytes, profile))
}

//! `cert revoke` and fastlane's `cert revoke_expired`.

use clap::Args;
use console::{Action, Change, Context, Failure, Plan, Report, TeamArgs, exit};
use futures::{StreamExt, stream};
use serde::Serialize;
use time::OffsetDateTime;

use crate::kinds::{Kind, Wanted, chosen};
use crate::maker::{Known, Maker};

/// The most revocations under way at once.
const AT_ONCE: usize = 4;

/// Take certificates back. What is signed with them for devices stops working.
#[derive(Debug, Args)]
pub(crate) struct RevokeArgs {
    /// Apple's ids of the certificates: see `cert list`.
    #[arg(required_unless_present = "expired", value_name = "ID")]
    ids: Vec<String>,
    /// All that have ended, of every type or of the one that --type names.
    #[arg(long)]
    expired: bool,
    /// With an id: revoke it although it is valid, and ask nothing.
    #[arg(long, short = 'y')]
    yes: bool,
    #[command(flatten)]
    kind: KindArgs,
    #[command(flatten)]
    account: TeamArgs,
}

/// Delete all expired certificates of a type, as fastlane's verb does.
#[derive(Debug, Args)]
pub(crate) struct RevokeExpiredArgs {
    #[command(flatten)]
    kind: KindArgs,
    #[command(flatten)]
    account: TeamArgs,
}

/// Which type is meant.
#[derive(Debug, Args)]
struct KindArgs {
    /// Of development instead of distribution [env: CERT_DEVELOPMENT].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    development: Option<bool>,
    /// The type, as `cert create` takes it [env: CERT_TYPE].
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,
    /// Apple's cross-platform certificates; on by default [env: CERT_GENERATE_APPLE_CERTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    generate_apple_certs: Option<bool>,
    /// ios, macos or tvos; matters only without Apple's cross-platform certificates [env: CERT_PLATFORM].
    #[arg(long)]
    platform: Option<String>,
}

impl KindArgs {
    fn settle(&self, context: &Context) -> Result<Kind, Failure> {
        chosen(&Wanted {
            explicit: context.text(self.kind.as_deref(), &["CERT_TYPE"]),
            development: context.flag(self.development, &["CERT_DEVELOPMENT"])?.unwrap_or(false),
            apple_certs: context
                .flag(self.generate_apple_certs, &["CERT_GENERATE_APPLE_CERTS"])?
                .unwrap_or(true),
            platform: context
                .text(self.platform.as_deref(), &["CERT_PLATFORM"])
                .unwrap_or_else(|| "ios".into()),
            in_house: false,
        })
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Revoked {
    revoked: Vec<String>,
}

impl Report for Revoked {
    fn text(&self) -> String {
        match self.revoked.as_slice() {
            [] => "no certificate was to be revoked".into(),
            all => format!("revoked: {}", all.join(", ")),
        }
    }
}

pub(crate) async fn run(args: &RevokeArgs, context: &Context) -> Result<u8, Failure> {
    let context = &args.account.applied(context);
    let kind = args.kind.settle(context)?;
    let maker = Maker::of(kind, context).await?;
    let all = maker.known().await?;
    let now = OffsetDateTime::now_utc();
    let chosen = if args.expired {
        let of_type = |one: &&Known| args.kind.kind.is_none() || kind.types.contains(&one.kind.as_str());
        all.into_iter().filter(|one| one.is_past(now)).filter(|one| of_type(&one)).collect()
    } else {
        named(&args.ids, all)?
    };
    let valid = chosen.iter().filter(|one| !one.is_past(now)).map(|one| one.id.as_str()).collect::<Vec<_>>();
    if !valid.is_empty() && !args.yes && !context.common.dry_run && !context.ui.is_interactive() {
        return Err(Failure::new(exit::USAGE, format!("{} still valid", are(&valid)))
            .hint("give --yes with the id to revoke a valid certificate"));
    }
    let ask = (!args.yes && !valid.is_empty()).then(|| format!("{} still valid. Revoke?", are(&valid)));
    revoke(&maker, chosen, ask, now, context).await
}

pub(crate) async fn run_expired(args: &RevokeExpiredArgs, context: &Context) -> Result<u8, Failure> {
    let context = &args.account.applied(context);
    let kind = args.kind.settle(context)?;
    let maker = Maker::of(kind, context).await?;
    let now = OffsetDateTime::now_utc();
    let mut all = maker.known().await?;
    all.retain(|one| one.is_past(now) && (kind.portal.is_some() || kind.types.contains(&one.kind.as_str())));
    revoke(&maker, all, None, now, context).await
}

fn are(ids: &[&str]) -> String {
    let verb = if ids.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", ids.join(", "))
}

fn named(ids: &[String], all: Vec<Known>) -> Result<Vec<Known>, Failure> {
    let missing = ids.iter().filter(|id| all.iter().all(|one| one.id != **id)).cloned().collect::<Vec<_>>();
    if missing.is_empty() {
        return Ok(all.into_iter().filter(|one| ids.contains(&one.id)).collect());
    }
    Err(Failure::new(exit::NOT_FOUND, format!("the team has no certificate {}", missing.join(", ")))
        .hint("`cert list` shows those it has"))
}

async fn revoke(
    maker: &Maker,
    chosen: Vec<Known>,
    ask: Option<String>,
    now: OffsetDateTime,
    context: &Context,
) -> Result<u8, Failure> {
    let mut plan = Plan::new("Certificates");
    for one in &chosen {
        let until = if one.is_past(now) { "ended on" } else { "valid until" };
        let reason = format!("{}, {until} {}", one.name, one.day());
        plan.push(
            Change::new(Action::Delete, "certificate", format!("{} ({})", one.id, one.kind)).because(reason),
        );
    }
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    if !plan.is_empty() {
        context.ui.plan(&plan, false);
    }
    if let Some(question) = ask {
        context.agreed(&question).await?;
    }
    let revocations = chosen.iter().map(async |one| (one, maker.revoke(&one.id).await));
    let outcomes = stream::iter(revocations).buffered(AT_ONCE).collect::<Vec<_>>().await;
    let mut revoked = Vec::new();
    let mut failed = Vec::new();
    for (one, outcome) in outcomes {
        match outcome {
            Ok(()) => revoked.push(one.id.clone()),
            Err(error) => failed.push((one, error)),
        }
    }
    let Some((one, error)) = failed.pop() else {
        context.ui.report(&Revoked { revoked });
        return Ok(exit::DONE);
    };
    let failure = Failure::from(error).context(format!("certificate {} was not revoked", one.id));
    let failure = failed
        .into_iter()
        .fold(failure, |failure, (one, error)| failure.cause(format!("nor was {}: {error}", one.id)));
    Err(if revoked.is_empty() {
        failure
    } else {
        failure.cause(format!("revoked were {}", revoked.join(", ")))
    })
}

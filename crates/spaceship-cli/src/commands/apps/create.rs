//! `spaceship apps create`: what no key may do, and needs a session.

use artifact::locale;
use clap::{Args, ValueEnum};
use console::{Action, Change, Context, Failure, Plan, Report, TeamArgs, exit};
use serde::Serialize;
use spaceship::Client;
use spaceship::jsonapi::Resource;
use spaceship::portal::{NewApp, Store};
use spaceship::resources::{App, BundleIdPlatform, NewBundleId};

use crate::bundle_ids;
use crate::cli::KEY_NAMES;

/// The most characters of a name in the store.
const LONGEST_NAME: usize = 30;

/// Make an app in App Store Connect, and its bundle id where it is missing. Needs a session: no API key may do it.
#[derive(Debug, Args)]
pub(crate) struct CreateArgs {
    /// The bundle id.
    #[arg(long, short = 'a', visible_alias = "bundle-id", value_name = "ID")]
    app_identifier: Option<String>,
    /// The name in the store.
    #[arg(long, visible_alias = "app-name")]
    name: String,
    /// A name for your own books; made of the bundle id where none is given.
    #[arg(long)]
    sku: Option<String>,
    /// The language of the name.
    #[arg(long, visible_alias = "language", value_name = "LOCALE", default_value = "en-US")]
    locale: String,
    /// The platforms.
    #[arg(long, visible_alias = "platforms", value_enum, value_delimiter = ',', default_value = "ios")]
    platform: Vec<Platform>,
    /// The number of the first version.
    #[arg(long, visible_alias = "app-version", default_value = "1.0")]
    first_version: String,
    /// The company's name, which Apple asks for with the first app of a provider.
    #[arg(long, value_name = "NAME")]
    company_name: Option<String>,
    #[command(flatten)]
    team: TeamArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Platform {
    Ios,
    #[value(alias = "osx", alias = "mac")]
    Macos,
    #[value(alias = "appletvos")]
    Tvos,
    #[value(alias = "xros")]
    Visionos,
}

impl Platform {
    /// Apple's word.
    fn word(self) -> &'static str {
        match self {
            Self::Ios => "IOS",
            Self::Macos => "MAC_OS",
            Self::Tvos => "TV_OS",
            Self::Visionos => "VISION_OS",
        }
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Made {
    id: String,
    bundle_id: String,
    name: Option<String>,
    created: bool,
}

impl Report for Made {
    fn text(&self) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        let was = if self.created { "was made" } else { "is there already" };
        format!("the app {name} ({}) {was}: its id is {}", self.bundle_id, self.id)
    }
}

/// What is to be made.
struct Missing {
    bundle_id: Option<NewBundleId>,
    app: NewApp,
}

pub(super) async fn run(args: CreateArgs, context: &Context) -> Result<u8, Failure> {
    let context = &args.team.applied(context);
    let new = settle(args, context)?;
    let client = context.client(KEY_NAMES).await?;
    let (app, known) =
        futures::try_join!(exactly(&client, &new.bundle_id), bundle_ids::exactly(&client, &new.bundle_id))?;
    if let Some(app) = app {
        let made = Made {
            id: app.id.to_string(),
            bundle_id: new.bundle_id,
            name: app.attributes.name,
            created: false,
        };
        if context.common.dry_run {
            context.ui.plan(&Plan::new("apps"), true);
        } else {
            context.ui.report(&made);
        }
        return Ok(exit::DONE);
    }
    let platform =
        if new.platforms == ["MAC_OS"] { BundleIdPlatform::MacOs } else { BundleIdPlatform::Universal };
    let bundle_id = NewBundleId::new(plain(&new.name), platform, new.bundle_id.clone());
    let missing = Missing { bundle_id: known.is_none().then_some(bundle_id), app: new };
    let plan = missing.plan();
    context.ui.plan(&plan, context.common.dry_run);
    if context.common.dry_run {
        return Ok(context.dry_run_end(&plan));
    }
    // Whoever lacks the session learns it before anything is made.
    let session = context.session(&context.account(KEY_NAMES)?).await?.session;
    context.agreed("Make it? An app can be removed, but its name and bundle id stay taken.").await?;
    if let Some(bundle_id) = &missing.bundle_id {
        let find = async || bundle_ids::exactly(&client, &bundle_id.identifier).await;
        client.create_once(bundle_id, find).await?;
    }
    let made = match Store::new(&session).create_app(&missing.app).await {
        Err(error) if error.is_ambiguous() => exactly(&client, &missing.app.bundle_id).await?.ok_or(error)?,
        made => made?,
    };
    let name = made.attributes.name.or(Some(missing.app.name));
    context.ui.report(&Made {
        id: made.id.to_string(),
        bundle_id: missing.app.bundle_id,
        name,
        created: true,
    });
    Ok(exit::DONE)
}

fn settle(args: CreateArgs, context: &Context) -> Result<NewApp, Failure> {
    let bundle_id = context.app_identifier(args.app_identifier.as_deref(), &["PRODUCE_APP_IDENTIFIER"])?;
    let bundle_id =
        bundle_id.ok_or_else(|| Failure::new(exit::USAGE, "no bundle id is given: --app-identifier"))?;
    let sku = args.sku.unwrap_or_else(|| bundle_id.replace('.', "-"));
    let mut findings = Vec::new();
    let length = args.name.chars().count();
    if !(2..=LONGEST_NAME).contains(&length) {
        findings.push(format!("the name has {length} characters; Apple takes 2 to {LONGEST_NAME}"));
    }
    let locale = locale::canonical(&args.locale);
    if locale.is_none() {
        let nearest =
            locale::nearest(&args.locale).map(|near| format!(" (did you mean {near}?)")).unwrap_or_default();
        findings.push(format!("`{}` is no language of the App Store{nearest}", args.locale));
    }
    let digits = |part: &str| !part.is_empty() && part.chars().all(|digit| digit.is_ascii_digit());
    if !args.first_version.split('.').all(digits) || args.first_version.split('.').count() > 3 {
        findings.push(format!("`{}` is no version such as 1.0", args.first_version));
    }
    if sku.trim().is_empty() {
        findings.push("the SKU is empty".to_owned());
    }
    if !findings.is_empty() {
        return Err(Failure::findings("the app cannot be made like this", &findings));
    }
    let mut platforms = args.platform;
    platforms.dedup();
    Ok(NewApp {
        name: args.name,
        bundle_id,
        sku,
        primary_locale: locale.unwrap_or_default().to_owned(),
        platforms: platforms.into_iter().map(|platform| platform.word().to_owned()).collect(),
        version: args.first_version,
        company_name: args.company_name,
    })
}

/// The app with exactly this bundle id; Apple's filter matches neighbours too.
async fn exactly(client: &Client, bundle_id: &str) -> Result<Option<Resource<App>>, spaceship::Error> {
    let (all, _) = client.list::<App>().filter("bundleId", bundle_id).all().await?;
    Ok(all.into_iter().find(|app| app.attributes.bundle_id.as_deref() == Some(bundle_id)))
}

/// A name of letters, digits and spaces, which is what the portal takes.
fn plain(name: &str) -> String {
    let letters = name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' });
    letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Missing {
    fn plan(&self) -> Plan {
        let mut plan = Plan::new(format!("App {}", self.app.name));
        if let Some(bundle_id) = &self.bundle_id {
            plan.push(
                Change::new(Action::Create, "bundle id", &bundle_id.identifier)
                    .from_to(None, Some(&bundle_id.name)),
            );
        }
        let what = format!("{} {} for {}", self.app.name, self.app.version, self.app.platforms.join(", "));
        plan.push(Change::new(Action::Create, "app", &self.app.bundle_id).from_to(None, Some(&what)));
        plan
    }
}

//! `deliver run`, which is what `deliver` alone means, and `deliver plan`.

use std::time::Duration;

use console::{Context, Failure, Report, exit};
use futures::{TryStreamExt, stream};
use serde::Serialize;
use spaceship::Client;
use spaceship::client::{Patience, wait_for};
use spaceship::jsonapi::Resource;
use spaceship::resources::{App, Build};
use spaceship::upload::md5_of;

pub(crate) use super::options::RunArgs;
use super::options::Settled;
use crate::cli::KEY_NAMES;
use crate::files::Screenshots;
use crate::plan::{self, Step, Wanted, WantedBuild};
use crate::store::{self, Page, Work};

#[derive(Debug, Serialize)]
struct Delivered {
    app_id: String,
    bundle_id: Option<String>,
    platform: String,
    version: String,
    version_id: Option<String>,
    version_state: Option<String>,
    build_number: Option<String>,
    locales: usize,
    screenshots: usize,
    changes: usize,
}

impl Report for Delivered {
    fn text(&self) -> String {
        let state = self.version_state.as_deref().unwrap_or("unknown");
        let build = self.build_number.as_ref().map(|number| format!(", build {number}")).unwrap_or_default();
        let done = if self.changes == 0 {
            "nothing was to do".to_owned()
        } else {
            format!("{} changes", self.changes)
        };
        format!(
            "{} {}{build} is {state} ({done})\n  {} locales, {} screenshots",
            self.bundle_id.as_deref().unwrap_or(&self.app_id),
            self.version,
            self.locales,
            self.screenshots
        )
    }
}

pub(crate) async fn run(args: &RunArgs, context: &Context, plan_only: bool) -> Result<u8, Failure> {
    // Without a key nothing else matters; this sends nothing yet.
    let client = context.client(KEY_NAMES)?;
    let mut settled = args.settle(context)?;
    // As at fastlane, Apple's number counts only where no bundle id is known.
    let number = settled.app_number.as_deref().filter(|_| settled.bundle_id.is_none());
    let (app, checksums) = tokio::try_join!(
        console::find_app(&client, settled.bundle_id.as_deref(), number),
        checksums(&settled.wanted.screenshots)
    )?;
    settled.wanted.screenshots = checksums;
    let with_screenshots = !settled.wanted.screenshots.is_empty();
    let (mut page, build) = tokio::try_join!(
        store::gather(&client, &app, settled.platform, with_screenshots),
        find_build(&client, &app, &settled)
    )?;
    settled.wanted.build = build;
    if settled.reject && !plan_only && locked(&page) {
        store::cancel(context, &client, &page).await?;
        page = store::gather(&client, &app, settled.platform, with_screenshots).await?;
    }
    let mut notices = Vec::new();
    let steps = plan::compare(&settled.wanted, &page, &mut notices);
    for notice in &notices {
        context.ui.notice(notice);
    }
    let title = format!(
        "App Store, {} {}",
        app.attributes.name.as_deref().unwrap_or_default(),
        version_of(&settled.wanted, &page)
    );
    let shown = plan::shown(title, &steps, |path| context.shown(path));
    context.ui.plan(&shown, plan_only);
    if plan_only {
        return Ok(context.dry_run_end(&shown));
    }
    refuse_locked(&page, &steps)?;
    if !steps.is_empty() {
        if context.ui.is_interactive()
            && !settled.force
            && !context.ui.confirm("Bring these changes to App Store Connect?")
        {
            return Err(Failure::new(exit::INTERRUPTED, "nothing was changed"));
        }
        carry_out(context, &client, &settled, &app, &page, steps.clone(), with_screenshots).await?;
        page = store::gather(&client, &app, settled.platform, false).await?;
    }
    context.ui.report(&report(&settled, &app, &page, shown.changes.len()));
    Ok(exit::DONE)
}

/// Makes the version first, where it is to be made; what is there then is looked at again.
async fn carry_out(
    context: &Context,
    client: &Client,
    settled: &Settled,
    app: &Resource<App>,
    page: &Page,
    steps: Vec<Step>,
    with_screenshots: bool,
) -> Result<(), Failure> {
    let processing_timeout = settled.processing_timeout;
    if !store::version(context, client, page, &steps).await? {
        return store::apply(&Work { context, client, page, processing_timeout }, &steps).await;
    }
    let page = store::gather(client, app, settled.platform, with_screenshots).await?;
    let steps = plan::compare(&settled.wanted, &page, &mut Vec::new());
    store::apply(&Work { context, client, page: &page, processing_timeout }, &steps).await
}

/// Whether the version is beyond changing.
fn locked(page: &Page) -> bool {
    page.version.as_ref().is_some_and(|version| !version.is_editable())
}

fn refuse_locked(page: &Page, steps: &[Step]) -> Result<(), Failure> {
    let Some(version) = page.version.as_ref().filter(|version| !version.is_editable()) else { return Ok(()) };
    let changes = steps.iter().any(|step| *step != Step::Submit);
    if !changes {
        return Ok(());
    }
    Err(Failure::new(
        exit::REFUSED,
        format!("version {} is {} and cannot be changed", version.version, version.state),
    )
    .hint("take it back with --reject-if-possible, or wait until it is through"))
}

fn version_of(wanted: &Wanted, page: &Page) -> String {
    wanted
        .version
        .clone()
        .or_else(|| page.version.as_ref().map(|version| version.version.clone()))
        .unwrap_or_default()
}

/// The screenshots with their checksums, several files at once.
async fn checksums(screenshots: &Screenshots) -> Result<Screenshots, Failure> {
    let mut done = screenshots.clone();
    let shots = done.values_mut().flat_map(std::collections::BTreeMap::values_mut).flatten();
    stream::iter(shots.map(Ok::<_, Failure>))
        .try_for_each_concurrent(8, |shot| async move {
            shot.md5 = md5_of(&shot.path).await?.md5;
            Ok(())
        })
        .await?;
    Ok(done)
}

/// The build that is meant; waits for it where it was uploaded a moment ago.
async fn find_build(
    client: &Client,
    app: &Resource<App>,
    settled: &Settled,
) -> Result<Option<WantedBuild>, Failure> {
    let Some(number) = &settled.build_number else { return Ok(None) };
    let look = async || {
        let mut list = client.list::<Build>().filter("app", app.id.as_str()).sort("-uploadedDate");
        list = list
            .filter("preReleaseVersion.platform", settled.platform)
            .filter("processingState", "VALID")
            .limit(1);
        if let Some(version) = &settled.wanted.version {
            list = list.filter("preReleaseVersion.version", version.clone());
        }
        if number != "latest" {
            list = list.filter("version", number.clone());
        }
        list.first().await
    };
    let patience = Patience {
        first: Duration::from_millis(300),
        longest: Duration::from_secs(5),
        timeout: Some(Duration::from_secs(if client.is_read_only() { 0 } else { 30 })),
    };
    let build = wait_for("the build", patience, look).await.map_err(|error| {
        let missing = error.kind() == spaceship::ErrorKind::TimedOut;
        let failure = Failure::from(error);
        if !missing {
            return failure;
        }
        let version = settled.wanted.version.as_deref().unwrap_or("any version");
        let mut failure = failure.context(format!("Apple has no processed build {number} of {version}"));
        failure.exit_code = exit::NOT_FOUND;
        failure.hint("`pilot builds` lists those there are; upload it with `pilot upload`")
    })?;
    let open = build.attributes.uses_non_exempt_encryption.is_none();
    if open && settled.uses_encryption.is_none() && settled.wanted.submit {
        return Err(Failure::invalid(format!(
            "build {number} does not say whether it uses encryption that is not exempt"
        ))
        .hint(
            "put ITSAppUsesNonExemptEncryption into Info.plist, or give --submission-information \
                   '{\"export_compliance_uses_encryption\": false}'",
        ));
    }
    Ok(Some(WantedBuild {
        number: build.attributes.version.unwrap_or_default(),
        compliance: settled.uses_encryption.filter(|_| open),
        id: build.id,
    }))
}

fn report(settled: &Settled, app: &Resource<App>, page: &Page, changes: usize) -> Delivered {
    let version = page.version.as_ref();
    let shots = settled.wanted.screenshots.values().flat_map(|kinds| kinds.values());
    Delivered {
        app_id: app.id.to_string(),
        bundle_id: app.attributes.bundle_id.clone(),
        platform: page.platform.clone(),
        version: version_of(&settled.wanted, page),
        version_id: version.map(|version| version.resource.id.to_string()),
        version_state: version.map(|version| version.state.clone()),
        build_number: settled.wanted.build.as_ref().map(|build| build.number.clone()),
        locales: version.map_or(0, |version| version.texts.len()),
        screenshots: shots.map(Vec::len).sum(),
        changes,
    }
}

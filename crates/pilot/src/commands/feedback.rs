//! `pilot feedback` and `pilot crashes`: what testers sent.

use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use console::{Action, Change, Context, Failure, Plan, Report, exit, table};
use futures::{TryStreamExt, stream};
use serde::Serialize;
use spaceship::Client;
use spaceship::client::List;
use spaceship::jsonapi::{Id, Included, Kind, Resource};
use spaceship::resources::{
    App, BetaCrashLog, BetaFeedbackCrashSubmission, BetaFeedbackScreenshotSubmission, Build,
};

use crate::cli::KEY_NAMES;
use crate::testers::AppArgs;

/// The largest picture that is fetched, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The most files that are fetched at once.
const AT_ONCE: usize = 4;

/// See and fetch what testers sent.
#[derive(Debug, Args)]
pub(crate) struct FeedbackArgs {
    #[command(flatten)]
    app: AppArgs,
    /// Only of this build: Apple's id of it.
    #[arg(long, value_name = "ID")]
    build: Option<String>,
    /// Only of this version of the system.
    #[arg(long, value_name = "VERSION")]
    os_version: Option<String>,
    /// Only of this model, such as iPhone18,1.
    #[arg(long, value_name = "MODEL")]
    device_model: Option<String>,
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List it, the newest first.
    List,
    /// Write each into a folder of its own: its facts as JSON, and its pictures or its log. What is there already is not
    /// fetched again.
    Download {
        /// Where the folders are made [default: feedback, or crashes].
        #[arg(long, short = 'o', value_name = "FOLDER")]
        output_path: Option<PathBuf>,
    },
}

/// What a tester sent.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Sent {
    id: String,
    created: Option<String>,
    build_id: Option<String>,
    build_number: Option<String>,
    email: Option<String>,
    comment: Option<String>,
    device_model: Option<String>,
    os_version: Option<String>,
    locale: Option<String>,
    time_zone: Option<String>,
    architecture: Option<String>,
    connection_type: Option<String>,
    battery_percentage: Option<i64>,
    disk_bytes_available: Option<i64>,
    disk_bytes_total: Option<i64>,
    app_uptime_in_milliseconds: Option<i64>,
    /// How many pictures came with it.
    screenshots: usize,
    /// Their addresses, which are good for a while, to whoever has them.
    #[serde(skip)]
    addresses: Vec<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Listed {
    submissions: Vec<Sent>,
}

impl Report for Listed {
    fn text(&self) -> String {
        if self.submissions.is_empty() {
            return "nothing was sent".into();
        }
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let rows = self.submissions.iter().map(|one| {
            let comment = text(&one.comment).lines().next().unwrap_or_default().chars().take(60).collect();
            let device = format!("{} {}", text(&one.device_model), text(&one.os_version));
            [one.id.clone(), text(&one.created), text(&one.build_number), text(&one.email), device, comment]
        });
        table(&["id", "sent", "build", "tester", "device", "comment"], rows)
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Downloaded {
    folder: String,
    submissions: usize,
    files: usize,
}

impl Report for Downloaded {
    fn text(&self) -> String {
        match self.files {
            0 => format!("nothing new; all {} are in {}", self.submissions, self.folder),
            files => format!("{files} files written; all {} are in {}", self.submissions, self.folder),
        }
    }
}

/// A kind of submission: how it is read, and what comes with it.
trait Submission: Kind + Sized {
    /// The relationship of the app that leads to it.
    const RELATIONSHIP: &'static str;
    /// The folder that it is written to.
    const FOLDER: &'static str;

    fn sent(resource: &Resource<Self>, build: Option<&Resource<Build>>) -> Sent;

    /// Fetches what comes with it into its folder, and answers how many files that were.
    async fn fetch(client: &Client, sent: &Sent, folder: &Path) -> Result<usize, Failure>;
}

/// The fields that both kinds have: macros are the only way to say this of two generated types.
macro_rules! sent {
    ($resource:expr, $build:expr, $addresses:expr) => {{
        let (facts, addresses) = (&$resource.attributes, $addresses);
        Sent {
            id: $resource.id.to_string(),
            created: facts.created_date.clone(),
            build_id: $build.map(|build| build.id.to_string()),
            build_number: $build.and_then(|build| build.attributes.version.clone()),
            email: facts.email.clone(),
            comment: facts.comment.clone(),
            device_model: facts.device_model.clone(),
            os_version: facts.os_version.clone(),
            locale: facts.locale.clone(),
            time_zone: facts.time_zone.clone(),
            architecture: facts.architecture.clone(),
            connection_type: facts.connection_type.as_ref().map(ToString::to_string),
            battery_percentage: facts.battery_percentage,
            disk_bytes_available: facts.disk_bytes_available,
            disk_bytes_total: facts.disk_bytes_total,
            app_uptime_in_milliseconds: facts.app_uptime_in_milliseconds,
            screenshots: addresses.len(),
            addresses,
        }
    }};
}

impl Submission for BetaFeedbackScreenshotSubmission {
    const RELATIONSHIP: &'static str = "betaFeedbackScreenshotSubmissions";
    const FOLDER: &'static str = "feedback";

    fn sent(resource: &Resource<Self>, build: Option<&Resource<Build>>) -> Sent {
        let pictures = resource.attributes.screenshots.iter().flatten();
        sent!(resource, build, pictures.filter_map(|picture| picture.url.clone()).collect::<Vec<_>>())
    }

    async fn fetch(client: &Client, sent: &Sent, folder: &Path) -> Result<usize, Failure> {
        let mut written = 0;
        for (number, address) in (1..).zip(&sent.addresses) {
            let path = folder.join(format!("screenshot-{number}"));
            spaceship::download(client, address, &path, LARGEST).await?;
            let named = path.with_extension(extension(&head_of(&path)));
            std::fs::rename(&path, &named).map_err(|error| {
                Failure::new(exit::FAILED, format!("cannot write {}", named.display()))
                    .cause(error.to_string())
            })?;
            written += 1;
        }
        Ok(written)
    }
}

impl Submission for BetaFeedbackCrashSubmission {
    const RELATIONSHIP: &'static str = "betaFeedbackCrashSubmissions";
    const FOLDER: &'static str = "crashes";

    fn sent(resource: &Resource<Self>, build: Option<&Resource<Build>>) -> Sent {
        sent!(resource, build, Vec::new())
    }

    async fn fetch(client: &Client, sent: &Sent, folder: &Path) -> Result<usize, Failure> {
        let path = folder.join("crash.txt");
        if path.exists() {
            return Ok(0);
        }
        let id = Id::<Self>::new(sent.id.as_str());
        // A log may take Apple a while.
        let Some(log) = client.get_related::<_, BetaCrashLog>(&id, "crashLog").optional().await? else {
            return Ok(0);
        };
        signing::write_secret(&path, log.resource.attributes.log_text.unwrap_or_default().as_bytes())?;
        Ok(1)
    }
}

/// The first bytes of a file; nothing where it cannot be read.
fn head_of(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    // Then its kind is not known, and it keeps what it holds.
    let _ = std::fs::File::open(path).and_then(|file| file.take(12).read_to_end(&mut head));
    head
}

/// The extension of a picture that begins so. What an address ends in is nobody's promise.
fn extension(head: &[u8]) -> &'static str {
    match head {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpg",
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => "heic",
        _ => "bin",
    }
}

pub(crate) async fn feedback(args: &FeedbackArgs, context: &Context) -> Result<u8, Failure> {
    run::<BetaFeedbackScreenshotSubmission>(args, context).await
}

pub(crate) async fn crashes(args: &FeedbackArgs, context: &Context) -> Result<u8, Failure> {
    run::<BetaFeedbackCrashSubmission>(args, context).await
}

async fn run<S: Submission>(args: &FeedbackArgs, context: &Context) -> Result<u8, Failure> {
    let client = context.client(KEY_NAMES).await?;
    let app = args.app.find(&client, context).await?;
    let list: List<S> = client.list_related::<App, S>(&app.id, S::RELATIONSHIP);
    let filters =
        [("build", &args.build), ("osVersion", &args.os_version), ("deviceModel", &args.device_model)];
    let filters = filters.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let list = filters.fold(list, |list, (name, value)| list.filter(name, value.clone()));
    let (all, included) = list.sort("-createdDate").include("build").all().await?;
    let sent = all.iter().map(|one| S::sent(one, build_of(one, &included).as_ref())).collect::<Vec<_>>();
    match &args.verb {
        Verb::List => context.ui.report(&Listed { submissions: sent }),
        Verb::Download { output_path } => {
            let folder = context.path(output_path.clone().unwrap_or_else(|| S::FOLDER.into()));
            return download::<S>(&client, &sent, &folder, context).await;
        }
    }
    Ok(exit::DONE)
}

fn build_of<S: Submission>(one: &Resource<S>, included: &Included) -> Option<Resource<Build>> {
    included.related::<S, Build>(one, "build").into_iter().next()
}

async fn download<S: Submission>(
    client: &Client,
    sent: &[Sent],
    folder: &Path,
    context: &Context,
) -> Result<u8, Failure> {
    let place = |one: &Sent| folder.join(signing::safe_file_name(&one.id));
    let mut plan = Plan::new("What testers sent");
    for one in sent.iter().filter(|one| !place(one).join("facts.json").exists()) {
        plan.push(Change::new(Action::Write, "folder", context.shown(&place(one))));
    }
    if context.common.dry_run {
        context.ui.plan(&plan, true);
        return Ok(context.dry_run_end(&plan));
    }
    let written = stream::iter(sent.iter().map(Ok::<_, Failure>)).map_ok(|one| async move {
        let folder = place(one);
        // The facts come last: a folder without them was not finished.
        let facts = folder.join("facts.json");
        if facts.exists() {
            return Ok(0);
        }
        let failed = |error: std::io::Error| {
            Failure::new(exit::FAILED, format!("cannot make {}", folder.display())).cause(error.to_string())
        };
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let files = S::fetch(client, one, &folder).await?;
        // Plain text and numbers always are JSON.
        let json = serde_json::to_string_pretty(one).unwrap_or_default();
        signing::write_secret(&facts, json.as_bytes())?;
        Ok(files + 1)
    });
    let written = written.try_buffer_unordered(AT_ONCE).try_collect::<Vec<usize>>().await?;
    context.ui.report(&Downloaded {
        folder: context.shown(folder),
        submissions: sent.len(),
        files: written.iter().sum(),
    });
    Ok(exit::DONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_named_after_what_is_in_it() {
        for (head, kind) in [
            (b"\x89PNG\r\n\x1a\n".as_slice(), "png"),
            (b"\xff\xd8\xff\xe0", "jpg"),
            (b"\0\0\0\x18ftypheic", "heic"),
            (b"#!/bin/sh", "bin"),
            (b"", "bin"),
        ] {
            assert_eq!(extension(head), kind, "{head:?}");
        }
    }
}

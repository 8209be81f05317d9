//! `deliver init`: a project for an app that is at Apple already.

use std::path::{Path, PathBuf};

use clap::Args;
use console::{Context, Failure};

use super::source::{Existing, SourceArgs, folder, project};
use crate::download::{Blanks, Content, Item, Parts, Standing, pictures, texts};

/// Write a Deliverfile, and what Apple has into files; what is there stays unless it is forced.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The folder of texts [env: DELIVER_METADATA_PATH; default: fastlane/metadata].
    #[arg(long, short = 'm', value_name = "DIR")]
    metadata_path: Option<PathBuf>,
    /// The folder of screenshots [env: DELIVER_SCREENSHOTS_PATH; default: fastlane/screenshots].
    #[arg(long, short = 'w', value_name = "DIR")]
    screenshots_path: Option<PathBuf>,
    /// Fetch no screenshots [env: DELIVER_SKIP_SCREENSHOTS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    skip_screenshots: Option<bool>,
}

pub(crate) async fn run(args: &InitArgs, context: &Context) -> Result<u8, Failure> {
    let skips = context.flag(args.skip_screenshots, &["DELIVER_SKIP_SCREENSHOTS"])?.unwrap_or(false);
    let metadata = folder(context, args.metadata_path.as_deref(), "DELIVER_METADATA_PATH", "metadata");
    let screenshots =
        folder(context, args.screenshots_path.as_deref(), "DELIVER_SCREENSHOTS_PATH", "screenshots");
    let parts = if skips { Parts::Texts } else { Parts::All };
    let download = args.source.gather(context, parts).await?;
    let bundle_id = download.source.app.attributes.bundle_id.as_deref();
    let mut items = vec![deliverfile(&deliverfile_path(context), bundle_id.unwrap_or_default())];
    let (files, mut notices) = texts(&download.source, &metadata, Blanks::LeftOut);
    items.extend(files);
    if !skips {
        let (files, more) = pictures(&download.source, &screenshots).await?;
        items.extend(files);
        notices.extend(more);
    }
    for notice in notices {
        context.ui.notice(notice);
    }
    download.bring(items, &screenshots, Existing::Keep).await
}

/// The Deliverfile that is there, in either of its places, or where a new one goes.
fn deliverfile_path(context: &Context) -> PathBuf {
    let places = ["fastlane/Deliverfile", "Deliverfile"].map(|place| context.path(place));
    places.into_iter().find(|place| place.exists()).unwrap_or_else(|| project(context).join("Deliverfile"))
}

fn deliverfile(path: &Path, bundle_id: &str) -> Item {
    let text = contents(bundle_id);
    let standing = match std::fs::read_to_string(path) {
        Ok(there) if there == text => Standing::Same,
        Ok(there) => Standing::Differs(Some(there)),
        Err(_) if path.exists() => Standing::Differs(None),
        Err(_) => Standing::Missing,
    };
    let content = Content::Text { text, private: false, secret: false };
    Item { path: path.to_owned(), what: "Deliverfile".into(), content, standing }
}

/// A Deliverfile that says which app it is about. Apple's bundle ids are plain words; another one is not written into
/// what is Ruby to fastlane.
fn contents(bundle_id: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
    let app = if !bundle_id.is_empty() && bundle_id.chars().all(is_plain) {
        format!("app_identifier \"{bundle_id}\"\n")
    } else {
        "# app_identifier \"com.example.app\"\n".to_owned()
    };
    format!(
        "# What `deliver` is to do, option by option; the command line comes first.\n\
         # `deliver run --help` lists the options. Here they are written with underscores:\n\
         #\n\
         #   submit_for_review true\n\
         #   phased_release true\n\
         #\n\
         # Texts are in `metadata`, pictures in `screenshots`.\n\n\
         {app}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deliverfile_names_the_app_and_runs_nothing() {
        assert!(contents("com.example.app-2").ends_with("\n\napp_identifier \"com.example.app-2\"\n"));
        for hostile in ["", "a\"\nsystem(\"x\")", "#{x}"] {
            let text = contents(hostile);
            assert!(text.lines().all(|line| line.is_empty() || line.starts_with('#')), "{text}");
        }
    }
}

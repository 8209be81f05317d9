//! `deliver download-screenshots`.

use std::path::PathBuf;

use clap::Args;
use console::{Context, Failure};

use super::source::{Existing, SourceArgs, folder};
use crate::download::{Parts, pictures};

/// Fetch the screenshots that Apple has.
#[derive(Debug, Args)]
pub(crate) struct DownloadScreenshotsArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The folder of screenshots [env: DELIVER_SCREENSHOTS_PATH; default: fastlane/screenshots].
    #[arg(long, short = 'w', value_name = "DIR")]
    screenshots_path: Option<PathBuf>,
}

pub(crate) async fn run(args: &DownloadScreenshotsArgs, context: &Context) -> Result<u8, Failure> {
    let root = folder(context, args.screenshots_path.as_deref(), "DELIVER_SCREENSHOTS_PATH", "screenshots");
    let download = args.source.gather(context, Parts::Screenshots).await?;
    let (items, notices) = pictures(&download.source, &root).await?;
    for notice in notices {
        context.ui.notice(notice);
    }
    download.bring(items, &root, Existing::Ask).await
}

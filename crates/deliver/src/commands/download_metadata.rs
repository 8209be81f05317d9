//! `deliver download-metadata`.

use std::path::PathBuf;

use clap::Args;
use console::{Context, Failure};

use super::source::{Existing, SourceArgs, folder};
use crate::download::{Blanks, Parts, texts};

/// Write the texts that Apple has into files.
#[derive(Debug, Args)]
pub(crate) struct DownloadMetadataArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The folder of texts [env: DELIVER_METADATA_PATH; default: fastlane/metadata].
    #[arg(long, short = 'm', value_name = "DIR")]
    metadata_path: Option<PathBuf>,
    /// Write empty files for what Apple does not have, and a demo account that is not in use, as fastlane does.
    #[arg(long)]
    fastlane_defaults: bool,
}

pub(crate) async fn run(args: &DownloadMetadataArgs, context: &Context) -> Result<u8, Failure> {
    let root = folder(context, args.metadata_path.as_deref(), "DELIVER_METADATA_PATH", "metadata");
    let download = args.source.gather(context, Parts::Texts).await?;
    let blanks = if args.fastlane_defaults { Blanks::Written } else { Blanks::LeftOut };
    let (items, notices) = texts(&download.source, &root, blanks);
    for notice in notices {
        context.ui.notice(notice);
    }
    // There are no pictures among them.
    download.bring(items, &root, Existing::Ask).await
}

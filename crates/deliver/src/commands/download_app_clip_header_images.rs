//! `deliver download-app-clip-header-images`.

use std::path::PathBuf;

use clap::Args;
use console::{Context, Failure};

use super::source::{Existing, SourceArgs, folder};
use crate::download::{Parts, header_images};

/// Fetch the header images of the App Clip's card.
#[derive(Debug, Args)]
pub(crate) struct DownloadAppClipHeaderImagesArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// The folder of header images [env: DELIVER_APP_CLIP_HEADER_IMAGES_PATH; default: `fastlane/app_clip_header_images`].
    #[arg(long, value_name = "DIR")]
    app_clip_header_images_path: Option<PathBuf>,
}

pub(crate) async fn run(args: &DownloadAppClipHeaderImagesArgs, context: &Context) -> Result<u8, Failure> {
    let given = args.app_clip_header_images_path.as_deref();
    let root = folder(context, given, "DELIVER_APP_CLIP_HEADER_IMAGES_PATH", "app_clip_header_images");
    let download = args.source.gather(context, Parts::Bare).await?;
    let (items, notices) = header_images(&download.client, &download.source, &root).await?;
    for notice in notices {
        context.ui.notice(notice);
    }
    download.bring(items, &root, Existing::Ask).await
}

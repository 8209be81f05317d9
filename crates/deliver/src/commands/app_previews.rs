//! The options for app previews, and what they come to.

use std::path::PathBuf;

use clap::Args;
use console::{Context, Failure, exit};

use super::source;
use crate::files::{Film, Told, read_previews};
use crate::frame::FrameTime;
use crate::plan::{PreviewWish, Wanted};

/// Films for the store page.
#[derive(Debug, Args)]
#[command(next_help_heading = "App previews")]
pub(super) struct AppPreviewArgs {
    /// The folder of app previews, `<LOCALE>/*.{mp4,m4v,mov}` [env: DELIVER_APP_PREVIEWS_PATH; default:
    /// `fastlane/app_previews`, if it is there].
    #[arg(long, value_name = "DIR")]
    app_previews_path: Option<PathBuf>,
    /// The moment whose picture stands for a preview, as HH:MM:SS:FF; with it those at Apple get it too [env:
    /// DELIVER_PREVIEW_FRAME_TIME_CODE; default: 00:00:05:00 for what is sent].
    #[arg(long, value_name = "TIME")]
    preview_frame_time_code: Option<String>,
    /// Delete previews at Apple that are in no file [env: DELIVER_OVERWRITE_PREVIEW_VIDEOS].
    #[arg(long, num_args = 0..=1, default_missing_value = "true", value_name = "BOOL", value_parser = console::boolean)]
    overwrite_preview_videos: Option<bool>,
}

impl AppPreviewArgs {
    /// Reads the films, if there are any, for a run about `platform` (Apple's word; `None` where the app's versions will
    /// tell). Folders that are no locale are wrong unless `tolerant`.
    pub(super) fn settle(
        &self,
        context: &Context,
        platform: Option<&str>,
        tolerant: bool,
        wanted: &mut Wanted,
        findings: &mut Vec<String>,
    ) -> Result<(), Failure> {
        let overwrite = context.flag(self.overwrite_preview_videos, &["DELIVER_OVERWRITE_PREVIEW_VIDEOS"])?;
        let frame = self.frame(context)?;
        wanted.preview_wish = PreviewWish { overwrite: overwrite.unwrap_or(false), frame };
        let given = self.app_previews_path.as_ref().map(|path| path.display().to_string());
        let named = context.text(given.as_deref(), &["DELIVER_APP_PREVIEWS_PATH"]);
        let usual = source::project(context).join("app_previews");
        let folder = named.as_ref().map_or(usual, |named| context.path(named));
        if !folder.is_dir() {
            // Only what is asked for has to be there.
            if named.is_some() {
                findings.push(format!("{} is no folder", context.shown(&folder)));
            }
            return Ok(());
        }
        let mut notices = Vec::new();
        let mut told = Told { findings, notices: &mut notices };
        wanted.previews = read_previews(&folder, platform, tolerant, &mut told);
        for notice in notices {
            context.ui.notice(notice);
        }
        let films = wanted.previews.values().flat_map(|kinds| kinds.values()).flatten();
        findings.extend(frame.into_iter().flat_map(|frame| too_short(films.clone(), frame)));
        // Previews need their locale, texts or no texts.
        for locale in wanted.previews.keys() {
            wanted.metadata.version.entry(locale.clone()).or_default();
        }
        Ok(())
    }

    fn frame(&self, context: &Context) -> Result<Option<FrameTime>, Failure> {
        let given = self.preview_frame_time_code.as_deref();
        let Some(text) = context.text(given, &["DELIVER_PREVIEW_FRAME_TIME_CODE"]) else { return Ok(None) };
        let frame = text.parse().map_err(|_| {
            Failure::new(exit::USAGE, format!("--preview-frame-time-code {text} is no moment of a film"))
                .hint("it has hours, minutes, seconds and frames, such as 00:00:05:00; the last part goes up to 29")
        });
        frame.map(Some)
    }
}

/// The films that end before this moment.
fn too_short<'a>(films: impl Iterator<Item = &'a Film>, frame: FrameTime) -> Vec<String> {
    let short = films.filter(|film| film.length.is_some_and(|length| !frame.is_within(length)));
    let told = short.map(|film| {
        format!(
            "the preview `{}` has no frame at {frame}; give another --preview-frame-time-code",
            film.path.display()
        )
    });
    told.collect()
}

//! Everything that can be wrong with a file, said with its path and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::image::Format;

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a file could not be read as what it claims to be. The text names the file and, where a person can act,
/// the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be opened or read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The path names a folder or a device.
    #[error("`{}` is not a file; give the path of the file itself", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// The file has no zip structure at all.
    #[error("`{}` is not a zip archive, so it is no .ipa; export the archive again or check the path", path.display())]
    NotZip {
        /// The file.
        path: PathBuf,
    },
    /// The file starts like a zip archive, but its end is missing.
    #[error("`{}` is a truncated zip archive; copy or download it again, or export it again", path.display())]
    Truncated {
        /// The file.
        path: PathBuf,
    },
    /// The archive's directory contradicts itself or uses what this crate does not read.
    #[error("the zip archive `{}` is damaged; export it again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the zip reader said.
        source: zip::result::ZipError,
    },
    /// The archive has more entries than any app has.
    #[error("`{}` lists more than {limit} entries, which no app has; export it again", path.display())]
    TooManyEntries {
        /// The file.
        path: PathBuf,
        /// The upper bound.
        limit: usize,
    },
    /// An entry's name or link could write outside the folder that the archive is unpacked into.
    #[error("`{}` holds the unsafe entry {entry:?}: {reason}; export it again with the usual tools", path.display())]
    UnsafeEntry {
        /// The file.
        path: PathBuf,
        /// The entry's name.
        entry: String,
        /// What makes it unsafe.
        reason: &'static str,
    },
    /// The archive means different things to different readers.
    #[error("`{}` has {reason}, so that programs may see different files in it; export it again", path.display())]
    Ambiguous {
        /// The file.
        path: PathBuf,
        /// What it has.
        reason: &'static str,
    },
    /// An archive could not be written.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the zip writer said.
        source: zip::result::ZipError,
    },
    /// There is no app in the archive.
    #[error("`{}` has no `Payload/<name>.app` folder, so it is no .ipa; zip the Payload folder itself, or export the archive again", path.display())]
    NoPayload {
        /// The file.
        path: PathBuf,
    },
    /// There is more than one app in the archive.
    #[error("`{}` holds two apps, `{first}` and `{second}`; an .ipa has exactly one, so export it again", path.display())]
    SeveralApps {
        /// The file.
        path: PathBuf,
        /// The app found first.
        first: String,
        /// Another app.
        second: String,
    },
    /// The app has no Info.plist.
    #[error("`{}` has no `{entry}`; export the archive again", path.display())]
    MissingInfoPlist {
        /// The file.
        path: PathBuf,
        /// Where it should be.
        entry: String,
    },
    /// An Info.plist is not a property list with a dictionary in it.
    #[error("cannot read `{entry}` in `{}`: {reason}; export the archive again", path.display())]
    InfoPlist {
        /// The file.
        path: PathBuf,
        /// The entry.
        entry: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An entry is bigger than such a file ever is, which is how a zip bomb looks.
    #[error("`{entry}` in `{}` is bigger than {limit} bytes when unpacked; export the archive again", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The entry.
        entry: String,
        /// The upper bound in bytes.
        limit: u64,
    },
    /// An entry could not be unpacked.
    #[error("cannot unpack `{entry}` from `{}`; copy or export the archive again", path.display())]
    Entry {
        /// The file.
        path: PathBuf,
        /// The entry.
        entry: String,
        /// What the zip reader said.
        source: zip::result::ZipError,
    },
    /// More bundles inside the app than any app has.
    #[error("`{}` holds more than {limit} extensions and nested apps; export it again", path.display())]
    TooManyBundles {
        /// The file.
        path: PathBuf,
        /// The upper bound.
        limit: usize,
    },
    /// A .pkg that cannot be taken for one, or names no app.
    #[error("`{}` cannot be taken for a package: {reason}", path.display())]
    Pkg {
        /// The file.
        path: PathBuf,
        /// What is wrong, with the remedy.
        reason: String,
    },
    /// A key that every app must have is not in its Info.plist.
    #[error("the Info.plist in `{}` has no usable {key}; set it in the app's target and build again", path.display())]
    MissingKey {
        /// The file.
        path: PathBuf,
        /// The key in Info.plist.
        key: &'static str,
    },
    /// The file is neither PNG nor JPEG.
    #[error("`{}` is neither a PNG nor a JPEG image; save it as one of them", path.display())]
    NotAnImage {
        /// The file.
        path: PathBuf,
    },
    /// The image ends early or its header makes no sense.
    #[error("the {format} image `{}` is damaged: {reason}; save it again", path.display())]
    DamagedImage {
        /// The file.
        path: PathBuf,
        /// What its first bytes say it is.
        format: Format,
        /// What is wrong.
        reason: &'static str,
    },
    /// The file is neither MP4 nor QuickTime.
    #[error("`{}` is neither an MP4 nor a QuickTime video; export it as .mp4, .m4v or .mov", path.display())]
    NotAVideo {
        /// The file.
        path: PathBuf,
    },
    /// The video ends early or its headers make no sense.
    #[error("the video `{}` is damaged: {reason}; copy it again, or export it again", path.display())]
    DamagedVideo {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: &'static str,
    },
    /// A screenshot's extension is none of .png, .jpg, .jpeg.
    #[error("the screenshot `{}` has no extension that Apple accepts; name it .png, .jpg or .jpeg", path.display())]
    ScreenshotExtension {
        /// The file.
        path: PathBuf,
    },
    /// A screenshot's extension says one thing and its content another.
    #[error("the screenshot `{}` is a {format} image under another extension; rename it to `{suggestion}`", path.display())]
    ScreenshotFormat {
        /// The file.
        path: PathBuf,
        /// What its content is.
        format: Format,
        /// The file name that fits.
        suggestion: String,
    },
    /// No device that Apple lists has such a screen.
    #[error("the screenshot `{}` is {width}x{height}, a size Apple does not accept; make it one of the closest: {closest}", path.display())]
    ScreenshotSize {
        /// The file.
        path: PathBuf,
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
        /// The closest accepted sizes with their display types.
        closest: String,
    },
}

impl Error {
    /// The file the error is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Read { path, .. }
            | Self::NotAFile { path }
            | Self::NotZip { path }
            | Self::Truncated { path }
            | Self::Damaged { path, .. }
            | Self::TooManyEntries { path, .. }
            | Self::UnsafeEntry { path, .. }
            | Self::Ambiguous { path, .. }
            | Self::Write { path, .. }
            | Self::NoPayload { path }
            | Self::SeveralApps { path, .. }
            | Self::MissingInfoPlist { path, .. }
            | Self::InfoPlist { path, .. }
            | Self::TooLarge { path, .. }
            | Self::Entry { path, .. }
            | Self::TooManyBundles { path, .. }
            | Self::Pkg { path, .. }
            | Self::MissingKey { path, .. }
            | Self::NotAnImage { path }
            | Self::DamagedImage { path, .. }
            | Self::NotAVideo { path }
            | Self::DamagedVideo { path, .. }
            | Self::ScreenshotExtension { path }
            | Self::ScreenshotFormat { path, .. }
            | Self::ScreenshotSize { path, .. } => path,
        }
    }

    /// True when the operating system refused the file; false when its content is at fault.
    pub fn is_io(&self) -> bool {
        matches!(self, Self::Read { .. } | Self::Write { .. })
    }
}

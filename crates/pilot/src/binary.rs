//! The file that is uploaded: an .ipa, or a .pkg for the Mac.

use std::path::{Path, PathBuf};

use artifact::{BundleKind, Identity, Ipa, Pkg};
use console::{Context, Failure, exit};
use spaceship::resources::BuildUploadFileUti;

/// What was built.
#[derive(Debug)]
pub(crate) enum Binary {
    Ipa(Box<Ipa>, Identity),
    Pkg(Pkg),
}

impl Binary {
    /// Opens a file that a person named, by what it is called.
    pub(crate) fn open(path: &Path) -> Result<Self, Failure> {
        if is_pkg(path) {
            return Ok(Self::Pkg(Pkg::open(path)?));
        }
        let ipa = Box::new(Ipa::open(path)?);
        let identity = ipa.identity()?;
        Ok(Self::Ipa(ipa, identity))
    }

    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Ipa(ipa, _) => ipa.path(),
            Self::Pkg(pkg) => pkg.path(),
        }
    }

    /// In bytes.
    pub(crate) fn file_size(&self) -> u64 {
        match self {
            Self::Ipa(ipa, _) => ipa.file_size(),
            Self::Pkg(pkg) => pkg.file_size(),
        }
    }

    pub(crate) fn identity(&self) -> &Identity {
        match self {
            Self::Ipa(_, identity) => identity,
            Self::Pkg(pkg) => pkg.identity(),
        }
    }

    /// The file's name.
    pub(crate) fn name(&self) -> String {
        self.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Apple's word for the kind of file.
    pub(crate) fn uti(&self) -> BuildUploadFileUti {
        match self {
            Self::Ipa(..) => BuildUploadFileUti::ComAppleIpa,
            Self::Pkg(_) => BuildUploadFileUti::ComApplePkg,
        }
    }

    /// The answer of its Info.plist to the question about encryption. A .pkg is not looked into so far.
    pub(crate) fn uses_encryption(&self) -> Option<bool> {
        match self {
            Self::Ipa(ipa, _) => ipa.info().uses_non_exempt_encryption,
            Self::Pkg(_) => None,
        }
    }

    pub(crate) fn has_app_clip(&self) -> bool {
        match self {
            Self::Ipa(ipa, _) => ipa.nested_bundles().iter().any(|bundle| bundle.kind == BundleKind::AppClip),
            Self::Pkg(_) => false,
        }
    }
}

fn is_pkg(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pkg"))
}

/// The file that is meant: the one that is named, else the newest in the folder. Where there are both an .ipa and a .pkg,
/// the platform decides, as with fastlane: the .pkg for the Mac, the .ipa for all others.
pub(crate) fn find(
    ipa: Option<&Path>,
    pkg: Option<&Path>,
    for_mac: bool,
    context: &Context,
) -> Result<PathBuf, Failure> {
    let text = |path: Option<&Path>, name| context.text(path.and_then(Path::to_str), &[name]);
    let given = match (text(ipa, "PILOT_IPA"), text(pkg, "PILOT_PKG")) {
        (Some(_), Some(_)) if ipa.is_some() && pkg.is_some() => {
            return Err(Failure::new(exit::USAGE, "--ipa and --pkg exclude each other"));
        }
        (Some(ipa), Some(pkg)) => Some(if for_mac { pkg } else { ipa }),
        (ipa, pkg) => ipa.or(pkg),
    };
    if let Some(given) = given {
        return Ok(context.path(given));
    }
    let newest = |extension: &str| {
        let entries =
            std::fs::read_dir(&context.folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
        let fitting = entries.filter(|path| path.extension().is_some_and(|found| found == extension));
        fitting.max_by_key(|path| std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok())
    };
    let found = if for_mac {
        newest("pkg").or_else(|| newest("ipa"))
    } else {
        newest("ipa").or_else(|| newest("pkg"))
    };
    let found = found.ok_or_else(|| {
        Failure::new(exit::USAGE, "no .ipa or .pkg is given, and there is none in this folder")
            .hint("give --ipa FILE or --pkg FILE")
    })?;
    context.ui.notice(format!("taking the newest file of this folder, {}", context.shown(&found)));
    Ok(found)
}

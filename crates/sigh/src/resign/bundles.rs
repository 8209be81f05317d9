//! The code in an app: what has to be signed, and in which order.

use std::path::Path;

use artifact::{Contents, EntryKind, PropertyListEncoding};
use codesign::Signature;
use console::Failure;
use plist::{Dictionary, Value};

/// Unpacked size of an Info.plist.
const MAX_INFO_PLIST: u64 = 16 * 1024 * 1024;

/// Unpacked size of an executable: Apple takes apps of 4 GB in all, half a gigabyte of it code.
pub(super) const MAX_EXECUTABLE: u64 = 1024 * 1024 * 1024;

/// Pieces of code that an app may have.
const MAX_CODES: usize = 2_000;

/// Folders with these endings are bundles.
const BUNDLES: [&str; 5] = ["app", "appex", "framework", "xctest", "bundle"];

/// What Apple has signed itself and must stay so, and debug symbols, which nobody signs.
const FOREIGN: [&str; 2] = ["_WatchKitStub/", ".dSYM/"];

/// What kind of code it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The app itself.
    Main,
    /// An app within it: for the watch, or an App Clip.
    App,
    /// An extension.
    Extension,
    /// A framework, a bundle with code, a library: without entitlements and profile.
    Library,
}

/// An Info.plist.
#[derive(Debug, Clone)]
pub(super) struct InfoPlist {
    pub(super) bytes: Vec<u8>,
    pub(super) list: Dictionary,
    pub(super) encoding: PropertyListEncoding,
}

/// One piece of code, and the bundle it is the executable of.
#[derive(Debug, Clone)]
pub(super) struct Code {
    pub(super) kind: Kind,
    /// The bundle's folder in the archive; `None` for a library that lies alone.
    pub(super) folder: Option<String>,
    /// The executable's name in the archive.
    pub(super) executable: String,
    pub(super) info: Option<InfoPlist>,
    /// What its signature says now; `None` if it has none that can be read.
    pub(super) old: Option<Signature>,
}

impl Code {
    /// Its place in the archive.
    pub(super) fn place(&self) -> &str {
        self.folder.as_deref().unwrap_or(&self.executable)
    }

    /// CFBundleIdentifier.
    pub(super) fn bundle_id(&self) -> Option<&str> {
        self.info.as_ref()?.list.get("CFBundleIdentifier").and_then(Value::as_string)
    }

    /// Whether it needs a profile.
    pub(super) fn is_entitled(&self) -> bool {
        self.kind != Kind::Library
    }

    /// The name of its Info.plist in the archive.
    pub(super) fn info_name(&self) -> Option<String> {
        self.folder.as_ref().map(|folder| format!("{folder}/Info.plist"))
    }

    /// The name of its sealed resources in the archive.
    pub(super) fn resources_name(&self) -> Option<String> {
        self.folder.as_ref().map(|folder| format!("{folder}/_CodeSignature/CodeResources"))
    }

    /// The name of its profile in the archive.
    pub(super) fn profile_name(&self) -> Option<String> {
        let folder = self.folder.as_ref().filter(|_| self.is_entitled())?;
        Some(format!("{folder}/embedded.mobileprovision"))
    }
}

/// All code of the app, the inner before the outer; the app itself is the last.
pub(super) fn find(contents: &mut Contents, app: &str, path: &Path) -> Result<Vec<Code>, Failure> {
    let inside = format!("{app}/");
    let names = contents
        .entries()
        .filter(|(name, kind)| **kind == EntryKind::File && name.starts_with(&inside))
        .map(|(name, _)| name.to_owned())
        .filter(|name| !FOREIGN.iter().any(|foreign| name.contains(foreign)))
        .collect::<Vec<_>>();
    let mut codes = Vec::new();
    for name in names {
        let code = match name.strip_suffix("/Info.plist") {
            Some(folder) if BUNDLES.contains(&ending(folder)) => bundle(contents, folder, app, path)?,
            None if ending(&name) == "dylib" => library(contents, &name)?,
            _ => None,
        };
        codes.extend(code);
        if codes.len() > MAX_CODES {
            return Err(Failure::invalid(format!(
                "`{}` holds more than {MAX_CODES} bundles and libraries, which no app does",
                path.display()
            )));
        }
    }
    // What lies deeper is signed first: the seal of a bundle covers the signatures within it.
    let depth = |code: &Code| code.place().split('/').count();
    codes.sort_by(|one, other| depth(other).cmp(&depth(one)).then_with(|| one.place().cmp(other.place())));
    Ok(codes)
}

/// What follows the last dot of a name.
fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn bundle(contents: &mut Contents, folder: &str, app: &str, path: &Path) -> Result<Option<Code>, Failure> {
    let name = format!("{folder}/Info.plist");
    let bytes = contents.read(&name, MAX_INFO_PLIST)?.unwrap_or_default();
    let kind = match ending(folder) {
        _ if folder == app => Kind::Main,
        "app" => Kind::App,
        "appex" => Kind::Extension,
        _ => Kind::Library,
    };
    let unreadable = |reason: String| {
        Failure::invalid(format!("cannot read `{name}` in `{}`", path.display()))
            .cause(reason)
            .hint("export the archive again")
    };
    let list = match artifact::read_property_list(&bytes) {
        Ok(list) => list,
        // A bundle of resources may have anything for an Info.plist.
        Err(_) if kind == Kind::Library => return Ok(None),
        Err(reason) => return Err(unreadable(reason)),
    };
    let stem = folder.rsplit('/').next().and_then(|last| last.rsplit_once('.')).map(|(stem, _)| stem);
    let executable = list.get("CFBundleExecutable").and_then(Value::as_string).or(stem).unwrap_or_default();
    let executable = format!("{folder}/{executable}");
    let old = match signature(contents, &executable)? {
        Found::Signed(old) => Some(*old),
        Found::Unsigned => None,
        Found::NoCode if kind == Kind::Library => return Ok(None),
        Found::NoCode => {
            return Err(Failure::invalid(format!(
                "`{executable}` in `{}` is missing or no executable for Apple's systems",
                path.display()
            ))
            .hint("export the archive again"));
        }
    };
    let encoding = PropertyListEncoding::of(&bytes).unwrap_or(PropertyListEncoding::Xml);
    let info = Some(InfoPlist { bytes, list, encoding });
    Ok(Some(Code { kind, folder: Some(folder.to_owned()), executable, info, old }))
}

fn library(contents: &mut Contents, name: &str) -> Result<Option<Code>, Failure> {
    let old = match signature(contents, name)? {
        Found::Signed(old) => Some(*old),
        Found::Unsigned => None,
        Found::NoCode => return Ok(None),
    };
    let executable = name.to_owned();
    Ok(Some(Code { kind: Kind::Library, folder: None, executable, info: None, old }))
}

/// What stands where an executable should be.
enum Found {
    /// Nothing, or no Mach-O file.
    NoCode,
    /// Code without a signature that could be read. A damaged one is as good as none: it is to be replaced.
    Unsigned,
    Signed(Box<Signature>),
}

fn signature(contents: &mut Contents, name: &str) -> Result<Found, Failure> {
    let Some(bytes) = contents.read(name, MAX_EXECUTABLE)? else { return Ok(Found::NoCode) };
    Ok(match codesign::read(&bytes) {
        Ok(Some(signature)) => Found::Signed(Box::new(signature)),
        Err(codesign::Error::NotMachO) => Found::NoCode,
        Ok(None) | Err(_) => Found::Unsigned,
    })
}

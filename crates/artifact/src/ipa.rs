//! An .ipa: its one app, what that app says of itself, and what lies inside it.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::archive::{Archive, Entry};
use crate::checks::{self, Finding};
use crate::layout::{self, NestedBundle, has_extension};
use crate::{Error, Executable, Info, Platform, Result, mach_o, property_list};

/// Unpacked size of an Info.plist.
const MAX_INFO_PLIST: u64 = 16 * 1024 * 1024;

/// Unpacked size of an embedded provisioning profile.
const MAX_PROFILE: u64 = 10 * 1024 * 1024;

/// An open .ipa.
#[derive(Debug)]
pub struct Ipa {
    path: PathBuf,
    file_size: u64,
    app: String,
    info: Info,
    executable: Executable,
    nested: Vec<NestedBundle>,
    /// Executable and profile of the app and of what lies inside it, by folder.
    code: HashMap<String, Code>,
    icons: Icons,
    duplicate_names: bool,
    // Reading an entry moves the file's position, which callers with `&Ipa` need not know.
    archive: Mutex<Archive>,
}

/// The entries of a bundle that tell who signed it and what for.
#[derive(Debug, Default)]
struct Code {
    executable: Option<Entry>,
    profile: Option<Entry>,
}

/// Where an app's icons may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Icons {
    /// There is a compiled asset catalogue.
    pub(crate) catalogue: bool,
    /// There is a file whose name begins as Info.plist says.
    pub(crate) files: bool,
}

/// What App Store Connect needs to know to receive a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// CFBundleIdentifier.
    pub bundle_id: String,
    /// CFBundleShortVersionString.
    pub short_version: String,
    /// CFBundleVersion.
    pub version: String,
    /// The platform the app was built for.
    pub platform: Platform,
}

impl Ipa {
    /// Opens the archive and reads its directory, its Info.plists and the heads of its executables; nothing
    /// else, however big the file is.
    pub fn open(path: &Path) -> Result<Self> {
        let mut archive = Archive::open(path)?;
        let entries = archive.entries()?;
        let app = layout::app_folder(path, &entries)?;
        let folders = layout::nested_folders(path, &app, &entries)?;
        let mut contents = Contents::new(path, &mut archive, entries);
        let (info, executable) = contents.bundle(&app)?;
        let nested = folders
            .into_iter()
            .map(|(path, kind)| {
                let (info, executable) = contents.bundle(&path)?;
                Ok(NestedBundle { path, kind, info, executable })
            })
            .collect::<Result<Vec<NestedBundle>>>()?;
        let icons = contents.icons(&app, &info);
        let mut code = HashMap::from([(app.clone(), contents.code(&app, &info))]);
        code.extend(nested.iter().map(|one| (one.path.clone(), contents.code(&one.path, &one.info))));
        Ok(Self {
            path: path.to_owned(),
            file_size: archive.file_size(),
            app,
            info,
            executable,
            nested,
            code,
            icons,
            duplicate_names: archive.has_duplicate_names(),
            archive: Mutex::new(archive),
        })
    }

    /// The path it was opened from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The size of the .ipa itself, in bytes.
    pub fn file_size(&self) -> u64 {
        self.file_size
    }

    /// The app's folder in the archive, as in `Payload/Demo.app`.
    pub fn app_folder(&self) -> &str {
        &self.app
    }

    /// What the app's Info.plist says.
    pub fn info(&self) -> &Info {
        &self.info
    }

    /// What stands where the app's executable should be.
    pub fn executable(&self) -> &Executable {
        &self.executable
    }

    /// Extensions, watch apps and App Clips, in the order of their paths.
    pub fn nested_bundles(&self) -> &[NestedBundle] {
        &self.nested
    }

    /// True when the bundle in that folder carries a provisioning profile.
    pub fn has_profile(&self, folder: &str) -> bool {
        self.code.get(folder).is_some_and(|code| code.profile.is_some())
    }

    pub(crate) fn icons(&self) -> Icons {
        self.icons
    }

    /// True when two entries of the archive have the same name.
    pub(crate) fn has_duplicate_names(&self) -> bool {
        self.duplicate_names
    }

    /// Bundle id, both versions and the platform, or an error that names the key that is missing.
    pub fn identity(&self) -> Result<Identity> {
        let missing = |key| Error::MissingKey { path: self.path.clone(), key };
        let text = |value: &Option<String>, key| {
            value.clone().filter(|text| !text.is_empty()).ok_or_else(|| missing(key))
        };
        Ok(Identity {
            bundle_id: text(&self.info.bundle_id, "CFBundleIdentifier")?,
            short_version: text(&self.info.short_version, "CFBundleShortVersionString")?,
            version: text(&self.info.version, "CFBundleVersion")?,
            platform: self.info.platform.ok_or_else(|| missing("DTPlatformName"))?,
        })
    }

    /// The provisioning profile of the bundle in that folder (signed bytes, as they lie there), read now.
    pub fn profile(&self, folder: &str) -> Result<Option<Vec<u8>>> {
        let Some(entry) = self.code.get(folder).and_then(|code| code.profile.as_ref()) else {
            return Ok(None);
        };
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        archive.read(entry, MAX_PROFILE).map(Some)
    }

    /// Has `read` read the executable of the bundle in that folder, and tells it how long that is; `None` where there is
    /// none. An executable may be large, and is in nobody's memory as a whole.
    pub fn with_executable<T>(
        &self,
        folder: &str,
        read: impl FnOnce(&mut dyn Read, u64) -> T,
    ) -> Result<Option<T>> {
        let Some(entry) = self.code.get(folder).and_then(|code| code.executable.as_ref()) else {
            return Ok(None);
        };
        let mut archive = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        archive.stream(entry, read).map(Some)
    }

    /// What Apple would refuse or complain about, as far as the file shows it.
    pub fn checks(&self) -> Vec<Finding> {
        checks::of(self)
    }
}

/// The archive's entries by name, while the bundles are read.
struct Contents<'a> {
    path: &'a Path,
    archive: &'a mut Archive,
    entries: HashMap<String, Entry>,
}

impl<'a> Contents<'a> {
    fn new(path: &'a Path, archive: &'a mut Archive, entries: Vec<Entry>) -> Self {
        let entries = entries.into_iter().map(|entry| (entry.name.clone(), entry)).collect();
        Self { path, archive, entries }
    }

    fn bundle(&mut self, folder: &str) -> Result<(Info, Executable)> {
        let name = format!("{folder}/Info.plist");
        let Some(entry) = self.entries.get(&name) else {
            return Err(Error::MissingInfoPlist { path: self.path.to_owned(), entry: name });
        };
        let bytes = self.archive.read(entry, MAX_INFO_PLIST)?;
        let dictionary = property_list::read_dictionary(&bytes).map_err(|reason| Error::InfoPlist {
            path: self.path.to_owned(),
            entry: name,
            reason,
        })?;
        let info = Info::from_dictionary(&dictionary);
        let executable = self.executable(folder, info.executable.as_deref())?;
        Ok((info, executable))
    }

    /// To be called once all else of the bundle was read: the entries go elsewhere.
    fn code(&mut self, folder: &str, info: &Info) -> Code {
        let name = info.executable.as_deref().unwrap_or_default();
        Code {
            executable: self.entries.remove(&format!("{folder}/{name}")),
            profile: self.entries.remove(&format!("{folder}/embedded.mobileprovision")),
        }
    }

    fn icons(&self, app: &str, info: &Info) -> Icons {
        let begins = |name: &str| {
            let file = name.strip_prefix(app).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default();
            has_extension(file, "png") && info.icon_files.iter().any(|icon| file.starts_with(icon.as_str()))
        };
        Icons {
            catalogue: self.entries.contains_key(&format!("{app}/Assets.car")),
            files: self.entries.keys().any(|name| begins(name)),
        }
    }

    fn executable(&mut self, folder: &str, name: Option<&str>) -> Result<Executable> {
        let Some(name) = name.filter(|name| !name.is_empty()) else { return Ok(Executable::Unnamed) };
        match self.entries.get(&format!("{folder}/{name}")) {
            Some(entry) => Ok(Executable::from_head(&self.archive.head(entry, mach_o::HEAD_BYTES)?)),
            None => Ok(Executable::Absent),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::BundleKind;
    use crate::fixture::{ZipFile, demo_info, demo_info_with, write_bytes};

    #[test]
    fn an_app_tells_its_identity() {
        let file = ZipFile::demo().write("Demo.ipa");
        let ipa = Ipa::open(&file.path).unwrap();
        let identity = ipa.identity().unwrap();
        assert_eq!(identity.bundle_id, "com.example.demo");
        assert_eq!((identity.short_version.as_str(), identity.version.as_str()), ("1.2.3", "42"));
        assert_eq!(identity.platform, Platform::Ios);
        assert_eq!(ipa.info().minimum_os.as_deref(), Some("17.0"));
        assert_eq!(ipa.info().uses_non_exempt_encryption, Some(false));
        assert_eq!(ipa.profile("Payload/Demo.app").unwrap().as_deref(), Some(b"profile".as_slice()));
        assert_eq!(ipa.file_size(), std::fs::metadata(&file.path).unwrap().len());
    }

    #[test]
    fn nested_bundles_are_listed_with_their_bundle_ids() {
        let with_id = |id: &str| demo_info_with("CFBundleIdentifier", Some(id.into()));
        let file = ZipFile::demo()
            .info_plist("Payload/Demo.app/PlugIns/Widget.appex", &with_id("com.example.demo.widget"))
            .info_plist("Payload/Demo.app/Watch/Wrist.app", &with_id("com.example.demo.watch"))
            .info_plist("Payload/Demo.app/Frameworks/Core.framework", &with_id("com.example.core"))
            .write("Demo.ipa");
        let ipa = Ipa::open(&file.path).unwrap();
        let nested: Vec<_> = ipa
            .nested_bundles()
            .iter()
            .map(|bundle| (bundle.kind, bundle.info.bundle_id.as_deref()))
            .collect();
        assert_eq!(
            nested,
            [
                (BundleKind::Extension, Some("com.example.demo.widget")),
                (BundleKind::WatchApp, Some("com.example.demo.watch"))
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_zip_is_named_with_a_remedy() {
        let file = write_bytes("Demo.ipa", b"<!doctype html><html>Not found</html>");
        let error = Ipa::open(&file.path).unwrap_err();
        assert!(matches!(error, Error::NotZip { .. }), "{error:?}");
        let text = error.to_string();
        assert!(text.contains("Demo.ipa` is not a zip archive") && text.contains("export"), "{text}");
    }

    #[test]
    fn a_truncated_archive_is_told_apart_from_a_foreign_file() {
        let bytes = ZipFile::demo().bytes();
        for length in [bytes.len() / 2, bytes.len() - 30, 100] {
            let file = write_bytes("Demo.ipa", &bytes[..length]);
            assert!(matches!(Ipa::open(&file.path), Err(Error::Truncated { .. })), "{length} bytes");
        }
        let empty = write_bytes("Demo.ipa", b"");
        assert!(matches!(Ipa::open(&empty.path), Err(Error::NotZip { .. })));
    }

    #[test]
    fn archives_without_exactly_one_app_are_refused() {
        let none = ZipFile::new().file("Demo.app/Info.plist", b"").write("Demo.ipa");
        assert!(matches!(Ipa::open(&none.path), Err(Error::NoPayload { .. })));

        let two = ZipFile::demo().info_plist("Payload/Other.app", &demo_info()).write("Demo.ipa");
        let error = Ipa::open(&two.path).unwrap_err();
        assert!(
            matches!(&error, Error::SeveralApps { first, second, .. } if first == "Demo.app" && second == "Other.app"),
            "{error}"
        );
    }

    #[test]
    fn a_missing_or_broken_info_plist_is_named() {
        let missing = ZipFile::new().file("Payload/Demo.app/Demo", b"").write("Demo.ipa");
        assert!(matches!(Ipa::open(&missing.path), Err(Error::MissingInfoPlist { .. })));

        let broken =
            ZipFile::new().file("Payload/Demo.app/Info.plist", b"bplist00nonsense").write("Demo.ipa");
        let error = Ipa::open(&broken.path).unwrap_err();
        assert!(
            matches!(&error, Error::InfoPlist { entry, .. } if entry == "Payload/Demo.app/Info.plist"),
            "{error}"
        );
    }

    #[test]
    fn an_info_plist_that_unpacks_without_end_is_refused() {
        let bomb = vec![b' '; usize::try_from(MAX_INFO_PLIST).unwrap() + 1];
        let file = ZipFile::new().file("Payload/Demo.app/Info.plist", &bomb).write("Demo.ipa");
        assert!(matches!(Ipa::open(&file.path), Err(Error::TooLarge { .. })));
    }

    #[test]
    fn a_missing_key_is_named_when_the_identity_is_asked_for() {
        let file = ZipFile::new()
            .info_plist("Payload/Demo.app", &demo_info_with("CFBundleVersion", None))
            .write("Demo.ipa");
        let error = Ipa::open(&file.path).unwrap().identity().unwrap_err();
        assert!(matches!(error, Error::MissingKey { key: "CFBundleVersion", .. }), "{error}");
    }

    #[test]
    fn a_missing_file_and_a_folder_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Ipa::open(&folder.path().join("none.ipa")).unwrap_err().is_io());
        assert!(matches!(Ipa::open(folder.path()), Err(Error::NotAFile { .. })));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let file = write_bytes("Demo.ipa", &bytes);
            prop_assert!(Ipa::open(&file.path).is_err());
        }

        #[test]
        fn a_mutated_archive_never_panics(
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)
        ) {
            let mut bytes = ZipFile::demo().bytes();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let file = write_bytes("Demo.ipa", &bytes);
            if let Ok(ipa) = Ipa::open(&file.path) {
                let read = ipa.with_executable(ipa.app_folder(), |stream, _| stream.read_to_end(&mut Vec::new()).is_ok());
                let _ = (ipa.checks(), ipa.profile(ipa.app_folder()), ipa.identity(), read);
            }
        }
    }
}

//! Small archives for the tests of this crate.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use plist::{Dictionary, Value};
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip archive under construction.
pub(crate) struct ZipFile {
    writer: ZipWriter<Cursor<Vec<u8>>>,
    renames: Vec<(String, String)>,
}

/// An archive on disk that lives as long as this value.
pub(crate) struct Written {
    pub(crate) path: PathBuf,
    _folder: TempDir,
}

impl ZipFile {
    pub(crate) fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())), renames: Vec::new() }
    }

    pub(crate) fn file(mut self, name: &str, content: &[u8]) -> Self {
        self.writer.start_file(name, SimpleFileOptions::default()).unwrap();
        self.writer.write_all(content).unwrap();
        self
    }

    pub(crate) fn link(mut self, name: &str, target: &str) -> Self {
        self.writer.add_symlink(name, target, SimpleFileOptions::default()).unwrap();
        self
    }

    /// An entry whose name the writer would refuse: written under a name of equal length, then replaced.
    pub(crate) fn raw_name(mut self, stand_in: &str, name: &str) -> Self {
        assert_eq!(stand_in.len(), name.len());
        self.renames.push((stand_in.to_owned(), name.to_owned()));
        self.file(stand_in, b"evil")
    }

    pub(crate) fn of_empty_entries(count: usize) -> Self {
        let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let mut archive = Self::new();
        for number in 0..count {
            archive.writer.start_file(number.to_string(), options).unwrap();
        }
        archive
    }

    pub(crate) fn info_plist(self, bundle: &str, info: &[(&str, Value)]) -> Self {
        let mut bytes = Vec::new();
        let dictionary: Dictionary =
            info.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        Value::Dictionary(dictionary).to_writer_binary(&mut bytes).unwrap();
        self.file(&format!("{bundle}/Info.plist"), &bytes)
    }

    /// A faultless app called Demo.
    pub(crate) fn demo() -> Self {
        Self::new()
            .info_plist("Payload/Demo.app", &demo_info())
            .file("Payload/Demo.app/Demo", &arm64_header())
            .file("Payload/Demo.app/embedded.mobileprovision", b"profile")
            .file("Payload/Demo.app/Assets.car", b"catalogue")
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        let mut bytes = self.writer.finish().unwrap().into_inner();
        for (from, to) in &self.renames {
            while let Some(at) = bytes.windows(from.len()).position(|window| window == from.as_bytes()) {
                bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            }
        }
        bytes
    }

    pub(crate) fn write(self, name: &str) -> Written {
        write_bytes(name, &self.bytes())
    }
}

pub(crate) fn write_bytes(name: &str, bytes: &[u8]) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    Written { path, _folder: folder }
}

pub(crate) fn demo_info() -> Vec<(&'static str, Value)> {
    vec![
        ("CFBundleIdentifier", "com.example.demo".into()),
        ("CFBundleShortVersionString", "1.2.3".into()),
        ("CFBundleVersion", "42".into()),
        ("CFBundleExecutable", "Demo".into()),
        ("CFBundleDisplayName", "Demo".into()),
        ("DTPlatformName", "iphoneos".into()),
        ("CFBundleSupportedPlatforms", Value::Array(vec!["iPhoneOS".into()])),
        ("CFBundleIconName", "AppIcon".into()),
        ("MinimumOSVersion", "17.0".into()),
        ("ITSAppUsesNonExemptEncryption", false.into()),
    ]
}

/// The demo's Info.plist with one key replaced, or taken out.
pub(crate) fn demo_info_with(key: &'static str, value: Option<Value>) -> Vec<(&'static str, Value)> {
    let mut info = demo_info();
    info.retain(|(other, _)| *other != key);
    info.extend(value.map(|value| (key, value)));
    info
}

pub(crate) fn arm64_header() -> Vec<u8> {
    [0xFEED_FACF_u32, 0x0100_000C, 0, 2, 0, 0, 0, 0].iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// The head of a universal file with images for these processors.
pub(crate) fn universal_header(cpu_types: &[u32]) -> Vec<u8> {
    let mut words = vec![0xCAFE_BABE, u32::try_from(cpu_types.len()).unwrap()];
    for cpu_type in cpu_types {
        words.extend([*cpu_type, 0, 0x4000, 0x4000, 14]);
    }
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

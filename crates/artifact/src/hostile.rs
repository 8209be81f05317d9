//! What strangers may send: archives made to harm whoever opens them. All are answered with a value or an error, in
//! bounded time and memory.

use std::io::{Cursor, Write as _};

use plist::Value;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::fixture::{ZipFile, arm64_header, demo_info, write_bytes};
use crate::{Contents, EntryKind, Error, Ipa};

const APP: &str = "Payload/Demo.app";

/// Opens in both ways, and reads all that is in it.
fn devour(bytes: &[u8]) {
    let file = write_bytes("Demo.ipa", bytes);
    if let Ok(ipa) = Ipa::open(&file.path) {
        let _ = (ipa.checks(), ipa.profile(ipa.app_folder()), ipa.identity());
    }
    if let Ok(mut contents) = Contents::open(&file.path) {
        let names = contents.entries().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
        for name in names {
            assert!(!name.split('/').any(|part| part == "..") && !name.starts_with('/'), "{name}");
            let _ = contents.read(&name, 1 << 20);
        }
    }
}

fn family() -> ZipFile {
    ZipFile::demo()
        .info_plist(&format!("{APP}/PlugIns/Share.appex"), &demo_info())
        .info_plist(&format!("{APP}/Watch/Wrist.app"), &demo_info())
        .link(&format!("{APP}/link"), "Demo")
}

#[test]
fn three_hundred_thousand_entries_are_refused_before_they_are_listed() {
    let file = ZipFile::of_empty_entries(300_000).write("Demo.ipa");
    assert!(matches!(Ipa::open(&file.path), Err(Error::TooManyEntries { .. })));
    assert!(matches!(Contents::open(&file.path), Err(Error::TooManyEntries { .. })));
}

#[test]
fn a_directory_that_claims_more_than_there_is_is_refused() {
    // The end record and its copy in 64 bits claim 65,535 entries and a directory of almost 4 GiB.
    let mut bytes = ZipFile::demo().bytes();
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    bytes[end + 8..end + 12].fill(0xFF);
    bytes[end + 12..end + 16].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
    let file = write_bytes("Demo.ipa", &bytes);
    assert!(Ipa::open(&file.path).is_err());
}

#[test]
fn an_archive_within_an_archive_is_just_a_file() {
    let mut inner = ZipFile::demo().bytes();
    for _ in 0..20 {
        inner = ZipFile::demo().file("Payload/Demo.app/inner.zip", &inner).bytes();
    }
    devour(&inner);
    let file = write_bytes("Demo.ipa", &inner);
    assert_eq!(Ipa::open(&file.path).unwrap().nested_bundles(), []);
}

#[test]
fn a_file_that_unpacks_to_a_thousand_times_its_size_is_read_up_to_the_limit() {
    let bomb = vec![0; 64 << 20];
    let file = ZipFile::demo().file("Payload/Demo.app/zeros", &bomb).write("Demo.ipa");
    assert!(file.path.metadata().unwrap().len() < 1 << 20);
    let mut contents = Contents::open(&file.path).unwrap();
    let refused = contents.read("Payload/Demo.app/zeros", 1 << 20).unwrap_err();
    assert!(matches!(refused, Error::TooLarge { .. }), "{refused}");
}

#[test]
fn links_that_lead_to_each_other_and_to_folders_do_no_harm() {
    let file = ZipFile::demo()
        .link("Payload/Demo.app/a", "b")
        .link("Payload/Demo.app/b", "a")
        .link("Payload/Demo.app/own", ".")
        .link("Payload/Demo.app/Info.plist/x", "y")
        .write("Demo.ipa");
    let contents = Contents::open(&file.path).unwrap();
    assert_eq!(contents.entries().filter(|(_, kind)| matches!(kind, EntryKind::Link(_))).count(), 4);
    assert!(Ipa::open(&file.path).is_ok());

    for target in ["../../../etc/passwd", "/etc/passwd", "a/../../../../x", "", "a\\..\\..\\..\\x"] {
        let file = ZipFile::demo().link("Payload/Demo.app/out", target).write("Demo.ipa");
        let opened = Contents::open(&file.path);
        assert!(target.is_empty() || matches!(opened, Err(Error::UnsafeEntry { .. })), "{target}");
    }
}

#[test]
fn an_info_plist_in_any_encoding_is_read() {
    let old = b"{ CFBundleIdentifier = com.example.demo; CFBundleShortVersionString = \"1.2.3\"; \
                CFBundleVersion = 42; DTPlatformName = iphoneos; CFBundleExecutable = Demo; }";
    let mut xml = Vec::new();
    let list = demo_info().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Value::Dictionary(list).to_writer_xml(&mut xml).unwrap();
    for info in [old.to_vec(), xml.clone(), [b"\xEF\xBB\xBF".as_slice(), &xml].concat()] {
        let file = ZipFile::new()
            .file("Payload/Demo.app/Info.plist", &info)
            .file("Payload/Demo.app/Demo", &arm64_header())
            .write("Demo.ipa");
        let identity = Ipa::open(&file.path).unwrap().identity().unwrap();
        assert_eq!((identity.bundle_id.as_str(), identity.version.as_str()), ("com.example.demo", "42"));
    }
}

#[test]
fn an_info_plist_made_to_harm_is_refused_by_name() {
    let deep = |open: &str, close: &str| {
        format!("<plist><dict><key>a</key>{}{}</dict></plist>", open.repeat(100_000), close.repeat(100_000))
    };
    let entity = "<!DOCTYPE plist [<!ENTITY a \"aaaa\">]><plist><dict><key>&a;</key><string/></dict></plist>";
    for info in [
        deep("<array>", "</array>"),
        deep("<dict><key>a</key>", "</dict>"),
        format!("{{ a = {}; }}", "(".repeat(100_000)),
        entity.to_owned(),
        "<plist><dict>".to_owned(),
        String::new(),
    ] {
        let file = ZipFile::new().file("Payload/Demo.app/Info.plist", info.as_bytes()).write("Demo.ipa");
        let refused = Ipa::open(&file.path).unwrap_err();
        assert!(matches!(refused, Error::InfoPlist { .. }), "{refused}");
        assert!(refused.to_string().contains("Payload/Demo.app/Info.plist"));
    }
}

#[test]
fn an_archive_cut_anywhere_is_refused() {
    let bytes = family().bytes();
    for length in (0..bytes.len() - 22).step_by(7) {
        let file = write_bytes("Demo.ipa", &bytes[..length]);
        assert!(Ipa::open(&file.path).is_err(), "{length} of {}", bytes.len());
        assert!(Contents::open(&file.path).is_err(), "{length} of {}", bytes.len());
    }
}

/// Names made of what causes trouble in names.
fn names() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("..".to_owned()),
        Just(".".to_owned()),
        Just(String::new()),
        Just("Payload".to_owned()),
        Just("Demo.app".to_owned()),
        Just("C:".to_owned()),
        Just("a\\..\\b".to_owned()),
        Just("PlugIns".to_owned()),
        Just("E.appex".to_owned()),
        Just("Info.plist".to_owned()),
        "[a-z\\x00\u{e9}\u{202e}]{0,4}",
    ];
    proptest::collection::vec(part, 1..6).prop_map(|parts| parts.join("/"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn no_name_leads_out_of_the_archive(
        names in proptest::collection::vec((names(), any::<bool>(), names()), 1..8)
    ) {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, is_link, target) in &names {
            let options = SimpleFileOptions::default();
            // The writer refuses some names itself.
            if *is_link {
                let _ = zip.add_symlink(name.as_str(), target.as_str(), options);
            } else if zip.start_file(name.as_str(), options).is_ok() {
                zip.write_all(b"content").unwrap();
            }
        }
        devour(&zip.finish().unwrap().into_inner());
    }

    #[test]
    fn a_mutated_family_never_panics(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        directory in any::<bool>(),
    ) {
        let mut bytes = family().bytes();
        // Half of the time the damage is in the directory, which lies at the end.
        let from = if directory { bytes.len() * 2 / 3 } else { 0 };
        for (at, byte) in changes {
            let at = from + at.index(bytes.len() - from);
            bytes[at] = byte;
        }
        devour(&bytes);
    }

    #[test]
    fn bytes_around_an_archive_never_panic(
        before in proptest::collection::vec(any::<u8>(), 0..64),
        after in proptest::collection::vec(any::<u8>(), 0..64),
    ) {
        devour(&[before, family().bytes(), after].concat());
    }

    #[test]
    fn an_info_plist_of_any_bytes_never_panics(
        start in prop_oneof![Just(""), Just("bplist00"), Just("<?xml version=\"1.0\"?><plist>"), Just("{ a = ")],
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let info = [start.as_bytes(), &bytes].concat();
        devour(&ZipFile::new().file("Payload/Demo.app/Info.plist", &info).bytes());
    }
}

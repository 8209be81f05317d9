//! Signing and judging, together.

use proptest::prelude::*;

use crate::fixture::{IOS_APP, Wanted, entitlements, identity, image, openssl, settings, universal};
use crate::mach_o::Image;
use crate::signature::{Blobs, Magic, Slot};
use crate::{Error, Settings, Signature, needs_sha1, read, read_stream, sign, verify};

const INFO: Option<&[u8]> = Some(b"<plist/>");
const RESOURCES: Option<&[u8]> = Some(b"<resources/>");

fn signed(wanted: Wanted) -> Vec<u8> {
    sign(&image(wanted), &settings(Some(&entitlements()))).unwrap()
}

fn streamed(file: &[u8]) -> Result<Option<Signature>, ()> {
    read_stream(&mut &*file, file.len() as u64).map_err(drop)
}

fn broken(file: &[u8]) -> String {
    verify(file, INFO, RESOURCES).unwrap_err().to_string()
}

#[test]
fn what_is_signed_holds_and_tells_who_signed_it() {
    for wanted in [
        IOS_APP,
        Wanted { is_64_bit: false, platform: 4, ..IOS_APP },
        Wanted { minimum_os: 10 << 16, ..IOS_APP },
        Wanted { code: 4_096 * 5 - 1_024 - 40, ..IOS_APP },
    ] {
        let file = signed(wanted);
        let signature = verify(&file, INFO, RESOURCES).unwrap();
        assert_eq!(signature.identifier, "com.example.app");
        assert_eq!(signature.team_id.as_deref(), Some("ABCDE12345"));
        assert_eq!(signature.entitlements, Some(entitlements()));
        assert_eq!(signature.signer.as_ref(), Some(identity().certificate()));
        assert_eq!(signature.page_size, Some(4_096));
        assert_eq!(file.len() % 16, 0);
    }
}

#[test]
fn only_old_systems_and_the_watch_need_sha1() {
    let needs =
        |platform, minimum_os| needs_sha1(&image(Wanted { platform, minimum_os, ..IOS_APP })).unwrap();
    assert!(!needs(2, 11 << 16) && needs(2, 10 << 16));
    assert!(!needs(3, 11 << 16) && needs(3, 10 << 16));
    assert!(needs(4, 11 << 16));
    assert!(!needs(11, 1 << 16), "visionOS never knew SHA-1");
}

#[test]
fn signing_again_changes_nothing_but_the_signature() {
    let once = signed(IOS_APP);
    assert_eq!(sign(&once, &settings(Some(&entitlements()))).unwrap(), once);
    let library = Settings { entitlements: None, resources: None, info_plist: None, ..settings(None) };
    let other = sign(&once, &library).unwrap();
    let code = |file: &[u8]| {
        let (_, there) = Image::read(file).unwrap().signature.unwrap();
        file[1_024..there.start].to_vec()
    };
    assert!(code(&other) == code(&once));
    assert!(code(&once).starts_with(&image(IOS_APP)[1_024..]));
    assert_eq!(verify(&other, None, None).unwrap().entitlements, None);
}

#[test]
fn every_image_of_a_universal_file_is_signed() {
    let wide = Wanted { code: 20_000, ..IOS_APP };
    let file = universal(&[image(Wanted { is_64_bit: false, ..IOS_APP }), image(wide)]);
    let mut file = sign(&file, &settings(Some(&entitlements()))).unwrap();
    assert!(verify(&file, INFO, RESOURCES).is_ok());
    let second = u32::from_be_bytes(file[36..40].try_into().unwrap()) as usize;
    file[second + 2_000] ^= 1;
    assert!(broken(&file).contains("page 0 of the code was changed"), "{}", broken(&file));
}

#[test]
fn whatever_is_changed_is_found() {
    let file = signed(IOS_APP);
    for (info, resources, said) in [
        (Some(b"<other/>".as_slice()), RESOURCES, "Info.plist: changed"),
        (None, RESOURCES, "Info.plist: missing"),
        (INFO, Some(b"<other/>".as_slice()), "resources: changed"),
        (INFO, None, "resources: missing"),
    ] {
        let error = verify(&file, info, resources).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    let (_, there) = Image::read(&file).unwrap().signature.unwrap();
    let find = |what: &[u8]| file.windows(what.len()).position(|window| window == what).unwrap();
    for (at, said) in [
        (5_000, "page 1 of the code was changed"),
        (find(b"<key>get-task-allow"), "entitlements: changed"),
        (find(b"subject.CN"), "requirements: changed"),
        (find(b"com.example.app\0"), "another code directory"),
        (there.start + 4, "it is damaged"),
    ] {
        let mut file = file.clone();
        file[at] ^= 1;
        assert!(broken(&file).contains(said), "{said}: {}", broken(&file));
    }
}

#[test]
fn what_cannot_be_signed_is_said() {
    let refused = |file: &[u8]| sign(file, &settings(None)).unwrap_err().to_string();
    assert!(matches!(sign(b"#!/bin/sh", &settings(None)), Err(Error::NotMachO)));
    let encrypted = image(Wanted { encrypted: true, ..IOS_APP });
    assert!(refused(&encrypted).contains("encrypted by the App Store"));
    let mut appended = signed(IOS_APP);
    appended.extend([0; 64]);
    assert!(refused(&appended).contains("something follows its signature"));
    // The header is full up to the first section.
    let mut full = image(IOS_APP);
    let end = Image::read(&full).unwrap().commands_end;
    full[end] = 1;
    assert!(refused(&full).contains("no room"));
    let odd = Settings { page_size: Some(5_000), ..settings(None) };
    assert!(sign(&image(IOS_APP), &odd).unwrap_err().to_string().contains("5000 is no size of a page"));
    assert!(verify(&image(IOS_APP), None, None).unwrap_err().to_string().contains("not signed"));
    assert_eq!(read(&image(IOS_APP)).unwrap(), None);
}

#[test]
fn openssl_finds_the_message_to_be_signed_over_the_code_directory() {
    for wanted in [IOS_APP, Wanted { minimum_os: 10 << 16, ..IOS_APP }] {
        let file = signed(wanted);
        let (_, there) = Image::read(&file).unwrap().signature.unwrap();
        let blobs = Blobs::read(&file[there]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().join("directory");
        std::fs::write(&directory, blobs.get(Slot::Directory, Magic::Directory).unwrap()).unwrap();
        let arguments = ["cms", "-verify", "-binary", "-noverify", "-inform", "DER", "-content"];
        let content = directory.to_str().unwrap();
        let message = &blobs.get(Slot::Message, Magic::Wrapper).unwrap()[8..];
        let told = openssl(&[&arguments[..], &[content]].concat(), message);
        assert_eq!(told, std::fs::read(&directory).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn a_changed_byte_in_front_of_the_signature_is_found(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut file = signed(IOS_APP);
        let (_, there) = Image::read(&file).unwrap().signature.unwrap();
        file[at.index(there.start)] ^= 1 << bit;
        prop_assert!(verify(&file, INFO, RESOURCES).is_err());
    }

    #[test]
    fn a_damaged_file_never_panics(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
        many in any::<bool>(),
    ) {
        let one = signed(IOS_APP);
        let mut file = if many { universal(&[one.clone(), one]) } else { one };
        for (at, byte) in changes {
            // Headers are where damage hurts.
            let at = at.index(file.len());
            let at = if byte.is_multiple_of(2) { at % 1_200 } else { at };
            file[at] = byte;
        }
        file.truncate(1 + cut.index(file.len() * 2));
        let _ = verify(&file, INFO, RESOURCES);
        prop_assert_eq!(streamed(&file), read(&file).map_err(drop));
        let _ = sign(&file, &settings(None));
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for magic in [[0xCF, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE]] {
            let file = [&magic[..], &bytes].concat();
            let _ = verify(&file, None, None);
            prop_assert_eq!(streamed(&file), read(&file).map_err(drop));
        }
    }
}

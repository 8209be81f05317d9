//! Mach-O files and an identity for the tests.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use plist::{Dictionary, Value};
use secrecy::ExposeSecret as _;
use signing::{Certificate, Identity, PrivateKey};
use time::OffsetDateTime;

use crate::Settings;

/// What an image is like that a test wants.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) is_64_bit: bool,
    pub(crate) is_main: bool,
    pub(crate) platform: u32,
    pub(crate) minimum_os: u32,
    pub(crate) encrypted: bool,
    pub(crate) code: usize,
}

pub(crate) const IOS_APP: Wanted = Wanted {
    is_64_bit: true,
    is_main: true,
    platform: 2,
    minimum_os: 17 << 16,
    encrypted: false,
    code: 10_000,
};

const HEADER: usize = 1_024;

/// An image without a signature: a header, code, and a few bytes for the linker.
pub(crate) fn image(wanted: Wanted) -> Vec<u8> {
    let text = HEADER + wanted.code;
    let whole = text + 40;
    let wide = wanted.is_64_bit;
    let mut commands = vec![
        segment(wide, "__TEXT", 0, text, Some(("__text", HEADER, wanted.code))),
        segment(wide, "__LINKEDIT", text, whole - text, None),
        words(&[0x32, 24, wanted.platform, wanted.minimum_os, 0, 0]),
    ];
    if wanted.encrypted {
        commands.push(words(&[0x2C, 24, 0, 0, 1, 0]));
    }
    let size = u32::try_from(commands.iter().map(Vec::len).sum::<usize>()).unwrap();
    let (magic, cpu) = if wide { (0xFEED_FACF, 0x0100_000C) } else { (0xFEED_FACE, 0x0200_000C) };
    let kind = if wanted.is_main { 2 } else { 6 };
    let mut file = words(&[magic, cpu, 0, kind, u32::try_from(commands.len()).unwrap(), size, 0]);
    if wide {
        file.extend([0; 4]);
    }
    file.extend(commands.concat());
    file.resize(HEADER, 0);
    file.extend((0..wanted.code + 40).map(|at| u8::try_from(at % 251).unwrap()));
    file
}

fn segment(
    wide: bool,
    name: &str,
    offset: usize,
    size: usize,
    section: Option<(&str, usize, usize)>,
) -> Vec<u8> {
    let number = |number: usize| {
        let bytes = (number as u64).to_le_bytes();
        bytes[..if wide { 8 } else { 4 }].to_vec()
    };
    let word = |number: usize| u32::try_from(number).unwrap().to_le_bytes().to_vec();
    let mut body = vec![fixed(name), number(offset), number(size), number(offset), number(size)];
    body.extend([word(5), word(5), word(usize::from(section.is_some())), word(0)]);
    if let Some((name, offset, size)) = section {
        body.extend([fixed(name), fixed("__TEXT"), number(offset), number(size), word(offset)]);
        body.push(vec![0; if wide { 28 } else { 24 }]);
    }
    let body = body.concat();
    let length = u32::try_from(body.len() + 8).unwrap();
    [words(&[if wide { 0x19 } else { 1 }, length]), body].concat()
}

fn fixed(name: &str) -> Vec<u8> {
    let mut bytes = name.as_bytes().to_vec();
    bytes.resize(16, 0);
    bytes
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A universal file of these images, each at a multiple of 16 KiB.
pub(crate) fn universal(images: &[Vec<u8>]) -> Vec<u8> {
    let mut list = [0xCAFE_BABE_u32, u32::try_from(images.len()).unwrap()].map(u32::to_be_bytes).concat();
    let mut content = Vec::new();
    for image in images {
        content.resize(usize::next_multiple_of(content.len(), 0x4000), 0);
        let offset = u32::try_from(0x4000 + content.len()).unwrap();
        list.extend_from_slice(&image[4..8].iter().rev().copied().collect::<Vec<_>>());
        let rest = [0, offset, u32::try_from(image.len()).unwrap(), 14];
        list.extend(rest.map(u32::to_be_bytes).concat());
        content.extend(image);
    }
    list.resize(0x4000, 0);
    [list, content].concat()
}

/// Runs openssl; what it needs to read stands in its arguments or comes in.
pub(crate) fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tests need openssl");
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A thread of its own: either pipe may be full. A program that needs no input closes its end.
    std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// An identity whose certificate is signed by its own key.
pub(crate) fn identity() -> &'static Identity {
    static IDENTITY: OnceLock<Identity> = OnceLock::new();
    IDENTITY.get_or_init(|| {
        let key = PrivateKey::generate().unwrap();
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().write_all(key.to_pem().expose_secret().as_bytes()).unwrap();
        let subject = "/CN=Apple Distribution: Example (ABCDE12345)/OU=ABCDE12345/C=US";
        let path = file.path().to_str().unwrap();
        let pem = openssl(&["req", "-x509", "-new", "-key", path, "-subj", subject, "-days", "300"], b"");
        Identity::new(key, Certificate::read(&pem).unwrap()).unwrap()
    })
}

/// Entitlements of an app.
pub(crate) fn entitlements() -> Dictionary {
    let mut all = Dictionary::new();
    all.insert("application-identifier".into(), "ABCDE12345.com.example.app".into());
    all.insert("get-task-allow".into(), false.into());
    all.insert("keychain-access-groups".into(), Value::Array(vec!["ABCDE12345.com.example.app".into()]));
    all
}

/// Settings for an app.
pub(crate) fn settings(entitlements: Option<&Dictionary>) -> Settings<'_> {
    Settings {
        identifier: "com.example.app",
        info_plist: Some(b"<plist/>"),
        resources: Some(b"<resources/>"),
        entitlements,
        page_size: None,
        identity: identity(),
        signed_at: OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000),
    }
}

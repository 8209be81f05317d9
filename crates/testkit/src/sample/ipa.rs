//! The sample's .ipa.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use plist::{Dictionary, Value};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::picture::{Picture, Rectangle};
use super::{Sample, mach_o};

/// The app's folder; what it is called does not depend on the app's name.
pub(super) const APP: &str = "Payload/Demo.app";

const EXECUTABLE: &str = "Demo";
const MINIMUM_OS: &str = "17.0";

/// Sides of the icon in pixels: 60 points at twice the resolution.
const ICON_SIDE: u32 = 120;

pub(super) fn write(sample: &Sample, path: &Path) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    write_app(&mut zip, APP, sample, Some(&info_plist(sample)?))?;
    zip.finish()?.flush()
}

/// Adds an app to an archive, with or without an Info.plist.
pub(super) fn write_app<W: Write + io::Seek>(
    zip: &mut ZipWriter<W>,
    app: &str,
    sample: &Sample,
    info_plist: Option<&[u8]>,
) -> io::Result<()> {
    let file = options().compression_method(CompressionMethod::Deflated).unix_permissions(0o644);
    let mut add = |name: &str, content: &[u8], options: SimpleFileOptions| -> io::Result<()> {
        zip.start_file(format!("{app}/{name}"), options)?;
        zip.write_all(content)
    };
    if let Some(info_plist) = info_plist {
        add("Info.plist", info_plist, file)?;
    }
    add("PkgInfo", b"APPL????", file)?;
    add(EXECUTABLE, &mach_o::executable(), file.unix_permissions(0o755))?;
    add("AppIcon60x60@2x.png", &icon()?, file)?;
    if let Some(profile) = &sample.profile {
        add("embedded.mobileprovision", profile, file)?;
    }
    let noise = file.compression_method(CompressionMethod::Stored);
    let noise = noise.large_file(sample.payload_bytes > u64::from(u32::MAX));
    zip.start_file(format!("{app}/Tides.bin"), noise)?;
    write_noise(zip, sample.payload_bytes, sample.seed)
}

/// One moment for all entries, so that the same sample is the same file.
fn options() -> SimpleFileOptions {
    let moment = DateTime::from_date_and_time(2026, 11, 20, 12, 0, 0).unwrap_or_default();
    SimpleFileOptions::default().last_modified_time(moment)
}

pub(super) fn info_plist(sample: &Sample) -> io::Result<Vec<u8>> {
    let mut info = Dictionary::new();
    let mut set = |key: &str, value: Value| info.insert(key.to_owned(), value);
    set("CFBundleDevelopmentRegion", "en".into());
    set("CFBundleDisplayName", sample.app_name.as_str().into());
    set("CFBundleExecutable", EXECUTABLE.into());
    set("CFBundleIcons", icons());
    set("CFBundleIdentifier", sample.bundle_id.as_str().into());
    set("CFBundleInfoDictionaryVersion", "6.0".into());
    set("CFBundleName", EXECUTABLE.into());
    set("CFBundlePackageType", "APPL".into());
    set("CFBundleShortVersionString", sample.version.as_str().into());
    set("CFBundleSupportedPlatforms", Value::Array(vec!["iPhoneOS".into()]));
    set("CFBundleVersion", sample.build.as_str().into());
    set("DTPlatformName", "iphoneos".into());
    set("DTPlatformVersion", "26.0".into());
    set("DTSDKName", "iphoneos26.0".into());
    set("ITSAppUsesNonExemptEncryption", false.into());
    set("LSRequiresIPhoneOS", true.into());
    set("MinimumOSVersion", MINIMUM_OS.into());
    set("UIDeviceFamily", Value::Array(vec![1.into(), 2.into()]));
    set("UILaunchScreen", Value::Dictionary(Dictionary::new()));
    set("UIRequiredDeviceCapabilities", Value::Array(vec!["arm64".into()]));
    let mut bytes = Vec::new();
    Value::Dictionary(info).to_writer_binary(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

fn icons() -> Value {
    let mut primary = Dictionary::new();
    primary.insert("CFBundleIconFiles".to_owned(), Value::Array(vec!["AppIcon60x60".into()]));
    primary.insert("CFBundleIconName".to_owned(), "AppIcon".into());
    let mut icons = Dictionary::new();
    icons.insert("CFBundlePrimaryIcon".to_owned(), Value::Dictionary(primary));
    Value::Dictionary(icons)
}

/// Three waves of different length under a morning sky.
fn icon() -> io::Result<Vec<u8>> {
    let wave = |x, y, width| Rectangle { x, y, width, height: 10, colour: [255, 255, 255] };
    let shapes = vec![wave(20, 42, 50), wave(34, 60, 66), wave(20, 78, 62)];
    Picture { width: ICON_SIDE, height: ICON_SIDE, top: [20, 90, 170], bottom: [40, 180, 200], shapes }
        .encode()
}

/// Bytes that do not compress (xorshift64*), as those of images and sounds in a real app do not.
fn write_noise(writer: &mut impl Write, length: u64, seed: u64) -> io::Result<()> {
    // Zero would stay zero for ever.
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut remaining = length;
    let mut block = Vec::with_capacity(64 * 1024);
    while remaining > 0 {
        block.clear();
        while block.len() < 64 * 1024 {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            block.extend(state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_le_bytes());
        }
        block.truncate(usize::try_from(remaining).unwrap_or(usize::MAX));
        writer.write_all(&block)?;
        remaining -= block.len() as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use artifact::{Ipa, Platform};

    use super::*;

    #[test]
    fn the_app_tells_what_the_sample_was_made_with() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Demo.ipa");
        let sample =
            Sample::default().bundle_id("com.example.other").version("2.1").build("7").profile(b"signed");
        sample.payload_bytes(300_001).write_ipa(&path).unwrap();

        let ipa = Ipa::open(&path).unwrap();
        assert_eq!(ipa.checks(), []);
        let identity = ipa.identity().unwrap();
        assert_eq!(identity.bundle_id, "com.example.other");
        assert_eq!((identity.short_version.as_str(), identity.version.as_str()), ("2.1", "7"));
        assert_eq!(identity.platform, Platform::Ios);
        assert_eq!(ipa.profile(APP).unwrap().as_deref(), Some(b"signed".as_slice()));
        assert!(ipa.file_size() > 300_001, "the payload is stored, not deflated");
    }

    #[test]
    fn the_same_sample_is_the_same_file_and_another_seed_is_another_file() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = |seed| {
            let path = folder.path().join(format!("{seed}.ipa"));
            Sample::default().payload_bytes(70_000).seed(seed).write_ipa(&path).unwrap();
            std::fs::read(path).unwrap()
        };
        assert_eq!(bytes(5), bytes(5));
        assert_ne!(bytes(5), bytes(6));
    }

    #[test]
    fn without_a_profile_only_the_profile_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Demo.ipa");
        Sample::default().payload_bytes(0).write_ipa(&path).unwrap();
        let checks: Vec<_> = Ipa::open(&path).unwrap().checks().iter().map(|finding| finding.check).collect();
        assert_eq!(checks, ["embedded-profile"]);
    }

    #[test]
    fn unzip_accepts_the_archive_where_it_is_installed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Demo.ipa");
        Sample::default().payload_bytes(100_000).write_ipa(&path).unwrap();
        if let Ok(output) = Command::new("unzip").arg("-t").arg(&path).output() {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

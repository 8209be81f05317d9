//! Files that every tool must refuse, each broken in one way.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use zip::ZipWriter;

use super::ipa::{APP, info_plist, write_app};
use super::picture::Picture;
use super::{Sample, create_parent};

fn small() -> Sample {
    Sample::default().payload_bytes(10_000).profile(b"not a profile")
}

/// An .ipa whose second half is missing, as after a download that broke off.
pub fn write_truncated_ipa(path: &Path) -> io::Result<()> {
    small().write_ipa(path)?;
    let half = std::fs::metadata(path)?.len() / 2;
    File::options().write(true).open(path)?.set_len(half)
}

/// An error page saved as an .ipa.
pub fn write_not_a_zip(path: &Path) -> io::Result<()> {
    create_parent(path)?;
    std::fs::write(path, "<!doctype html>\n<title>404</title>\n<p>There is nothing here.</p>\n")
}

/// An .ipa with two apps.
pub fn write_two_apps(path: &Path) -> io::Result<()> {
    let sample = small();
    let info = info_plist(&sample)?;
    write_apps(path, &[(APP, Some(&info)), ("Payload/Other.app", Some(&info))])
}

/// An .ipa whose app has no Info.plist.
pub fn write_missing_info_plist(path: &Path) -> io::Result<()> {
    write_apps(path, &[(APP, None)])
}

/// A flawless PNG of 1000x1000 pixels, which is no device's screen.
pub fn write_wrong_size_png(path: &Path) -> io::Result<()> {
    create_parent(path)?;
    let picture = Picture { width: 1000, height: 1000, top: [90; 3], bottom: [160; 3], shapes: Vec::new() };
    std::fs::write(path, picture.encode()?)
}

fn write_apps(path: &Path, apps: &[(&str, Option<&[u8]>)]) -> io::Result<()> {
    create_parent(path)?;
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    for (app, info) in apps {
        write_app(&mut zip, app, &small(), *info)?;
    }
    zip.finish()?.flush()
}

#[cfg(test)]
mod tests {
    use artifact::screenshots::Screenshot;
    use artifact::{Error, Ipa};

    use super::*;

    #[test]
    fn each_file_is_refused_for_its_own_reason() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Demo.ipa");
        let refusal = |write: fn(&Path) -> io::Result<()>| {
            write(&path).unwrap();
            Ipa::open(&path).unwrap_err()
        };
        assert!(matches!(refusal(write_truncated_ipa), Error::Truncated { .. }));
        assert!(matches!(refusal(write_not_a_zip), Error::NotZip { .. }));
        assert!(matches!(refusal(write_two_apps), Error::SeveralApps { .. }));
        assert!(matches!(refusal(write_missing_info_plist), Error::MissingInfoPlist { .. }));

        let image = folder.path().join("wrong.png");
        write_wrong_size_png(&image).unwrap();
        assert!(matches!(
            Screenshot::validate(&image, folder.path()),
            Err(Error::ScreenshotSize { width: 1000, height: 1000, .. })
        ));
    }
}

//! A product archive for the Mac (.pkg): which app it installs.
//!
//! A .pkg is a xar archive: a header, a compressed table of contents in XML, and a heap of files. The file `Distribution`
//! in it names the product and the app's bundle with both of its versions.

mod distribution;
mod xar;

use std::path::{Path, PathBuf};

use crate::{Error, Identity, Platform, Result};

/// An open .pkg.
#[derive(Debug)]
pub struct Pkg {
    path: PathBuf,
    file_size: u64,
    identity: Identity,
    signed: bool,
}

impl Pkg {
    /// Opens the package and reads its table of contents and its `Distribution`; nothing else, however big it is.
    pub fn open(path: &Path) -> Result<Self> {
        let wrong = |reason: String| Error::Pkg { path: path.to_owned(), reason };
        let mut archive = xar::Xar::open(path)?;
        let text = archive.read("Distribution")?.ok_or_else(|| {
            wrong("it has no `Distribution`, so it is no product archive; make it with `productbuild`".into())
        })?;
        let product = distribution::read(&text).map_err(wrong)?;
        let identity = Identity {
            bundle_id: product.bundle_id,
            short_version: product.short_version,
            version: product.version,
            platform: Platform::MacOs,
        };
        Ok(Self {
            path: path.to_owned(),
            file_size: archive.file_size(),
            identity,
            signed: archive.is_signed(),
        })
    }

    /// The path it was opened from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The size of the package, in bytes.
    pub fn file_size(&self) -> u64 {
        self.file_size
    }

    /// The app that it installs.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Whether it carries the signature of an installer certificate. Whose it is, is not looked at.
    pub fn is_signed(&self) -> bool {
        self.signed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::xar::fixture::{DISTRIBUTION, archive};
    use super::*;
    use crate::fixture::write_bytes;

    #[test]
    fn a_package_tells_its_app() {
        let file = write_bytes("Demo.pkg", &archive(&[("Distribution", DISTRIBUTION.as_bytes())], true));
        let pkg = Pkg::open(&file.path).unwrap();
        let identity = pkg.identity();
        assert_eq!(identity.bundle_id, "com.example.demo");
        assert_eq!((identity.short_version.as_str(), identity.version.as_str()), ("1.2.3", "42"));
        assert_eq!(identity.platform, Platform::MacOs);
        assert!(pkg.is_signed());
        let unsigned = write_bytes("Demo.pkg", &archive(&[("Distribution", DISTRIBUTION.as_bytes())], false));
        assert!(!Pkg::open(&unsigned.path).unwrap().is_signed());
    }

    #[test]
    fn what_is_no_product_archive_is_told_apart() {
        let reason = |bytes: &[u8]| match Pkg::open(&write_bytes("Demo.pkg", bytes).path).unwrap_err() {
            Error::Pkg { reason, .. } => reason,
            other => panic!("{other}"),
        };
        assert!(reason(b"PK\x03\x04 a zip file, which has no xar header").contains("no xar archive"));
        assert!(reason(&archive(&[("PackageInfo", b"<pkg-info/>")], false)).contains("productbuild"));
        assert!(reason(&archive(&[("Distribution", b"<installer-gui-script/>")], false)).contains("bundle"));
        let whole = archive(&[("Distribution", DISTRIBUTION.as_bytes())], false);
        for length in [10, 40, whole.len() - 5] {
            assert!(!reason(&whole[..length]).is_empty(), "{length} bytes");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
            let mut bytes = archive(&[("Distribution", DISTRIBUTION.as_bytes())], true);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.truncate(cut.index(bytes.len() * 3).min(bytes.len()));
            let _ = Pkg::open(&write_bytes("Demo.pkg", &bytes).path);
        }
    }
}

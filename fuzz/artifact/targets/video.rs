//! A video of any bytes: its tracks are read and held against Apple's limits.

#![no_main]

use std::io::Write as _;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::with_suffix(".mov") else { return };
    if file.write_all(bytes).is_err() {
        return;
    }
    if let Ok(preview) = artifact::video::Preview::check(file.path(), artifact::Platform::Ios) {
        assert!(preview.findings.iter().all(|finding| !finding.to_string().contains('\x1B')));
    }
});

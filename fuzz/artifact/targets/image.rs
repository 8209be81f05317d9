//! A picture of any bytes: its headers are read and judged as a screenshot's and an App Clip's.

#![no_main]

use std::io::Write as _;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::with_suffix(".png") else { return };
    if file.write_all(bytes).is_err() {
        return;
    }
    let _ = artifact::screenshots::Screenshot::validate(file.path(), file.path());
    let _ = artifact::image::check_app_clip_header(file.path());
});

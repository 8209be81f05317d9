//! An .ipa of any bytes: opened, checked, and read to its end.

#![no_main]

use std::io::Write as _;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut file) = tempfile::NamedTempFile::with_suffix(".ipa") else { return };
    if file.write_all(bytes).is_err() {
        return;
    }
    if let Ok(ipa) = artifact::Ipa::open(file.path()) {
        let _ = (ipa.checks(), ipa.profile(ipa.app_folder()), ipa.identity());
    }
    if let Ok(mut contents) = artifact::Contents::open(file.path()) {
        let names = contents.entries().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
        for name in names {
            assert!(!name.split('/').any(|part| part == ".."), "{name:?}");
            let _ = contents.read(&name, 1 << 20);
        }
    }
});

//! An executable of any bytes: its signature is read and judged.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = (codesign::read(bytes), codesign::needs_sha1(bytes));
    let _ = codesign::verify(bytes, None, None);
    let _ = codesign::Sealed::read(bytes);
    let _ = codesign::certificates_of_message(bytes);
});

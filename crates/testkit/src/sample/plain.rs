//! A picture of any size, of nothing in particular.

use std::io;
use std::path::Path;

use super::create_parent;
use super::picture::Picture;

/// Writes a PNG without alpha channel of that width and height in pixels; other colours make other bytes.
pub fn write(path: &Path, (width, height): (u32, u32), top: [u8; 3]) -> io::Result<()> {
    create_parent(path)?;
    let picture = Picture { width, height, top, bottom: [250; 3], shapes: Vec::new() };
    std::fs::write(path, picture.encode()?)
}

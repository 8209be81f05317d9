//! Files that a person names.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::failure::Failure;

/// Reads a file that a person names, if it is at most so many bytes long. One that is longer, or not there, is wrong
/// input (exit code 6).
pub fn read_file(path: &Path, longest: u64) -> Result<Vec<u8>, Failure> {
    let unread = |why: String| Failure::invalid(format!("cannot read {}", path.display())).cause(why);
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(longest.saturating_add(1)).read_to_end(&mut bytes));
    read.map_err(|error: io::Error| unread(error.to_string()))?;
    if bytes.len() as u64 > longest {
        return Err(unread(format!("it has more than {longest} bytes, as no such file has")));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exit;

    #[test]
    fn a_file_is_read_up_to_its_bound() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read_file(&path, 5).unwrap(), b"12345");
        for (path, longest) in [(path.as_path(), 4), (&folder.path().join("nowhere"), 5), (folder.path(), 5)]
        {
            let failure = read_file(path, longest).unwrap_err();
            assert_eq!(failure.exit_code, exit::INVALID);
            assert!(failure.message.contains(&path.display().to_string()), "{failure}");
        }
    }
}

//! Boxes: the nested, sized pieces that MP4 (ISO/IEC 14496-12, clause 4.2) and QuickTime files are made of.
//! They are walked by seeking: a preview of any size costs a few hundred bytes, the most hostile file some megabytes.

use std::io::{self, Read, Seek, SeekFrom};

use super::{ENDS_EARLY, Fault};

/// Boxes looked at in one file. A preview has some hundreds; a file in fragments has a few for each of them.
const MAX_BOXES: u32 = 100_000;

/// A box without its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) kind: [u8; 4],
    /// Where it starts in the file.
    pub(super) start: u64,
    /// Where it ends in the file.
    pub(super) end: u64,
}

impl Content {
    /// What is left of it when its first bytes are skipped; empty when it has no more.
    pub(super) fn after(self, skipped: u64) -> Self {
        Self { start: self.start.saturating_add(skipped).min(self.end), ..self }
    }
}

/// A file of boxes, and how many of them may still be looked at.
pub(super) struct Source<R> {
    reader: R,
    length: u64,
    left: u32,
}

impl<R: Read + Seek> Source<R> {
    pub(super) fn new(mut reader: R) -> io::Result<Self> {
        let length = reader.seek(SeekFrom::End(0))?;
        Ok(Self { reader, length, left: MAX_BOXES })
    }

    /// The length of the file in bytes.
    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    /// What the file's first box says it is, whatever its size.
    pub(super) fn first_kind(&mut self) -> Result<[u8; 4], Fault> {
        let [_, _, _, _, kind @ ..]: [u8; 8] =
            self.head(Content { kind: [0; 4], start: 0, end: self.length })?;
        Ok(kind)
    }

    /// The boxes that the file consists of.
    pub(super) fn roots(&mut self) -> Result<Vec<Content>, Fault> {
        self.walk(0, self.length, true)
    }

    /// The boxes inside a box.
    pub(super) fn children(&mut self, parent: Content) -> Result<Vec<Content>, Fault> {
        self.walk(parent.start, parent.end, false)
    }

    /// The first bytes of a box; those that it does not have are zero.
    pub(super) fn head<const LENGTH: usize>(&mut self, content: Content) -> Result<[u8; LENGTH], Fault> {
        let mut bytes = [0; LENGTH];
        let there = usize::try_from(content.end.saturating_sub(content.start)).unwrap_or(LENGTH).min(LENGTH);
        self.reader.seek(SeekFrom::Start(content.start))?;
        self.reader.read_exact(&mut bytes[..there])?;
        Ok(bytes)
    }

    fn walk(&mut self, start: u64, end: u64, is_root: bool) -> Result<Vec<Content>, Fault> {
        let mut found = Vec::new();
        let mut at = start;
        // Fewer bytes than a header has are padding; QuickTime ends some lists with four zero bytes.
        while end.saturating_sub(at) >= 8 {
            self.left = self.left.checked_sub(1).ok_or(Fault::Malformed("it has too many boxes"))?;
            let Some(content) = self.header(at, end, is_root)? else { break };
            at = content.end;
            found.push(content);
        }
        Ok(found)
    }

    /// The box at a place, or `None` where a list ends before its parent does.
    fn header(&mut self, at: u64, end: u64, is_root: bool) -> Result<Option<Content>, Fault> {
        let head: [u8; 16] = self.head(Content { kind: [0; 4], start: at, end })?;
        let [_, _, _, _, k0, k1, k2, k3, ..] = head;
        let kind = [k0, k1, k2, k3];
        let (header, size) = match be32(&head, 0) {
            0 if is_root => (8, end - at),
            0 => return Ok(None),
            1 => (16, be64(&head, 8)),
            size => (8, u64::from(size)),
        };
        if size < header {
            return Err(Fault::Malformed("the size of a box is impossible"));
        }
        match at.checked_add(size) {
            Some(last) if last <= end => Ok(Some(Content { kind, start: at + header, end: last })),
            _ if is_root => Err(Fault::Malformed(ENDS_EARLY)),
            _ => Err(Fault::Malformed("a box is larger than the one around it")),
        }
    }
}

/// The 16-bit number at a place in a box's head; 0 where the head does not reach.
pub(super) fn be16(head: &[u8], at: usize) -> u16 {
    head.get(at..).and_then(<[u8]>::first_chunk).copied().map_or(0, u16::from_be_bytes)
}

/// The 32-bit number at a place in a box's head; 0 where the head does not reach.
pub(super) fn be32(head: &[u8], at: usize) -> u32 {
    head.get(at..).and_then(<[u8]>::first_chunk).copied().map_or(0, u32::from_be_bytes)
}

/// The 64-bit number at a place in a box's head; 0 where the head does not reach.
pub(super) fn be64(head: &[u8], at: usize) -> u64 {
    head.get(at..).and_then(<[u8]>::first_chunk).copied().map_or(0, u64::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn kinds(bytes: &[u8]) -> Result<Vec<[u8; 4]>, Fault> {
        let mut source = Source::new(Cursor::new(bytes)).unwrap();
        Ok(source.roots()?.into_iter().map(|content| content.kind).collect())
    }

    #[test]
    fn the_three_ways_to_write_a_size_are_read() {
        let plain = b"\0\0\0\x0Cfree1234".as_slice();
        let large = b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x1212".as_slice();
        let to_the_end = b"\0\0\0\0mdat1234567".as_slice();
        assert_eq!(kinds(&[plain, large, to_the_end].concat()).unwrap(), [*b"free", *b"mdat", *b"mdat"]);
        assert_eq!(kinds(&[plain, b"\0\0\0"].concat()).unwrap(), [*b"free"]);
    }

    #[test]
    fn impossible_sizes_are_refused() {
        assert!(matches!(kinds(b"\0\0\0\x07free1234"), Err(Fault::Malformed(_))));
        assert!(matches!(kinds(b"\0\0\0\x01mdat\0\0\0\0\0\0\0\x0F"), Err(Fault::Malformed(_))));
        assert!(matches!(kinds(b"\0\0\0\x0Dmdat1234"), Err(Fault::Malformed(ENDS_EARLY))));
        let endless = b"\0\0\0\x08free\0\0\0\x01mdat\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
        assert!(matches!(kinds(endless), Err(Fault::Malformed(ENDS_EARLY))));
    }

    #[test]
    fn a_child_does_not_reach_beyond_its_parent_and_a_list_may_end_early() {
        let bytes = b"\0\0\0\x08free\0\0\0\0rest";
        let mut source = Source::new(Cursor::new(bytes.as_slice())).unwrap();
        let parent = Content { kind: *b"moov", start: 0, end: 16 };
        assert_eq!(source.children(parent).unwrap().len(), 1);
        let narrow = Content { end: 15, ..parent.after(8) };
        assert_eq!(source.children(narrow).unwrap(), []);
        let bytes = b"\0\0\0\x20free\0\0\0\0";
        let mut source = Source::new(Cursor::new(bytes.as_slice())).unwrap();
        assert!(matches!(
            source.children(Content { end: 12, ..parent }),
            Err(Fault::Malformed("a box is larger than the one around it"))
        ));
    }

    #[test]
    fn a_file_of_nothing_but_boxes_ends() {
        let bytes = b"\0\0\0\x08free".repeat(100_001);
        assert!(matches!(kinds(&bytes), Err(Fault::Malformed("it has too many boxes"))));
        assert_eq!(kinds(&bytes[8..]).unwrap().len(), 100_000);
    }
}

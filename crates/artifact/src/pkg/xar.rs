//! The container of a .pkg, read within bounds (the format is described in xar's own `xar.h`: a header in big-endian
//! numbers, a table of contents in XML behind zlib, and a heap).

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::read::ZlibDecoder;
use quick_xml::events::Event;

use super::distribution::attribute;
use crate::{Error, Result};

/// The largest table of contents, and the largest file that is read from the heap, unpacked.
const LARGEST: u64 = 8 * 1024 * 1024;

/// A file in the heap.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Entry {
    name: String,
    /// From the beginning of the heap.
    offset: u64,
    /// As it lies there.
    length: u64,
    encoding: String,
}

/// An open archive.
#[derive(Debug)]
pub(super) struct Xar {
    path: PathBuf,
    file: File,
    file_size: u64,
    heap: u64,
    /// The files at the top of the archive.
    entries: Vec<Entry>,
    signed: bool,
}

impl Xar {
    pub(super) fn open(path: &Path) -> Result<Self> {
        let unreadable = |source| Error::Read { path: path.to_owned(), source };
        let wrong = |reason: &str| Error::Pkg { path: path.to_owned(), reason: reason.to_owned() };
        // Metadata first: opening a named pipe would wait for a writer.
        let metadata = std::fs::metadata(path).map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(Error::NotAFile { path: path.to_owned() });
        }
        let mut file = File::open(path).map_err(unreadable)?;
        let mut start = [0; 28];
        let whole = file.read_exact(&mut start).is_ok();
        if !whole || &start[..4] != b"xar!" {
            return Err(wrong("it is no xar archive; make it with `productbuild`"));
        }
        let header = u64::from(u16::from_be_bytes([start[4], start[5]]));
        let packed = start[8..16].iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        let heap = header.checked_add(packed).filter(|end| *end <= metadata.len());
        let heap = heap.ok_or_else(|| wrong("it is cut off, or damaged; copy or download it again"))?;
        file.seek(SeekFrom::Start(header)).map_err(unreadable)?;
        let text = unpacked(ZlibDecoder::new(Read::by_ref(&mut file).take(packed)))
            .ok_or_else(|| wrong("its table of contents cannot be unpacked; make it again"))?;
        let text = String::from_utf8(text).map_err(|_| wrong("its table of contents is not in UTF-8"))?;
        let (entries, signed) = contents(&text).ok_or_else(|| wrong("its table of contents is damaged"))?;
        Ok(Self { path: path.to_owned(), file, file_size: metadata.len(), heap, entries, signed })
    }

    pub(super) fn file_size(&self) -> u64 {
        self.file_size
    }

    pub(super) fn is_signed(&self) -> bool {
        self.signed
    }

    /// The content of a file at the top of the archive; `None` if there is none of that name.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let wrong =
            |what: &str| Error::Pkg { path: self.path.clone(), reason: format!("its `{name}` {what}") };
        let Some(entry) = self.entries.iter().find(|entry| entry.name == name) else { return Ok(None) };
        let begin = self.heap.checked_add(entry.offset);
        let inside =
            begin.and_then(|begin| begin.checked_add(entry.length)).is_some_and(|end| end <= self.file_size);
        let Some(begin) = begin.filter(|_| inside) else {
            return Err(wrong("lies outside of it: it is cut off, or damaged"));
        };
        let at = self.file.seek(SeekFrom::Start(begin));
        at.map_err(|source| Error::Read { path: self.path.clone(), source })?;
        let packed = Read::by_ref(&mut self.file).take(entry.length);
        let bytes = match entry.encoding.as_str() {
            "application/octet-stream" | "" => unpacked(packed),
            // What xar calls gzip is a zlib stream.
            "application/x-gzip" | "application/zlib" => unpacked(ZlibDecoder::new(packed)),
            other => return Err(wrong(&format!("is packed as {other}, which is not read here"))),
        };
        bytes.map(Some).ok_or_else(|| wrong("cannot be unpacked; make it again"))
    }
}

/// All of a stream, if it is whole and not larger than anything of its kind.
fn unpacked(stream: impl Read) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    stream.take(LARGEST + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= LARGEST).then_some(bytes)
}

/// The files at the top of the table of contents, and whether there is a signature.
fn contents(text: &str) -> Option<(Vec<Entry>, bool)> {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut path, mut entries, mut signed) = (Vec::<String>::new(), Vec::<Entry>::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                path.push(tag.name().as_ref().to_owned());
                match below(&path) {
                    Some(["file"]) => entries.push(Entry::default()),
                    Some(["file", "data", "encoding"]) => encoding(&mut entries, attribute(&tag, "style")),
                    Some(["signature" | "x-signature"]) => signed = true,
                    _ => {}
                }
            }
            Event::Empty(tag) => {
                path.push(tag.name().as_ref().to_owned());
                if let Some(["file", "data", "encoding"]) = below(&path) {
                    encoding(&mut entries, attribute(&tag, "style"));
                }
                path.pop();
            }
            Event::Text(text) => {
                let (Some(place), Some(entry)) = (below(&path), entries.last_mut()) else { continue };
                let text = text.xml10_content();
                match place {
                    ["file", "name"] => entry.name.push_str(&text),
                    ["file", "data", "offset"] => entry.offset = text.trim().parse().ok()?,
                    ["file", "data", "length"] => entry.length = text.trim().parse().ok()?,
                    _ => {}
                }
            }
            Event::End(_) => drop(path.pop()),
            Event::Eof => return path.is_empty().then_some((entries, signed)),
            _ => {}
        }
    }
}

fn encoding(entries: &mut [Entry], style: Option<String>) {
    if let Some(entry) = entries.last_mut() {
        entry.encoding = style.unwrap_or_default();
    }
}

/// The names below `<xar><toc>`, a few of them: nothing of interest lies deeper.
fn below(path: &[String]) -> Option<&[&str]> {
    // Slices of texts can only be matched as such.
    const PLACES: [&[&str]; 7] = [
        &["file"],
        &["file", "name"],
        &["file", "data", "offset"],
        &["file", "data", "length"],
        &["file", "data", "encoding"],
        &["signature"],
        &["x-signature"],
    ];
    let [xar, toc, rest @ ..] = path else { return None };
    if xar != "xar" || toc != "toc" {
        return None;
    }
    PLACES.into_iter().find(|place| place.len() == rest.len() && place.iter().zip(rest).all(|(a, b)| a == b))
}

#[cfg(test)]
pub(super) mod fixture {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    pub(crate) const DISTRIBUTION: &str = r#"<?xml version="1.0"?><installer-gui-script minSpecVersion="2">
        <pkg-ref id="com.example.demo"><bundle-version>
        <bundle CFBundleShortVersionString="1.2.3" CFBundleVersion="42" id="com.example.demo" path="Demo.app"/>
        </bundle-version></pkg-ref><product id="com.example.demo" version="1.2.3"/></installer-gui-script>"#;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// A xar archive of these files.
    pub(crate) fn archive(files: &[(&str, &[u8])], signed: bool) -> Vec<u8> {
        let (mut heap, mut list) = (Vec::new(), Vec::new());
        for (name, bytes) in files {
            let bytes = packed(bytes);
            list.push(format!(
                "<file id=\"1\"><data><offset>{}</offset><size>0</size><length>{}</length>\
                 <encoding style=\"application/x-gzip\"/></data><name>{name}</name></file>",
                heap.len(),
                bytes.len()
            ));
            heap.extend(bytes);
        }
        let signature = if signed { "<signature style=\"RSA\"><offset>0</offset></signature>" } else { "" };
        let toc = format!("<?xml version=\"1.0\"?><xar><toc>{signature}{}</toc></xar>", list.concat());
        let table = packed(toc.as_bytes());
        let mut bytes = b"xar!\0\x1c\0\x01".to_vec();
        bytes.extend((table.len() as u64).to_be_bytes());
        bytes.extend((toc.len() as u64).to_be_bytes());
        bytes.extend([0, 0, 0, 1]);
        bytes.extend(table);
        bytes.extend(heap);
        bytes
    }
}

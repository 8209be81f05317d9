//! Universal files: several Mach-O images, one for each processor, in one file.

use std::ops::Range;

use crate::bytes::{align, big, big_long, range, slice};
use crate::error::{Error, Result};

const FAT_MAGIC: u32 = 0xCAFE_BABE;
const FAT_MAGIC_64: u32 = 0xCAFE_BABF;

/// A Java class file shares the magic number; read as a slice count, its version number is above this.
const MAX_SLICES: u32 = 40;

/// The largest alignment that is taken, as a power of two: 32 KiB.
const MAX_ALIGNMENT: u32 = 15;

/// One image of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slice {
    /// Where it lies.
    pub(crate) range: Range<usize>,
    /// Its entry in the list of a universal file; `None` where the file is but one image.
    entry: Option<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    cpu: [u8; 8],
    alignment: u32,
}

/// The images of a file.
pub(crate) fn slices(file: &[u8]) -> Result<Vec<Slice>> {
    slices_of_head(file, file.len())
}

/// The images of a file of that length, of which no more than the head is there.
pub(crate) fn slices_of_head(file: &[u8], length: usize) -> Result<Vec<Slice>> {
    let wide = match big(file, 0) {
        Some(FAT_MAGIC) => false,
        Some(FAT_MAGIC_64) => true,
        _ => return Ok(vec![Slice { range: 0..length, entry: None }]),
    };
    let count = big(file, 4).filter(|count| (1..=MAX_SLICES).contains(count)).ok_or(Error::NotMachO)?;
    let all =
        (0..count as usize).map(|number| listed(file, length, number, wide)).collect::<Option<Vec<_>>>();
    let all = all.ok_or(Error::Damaged("its list of processors leads out of the file"))?;
    let mut sorted = all.iter().map(|slice| slice.range.clone()).collect::<Vec<_>>();
    sorted.sort_by_key(|range| range.start);
    if sorted.windows(2).any(|pair| pair[0].end > pair[1].start) {
        return Err(Error::Damaged("its images overlap"));
    }
    Ok(all)
}

fn listed(file: &[u8], file_length: usize, number: usize, wide: bool) -> Option<Slice> {
    let at = 8 + number * if wide { 32 } else { 20 };
    let cpu = slice(file, at, 8)?.try_into().ok()?;
    let (offset, length, alignment) = if wide {
        (big_long(file, at + 8)?, big_long(file, at + 16)?, big(file, at + 24)?)
    } else {
        (big(file, at + 8)?.into(), big(file, at + 12)?.into(), big(file, at + 16)?)
    };
    let range = range(offset.try_into().ok()?, length.try_into().ok()?)?;
    let within = range.end <= file_length && alignment <= MAX_ALIGNMENT;
    within.then_some(Slice { range, entry: Some(Entry { cpu, alignment }) })
}

/// A file of these images: one alone as it is, or a universal file in the order of the list.
pub(crate) fn join(images: &[(Slice, Vec<u8>)]) -> Result<Vec<u8>> {
    if let [(Slice { entry: None, .. }, image)] = images {
        return Ok(image.clone());
    }
    let number = |number: usize| u32::try_from(number).map(u32::to_be_bytes);
    let too_large = |_| Error::Unsupported("it would be larger than 4 GiB");
    let mut list = FAT_MAGIC.to_be_bytes().to_vec();
    list.extend(number(images.len()).map_err(too_large)?);
    let mut end = 8 + 20 * images.len();
    let mut offsets = Vec::new();
    for (slice, image) in images {
        let Some(entry) = &slice.entry else { return Err(Error::NotMachO) };
        let offset = align(end, 1 << entry.alignment);
        list.extend(entry.cpu);
        list.extend(number(offset).map_err(too_large)?);
        list.extend(number(image.len()).map_err(too_large)?);
        list.extend(entry.alignment.to_be_bytes());
        offsets.push(offset);
        end = offset + image.len();
    }
    let mut file = list;
    for ((_, image), offset) in images.iter().zip(offsets) {
        file.resize(offset, 0);
        file.extend_from_slice(image);
    }
    Ok(file)
}

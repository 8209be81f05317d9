//! Making room for a signature at the end of an image, and naming it in the load commands.

use super::image::Image;
use crate::bytes::{align, little, put};
use crate::error::{Error, Result};

/// LC_CODE_SIGNATURE: its number, its length, where the signature is, how long it is.
const COMMAND: u32 = 0x1D;
const COMMAND_LENGTH: usize = 16;

/// Signatures begin at multiples of this.
const ALIGNMENT: usize = 16;

/// The largest page of the processors that the image may be for.
const PAGE: usize = 0x4000;

/// Where the code ends and the signature begins.
pub(crate) fn code_limit(bytes: &[u8], image: &Image) -> Result<usize> {
    match &image.signature {
        // What follows the signature would lose its place.
        Some((_, there)) if bytes.len() > align(there.end, ALIGNMENT) => {
            Err(Error::Unsupported("something follows its signature"))
        }
        Some((_, there)) => Ok(there.start),
        None => Ok(align(bytes.len(), ALIGNMENT)),
    }
}

/// The image up to its code limit, its load commands naming a signature of that many bytes behind it.
pub(crate) fn with_signature(bytes: &[u8], image: &Image, length: usize) -> Result<Vec<u8>> {
    let limit = code_limit(bytes, image)?;
    let mut new = bytes.get(..limit.min(bytes.len())).unwrap_or_default().to_vec();
    new.resize(limit, 0);
    let done = match image.signature {
        Some((command, _)) => name(&mut new, command, limit, length),
        None => add_command(&mut new, image, limit, length)?,
    };
    if done.and_then(|()| stretch(&mut new, image, limit, length)).is_none() {
        return Err(Error::Unsupported("it would be larger than 4 GiB"));
    }
    Ok(new)
}

fn name(bytes: &mut [u8], command: usize, limit: usize, length: usize) -> Option<()> {
    let (limit, length) = (u32::try_from(limit).ok()?, u32::try_from(length).ok()?);
    (put(bytes, command + 8, &limit.to_le_bytes()) && put(bytes, command + 12, &length.to_le_bytes()))
        .then_some(())
}

fn add_command(bytes: &mut [u8], image: &Image, limit: usize, length: usize) -> Result<Option<()>> {
    let at = image.commands_end;
    let room = bytes.get(at..at + COMMAND_LENGTH).is_some_and(|gap| gap.iter().all(|byte| *byte == 0));
    if !room || at + COMMAND_LENGTH > image.first_content {
        return Err(Error::Unsupported("its header has no room for a signature's command; link it again"));
    }
    let (Some(count), Some(size)) = (little(bytes, 16), little(bytes, 20)) else { return Ok(None) };
    let header = [(16, count + 1), (20, size + 16), (at, COMMAND), (at + 4, 16)];
    let written = header.into_iter().all(|(at, number)| put(bytes, at, &number.to_le_bytes()));
    Ok(written.then_some(()).and_then(|()| name(bytes, at, limit, length)))
}

/// Lets the last segment reach to the end of the signature.
fn stretch(bytes: &mut [u8], image: &Image, limit: usize, length: usize) -> Option<()> {
    let segment = image.linkedit;
    let size = (limit + length).checked_sub(usize::try_from(segment.file_offset).ok()?)?;
    let memory = segment.memory_size.max(align(size, PAGE) as u64);
    let written = if image.is_64_bit {
        put(bytes, segment.command + 32, &memory.to_le_bytes())
            && put(bytes, segment.command + 48, &(size as u64).to_le_bytes())
    } else {
        put(bytes, segment.command + 28, &u32::try_from(memory).ok()?.to_le_bytes())
            && put(bytes, segment.command + 36, &u32::try_from(size).ok()?.to_le_bytes())
    };
    written.then_some(())
}

//! Reading a signature, and judging whether it holds.

use std::io::Read;

use plist::Dictionary;
use signing::Certificate;

use crate::bytes::slice;
use crate::error::{Error, Result};
use crate::mach_o::{Image, slices, slices_of_head};
use crate::signature::{
    Blobs, Contents, Directory, Magic, Message, Slot, cdhash, der_entitlements, digest, page_hashes,
};

/// Entitlements are a few kilobytes.
const MAX_ENTITLEMENTS: usize = 1024 * 1024;

/// Load commands end before.
const HEAD: usize = 256 * 1024;

/// A thirty-second of it are the digests of the pages of two gigabytes.
const MAX_SIGNATURE: usize = 64 * 1024 * 1024;

/// What a signature says.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Signature {
    /// The identifier.
    pub identifier: String,
    /// The team that signed.
    pub team_id: Option<String>,
    /// What the program is entitled to; `None` where the signature has no entitlements.
    pub entitlements: Option<Dictionary>,
    /// The size of a page in bytes; `None` where the code is one page.
    pub page_size: Option<usize>,
    /// All certificates that came along, in no order.
    pub certificates: Vec<Certificate>,
    /// The certificate that signed; `None` where it was not judged, or nobody signed (an ad hoc signature).
    pub signer: Option<Certificate>,
    /// The digest, cut to 20 bytes, by which systems name the code; of the first image's best directory.
    pub cdhash: Vec<u8>,
}

/// What the signature of an executable's first image says, without judging it; `None` where there is none.
pub fn read(executable: &[u8]) -> Result<Option<Signature>> {
    let images = slices(executable)?;
    let first = images.first().and_then(|slice| executable.get(slice.range.clone())).unwrap_or_default();
    let image = Image::read(first)?;
    match Signed::of(first, &image) {
        Ok(signed) => signed.told(None).map(Some),
        Err(Error::Unsigned) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the signature of an executable's first image says, without judging it; `None` where there is none.
///
/// `executable` is read from its beginning, and only its head and its signature are kept: executables may be large. It
/// has `length` bytes.
pub fn read_stream(executable: &mut dyn Read, length: u64) -> Result<Option<Signature>> {
    let length = usize::try_from(length).map_err(|_| Error::Unsupported("it is too large"))?;
    let mut stream = Forward { stream: executable, at: 0 };
    let mut head = stream.take(0, HEAD.min(length))?;
    let images = slices_of_head(&head, length)?;
    let Some(first) = images.first().map(|slice| slice.range.clone()) else { return Ok(None) };
    if first.start >= head.len() {
        head = stream.take(first.start, HEAD.min(first.len()))?;
    } else {
        head.drain(..first.start);
        let missing = HEAD.min(first.len()).saturating_sub(head.len());
        head.extend(stream.take(stream.at, missing)?);
    }
    let image = Image::of_head(&head, first.len())?;
    let Some((_, there)) = image.signature else { return Ok(None) };
    if there.len() > MAX_SIGNATURE {
        return Err(broken("it is larger than signatures are"));
    }
    let begin = there.start.min(head.len());
    let mut bytes = head.get(begin..there.end.min(head.len())).unwrap_or_default().to_vec();
    let missing = there.len() - bytes.len();
    if missing > 0 {
        bytes.extend(stream.take(first.start + there.start + bytes.len(), missing)?);
    }
    Signed::read(&bytes, there.start)?.told(None).map(Some)
}

/// A stream that can be gone forward in.
struct Forward<'a> {
    stream: &'a mut dyn Read,
    at: usize,
}

impl Forward<'_> {
    fn take(&mut self, from: usize, count: usize) -> Result<Vec<u8>> {
        let cut = |_| Error::Damaged("it ends early");
        let skipped = from.checked_sub(self.at).ok_or(Error::Damaged("its parts overlap"))?;
        std::io::copy(&mut self.stream.take(skipped as u64), &mut std::io::sink()).map_err(cut)?;
        let mut bytes = vec![0; count];
        self.stream.read_exact(&mut bytes).map_err(cut)?;
        self.at = from + count;
        Ok(bytes)
    }
}

/// Judges the signatures of all images: the code, what else they sign, and the signed message. Answers what the
/// first says. That the certificates lead to Apple's is not judged.
///
/// `info_plist` and `resources` are the bundle's; a signature that is about others does not hold.
pub fn verify(executable: &[u8], info_plist: Option<&[u8]>, resources: Option<&[u8]>) -> Result<Signature> {
    let mut first = None;
    for slice in slices(executable)? {
        let bytes = executable.get(slice.range).unwrap_or_default();
        let image = Image::read(bytes)?;
        let signed = Signed::of(bytes, &image)?;
        let embedded = image.info_plist.clone().and_then(|section| bytes.get(section));
        let told = signed.verify(bytes, info_plist.or(embedded), resources)?;
        match &first {
            None => first = Some(told),
            Some(first) if !alike(first, &told) => {
                return Err(broken("its images are signed in different ways"));
            }
            Some(_) => {}
        }
    }
    first.ok_or(Error::Unsigned)
}

fn alike(one: &Signature, other: &Signature) -> bool {
    one.identifier == other.identifier
        && one.team_id == other.team_id
        && one.entitlements == other.entitlements
        && one.signer == other.signer
}

/// A signature, in its place.
struct Signed<'a> {
    start: usize,
    blobs: Blobs<'a>,
    /// With the blobs they are in.
    directories: Vec<(Directory<'a>, &'a [u8])>,
}

impl<'a> Signed<'a> {
    fn of(bytes: &'a [u8], image: &Image) -> Result<Self> {
        let Some((_, there)) = image.signature.clone() else { return Err(Error::Unsigned) };
        let start = there.start;
        Self::read(bytes.get(there).unwrap_or_default(), start)
    }

    /// Reads a signature that begins at that byte of its image.
    fn read(bytes: &'a [u8], start: usize) -> Result<Self> {
        let blobs = Blobs::read(bytes).ok_or_else(|| broken("it is damaged"))?;
        let directories = [Slot::Directory, Slot::OtherDirectory]
            .into_iter()
            .filter_map(|slot| blobs.get(slot, Magic::Directory))
            .map(|blob| Some((Directory::read(blob)?, blob)))
            .collect::<Option<Vec<_>>>()
            .filter(|all| !all.is_empty())
            .ok_or_else(|| broken("its code directory is damaged or of an unknown kind"))?;
        Ok(Self { start, blobs, directories })
    }

    /// What it says.
    fn told(&self, signer: Option<Certificate>) -> Result<Signature> {
        let (directory, blob) = self.directories.last().ok_or(Error::Unsigned)?;
        let list = self.blobs.get(Slot::Entitlements, Magic::Entitlements);
        let list = list.and_then(|blob| blob.get(8..)).filter(|list| !list.is_empty());
        if list.is_some_and(|list| list.len() > MAX_ENTITLEMENTS) {
            return Err(broken("its entitlements are larger than such lists are"));
        }
        let entitlements = list
            .map(artifact::read_property_list)
            .transpose()
            .map_err(|why| broken(&format!("its entitlements cannot be read ({why})")))?;
        Ok(Signature {
            identifier: directory.identifier.clone(),
            team_id: directory.team_id.clone(),
            entitlements,
            page_size: directory.page_size,
            certificates: self.message()?.map(|message| message.certificates()).unwrap_or_default(),
            signer,
            cdhash: cdhash(directory.kind, blob),
        })
    }

    /// The signed message; ad hoc signatures have none or an empty one.
    fn message(&self) -> Result<Option<Message>> {
        let blob = self.blobs.get(Slot::Message, Magic::Wrapper).and_then(|blob| blob.get(8..));
        blob.filter(|message| !message.is_empty()).map(Message::read).transpose()
    }

    fn verify(&self, bytes: &[u8], info_plist: Option<&[u8]>, resources: Option<&[u8]>) -> Result<Signature> {
        let contents = Contents {
            info_plist,
            requirements: self.blobs.get(Slot::Requirements, Magic::Requirements),
            resources,
            entitlements: self.blobs.get(Slot::Entitlements, Magic::Entitlements),
            der_entitlements: self.blobs.get(Slot::DerEntitlements, Magic::DerEntitlements),
        };
        for (directory, _) in &self.directories {
            self.verify_directory(directory, bytes, contents)?;
        }
        let message = self.message()?.ok_or_else(|| broken("nobody signed it"))?;
        let directories = self.directories.iter().map(|(directory, blob)| (directory.kind, *blob));
        let signer = message.verify(&directories.collect::<Vec<_>>())?;
        let told = self.told(Some(signer))?;
        if let (Some(list), Some(der)) = (&told.entitlements, contents.der_entitlements)
            && der_entitlements(list)? != der
        {
            return Err(broken("its two forms of the entitlements differ"));
        }
        Ok(told)
    }

    fn verify_directory(
        &self,
        directory: &Directory<'_>,
        bytes: &[u8],
        contents: Contents<'_>,
    ) -> Result<()> {
        // All in front of the signature must be signed, or code could be added between.
        if directory.code_limit != self.start as u64 {
            return Err(broken("its code directory does not reach to the signature"));
        }
        let code = slice(bytes, 0, self.start).unwrap_or_default();
        let pages = page_hashes(directory.kind, code, directory.page_size.unwrap_or(code.len().max(1)));
        if pages.len() != directory.pages.len() {
            return Err(broken("its code directory counts other pages"));
        }
        if let Some(page) = pages.iter().zip(&directory.pages).position(|(ours, told)| ours != told) {
            return Err(broken(&format!("page {page} of the code was changed")));
        }
        let names = ["Info.plist", "requirements", "resources", "", "entitlements", "", "DER entitlements"];
        for (number, (content, name)) in contents.slots().into_iter().zip(names).enumerate() {
            if !name.is_empty() {
                verify_slot(directory, number, content, name)?;
            }
        }
        Ok(())
    }
}

fn verify_slot(directory: &Directory<'_>, number: usize, content: Option<&[u8]>, name: &str) -> Result<()> {
    let told = directory.special.get(number).copied().filter(|hash| hash.iter().any(|byte| *byte != 0));
    match (told, content) {
        (None, None) => Ok(()),
        (Some(told), Some(content)) if digest(directory.kind, content) == told => Ok(()),
        (Some(_), Some(_)) => Err(broken(&format!("{name}: changed after signing"))),
        (Some(_), None) => Err(broken(&format!("{name}: missing"))),
        (None, Some(_)) => Err(broken(&format!("{name}: not signed"))),
    }
}

fn broken(why: &str) -> Error {
    Error::Broken(why.to_owned())
}

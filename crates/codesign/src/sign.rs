//! Signing an executable.

use plist::Dictionary;
use signing::Identity;
use time::OffsetDateTime;

use crate::bytes::align;
use crate::error::{Error, Result};
use crate::mach_o::{Image, code_limit, join, slices, with_signature};
use crate::signature::{
    Blobs, Contents, Digest, Magic, Parts, Slot, blob, der_entitlements, designated, execution_flags,
    sign_message, xml_entitlements,
};

/// The pages that codesign cuts code into when it is told nothing else.
const PAGE_SIZE: u32 = 4_096;

/// Room for the signed message besides its certificates: attributes with two digests each, and an RSA signature.
const MESSAGE_ROOM: usize = 4_096;

/// With what an executable is signed.
#[derive(Debug, Clone)]
pub struct Settings<'a> {
    /// The identifier: the bundle id, or a library's name without its ending.
    pub identifier: &'a str,
    /// The bundle's Info.plist.
    pub info_plist: Option<&'a [u8]>,
    /// The bundle's `_CodeSignature/CodeResources`.
    pub resources: Option<&'a [u8]>,
    /// What the program is entitled to; `None` for libraries.
    pub entitlements: Option<&'a Dictionary>,
    /// The size of a page in bytes, a power of two; `None` for codesign's own choice.
    pub page_size: Option<u32>,
    /// Who signs. The certificates of the issuers go along.
    pub identity: &'a Identity,
    /// The time that the signature names.
    pub signed_at: OffsetDateTime,
}

/// The executable, signed: every image of it, in the place of a signature that is there.
pub fn sign(executable: &[u8], settings: &Settings<'_>) -> Result<Vec<u8>> {
    if settings.identifier.is_empty() || settings.identifier.contains('\0') {
        return Err(Error::Unsignable("it has no usable identifier".to_owned()));
    }
    let images = slices(executable)?
        .into_iter()
        .map(|slice| {
            let image = executable.get(slice.range.clone()).ok_or(Error::NotMachO)?;
            let signed = sign_image(image, settings)?;
            Ok((slice, signed))
        })
        .collect::<Result<Vec<_>>>()?;
    join(&images)
}

/// Whether the executable has code for systems that know SHA-1 only: then resources are sealed with both digests.
pub fn needs_sha1(executable: &[u8]) -> Result<bool> {
    slices(executable)?.iter().try_fold(false, |needed, slice| {
        let image = Image::read(executable.get(slice.range.clone()).unwrap_or_default())?;
        Ok(needed || image.needs_sha1())
    })
}

fn sign_image(bytes: &[u8], settings: &Settings<'_>) -> Result<Vec<u8>> {
    let image = Image::read(bytes)?;
    image.refuse_encrypted()?;
    let page_size = settings.page_size.unwrap_or(PAGE_SIZE);
    if !page_size.is_power_of_two() || !(1 << 10..=1 << 20).contains(&page_size) {
        return Err(Error::Unsignable(format!("{page_size} is no size of a page")));
    }
    let team_id = settings.identity.certificate().team_id();
    let requirements = designated(settings.identifier, settings.identity.certificate().common_name());
    let entitlements = settings.entitlements.map(xml_entitlements).transpose()?;
    let der_entitlements =
        settings.entitlements.filter(|_| image.is_main).map(der_entitlements).transpose()?;
    let embedded = image.info_plist.clone().and_then(|section| bytes.get(section));
    let contents = Contents {
        info_plist: settings.info_plist.or(embedded),
        requirements: Some(&requirements),
        resources: settings.resources,
        entitlements: entitlements.as_deref(),
        der_entitlements: der_entitlements.as_deref(),
    };
    let kinds: &[Digest] =
        if image.needs_sha1() { &[Digest::Sha1, Digest::Sha256] } else { &[Digest::Sha256] };

    // The length of a signature stands in the load commands, which it signs: so it is fixed before.
    let limit = code_limit(bytes, &image)?;
    let pages = limit.div_ceil(page_size as usize) + contents.slots().len();
    let directories = kinds
        .iter()
        .map(|kind| 256 + settings.identifier.len() + team_id.map_or(0, str::len) + pages * kind.length());
    let certificates = std::iter::once(settings.identity.certificate()).chain(settings.identity.chain());
    let room = directories.sum::<usize>()
        + [Some(&requirements), entitlements.as_ref(), der_entitlements.as_ref()]
            .into_iter()
            .flatten()
            .map(Vec::len)
            .sum::<usize>()
        + certificates.map(|certificate| certificate.der().len()).sum::<usize>()
        + MESSAGE_ROOM;
    let room = align(room, 16);

    let mut signed = with_signature(bytes, &image, room)?;
    let flags = execution_flags(settings.entitlements, image.is_main);
    let parts = Parts {
        identifier: settings.identifier,
        team_id,
        contents,
        code: &signed,
        page_bits: u8::try_from(page_size.trailing_zeros()).unwrap_or(12),
        executable: (image.text.file_offset, image.text.file_size, flags),
    };
    let directories = kinds.iter().map(|kind| (*kind, parts.directory(*kind))).collect::<Vec<_>>();
    let message = sign_message(&directories, settings.identity, settings.signed_at)?;
    let slots = [Slot::Directory, Slot::OtherDirectory];
    let mut blobs =
        slots.into_iter().zip(directories.into_iter().map(|(_, directory)| directory)).collect::<Vec<_>>();
    blobs.push((Slot::Requirements, requirements.clone()));
    blobs.extend(entitlements.clone().map(|blob| (Slot::Entitlements, blob)));
    blobs.extend(der_entitlements.clone().map(|blob| (Slot::DerEntitlements, blob)));
    blobs.push((Slot::Message, blob(Magic::Wrapper, &message)));
    blobs.sort_by_key(|(slot, _)| *slot as u32);
    let signature = Blobs::write(&blobs);
    if signature.len() > room {
        return Err(Error::Unsignable("its signature is larger than was reckoned".to_owned()));
    }
    signed.extend(&signature);
    signed.resize(signed.len() + room - signature.len(), 0);
    Ok(signed)
}

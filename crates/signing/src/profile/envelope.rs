//! The signed message: taking the property list out of it.

use cms::content_info::ContentInfo;
use cms::signed_data::SignedData;
use der::asn1::{ObjectIdentifier, OctetString};
use der::{Decode, Encode};

use crate::error::{Error, Result};

/// A profile of Apple's is some ten kilobytes; one with a thousand devices stays far below this.
const LARGEST: usize = 10 * 1024 * 1024;

/// `id-signedData` (RFC 5652, section 5.1).
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// The content of the signed message. The signature is not judged here.
pub(super) fn content(bytes: &[u8]) -> Result<Vec<u8>> {
    if bytes.len() > LARGEST {
        return Err(refused("it is larger than 10 MiB"));
    }
    if bytes.first() != Some(&0x30) {
        return Err(refused("it does not begin as a signed message does; is it a .mobileprovision?"));
    }
    let broken = |error: der::Error| refused(&format!("its signed message is cut or damaged ({error})"));
    let info = ContentInfo::from_der(bytes).map_err(broken)?;
    if info.content_type != SIGNED_DATA {
        return Err(refused("it is another kind of message than a signed one"));
    }
    let signed = SignedData::from_der(&info.content.to_der().map_err(broken)?).map_err(broken)?;
    let inner = signed.encap_content_info.econtent.ok_or_else(|| refused("its signed message is empty"))?;
    let text = OctetString::from_der(&inner.to_der().map_err(broken)?).map_err(broken)?;
    Ok(text.into_bytes().into())
}

pub(super) fn refused(why: &str) -> Error {
    Error::NotAProfile(why.to_owned())
}

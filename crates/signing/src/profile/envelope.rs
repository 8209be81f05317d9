//! The signed message: taking the property list out of it.
//!
//! Only the way to the content is read. Certificates and signatures behind it are passed over unread: they are
//! not judged here, and profiles are found whose sets are not in the order that DER demands.

use der::asn1::{ObjectIdentifier, OctetString};
use der::{DecodeValue, EncodingRules, FixedTag, Header, Reader, SliceReader, Tag, TagMode, TagNumber};

use crate::error::{Error, Result};

/// A profile of Apple's is some ten kilobytes; one with a thousand devices stays far below this.
const LARGEST: usize = 10 * 1024 * 1024;

/// `id-signedData` (RFC 5652, section 5.1).
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");

/// The content of the signed message, in DER or in BER with lengths left open.
pub(super) fn content(bytes: &[u8]) -> Result<Vec<u8>> {
    if bytes.is_empty() {
        return Err(refused("it is empty"));
    }
    if bytes.len() > LARGEST {
        return Err(refused("it is larger than 10 MiB"));
    }
    if bytes.first() != Some(&0x30) {
        return Err(refused("it does not begin as a signed message does; is it a .mobileprovision?"));
    }
    let broken = |error: der::Error| refused(&format!("its signed message is cut or damaged ({error})"));
    let (kind, message) = message(bytes).map_err(broken)?;
    if kind != SIGNED_DATA {
        return Err(refused("it is another kind of message than a signed one"));
    }
    message
        .and_then(|message| message.content)
        .map(|content| content.into_bytes().into())
        .ok_or_else(|| refused("its signed message is empty"))
}

pub(super) fn refused(why: &str) -> Error {
    Error::NotAProfile(why.to_owned())
}

/// `ContentInfo` (RFC 5652, section 3): a kind, and the message if it is a signed one.
fn message(bytes: &[u8]) -> der::Result<(ObjectIdentifier, Option<SignedMessage>)> {
    let mut reader = SliceReader::new_with_encoding_rules(bytes, EncodingRules::Ber)?;
    let read = reader.sequence(|inside| {
        let kind = inside.decode::<ObjectIdentifier>()?;
        let message = if kind == SIGNED_DATA {
            inside.context_specific::<SignedMessage>(TagNumber(0), TagMode::Explicit)?
        } else {
            inside.drain(inside.remaining_len())?;
            None
        };
        Ok::<_, der::Error>((kind, message))
    })?;
    reader.finish()?;
    Ok(read)
}

/// `SignedData` (RFC 5652, section 5.1), as far as its `eContent`.
struct SignedMessage {
    content: Option<OctetString>,
}

impl FixedTag for SignedMessage {
    const TAG: Tag = Tag::Sequence;
}

impl<'a> DecodeValue<'a> for SignedMessage {
    type Error = der::Error;

    fn decode_value<R: Reader<'a>>(reader: &mut R, _header: Header) -> der::Result<Self> {
        let _version = reader.tlv_bytes()?;
        let _digest_algorithms = reader.tlv_bytes()?;
        let content = reader.sequence(|inside| {
            let _kind = inside.decode::<ObjectIdentifier>()?;
            inside.context_specific::<OctetString>(TagNumber(0), TagMode::Explicit)
        })?;
        reader.drain(reader.remaining_len())?;
        Ok(Self { content })
    }
}

#[cfg(test)]
mod tests {
    use super::super::ProvisioningProfile;
    use super::super::fixture::{list, message, signed, xml};

    #[test]
    fn a_message_with_open_lengths_is_read() {
        let bytes = signed(&xml(list("com.example.app")), &["-nodetach", "-stream"]);
        assert_eq!(&bytes[..2], [0x30, 0x80], "openssl wrote definite lengths");
        assert_eq!(ProvisioningProfile::from_bytes(&bytes).unwrap().name, "Demo AppStore");
        assert!(message(&bytes[..bytes.len() - 2]).contains("cut or damaged"));
    }
}

//! Signed messages (CMS, RFC 5652), the form of provisioning profiles.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec, UtcTime};
use der::{Decode, Encode};
use rcgen::{KeyPair, SigningKey};
use time::OffsetDateTime;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// Signs content with an RSA key; the first certificate of the chain is the signer's.
pub(super) fn sign(
    content: &[u8],
    key: &KeyPair,
    chain: [&[u8]; 3],
    now: OffsetDateTime,
) -> Result<Vec<u8>, der::Error> {
    let attributes = SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, Any::encode_from(&DATA)?)?,
        attribute(SIGNING_TIME, Any::encode_from(&utc_time(now)?)?)?,
        attribute(MESSAGE_DIGEST, Any::encode_from(&OctetString::new(digest(&SHA256, content).as_ref())?)?)?,
    ])?;
    // What is signed is the set itself (RFC 5652, section 5.4), not the tagged field that it is sent in.
    let signature = key.sign(&attributes.to_der()?).map_err(|_| der::ErrorKind::Failed)?;
    let certificates =
        chain.iter().map(|der| Certificate::from_der(der)).collect::<Result<Vec<_>, der::Error>>()?;
    let own = certificates.first().ok_or(der::ErrorKind::Failed)?.tbs_certificate();
    let digest_alg = AlgorithmIdentifierOwned { oid: SHA_256, parameters: None };
    let info = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.issuer().clone(),
            serial_number: own.serial_number().clone(),
        }),
        digest_alg: digest_alg.clone(),
        signed_attrs: Some(attributes),
        signature_algorithm: AlgorithmIdentifierOwned { oid: RSA_ENCRYPTION, parameters: Some(Any::null()) },
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let choices = certificates.into_iter().map(CertificateChoices::Certificate).collect::<Vec<_>>();
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![digest_alg])?,
        encap_content_info: EncapsulatedContentInfo {
            econtent_type: DATA,
            econtent: Some(Any::encode_from(&OctetString::new(content)?)?),
        },
        certificates: Some(CertificateSet(SetOfVec::try_from(choices)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![info])?),
    };
    ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()
}

fn attribute(oid: ObjectIdentifier, value: Any) -> Result<Attribute, der::Error> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

fn utc_time(now: OffsetDateTime) -> Result<UtcTime, der::Error> {
    let seconds = u64::try_from(now.unix_timestamp()).map_err(|_| der::ErrorKind::DateTime)?;
    UtcTime::from_unix_duration(std::time::Duration::from_secs(seconds))
}

/// The content of a message that this key has signed; `None` where it has not, or where it is no message at all.
pub(super) fn verified_content(message: &[u8], key: &KeyPair) -> Option<Vec<u8>> {
    let outer = ContentInfo::from_der(message).ok()?;
    let signed = SignedData::from_der(&outer.content.to_der().ok()?).ok()?;
    let inner = signed.encap_content_info.econtent?.to_der().ok()?;
    let content = OctetString::from_der(&inner).ok()?.as_bytes().to_vec();
    let info = signed.signer_infos.0.get(0)?;
    let attributes = info.signed_attrs.as_ref()?;
    let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.public_key_raw());
    public.verify(&attributes.to_der().ok()?, info.signature.as_bytes()).ok()?;
    let attribute = attributes.iter().find(|attribute| attribute.oid == MESSAGE_DIGEST)?;
    let signed_digest = attribute.values.get(0)?.decode_as::<OctetString>().ok()?;
    (signed_digest.as_bytes() == digest(&SHA256, &content).as_ref()).then_some(content)
}

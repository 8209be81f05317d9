//! The signed message (CMS, RFC 5652) over a code directory, which is not within it.

use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};
use cms::cert::{CertificateChoices, IssuerAndSerialNumber};
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{
    CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
};
use der::asn1::{Any, ObjectIdentifier, OctetString, SetOfVec, UtcTime};
use der::{Decode, Encode, Sequence};
use plist::{Dictionary, Value};
use secrecy::ExposeSecret;
use signing::{Identity, PrivateKey};
use time::OffsetDateTime;
use x509_cert::Certificate;
use x509_cert::attr::Attribute;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::directory::{Digest, cdhash, digest};
use crate::error::{Error, Result};

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
const SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const RSA_ENCRYPTION: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const SHA_256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
/// Apple's: a property list of the digests of all directories, cut to 20 bytes.
const DIRECTORIES_LIST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113635.100.9.1");
/// Apple's: the whole digests, each with its algorithm.
const DIRECTORIES: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113635.100.9.2");

/// A directory's digest as Apple's attribute has it.
#[derive(Sequence)]
struct DirectoryDigest {
    algorithm: ObjectIdentifier,
    value: OctetString,
}

/// Signs the first directory; the attributes name all of them. The chain goes along.
pub(crate) fn sign(
    directories: &[(Digest, Vec<u8>)],
    identity: &Identity,
    at: OffsetDateTime,
) -> Result<Vec<u8>> {
    let (_, first) = directories.first().ok_or(Error::Unsigned)?;
    let mut attributes = vec![
        attribute(CONTENT_TYPE, vec![Any::encode_from(&DATA)?])?,
        attribute(SIGNING_TIME, vec![Any::encode_from(&utc_time(at)?)?])?,
        attribute(
            MESSAGE_DIGEST,
            vec![Any::encode_from(&OctetString::new(digest(Digest::Sha256, first))?)?],
        )?,
        attribute(DIRECTORIES_LIST, vec![Any::encode_from(&OctetString::new(list(directories)?)?)?])?,
    ];
    let digests = directories.iter().map(|(kind, directory)| {
        let algorithm = if *kind == Digest::Sha1 { SHA_1 } else { SHA_256 };
        Any::encode_from(&DirectoryDigest { algorithm, value: OctetString::new(digest(*kind, directory))? })
    });
    attributes.push(attribute(DIRECTORIES, digests.collect::<der::Result<_>>()?)?);
    let attributes = SetOfVec::try_from(attributes)?;
    // What is signed is the set itself (RFC 5652, section 5.4), not the tagged field that it is sent in.
    let signature = signature(identity.key(), &attributes.to_der()?)?;

    let certificates = std::iter::once(identity.certificate())
        .chain(identity.chain())
        .map(|certificate| Certificate::from_der(certificate.der()))
        .collect::<der::Result<Vec<_>>>()?;
    let own = certificates.first().ok_or(Error::Unsigned)?.tbs_certificate();
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
        encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
        certificates: Some(CertificateSet(SetOfVec::try_from(choices)?)),
        crls: None,
        signer_infos: SignerInfos(SetOfVec::try_from(vec![info])?),
    };
    Ok(ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()?)
}

fn signature(key: &PrivateKey, message: &[u8]) -> Result<Vec<u8>> {
    let pair = KeyPair::from_pkcs8(key.to_der().expose_secret()).map_err(|_| Error::Key)?;
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).map_err(|_| Error::Key)?;
    Ok(signature)
}

fn attribute(oid: ObjectIdentifier, values: Vec<Any>) -> der::Result<Attribute> {
    Ok(Attribute { oid, values: SetOfVec::try_from(values)? })
}

fn utc_time(at: OffsetDateTime) -> der::Result<UtcTime> {
    let seconds = u64::try_from(at.unix_timestamp()).map_err(|_| der::ErrorKind::DateTime)?;
    UtcTime::from_unix_duration(Duration::from_secs(seconds))
}

fn list(directories: &[(Digest, Vec<u8>)]) -> Result<Vec<u8>> {
    let hashes =
        directories.iter().map(|(kind, directory)| Value::Data(cdhash(*kind, directory))).collect::<Vec<_>>();
    let mut list = Dictionary::new();
    list.insert("cdhashes".into(), Value::Array(hashes));
    let mut xml = Vec::new();
    Value::Dictionary(list)
        .to_writer_xml(&mut xml)
        .map_err(|error| Error::Unsignable(format!("its digests cannot be written ({error})")))?;
    Ok(xml)
}

/// A signed message that was read.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    signed: SignedData,
}

impl Message {
    /// Reads a message as it stands in a signature.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self> {
        let outer = ContentInfo::from_der(bytes)?;
        if outer.content_type != SIGNED_DATA {
            return Err(broken("its message is no signed one"));
        }
        Ok(Self { signed: outer.content.decode_as()? })
    }

    /// All certificates that came along, in no order.
    pub(crate) fn certificates(&self) -> Vec<signing::Certificate> {
        let all = self.signed.certificates.iter().flat_map(|set| set.0.iter());
        all.filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => {
                signing::Certificate::from_der(&certificate.to_der().ok()?).ok()
            }
            CertificateChoices::Other(_) => None,
        })
        .collect()
    }

    /// The certificate whose key signed these directories, of which the first is what the message is about. An error
    /// if it did not.
    pub(crate) fn verify(&self, directories: &[(Digest, &[u8])]) -> Result<signing::Certificate> {
        let [info] = self.signed.signer_infos.0.as_slice() else {
            return Err(broken("its message has not exactly one signer"));
        };
        let signer = self.signer(info)?;
        let attributes =
            info.signed_attrs.as_ref().ok_or_else(|| broken("its message signs no attributes"))?;
        let known = [RSA_ENCRYPTION, SHA_256_WITH_RSA].contains(&info.signature_algorithm.oid);
        if info.digest_alg.oid != SHA_256 || !known {
            return Err(broken("it is signed with other algorithms than SHA-256 and RSA"));
        }
        let spki = signer.tbs_certificate().subject_public_key_info();
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, spki.subject_public_key.raw_bytes())
            .verify(&attributes.to_der()?, info.signature.as_bytes())
            .map_err(|_| broken("its message was not signed by its certificate's key"))?;
        let (_, first) = directories.first().ok_or(Error::Unsigned)?;
        let value = |oid| attributes.iter().find(|attribute| attribute.oid == oid).map(|found| &found.values);
        let told = value(MESSAGE_DIGEST).and_then(|values| values.get(0)?.decode_as::<OctetString>().ok());
        if told.is_none_or(|told| told.as_bytes() != digest(Digest::Sha256, first)) {
            return Err(broken("its message is about another code directory"));
        }
        let named = value(DIRECTORIES).map(|values| {
            values.iter().filter_map(|value| value.decode_as::<DirectoryDigest>().ok()).collect::<Vec<_>>()
        });
        // Old signatures have no list of directories.
        let listed = |kind, directory| {
            named
                .as_ref()
                .is_none_or(|named| named.iter().any(|one| one.value.as_bytes() == digest(kind, directory)))
        };
        if !directories.iter().all(|(kind, directory)| listed(*kind, directory)) {
            return Err(broken("its message does not name all code directories"));
        }
        signing::Certificate::from_der(&signer.to_der()?).map_err(|error| broken(&error.to_string()))
    }

    fn signer(&self, info: &SignerInfo) -> Result<&Certificate> {
        let SignerIdentifier::IssuerAndSerialNumber(wanted) = &info.sid else {
            return Err(broken("its message names no signer by issuer and number"));
        };
        let all = self.signed.certificates.iter().flat_map(|set| set.0.iter());
        all.filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate),
            CertificateChoices::Other(_) => None,
        })
        .find(|certificate| {
            let tbs = certificate.tbs_certificate();
            *tbs.issuer() == wanted.issuer && *tbs.serial_number() == wanted.serial_number
        })
        .ok_or_else(|| broken("its message lacks the signer's certificate"))
    }
}

fn broken(why: &str) -> Error {
    Error::Broken(why.to_owned())
}

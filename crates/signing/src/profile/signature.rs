//! Who signed a profile (CMS, RFC 5652, section 5.4).

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use aws_lc_rs::signature::{
    RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
    VerificationAlgorithm,
};
use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetString};
use der::{Decode, Encode};
use time::OffsetDateTime;

use super::envelope::{self, refused};
use crate::certificate::Certificate;
use crate::chain::chain;
use crate::error::{Error, Result};

const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");

/// The certificates from the one that signed a profile to a root that is trusted (see [`chain`]), if it signed this
/// content and all of them were valid at that time.
pub(super) fn signed_by(bytes: &[u8], roots: &[Certificate], at: OffsetDateTime) -> Result<Vec<Certificate>> {
    let content = envelope::content(bytes)?;
    let unread = |error: der::Error| refused(&format!("its signature cannot be judged ({error})"));
    let outer = ContentInfo::from_der(bytes).map_err(unread)?;
    let message: SignedData = outer.content.decode_as().map_err(unread)?;
    let [info] = message.signer_infos.0.as_slice() else {
        return Err(Error::Signature("it has not exactly one signer".to_owned()));
    };
    let all = message.certificates.iter().flat_map(|set| set.0.iter());
    let certificates = all.filter_map(|choice| match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate),
        CertificateChoices::Other(_) => None,
    });
    let certificates = certificates.collect::<Vec<_>>();
    let signer = certificates.iter().find(|one| is_signer(info, one));
    let signer = signer.ok_or_else(|| Error::Signature("the signer's certificate is missing".to_owned()))?;
    judge(info, signer, &content)?;
    let read = |one: &&x509_cert::Certificate| Certificate::from_der(&one.to_der().ok()?).ok();
    let others = certificates.iter().filter_map(read).collect::<Vec<_>>();
    let leaf =
        read(signer).ok_or_else(|| Error::Signature("the signer's certificate is damaged".to_owned()))?;
    chain(&leaf, &others, roots, at)
}

fn is_signer(info: &SignerInfo, certificate: &x509_cert::Certificate) -> bool {
    let SignerIdentifier::IssuerAndSerialNumber(wanted) = &info.sid else { return false };
    let tbs = certificate.tbs_certificate();
    *tbs.issuer() == wanted.issuer && *tbs.serial_number() == wanted.serial_number
}

fn judge(info: &SignerInfo, signer: &x509_cert::Certificate, content: &[u8]) -> Result<()> {
    let broken = |why: &str| Error::Signature(why.to_owned());
    let (hash, algorithm): (_, &dyn VerificationAlgorithm) = match info.digest_alg.oid {
        SHA_256 => (&SHA256, &RSA_PKCS1_2048_8192_SHA256),
        // Apple's profiles of earlier years.
        SHA_1 => (&SHA1_FOR_LEGACY_USE_ONLY, &RSA_PKCS1_2048_8192_SHA1_FOR_LEGACY_USE_ONLY),
        other => return Err(broken(&format!("it is made with an algorithm that is not known ({other})"))),
    };
    let attributes = info.signed_attrs.as_ref().ok_or_else(|| broken("it signs no attributes"))?;
    let told = attributes.iter().find(|attribute| attribute.oid == MESSAGE_DIGEST);
    let told = told.and_then(|attribute| attribute.values.get(0)?.decode_as::<OctetString>().ok());
    if told.is_none_or(|told| told.as_bytes() != digest(hash, content).as_ref()) {
        return Err(broken("it is about another content"));
    }
    let message = attributes.to_der().map_err(|error| broken(&error.to_string()))?;
    let key = signer.tbs_certificate().subject_public_key_info().subject_public_key.raw_bytes();
    UnparsedPublicKey::new(algorithm, key)
        .verify(&message, info.signature.as_bytes())
        .map_err(|_| broken("it was not made with the key of its certificate"))
}

#[cfg(test)]
mod tests {
    use super::super::ProvisioningProfile;
    use super::super::fixture::{list, signed, xml};
    use super::*;

    #[test]
    fn a_changed_profile_and_a_signer_that_nobody_knows_are_told() {
        let bytes = signed(&xml(list("com.example.app")), &["-nodetach", "-binary"]);
        let now = OffsetDateTime::now_utc();
        let why = ProvisioningProfile::signed_by(&bytes, &[], now).unwrap_err().to_string();
        assert!(why.contains("no root that is trusted"), "{why}");
        // The signer itself as a root: the chain is that one certificate.
        let all = certificates(&bytes);
        assert_eq!(ProvisioningProfile::signed_by(&bytes, &all, now).unwrap().len(), 1);
        let at = bytes.windows(15).position(|window| window == b"com.example.app").unwrap();
        let mut changed = bytes.clone();
        changed[at] = b'k';
        let why = ProvisioningProfile::signed_by(&changed, &all, now).unwrap_err().to_string();
        assert!(why.contains("another content"), "{why}");
    }

    fn certificates(bytes: &[u8]) -> Vec<Certificate> {
        let outer = ContentInfo::from_der(bytes).unwrap();
        let signed: SignedData = outer.content.decode_as().unwrap();
        let all = signed.certificates.unwrap().0;
        let der = all.iter().map(|one| one.to_der().unwrap());
        der.map(|der| Certificate::from_der(&der).unwrap()).collect()
    }
}

//! The certificate authority: a root, an intermediate for developers' certificates, and the signer of profiles.

use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, PKCS_RSA_SHA256, RsaKeySize, SerialNumber, SubjectPublicKeyInfo,
};
use time::{Duration, OffsetDateTime};
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::pem::parse_x509_pem;
use x509_parser::prelude::FromDer;
use x509_parser::public_key::PublicKey;

use super::subject::{Holder, TEAM};

/// How long a developer's certificate is valid.
const LIFETIME: Duration = Duration::days(365);

/// Keys and certificates of the simulated Apple.
#[derive(Debug)]
pub struct Authority {
    root: Certificate,
    intermediate: Certificate,
    issuer: Issuer<'static, KeyPair>,
    signer: Certificate,
    signer_key: KeyPair,
}

/// A certificate that was issued.
#[derive(Debug, Clone)]
pub struct IssuedCertificate {
    /// The certificate in DER.
    pub der: Vec<u8>,
    /// The serial number in upper-case hexadecimal.
    pub serial: String,
    /// When it expires.
    pub not_after: OffsetDateTime,
    /// The names in it.
    pub holder: Holder,
}

/// Why a signing request is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadRequest(&'static str);

/// The authority of this process. Making its keys takes time, so that all worlds of a process share one.
///
/// # Panics
/// When keys cannot be made at all.
pub fn authority() -> &'static Authority {
    static AUTHORITY: LazyLock<Authority> =
        LazyLock::new(|| Authority::new().expect("the authority's keys can be made"));
    &AUTHORITY
}

impl Authority {
    fn new() -> Result<Self, rcgen::Error> {
        let now = OffsetDateTime::now_utc();
        let root_params = ca("Gantry Simulator Root CA", now, 20);
        let root_key = KeyPair::generate()?;
        let root = root_params.self_signed(&root_key)?;
        let root_issuer = Issuer::new(root_params, root_key);

        let params = ca("Gantry Simulator Worldwide Developer Relations CA", now, 10);
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?;
        let intermediate = params.signed_by(&key, &root_issuer)?;
        let issuer = Issuer::new(params, key);

        let signer_key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?;
        let mut signer_params = CertificateParams::default();
        signer_params.distinguished_name = name("Gantry Simulator Provisioning Profile Signing");
        valid(&mut signer_params, now, 10);
        signer_params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        signer_params.use_authority_key_identifier_extension = true;
        let signer = signer_params.signed_by(&signer_key, &issuer)?;
        Ok(Self { root, intermediate, issuer, signer, signer_key })
    }

    /// The root in PEM, for whoever wants to trust it.
    pub fn root_pem(&self) -> String {
        self.root.pem()
    }

    /// The intermediate in PEM.
    pub fn intermediate_pem(&self) -> String {
        self.intermediate.pem()
    }

    /// Issues a certificate for a signing request: PEM, or bare base64 as Apple also takes it.
    pub fn issue(
        &self,
        request: &str,
        certificate_type: &str,
        serial: &str,
        now: OffsetDateTime,
    ) -> Result<IssuedCertificate, BadRequest> {
        let key = public_key(request)?;
        let holder = Holder::of(certificate_type);
        let mut params = CertificateParams::default();
        params.distinguished_name = DistinguishedName::new();
        let user_id = DnType::CustomDnType(vec![0, 9, 2342, 19_200_300, 100, 1, 1]);
        for (what, value) in [
            (user_id, TEAM.id),
            (DnType::CommonName, holder.common_name.as_str()),
            (DnType::OrganizationalUnitName, TEAM.id),
            (DnType::OrganizationName, TEAM.name),
            (DnType::CountryName, "US"),
        ] {
            params.distinguished_name.push(what, value);
        }
        // Apple's certificates begin at the moment of issue; clocks that run behind must still take them.
        params.not_before = now - Duration::minutes(10);
        params.not_after = now + LIFETIME;
        let serial = serial_bytes(serial);
        params.serial_number = Some(SerialNumber::from_slice(&serial));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::CodeSigning];
        params.use_authority_key_identifier_extension = true;
        let not_after = params.not_after;
        let issued =
            params.signed_by(&key, &self.issuer).map_err(|_| BadRequest("the key cannot be certified"))?;
        let hex = serial.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02X}"));
        Ok(IssuedCertificate { der: issued.der().to_vec(), serial: hex, not_after, holder })
    }

    /// Signs a property list, as profiles are signed.
    pub fn sign(&self, content: &[u8], now: OffsetDateTime) -> Result<Vec<u8>, der::Error> {
        let chain = [self.signer.der(), self.intermediate.der(), self.root.der()].map(|der| der.as_ref());
        super::message::sign(content, &self.signer_key, chain, now)
    }
}

fn ca(common_name: &str, now: OffsetDateTime, years: i64) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = name(common_name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.use_authority_key_identifier_extension = true;
    valid(&mut params, now, years);
    params
}

fn valid(params: &mut CertificateParams, now: OffsetDateTime, years: i64) {
    params.not_before = now - Duration::days(365);
    params.not_after = now + Duration::days(365 * years);
}

fn name(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common_name);
    name.push(DnType::OrganizationName, "Gantry Simulator");
    name.push(DnType::CountryName, "US");
    name
}

/// A serial number is positive: its first bit is clear and its first byte is not zero.
fn serial_bytes(seed: &str) -> Vec<u8> {
    let mut bytes = seed.bytes().filter(u8::is_ascii_alphanumeric).take(16).collect::<Vec<_>>();
    if bytes.is_empty() {
        bytes.push(1);
    }
    bytes
}

/// The key of a signing request whose own signature is right.
fn public_key(request: &str) -> Result<SubjectPublicKeyInfo, BadRequest> {
    let der = if request.contains("-----BEGIN") {
        parse_x509_pem(request.trim().as_bytes()).map_err(|_| BadRequest("the request is no PEM"))?.1.contents
    } else {
        let packed = request.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        BASE64_STANDARD.decode(packed).map_err(|_| BadRequest("the request is no base64"))?
    };
    let (_, parsed) = X509CertificationRequest::from_der(&der)
        .map_err(|_| BadRequest("the request is no certificate signing request"))?;
    parsed.verify_signature().map_err(|_| BadRequest("the request's signature is wrong"))?;
    let info = &parsed.certification_request_info.subject_pki;
    match info.parsed() {
        Ok(PublicKey::RSA(key)) if key.key_size() == 2048 => {}
        _ => return Err(BadRequest("the key is no RSA key of 2048 bits")),
    }
    SubjectPublicKeyInfo::from_der(info.raw).map_err(|_| BadRequest("the key cannot be read"))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::*;

    fn request(key: &KeyPair) -> String {
        CertificateParams::default().serialize_request(key).unwrap().pem().unwrap()
    }

    fn rsa() -> KeyPair {
        KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap()
    }

    fn openssl(arguments: &[&str], input: &[u8]) -> String {
        let mut child = Command::new("openssl")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the tests need the openssl command line");
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {arguments:?}: {told}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn trust() -> (tempfile::NamedTempFile, tempfile::NamedTempFile) {
        let file = |pem: String| {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(pem.as_bytes()).unwrap();
            file
        };
        (file(authority().root_pem()), file(authority().intermediate_pem()))
    }

    #[test]
    fn a_certificate_chains_to_the_root_and_carries_apples_names() {
        let now = OffsetDateTime::now_utc();
        let issued = authority().issue(&request(&rsa()), "DISTRIBUTION", "ABCDEFGHIJ", now).unwrap();
        let text = openssl(&["x509", "-inform", "DER", "-noout", "-subject", "-serial"], &issued.der);
        assert!(text.contains("Apple Distribution: Example Team (GANTRY2026)"), "{text}");
        assert!(text.contains(&issued.serial), "{text}");
        let pem = openssl(&["x509", "-inform", "DER"], &issued.der);
        let (root, intermediate) = trust();
        let paths = [root.path().to_str().unwrap(), intermediate.path().to_str().unwrap()];
        let told = openssl(&["verify", "-CAfile", paths[0], "-untrusted", paths[1]], pem.as_bytes());
        assert!(told.contains("OK"), "{told}");
    }

    #[test]
    fn bare_base64_is_a_request_too() {
        let key = rsa();
        let bare = BASE64_STANDARD.encode(CertificateParams::default().serialize_request(&key).unwrap().der());
        assert!(authority().issue(&bare, "DEVELOPMENT", "A1", OffsetDateTime::now_utc()).is_ok());
    }

    #[test]
    fn a_request_with_another_key_or_a_wrong_signature_is_refused() {
        let now = OffsetDateTime::now_utc();
        let refused = |text: &str| authority().issue(text, "DISTRIBUTION", "A1", now).unwrap_err().0;
        assert_eq!(refused(&request(&KeyPair::generate().unwrap())), "the key is no RSA key of 2048 bits");
        assert_eq!(refused("hello"), "the request is no base64");
        let mut der = CertificateParams::default().serialize_request(&rsa()).unwrap().der().to_vec();
        *der.last_mut().unwrap() ^= 1;
        assert_eq!(refused(&BASE64_STANDARD.encode(der)), "the request's signature is wrong");
    }

    #[test]
    fn openssl_verifies_a_signed_message_against_the_root() {
        let signed = authority().sign(b"<plist/>", OffsetDateTime::now_utc()).unwrap();
        assert_eq!(super::super::content(&signed).unwrap(), b"<plist/>");
        let (root, _) = trust();
        let path = root.path().to_str().unwrap();
        let told = openssl(&["cms", "-verify", "-inform", "DER", "-purpose", "any", "-CAfile", path], &signed);
        assert_eq!(told, "<plist/>");
    }
}

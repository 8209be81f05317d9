//! The certificate authority: a root, an intermediate for developers' certificates, and the signer of profiles.

use std::sync::{Arc, LazyLock};

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    IsCa, Issuer, KeyPair, KeyUsagePurpose, PKCS_RSA_SHA256, RsaKeySize, SerialNumber,
};
use time::{Duration, OffsetDateTime};

use super::message;
use super::request::{BadRequest, public_key};
use super::subject::{Holder, TEAM};

/// How long a developer's certificate is valid.
const LIFETIME: Duration = Duration::days(365);

/// The arc below which Apple's marks for certificates stand.
const APPLE_MARKERS: [u64; 7] = [1, 2, 840, 113_635, 100, 6, 1];

/// The mark of an intermediate for developers' certificates.
const APPLE_INTERMEDIATE: [u64; 8] = [1, 2, 840, 113_635, 100, 6, 2, 1];

/// The purpose of a certificate that signs installer packages for the Mac App Store.
const INSTALLER_SIGNING: [u64; 7] = [1, 2, 840, 113_635, 100, 4, 9];

/// Keys and certificates of the simulated Apple.
pub struct Authority {
    pub(super) root: Vec<u8>,
    pub(super) intermediate: Vec<u8>,
    pub(super) issuer: Issuer<'static, KeyPair>,
    pub(super) signer: Vec<u8>,
    pub(super) signer_key: KeyPair,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority").finish_non_exhaustive()
    }
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

/// The authority of this process. Making its keys takes time, so that all worlds that begin in a process share one.
///
/// # Panics
/// When keys cannot be made at all.
pub fn authority() -> Arc<Authority> {
    static AUTHORITY: LazyLock<Arc<Authority>> =
        LazyLock::new(|| Arc::new(Authority::new().expect("the authority's keys can be made")));
    Arc::clone(&AUTHORITY)
}

impl Authority {
    fn new() -> Result<Self, rcgen::Error> {
        let now = OffsetDateTime::now_utc();
        let root_params = ca("Gantry Simulator Root CA", now, 20);
        let root_key = KeyPair::generate()?;
        let root = root_params.self_signed(&root_key)?.der().to_vec();
        let root_issuer = Issuer::new(root_params, root_key);

        let mut params = ca("Gantry Simulator Worldwide Developer Relations CA", now, 10);
        params.custom_extensions = vec![marker(&APPLE_INTERMEDIATE)];
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?;
        let intermediate = params.signed_by(&key, &root_issuer)?.der().to_vec();
        let issuer = Issuer::new(params, key);

        let signer_key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048)?;
        let mut signer_params = CertificateParams::default();
        signer_params.distinguished_name = name("Gantry Simulator Provisioning Profile Signing");
        valid(&mut signer_params, now, 10);
        signer_params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        signer_params.use_authority_key_identifier_extension = true;
        let signer = signer_params.signed_by(&signer_key, &issuer)?.der().to_vec();
        Ok(Self { root, intermediate, issuer, signer, signer_key })
    }

    /// The root in PEM, for whoever wants to trust it.
    pub fn root_pem(&self) -> String {
        pem(&self.root)
    }

    /// The intermediate in PEM.
    pub fn intermediate_pem(&self) -> String {
        pem(&self.intermediate)
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
        params.extended_key_usages = vec![match certificate_type {
            "MAC_INSTALLER_DISTRIBUTION" => ExtendedKeyUsagePurpose::Other(INSTALLER_SIGNING.to_vec()),
            _ => ExtendedKeyUsagePurpose::CodeSigning,
        }];
        params.use_authority_key_identifier_extension = true;
        let marked = holder.markers.iter().map(|last| marker(&[&APPLE_MARKERS[..], &[*last]].concat()));
        params.custom_extensions = marked.collect();
        let not_after = params.not_after;
        let issued =
            params.signed_by(&key, &self.issuer).map_err(|_| BadRequest("the key cannot be certified"))?;
        let hex = serial.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02X}"));
        Ok(IssuedCertificate { der: issued.der().to_vec(), serial: hex, not_after, holder })
    }

    /// Signs a property list, as profiles are signed.
    pub fn sign(&self, content: &[u8], now: OffsetDateTime) -> Result<Vec<u8>, der::Error> {
        message::sign(content, &self.signer_key, [&self.signer, &self.intermediate, &self.root], now)
    }

    /// The content of a message that this authority has signed; `None` for every other.
    pub fn verified_content(&self, message: &[u8]) -> Option<Vec<u8>> {
        message::verified_content(message, &self.signer_key)
    }
}

/// A certificate in PEM.
pub(super) fn pem(der: &[u8]) -> String {
    // Only a label that PEM does not allow could fail.
    der::pem::encode_string("CERTIFICATE", der::pem::LineEnding::LF, der).unwrap_or_default()
}

/// An extension that says all by being there. Apple's are critical; these are not, since tools that know nothing of
/// Apple must accept the certificates.
fn marker(oid: &[u64]) -> CustomExtension {
    const NULL: [u8; 2] = [5, 0];
    CustomExtension::from_oid_content(oid, NULL.to_vec())
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

pub(super) fn name(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common_name);
    // Clients take a downloaded certificate for one only if these two words stand in it.
    name.push(DnType::OrganizationName, "Not Apple Inc. but Gantry Simulator");
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

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::*;

    fn request() -> String {
        let key = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
        CertificateParams::default().serialize_request(&key).unwrap().pem().unwrap()
    }

    /// Whether openssl accepts it, and what it says.
    fn openssl(arguments: &[&str], input: &[u8]) -> (bool, String) {
        let mut child = Command::new("openssl")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the tests need the openssl command line");
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        let told = if output.status.success() { output.stdout } else { output.stderr };
        (output.status.success(), String::from_utf8_lossy(&told).into_owned())
    }

    #[track_caller]
    fn accepted(arguments: &[&str], input: &[u8]) -> String {
        let (accepted, told) = openssl(arguments, input);
        assert!(accepted, "openssl {arguments:?}: {told}");
        told
    }

    fn file(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    fn path(file: &tempfile::NamedTempFile) -> &str {
        file.path().to_str().unwrap()
    }

    #[track_caller]
    fn chains(authority: &Authority, der: &[u8]) {
        let pem = accepted(&["x509", "-inform", "DER"], der);
        let (root, intermediate) = (file(&authority.root_pem()), file(&authority.intermediate_pem()));
        let arguments = ["verify", "-CAfile", path(&root), "-untrusted", path(&intermediate)];
        assert!(accepted(&arguments, pem.as_bytes()).contains("OK"));
    }

    #[test]
    fn a_certificate_chains_to_the_root_and_carries_apples_names() {
        let now = OffsetDateTime::now_utc();
        let request = request();
        let text = |certificate_type: &str| {
            let issued = authority().issue(&request, certificate_type, "ABCDEFGHIJ", now).unwrap();
            chains(&authority(), &issued.der);
            accepted(&["x509", "-inform", "DER", "-noout", "-text", "-serial"], &issued.der)
        };
        let distribution = text("DISTRIBUTION");
        for part in [
            "Apple Distribution: Example Team (GANTRY2026)",
            "Code Signing",
            "Digital Signature",
            "1.2.840.113635.100.6.1.4",
            "1.2.840.113635.100.6.1.7",
            "serial=4142434445464748494A",
        ] {
            assert!(distribution.contains(part), "{part} in {distribution}");
        }
        assert!(text("DEVELOPMENT").contains("Apple Development: Ada Example (GANTRY2026)"));
        assert!(!text("MAC_INSTALLER_DISTRIBUTION").contains("Code Signing"));
    }

    #[test]
    fn openssl_prints_a_signed_message_and_verifies_it_against_the_root() {
        let authority = authority();
        let signed = authority.sign(b"<plist/>", OffsetDateTime::now_utc()).unwrap();
        assert_eq!(accepted(&["cms", "-verify", "-noverify", "-inform", "DER"], &signed), "<plist/>");
        let root = file(&authority.root_pem());
        let against_root = ["cms", "-verify", "-inform", "DER", "-purpose", "any", "-CAfile", path(&root)];
        assert_eq!(accepted(&against_root, &signed), "<plist/>");
        let other = file(&Authority::new().unwrap().root_pem());
        let against_other = ["cms", "-verify", "-inform", "DER", "-purpose", "any", "-CAfile", path(&other)];
        assert!(!openssl(&against_other, &signed).0);
    }

    #[test]
    fn an_authority_knows_what_it_has_signed() {
        let (authority, now) = (authority(), OffsetDateTime::now_utc());
        let signed = authority.sign(b"<plist/>", now).unwrap();
        assert_eq!(authority.verified_content(&signed).as_deref(), Some(&b"<plist/>"[..]));
        let other = Authority::new().unwrap();
        assert_eq!(other.verified_content(&signed), None);
        assert_eq!(authority.verified_content(b"<plist/>"), None);
        for place in (0..signed.len()).step_by(7) {
            let mut changed = signed.clone();
            changed[place] ^= 1;
            let content = authority.verified_content(&changed);
            assert!(
                content.is_none_or(|content| content == b"<plist/>"),
                "a change at {place} went unnoticed"
            );
        }
    }

    #[test]
    fn a_restored_authority_goes_on_where_the_former_one_ended() {
        let now = OffsetDateTime::now_utc();
        let former = Authority::new().unwrap();
        let signed = former.sign(b"<plist/>", now).unwrap();
        let restored = Authority::restore(&former.kept()).unwrap();
        assert_eq!(restored.root_pem(), former.root_pem());
        assert!(restored.verified_content(&signed).is_some());
        let issued = restored.issue(&request(), "DISTRIBUTION", "A1", now).unwrap();
        chains(&former, &issued.der);
    }
}

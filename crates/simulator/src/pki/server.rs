//! The certificate with which the simulator serves HTTPS.

use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};
use time::{Duration, OffsetDateTime};

use super::authority::{Authority, name};

/// How long the certificate is valid, with the day before it: strict clients take 398 days at most.
const LIFETIME: Duration = Duration::days(365);

/// A certificate for a server, and its key.
pub(crate) struct ServerCertificate {
    /// The certificate and the intermediate above it, in DER.
    pub(crate) chain: Vec<Vec<u8>>,
    /// The private key.
    pub(crate) key: KeyPair,
}

impl Authority {
    /// Issues a certificate for a server with these names: host names, or addresses as text.
    pub(crate) fn issue_for_server(
        &self,
        names: &[&str],
        now: OffsetDateTime,
    ) -> Result<ServerCertificate, rcgen::Error> {
        let mut params =
            CertificateParams::new(names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())?;
        params.distinguished_name = name("Gantry Simulator");
        params.not_before = now - Duration::DAY;
        params.not_after = now + LIFETIME;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate()?;
        let certificate = params.signed_by(&key, &self.issuer)?.der().to_vec();
        Ok(ServerCertificate { chain: vec![certificate, self.intermediate.clone()], key })
    }
}

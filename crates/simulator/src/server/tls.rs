//! HTTPS under Apple's names.

use std::sync::Arc;

use time::OffsetDateTime;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

use super::hosts;
use crate::error::Error;
use crate::pki::Authority;

/// What answers handshakes: HTTP/2 or HTTP/1.1, with a certificate of the authority. Its days are counted in real
/// time, as clients count them.
pub(super) fn acceptor(authority: &Authority) -> Result<TlsAcceptor, Error> {
    let failed = |source: Box<dyn std::error::Error + Send + Sync>| Error::Tls(source);
    let issued = authority
        .issue_for_server(hosts::NAMES, OffsetDateTime::now_utc())
        .map_err(|error| failed(error.into()))?;
    let chain = issued.chain.into_iter().map(CertificateDer::from).collect();
    let key = PrivatePkcs8KeyDer::from(issued.key.serialize_der()).into();
    let mut config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|config| config.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| failed(error.into()))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

//! Connections: HTTP/1.1, or HTTP/2 where the client begins with it; under TLS what both agree on.

use std::sync::Arc;

use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;

use super::serve::serve;
use super::shared::Shared;

/// Accepts connections until it is told to stop.
pub(super) async fn listen(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    shared: Arc<Shared>,
    mut stopped: oneshot::Receiver<()>,
) {
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = &mut stopped => return,
        };
        // A connection that ended before it was accepted concerns nobody.
        let Ok((stream, _)) = stream else { continue };
        // Answers are small; waiting to fill a packet would only slow them.
        let _ = stream.set_nodelay(true);
        tokio::spawn(accepted(stream, tls.clone(), Arc::clone(&shared)));
    }
}

async fn accepted(stream: TcpStream, tls: Option<TlsAcceptor>, shared: Arc<Shared>) {
    match tls {
        None => speak(stream, shared).await,
        Some(tls) => {
            // A client that does not trust the certificate goes away, and knows why.
            if let Ok(stream) = tls.accept(stream).await {
                speak(stream, shared).await;
            }
        }
    }
}

async fn speak(stream: impl AsyncRead + AsyncWrite + Unpin + 'static, shared: Arc<Shared>) {
    let service = service_fn(move |request| serve(Arc::clone(&shared), request));
    // An error here is a client that went away, or a fault that was asked for.
    let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
}

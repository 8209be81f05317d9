//! A server that answers what a test tells it to, where the simulator would be too well-behaved.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine;
use spaceship::Client;
use spaceship::auth::{ApiKey, KeyParts};
use spaceship::client::ClientBuilder;
use spaceship::transport::RetryPolicy;

/// A server at an address, and the heads of the requests that it sees.
pub(crate) struct PlainServer {
    pub(crate) address: String,
    pub(crate) seen: Receiver<String>,
}

/// Serves each connection in turn with `answer`, which gets its number, until the test ends.
pub(crate) fn serve(answer: impl Fn(usize, &mut TcpStream) + Send + 'static) -> PlainServer {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (tell, seen) = channel();
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            let mut head = [0; 8192];
            let read = stream.read(&mut head).unwrap_or_default();
            if tell.send(String::from_utf8_lossy(&head[..read]).into_owned()).is_err() {
                return;
            }
            answer(number, &mut stream);
        }
    });
    PlainServer { address, seen }
}

/// Writes an answer with a JSON body.
pub(crate) fn json(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n"
    );
    // A client that has seen enough closes the connection.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

/// A client of a server, before the test's own settings.
pub(crate) fn builder(address: &str) -> ClientBuilder {
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).unwrap();
    let key = base64::engine::general_purpose::STANDARD.encode(pkcs8.as_ref());
    let parts = KeyParts {
        key_id: "ABCDE12345".into(),
        issuer_id: Some("57246542-96fe-1a63-e053-0824d011072a".into()),
        key: format!("-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----\n").into(),
        ..KeyParts::default()
    };
    let retry = RetryPolicy {
        first_wait: Duration::from_millis(1),
        longest_wait: Duration::from_millis(2),
        rate_limit_wait: Duration::from_millis(1),
        ..RetryPolicy::default()
    };
    Client::builder(ApiKey::new(parts).unwrap()).endpoint(address).retry(retry)
}

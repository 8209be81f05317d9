//! Credentials stay where they belong.

use std::io::{Read, Write};
use std::net::TcpListener;

use futures::TryStreamExt;
use spaceship::auth::ApiKey;
use spaceship::resources::Device;
use spaceship::{Client, ErrorKind};

use crate::world::with_devices;

/// A server that answers every request with this body, and tells which requests it saw.
fn server(body: String) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let seen = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4096];
        let read = stream.read(&mut request).unwrap();
        let head =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ";
        write!(stream, "{head}{}\r\n\r\n{body}", body.len()).unwrap();
        String::from_utf8_lossy(&request[..read]).into_owned()
    });
    (address, seen)
}

fn client_at(endpoint: &str) -> Client {
    // Any key will do: nobody here checks it.
    let world = with_devices(0);
    let json = std::fs::read_to_string(world.simulator().keys().join("api_key.json")).unwrap();
    Client::builder(ApiKey::from_json(&json).unwrap()).endpoint(endpoint).build().unwrap()
}

#[tokio::test]
async fn a_next_page_at_another_host_gets_no_token() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let next = format!("http://{}/v1/devices?cursor=x", elsewhere.local_addr().unwrap());
    let (address, seen) = server(format!(r#"{{"data":[],"links":{{"self":"x","next":"{next}"}}}}"#));
    let error = client_at(&address).list::<Device>().stream().try_collect::<Vec<_>>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unexpected);
    assert!(error.to_string().contains("no other host"), "{error}");
    assert!(seen.join().unwrap().to_lowercase().contains("authorization: bearer "));
    assert!(elsewhere.accept().is_err(), "the other host was called");
}

#[tokio::test]
async fn nesting_without_end_is_an_error_and_no_crash() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let body = format!(
        r#"{{"data":[{{"type":"devices","id":"1","attributes":{{"name":{deep}}}}}],"links":{{"self":"x"}}}}"#
    );
    let (address, _seen) = server(body);
    let error = client_at(&address).list::<Device>().page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unexpected, "{error}");
}

#[tokio::test]
async fn what_apple_adds_later_fails_no_read() {
    let body = r#"{"data":[{"type":"devices","id":"1","attributes":{"status":"LOST","newThing":[1],"name":null},
        "relationships":{"newOnes":{"data":[{"type":"things","id":"2"}]}}}],
        "included":[{"type":"things","id":"2","attributes":{"x":1}}],"links":{"self":"x"},"meta":{"new":true}}"#;
    let (address, _seen) = server(body.to_owned());
    let page = client_at(&address).list::<Device>().page().await.unwrap();
    assert_eq!(page.data[0].attributes.status.as_ref().unwrap().as_str(), "LOST");
}

//! Credentials stay where they belong.

use std::net::TcpListener;

use futures::TryStreamExt;
use spaceship::ErrorKind;
use spaceship::resources::Device;

use crate::plain_server::{PlainServer, builder, json, serve};

/// A server that answers every request with this body.
fn server(body: String) -> PlainServer {
    serve(move |_, stream| json(stream, "200 OK", "", body.as_bytes()))
}

#[tokio::test]
async fn a_next_page_at_another_host_gets_no_token() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let next = format!("http://{}/v1/devices?cursor=x", elsewhere.local_addr().unwrap());
    let server = server(format!(r#"{{"data":[],"links":{{"self":"x","next":"{next}"}}}}"#));
    let error = builder(&server.address)
        .build()
        .unwrap()
        .list::<Device>()
        .stream()
        .try_collect::<Vec<_>>()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unexpected);
    assert!(error.to_string().contains("no other host"), "{error}");
    assert!(server.seen.recv().unwrap().to_lowercase().contains("authorization: bearer "));
    assert!(elsewhere.accept().is_err(), "the other host was called");
}

#[tokio::test]
async fn nesting_without_end_is_an_error_and_no_crash() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let body = format!(
        r#"{{"data":[{{"type":"devices","id":"1","attributes":{{"name":{deep}}}}}],"links":{{"self":"x"}}}}"#
    );
    let server = server(body);
    let error = builder(&server.address).build().unwrap().list::<Device>().page().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unexpected, "{error}");
}

#[tokio::test]
async fn what_apple_adds_later_fails_no_read() {
    let body = r#"{"data":[{"type":"devices","id":"1","attributes":{"status":"LOST","newThing":[1],"name":null},
        "relationships":{"newOnes":{"data":[{"type":"things","id":"2"}]}}}],
        "included":[{"type":"things","id":"2","attributes":{"x":1}}],"links":{"self":"x"},"meta":{"new":true}}"#;
    let server = server(body.to_owned());
    let page = builder(&server.address).build().unwrap().list::<Device>().page().await.unwrap();
    assert_eq!(page.data[0].attributes.status.as_ref().unwrap().as_str(), "LOST");
}

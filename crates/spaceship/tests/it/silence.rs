//! Servers that fall silent, answer rubbish, or too much of it.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use futures::TryStreamExt;
use spaceship::ErrorKind;
use spaceship::resources::Device;
use spaceship::transport::Timeouts;

use crate::plain_server::{builder, json, serve};

const PAGE: &[u8] = br#"{"data":[],"links":{"self":"x"}}"#;

fn patience(read: u64, whole: u64) -> Timeouts {
    let (read, whole) = (Duration::from_millis(read), Duration::from_millis(whole));
    Timeouts { read, whole, ..Timeouts::default() }
}

fn never(stream: &mut TcpStream) {
    // Held open until the client has had enough and closes it.
    let _ = std::io::copy(stream, &mut std::io::sink());
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up_and_asked_again() {
    let server =
        serve(|number, stream| if number == 0 { never(stream) } else { json(stream, "200 OK", "", PAGE) });
    let client = builder(&server.address).timeouts(patience(50, 60_000)).build().unwrap();
    client.list::<Device>().page().await.unwrap();
    assert_eq!(server.seen.try_iter().count(), 2);
}

#[tokio::test]
async fn a_server_that_stops_in_the_middle_is_given_up() {
    let server = serve(|_, stream| {
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{{"
        );
        never(stream);
    });
    let client = builder(&server.address).timeouts(patience(30, 60_000)).build().unwrap();
    let error = client.list::<Device>().page().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Unreachable, 5), "{error}");
}

#[tokio::test]
async fn a_server_that_drips_meets_the_bound_on_the_whole() {
    let server = serve(|_, stream| {
        let _ = write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n"
        );
        while stream.write_all(b" ").and_then(|()| stream.flush()).is_ok() {
            std::thread::sleep(Duration::from_millis(5));
        }
    });
    let client = builder(&server.address).timeouts(patience(60_000, 100)).build().unwrap();
    let error = client.list::<Device>().page().await.unwrap_err();
    assert!(error.to_string().contains("did not answer in time"), "{error}");
}

#[tokio::test]
async fn nobody_at_the_other_end_is_said_so() {
    // A port that was free a moment ago.
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = builder(&format!("http://{address}")).build().unwrap();
    let error = client.list::<Device>().page().await.unwrap_err();
    assert!(error.to_string().contains("no connection to Apple"), "{error}");
    assert_eq!((error.kind(), error.attempts(), error.is_ambiguous()), (ErrorKind::Unreachable, 5, false));
}

#[tokio::test]
async fn an_answer_without_end_is_refused_and_a_large_one_is_read() {
    let filler = |bytes: usize| {
        let name = "x".repeat(bytes);
        format!(r#"{{"data":[{{"type":"devices","id":"1","attributes":{{"name":"{name}"}}}}],"links":{{}}}}"#)
    };
    let large = filler(50 * 1024 * 1024).into_bytes();
    let server = serve(move |_, stream| json(stream, "200 OK", "", &large));
    let page = builder(&server.address).build().unwrap().list::<Device>().page().await.unwrap();
    assert_eq!(page.data[0].attributes.name.as_ref().unwrap().len(), 50 * 1024 * 1024);

    let server = serve(|_, stream| {
        let _ =
            write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n");
        let piece = vec![b' '; 1024 * 1024];
        while stream.write_all(&piece).is_ok() {}
    });
    let error = builder(&server.address).build().unwrap().list::<Device>().page().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Unexpected, 1), "{error}");
}

#[tokio::test]
async fn rubbish_is_an_error_and_no_crash() {
    for rubbish in [
        &b"{\"data\":[{\"type\":\"devices\",\"id\":\"1\",\"attributes\":{\"name\":\"\xff\xfe\"}}]}"[..],
        b"\0\0\0\0",
        b"{\"data\":[]",
        b"[]",
        b"{\"data\":{}}",
        b"{\"data\":[{\"type\":\"devices\"}]}",
        b"null",
        b"",
    ] {
        let body = rubbish.to_vec();
        let server = serve(move |_, stream| json(stream, "200 OK", "", &body));
        let error = builder(&server.address).build().unwrap().list::<Device>().page().await.unwrap_err();
        let clear = matches!(error.kind(), ErrorKind::Unexpected | ErrorKind::Unreachable);
        assert!(clear && error.to_string().contains("GET /v1/devices"), "{rubbish:?}: {error}");
    }
    // A NUL inside a text is odd, and a text like any other.
    let server = serve(|_, stream| {
        json(
            stream,
            "200 OK",
            "",
            br#"{"data":[{"type":"devices","id":"1","attributes":{"name":"a\u0000b"}}],"links":{}}"#,
        );
    });
    let page = builder(&server.address).build().unwrap().list::<Device>().page().await.unwrap();
    assert_eq!(page.data[0].attributes.name.as_deref(), Some("a\0b"));
}

#[tokio::test]
async fn an_error_in_any_form_keeps_its_status() {
    for (status, body, kind) in [
        ("403 Forbidden", &b"<html><body>Access denied</body></html>"[..], ErrorKind::Forbidden),
        ("404 Not Found", b"", ErrorKind::NotFound),
        ("409 Conflict", b"{\"errors\":\"no list\"}", ErrorKind::Refused),
        ("400 Bad Request", b"\xff\xff", ErrorKind::Refused),
        ("422 Unprocessable", b"{\"errors\":[{\"title\":5}]}", ErrorKind::Refused),
    ] {
        let body = body.to_vec();
        let server = serve(move |_, stream| json(stream, status, "", &body));
        let error = builder(&server.address).build().unwrap().list::<Device>().page().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{status}");
        assert_eq!(error.status().unwrap().to_string(), status[..3]);
    }
}

#[tokio::test]
async fn a_next_link_that_is_rubbish_is_an_error() {
    for next in
        ["http://[", "//elsewhere.example/v1/devices", "https://api.appstoreconnect.apple.com.example.com/"]
    {
        let body = format!(r#"{{"data":[],"links":{{"self":"x","next":"{next}"}}}}"#).into_bytes();
        let server = serve(move |_, stream| json(stream, "200 OK", "", &body));
        let client = builder(&server.address).build().unwrap();
        let error = client.list::<Device>().stream().try_collect::<Vec<_>>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unexpected, "{next}");
        assert_eq!(server.seen.try_iter().count(), 1, "{next}");
    }
}

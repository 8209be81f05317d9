use std::sync::Mutex;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

/// A server that answers by path, and what it was asked.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let Ok(byte) = stream.read_u8().await else { break };
                    head.push(byte);
                }
                let line = String::from_utf8_lossy(&head).lines().next().unwrap_or_default().to_owned();
                let answer = answer(line.trim_end_matches(" HTTP/1.1"));
                record.lock().unwrap().push(line);
                let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self { port, asked }
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(request: &str) -> &'static str {
    match request {
        "GET /no-head" | "HEAD /here" | "HEAD /end" => "200 OK",
        "HEAD /no-head" => "405 Method Not Allowed",
        "HEAD /once" => "302 Found\r\nlocation: /end",
        "HEAD /busy" => "429 Too Many Requests",
        "HEAD /round" | "GET /round" => "302 Found\r\nlocation: /round",
        "HEAD /inside" | "GET /inside" => "302 Found\r\nlocation: http://10.0.0.1/",
        "HEAD /file" | "GET /file" => "302 Found\r\nlocation: file:///etc/passwd",
        _ => "404 Not Found",
    }
}

fn address(text: &str) -> Passage {
    Passage { kind: Kind::Address, ..Passage::purchase("none", "en-US", text) }
}

fn nearby() -> Reach {
    Reach::of(&Environment::from([("SPACESHIP_ENDPOINT", "http://127.0.0.1:1")]))
}

/// What is found of an address.
async fn found(url: &str, reach: &Reach) -> Option<String> {
    let findings = unreachable(&[address(url)], &Rules::default(), reach).await.unwrap();
    findings.into_iter().next().map(|finding| finding.found)
}

#[tokio::test]
async fn pages_that_are_there_are_no_findings() {
    let server = Server::start().await;
    for path in ["/here", "/here#part", "/no-head", "/once", "/busy"] {
        assert_eq!(found(&server.url(path), &nearby()).await, None, "{path}");
    }
}

#[tokio::test]
async fn pages_that_are_not_there_are_findings_with_their_reason() {
    let server = Server::start().await;
    let cases = [
        ("/gone", "which answers 404"),
        ("/round", "which redirects more than 5 times"),
        ("/inside", "private network"),
        ("/file", "which leads to file:"),
    ];
    for (path, why) in cases {
        let found = found(&server.url(path), &nearby()).await.unwrap();
        assert!(found.contains(why), "{path}: {found}");
    }
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let found = found(&format!("http://{free}/"), &nearby()).await.unwrap();
    assert!(found.contains("which does not answer"), "{found}");
}

#[tokio::test]
async fn no_private_address_is_opened() {
    let server = Server::start().await;
    let named = format!("http://localhost:{}/here", server.port);
    for url in [server.url("/here"), named.clone(), "http://[::1]/".into(), "http://169.254.169.254/".into()]
    {
        let found = found(&url, &Reach::default()).await.unwrap();
        assert!(found.contains("private network"), "{url}: {found}");
    }
    assert_eq!(server.asked(), Vec::<String>::new());
    assert_eq!(found(&named, &nearby()).await, None);
}

#[tokio::test]
async fn an_address_in_many_texts_is_opened_once_and_found_in_each() {
    let server = Server::start().await;
    let passages = [address(&server.url("/gone")), address(&server.url("/gone"))];
    let findings = unreachable(&passages, &Rules::default(), &nearby()).await.unwrap();
    assert_eq!(findings.len(), 2);
    assert_eq!(server.asked().len(), 2, "HEAD and GET: {:?}", server.asked());
}

#[tokio::test]
async fn a_rule_that_is_skipped_opens_nothing() {
    let server = Server::start().await;
    let rules = Rules::new([("unreachable_urls", &serde_json::json!("skip"))]);
    assert_eq!(unreachable(&[address(&server.url("/gone"))], &rules, &nearby()).await.unwrap(), []);
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn this_machine_is_opened_only_beside_a_simulator() {
    for (endpoint, loopback) in [
        ("http://127.0.0.1:8080", true),
        ("http://localhost:1", true),
        ("http://[::1]:1", true),
        ("https://api.example.com", false),
        ("nonsense", false),
    ] {
        assert_eq!(Reach::of(&Environment::from([("SPACESHIP_ENDPOINT", endpoint)])).loopback, loopback);
    }
    let reach = Reach::of(&Environment::from([("HTTPS_PROXY", "proxy.corp:8080")]));
    assert!(reach.proxies.contains("proxy.corp") && !reach.loopback);
}

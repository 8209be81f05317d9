//! HTTPS under Apple's names.

use std::path::Path;
use std::process::Command;

use reqwest::Certificate;
use serde_json::json;
use simulator::Options;
use simulator::engine::store::Identifier;

use crate::client::Client;

const API: &str = "api.appstoreconnect.apple.com";

/// A client that trusts what is in the file, and finds Apple's names at the simulator.
fn start(root: &Path, options: Options) -> Client {
    let client = Client::start_with(Options { tls: Some(root.to_owned()), ..options });
    let trusted = Certificate::from_pem(&std::fs::read(root).unwrap()).unwrap();
    let mut http = reqwest::Client::builder().tls_certs_only([trusted]);
    for name in [API, "idmsa.apple.com", "api.enterprise.developer.apple.com"] {
        http = http.resolve(name, client.running.address());
    }
    client.with_http(http.build().unwrap())
}

fn openssl(arguments: &[&str]) -> String {
    let output = Command::new("openssl").args(arguments).stdin(std::process::Stdio::null()).output();
    let output = output.expect("the tests need the openssl command line");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

#[test]
fn a_client_that_trusts_the_authority_is_served_under_apples_names_and_this_machines() {
    let folder = tempfile::tempdir().unwrap();
    let client = start(&folder.path().join("ca.pem"), Options::default());
    let port = client.running.address().port();
    for host in [API, "api.enterprise.developer.apple.com", "localhost", "127.0.0.1"] {
        let origin = format!("https://{host}:{port}");
        let answer = client.get(&format!("{origin}/v1/apps"));
        assert_eq!(answer.status, 200, "{host}: {}", answer.text);
        assert_eq!(answer.body["links"]["self"], format!("{origin}/v1/apps"));
    }
    let wrong = client.get(&format!("https://idmsa.apple.com:{port}/v1/apps"));
    assert_eq!((wrong.status, wrong.headers["content-type"].to_str().unwrap()), (404, "text/html"));
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn uploads_go_to_the_host_that_the_client_called() {
    let folder = tempfile::tempdir().unwrap();
    let client = start(&folder.path().join("ca.pem"), Options::default());
    let origin = format!("https://{API}:{}", client.running.address().port());
    assert_eq!(client.get(&format!("{origin}/v1/apps")).status, 200);
    let owner = Identifier::new("appScreenshots", "s");
    let parts = client.running.with_world(|world| world.open_upload(&owner, 3));
    assert!(parts[0].url.starts_with(&format!("{origin}/_upload/")), "{}", parts[0].url);
    assert_eq!(client.put(&parts[0].url, &[("content-type", "application/octet-stream")], b"abc"), 200);
}

#[test]
fn a_request_that_waits_holds_up_no_other_on_its_connection() {
    let folder = tempfile::tempdir().unwrap();
    let faults = vec!["kind=stall,path_contains=/v1/devices".parse().unwrap()];
    let client = start(&folder.path().join("ca.pem"), Options { faults, ..Options::default() });
    let (waiting, served) = client.at_once("/v1/devices", "/v1/apps");
    assert!(waiting.is_none());
    assert_eq!((served.status().as_u16(), served.version()), (200, reqwest::Version::HTTP_2));
}

#[test]
fn the_environment_leads_to_https_and_to_the_certificate() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("ca.pem");
    let client = start(&root, Options::default());
    let pairs = client.running.env_pairs();
    let value = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let endpoint = format!("https://{}", client.running.address());
    assert_eq!(value("SPACESHIP_ENDPOINT"), Some(endpoint.as_str()));
    assert_eq!(value("SSL_CERT_FILE"), root.to_str());
}

#[test]
fn a_strict_client_accepts_the_certificates_and_a_stranger_to_them_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("ca.pem");
    let client = start(&root, Options::default());
    let address = client.running.address().to_string();
    let connect = |trusted: &str| {
        openssl(&[
            "s_client",
            "-connect",
            &address,
            "-servername",
            API,
            "-verify_hostname",
            API,
            "-x509_strict",
            "-CAfile",
            trusted,
            "-alpn",
            "h2",
            "-verify_return_error",
        ])
    };
    let told = connect(root.to_str().unwrap());
    assert!(told.contains("Verify return code: 0 (ok)") && told.contains("ALPN protocol: h2"), "{told}");
    assert!(!connect("/dev/null").contains("Verify return code: 0"));
    let stranger = reqwest::Client::builder().tls_certs_only([]).build().unwrap();
    let refused = client.with_http(stranger).attempt("GET", "/v1/apps", None);
    assert!(refused.is_err_and(|error| error.is_connect()));
}

#[test]
fn the_authority_is_the_same_again_with_a_state_file() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("ca.pem");
    let run = || {
        let state = Some(folder.path().join("state.json"));
        let client = start(&root, Options { state, ..Options::default() });
        assert_eq!(client.get("/v1/apps").status, 200);
        std::fs::read(&root).unwrap()
    };
    assert_eq!(run(), run());
}

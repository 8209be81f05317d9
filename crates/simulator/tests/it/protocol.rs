//! HTTP itself.

use serde_json::json;

use crate::client::Client;

#[test]
fn http_2_without_tls_is_spoken_too() {
    let http = reqwest::Client::builder().http2_prior_knowledge().build().unwrap();
    let client = Client::start().with_http(http);
    let answer = client.get("/v1/apps");
    assert_eq!(answer.status, 200);
    let link = answer.body["links"]["self"].as_str().unwrap();
    assert_eq!(link, format!("{}/v1/apps", client.running.endpoint()));
}

#[test]
fn every_answer_names_its_type_and_its_request() {
    let client = Client::start();
    let answer = client.get("/v1/apps");
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.headers["x-apple-request-uuid"].len(), 36);
    assert_eq!(client.get("/v1/nothing").headers["content-type"], "application/json");
}

#[test]
fn reports_are_bytes_of_their_media_type() {
    let client = Client::start();
    let report = client.get(
        "/v1/salesReports?filter[frequency]=DAILY&filter[reportType]=SALES&filter[reportSubType]=SUMMARY\
         &filter[vendorNumber]=1",
    );
    assert_eq!(report.status, 200, "{}", report.text);
    assert_eq!(report.headers["content-type"], "application/a-gzip");
}

#[test]
fn a_body_over_ten_mebibytes_is_refused() {
    let client = Client::start();
    let large = format!("\"{}\"", "x".repeat(11 * 1024 * 1024));
    let answer = client.attempt("POST", "/v1/userInvitations", Some(&large)).unwrap();
    assert_eq!(answer.status, 413);
    assert_eq!(client.departures(), json!([]));
}

#[test]
fn a_simulator_that_is_dropped_listens_no_more() {
    let client = Client::start();
    let address = client.running.address();
    drop(client);
    assert!(std::net::TcpStream::connect(address).is_err());
}

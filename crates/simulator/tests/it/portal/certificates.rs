use serde_json::json;

use super::{app_id, column};
use crate::provisioning::signing_request;
use crate::session::Page;

const LIST: &str = "ios/certificate/listCertRequests.action";
const SUBMIT: &str = "ios/certificate/submitCertificateRequest.action";
const REVOKE: &str = "ios/certificate/revokeCertificate.action";
const DOWNLOAD: &str = "ios/certificate/downloadCertificateContent.action";
const DISTRIBUTION: &str = "WXV89964HE";
const PUSH: &str = "UPV3DW712I";

/// A certificate of a type, for an app id where the type is of one.
fn submit(page: &mut Page, kind: &str, app: &str) -> String {
    page.done(LIST, &[]);
    let request = signing_request();
    let form =
        [("type", kind), ("csrContent", &*request), ("appIdId", app), ("specialIdentifierDisplayId", app)];
    let made = page.done(SUBMIT, &form)["certRequest"].clone();
    assert_eq!(made["certificateType"]["certificateTypeDisplayId"], kind);
    made["certificateId"].as_str().unwrap().to_owned()
}

#[test]
fn a_certificate_is_issued_downloaded_and_revoked() {
    let mut page = Page::signed_in();
    let id = submit(&mut page, DISTRIBUTION, "");
    assert_eq!(
        page.api(&format!("/v1/certificates/{id}"))["data"]["attributes"]["certificateType"],
        "DISTRIBUTION"
    );
    let file = page.file(DOWNLOAD, &format!("certificateId={id}&type={DISTRIBUTION}"));
    assert_eq!(file.status, 200);
    assert!(file.text.contains("Apple Inc"), "clients look for these words");
    page.done(LIST, &[]);
    let gone = page.done(REVOKE, &[("certificateId", &id), ("type", DISTRIBUTION)]);
    assert_eq!(column(&gone, "certRequests", "certificateId"), [id.as_str()]);
    assert_eq!(page.done(LIST, &[("types", DISTRIBUTION)])["certRequests"], json!([]));
    let file = page.file(DOWNLOAD, &format!("certificateId={id}&type={DISTRIBUTION}"));
    assert_eq!((file.status, file.text.contains("Apple Inc")), (404, true));
}

#[test]
fn certificates_are_listed_by_their_types() {
    let mut page = Page::signed_in();
    for kind in ["83Q87W3TGH", "5QPB9NHCEI", DISTRIBUTION, "749Y1QAGU7"] {
        submit(&mut page, kind, "");
    }
    let ios = page.done(LIST, &[("types", "5QPB9NHCEI,WXV89964HE"), ("sort", "certRequestStatusCode=asc")]);
    assert_eq!(column(&ios, "certRequests", "certificateTypeDisplayId"), ["5QPB9NHCEI", DISTRIBUTION]);
    assert_eq!(column(&ios, "certRequests", "ownerType"), ["teamMember", "team"]);
    let mac = page.done("mac/certificate/listCertRequests.action", &[]);
    assert_eq!(column(&mac, "certRequests", "certificateTypeDisplayId"), ["749Y1QAGU7"]);
}

#[test]
fn a_certificate_for_push_is_of_an_app_id_and_unknown_to_the_api() {
    let mut page = Page::signed_in();
    let app = app_id(&mut page, "com.example.app");
    let id = submit(&mut page, PUSH, &app);
    let listed = page.done(LIST, &[("types", PUSH)])["certRequests"][0].clone();
    assert_eq!((&listed["ownerType"], &listed["ownerId"]), (&json!("bundle"), &json!(app)));
    assert_eq!(listed["ownerName"], "com.example.app");
    assert_eq!(page.api("/v1/certificates")["data"], json!([]));
    assert_eq!(page.file(DOWNLOAD, &format!("certificateId={id}&type={PUSH}")).status, 200);
    page.done(REVOKE, &[("certificateId", &id), ("type", PUSH)]);
    assert_eq!(page.done(LIST, &[("types", PUSH)])["certRequests"], json!([]));
}

#[test]
fn what_is_wrong_with_a_request_is_told_by_its_code() {
    let mut page = Page::signed_in();
    let request = signing_request();
    page.done(LIST, &[]);
    for (kind, content, app, code) in [
        (DISTRIBUTION, "no request", "", 3250),
        (PUSH, "no request", "", 35),
        (PUSH, request.as_str(), "NOBODYS", 8201),
        ("NOTYPE", request.as_str(), "", 35),
    ] {
        let form = [("type", kind), ("csrContent", content), ("appIdId", app)];
        assert_eq!(page.refused(SUBMIT, &form), code, "{kind} {app}");
    }
    for _ in 0..3 {
        submit(&mut page, DISTRIBUTION, "");
    }
    assert_eq!(page.refused(SUBMIT, &[("type", DISTRIBUTION), ("csrContent", &request)]), 7460);
    let id = column(&page.done(LIST, &[]), "certRequests", "certificateId").remove(0);
    assert_eq!(page.refused(REVOKE, &[("certificateId", &id), ("type", PUSH)]), 8201, "of another type");
}

//! The Developer Portal and App Store Connect's own endpoints, against a stand-in that remembers what it was asked.

use std::collections::HashMap;

use futures::TryStreamExt;
use serde_json::{Value, json};
use spaceship::ErrorKind;
use spaceship::portal::{
    CertificateType, IdentifierKind, NewApp, NewAppId, NewProfile, Platform, Portal, ProfileKind, Repair,
    Role, Setting, Store,
};
use spaceship::session::Wanted;

use crate::apple::{Answer, Apple, Seen};
use crate::sessions::cookies;

const BASE: &str = "/services-account/QH65B2/account/";

/// The portal of one team with the answers of a test, by the ends of their paths. Lists are empty unless told
/// otherwise, and every answer carries a token that names what it is for.
fn start(answers: Vec<(&'static str, Value)>) -> Apple {
    let answers = answers.into_iter().collect::<HashMap<_, _>>();
    Apple::start(move |seen| {
        let path = seen.path.split('?').next().unwrap().to_owned();
        let action = path.strip_prefix(BASE).unwrap_or(&path);
        let answer =
            answers.iter().find(|(end, _)| action.ends_with(**end)).map(|(_, answer)| answer.clone());
        let answer = answer.unwrap_or_else(|| default(action, seen));
        Answer::json(200, &answer).header("csrf", &format!("token-of-{action}")).header("csrf_ts", "123123")
    })
}

fn default(action: &str, _seen: &Seen) -> Value {
    let teams = json!([
        {"teamId": "XXXXXXXXXX", "name": "Zeta", "type": "Company/Organization",
            "currentTeamMember": {"teamMemberId": "MMMMMMMMMM"}},
        {"teamId": "YYYYYYYYYY", "name": "Alpha", "type": "In-House"},
    ]);
    match action {
        "listTeams.action" => json!({"resultCode": 0, "teams": teams}),
        _ => json!({
            "resultCode": 0, "appIds": [], "applicationGroupList": [], "cloudContainerList": [], "passTypeIdList": [],
            "websitePushIdList": [], "identifierList": [], "devices": [], "certRequests": [],
            "provisioningProfiles": [], "members": [], "invites": [],
        }),
    }
}

async fn open(apple: &Apple) -> Portal {
    let session = apple.session().cookies(cookies()).build().unwrap();
    let wanted = Wanted { id: Some("XXXXXXXXXX".to_owned()), name: None };
    Portal::open(&session, &wanted).await.unwrap()
}

/// The fields of a form, in their order.
fn form(seen: &Seen) -> Vec<(String, String)> {
    url::form_urlencoded::parse(seen.body.as_bytes()).into_owned().collect()
}

fn field(seen: &Seen, name: &str) -> Vec<String> {
    form(seen).into_iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect()
}

#[tokio::test]
async fn a_team_is_chosen_by_id_member_or_name_and_never_guessed() {
    let apple = start(Vec::new());
    let session = apple.session().cookies(cookies()).build().unwrap();
    let choose = async |id: Option<&str>, name: Option<&str>| {
        let wanted = Wanted { id: id.map(str::to_owned), name: name.map(str::to_owned) };
        Portal::open(&session, &wanted).await.map(|portal| portal.team().clone())
    };
    assert_eq!(choose(Some("MMMMMMMMMM"), None).await.unwrap().id, "XXXXXXXXXX");
    let alpha = choose(None, Some("alpha")).await.unwrap();
    assert!(alpha.is_in_house());
    let error = choose(None, None).await.unwrap_err();
    assert!(error.to_string().contains("Alpha (YYYYYYYYYY), Zeta (XXXXXXXXXX)"), "{error}");
    assert_eq!(choose(Some("ZZZ"), None).await.unwrap_err().kind(), ErrorKind::NotFound);
}

#[tokio::test]
async fn a_list_is_read_to_its_last_page() {
    let apple = Apple::start(|seen| {
        if seen.path.ends_with("listTeams.action") {
            return Answer::json(200, &default("listTeams.action", seen));
        }
        let rows = |from: usize, to: usize| {
            (from..to)
                .map(|n| json!({"deviceId": n, "deviceNumber": format!("U{n}"), "status": "c"}))
                .collect::<Vec<_>>()
        };
        let rows = if field(seen, "pageNumber") == ["1"] { rows(0, 500) } else { rows(500, 501) };
        Answer::json(200, &json!({"resultCode": 0, "totalRecords": 4, "devices": rows}))
    });
    let devices: Vec<_> = open(&apple).await.devices(Platform::Ios, true).try_collect().await.unwrap();
    assert_eq!((devices.len(), devices[500].udid.as_str(), devices[0].id.as_str()), (501, "U500", "0"));
    let pages = apple.sent_to("listDevices.action");
    assert_eq!(pages.len(), 2);
    assert_eq!(
        pages[0].body,
        "includeRemovedDevices=true&pageNumber=1&pageSize=500&sort=name%3Dasc&teamId=XXXXXXXXXX"
    );
    assert_eq!(pages[0].header("content-type"), ["application/x-www-form-urlencoded"]);
}

#[tokio::test]
async fn tokens_come_from_the_list_of_their_kind_and_go_back_with_its_changes() {
    let group = json!({"resultCode": 0, "applicationGroup":
        {"applicationGroup": "G1", "name": "Group", "identifier": "group.x", "status": "current"}});
    let apple = start(vec![("addApplicationGroup.action", group)]);
    let portal = open(&apple).await;
    let create =
        || portal.create_identifier(IdentifierKind::AppGroup, Platform::Ios, "group.x", "My Group. λ");
    assert_eq!(create().await.unwrap().id, "G1");
    create().await.unwrap();
    let lists = apple.sent_to("listApplicationGroups.action");
    assert_eq!(lists.len(), 1, "one token serves until another comes");
    assert_eq!(field(&lists[0], "pageSize"), ["1"]);
    let adds = apple.sent_to("addApplicationGroup.action");
    assert_eq!(adds[0].header("csrf"), ["token-of-ios/identifiers/listApplicationGroups.action"]);
    assert_eq!(adds[0].header("csrf_ts"), ["123123"]);
    assert_eq!(adds[1].header("csrf"), ["token-of-ios/identifiers/addApplicationGroup.action"]);
    assert!(field(&adds[0], "name")[0].starts_with("My Group  "), "{:?}", field(&adds[0], "name"));
    assert_eq!(field(&adds[0], "teamId"), ["XXXXXXXXXX"]);
}

#[tokio::test]
async fn reads_are_repeated_and_writes_are_not() {
    let mut failures = 0;
    let apple = Apple::start(move |seen| {
        failures += 1;
        match seen.path.strip_prefix(BASE).unwrap() {
            "listTeams.action" => Answer::json(200, &default("listTeams.action", seen)),
            "ios/identifiers/deleteAppId.action" => Answer::status(503),
            _ if failures % 2 == 0 => Answer::text(200, "<h3>Bad Gateway</h3>"),
            _ => Answer::json(200, &json!({"appIds": [{"appIdId": "A", "identifier": "com.x"}]})),
        }
    });
    let portal = open(&apple).await;
    let app_id = portal.find_app_id(Platform::Ios, "COM.X").await.unwrap().unwrap();
    let error = portal.delete_app_id(&app_id).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unreachable);
    assert_eq!(apple.sent_to("deleteAppId.action").len(), 1);
}

#[tokio::test]
async fn a_dry_run_changes_nothing() {
    let apple = start(Vec::new());
    let session = apple.session().cookies(cookies()).read_only(true).build().unwrap();
    let portal =
        Portal::open(&session, &Wanted { id: Some("XXXXXXXXXX".to_owned()), name: None }).await.unwrap();
    let error = portal.invite("a@example.com", Role::Member).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ReadOnly);
    let error = Store::new(&session).remove_app("1").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ReadOnly);
    assert!(apple.sent_to("sendInvites").is_empty());
}

#[tokio::test]
async fn services_groups_and_merchants_are_set_and_read_back() {
    let detail = json!({"resultCode": 0, "appId": {"appIdId": "A", "identifier": "com.x", "appIdPlatform": "ios",
        "features": {"push": true}, "enabledFeatures": ["push"], "associatedApplicationGroups":
            [{"applicationGroup": "G1", "identifier": "group.x"}]}});
    let groups = json!({"resultCode": 0, "applicationGroupList":
        [{"applicationGroup": "G1", "identifier": "group.x"}, {"applicationGroup": "G2", "identifier": "group.y"}]});
    let apple = start(vec![
        ("getAppIdDetail.action", detail.clone()),
        ("addAppId.action", detail),
        ("listApplicationGroups.action", groups),
    ]);
    let portal = open(&apple).await;
    let new = NewAppId {
        identifier: "com.x".to_owned(),
        name: "X".to_owned(),
        platform: Platform::Ios,
        services: Vec::new(),
    };
    let app_id = portal.create_app_id(&new).await.unwrap();
    portal.set_service(&app_id, Setting::new("push_notification", "on").unwrap()).await.unwrap();
    portal.set_service(&app_id, Setting::new("home_kit", "off").unwrap()).await.unwrap();
    let push = &apple.sent_to("updatePushService.action")[0];
    assert_eq!(push.body, "displayId=A&featureType=push&featureValue=true&teamId=XXXXXXXXXX");
    assert_eq!(apple.sent_to("updateService.action").len(), 1);

    let groups: Vec<_> =
        portal.identifiers(IdentifierKind::AppGroup, Platform::Ios).try_collect().await.unwrap();
    let app_id = portal.associate(&app_id, IdentifierKind::AppGroup, &groups).await.unwrap();
    assert_eq!(app_id.groups().collect::<Vec<_>>(), ["group.x"]);
    let assigned = &apple.sent_to("assignApplicationGroupToAppId.action")[0];
    assert_eq!(
        assigned.body,
        "appIdId=A&applicationGroups=G1&applicationGroups=G2&displayId=A&teamId=XXXXXXXXXX"
    );
    let error = portal.associate(&app_id, IdentifierKind::Merchant, &groups).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);

    let mut mac = app_id;
    mac.platform = "mac".to_owned();
    let error = portal.set_service(&mac, Setting::new("home_kit", "on").unwrap()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
}

#[tokio::test]
async fn a_device_is_registered_once_and_a_refused_one_says_why() {
    let devices = json!({"resultCode": 0, "devices":
        [{"deviceId": "D1", "deviceNumber": "ABC", "status": "c"}, {"deviceId": "D2", "deviceNumber": "DEF", "status": "r"}]});
    let refused = json!({"resultCode": 0, "devices": [], "failedDevices": ["x"],
        "validationMessages": [{"validationUserMessage": "Invalid value &#x27;xyz&#x27;."}]});
    let apple = start(vec![("listDevices.action", devices), ("addDevices.action", refused)]);
    let portal = open(&apple).await;
    let known = portal.register_device(Platform::Ios, "Phone", "abc").await.unwrap();
    assert_eq!(known.id, "D1");
    assert!(apple.sent_to("addDevices.action").is_empty());
    let error = portal.register_device(Platform::Ios, "Phone", "xyz").await.unwrap_err();
    assert!(error.to_string().contains("Invalid value 'xyz'."), "{error}");
    assert_eq!(
        apple.sent_to("addDevices.action")[0].body,
        "deviceClasses=iphone&deviceNames=Phone&deviceNumbers=xyz&register=single&teamId=XXXXXXXXXX"
    );
    for (name, udid) in [("", ""), ("x".repeat(51).as_str(), "abc")] {
        let before = apple.seen().len();
        let error = portal.register_device(Platform::Ios, name, udid).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
        assert_eq!(apple.seen().len(), before, "nothing is sent");
    }
    portal.disable_device(&known).await.unwrap();
    assert_eq!(field(&apple.sent_to("deleteDevice.action")[0], "deviceId"), ["D1"]);
    portal.enable_device(&known).await.unwrap();
    assert!(apple.sent_to("enableDevice.action").is_empty(), "it is enabled already");
}

fn certificates() -> Value {
    json!({"resultCode": 0, "certRequests": [
        {"certificateId": "C1", "certificateTypeDisplayId": "R58UK2EWSO", "expirationDate": "2999-01-01T00:00:00Z"},
        {"certificateId": "C2", "certificateTypeDisplayId": "5QPB9NHCEI", "expirationDate": "2999-01-01"},
        {"certificateId": "C0", "certificateTypeDisplayId": "R58UK2EWSO", "expirationDate": "2020-01-01"},
    ]})
}

fn profile_world() -> Apple {
    let app_ids = json!({"resultCode": 0, "appIds": [{"appIdId": "A", "identifier": "com.x"}]});
    let devices = json!({"resultCode": 0, "devices": [
        {"deviceId": "D1", "status": "c", "deviceClass": "iphone"}, {"deviceId": "D2", "status": "c", "deviceClass": "watch"},
        {"deviceId": "TV", "status": "c", "deviceClass": "tvOS"}]});
    let profile = json!({"resultCode": 0, "provisioningProfile": {"provisioningProfileId": "P1", "name": "com.x AdHoc",
        "distributionMethod": "adhoc", "proProPlatform": "ios", "appId": {"appIdId": "A", "identifier": "com.x"},
        "certificates": [{"certificateId": "C1"}, {"certificateId": "C0"}], "devices": [{"deviceId": "D1"}]}});
    let again = json!({"resultCode": 0, "provisioningProfiles": [
        {"provisioningProfileId": "PX", "name": "com.x AdHoc", "managingApp": "Xcode"},
        {"provisioningProfileId": "P2", "name": "com.x AdHoc", "status": "Active", "dateExpire": "2999-01-01"}]});
    start(vec![
        ("listAppIds.action", app_ids),
        ("listDevices.action", devices),
        ("listCertRequests.action", certificates()),
        ("createProvisioningProfile.action", profile.clone()),
        ("getProvisioningProfile.action", profile.clone()),
        ("regenProvisioningProfile.action", profile),
        ("listProvisioningProfiles.action", again),
    ])
}

#[tokio::test]
async fn a_profile_gets_what_it_needs_by_itself() {
    let apple = profile_world();
    let portal = open(&apple).await;
    let new = NewProfile {
        kind: ProfileKind::AdHoc,
        platform: Platform::Ios,
        tv: false,
        bundle_id: "com.x".to_owned(),
        name: None,
        certificates: None,
        devices: None,
        template: None,
    };
    portal.create_profile(&new).await.unwrap();
    portal.create_profile(&NewProfile { kind: ProfileKind::AppStore, ..new.clone() }).await.unwrap();
    portal
        .create_profile(&NewProfile { kind: ProfileKind::Development, tv: true, ..new.clone() })
        .await
        .unwrap();
    let bodies = apple.sent_to("createProvisioningProfile.action");
    let expected = [
        "appIdId=A&certificateIds=C1&deviceIds=D1&deviceIds=D2&distributionType=adhoc&provisioningProfileName=com.x+AdHoc&teamId=XXXXXXXXXX",
        "appIdId=A&certificateIds=C1&deviceIds=&distributionType=store&provisioningProfileName=com.x+AppStore&teamId=XXXXXXXXXX",
        "appIdId=A&certificateIds=C2&deviceIds=TV&distributionType=limited&provisioningProfileName=com.x+Development&subPlatform=tvOS&teamId=XXXXXXXXXX",
    ];
    assert_eq!(bodies.iter().map(|seen| seen.body.as_str()).collect::<Vec<_>>(), expected);
    let none = NewProfile { bundle_id: "com.none".to_owned(), ..new.clone() };
    assert_eq!(portal.create_profile(&none).await.unwrap_err().kind(), ErrorKind::NotFound);
    let direct = NewProfile { kind: ProfileKind::Direct, ..new };
    assert_eq!(portal.create_profile(&direct).await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(apple.sent_to("createProvisioningProfile.action").len(), 3);
}

#[tokio::test]
async fn a_repaired_profile_is_found_again_by_its_name() {
    let apple = profile_world();
    let portal = open(&apple).await;
    let profile = portal.profile(Platform::Ios, "P1").await.unwrap();
    let repaired = portal.repair_profile(&profile, &Repair::default()).await.unwrap();
    assert_eq!(repaired.id, "P2");
    assert!(repaired.is_valid());
    let sent = &apple.sent_to("regenProvisioningProfile.action")[0];
    assert_eq!(
        sent.body,
        "appIdId=A&certificateIds=C1&deviceIds=D1&distributionType=adhoc&provisioningProfileId=P1&provisioningProfileName=com.x+AdHoc&teamId=XXXXXXXXXX"
    );
    let repair = Repair { certificates: Some(vec!["C1".to_owned(), "C2".to_owned()]), devices: None };
    portal.repair_profile(&profile, &repair).await.unwrap();
    assert_eq!(field(&apple.sent_to("regenProvisioningProfile.action")[1], "certificateIds"), ["C1,C2"]);
}

#[tokio::test]
async fn a_certificate_is_made_downloaded_and_revoked() {
    let made = json!({"resultCode": 0, "certRequest":
        {"certificateId": "C9", "certificateType": {"certificateTypeDisplayId": "WXV89964HE"}}});
    let mut good = false;
    let apple = Apple::start(move |seen| {
        let path = seen.path.split('?').next().unwrap();
        if path.ends_with("downloadCertificateContent.action") {
            good = !good;
            return if good {
                Answer::text(200, "DER: Apple Inc.")
            } else {
                Answer::text(404, "<p>Apple Inc.</p>")
            };
        }
        let answer = if path.ends_with("submitCertificateRequest.action") {
            made.clone()
        } else {
            default(path.strip_prefix(BASE).unwrap(), seen)
        };
        Answer::json(200, &answer)
    });
    let portal = open(&apple).await;
    let kind = CertificateType::new("AppleDistribution").unwrap();
    assert_eq!(portal.create_certificate(kind, " ", None).await.unwrap_err().kind(), ErrorKind::Invalid);
    let certificate = portal.create_certificate(kind, "PEM", None).await.unwrap();
    assert_eq!(
        apple.sent_to("submitCertificateRequest.action")[0].body,
        "appIdId&csrContent=PEM&specialIdentifierDisplayId&teamId=XXXXXXXXXX&type=WXV89964HE"
    );
    assert_eq!(portal.download_certificate(&certificate).await.unwrap(), "DER: Apple Inc.");
    assert_eq!(portal.download_certificate(&certificate).await.unwrap_err().kind(), ErrorKind::NotFound);
    portal.revoke_certificate(&certificate).await.unwrap();
    assert_eq!(
        apple.sent_to("revokeCertificate.action")[0].body,
        "certificateId=C9&teamId=XXXXXXXXXX&type=WXV89964HE"
    );
}

#[tokio::test]
async fn people_are_listed_and_invited() {
    let person = |id: &str| json!({"teamMemberId": id, "firstName": "F", "email": "f@example.com"});
    let people =
        json!({"resultCode": 0, "agent": person("3"), "admins": [person("2")], "members": [person("1")]});
    let invites = json!({"invites": [{"inviteId": "I1", "recipientEmail": "g@example.com", "recipientRole": "ADMIN",
        "dateCreated": 1_467_217_123_000_i64}]});
    let apple = start(vec![("getTeamMembers", people), ("getInvites", invites), ("sendInvites", json!({}))]);
    let portal = open(&apple).await;
    let people = portal.people().await.unwrap();
    let roles = people.iter().map(|person| (person.id.as_str(), person.role)).collect::<Vec<_>>();
    assert_eq!(roles, [("1", Role::Member), ("2", Role::Admin), ("3", Role::Agent)]);
    assert_eq!(portal.invitations().await.unwrap()[0].date_created, Some(1_467_217_123_000));
    portal.invite("h@example.com", Role::Admin).await.unwrap();
    let sent = apple.sent_to("sendInvites");
    assert_eq!(
        sent[0].json(),
        json!({"invites": [{"recipientEmail": "h@example.com", "recipientRole": "admin"}], "teamId": "XXXXXXXXXX"})
    );
}

#[tokio::test]
async fn an_invitation_is_taken_back_by_its_address() {
    let apple = Apple::start(|seen| match seen.method.as_str() {
        "DELETE" => Answer::status(204),
        _ => Answer::json(
            200,
            &json!({"data": [
                {"type": "userInvitations", "id": "1", "attributes": {"email": "ab@example.com"}},
                {"type": "userInvitations", "id": "2", "attributes": {"email": "A+b@example.com"}},
            ], "links": {"self": "x"}}),
        ),
    });
    let store = Store::new(&apple.session().cookies(cookies()).build().unwrap());
    store.delete_invitation("a+b@example.com").await.unwrap();
    assert_eq!(apple.seen()[0].path, "/iris/v1/userInvitations?filter%5Bemail%5D=a%2Bb%40example%2Ecom");
    assert_eq!(apple.lines()[1], "DELETE /iris/v1/userInvitations/2");
    assert_eq!(store.delete_invitation("c@example.com").await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(apple.seen().len(), 3);
}

#[tokio::test]
async fn an_app_is_made_and_deleted_in_app_store_connect() {
    let apple = Apple::start(|seen| match seen.line().as_str() {
        "POST /iris/v1/apps" => Answer::json(
            201,
            &json!({"data": {"type": "apps", "id": "42", "attributes": {"name": "Sunlit"}}}),
        ),
        "PATCH /iris/v1/apps/42" => Answer::json(200, &json!({"data": {"type": "apps", "id": "42"}})),
        _ => Answer::json(409, &json!({"errors": [{"status": "409", "code": "STATE_ERROR", "title": "No"}]})),
    });
    let store = Store::new(&apple.session().cookies(cookies()).build().unwrap());
    let new = NewApp {
        name: "Sunlit".to_owned(),
        bundle_id: "com.x".to_owned(),
        sku: String::new(),
        primary_locale: "en-US".to_owned(),
        platforms: Vec::new(),
        version: "1.0".to_owned(),
        company_name: None,
    };
    let error = store.create_app(&new).await.unwrap_err();
    assert!(error.to_string().ends_with("missing: SKU, platform"), "{error}");
    assert!(apple.seen().is_empty());
    let new = NewApp { sku: "S1".to_owned(), platforms: vec!["IOS".to_owned()], ..new };
    let app = store.create_app(&new).await.unwrap();
    assert_eq!(app.id.as_str(), "42");
    assert_eq!(apple.seen()[0].header("x-csrf-itc"), ["[asc-ui]"]);
    assert_eq!(apple.seen()[0].header("cookie"), ["myacinfo=SESSION-COOKIE"]);
    store.remove_app("42").await.unwrap();
    let error = store.remove_app("../43").await.unwrap_err();
    assert!(error.has_code("STATE_ERROR"));
    assert_eq!(apple.lines()[2], "PATCH /iris/v1/apps/%2E%2E%2F43");
}

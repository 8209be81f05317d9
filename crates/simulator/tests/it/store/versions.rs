//! Versions: when one may be made, and what may be changed when.

use serde_json::{Value, json};

use super::{Team, assert_refused, refusal, to};

#[test]
fn a_second_version_in_preparation_is_refused() {
    let mut team = Team::fresh();
    let reply =
        team.post("appStoreVersions", &json!({ "platform": "IOS", "versionString": "2.0" }), &team.of_app());
    assert_refused(&reply, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/relationships/app");
}

#[test]
fn a_used_version_string_is_refused_with_two_errors() {
    let mut team = Team::released();
    let reply = team.post(
        "appStoreVersions",
        &json!({ "platform": "IOS", "versionString": "1.0.0" }),
        &team.of_app(),
    );
    let expected = [
        ("ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/relationships/app"),
        ("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", "/data/attributes/versionString"),
    ]
    .map(|(code, pointer)| (code.to_owned(), pointer.to_owned()));
    assert_eq!(refusal(&reply), (409, expected.to_vec()));
}

#[test]
fn another_platform_has_versions_of_its_own() {
    let mut team = Team::fresh();
    let mac = team.create(
        "appStoreVersions",
        &json!({ "platform": "MAC_OS", "versionString": "1.0" }),
        &team.of_app(),
    );
    let texts = team.get(&format!("/v1/appStoreVersions/{mac}/appStoreVersionLocalizations"));
    assert_eq!(texts["data"][0]["attributes"]["locale"], "en-US");
}

#[test]
fn a_version_in_preparation_may_be_renamed_and_no_other() {
    let mut team = Team::released();
    let version = team.version.clone();
    team.set("appStoreVersions", &version, &json!({ "versionString": "1.2" }));
    let reply = team.patch("appStoreVersions", &version, &json!({ "versionString": "1.0.0" }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", "/data/attributes/versionString");
    for bad in ["", "1.", "1.x", "1.2.3.4.5"] {
        let reply = team.patch("appStoreVersions", &version, &json!({ "versionString": bad }));
        assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/versionString");
    }
    let versions = team.get(&format!("/v1/apps/{}/appStoreVersions?filter[versionString]=1.0.0", team.app));
    let live = versions["data"][0]["id"].as_str().expect("the live version").to_owned();
    let reply = team.patch("appStoreVersions", &live, &json!({ "versionString": "9.0" }));
    assert_refused(
        &reply,
        409,
        "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE",
        "/data/attributes/versionString",
    );
}

#[test]
fn both_names_of_the_state_are_kept_in_step() {
    let mut team = Team::released();
    let versions = team.get(&format!("/v1/apps/{}/appStoreVersions?filter[versionString]=1.0.0", team.app));
    assert_eq!(versions["data"][0]["attributes"]["appVersionState"], "READY_FOR_DISTRIBUTION");
    assert_eq!(versions["data"][0]["attributes"]["appStoreState"], "READY_FOR_SALE");
}

#[test]
fn a_scheduled_release_needs_a_day_to_come() {
    let mut team = Team::fresh();
    let version = team.version.clone();
    let pointer = "/data/attributes/earliestReleaseDate";
    let reply = team.patch("appStoreVersions", &version, &json!({ "releaseType": "SCHEDULED" }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED", pointer);
    let past = json!({ "releaseType": "SCHEDULED", "earliestReleaseDate": "2020-01-01T00:00:00Z" });
    assert_refused(
        &team.patch("appStoreVersions", &version, &past),
        409,
        "ENTITY_ERROR.ATTRIBUTE.INVALID",
        pointer,
    );
    let date = json!({ "earliestReleaseDate": "2990-01-01T00:00:00Z" });
    assert_refused(
        &team.patch("appStoreVersions", &version, &date),
        409,
        "ENTITY_ERROR.ATTRIBUTE.INVALID",
        pointer,
    );
    let good = json!({ "releaseType": "SCHEDULED", "earliestReleaseDate": "2990-01-01T00:00:00+00:00" });
    team.set("appStoreVersions", &version, &good);
    team.set("appStoreVersions", &version, &json!({ "releaseType": "MANUAL" }));
    assert_eq!(team.attribute("appStoreVersions", &version, "earliestReleaseDate"), Value::Null);
}

#[test]
fn a_build_must_be_fit_for_the_version() {
    let mut team = Team::fresh();
    let version = team.version.clone();
    let refused = |team: &mut Team, build: &str| {
        let reply = team.relate("appStoreVersions", &version, &json!({ "build": to("builds", build) }));
        assert_refused(&reply, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID", "/data/relationships/build");
        let linkage = json!({ "data": { "type": "builds", "id": build } });
        let reply =
            team.send("PATCH", &format!("/v1/appStoreVersions/{version}/relationships/build"), Some(linkage));
        assert_eq!(reply.status, 409);
    };
    let mac = team.build("MAC_OS");
    refused(&mut team, &mac);
    for (attribute, value) in [
        ("processingState", json!("PROCESSING")),
        ("expired", json!(true)),
        ("buildAudienceType", json!("INTERNAL_ONLY")),
    ] {
        let build = team.build("IOS");
        team.world.store.get_mut("builds", &build).expect("the build").set(attribute, value);
        refused(&mut team, &build);
    }
    refused(&mut team, "no-such-build");
    let good = team.build("IOS");
    let reply =
        team.relate("appStoreVersions", &team.version.clone(), &json!({ "build": to("builds", &good) }));
    assert_eq!(reply.status, 200);
    let reply = team.relate("appStoreVersions", &team.version.clone(), &json!({ "build": { "data": null } }));
    assert_eq!(reply.status, 200);
    let version = team.version.clone();
    assert_eq!(
        team.get(&format!("/v1/appStoreVersions/{version}?include=build"))["data"]["relationships"]["build"]
            ["data"],
        Value::Null
    );
}

#[test]
fn a_new_version_takes_over_all_but_what_is_new() {
    let mut team = Team::released();
    let version = team.version.clone();
    assert_eq!(
        team.attribute("appStoreVersions", &version, "copyright")
            .as_str()
            .map(|text| text.ends_with("Example Ltd")),
        Some(true)
    );
    let text = team.text.clone();
    assert_eq!(team.attribute("appStoreVersionLocalizations", &text, "keywords"), "one,thing,well");
    assert_eq!(team.attribute("appStoreVersionLocalizations", &text, "whatsNew"), Value::Null);
}

#[test]
fn the_only_version_cannot_be_deleted_and_one_in_preparation_can() {
    let mut team = Team::fresh();
    let path = format!("/v1/appStoreVersions/{}", team.version);
    assert_refused(&team.send("DELETE", &path, None), 409, "STATE_ERROR", "");
    let mut team = Team::released();
    let (path, text) = (format!("/v1/appStoreVersions/{}", team.version), team.text.clone());
    assert_eq!(team.send("DELETE", &path, None).status, 204);
    assert_eq!(team.send("GET", &format!("/v1/appStoreVersionLocalizations/{text}"), None).status, 404);
}

#[test]
fn apps_are_neither_made_nor_deleted() {
    let mut team = Team::fresh();
    let reply = team.post("apps", &json!({ "name": "No" }), &Value::Null);
    assert_refused(&reply, 403, "FORBIDDEN_ERROR", "");
    let path = format!("/v1/apps/{}", team.app);
    assert_eq!(team.send("DELETE", &path, None).status, 403);
}

#[test]
fn an_app_takes_a_primary_locale_that_it_has() {
    let mut team = Team::fresh();
    let (app, info) = (team.app.clone(), team.info());
    let reply = team.patch("apps", &app, &json!({ "primaryLocale": "de-DE" }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/primaryLocale");
    let german = json!({ "locale": "de-DE", "name": "Gantry Probe" });
    team.create("appInfoLocalizations", &german, &json!({ "appInfo": to("appInfos", &info) }));
    team.set(
        "apps",
        &app,
        &json!({ "primaryLocale": "de-DE", "contentRightsDeclaration": "USES_THIRD_PARTY_CONTENT" }),
    );
    assert_eq!(team.attribute("apps", &app, "name"), "Gantry Probe");
}

#[test]
fn each_state_leaves_open_what_apple_leaves_open() {
    let everything = [true, true, true, true];
    let (on_its_way, done) = ([false, true, false, true], [false, false, false, true]);
    let cases = [
        ("PREPARE_FOR_SUBMISSION", everything),
        ("DEVELOPER_REJECTED", everything),
        ("REJECTED", everything),
        ("METADATA_REJECTED", everything),
        ("INVALID_BINARY", everything),
        ("READY_FOR_REVIEW", on_its_way),
        ("WAITING_FOR_REVIEW", on_its_way),
        ("IN_REVIEW", on_its_way),
        ("WAITING_FOR_EXPORT_COMPLIANCE", on_its_way),
        ("ACCEPTED", on_its_way),
        ("PENDING_DEVELOPER_RELEASE", on_its_way),
        ("PENDING_APPLE_RELEASE", on_its_way),
        ("PROCESSING_FOR_DISTRIBUTION", done),
        ("READY_FOR_DISTRIBUTION", done),
        ("REPLACED_WITH_NEW_VERSION", done),
    ];
    for (state, open) in cases {
        let mut team = Team::fresh();
        let (version, text) = (team.version.clone(), team.text.clone());
        team.world.store.get_mut("appStoreVersions", &version).expect("it").set("appVersionState", state);
        let found = [
            team.patch("appStoreVersions", &version, &json!({ "copyright": "2026 Example Ltd" })),
            team.patch("appStoreVersions", &version, &json!({ "releaseType": "MANUAL" })),
            team.patch("appStoreVersionLocalizations", &text, &json!({ "description": "Demo." })),
            team.patch("appStoreVersionLocalizations", &text, &json!({ "promotionalText": "Half price!" })),
        ]
        .map(|reply| reply.status == 200);
        assert_eq!(found, open, "{state}");
        let german =
            team.post("appStoreVersionLocalizations", &json!({ "locale": "de-DE" }), &team.of_version());
        let set = json!({ "appStoreVersionLocalization": to("appStoreVersionLocalizations", &text) });
        let display = json!({ "screenshotDisplayType": "APP_IPHONE_67" });
        let set = team.post("appScreenshotSets", &display, &set);
        let expected = if open == everything { 201 } else { 409 };
        assert_eq!([german.status, set.status], [expected; 2], "{state}");
    }
}

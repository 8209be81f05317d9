//! Localizations: languages, lengths, locks; categories and the age rating.

use serde_json::{Value, json};

use super::{Team, assert_refused, refusal, to};

const TOO_LONG: &str = "ENTITY_ERROR.ATTRIBUTE.INVALID.TOO_LONG";

#[test]
fn each_text_is_taken_up_to_its_limit_and_no_further() {
    let mut team = Team::released();
    let text = team.text.clone();
    for (name, most) in
        [("description", 4000), ("keywords", 100), ("promotionalText", 170), ("whatsNew", 4000)]
    {
        team.set("appStoreVersionLocalizations", &text, &json!({ name: "ä".repeat(most) }));
        let reply = team.patch("appStoreVersionLocalizations", &text, &json!({ name: "ä".repeat(most + 1) }));
        assert_refused(&reply, 409, TOO_LONG, &format!("/data/attributes/{name}"));
        let detail = reply.document()["errors"][0]["detail"].as_str().expect("a detail").to_owned();
        assert!(detail.contains(name) && detail.contains(&most.to_string()), "{detail}");
    }
}

#[test]
fn each_text_of_the_app_is_taken_up_to_its_limit_and_no_further() {
    let mut team = Team::fresh();
    let info = team.info();
    let texts = team.get(&format!("/v1/appInfos/{info}/appInfoLocalizations"));
    let text = texts["data"][0]["id"].as_str().expect("a localization").to_owned();
    for (name, most) in [("name", 30), ("subtitle", 30)] {
        team.set("appInfoLocalizations", &text, &json!({ name: "ä".repeat(most) }));
        let reply = team.patch("appInfoLocalizations", &text, &json!({ name: "ä".repeat(most + 1) }));
        assert_refused(&reply, 409, TOO_LONG, &format!("/data/attributes/{name}"));
    }
    let reply = team.patch("appInfoLocalizations", &text, &json!({ "name": "A" }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", "/data/attributes/name");
    team.set("appInfoLocalizations", &text, &json!({ "name": "AB" }));
    let app = team.app.clone();
    assert_eq!(team.attribute("apps", &app, "name"), "AB");
}

#[test]
fn a_language_comes_once_and_must_be_one_of_apples() {
    let mut team = Team::fresh();
    let pointer = "/data/attributes/locale";
    let version = team.of_version();
    let reply = team.post("appStoreVersionLocalizations", &json!({ "locale": "en-US" }), &version);
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", pointer);
    let reply = team.post("appStoreVersionLocalizations", &json!({ "locale": "de" }), &version);
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", pointer);
    let info = json!({ "appInfo": to("appInfos", &team.info()) });
    let reply = team.post("appInfoLocalizations", &json!({ "locale": "en-US", "name": "Again" }), &info);
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", pointer);
    let reply = team.post("appInfoLocalizations", &json!({ "locale": "xx-XX", "name": "Nowhere" }), &info);
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID", pointer);
}

#[test]
fn a_language_of_the_app_appears_on_the_version_by_itself() {
    let mut team = Team::fresh();
    let info = json!({ "appInfo": to("appInfos", &team.info()) });
    team.create("appInfoLocalizations", &json!({ "locale": "fr-FR", "name": "Gantry Démo" }), &info);
    let reply = team.post("appStoreVersionLocalizations", &json!({ "locale": "fr-FR" }), &team.of_version());
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE", "/data/attributes/locale");
}

#[test]
fn a_name_is_nobody_elses_in_its_language() {
    let mut team = Team::released();
    let info = team.info();
    let texts = team.get(&format!("/v1/appInfos/{info}/appInfoLocalizations"));
    let text = texts["data"][0]["id"].as_str().expect("a localization").to_owned();
    let reply = team.patch("appInfoLocalizations", &text, &json!({ "name": "Gantry Demo" }));
    let (status, errors) = refusal(&reply);
    assert_eq!(status, 409);
    assert!(errors[0].0.starts_with("ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE."), "{errors:?}");
    team.set("appInfoLocalizations", &text, &json!({ "name": "Gantry Live" }));
}

#[test]
fn the_primary_language_stays() {
    let mut team = Team::fresh();
    let info = team.info();
    let texts = team.get(&format!("/v1/appInfos/{info}/appInfoLocalizations"));
    let of_app = texts["data"][0]["id"].as_str().expect("a localization").to_owned();
    assert_refused(
        &team.send("DELETE", &format!("/v1/appInfoLocalizations/{of_app}"), None),
        409,
        "STATE_ERROR",
        "",
    );
    let path = format!("/v1/appStoreVersionLocalizations/{}", team.text);
    assert_refused(&team.send("DELETE", &path, None), 409, "STATE_ERROR", "");
    let german =
        team.create("appStoreVersionLocalizations", &json!({ "locale": "de-DE" }), &team.of_version());
    assert_eq!(team.send("DELETE", &format!("/v1/appStoreVersionLocalizations/{german}"), None).status, 204);
}

#[test]
fn a_first_version_has_nothing_new_not_even_null() {
    let mut team = Team::fresh();
    let text = team.text.clone();
    for whats_new in [json!("Everything."), Value::Null] {
        let reply = team.patch("appStoreVersionLocalizations", &text, &json!({ "whatsNew": whats_new }));
        assert_refused(&reply, 409, "STATE_ERROR", "/data/attributes/whatsNew");
    }
    let german = json!({ "locale": "de-DE", "whatsNew": "Alles." });
    let reply = team.post("appStoreVersionLocalizations", &german, &team.of_version());
    assert_refused(&reply, 409, "STATE_ERROR", "/data/attributes/whatsNew");
    let mut team = Team::released();
    let text = team.text.clone();
    team.set("appStoreVersionLocalizations", &text, &json!({ "whatsNew": "Something." }));
}

#[test]
fn on_the_store_only_the_promotional_text_changes() {
    let mut team = Team::released();
    let versions = team.get(&format!("/v1/apps/{}/appStoreVersions?filter[versionString]=1.0.0", team.app));
    let live = versions["data"][0]["id"].as_str().expect("the live version").to_owned();
    let texts = team.get(&format!("/v1/appStoreVersions/{live}/appStoreVersionLocalizations"));
    let text = texts["data"][0]["id"].as_str().expect("a localization").to_owned();
    let reply =
        team.patch("appStoreVersionLocalizations", &text, &json!({ "supportUrl": "https://example.com" }));
    assert_refused(&reply, 409, "STATE_ERROR", "/data/attributes/supportUrl");
    team.set("appStoreVersionLocalizations", &text, &json!({ "promotionalText": "Half price!" }));
}

#[test]
fn the_live_app_info_comes_first_and_is_locked() {
    let mut team = Team::released();
    let infos = team.get(&format!("/v1/apps/{}/appInfos", team.app));
    assert_eq!(infos["data"][0]["attributes"]["state"], "READY_FOR_DISTRIBUTION");
    assert_eq!(infos["data"][0]["attributes"]["appStoreState"], "READY_FOR_SALE");
    assert_eq!(infos["data"][1]["attributes"]["state"], "PREPARE_FOR_SUBMISSION");
    let live = infos["data"][0]["id"].as_str().expect("an id").to_owned();
    let reply = team.relate("appInfos", &live, &json!({ "primaryCategory": to("appCategories", "GAMES") }));
    assert_refused(
        &reply,
        409,
        "ENTITY_ERROR.RELATIONSHIP.INVALID.INVALID_STATE",
        "/data/relationships/primaryCategory",
    );
    let texts = team.get(&format!("/v1/appInfos/{live}/appInfoLocalizations"));
    let text = texts["data"][0]["id"].as_str().expect("a localization").to_owned();
    let reply = team.patch("appInfoLocalizations", &text, &json!({ "subtitle": "New" }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE", "/data/attributes/subtitle");
    let reply = team.patch("ageRatingDeclarations", &live, &json!({ "gambling": true }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.INVALID_STATE", "/data/attributes/gambling");
}

#[test]
fn subcategories_stand_below_their_category() {
    let mut team = Team::fresh();
    let info = team.info();
    let category = |id: &str| to("appCategories", id);
    let games =
        json!({ "primaryCategory": category("GAMES"), "primarySubcategoryOne": category("GAMES_PUZZLE") });
    assert_eq!(team.relate("appInfos", &info, &games).status, 200);
    let code = "ENTITY_ERROR.RELATIONSHIP.INVALID";
    for (relationships, pointer) in [
        (
            json!({ "primarySubcategoryTwo": category("STICKERS_ART") }),
            "/data/relationships/primarySubcategoryTwo",
        ),
        (json!({ "secondaryCategory": category("GAMES_WORD") }), "/data/relationships/secondaryCategory"),
        (json!({ "secondaryCategory": category("GAMES") }), "/data/relationships/secondaryCategory"),
    ] {
        assert_refused(&team.relate("appInfos", &info, &relationships), 409, code, pointer);
    }
    let none = json!({ "primaryCategory": category("UTILITIES"), "primarySubcategoryOne": { "data": null } });
    assert_eq!(team.relate("appInfos", &info, &none).status, 200);
}

#[test]
fn an_age_rating_keeps_an_answer_to_every_question() {
    let mut team = Team::fresh();
    let info = team.info();
    assert_eq!(team.attribute("appInfos", &info, "appStoreAgeRating"), "FOUR_PLUS");
    let answers =
        json!({ "violenceRealistic": "FREQUENT", "kidsAgeBand": "SIX_TO_EIGHT", "socialMedia": true });
    team.set("ageRatingDeclarations", &info, &answers);
    assert_eq!(team.attribute("appInfos", &info, "appStoreAgeRating"), "EIGHTEEN_PLUS");
    assert_eq!(team.attribute("appInfos", &info, "kidsAgeBand"), "SIX_TO_EIGHT");
    let reply = team.patch("ageRatingDeclarations", &info, &json!({ "gambling": null }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.REQUIRED", "/data/attributes/gambling");
    let reply = team.patch("ageRatingDeclarations", &info, &json!({ "gambling": "NONE" }));
    assert_refused(&reply, 409, "ENTITY_ERROR.ATTRIBUTE.TYPE", "/data/attributes/gambling");
}

//! App clips in builds, and what testers open them with.

use plist::Dictionary;
use serde_json::{Value, json};

use super::{Studio, assert_answer, binary};
use crate::client::Answer;
use crate::store::to;

const INVOCATIONS: &str = "betaAppClipInvocations";
const TITLES: &str = "betaAppClipInvocationLocalizations";

/// A build with an app clip: the ids of its two bundles.
fn clipped(studio: &Studio) -> (String, String) {
    let mut info = Dictionary::new();
    for (key, value) in [("CFBundleIdentifier", "com.example.notes.Clip"), ("MinimumOSVersion", "17.4")] {
        info.insert(key.into(), value.into());
    }
    let mut archive = studio.archive("1.0", "1");
    archive.others.push(("AppClips/Clip.app/Info.plist".into(), binary(&info)));
    archive.others.push(("AppClips/Clip.app/Clip".into(), vec![0; 64]));
    let upload = studio.upload("1.0", "1", &archive.zipped());
    studio.pass(120);
    assert_eq!(studio.state(&upload)["state"], "COMPLETE", "{}", studio.state(&upload));
    let build = studio.client.get("/v1/builds?include=buildBundles");
    let bundles = build.body["included"].as_array().unwrap().iter();
    let bundles = bundles.map(|bundle| (bundle["id"].as_str().unwrap().to_owned(), &bundle["attributes"]));
    let [(app, _), (clip, attributes)] = &bundles.collect::<Vec<_>>()[..] else { panic!("{}", build.text) };
    assert_eq!(attributes["bundleType"], "APP_CLIP");
    assert_eq!(attributes["bundleId"], "com.example.notes.Clip");
    assert_eq!(attributes["minimumOsVersion"], "17.4");
    let clips = studio.client.get(&format!("/v1/apps/{}/appClips", studio.app));
    assert_eq!(clips.body["data"][0]["attributes"]["bundleId"], "com.example.notes.Clip");
    (app.clone(), clip.clone())
}

/// Creates an invocation with its titles, as one request.
fn invoke(studio: &Studio, bundle: &str, url: &str, titles: &[(&str, &str)]) -> Answer {
    let local = |locale: &str| format!("${{beta-app-clip-localized-invocation-{locale}}}");
    let linked = titles.iter().map(|(locale, _)| json!({ "type": TITLES, "id": local(locale) }));
    let included = titles.iter().map(|(locale, title)| {
        json!({ "type": TITLES, "id": local(locale), "attributes": { "locale": locale, "title": title } })
    });
    let body = json!({
        "data": {
            "type": INVOCATIONS,
            "attributes": { "url": url },
            "relationships": {
                "buildBundle": to("buildBundles", bundle),
                TITLES: { "data": linked.collect::<Vec<_>>() },
            },
        },
        "included": included.collect::<Vec<_>>(),
    });
    studio.client.send("POST", &format!("/v1/{INVOCATIONS}"), &body)
}

#[test]
fn an_invocation_comes_with_its_titles_and_goes_with_them() {
    let studio = Studio::open();
    let (app, clip) = clipped(&studio);
    let url = "https://example.com/table?n=1";
    let made = invoke(&studio, &clip, url, &[("en-US", "Order"), ("de-DE", "Bestellen")]);
    assert_eq!(made.status, 201, "{}", made.text);
    let of_clip = format!("/v1/buildBundles/{clip}/{INVOCATIONS}");
    let listed = studio.client.get(&format!("{of_clip}?include={TITLES}"));
    assert_eq!(listed.ids(), [made.id()]);
    assert_eq!(listed.body["data"][0]["attributes"]["url"], url);
    let titles = listed.body["included"].as_array().unwrap().iter();
    let titles = titles.map(|title| &title["attributes"]).map(|title| (&title["locale"], &title["title"]));
    assert_eq!(
        titles.collect::<Vec<_>>(),
        [(&json!("en-US"), &json!("Order")), (&json!("de-DE"), &json!("Bestellen"))]
    );
    assert_eq!(studio.client.get(&format!("/v1/buildBundles/{app}/{INVOCATIONS}")).ids(), [""; 0]);

    let title = listed.body["included"][0]["id"].as_str().unwrap();
    assert_eq!(studio.patch(TITLES, title, &json!({ "title": "Order now" })).status, 200);
    let of_invocation = json!({ "betaAppClipInvocation": to(INVOCATIONS, &made.id()) });
    let add = |locale: &str| {
        studio.post(TITLES, &json!({ "locale": locale, "title": "Commander" }), &of_invocation)
    };
    assert_eq!(add("fr-FR").status, 201);
    assert_answer(&add("EN-us"), 409, "ENTITY_ERROR.ATTRIBUTE.INVALID.DUPLICATE");
    assert_answer(&add("tlh"), 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    let path = format!("/v1/{INVOCATIONS}/{}", made.id());
    let shown = studio.client.get(&format!("{path}?include={TITLES}"));
    let titles = shown.body["included"].as_array().unwrap();
    assert_eq!((titles.len(), &titles[0]["attributes"]["title"]), (3, &json!("Order now")));

    assert_eq!(studio.client.delete(&path).status, 204);
    assert_eq!(studio.client.get(&of_clip).ids(), [""; 0]);
    let gone = studio.client.running.with_world(|world| world.store.all(TITLES).count());
    assert_eq!(gone, 0);
}

#[test]
fn an_invocation_that_cannot_be_leaves_nothing() {
    let studio = Studio::open();
    let (app, clip) = clipped(&studio);
    let good = [("en-US", "Order")];
    let no_clip = invoke(&studio, &app, "https://example.com", &good);
    assert_answer(&no_clip, 409, "ENTITY_ERROR.RELATIONSHIP.INVALID");
    assert_eq!(no_clip.body["errors"][0]["source"]["pointer"], "/data/relationships/buildBundle");
    assert_answer(&invoke(&studio, &clip, "ftp://example.com", &good), 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    let klingon = invoke(&studio, &clip, "https://example.com", &[("en-US", "Order"), ("tlh", "Qapla")]);
    assert_answer(&klingon, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    let left = studio
        .client
        .running
        .with_world(|world| [INVOCATIONS, TITLES].map(|kind| world.store.all(kind).count()));
    assert_eq!(left, [0, 0]);
    let made = invoke(&studio, &clip, "https://example.com", &good).id();
    let moved = studio.patch(INVOCATIONS, &made, &json!({ "url": "nowhere" }));
    assert_answer(&moved, 409, "ENTITY_ERROR.ATTRIBUTE.INVALID");
    assert_eq!(studio.patch(INVOCATIONS, &made, &json!({ "url": "https://example.com/2" })).status, 200);
}

#[test]
fn an_app_clip_that_cannot_be_read_is_no_build() {
    let studio = Studio::open();
    let mut archive = studio.archive("1.0", "1");
    archive.others.push(("AppClips/Clip.app/Info.plist".into(), b"nothing".to_vec()));
    let upload = studio.upload("1.0", "1", &archive.zipped());
    studio.pass(60);
    let error = studio.state(&upload)["errors"][0].clone();
    assert_eq!(error["code"], "90034");
    assert!(error["description"].as_str().unwrap().contains("App Clip Clip.app"), "{error}");
    assert_eq!(studio.client.get("/v1/builds").ids(), [""; 0]);
}

#[test]
fn a_build_without_an_app_clip_has_one_bundle() {
    let studio = Studio::open();
    studio.build("1.0", "1");
    let build = studio.client.get("/v1/builds?include=buildBundles");
    let types = build.body["included"].as_array().unwrap().iter();
    let types = types.map(|bundle| bundle["attributes"]["bundleType"].clone());
    assert_eq!(types.collect::<Vec<Value>>(), [json!("APP")]);
}

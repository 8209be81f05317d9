//! A small project and a small app, for the tests of the comparison.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, json};
use spaceship::jsonapi::{Id, Kind, Resource};
use spaceship::resources::{AppStoreVersion, Build};

use super::{Step, Wanted, WantedBuild};
use crate::files::{Film, Shot};
use crate::store::{
    Extras, Page, RemoteInfo, RemotePreview, RemoteSet, RemoteShot, RemoteText, RemoteVersion,
};

fn resource<K: Kind>(id: &str) -> Resource<K> {
    Resource {
        id: Id::new(id),
        attributes: K::Attributes::default(),
        relationships: spaceship::jsonapi::Relationships::default(),
    }
}

/// An app with a first version 1.0 that nothing was written into yet.
pub(crate) fn page() -> Page {
    let mut app = resource::<spaceship::resources::App>("1");
    app.attributes.primary_locale = Some("en-US".into());
    Page {
        app,
        platform: "IOS".into(),
        platforms: vec!["IOS".into()],
        info: Some(RemoteInfo {
            resource: resource("I1"),
            open: true,
            texts: BTreeMap::new(),
            age_rating: Some(resource("I1")),
        }),
        version: Some(version()),
        previous: None,
        released: Vec::new(),
        versions: 1,
        submissions: Vec::new(),
        extras: Extras::default(),
        clip: None,
    }
}

/// An app whose version 1.0 is on the store, and 0.9 was.
pub(crate) fn released() -> Page {
    let mut live = version();
    live.state = "READY_FOR_DISTRIBUTION".into();
    Page {
        version: None,
        previous: Some(live),
        released: vec!["0.9".into(), "1.0".into()],
        versions: 2,
        ..page()
    }
}

pub(crate) fn version() -> RemoteVersion {
    RemoteVersion {
        resource: resource::<AppStoreVersion>("V1"),
        version: "1.0".into(),
        state: "PREPARE_FOR_SUBMISSION".into(),
        texts: BTreeMap::new(),
        sets: BTreeMap::new(),
        previews: BTreeMap::new(),
        review: None,
        build: None,
        phased: None,
    }
}

pub(crate) fn shot(name: &str, md5: &str) -> Shot {
    Shot { path: name.into(), md5: md5.into(), size: 100, fetched: None }
}

pub(crate) fn remote_shot(id: &str, name: &str, md5: &str) -> RemoteShot {
    RemoteShot {
        id: Id::new(id),
        file_name: name.into(),
        md5: md5.into(),
        size: Some(100),
        state: "COMPLETE".into(),
        picture: None,
    }
}

pub(crate) fn film(name: &str, md5: &str) -> Film {
    Film { path: name.into(), size: 100, length: Some(Duration::from_secs(20)), md5: md5.into() }
}

pub(crate) fn remote_preview(id: &str, name: &str, md5: &str) -> RemotePreview {
    RemotePreview {
        id: Id::new(id),
        file_name: name.into(),
        md5: md5.into(),
        size: Some(100),
        state: "COMPLETE".into(),
        failure: None,
        has_video: true,
        frame: Some("00:00:05:00".into()),
    }
}

type Texts = BTreeMap<String, BTreeMap<&'static str, String>>;

fn texts(of: [(&str, &[(&'static str, &str)]); 2]) -> Texts {
    let one =
        |all: &[(&'static str, &str)]| all.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    of.into_iter().map(|(locale, all)| (locale.to_owned(), one(all))).collect()
}

/// A project with something of everything.
pub(crate) fn wanted() -> Wanted {
    let mut wanted = Wanted { version: Some("1.0.0".into()), ..Wanted::default() };
    wanted.metadata.info = texts([("en-US", &[("name", "Tideline")]), ("de-DE", &[("name", "Gezeiten")])]);
    wanted.metadata.version = texts([
        ("en-US", &[("description", "Tides.\nAll of them."), ("whatsNew", "Faster.")]),
        ("de-DE", &[("description", "Gezeiten."), ("whatsNew", "Schneller.")]),
    ]);
    wanted.metadata.categories = BTreeMap::from([("primaryCategory", "UTILITIES".to_owned())]);
    wanted.metadata.copyright = Some("2026 Example".into());
    let contact = ["contactFirstName", "contactLastName", "contactPhone", "contactEmail"];
    wanted.metadata.review = contact.into_iter().map(|name| (name, format!("some {name}"))).collect();
    let shots = vec![shot("1.png", "aa"), shot("2.png", "bb")];
    wanted.screenshots = BTreeMap::from([("en-US".to_owned(), BTreeMap::from([("APP_IPHONE_67", shots)]))]);
    wanted
}

fn remote_texts(texts: &Texts) -> BTreeMap<String, RemoteText> {
    let one = |(locale, texts): (&String, &BTreeMap<&str, String>)| {
        let attributes = texts.iter().map(|(name, text)| ((*name).to_owned(), json!(text)));
        let text = RemoteText { id: format!("{locale}-id"), attributes: attributes.collect::<Map<_, _>>() };
        (locale.clone(), text)
    };
    texts.iter().map(one).collect()
}

/// A project, and an app that has all of it, in its second version.
pub(crate) fn settled() -> (Wanted, Page) {
    let mut wanted = wanted();
    wanted.version = Some("1.0".into());
    wanted.metadata.categories.clear();
    wanted.build = Some(WantedBuild { id: Id::new("B1"), number: "7".into(), open: false, compliance: None });
    let mut page = page();
    page.versions = 2;
    page.info.as_mut().unwrap().texts = remote_texts(&wanted.metadata.info);
    let version = page.version.as_mut().unwrap();
    version.texts = remote_texts(&wanted.metadata.version);
    version.resource.attributes.copyright = Some("2026 Example".into());
    let review = wanted.metadata.review.iter().map(|(name, text)| ((*name).to_owned(), json!(text)));
    version.review = Some(RemoteText { id: "R1".into(), attributes: review.collect() });
    version.build = Some(resource::<Build>("B1"));
    let shots = vec![remote_shot("A", "1.png", "aa"), remote_shot("B", "2.png", "bb")];
    let set = RemoteSet { id: Id::new("SET"), shots };
    version.sets.entry("en-US".into()).or_default().insert("APP_IPHONE_67".into(), set);
    (wanted, page)
}

/// What the steps are, in a word each.
pub(crate) fn names(steps: &[Step]) -> Vec<&'static str> {
    let name = |step: &Step| match step {
        Step::TakeBack(_) => "take back",
        Step::CreateVersion(_) => "create",
        Step::RenameVersion(..) => "rename",
        Step::Version(_) => "version",
        Step::Info(_) => "info",
        Step::Text(_) => "text",
        Step::Categories(_) => "categories",
        Step::Review(_) => "review",
        Step::Attachments(_) => "attachments",
        Step::Price(_) => "price",
        Step::Availability(_) => "availability",
        Step::ContentRights(..) => "rights",
        Step::AgeRating(_) => "age rating",
        Step::Screenshots(_) => "screenshots",
        Step::Previews(_) => "previews",
        Step::AppClip(_) => "app clip",
        Step::StartPhasedRelease => "phased",
        Step::DropPhasedRelease(_) => "drop phased",
        Step::Compliance(..) => "compliance",
        Step::Build(..) => "build",
        Step::Submit => "submit",
    };
    steps.iter().map(name).collect()
}

//! The store half of the simulated Apple: from a fresh app to a version that waits for review.

mod app_clips;
mod customers;
mod film;
mod media;
mod previews;
mod releases;
mod reviews;
mod server;
mod texts;
mod versions;

use serde_json::{Value, json};
use simulator::engine::call::{Call, Reply};
use simulator::engine::dispatch::serve;
use simulator::engine::store::{Identifier, Linkage, Stored};
use simulator::seeds;
use simulator::settings::Settings;
use simulator::world::World;

/// A world with one app, and what a client would have looked up in it.
pub(crate) struct Team {
    pub(crate) world: World,
    pub(crate) app: String,
    version: String,
    text: String,
}

impl Team {
    pub(crate) fn fresh() -> Self {
        Self::with(Settings::default())
    }

    pub(crate) fn with(settings: Settings) -> Self {
        let mut world = World::new(settings, 7);
        let app = seeds::fresh_team(&mut world);
        Self::around(world, app)
    }

    /// A team whose app has version 1.0.0 on the store and 1.1.0 in preparation.
    fn released() -> Self {
        let mut world = World::new(Settings::default(), 7);
        seeds::fresh_team(&mut world);
        let app = seeds::released_app(&mut world, "com.example.gantry.live", "Gantry Live", "en-US");
        let mut team = Self { world, app, version: String::new(), text: String::new() };
        let created = team.create(
            "appStoreVersions",
            &json!({ "platform": "IOS", "versionString": "1.1.0" }),
            &team.of_app(),
        );
        Self::around(team.world, team.app).at_version(&created)
    }

    fn around(world: World, app: String) -> Self {
        let mut team = Self { world, app, version: String::new(), text: String::new() };
        let versions = team.get(&format!("/v1/apps/{}/appStoreVersions", team.app));
        let version = versions["data"][0]["id"].as_str().expect("a version").to_owned();
        team.at_version(&version)
    }

    fn at_version(mut self, version: &str) -> Self {
        version.clone_into(&mut self.version);
        let texts = self.get(&format!("/v1/appStoreVersions/{version}/appStoreVersionLocalizations"));
        texts["data"][0]["id"].as_str().expect("a localization").clone_into(&mut self.text);
        self
    }

    pub(crate) fn send(&mut self, method: &str, target: &str, body: Option<Value>) -> Reply {
        let reply = serve(&mut self.world, &Call::new(method, target, body));
        // Whatever is answered is as Apple's description has it.
        assert_eq!(self.world.departures, []);
        reply
    }

    pub(crate) fn get(&mut self, target: &str) -> Value {
        let reply = self.send("GET", target, None);
        assert_eq!(reply.status, 200, "{target}: {:?}", reply.payload);
        reply.document().clone()
    }

    pub(crate) fn post(&mut self, kind: &str, attributes: &Value, relationships: &Value) -> Reply {
        let mut data = json!({ "type": kind });
        if !attributes.is_null() {
            data["attributes"] = attributes.clone();
        }
        if !relationships.is_null() {
            data["relationships"] = relationships.clone();
        }
        self.send("POST", &format!("/v1/{kind}"), Some(json!({ "data": data })))
    }

    /// Creates and gives the id.
    pub(crate) fn create(&mut self, kind: &str, attributes: &Value, relationships: &Value) -> String {
        let reply = self.post(kind, attributes, relationships);
        assert_eq!(reply.status, 201, "{kind}: {:?}", reply.payload);
        reply.document()["data"]["id"].as_str().expect("an id").to_owned()
    }

    pub(crate) fn patch(&mut self, kind: &str, id: &str, attributes: &Value) -> Reply {
        let body = json!({ "data": { "type": kind, "id": id, "attributes": attributes } });
        self.send("PATCH", &format!("/v1/{kind}/{id}"), Some(body))
    }

    pub(crate) fn set(&mut self, kind: &str, id: &str, attributes: &Value) {
        let reply = self.patch(kind, id, attributes);
        assert_eq!(reply.status, 200, "{kind}: {:?}", reply.payload);
    }

    fn relate(&mut self, kind: &str, id: &str, relationships: &Value) -> Reply {
        let body = json!({ "data": { "type": kind, "id": id, "relationships": relationships } });
        self.send("PATCH", &format!("/v1/{kind}/{id}"), Some(body))
    }

    pub(crate) fn attribute(&mut self, kind: &str, id: &str, name: &str) -> Value {
        self.get(&format!("/v1/{kind}/{id}"))["data"]["attributes"][name].clone()
    }

    fn state(&mut self) -> String {
        let version = self.version.clone();
        self.attribute("appStoreVersions", &version, "appVersionState").as_str().expect("a state").to_owned()
    }

    pub(crate) fn of_app(&self) -> Value {
        json!({ "app": to("apps", &self.app) })
    }

    fn of_version(&self) -> Value {
        json!({ "appStoreVersion": to("appStoreVersions", &self.version) })
    }

    /// The app info that is not on the store.
    fn info(&mut self) -> String {
        let infos = self.get(&format!("/v1/apps/{}/appInfos", self.app));
        let editable = |info: &&Value| info["attributes"]["state"] != "READY_FOR_DISTRIBUTION";
        let info =
            infos["data"].as_array().and_then(|infos| infos.iter().find(editable)).expect("an app info");
        info["id"].as_str().expect("an id").to_owned()
    }

    /// A build of the app that has been processed, without an upload.
    fn build(&mut self, platform: &str) -> String {
        let one = |kind: &str, id: &str| Linkage::One(Some(Identifier::new(kind, id)));
        let mut train = Stored::new("preReleaseVersions", "");
        train.set("version", "1.0");
        train.set("platform", platform);
        train.relationships.insert("app".into(), one("apps", &self.app));
        let train = self.world.insert(train);
        let mut build = Stored::new("builds", "");
        build.set("version", "1");
        build.set("processingState", "VALID");
        build.set("expired", false);
        build.set("usesNonExemptEncryption", false);
        build.relationships.insert("app".into(), one("apps", &self.app));
        build.relationships.insert("preReleaseVersion".into(), one("preReleaseVersions", &train));
        self.world.insert(build)
    }

    /// A complete screenshot, without an upload.
    fn screenshot(&mut self, display_type: &str) {
        let of_text =
            json!({ "appStoreVersionLocalization": to("appStoreVersionLocalizations", &self.text) });
        let set =
            self.create("appScreenshotSets", &json!({ "screenshotDisplayType": display_type }), &of_text);
        let mut screenshot = Stored::new("appScreenshots", "");
        screenshot.set("fileName", "1.png");
        screenshot.set("fileSize", 1);
        screenshot.set("assetDeliveryState", json!({ "state": "COMPLETE", "errors": [], "warnings": [] }));
        let set = Linkage::One(Some(Identifier::new("appScreenshotSets", set)));
        screenshot.relationships.insert("appScreenshotSet".into(), set);
        self.world.insert(screenshot);
    }

    /// Brings all that a release needs.
    fn prepare(&mut self) {
        let (version, text, info) = (self.version.clone(), self.text.clone(), self.info());
        self.set("appStoreVersions", &version, &json!({ "copyright": "2026 Example Ltd" }));
        let texts = json!({
            "description": "It does one thing and does it well.",
            "keywords": "one,thing,well",
            "supportUrl": "https://example.com/support",
        });
        self.set("appStoreVersionLocalizations", &text, &texts);
        let category = json!({ "primaryCategory": to("appCategories", "UTILITIES") });
        assert_eq!(self.relate("appInfos", &info, &category).status, 200);
        self.create("appStoreReviewDetails", &contact(), &self.of_version());
        let build = self.build("IOS");
        let relation = json!({ "build": to("builds", &build) });
        assert_eq!(self.relate("appStoreVersions", &version, &relation).status, 200);
        self.screenshot("APP_IPHONE_67");
    }

    /// Opens a submission and adds the version; the ids of both.
    fn add_to_submission(&mut self) -> (String, String) {
        let submission = self.create("reviewSubmissions", &json!({ "platform": "IOS" }), &self.of_app());
        let item = self.create("reviewSubmissionItems", &Value::Null, &self.item(&submission));
        (submission, item)
    }

    fn item(&self, submission: &str) -> Value {
        json!({
            "reviewSubmission": to("reviewSubmissions", submission),
            "appStoreVersion": to("appStoreVersions", &self.version),
        })
    }

    /// What is due is done, some steps long.
    fn pass_time(&mut self) {
        for _ in 0..5 {
            let step = self.world.settings.processing;
            self.world.advance(step);
        }
    }
}

pub(crate) fn to(kind: &str, id: &str) -> Value {
    json!({ "data": { "type": kind, "id": id } })
}

fn contact() -> Value {
    json!({
        "contactFirstName": "Ada",
        "contactLastName": "Example",
        "contactPhone": "+1 408 555 0100",
        "contactEmail": "ada@example.com",
    })
}

/// Status, and the code and pointer of each error.
pub(crate) fn refusal(reply: &Reply) -> (u16, Vec<(String, String)>) {
    let errors = reply.document()["errors"].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors =
        errors.iter().map(|error| (text(&error["code"]), text(&error["source"]["pointer"]))).collect();
    (reply.status, errors)
}

#[track_caller]
pub(crate) fn assert_refused(reply: &Reply, status: u16, code: &str, pointer: &str) {
    assert_eq!(refusal(reply), (status, vec![(code.to_owned(), pointer.to_owned())]), "{:?}", reply.payload);
}

#[test]
fn a_fresh_app_goes_all_the_way_to_waiting_for_review() {
    let mut team = Team::fresh();
    team.prepare();
    let (submission, _) = team.add_to_submission();
    assert_eq!(team.state(), "READY_FOR_REVIEW");
    team.set("reviewSubmissions", &submission, &json!({ "submitted": true }));
    assert_eq!(team.state(), "WAITING_FOR_REVIEW");
    assert_eq!(team.attribute("reviewSubmissions", &submission, "state"), "WAITING_FOR_REVIEW");
    assert!(team.attribute("reviewSubmissions", &submission, "submittedDate").is_string());
    let info = team.info();
    assert_eq!(team.attribute("appInfos", &info, "state"), "WAITING_FOR_REVIEW");
    team.pass_time();
    assert_eq!(team.state(), "WAITING_FOR_REVIEW");
}

#[test]
fn a_fresh_team_has_what_every_team_finds() {
    let mut team = Team::fresh();
    let territories = team.get("/v1/territories?limit=200");
    assert_eq!(territories["meta"]["paging"]["total"], 175);
    let games = team.get("/v1/appCategories/GAMES/subcategories");
    assert_eq!(games["data"].as_array().map(Vec::len), Some(16));
    let puzzles = team.get("/v1/appCategories/GAMES_PUZZLE/parent");
    assert_eq!(puzzles["data"]["id"], "GAMES");
    let availability = team.get(&format!("/v1/apps/{}/appAvailabilityV2", team.app));
    assert_eq!(availability["data"]["attributes"]["availableInNewTerritories"], true);
    let apps = team.get("/v1/apps?filter[bundleId]=com.example.gantry.demo");
    assert_eq!(apps["data"][0]["attributes"]["name"], "Gantry Demo");
    let info = team.info();
    let rating = team.get(&format!("/v1/appInfos/{info}/ageRatingDeclaration"));
    assert_eq!(rating["data"]["id"], info.as_str());
}

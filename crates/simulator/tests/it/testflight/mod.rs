//! TestFlight over HTTP: from a signing request to testers, as a client goes through it.

mod app_clips;
mod builds;
mod bulk;
mod feedback;
mod processing;
mod restarts;
mod reviews;
mod testers;
mod uploads;

use std::io::{Cursor, Write};
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use plist::{Dictionary, Value as Plist};
use serde_json::{Value, json};
use simulator::Options;
use simulator::settings::{ReviewOutcome, Settings};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::client::{Answer, Client};
use crate::provisioning::signing_request;
use crate::store::to;

const BUNDLE_ID: &str = "com.example.notes";

/// A team that uploads builds of its one app.
struct Studio {
    client: Client,
    app: String,
    profile: Vec<u8>,
}

impl Studio {
    fn open() -> Self {
        Self::reviewed(ReviewOutcome::Waits)
    }

    /// A team whose builds are reviewed like that.
    fn reviewed(review: ReviewOutcome) -> Self {
        let settings =
            Settings { part_size: 400, processing: Duration::from_mins(1), review, ..Settings::default() };
        Self::at(Options { settings, ..Options::default() })
    }

    /// A team at a simulator that starts for the first time.
    fn at(options: Options) -> Self {
        let client = Client::start_with(options);
        let app = client.app();
        let mut studio = Self { client, app, profile: Vec::new() };
        let new = json!({ "certificateType": "DISTRIBUTION", "csrContent": signing_request() });
        let certificate = studio.create("certificates", &new, &Value::Null);
        studio.profile = studio.profile_of(BUNDLE_ID, &certificate);
        studio
    }

    /// The same team, whose simulator is stopped and started again.
    fn restarted(self, options: Options) -> Self {
        let (app, profile) = (self.app.clone(), self.profile.clone());
        drop(self);
        Self { client: Client::start_with(options), app, profile }
    }

    /// A profile for the store, of a bundle id that is registered.
    fn profile_of(&self, identifier: &str, certificate: &str) -> Vec<u8> {
        let target = format!("/v1/bundleIds?filter[identifier]={identifier}");
        let bundle_id = self.client.get(&target).ids().remove(0);
        let of = json!({
            "bundleId": to("bundleIds", &bundle_id),
            "certificates": { "data": [{ "type": "certificates", "id": certificate }] },
        });
        let new = json!({ "name": identifier, "profileType": "IOS_APP_STORE" });
        let id = self.create("profiles", &new, &of);
        let content = self.attribute("profiles", &id, "profileContent");
        BASE64_STANDARD.decode(content.as_str().unwrap()).unwrap()
    }

    fn post(&self, kind: &str, attributes: &Value, relationships: &Value) -> Answer {
        let mut data = json!({ "type": kind });
        for (name, value) in [("attributes", attributes), ("relationships", relationships)] {
            if !value.is_null() {
                data[name] = value.clone();
            }
        }
        self.client.send("POST", &format!("/v1/{kind}"), &json!({ "data": data }))
    }

    #[track_caller]
    fn create(&self, kind: &str, attributes: &Value, relationships: &Value) -> String {
        let answer = self.post(kind, attributes, relationships);
        assert_eq!(answer.status, 201, "{kind}: {}", answer.text);
        answer.id()
    }

    fn patch(&self, kind: &str, id: &str, attributes: &Value) -> Answer {
        let body = json!({ "data": { "type": kind, "id": id, "attributes": attributes } });
        self.client.send("PATCH", &format!("/v1/{kind}/{id}"), &body)
    }

    fn attribute(&self, kind: &str, id: &str, name: &str) -> Value {
        self.client.get(&format!("/v1/{kind}/{id}")).body["data"]["attributes"][name].clone()
    }

    fn of_app(&self) -> Value {
        json!({ "app": to("apps", &self.app) })
    }

    fn pass(&self, seconds: u64) {
        self.client.running.with_world(|world| world.advance(Duration::from_secs(seconds)));
    }

    fn renew_token(&mut self) {
        self.client.renew_token();
    }

    /// Announces an upload.
    fn announce(&self, short: &str, version: &str) -> Answer {
        let new = json!({
            "cfBundleShortVersionString": short, "cfBundleVersion": version, "platform": "IOS",
        });
        self.post("buildUploads", &new, &self.of_app())
    }

    /// Reserves the file of an upload.
    fn reserve(&self, upload: &str, size: usize) -> Answer {
        let new = json!({
            "assetType": "ASSET", "fileName": "Notes.ipa", "fileSize": size, "uti": "com.apple.ipa",
        });
        self.post("buildUploadFiles", &new, &json!({ "buildUpload": to("buildUploads", upload) }))
    }

    /// Sends all parts of a reserved file as its answer says.
    fn send_parts(&self, reserved: &Answer, bytes: &[u8]) {
        for operation in reserved.body["data"]["attributes"]["uploadOperations"].as_array().unwrap() {
            let number = |name: &str| usize::try_from(operation[name].as_u64().unwrap()).unwrap();
            let header = &operation["requestHeaders"][0];
            let headers = [(header["name"].as_str().unwrap(), header["value"].as_str().unwrap())];
            let part = &bytes[number("offset")..number("offset") + number("length")];
            assert_eq!(self.client.put(operation["url"].as_str().unwrap(), &headers, part), 200);
        }
    }

    /// Announces, sends and commits an archive; the upload's id.
    fn upload(&self, short: &str, version: &str, archive: &[u8]) -> String {
        let announced = self.announce(short, version);
        assert_eq!(announced.status, 201, "{}", announced.text);
        let upload = announced.id();
        let reserved = self.reserve(&upload, archive.len());
        self.send_parts(&reserved, archive);
        let committed = self.patch("buildUploadFiles", &reserved.id(), &json!({ "uploaded": true }));
        assert_eq!(committed.status, 200, "{}", committed.text);
        upload
    }

    /// Uploads an archive that is as it should be, up to the end of its processing; the build's id.
    fn build(&self, short: &str, version: &str) -> String {
        let upload = self.upload(short, version, &self.archive(short, version).zipped());
        self.pass(120);
        let build = self.client.get(&format!("/v1/buildUploads/{upload}?include=build"));
        build.body["included"][0]["id"].as_str().unwrap().to_owned()
    }

    fn archive(&self, short: &str, version: &str) -> Archive {
        let mut info = Dictionary::new();
        for (key, value) in [
            ("CFBundleIdentifier", BUNDLE_ID),
            ("CFBundleShortVersionString", short),
            ("CFBundleVersion", version),
            ("MinimumOSVersion", "17.0"),
        ] {
            info.insert(key.into(), value.into());
        }
        info.insert("ITSAppUsesNonExemptEncryption".into(), false.into());
        Archive { info, profile: Some(self.profile.clone()), others: Vec::new() }
    }

    fn state(&self, upload: &str) -> Value {
        self.attribute("buildUploads", upload, "state")
    }

    fn group(&self, name: &str) -> String {
        let groups = self.client.get("/v1/betaGroups");
        let named = groups.body["data"].as_array().unwrap().iter();
        let group = named.into_iter().find(|group| group["attributes"]["name"] == name).unwrap();
        group["id"].as_str().unwrap().to_owned()
    }

    fn give(&self, build: &str, group: &str) -> Answer {
        let body = json!({ "data": [{ "type": "betaGroups", "id": group }] });
        self.client.send("POST", &format!("/v1/builds/{build}/relationships/betaGroups"), &body)
    }

    /// The internal and the external state.
    fn states(&self, build: &str) -> (String, String) {
        let details = self.client.get(&format!("/v1/builds/{build}/buildBetaDetail"));
        let state = |name: &str| details.body["data"]["attributes"][name].as_str().unwrap().to_owned();
        (state("internalBuildState"), state("externalBuildState"))
    }
}

/// Nothing that was answered was other than Apple's description has it.
impl Drop for Studio {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.client.departures(), json!([]));
        }
    }
}

/// What goes into an .ipa.
struct Archive {
    info: Dictionary,
    profile: Option<Vec<u8>>,
    /// Further files of the app.
    others: Vec<(String, Vec<u8>)>,
}

impl Archive {
    fn zipped(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, bytes: &[u8]| {
            zip.start_file(format!("Payload/Notes.app/{name}"), SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        };
        add("Info.plist", &binary(&self.info));
        add("Notes", &[0; 64]);
        for (path, bytes) in &self.others {
            add(path, bytes);
        }
        if let Some(profile) = &self.profile {
            add("embedded.mobileprovision", profile);
        }
        zip.finish().unwrap().into_inner()
    }
}

fn binary(list: &Dictionary) -> Vec<u8> {
    let mut bytes = Vec::new();
    Plist::Dictionary(list.clone()).to_writer_binary(&mut bytes).unwrap();
    bytes
}

#[track_caller]
fn assert_answer(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status, answer.code()), (status, code), "{}", answer.text);
}

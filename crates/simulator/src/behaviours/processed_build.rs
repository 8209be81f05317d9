//! The build that comes of an upload, and all that TestFlight puts beside it.

use serde_json::Value;

use super::findings::Outcome;
use super::{app_clips, beta_states, build_uploads, builds};
use crate::clock::apple_timestamp;
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::ipa::Ipa;
use crate::world::World;

/// How long testers can use a build.
const TESTABLE: time::Duration = time::Duration::days(90);

/// Makes the build of an upload. It is still being processed for a while.
pub(super) fn make(world: &mut World, upload: &str, ipa: Option<&Ipa>) {
    let Some(upload) = world.store.get(build_uploads::KIND, upload).cloned() else { return };
    let Some(app) = upload.one("app").map(|app| Identifier::new("apps", app)) else { return };
    let train = train(world, &app, &upload);
    let ends = world.now() + TESTABLE;
    let mut build = Stored::new(builds::KIND, "");
    build.set("version", upload.text("cfBundleVersion"));
    build.set("uploadedDate", upload.text("uploadedDate"));
    build.set("expirationDate", apple_timestamp(ends));
    build.set("expired", false);
    build.set("processingState", "PROCESSING");
    build.set("buildAudienceType", "APP_STORE_ELIGIBLE");
    build.set("minOsVersion", ipa.and_then(|ipa| ipa.minimum_os.clone()));
    build.set("usesNonExemptEncryption", ipa.and_then(|ipa| ipa.uses_encryption));
    build.hidden.insert("ends".into(), ends.unix_timestamp().into());
    build.relationships.insert("app".into(), to(&app));
    build.relationships.insert("preReleaseVersion".into(), to(&train));
    build.relationships.insert("buildUpload".into(), to(&Identifier::new(build_uploads::KIND, &*upload.id)));
    let build = Identifier::new(builds::KIND, world.insert(build));

    let mut details = Stored::new("buildBetaDetails", &*build.id);
    details.set("autoNotifyEnabled", true);
    details.relationships.insert("build".into(), to(&build));
    world.insert(details);
    what_to_test(world, &app, &build);
    bundles(world, &app, &build, ipa);
    world.link(&Identifier::new(build_uploads::KIND, &*upload.id), "build", &build);
    beta_states::refresh(world, &build.id);
    let done = world.now() + world.settings.processing;
    world.wake(done, builds::KIND, &build.id);
    world.wake(ends, builds::KIND, &build.id);
}

/// Adds an upload for iOS that is done, and its build, which answers the question about encryption. Its processing
/// is over once what is due has run.
pub(super) fn add(world: &mut World, app: &Identifier, version: &str, build: &str) {
    let mut upload = Stored::new(build_uploads::KIND, "");
    upload.set("cfBundleShortVersionString", version);
    upload.set("cfBundleVersion", build);
    upload.set("platform", "IOS");
    upload.set("createdDate", world.timestamp());
    upload.set("uploadedDate", world.timestamp());
    upload.set("state", Outcome::complete().state());
    upload.relationships.insert("app".into(), to(app));
    let upload = Identifier::new(build_uploads::KIND, world.insert(upload));
    make(world, &upload.id, None);
    for made in world.linked(&upload, "build") {
        if let Some(build) = world.store.get_mut(builds::KIND, &made.id) {
            build.set("minOsVersion", "18.0");
            build.set("usesNonExemptEncryption", false);
        }
    }
}

fn to(identifier: &Identifier) -> Linkage {
    Linkage::One(Some(identifier.clone()))
}

/// The version train on a platform, made with its first build.
fn train(world: &mut World, app: &Identifier, upload: &Stored) -> Identifier {
    let (version, platform) = (upload.text("cfBundleShortVersionString"), upload.text("platform"));
    let there = world.store.all("preReleaseVersions").find(|train| {
        train.one("app") == Some(&app.id)
            && train.text("version") == version
            && train.text("platform") == platform
    });
    if let Some(there) = there {
        return Identifier::new("preReleaseVersions", &*there.id);
    }
    let mut train = Stored::new("preReleaseVersions", "");
    train.set("version", version);
    train.set("platform", platform);
    train.relationships.insert("app".into(), to(app));
    Identifier::new("preReleaseVersions", world.insert(train))
}

/// A build begins with an empty what-to-test text in the app's primary locale.
fn what_to_test(world: &mut World, app: &Identifier, build: &Identifier) {
    let locale = world.store.get("apps", &app.id).map(|app| app.text("primaryLocale").to_owned());
    let mut text = Stored::new("betaBuildLocalizations", "");
    text.set("locale", locale.unwrap_or_default());
    text.set("whatsNew", Value::Null);
    text.relationships.insert("build".into(), to(build));
    world.insert(text);
}

/// The bundles of a build: that of the app, and one for each app clip inside.
fn bundles(world: &mut World, app: &Identifier, build: &Identifier, ipa: Option<&Ipa>) {
    let bundle_id = world.store.get("apps", &app.id).map(|app| app.text("bundleId").to_owned());
    let minimum_os = ipa.and_then(|ipa| ipa.minimum_os.clone());
    let mut all = vec![("APP", bundle_id.unwrap_or_default(), minimum_os)];
    let clips = ipa.map(|ipa| ipa.clips.as_slice()).unwrap_or_default().iter();
    all.extend(clips.map(|clip| ("APP_CLIP", clip.bundle_id.clone(), clip.minimum_os.clone())));
    for (kind, bundle_id, minimum_os) in all {
        if kind == "APP_CLIP" {
            app_clips::ensure(world, &app.id, &bundle_id);
        }
        let mut bundle = Stored::new("buildBundles", "");
        bundle.set("bundleId", bundle_id);
        bundle.set("bundleType", kind);
        bundle.set("minimumOsVersion", minimum_os);
        let bundle = Identifier::new("buildBundles", world.insert(bundle));
        world.link(build, "buildBundles", &bundle);
    }
}

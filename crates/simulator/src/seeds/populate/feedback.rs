//! What testers of a large team have to say, and what crashed under their hands.

use std::collections::HashMap;

use serde_json::json;

use super::fill::{all, draw, moment};
use super::testflight;
use crate::clock::apple_timestamp;
use crate::engine::store::{Identifier, Linkage, Stored};
use crate::error::Error;
use crate::ids::IdForm;
use crate::pictures;
use crate::world::World;

/// Over how many days all this was sent in.
const DAYS: i64 = 60;

/// What testers write; some write nothing.
const COMMENTS: [&str; 16] = [
    "The list jumps back to its top when I turn the phone.",
    "",
    "Love it 🎉",
    "Der Knopf „Fertig“ ist auf Deutsch abgeschnitten.",
    "1. open a note\n2. pull down\n3. the search field stays",
    "",
    "Sync, \"undo\" and, well, search: all slow",
    "検索が遅いです",
    "Dark mode: grey on grey.",
    "",
    "It asks for my password twice.",
    "The keyboard hides the last line.",
    "Could the font be larger?",
    "Battery drain since the last build.",
    "Crashes when I share a note.",
    "",
];

/// The model, the version of its system, and the width and height of its screen in points. A filter takes several
/// models with commas between them: there is none in a model itself.
type Device = (&'static str, &'static str, u32, u32);

const DEVICES: [Device; 16] = [
    ("iPhone18_1", "26.1", 402, 874),
    ("iPhone18_1", "26.0.1", 402, 874),
    ("iPhone18_2", "26.1", 440, 956),
    ("iPhone17_1", "26.1", 402, 874),
    ("iPhone17_1", "18.6.2", 402, 874),
    ("iPhone17_3", "26.1", 393, 852),
    ("iPhone17_3", "18.6.2", 393, 852),
    ("iPhone16_1", "26.1", 393, 852),
    ("iPhone16_1", "18.7", 393, 852),
    ("iPhone15_3", "26.0.1", 430, 932),
    ("iPhone15_3", "17.7.2", 430, 932),
    ("iPhone14_6", "18.6.2", 375, 667),
    ("iPhone14_6", "17.7.2", 375, 667),
    ("iPad16_5", "26.1", 1032, 1376),
    ("iPad14_8", "18.7", 820, 1180),
    ("iPad14_1", "26.0.1", 744, 1133),
];

/// Language and place.
const PLACES: [(&str, &str); 16] = [
    ("en-US", "America/Los_Angeles"),
    ("en-US", "America/New_York"),
    ("en-US", "America/Chicago"),
    ("en-GB", "Europe/London"),
    ("en-AU", "Australia/Sydney"),
    ("de-DE", "Europe/Berlin"),
    ("de-AT", "Europe/Vienna"),
    ("fr-FR", "Europe/Paris"),
    ("fr-CA", "America/Montreal"),
    ("es-ES", "Europe/Madrid"),
    ("es-MX", "America/Mexico_City"),
    ("ja-JP", "Asia/Tokyo"),
    ("ko-KR", "Asia/Seoul"),
    ("pt-BR", "America/Sao_Paulo"),
    ("nl-NL", "Europe/Amsterdam"),
    ("zh-Hans-CN", "Asia/Shanghai"),
];

/// Adds feedback with one to three pictures each.
pub(super) fn screenshots(world: &mut World, count: usize) -> Result<(), Error> {
    let senders = Senders::of(world)?;
    for number in 0..count {
        let mut submission = senders.submission(world, pictures::OWNER, number, count);
        let size = |name: &str| submission.attributes.get(name).cloned().unwrap_or_default();
        let size = json!([size("screenWidthInPoints"), size("screenHeightInPoints")]);
        submission.hidden.insert(pictures::SIZES.into(), vec![size; 1 + number % 3].into());
        submission.hidden.insert(pictures::SECRET.into(), world.new_id(IdForm::Uuid).into());
        senders.send(world, submission, number);
    }
    Ok(())
}

/// Adds crashes with their logs.
pub(super) fn crashes(world: &mut World, count: usize) -> Result<(), Error> {
    let senders = Senders::of(world)?;
    for number in 0..count {
        let kind = "betaFeedbackCrashSubmissions";
        let submission = senders.submission(world, kind, number, count);
        let mut log = Stored::new("betaCrashLogs", "");
        log.set("logText", log_text(world, &submission));
        let log = Identifier::new("betaCrashLogs", world.insert(log));
        let submission = senders.send(world, submission, number);
        world.link(&submission, "crashLog", &log);
    }
    Ok(())
}

/// The builds that were tested, and by whom.
struct Senders {
    /// Each with its app.
    builds: Vec<(Identifier, Identifier)>,
    /// The testers of each app.
    testers: HashMap<Identifier, Vec<Identifier>>,
}

impl Senders {
    /// Nobody sends anything without a build and an invitation: there is one of each in the end.
    fn of(world: &mut World) -> Result<Self, Error> {
        if world.store.all("builds").next().is_none() {
            testflight::builds(world, 1)?;
        }
        if world.store.all("betaTesters").next().is_none() {
            testflight::testers(world, 1)?;
        }
        let mut testers = HashMap::<_, Vec<_>>::new();
        for tester in all(world, "betaTesters") {
            for app in world.linked(&tester, "apps") {
                testers.entry(app).or_default().push(tester.clone());
            }
        }
        let builds = all(world, "builds").into_iter();
        let builds = builds.filter_map(|build| Some((world.linked(&build, "app").pop()?, build)));
        let tested = builds.filter(|(app, _)| testers.contains_key(app));
        let builds = tested.map(|(app, build)| (build, app)).collect::<Vec<_>>();
        if builds.is_empty() {
            let answer = "no app has both a build and a tester".to_owned();
            return Err(Error::Populate { kind: "feedback", answer });
        }
        Ok(Self { builds, testers })
    }

    /// The build, the app and the tester of the submission of a number.
    fn sender(&self, number: usize) -> Option<(&Identifier, &Identifier, &Identifier)> {
        let (build, app) = self.builds.get(number % self.builds.len().max(1))?;
        let testers = self.testers.get(app)?;
        Some((build, app, testers.get(number % testers.len().max(1))?))
    }

    /// What both kinds of submission say of the app, the device and the sender.
    fn submission(&self, world: &mut World, kind: &str, number: usize, count: usize) -> Stored {
        let (model, system, width, height) = draw(world, &DEVICES);
        let (locale, zone) = draw(world, &PLACES);
        let (comment, chance) = (draw(world, &COMMENTS), world.ids.number());
        let mut submission = Stored::new(kind, "");
        let sent = moment(world.now(), DAYS, number, count);
        for (name, value) in [
            ("createdDate", apple_timestamp(sent).into()),
            ("comment", if comment.is_empty() { json!(null) } else { comment.into() }),
            ("deviceModel", model.into()),
            ("osVersion", system.into()),
            ("locale", locale.into()),
            ("timeZone", zone.into()),
            ("architecture", "arm64e".into()),
            ("connectionType", if chance.is_multiple_of(3) { "MOBILE_DATA" } else { "WIFI" }.into()),
            ("appUptimeInMilliseconds", (chance % 7_200_000).into()),
            ("diskBytesAvailable", (chance % 100_000_000_000).into()),
            ("diskBytesTotal", 127_881_465_856_u64.into()),
            ("batteryPercentage", (chance % 101).into()),
            ("screenWidthInPoints", width.into()),
            ("screenHeightInPoints", height.into()),
            ("appPlatform", "IOS".into()),
            ("devicePlatform", "IOS".into()),
            ("deviceFamily", if model.starts_with("iPad") { "IPAD" } else { "IPHONE" }.into()),
        ] {
            submission.set(name, value);
        }
        if let Some((build, app, tester)) = self.sender(number) {
            for (name, to) in [("build", build), ("tester", tester)] {
                submission.relationships.insert(name.into(), Linkage::One(Some(to.clone())));
            }
            let text = |of: &Identifier, name: &str| {
                world.store.get(&of.kind, &of.id).map(|of| of.text(name).to_owned())
            };
            submission.set("email", text(tester, "email"));
            submission.set("buildBundleId", text(app, "bundleId"));
        }
        submission
    }

    /// Puts a submission where its app has it.
    fn send(&self, world: &mut World, submission: Stored, number: usize) -> Identifier {
        let sent = Identifier::new(submission.kind.clone(), world.insert(submission));
        if let Some((_, app, _)) = self.sender(number) {
            // An app lists each kind under the name of the kind.
            world.link(app, &sent.kind, &sent);
        }
        sent
    }
}

/// A log in the layout of Apple's crash reports.
fn log_text(world: &mut World, submission: &Stored) -> String {
    let (incident, address) = (world.new_id(IdForm::Uuid).to_uppercase(), world.ids.number() >> 32);
    let build = submission.one("build").and_then(|build| world.store.get("builds", build));
    let train = build.and_then(|build| build.one("preReleaseVersion"));
    let train = train.and_then(|train| world.store.get("preReleaseVersions", train));
    let version = train.map(|train| train.text("version")).unwrap_or_default();
    let number = build.map(|build| build.text("version")).unwrap_or_default();
    let text = |name: &str| submission.text(name);
    format!(
        "Incident Identifier: {incident}\n\
         Hardware Model:      {model}\n\
         Process:             App [412]\n\
         Identifier:          {bundle_id}\n\
         Version:             {version} ({number})\n\
         Code Type:           ARM-64 (Native)\n\
         Date/Time:           {date}\n\
         OS Version:          iPhone OS {system}\n\
         Report Version:      104\n\n\
         Exception Type:  EXC_BREAKPOINT (SIGTRAP)\n\
         Exception Codes: 0x0000000000000001, 0x{address:016x}\n\
         Triggered by Thread:  0\n\n\
         Thread 0 Crashed:\n\
         0   App       0x{address:016x} 0x104000000 + {offset}\n\
         1   UIKitCore 0x00000001a1b2c3d4 0x1a0000000 + 28492756\n",
        model = text("deviceModel"),
        bundle_id = text("buildBundleId"),
        date = text("createdDate"),
        system = text("osVersion"),
        offset = address % 1_000_000,
    )
}

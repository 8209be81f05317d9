//! A store page with something of everything, for the tests.

use std::path::Path;
use std::time::Duration;

use super::{Device, Film, Locale, Place, Preview, Problem, Severity, Shot, Spot, State, Text};

/// What a text must never become.
pub(super) const HOSTILE: &str =
    "</p><script>document.title = 'taken'</script><img src=x onerror=\"document.title='taken'\">\"'&amp;";

/// A text of a locale: what Apple has, and what the files say; an empty one is not given.
pub(super) fn text(field: &str, live: &str, new: &str) -> Text {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let limits = [
        ("name", 30),
        ("subtitle", 30),
        ("promotional_text", 170),
        ("description", 4000),
        ("release_notes", 4000),
        ("keywords", 100),
    ];
    let limit = limits.iter().find(|(name, _)| *name == field).map(|(_, limit)| *limit);
    Text { field: field.into(), live: given(live), new: given(new), limit }
}

/// A screenshot without a picture.
pub(super) fn shot(name: &str, state: State) -> Shot {
    Shot { name: name.into(), picture: None, state }
}

pub(super) fn problem(severity: Severity, place: Option<(&str, Spot)>, text: &str) -> Problem {
    let place = place.map(|(locale, spot)| Place { locale: locale.into(), spot });
    Problem { severity, place, text: text.into() }
}

/// The page of an app in six languages; the pictures are those of the sample project.
pub(super) fn preview(screenshots: &Path) -> Preview {
    let pictured = |locale: &str| devices(&screenshots.join(locale));
    let locale =
        |code: &str, texts: Vec<Text>, devices| Locale { code: code.into(), is_new: false, texts, devices };
    let hebrew = vec![text("name", "קו המים", ""), text("description", "גאות ושפל לכל חוף.", "")];
    Preview {
        app: "Tideline".into(),
        version: "2.4.0".into(),
        icon: None,
        locales: vec![
            locale("en-US", english(), pictured("en-US")),
            locale("de-DE", german(), pictured("de-DE")),
            locale("ja", japanese(), pictured("ja")),
            Locale { is_new: true, ..locale("ar-SA", arabic(), pictured("en-US")) },
            locale("he", hebrew, Vec::new()),
            locale(
                "fr-FR",
                vec![text("name", "Tideline", ""), text("description", "Marées.", HOSTILE)],
                Vec::new(),
            ),
        ],
        problems: problems(),
    }
}

fn problems() -> Vec<Problem> {
    let text = |field: &str| Spot::Text(field.into());
    let shot = Spot::Shot("APP_IPHONE_67".into(), "03_moon.png".into());
    vec![
        problem(Severity::Warning, Some(("en-US", text("description"))), "names another platform: Android"),
        problem(Severity::Error, Some(("de-DE", text("subtitle"))), "has 40 characters; Apple takes 30"),
        problem(Severity::Warning, Some(("ja", shot)), "has transparent pixels; Apple shows them black"),
        problem(Severity::Error, Some(("it", Spot::Locale)), "is in no folder <b>of yours</b>"),
        problem(Severity::Warning, None, "the copyright names a past year: 2024 Example"),
    ]
}

fn devices(folder: &Path) -> Vec<Device> {
    let pictured =
        |name: &str, file: &str, state| Shot { name: name.into(), picture: Some(folder.join(file)), state };
    let phone = vec![
        pictured("01_today.png", "01_today.png", State::Keep),
        pictured("02_week_with_a_long_name_that_has_to_wrap_somewhere.png", "02_week.png", State::Upload),
        shot("02_old_week.png", State::Delete),
        pictured("02_older.png", "01_today.png", State::Delete),
        shot("03_moon.png", State::Live),
        pictured("04_night.png", "02_week.png", State::Keep),
    ];
    let tablet = vec![pictured("03_harbours.png", "03_harbours.png", State::Upload)];
    let watch = vec![shot("watch.png", State::Live)];
    let film = |name: &str, length: Option<u64>, state| Film {
        name: name.into(),
        size: Some(12_345_678),
        length: length.map(Duration::from_secs),
        state,
    };
    let films = vec![
        film("01_IPHONE_67_tour_with_a_long_name_that_has_to_wrap_somewhere.mp4", Some(20), State::Upload),
        film("old.mov", None, State::Delete),
    ];
    let device = |kind: &str, shots| Device { kind: kind.into(), shots, films: Vec::new() };
    vec![
        Device { films, ..device("APP_IPHONE_67", phone) },
        device("APP_IPAD_PRO_3GEN_129", tablet),
        device("APP_WATCH_ULTRA", watch),
    ]
}

fn english() -> Vec<Text> {
    vec![
        text("name", "Tideline", "Tideline"),
        text("subtitle", "Tide times for every coast", "Tides and swell for every coast"),
        text("promotional_text", "", "New: swell forecasts for 4,000 beaches, on your wrist and offline."),
        text(
            "description",
            "Tideline shows when the water comes and when it goes, for more than 6,000 harbours.\n\n\
             • Today at a glance\n• The week as a curve\n• Your harbours side by side\n\n\
             No account, no advertisements, no tracking.",
            "Tideline shows when the water comes and when it goes, for more than 9,000 harbours and 4,000 beaches.\n\n\
             • Today at a glance\n• The week as a curve\n• Swell and wind, hour by hour\n\
             • Your harbours side by side\n\nNo account, no advertisements, no tracking. Not on Android.",
        ),
        text("release_notes", "Bug fixes.", "Swell forecasts have arrived, and the watch app works offline."),
        text("keywords", "tide,sea,moon,harbour,sailing", "tide,sea,swell,surf,harbour,sailing"),
        text("support_url", "https://example.com/help", "https://example.com/support"),
        text("marketing_url", "https://example.com/tideline", ""),
        text("privacy_url", "https://example.com/privacy", "https://example.com/privacy"),
        text("copyright", "2024 Example", ""),
        text("primary_category", "WEATHER", "WEATHER"),
    ]
}

fn german() -> Vec<Text> {
    vec![
        text("name", "Tideline – Gezeitenkalender", ""),
        text("subtitle", "Ebbe und Flut", "Ebbe, Flut und Wellengang an jeder Küste"),
        text(
            "description",
            "Tideline zeigt, wann das Wasser kommt und wann es geht.",
            "Tideline zeigt, wann das Wasser kommt und geht, auch in der \
             Donaudampfschifffahrtsgesellschaftskapitänsmützenabteilungsverwaltung.",
        ),
        text("release_notes", "Fehler behoben.", "Wellengang ist da."),
        text("keywords", "gezeiten,ebbe,flut", "gezeiten,ebbe,flut"),
        text("support_url", "https://example.com/hilfe/mit/einem/sehr/langen/weg/ohne/jede/trennung", ""),
    ]
}

fn japanese() -> Vec<Text> {
    vec![
        text("name", "タイドライン", ""),
        text("subtitle", "潮汐表アプリ", "潮汐と波の予報"),
        text(
            "description",
            "満潮と干潮の時刻を六千以上の港で確認できます。",
            "満潮と干潮の時刻を九千以上の港で確認できます。波の高さもわかります。",
        ),
        text("release_notes", "不具合を修正しました。", "波の予報に対応しました。"),
        text("keywords", "潮汐,海,月,港", "潮汐,海,波,港"),
    ]
}

fn arabic() -> Vec<Text> {
    vec![
        text("name", "", "خط المد"),
        text("subtitle", "", "مواعيد المد والجزر لكل ساحل"),
        text(
            "description",
            "",
            "يعرض التطبيق مواعيد المد والجزر في أكثر من 9,000 ميناء.\n\n• اليوم في لمحة\n• الأسبوع كمنحنى",
        ),
        text("release_notes", "", "توقعات الأمواج وصلت."),
        text("keywords", "", "مد,جزر,بحر"),
        text("support_url", "", "https://example.com/ar"),
    ]
}

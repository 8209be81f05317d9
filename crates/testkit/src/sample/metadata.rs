//! The sample's texts for the store, in fastlane's layout.
//!
//! There is no release_notes.txt: the first version of an app must not have any.

use std::io;
use std::path::Path;

use super::Sample;

/// What one locale's folder holds; `{app}` stands for the app's name.
struct Texts {
    locale: &'static str,
    subtitle: &'static str,
    description: &'static str,
    keywords: &'static str,
    promotional_text: &'static str,
}

const TEXTS: [Texts; 3] = [
    Texts {
        locale: "en-US",
        subtitle: "High and low water at a glance",
        description: "\
{app} tells you when the water comes and when it goes.

Choose a harbour, and today's tides are there: the time, the height, and how long you can still walk on the sand. \
Turn the page, and you see the week.

• Times and heights for more than three thousand harbours
• A bar for each day, so that spring tides catch the eye
• Works at sea: a month of tides is kept on your device
• No account, no advertising, no tracking

Made for sailors, for people who look for shells, and for everyone who left a towel too close to the water.",
        keywords: "tide,tides,harbour,high water,low water,sailing,beach,coast,sea,calendar",
        promotional_text: "Spring tides are near. See on which days the water rises highest, and keep your boots dry.",
    },
    Texts {
        locale: "de-DE",
        subtitle: "Hoch- und Niedrigwasser",
        description: "\
{app} sagt dir, wann das Wasser kommt und wann es geht.

Wähle einen Hafen, und die Gezeiten von heute stehen da: Uhrzeit, Höhe und wie lange du noch über den Sand laufen \
kannst. Blättere um, und du siehst die ganze Woche.

• Zeiten und Höhen für mehr als dreitausend Häfen
• Ein Balken für jeden Tag, damit Springfluten ins Auge fallen
• Auch auf See: Ein Monat Gezeiten liegt auf deinem Gerät
• Kein Konto, keine Werbung, keine Nachverfolgung

Für alle, die segeln, Muscheln suchen oder ihr Handtuch schon einmal zu nah am Wasser liegen ließen.",
        keywords: "Gezeiten,Ebbe,Flut,Hafen,Hochwasser,Niedrigwasser,Segeln,Strand,Küste,Meer",
        promotional_text: "Die nächste Springflut kommt bestimmt. Sieh nach, an welchen Tagen das Wasser am höchsten steigt.",
    },
    Texts {
        locale: "ja",
        subtitle: "満潮と干潮がひと目でわかる",
        description: "\
{app}は、潮の満ち引きの時刻をやさしく教えてくれるアプリです。

港を選ぶだけで、今日の潮が表示されます。時刻、潮位、そして砂浜を歩ける残り時間。ページをめくれば、一週間の潮も見渡せます。

・三千以上の港の時刻と潮位
・大潮の日がすぐにわかる棒グラフ
・海の上でも安心。一か月分の潮を端末に保存
・アカウント不要、広告なし、追跡なし

船に乗る人にも、貝を拾う人にも、波打ち際にタオルを置き忘れたことのある人にも。",
        keywords: "潮,潮汐,満潮,干潮,大潮,港,海,釣り,海岸",
        promotional_text: "もうすぐ大潮です。潮がいちばん高くなる日を確かめて、海へ出かけましょう。",
    },
];

/// Files beside the locales' folders.
const UNLOCALIZED: [(&str, &str); 7] = [
    ("copyright.txt", "2026 Example Harbour Works"),
    ("primary_category.txt", "UTILITIES"),
    ("review_information/first_name.txt", "Robin"),
    ("review_information/last_name.txt", "Harbour"),
    // From the range that is reserved for drama, so that nobody's phone rings.
    ("review_information/phone_number.txt", "+44 20 7946 0123"),
    ("review_information/email_address.txt", "review@example.com"),
    (
        "review_information/notes.txt",
        "No account is needed. Choose any harbour from the list; the tides of today appear at once.",
    ),
];

pub(super) fn write(sample: &Sample, folder: &Path) -> io::Result<()> {
    for texts in &TEXTS {
        let folder = folder.join(texts.locale);
        let site = format!("https://example.com/tides/{}", texts.locale);
        write_text(&folder, "name.txt", &sample.app_name)?;
        write_text(&folder, "subtitle.txt", texts.subtitle)?;
        write_text(&folder, "description.txt", &texts.description.replace("{app}", &sample.app_name))?;
        write_text(&folder, "keywords.txt", texts.keywords)?;
        write_text(&folder, "promotional_text.txt", texts.promotional_text)?;
        write_text(&folder, "support_url.txt", &format!("{site}/support"))?;
        write_text(&folder, "marketing_url.txt", &site)?;
        write_text(&folder, "privacy_url.txt", &format!("{site}/privacy"))?;
    }
    UNLOCALIZED.iter().try_for_each(|(name, text)| write_text(folder, name, text))
}

fn write_text(folder: &Path, name: &str, text: &str) -> io::Result<()> {
    let path = folder.join(name);
    super::create_parent(&path)?;
    std::fs::write(path, format!("{text}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::LOCALES;

    #[test]
    fn every_text_is_within_apples_limits() {
        let folder = tempfile::tempdir().unwrap();
        write(&Sample::default(), folder.path()).unwrap();
        for locale in LOCALES {
            for (file, least, most) in [
                ("name.txt", 2, 30),
                ("subtitle.txt", 2, 30),
                ("description.txt", 10, 4_000),
                ("promotional_text.txt", 2, 170),
                ("support_url.txt", 10, 255),
                ("marketing_url.txt", 10, 255),
                ("privacy_url.txt", 10, 255),
            ] {
                let text = std::fs::read_to_string(folder.path().join(locale).join(file)).unwrap();
                let length = text.trim().chars().count();
                assert!((least..=most).contains(&length), "{locale}/{file} has {length} characters");
                assert!(!text.contains("{app}"), "{locale}/{file}");
            }
            // Apple counts keywords in characters in one place and in bytes in another.
            let keywords = std::fs::read_to_string(folder.path().join(locale).join("keywords.txt")).unwrap();
            assert!(keywords.trim().len() <= 100, "{locale} has {} bytes of keywords", keywords.trim().len());
        }
    }

    #[test]
    fn no_text_holds_what_apple_refuses() {
        for texts in &TEXTS {
            for text in [texts.subtitle, texts.description, texts.keywords, texts.promotional_text] {
                let refused = text.chars().find(|letter| *letter > '\u{FFFF}' || *letter == '<');
                assert_eq!(refused, None, "{}", texts.locale);
            }
        }
    }

    #[test]
    fn a_first_version_has_no_release_notes() {
        let folder = tempfile::tempdir().unwrap();
        write(&Sample::default(), folder.path()).unwrap();
        assert!(!folder.path().join("en-US/release_notes.txt").exists());
        assert_eq!(
            std::fs::read_to_string(folder.path().join("primary_category.txt")).unwrap(),
            "UTILITIES\n"
        );
    }
}

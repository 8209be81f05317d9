//! The page in a real browser, where one is installed.

use std::path::{Path, PathBuf};

use testkit::sample::Sample;
use testkit::{Browser, Look};

use super::fixture::{HOSTILE, preview};
use super::*;

const WIDE: Look = Look { width: 1280, height: 900, dark: false, scripts: true };
const NARROW: Look = Look { width: 390, height: 844, ..WIDE };

fn page(folder: &Path) -> PathBuf {
    Sample::default().write_screenshots(folder).unwrap();
    let path = folder.join("page.html");
    let file = std::fs::File::create(&path).unwrap();
    write(&preview(&folder.join("fastlane/screenshots")), std::io::BufWriter::new(file)).unwrap();
    path
}

/// The locales whose page can be seen.
const SEEN: &str =
    "[...document.querySelectorAll('main > section.panel')].filter(e => !e.hidden).map(e => e.id)";

/// Texts that lie over one another, or reach out of the window.
const OVERLAPS: &str = "(() => {
    const texts = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.data.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        if (node.parentElement.closest('.skip, .top, script, style')) continue;
        let hidden = false;
        for (let up = node.parentElement; up; up = up.parentElement) hidden ||= getComputedStyle(up).clipPath !== 'none';
        if (hidden) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width > 1 && box.height > 1) texts.push([box, node.data.trim().slice(0, 30)]);
        }
    }
    const found = [];
    for (let a = 0; a < texts.length; a++) {
        for (let b = a + 1; b < texts.length; b++) {
            const [one, other] = [texts[a][0], texts[b][0]];
            const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
            if (wide > 2 && high > Math.min(one.height, other.height) / 2) found.push(texts[a][1] + ' | ' + texts[b][1]);
        }
    }
    if (document.scrollingElement.scrollWidth > innerWidth) found.push('wider than the window');
    return found;
})()";

#[test]
fn the_page_is_right_at_both_widths_in_light_and_dark() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = page(folder.path());
    for look in [
        WIDE,
        NARROW,
        Look { dark: true, ..WIDE },
        Look { dark: true, ..NARROW },
        Look { scripts: false, ..WIDE },
    ] {
        for locale in ["", "de-DE", "ar-SA", "ja", "fr-FR"] {
            let fragment =
                if locale.is_empty() { String::new() } else { names::Anchor::locale(locale).to_string() };
            browser.open(&path, &fragment, look);
            assert_eq!(browser.complaints(), [""; 0], "{locale} {look:?}");
            let asked = browser.requests().into_iter().filter(|address| !address.starts_with("data:"));
            assert_eq!(asked.count(), 1, "the page asks for nothing but itself");
            let overlaps = browser.evaluate(OVERLAPS);
            assert_eq!(overlaps, serde_json::json!([]), "{locale} {look:?}");
        }
    }
}

#[test]
fn locales_switch_and_pictures_appear() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    browser.open(&page(folder.path()), "", WIDE);
    assert_eq!(browser.evaluate(SEEN), serde_json::json!(["en-US"]));
    let loaded = "(async () => {
        const seen = [...document.images].filter(i => i.checkVisibility());
        await Promise.all(seen.map(i => i.decode()));
        return seen.length > 0 && seen.every(i => i.naturalWidth > 100);
    })()";
    assert_eq!(browser.evaluate(loaded), true);
    browser.evaluate("document.querySelector('.locales [role=tab][aria-selected=true]').focus()");
    browser.press("ArrowDown");
    assert_eq!(browser.evaluate(SEEN), serde_json::json!(["de-DE"]));
    browser.press("End");
    assert_eq!(browser.evaluate(SEEN), serde_json::json!(["fr-FR"]));
    browser.press("Home");
    assert_eq!(browser.evaluate(SEEN), serde_json::json!(["en-US"]));
}

#[test]
fn a_script_in_a_text_stays_text() {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    browser.open(&page(folder.path()), &names::Anchor::locale("fr-FR").to_string(), WIDE);
    assert_ne!(browser.evaluate("document.title"), "taken");
    let text = browser.evaluate("document.querySelector('main').textContent");
    assert!(text.as_str().unwrap().contains(HOSTILE), "{text}");
    assert_eq!(browser.evaluate("document.querySelectorAll('main script, main img[onerror]').length"), 0);
}

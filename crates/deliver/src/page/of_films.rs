//! The app previews that a run has gathered, as the page shows them.

use std::collections::BTreeMap;

use super::{Film, State};
use crate::plan::{Comparison, PreviewPlan, Step, Wanted};
use crate::store::{RemotePreview, RemotePreviewSet, RemoteVersion};

/// The previews of a locale, by the kind of device that their screenshots would have.
pub(super) fn of_locale(
    code: &str,
    wanted: &Wanted,
    version: Option<&RemoteVersion>,
    comparison: &Comparison,
) -> BTreeMap<String, Vec<Film>> {
    let remote = version.and_then(|version| version.previews.get(code));
    let mut all = BTreeMap::new();
    for (kind, set) in remote.into_iter().flatten() {
        let files = wanted.previews.get(code).and_then(|kinds| kinds.get(kind.as_str()));
        all.insert(device(kind), live(set, files.map_or(&[], Vec::as_slice)));
    }
    for step in &comparison.steps {
        if let Step::Previews(plan) = step
            && plan.locale == code
        {
            all.insert(device(&plan.kind), planned(plan, remote.and_then(|sets| sets.get(&plan.kind))));
        }
    }
    all.retain(|_, films| !films.is_empty());
    all
}

/// Previews are of the same kinds as screenshots, and called almost like them.
fn device(kind: &str) -> String {
    format!("APP_{kind}")
}

/// A set that stays as it is.
fn live(set: &RemotePreviewSet, files: &[crate::files::Film]) -> Vec<Film> {
    let all = set.previews.iter().map(|remote| {
        let file = files.iter().find(|file| file.md5 == remote.md5);
        let state = if file.is_some() { State::Keep } else { State::Live };
        Film { length: file.and_then(|file| file.length), ..there(remote, state) }
    });
    all.collect()
}

/// A set that changes.
fn planned(plan: &PreviewPlan, remote: Option<&RemotePreviewSet>) -> Vec<Film> {
    let files = plan.order.iter().map(|(file, there)| Film {
        name: file.file_name(),
        size: Some(file.size),
        length: file.length,
        state: if there.is_some() { State::Keep } else { State::Upload },
    });
    let previews = remote.map(|set| set.previews.as_slice()).unwrap_or_default();
    let others = previews.iter().filter(|preview| plan.others.contains(&preview.id));
    let gone = previews.iter().filter(|preview| plan.delete.iter().any(|gone| gone.id == preview.id));
    let others = others.map(|preview| there(preview, State::Live));
    files.chain(others).chain(gone.map(|preview| there(preview, State::Delete))).collect()
}

fn there(preview: &RemotePreview, state: State) -> Film {
    Film { name: preview.file_name.clone(), size: preview.size, length: None, state }
}

#[cfg(test)]
mod tests {
    use spaceship::jsonapi::Id;

    use super::*;
    use crate::plan::{compare, fixture};

    #[test]
    fn films_stand_with_the_screenshots_of_their_device() {
        let (mut wanted, mut page) = fixture::settled();
        let kinds =
            BTreeMap::from([("IPHONE_67", vec![fixture::film("1.mp4", "aa"), fixture::film("2.mp4", "bb")])]);
        wanted.previews.insert("en-US".into(), kinds);
        let previews =
            vec![fixture::remote_preview("A", "1.mp4", "aa"), fixture::remote_preview("B", "x.mp4", "xx")];
        let sets =
            BTreeMap::from([("IPHONE_67".to_owned(), RemotePreviewSet { id: Id::new("SET"), previews })]);
        page.version.as_mut().unwrap().previews.insert("en-US".into(), sets);
        let shown = |wanted: &Wanted| {
            let preview = super::super::preview(wanted, &page, &compare(wanted, &page), Vec::new());
            let device =
                preview.locales[0].devices.iter().find(|device| device.kind == "APP_IPHONE_67").unwrap();
            assert!(!device.shots.is_empty());
            device.films.iter().map(|film| (film.name.clone(), film.state)).collect::<Vec<_>>()
        };
        let name = |name: &str, state| (name.to_owned(), state);
        let sent = [name("1.mp4", State::Keep), name("2.mp4", State::Upload), name("x.mp4", State::Live)];
        assert_eq!(shown(&wanted), sent);
        wanted.preview_wish.overwrite = true;
        assert_eq!(shown(&wanted)[2], name("x.mp4", State::Delete));
        wanted.previews.get_mut("en-US").unwrap().get_mut("IPHONE_67").unwrap().pop();
        wanted.preview_wish.overwrite = false;
        assert_eq!(shown(&wanted), [name("1.mp4", State::Keep), name("x.mp4", State::Live)]);
    }
}

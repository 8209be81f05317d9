//! What a run has gathered, as the page shows it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::of_films as films;
use super::{Device, Locale, Place, Preview, Problem, Severity, Shot, Spot, State, Text};
use crate::files::fields::{FIELDS, Owner};
use crate::plan::{Comparison, SetPlan, Step, Wanted};
use crate::store::{Page, RemoteSet, RemoteText, RemoteVersion};

/// The page of what is wanted beside what is there. `problems` are said as everywhere, with the file they are about.
pub(crate) fn preview(
    wanted: &Wanted,
    page: &Page,
    comparison: &Comparison,
    problems: Vec<(Severity, String)>,
) -> Preview {
    let version = page.version.as_ref().or(page.previous.as_ref());
    let primary = page.app.attributes.primary_locale.clone().unwrap_or_default();
    let mut codes = page.info.iter().flat_map(|info| info.texts.keys()).cloned().collect::<Vec<_>>();
    codes.extend(version.into_iter().flat_map(|version| version.texts.keys()).cloned());
    codes.extend(
        wanted
            .metadata
            .version
            .keys()
            .chain(wanted.screenshots.keys())
            .chain(wanted.previews.keys())
            .cloned(),
    );
    codes.sort_by_key(|code| (*code != primary, code.clone()));
    codes.dedup();
    let locales =
        codes.iter().map(|code| locale(code, wanted, page, version, comparison)).collect::<Vec<_>>();
    let problems = problems.into_iter().map(|(severity, text)| {
        let place = place(&text, &locales);
        Problem { severity, place, text }
    });
    Preview {
        app: page.app.attributes.name.clone().unwrap_or_default(),
        version: wanted.version.clone().or_else(|| Some(version?.version.clone())).unwrap_or_default(),
        icon: None,
        problems: problems.collect(),
        locales,
    }
}

fn locale(
    code: &str,
    wanted: &Wanted,
    page: &Page,
    version: Option<&RemoteVersion>,
    comparison: &Comparison,
) -> Locale {
    let info = page.info.as_ref().and_then(|info| info.texts.get(code));
    let texts = version.and_then(|version| version.texts.get(code));
    let said = |there: Option<&RemoteText>, attribute: &str| {
        there.and_then(|there| there.attributes.get(attribute)).and_then(Value::as_str).map(str::to_owned)
    };
    let texts_of = FIELDS.iter().map(|field| {
        let (there, side) = match field.owner {
            Owner::Info => (info, &wanted.metadata.info),
            Owner::Version => (texts, &wanted.metadata.version),
        };
        Text {
            field: field.file.to_owned(),
            live: said(there, field.attribute),
            new: side.get(code).and_then(|texts| texts.get(field.attribute)).cloned(),
            limit: field.longest,
        }
    });
    Locale {
        code: code.to_owned(),
        is_new: info.is_none() && texts.is_none(),
        texts: texts_of.filter(|text| text.live.is_some() || text.new.is_some()).collect(),
        devices: devices(code, wanted, version, comparison),
    }
}

fn devices(
    code: &str,
    wanted: &Wanted,
    version: Option<&RemoteVersion>,
    comparison: &Comparison,
) -> Vec<Device> {
    let remote = version.and_then(|version| version.sets.get(code));
    let mut sets = BTreeMap::<&String, Vec<Shot>>::new();
    for (kind, set) in remote.into_iter().flatten() {
        sets.insert(kind, live(set, wanted.screenshots.get(code).and_then(|kinds| kinds.get(kind.as_str()))));
    }
    for step in &comparison.steps {
        if let Step::Screenshots(plan) = step
            && plan.locale == code
        {
            sets.insert(&plan.kind, planned(plan, remote.and_then(|sets| sets.get(&plan.kind))));
        }
    }
    let shots = sets.into_iter().map(|(kind, shots)| (kind.clone(), shots));
    let mut devices = shots
        .map(|(kind, shots)| (kind.clone(), Device { kind, shots, films: Vec::new() }))
        .collect::<BTreeMap<_, _>>();
    for (kind, films) in films::of_locale(code, wanted, version, comparison) {
        devices.entry(kind.clone()).or_insert_with(|| Device { kind, ..Device::default() }).films = films;
    }
    devices.into_values().collect()
}

/// A set that stays as it is. What is in the files too has its picture from there.
fn live(set: &RemoteSet, files: Option<&Vec<crate::files::Shot>>) -> Vec<Shot> {
    let shots = set.shots.iter().map(|remote| {
        let is_it = |file: &&crate::files::Shot| !file.md5.is_empty() && file.md5 == remote.md5;
        let file = files.into_iter().flatten().find(is_it);
        Shot {
            name: remote.file_name.clone(),
            picture: file.map(|file| file.path.clone()),
            state: if file.is_some() { State::Keep } else { State::Live },
        }
    });
    shots.collect()
}

/// A set that changes.
fn planned(plan: &SetPlan, remote: Option<&RemoteSet>) -> Vec<Shot> {
    let files = plan.order.iter().map(|(file, there)| Shot {
        name: file.file_name(),
        picture: Some(file.path.clone()),
        state: if there.is_some() { State::Keep } else { State::Upload },
    });
    let named = |name: &str, state| Shot { name: name.to_owned(), picture: None, state };
    let shots = remote.map(|set| set.shots.as_slice()).unwrap_or_default();
    let others = shots.iter().filter(|shot| plan.others.contains(&shot.id));
    let others = others.map(|shot| named(&shot.file_name, State::Live));
    let deleted = plan.delete.iter().map(|gone| named(&gone.file_name, State::Delete));
    files.chain(others).chain(deleted).collect()
}

/// Where a problem is, by the file that its text names.
fn place(problem: &str, locales: &[Locale]) -> Option<Place> {
    let at = |locale: &Locale, spot| Some(Place { locale: locale.code.clone(), spot });
    for locale in locales {
        let folder = format!("/{}/", locale.code);
        let Some((_, file)) = problem.split_once(&folder) else {
            if problem.split_whitespace().next() == Some(locale.code.as_str()) {
                return at(locale, Spot::Locale);
            }
            continue;
        };
        if let Some(text) = FIELDS.iter().find(|field| file.starts_with(&format!("{}.txt", field.file))) {
            return at(locale, Spot::Text(text.file.to_owned()));
        }
        for device in &locale.devices {
            let films = device.films.iter().map(|film| &film.name);
            let mut names = device.shots.iter().map(|shot| &shot.name).chain(films);
            if let Some(name) = names.find(|name| file.starts_with(name.as_str())) {
                return at(locale, Spot::Shot(device.kind.clone(), name.clone()));
            }
        }
        return at(locale, Spot::Locale);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{compare, fixture};

    #[test]
    fn the_page_shows_what_the_plan_does() {
        let (wanted, page) = (fixture::wanted(), fixture::page());
        let comparison = compare(&wanted, &page);
        let problems = vec![
            (Severity::Error, "/p/fastlane/metadata/de-DE/subtitle.txt has 31 characters".to_owned()),
            (Severity::Warning, "something about all".to_owned()),
        ];
        let preview = preview(&wanted, &page, &comparison, problems);
        assert_eq!(preview.locales[0].code, "en-US", "the primary locale comes first");
        let german = preview.locales.iter().find(|locale| locale.code == "de-DE").unwrap();
        assert!(german.texts.iter().any(|text| text.field == "name" && text.new.is_some()));
        let shots = preview.locales[0].devices.iter().flat_map(|device| &device.shots);
        assert!(shots.clone().count() > 0 && shots.clone().all(|shot| shot.state == State::Upload));
        let place = preview.problems[0].place.clone().unwrap();
        assert_eq!((place.locale.as_str(), place.spot), ("de-DE", Spot::Text("subtitle".into())));
        assert_eq!(preview.problems[1].place, None);
    }
}

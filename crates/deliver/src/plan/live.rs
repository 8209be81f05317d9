//! A version that is on the store: what can still be changed of it.

use super::compare::Comparison;
use super::steps::{Edit, Step};

/// The texts that Apple takes at any time.
const OPEN: [&str; 1] = ["promotionalText"];

/// Leaves of the steps what Apple takes for a version on the store, and tells what is left out.
pub(super) fn only_open(comparison: Comparison) -> Comparison {
    let Comparison { steps, mut notices } = comparison;
    let (mut left, mut out) = (Vec::new(), Vec::new());
    for step in steps {
        match step {
            Step::Text(Edit { name, there: Some(there), changes }) => {
                let (open, closed): (Vec<_>, Vec<_>) =
                    changes.into_iter().partition(|(attribute, _)| OPEN.contains(&attribute.as_str()));
                out.extend(closed.into_iter().map(|(attribute, _)| format!("{attribute} ({name})")));
                if !open.is_empty() {
                    let changes = open.into_iter().collect();
                    left.push(Step::Text(Edit { name, there: Some(there), changes }));
                }
            }
            step if step.is_of_the_app_alone() => left.push(step),
            step => out.extend(closed(&step)),
        }
    }
    if !out.is_empty() {
        notices.push(format!(
            "left out, for Apple does not take it for a version on the store: {}",
            out.join(", ")
        ));
    }
    Comparison { steps: left, notices }
}

/// What a step would change, in words.
fn closed(step: &Step) -> Vec<String> {
    let of = |edit: &Edit| {
        let all =
            edit.changes.keys().map(|attribute| format!("{attribute} ({})", edit.name)).collect::<Vec<_>>();
        if all.is_empty() { vec![format!("the locale {}", edit.name)] } else { all }
    };
    match step {
        Step::Info(edit) | Step::Text(edit) | Step::Version(edit) => of(edit),
        Step::Categories(all) => all.keys().map(|name| (*name).to_owned()).collect(),
        Step::Review(_) => vec!["the review information".into()],
        Step::Attachments(_) => vec!["the attachments".into()],
        Step::AgeRating(_) => vec!["the age rating".into()],
        Step::Screenshots(set) => vec![format!("{} ({})", set.kind, set.locale)],
        Step::StartPhasedRelease | Step::DropPhasedRelease(_) => vec!["the phased release".into()],
        Step::Build(..) | Step::Compliance(..) => vec!["the build".into()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{names, settled};
    use super::super::{Target, compare};
    use super::*;

    #[test]
    fn only_the_promotional_text_of_a_live_version_is_changed() {
        let (mut wanted, mut page) = settled();
        let mut live = page.version.take().unwrap();
        live.state = "READY_FOR_DISTRIBUTION".into();
        page.previous = Some(live);
        wanted.target = Target::Live;
        wanted.version = None;
        wanted.metadata.copyright = Some("2027 Someone".into());
        let german = wanted.metadata.version.get_mut("de-DE").unwrap();
        german.insert("promotionalText", "Jetzt neu".into());
        german.insert("supportUrl", "https://example.com/hilfe".into());
        let comparison = compare(&wanted, &page);
        assert_eq!(names(&comparison.steps), ["text"]);
        let Step::Text(edit) = &comparison.steps[0] else { panic!("a text") };
        assert_eq!(edit.changes.keys().collect::<Vec<_>>(), ["promotionalText"]);
        let notice = comparison.notices.last().unwrap();
        assert!(notice.contains("supportUrl (de-DE)") && notice.contains("copyright (version)"), "{notice}");
    }

    #[test]
    fn without_a_version_on_the_store_the_one_in_preparation_is_edited() {
        let (mut wanted, page) = settled();
        wanted.target = Target::Live;
        wanted.metadata.copyright = Some("2027 Someone".into());
        let comparison = compare(&wanted, &page);
        assert_eq!(names(&comparison.steps), ["version"]);
        assert!(comparison.notices[0].contains("in preparation"), "{:?}", comparison.notices);
    }
}

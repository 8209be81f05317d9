//! Screenshots, set by set: the checksum decides what is the same.

use std::collections::{BTreeMap, BTreeSet};

use super::Wanted;
use super::steps::{Deleted, SetPlan, Step};
use crate::files::{Shot, Uploaded, platform_of_kind};
use crate::store::{Page, RemoteSet, RemoteShot, RemoteVersion};

/// Compares all sets.
pub(super) fn compare(
    wanted: &Wanted,
    page: &Page,
    there: Option<&RemoteVersion>,
    notices: &mut Vec<String>,
) -> Vec<Step> {
    let empty = BTreeMap::new();
    let (mut plans, mut elsewhere) = (Vec::new(), BTreeSet::new());
    for (locale, kinds) in &wanted.screenshots {
        let sets = there.and_then(|version| version.sets.get(locale)).unwrap_or(&empty);
        for (kind, shots) in kinds {
            if platform_of_kind(kind) == page.platform {
                plans.extend(set(locale, kind, shots, sets.get(*kind), wanted.overwrite_screenshots));
            } else {
                elsewhere.insert(*kind);
            }
        }
        if wanted.overwrite_screenshots {
            let rest = sets.iter().filter(|(kind, _)| !kinds.contains_key(kind.as_str()));
            plans.extend(rest.filter_map(|(kind, there)| set(locale, kind, &[], Some(there), true)));
        }
    }
    notices.extend(left_out("screenshots", &elsewhere, page));
    plans.into_iter().map(Step::Screenshots).collect()
}

/// What is said of sets of other platforms.
pub(super) fn left_out(what: &str, kinds: &BTreeSet<&str>, page: &Page) -> Option<String> {
    let names = kinds.iter().copied().collect::<Vec<_>>().join(", ");
    let about = &page.platform;
    (!kinds.is_empty())
        .then(|| format!("{what} of {names} are left out: this run is about {about}, see --platform"))
}

/// The plan of a set that turns out to be as `there`: what lists show of it may be old. `None` where nothing is to do.
/// The checksums of the files that may be among `there` are known.
pub(crate) fn planned_anew(plan: &SetPlan, shots: &[Shot], there: &RemoteSet) -> Option<SetPlan> {
    set(&plan.locale, &plan.kind, shots, Some(there), plan.overwrite)
}

/// Compares one set. What failed or never came whole is deleted: it would block a submission.
fn set(
    locale: &str,
    kind: &str,
    shots: &[Shot],
    set: Option<&RemoteSet>,
    overwrite: bool,
) -> Option<SetPlan> {
    let there = set.map_or(&[][..], |set| &set.shots);
    let mut rest = there.iter().collect::<Vec<_>>();
    let mut in_process = Vec::new();
    let mut order = Vec::new();
    for shot in shots {
        let place = rest.iter().position(|remote| is_same(shot, remote));
        let same = place.map(|place| rest.remove(place));
        in_process
            .extend(same.filter(|remote| remote.state == "UPLOAD_COMPLETE").map(|same| same.id.clone()));
        order.push((shot.clone(), same.map(|same| same.id.clone())));
    }
    let (stay, go) = rest.into_iter().partition::<Vec<_>, _>(|remote| is_whole(remote) && !overwrite);
    let deleted = |remote: &RemoteShot| Deleted {
        id: remote.id.clone(),
        file_name: remote.file_name.clone(),
        reason: if is_whole(remote) { "in no file".to_owned() } else { remote.state.to_lowercase() },
    };
    let delete = go.into_iter().map(deleted).collect::<Vec<_>>();
    let others = stay.into_iter().map(|remote| remote.id.clone()).collect::<Vec<_>>();
    let target = order.iter().filter_map(|(_, id)| id.as_ref()).chain(&others).collect::<Vec<_>>();
    let left = there.iter().map(|remote| &remote.id).filter(|id| target.contains(id)).collect::<Vec<_>>();
    let reorder = left != target;
    let plan = SetPlan {
        locale: locale.to_owned(),
        kind: kind.to_owned(),
        set: set.map(|set| set.id.clone()),
        order,
        in_process,
        overwrite,
        others,
        delete,
        reorder,
    };
    let idle = plan.uploads().next().is_none()
        && plan.in_process.is_empty()
        && plan.delete.is_empty()
        && !plan.reorder;
    (!idle).then_some(plan)
}

/// Whether Apple has all of it.
fn is_whole(remote: &RemoteShot) -> bool {
    matches!(remote.state.as_str(), "COMPLETE" | "UPLOAD_COMPLETE")
}

fn is_same(shot: &Shot, remote: &RemoteShot) -> bool {
    let RemoteShot { id, file_name, md5, size, .. } = remote;
    is_whole(remote) && shot.is(&Uploaded { id: id.as_str(), file_name, md5, size: *size })
}

#[cfg(test)]
mod tests {
    use spaceship::jsonapi::Id;

    use super::super::fixture::{remote_shot, shot};
    use super::*;

    fn there(shots: Vec<RemoteShot>) -> RemoteSet {
        RemoteSet { id: Id::new("SET"), shots }
    }

    fn plan(shots: &[Shot], remote: &RemoteSet, overwrite: bool) -> Option<SetPlan> {
        set("ja", "APP_IPHONE_67", shots, Some(remote), overwrite)
    }

    fn uploads(plan: &SetPlan) -> Vec<String> {
        plan.uploads().map(Shot::file_name).collect()
    }

    #[test]
    fn the_same_bytes_in_the_same_order_are_left_alone_whatever_their_names() {
        let remote = there(vec![remote_shot("A", "x.png", "aa"), remote_shot("B", "y.png", "bb")]);
        assert_eq!(plan(&[shot("1.png", "aa"), shot("2.png", "bb")], &remote, false), None);
    }

    #[test]
    fn only_what_is_new_is_sent_and_others_stay_behind_the_files() {
        let remote = there(vec![remote_shot("Z", "old.png", "zz"), remote_shot("A", "1.png", "aa")]);
        let plan = plan(&[shot("1.png", "aa"), shot("2.png", "bb")], &remote, false).unwrap();
        assert_eq!(uploads(&plan), ["2.png"]);
        assert_eq!((plan.others.len(), plan.delete.len(), plan.reorder), (1, 0, true));
    }

    #[test]
    fn overwriting_deletes_what_is_in_no_file() {
        let remote = there(vec![remote_shot("Z", "old.png", "zz"), remote_shot("A", "1.png", "aa")]);
        let plan = plan(&[shot("1.png", "aa")], &remote, true).unwrap();
        assert_eq!(plan.delete.iter().map(|gone| gone.reason.as_str()).collect::<Vec<_>>(), ["in no file"]);
        assert!(plan.others.is_empty() && !plan.reorder && uploads(&plan).is_empty());
    }

    #[test]
    fn what_failed_or_was_abandoned_goes_and_is_sent_again() {
        for state in ["FAILED", "AWAITING_UPLOAD"] {
            let mut broken = remote_shot("A", "1.png", "aa");
            broken.state = state.into();
            let plan = plan(&[shot("1.png", "aa")], &there(vec![broken]), false).unwrap();
            assert_eq!((plan.delete.len(), uploads(&plan)), (1, vec!["1.png".to_owned()]), "{state}");
        }
    }

    #[test]
    fn what_apple_looks_at_is_waited_for_and_not_sent_again() {
        let mut fresh = remote_shot("A", "1.png", "aa");
        fresh.state = "UPLOAD_COMPLETE".into();
        let plan = plan(&[shot("1.png", "aa")], &there(vec![fresh]), false).unwrap();
        assert!(uploads(&plan).is_empty() && plan.delete.is_empty() && plan.in_process.len() == 1);
    }

    #[test]
    fn a_checksum_that_is_not_there_yet_makes_no_double() {
        let remote = there(vec![remote_shot("A", "1.png", "")]);
        assert_eq!(plan(&[shot("1.png", "aa")], &remote, false), None);
        let other = plan(&[shot("2.png", "aa")], &remote, false).unwrap();
        assert_eq!((other.others.len(), other.delete.len()), (1, 0));
    }

    #[test]
    fn the_same_picture_twice_in_the_files_is_there_twice() {
        let remote = there(vec![remote_shot("A", "1.png", "aa")]);
        let plan = plan(&[shot("1.png", "aa"), shot("2.png", "aa")], &remote, false).unwrap();
        assert_eq!(uploads(&plan), ["2.png"]);
    }

    #[test]
    fn another_order_of_the_files_is_an_order_to_set() {
        let remote = there(vec![remote_shot("A", "1.png", "aa"), remote_shot("B", "2.png", "bb")]);
        let plan = plan(&[shot("1.png", "bb"), shot("2.png", "aa")], &remote, false).unwrap();
        assert!(plan.reorder && uploads(&plan).is_empty() && plan.delete.is_empty());
    }
}

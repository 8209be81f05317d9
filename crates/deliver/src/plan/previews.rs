//! App previews, set by set: the checksum decides what is the same.

use std::collections::{BTreeMap, BTreeSet};

use artifact::video::PreviewType;
use spaceship::jsonapi::Id;
use spaceship::resources::{AppPreview, AppPreviewSet};

use super::screenshots::left_out;
use super::steps::Step;
use super::{PreviewWish, Wanted};
use crate::files::Film;
use crate::frame::FrameTime;
use crate::store::{Page, RemotePreview, RemotePreviewSet, RemoteVersion};

/// What is done to the previews of one set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PreviewPlan {
    pub(crate) locale: String,
    pub(crate) kind: String,
    /// `None` where it is to be made.
    pub(crate) set: Option<Id<AppPreviewSet>>,
    /// The films of the files in their order, each with the preview at Apple that is the same.
    pub(crate) order: Vec<(Film, Option<Id<AppPreview>>)>,
    /// Those of them that Apple has and has not made a video of yet.
    pub(crate) in_process: Vec<Id<AppPreview>>,
    /// Those of them that get another frame than they have.
    pub(crate) frames: Vec<Reframed>,
    pub(crate) wish: PreviewWish,
    /// Those at Apple that are in no file and stay.
    pub(crate) others: Vec<Id<AppPreview>>,
    pub(crate) delete: Vec<DeletedPreview>,
    /// Whether the order at Apple has to be set although nothing is sent.
    pub(crate) reorder: bool,
}

/// A preview that is at Apple already and gets another frame.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reframed {
    pub(crate) id: Id<AppPreview>,
    pub(crate) file_name: String,
    /// The one that it has, in Apple's words.
    pub(crate) before: Option<String>,
}

/// A preview at Apple that goes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DeletedPreview {
    pub(crate) id: Id<AppPreview>,
    pub(crate) file_name: String,
    pub(crate) reason: String,
}

impl PreviewPlan {
    /// The films that are to be sent.
    pub(crate) fn uploads(&self) -> impl Iterator<Item = &Film> {
        self.order.iter().filter(|(_, id)| id.is_none()).map(|(film, _)| film)
    }

    fn is_idle(&self) -> bool {
        self.uploads().next().is_none()
            && self.in_process.is_empty()
            && self.frames.is_empty()
            && self.delete.is_empty()
            && !self.reorder
    }
}

/// Compares all sets.
pub(super) fn compare(
    wanted: &Wanted,
    page: &Page,
    there: Option<&RemoteVersion>,
    notices: &mut Vec<String>,
) -> Vec<Step> {
    let empty = BTreeMap::new();
    let wish = wanted.preview_wish;
    let (mut plans, mut elsewhere) = (Vec::new(), BTreeSet::new());
    for (locale, kinds) in &wanted.previews {
        let sets = there.and_then(|version| version.previews.get(locale)).unwrap_or(&empty);
        for (kind, films) in kinds {
            if is_of(kind, &page.platform) {
                plans.extend(set(wish, locale, kind, films, sets.get(*kind)));
            } else {
                elsewhere.insert(*kind);
            }
        }
        if wish.overwrite {
            let rest = sets.iter().filter(|(kind, _)| !kinds.contains_key(kind.as_str()));
            plans.extend(rest.filter_map(|(kind, there)| set(wish, locale, kind, &[], Some(there))));
        }
    }
    notices.extend(left_out("previews", &elsewhere, page));
    plans.into_iter().map(Step::Previews).collect()
}

fn is_of(kind: &str, platform: &str) -> bool {
    PreviewType::by_name(kind).is_some_and(|kind| kind.platform.api_name() == platform)
}

/// The plan for a set once more, for what stands in it now. Lists lag: what they did not show must not be sent again.
pub(crate) fn previews_anew(
    plan: &PreviewPlan,
    films: &[Film],
    there: &RemotePreviewSet,
) -> Option<PreviewPlan> {
    set(plan.wish, &plan.locale, &plan.kind, films, Some(there))
}

/// Compares one set. What failed or never came whole is deleted: it would block a submission.
fn set(
    wish: PreviewWish,
    locale: &str,
    kind: &str,
    films: &[Film],
    set: Option<&RemotePreviewSet>,
) -> Option<PreviewPlan> {
    let there = set.map_or(&[][..], |set| &set.previews);
    let mut rest = there.iter().collect::<Vec<_>>();
    let (mut order, mut same) = (Vec::new(), Vec::new());
    for film in films {
        let place = rest.iter().position(|remote| is_same(film, remote));
        let remote = place.map(|place| rest.remove(place));
        same.extend(remote);
        order.push((film.clone(), remote.map(|remote| remote.id.clone())));
    }
    let stays = |remote: &&RemotePreview| remote.is_whole() && !wish.overwrite;
    let (stay, go) = rest.into_iter().partition::<Vec<_>, _>(stays);
    let others = stay.into_iter().map(|remote| remote.id.clone()).collect::<Vec<_>>();
    let target = order.iter().filter_map(|(_, id)| id.as_ref()).chain(&others).collect::<Vec<_>>();
    let left = there.iter().map(|remote| &remote.id).filter(|id| target.contains(id)).collect::<Vec<_>>();
    let plan = PreviewPlan {
        locale: locale.to_owned(),
        kind: kind.to_owned(),
        set: set.map(|set| set.id.clone()),
        in_process: same.iter().filter(|same| !same.is_complete()).map(|same| same.id.clone()).collect(),
        frames: wish.frame.map(|frame| reframed(frame, &same)).unwrap_or_default(),
        wish,
        reorder: left != target,
        others,
        order,
        delete: go.into_iter().map(deleted).collect(),
    };
    (!plan.is_idle()).then_some(plan)
}

/// What has another frame than the one that the user asked for.
fn reframed(frame: FrameTime, there: &[&RemotePreview]) -> Vec<Reframed> {
    let other = there.iter().filter(|remote| {
        remote.frame.as_deref().and_then(|text| text.parse::<FrameTime>().ok()) != Some(frame)
    });
    let one = |remote: &&RemotePreview| Reframed {
        id: remote.id.clone(),
        file_name: remote.file_name.clone(),
        before: remote.frame.clone(),
    };
    other.map(one).collect()
}

fn deleted(remote: &RemotePreview) -> DeletedPreview {
    DeletedPreview {
        id: remote.id.clone(),
        file_name: remote.file_name.clone(),
        reason: if remote.is_whole() { "in no file".to_owned() } else { remote.state.to_lowercase() },
    }
}

/// Apple may tell the checksum late; then name and size decide, for sending a film again would double it.
fn is_same(film: &Film, remote: &RemotePreview) -> bool {
    if !remote.is_whole() {
        return false;
    }
    if remote.md5.is_empty() {
        return remote.size == Some(film.size) && remote.file_name == film.file_name();
    }
    remote.md5 == film.md5
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{film, page, remote_preview};
    use super::super::{compare as compare_all, preflight};
    use super::*;

    fn wanted(films: Vec<Film>) -> Wanted {
        let previews = BTreeMap::from([("ja".to_owned(), BTreeMap::from([("IPHONE_67", films)]))]);
        Wanted { previews, ..Wanted::default() }
    }

    fn plan(wanted: &Wanted, remote: Vec<RemotePreview>) -> Option<PreviewPlan> {
        let there = RemotePreviewSet { id: Id::new("SET"), previews: remote };
        set(wanted.preview_wish, "ja", "IPHONE_67", &wanted.previews["ja"]["IPHONE_67"], Some(&there))
    }

    fn uploads(plan: &PreviewPlan) -> Vec<String> {
        plan.uploads().map(Film::file_name).collect()
    }

    #[test]
    fn the_same_bytes_in_the_same_order_are_left_alone_whatever_their_names() {
        let wanted = wanted(vec![film("1.mp4", "aa"), film("2.mp4", "bb")]);
        let remote = vec![remote_preview("A", "x.mp4", "aa"), remote_preview("B", "y.mp4", "bb")];
        assert_eq!(plan(&wanted, remote), None);
    }

    #[test]
    fn what_is_new_is_sent_and_what_is_in_no_file_stays_unless_overwriting() {
        let mut wanted = wanted(vec![film("1.mp4", "aa"), film("2.mp4", "bb")]);
        let remote = vec![remote_preview("Z", "old.mp4", "zz"), remote_preview("A", "1.mp4", "aa")];
        let stays = plan(&wanted, remote.clone()).unwrap();
        assert_eq!(
            (uploads(&stays), stays.others.len(), stays.delete.len()),
            (vec!["2.mp4".to_owned()], 1, 0)
        );
        assert!(stays.reorder);
        wanted.preview_wish.overwrite = true;
        let goes = plan(&wanted, remote).unwrap();
        assert_eq!(
            (goes.others.len(), goes.delete[0].reason.as_str(), goes.reorder),
            (0, "in no file", false)
        );
    }

    #[test]
    fn what_a_list_did_not_show_is_not_sent_once_more() {
        let films = vec![film("1.mp4", "aa"), film("2.mp4", "bb")];
        let planned = plan(&wanted(films.clone()), Vec::new()).unwrap();
        let there = |previews| RemotePreviewSet { id: Id::new("SET"), previews };
        let first = there(vec![remote_preview("A", "1.mp4", "aa")]);
        assert_eq!(uploads(&previews_anew(&planned, &films, &first).unwrap()), ["2.mp4"]);
        let both = there(vec![remote_preview("A", "1.mp4", "aa"), remote_preview("B", "2.mp4", "bb")]);
        assert_eq!(previews_anew(&planned, &films, &both), None);
    }

    #[test]
    fn what_failed_or_was_abandoned_goes_and_is_sent_again() {
        for state in ["FAILED", "AWAITING_UPLOAD"] {
            let broken = RemotePreview { state: state.into(), ..remote_preview("A", "1.mp4", "aa") };
            let plan = plan(&wanted(vec![film("1.mp4", "aa")]), vec![broken]).unwrap();
            assert_eq!((plan.delete.len(), uploads(&plan)), (1, vec!["1.mp4".to_owned()]), "{state}");
        }
    }

    #[test]
    fn what_apple_makes_a_video_of_is_waited_for_and_not_sent_again() {
        for state in ["UPLOAD_COMPLETE", "PROCESSING"] {
            let fresh = RemotePreview { state: state.into(), ..remote_preview("A", "1.mp4", "") };
            let plan = plan(&wanted(vec![film("1.mp4", "aa")]), vec![fresh]).unwrap();
            assert!(uploads(&plan).is_empty() && plan.delete.is_empty() && plan.in_process.len() == 1);
        }
    }

    #[test]
    fn another_order_of_the_files_is_an_order_to_set() {
        let remote = vec![remote_preview("A", "1.mp4", "aa"), remote_preview("B", "2.mp4", "bb")];
        let plan = plan(&wanted(vec![film("1.mp4", "bb"), film("2.mp4", "aa")]), remote).unwrap();
        assert!(plan.reorder && uploads(&plan).is_empty() && plan.delete.is_empty());
    }

    #[test]
    fn the_frame_of_what_stays_is_set_only_where_it_is_asked_for_and_differs() {
        let mut wanted = wanted(vec![film("1.mp4", "aa"), film("2.mp4", "bb")]);
        let other = RemotePreview { frame: Some("00:00:09:00".into()), ..remote_preview("B", "2.mp4", "bb") };
        let remote = vec![remote_preview("A", "1.mp4", "aa"), other];
        assert_eq!(plan(&wanted, remote.clone()), None);
        wanted.preview_wish.frame = Some(FrameTime::USUAL);
        let plan = plan(&wanted, remote).unwrap();
        let [frame] = &*plan.frames else { panic!("one frame: {plan:?}") };
        assert_eq!((frame.file_name.as_str(), frame.before.as_deref()), ("2.mp4", Some("00:00:09:00")));
    }

    #[test]
    fn three_in_a_set_count_what_stays_at_apple() {
        let found = |films: usize, remote: usize, overwrite: bool| {
            let films = (0..films).map(|n| film(&format!("{n}.mp4"), &format!("n{n}"))).collect();
            let mut wanted = wanted(films);
            wanted.preview_wish.overwrite = overwrite;
            let mut page = page();
            let previews =
                (0..remote).map(|n| remote_preview(&format!("R{n}"), "r.mp4", &format!("r{n}"))).collect();
            let sets =
                BTreeMap::from([("IPHONE_67".to_owned(), RemotePreviewSet { id: Id::new("SET"), previews })]);
            page.version.as_mut().unwrap().previews.insert("ja".into(), sets);
            preflight(&wanted, &page, &compare_all(&wanted, &page))
        };
        assert_eq!(found(2, 1, false), [""; 0]);
        assert_eq!(found(3, 0, false), [""; 0]);
        assert!(found(2, 2, false)[0].contains("ja IPHONE_67 would have 4 previews, 2 of them in no file"));
        assert_eq!(found(3, 3, true), [""; 0]);
    }

    #[test]
    fn previews_of_another_platform_are_left_out_and_told() {
        let films = BTreeMap::from([("DESKTOP", vec![film("1.mp4", "aa")])]);
        let wanted = Wanted { previews: BTreeMap::from([("ja".to_owned(), films)]), ..Wanted::default() };
        let comparison = compare_all(&wanted, &page());
        assert!(comparison.steps.is_empty());
        assert!(comparison.notices[0].contains("previews of DESKTOP are left out"));
    }

    #[test]
    fn overwriting_empties_the_sets_that_no_file_is_for() {
        let mut wanted = wanted(Vec::new());
        wanted.preview_wish.overwrite = true;
        let mut page = page();
        let set = RemotePreviewSet { id: Id::new("SET"), previews: vec![remote_preview("A", "1.mp4", "aa")] };
        let sets = BTreeMap::from([("IPAD_97".to_owned(), set)]);
        page.version.as_mut().unwrap().previews.insert("ja".into(), sets);
        let steps = compare_all(&wanted, &page).steps;
        let [Step::Previews(plan)] = &*steps else { panic!("one step") };
        assert_eq!((plan.kind.as_str(), plan.delete.len()), ("IPAD_97", 1));
    }
}

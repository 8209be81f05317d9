//! The screenshots of a version as files, in fastlane's layout.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use console::Failure;
use futures::{StreamExt, TryStreamExt, stream};
use spaceship::upload::md5_of;

use super::folders::{LocaleFolders, unknown_locale};
use super::{Content, Item, Source, Standing};
use crate::files::{Record, below};
use crate::store::{RemoteShot, RemoteVersion};

/// The most files that are read at once.
const AT_ONCE: usize = 8;

/// A screenshot at Apple, and the file that it belongs into.
struct Target {
    path: PathBuf,
    address: String,
    original: String,
    size: u64,
}

/// The files for a folder, each compared with what is there, and what the user should know.
pub(crate) async fn pictures(source: &Source, root: &Path) -> Result<(Vec<Item>, Vec<String>), Failure> {
    let mut notices = Vec::new();
    let targets = targets(&source.version, root, &mut notices);
    let folders = targets.iter().filter_map(|target| target.path.parent()).collect::<BTreeSet<_>>();
    let there = checksums(folders.into_iter().flat_map(files).collect()).await?;
    Ok((compared(targets, there, &Record::read(root), root), notices))
}

/// Where every screenshot goes.
fn targets(version: &RemoteVersion, root: &Path, notices: &mut Vec<String>) -> Vec<Target> {
    let folders = ["", "appleTV", "iMessage"].map(|folder| LocaleFolders::of(&root.join(folder)));
    let [plain, television, messages] = &folders;
    let mut targets = Vec::new();
    for (locale, sets) in &version.sets {
        if sets.values().all(|set| set.shots.is_empty()) {
            continue;
        }
        notices.extend(unknown_locale(locale));
        for (kind, set) in sets {
            let folders = match kind.as_str() {
                "APP_APPLE_TV" => television,
                kind if kind.starts_with("IMESSAGE_") => messages,
                _ => plain,
            };
            let Some(folder) = folders.path(locale) else {
                notices.push(format!("{locale} is left out: a folder of that name means something else"));
                continue;
            };
            for (number, shot) in set.shots.iter().enumerate() {
                match target(&folder, kind, number, shot) {
                    Some(target) => targets.push(target),
                    None => notices.push(format!(
                        "{} of {locale} {kind} is left out: Apple has no picture of it, it is {}",
                        shot.file_name, shot.state
                    )),
                }
            }
        }
    }
    targets
}

/// The file of a screenshot, named as by fastlane: its place in the set, the kind, its place once more.
fn target(folder: &Path, kind: &str, number: usize, shot: &RemoteShot) -> Option<Target> {
    let picture = shot.picture.as_ref()?;
    let extension = Path::new(&shot.file_name).extension().unwrap_or_default().to_ascii_lowercase();
    // Apple renders either format, and keeps the letter of the name.
    let (extension, format) = match extension.to_str() {
        Some("jpg") => ("jpg", "jpg"),
        Some("jpeg") => ("jpeg", "jpg"),
        _ => ("png", "png"),
    };
    let name = signing::safe_file_name(&format!("{number}_{kind}_{number}"));
    let original = if shot.md5.is_empty() { shot.id.to_string() } else { shot.md5.clone() };
    let path = folder.join(format!("{name}.{extension}"));
    Some(Target { path, address: picture.address(format), original, size: shot.size.unwrap_or_default() })
}

/// The pictures of a folder, which may be missing.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_picture = |path: &PathBuf| {
        let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
        matches!(extension.to_str(), Some("png" | "jpg" | "jpeg")) && path.is_file()
    };
    entries.filter(is_picture).collect()
}

pub(super) async fn checksums(paths: Vec<PathBuf>) -> Result<BTreeMap<PathBuf, String>, Failure> {
    let all = stream::iter(paths).map(|path| async {
        let md5 = md5_of(&path).await?.md5;
        Ok::<_, Failure>((path, md5))
    });
    all.buffer_unordered(AT_ONCE).try_collect().await
}

/// Compares every screenshot with the files that are there. One whose bytes are in its folder under another name, as
/// the one that it was uploaded from, is there: fetched as well, it would be sent twice at the next delivery.
fn compared(
    targets: Vec<Target>,
    mut there: BTreeMap<PathBuf, String>,
    record: &Record,
    root: &Path,
) -> Vec<Item> {
    let holds = |path: &Path, md5: &str, original: &str| {
        let fetched = || record.fetched(&below(root, path))?.original(md5);
        md5 == original || fetched() == Some(original)
    };
    let in_place = |target: &Target| {
        there.get(&target.path).is_some_and(|md5| holds(&target.path, md5, &target.original))
    };
    let in_place = targets.iter().map(in_place).collect::<Vec<_>>();
    let taken = targets.iter().map(|target| there.remove(&target.path)).collect::<Vec<_>>();
    let mut items = Vec::new();
    for ((target, in_place), taken) in targets.into_iter().zip(in_place).zip(taken) {
        let elsewhere = || {
            let beside = |path: &Path| path.parent() == target.path.parent();
            let found = there.iter().find(|(path, md5)| beside(path) && holds(path, md5, &target.original));
            found.map(|(path, _)| path.clone())
        };
        let elsewhere = if in_place { None } else { elsewhere() };
        let standing = match (&elsewhere, taken) {
            (Some(_), _) => Standing::Same,
            (None, Some(_)) if in_place => Standing::Same,
            (None, Some(_)) => Standing::Differs(None),
            (None, None) => Standing::Missing,
        };
        // Each file stands for one screenshot: the same picture may be there twice.
        elsewhere.map(|path| there.remove(&path));
        let Target { path, address, original, size } = target;
        let content = Content::Picture { address, original, size };
        items.push(Item { path, what: "screenshot".into(), content, standing });
    }
    items
}

#[cfg(test)]
mod tests {
    use artifact::screenshots::{DISPLAY_TYPES, DisplayType};
    use spaceship::jsonapi::Id;

    use super::*;
    use crate::store::{Picture, RemoteSet};

    fn shot(name: &str, md5: &str) -> RemoteShot {
        let template = "https://example.com/x/{w}x{h}bb.{f}".to_owned();
        RemoteShot {
            id: Id::new("S1"),
            file_name: name.into(),
            md5: md5.into(),
            size: Some(1),
            state: "COMPLETE".into(),
            picture: Some(Picture { template, size: (1290, 2796) }),
        }
    }

    fn targets_of(shots: &[(&str, &str, RemoteShot)]) -> (Vec<Target>, Vec<String>) {
        let mut version = crate::plan::fixture::version();
        for (locale, kind, shot) in shots {
            let sets = version.sets.entry((*locale).to_owned()).or_default();
            let set = sets
                .entry((*kind).to_owned())
                .or_insert_with(|| RemoteSet { id: Id::new(*kind), shots: Vec::new() });
            set.shots.push(shot.clone());
        }
        let mut notices = Vec::new();
        (targets(&version, Path::new("s"), &mut notices), notices)
    }

    fn paths(targets: &[Target]) -> Vec<String> {
        targets.iter().map(|target| target.path.display().to_string()).collect()
    }

    #[test]
    fn the_layout_is_fastlanes() {
        let (targets, notices) = targets_of(&[
            ("de-DE", "APP_IPHONE_67", shot("a.png", "aa")),
            ("de-DE", "APP_IPHONE_67", shot("b.JPEG", "bb")),
            ("de-DE", "APP_APPLE_TV", shot("c.jpg", "cc")),
            ("de-DE", "IMESSAGE_APP_IPHONE_67", shot("d", "")),
        ]);
        assert!(notices.is_empty(), "{notices:?}");
        let expected = [
            "s/appleTV/de-DE/0_APP_APPLE_TV_0.jpg",
            "s/de-DE/0_APP_IPHONE_67_0.png",
            "s/de-DE/1_APP_IPHONE_67_1.jpeg",
            "s/iMessage/de-DE/0_IMESSAGE_APP_IPHONE_67_0.png",
        ];
        assert_eq!(paths(&targets), expected);
        assert_eq!(targets[2].address, "https://example.com/x/1290x2796bb.jpg");
        assert_eq!(targets[3].original, "S1");
    }

    #[test]
    fn every_kind_is_told_again_from_its_path_and_size() {
        for row in DISPLAY_TYPES {
            for kind in std::iter::once(row.name).chain(row.imessage_name) {
                let (targets, _) = targets_of(&[("ja", kind, shot("a.png", "aa"))]);
                for (width, height) in row.sizes {
                    assert_eq!(DisplayType::for_size(*width, *height, &targets[0].path), Some(kind));
                }
            }
        }
    }

    #[test]
    fn names_from_elsewhere_stay_in_the_folder_and_what_is_not_there_is_told() {
        let mut unseen = shot("x.png", "");
        (unseen.picture, unseen.state) = (None, "UPLOAD_COMPLETE".into());
        let (targets, notices) = targets_of(&[
            ("../..", "../APP", shot("a.png/../../b", "aa")),
            ("default", "APP_IPHONE_67", shot("a.png", "aa")),
            ("ja", "APP_IPHONE_67", unseen),
        ]);
        for target in &targets {
            let names =
                target.path.iter().map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>();
            assert_eq!(names.len(), 3, "{names:?}");
            assert!(names.iter().all(|name| name != ".."), "{names:?}");
        }
        assert_eq!(targets.len(), 1);
        assert!(notices.iter().any(|notice| notice.contains("UPLOAD_COMPLETE")), "{notices:?}");
        assert!(notices.iter().any(|notice| notice.starts_with("default is left out")), "{notices:?}");
    }

    fn standings(originals: &[&str], there: &[(&str, &str)], record: &Record) -> String {
        let target = |(number, original): (usize, &&str)| Target {
            path: format!("s/ja/{number}.png").into(),
            address: String::new(),
            original: (*original).to_owned(),
            size: 1,
        };
        let targets = originals.iter().enumerate().map(target).collect();
        let there = there.iter().map(|(path, md5)| (PathBuf::from(path), (*md5).to_owned())).collect();
        let word = |item: &Item| match item.standing {
            Standing::Missing => "missing",
            Standing::Same => "same",
            Standing::Differs(_) => "differs",
        };
        let all = compared(targets, there, record, Path::new("s"));
        all.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_there_under_any_name_is_not_fetched_again() {
        let none = Record::default();
        assert_eq!(standings(&["aa", "bb"], &[], &none), "missing missing");
        assert_eq!(
            standings(&["aa", "bb"], &[("s/ja/0.png", "aa"), ("s/ja/home.png", "bb")], &none),
            "same same"
        );
        assert_eq!(standings(&["aa"], &[("s/ja/0.png", "xx")], &none), "differs");
        assert_eq!(standings(&["aa"], &[("s/de-DE/0.png", "aa")], &none), "missing");
        assert_eq!(standings(&["aa", "aa"], &[("s/ja/home.png", "aa")], &none), "same missing");
        assert_eq!(standings(&["aa", "aa"], &[("s/ja/1.png", "aa")], &none), "missing same");
    }

    #[test]
    fn what_apple_rendered_anew_is_known_by_the_record() {
        let mut record = Record::default();
        record.note(Path::new("ja/0.png"), "aa".into(), "rendered".into());
        assert_eq!(standings(&["aa"], &[("s/ja/0.png", "rendered")], &record), "same");
        assert_eq!(standings(&["aa"], &[("s/ja/0.png", "edited")], &record), "differs");
        assert_eq!(standings(&["other"], &[("s/ja/0.png", "rendered")], &record), "differs");
    }
}

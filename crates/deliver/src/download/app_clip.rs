//! The header images of an App Clip's card as files: one in the folder of each locale.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use console::{Failure, exit};
use spaceship::Client;

use super::folders::{LocaleFolders, unknown_locale};
use super::pictures::{checksums, files};
use super::{Content, Item, Source, Standing};
use crate::files::{Record, below};
use crate::store::{Card, HeaderImage, missing, read_clip};

/// The files for a folder, each compared with what is there, and what the user should know.
///
/// # Errors
/// Where the app has no App Clip, or the version no card for it.
pub(crate) async fn header_images(
    client: &Client,
    source: &Source,
    root: &Path,
) -> Result<(Vec<Item>, Vec<String>), Failure> {
    let version = &source.version.resource.id;
    let clip = read_clip(client, &source.app.id, &source.platform, Some(version)).await?;
    let clip = clip.ok_or_else(missing)?;
    let Some(card) = clip.card.filter(|card| card.version == *version) else {
        let what = format!("version {} has no card for its App Clip", source.version.version);
        let hint = "deliver one, or name with --app-version or --use-live-version a version that has one";
        return Err(Failure::new(exit::NOT_FOUND, what).hint(hint));
    };
    let mut notices = Vec::new();
    let targets = targets(&card, root, &mut notices);
    let folders = targets.iter().filter_map(|target| target.path.parent().map(Path::to_owned));
    let default = root.join("default");
    let all = folders.chain([default.clone()]).flat_map(|folder| files(&folder)).collect();
    let there = Folder { root, default, record: Record::read(root), md5s: checksums(all).await? };
    Ok((targets.into_iter().map(|target| there.compared(target)).collect(), notices))
}

/// A header image at Apple, and the file that it belongs into.
struct Target {
    path: PathBuf,
    address: String,
    original: String,
    size: u64,
}

/// Where every header image goes.
fn targets(card: &Card, root: &Path, notices: &mut Vec<String>) -> Vec<Target> {
    let folders = LocaleFolders::of(root);
    let mut targets = Vec::new();
    for (locale, text) in &card.texts {
        let Some(image) = &text.image else { continue };
        let Some(folder) = folders.path(locale) else {
            notices.push(format!("{locale} is left out: a folder of that name means something else"));
            continue;
        };
        notices.extend(unknown_locale(locale));
        match target(&folder, image) {
            Some(target) => targets.push(target),
            None => notices.push(format!(
                "the header image of {locale} is left out: Apple has no picture of it, it is {}",
                image.state
            )),
        }
    }
    targets
}

/// The file of a header image: the picture that is in the folder, since a second one would be one too many, or
/// `header` with the letters of its name at Apple.
fn target(folder: &Path, image: &HeaderImage) -> Option<Target> {
    let picture = image.picture.as_ref()?;
    let named = Path::new(&image.file_name).extension().unwrap_or_default().to_ascii_lowercase();
    let new = folder.join(if named == "jpg" || named == "jpeg" { "header.jpg" } else { "header.png" });
    let path = files(folder).into_iter().min().unwrap_or(new);
    // Apple renders either format.
    let is_png = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png"));
    let address = picture.address(if is_png { "png" } else { "jpg" });
    let original = if image.md5.is_empty() { image.id.to_string() } else { image.md5.clone() };
    Some(Target { path, address, original, size: image.size.unwrap_or_default() })
}

/// What is there.
struct Folder<'a> {
    root: &'a Path,
    default: PathBuf,
    record: Record,
    md5s: BTreeMap<PathBuf, String>,
}

impl Folder<'_> {
    /// A locale without a picture of its own has that of `default`.
    fn compared(&self, target: Target) -> Item {
        let Target { path, address, original, size } = target;
        let own = self.md5s.get_key_value(&path);
        let default = || self.md5s.iter().find(|(path, _)| path.starts_with(&self.default));
        let standing = match own.or_else(default) {
            Some((path, md5)) if self.holds(path, md5, &original) => Standing::Same,
            _ if own.is_some() => Standing::Differs(None),
            _ => Standing::Missing,
        };
        Item {
            path,
            what: "header image".into(),
            content: Content::Picture { address, original, size },
            standing,
        }
    }

    fn holds(&self, path: &Path, md5: &str, original: &str) -> bool {
        let fetched = || self.record.fetched(&below(self.root, path))?.original(md5);
        md5 == original || fetched() == Some(original)
    }
}

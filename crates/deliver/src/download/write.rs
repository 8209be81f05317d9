//! Writing the files.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use artifact::image::{Format, ImageInfo};
use console::{Context, Failure, Progress, exit};
use futures::{StreamExt, stream};
use spaceship::Client;
use spaceship::upload::md5_of;

use super::{Content, Item, Standing};
use crate::files::{Record, below};

/// The largest picture that is fetched, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The most files that are written or fetched at once.
const AT_ONCE: usize = 8;

/// A picture that was fetched: its file, what tells the one that was once uploaded, the MD5 of the file.
type Fetched = (PathBuf, String, String);

/// Writes what is not there yet or differs. Pictures below `screenshots` that Apple rendered anew are remembered there.
///
/// # Errors
/// Where something could not be written or fetched: all of it is told, and the rest is done.
pub(crate) async fn write(
    context: &Context,
    client: &Client,
    items: &[Item],
    screenshots: &Path,
) -> Result<(), Failure> {
    let todo = items.iter().filter(|item| item.standing != Standing::Same);
    let (texts, pictures) = todo.partition::<Vec<_>, _>(|item| matches!(item.content, Content::Text { .. }));
    let mut failures = Vec::new();
    for item in texts {
        failures.extend(write_text(item).err());
    }
    if !pictures.is_empty() {
        let (fetched, failed) = fetch_all(context, client, &pictures).await;
        failures.extend(failed);
        let mut record = Record::read(screenshots);
        for (path, original, md5) in fetched {
            record.note(&below(screenshots, &path), original, md5);
        }
        record.write(screenshots)?;
    }
    match <[Failure; 1]>::try_from(failures) {
        Ok([only]) => Err(only),
        Err(failures) => failures.first().map_or(Ok(()), |first| {
            let what = format!("{} files could not be written", failures.len());
            let failure =
                Failure::new(first.exit_code, what).hint("run the command again; what was written stays");
            Err(failures.iter().fold(failure, |failure, one| failure.cause(one.message.clone())))
        }),
    }
}

fn write_text(item: &Item) -> Result<(), Failure> {
    let Content::Text { text, private, .. } = &item.content else { return Ok(()) };
    make_folder(&item.path)?;
    let write = if *private { signing::write_secret } else { signing::write_public };
    Ok(write(&item.path, text.as_bytes())?)
}

async fn fetch_all(context: &Context, client: &Client, items: &[&Item]) -> (Vec<Fetched>, Vec<Failure>) {
    let sizes =
        items.iter().map(|item| if let Content::Picture { size, .. } = item.content { size } else { 0 });
    let progress = context.ui.progress("fetching pictures", sizes.sum());
    let all = stream::iter(items.iter().map(|item| fetch(client, item, &progress)));
    let (mut fetched, mut failures) = (Vec::new(), Vec::new());
    for outcome in all.buffer_unordered(AT_ONCE).collect::<Vec<_>>().await {
        match outcome {
            Ok(one) => fetched.extend(one),
            Err(failure) => failures.push(failure),
        }
    }
    (fetched, failures)
}

/// Fetches a picture beside its place, looks at it, and puts it there.
async fn fetch(client: &Client, item: &Item, progress: &Progress) -> Result<Option<Fetched>, Failure> {
    let Content::Picture { address, original, size } = &item.content else { return Ok(None) };
    make_folder(&item.path)?;
    let mut beside = OsString::from(".");
    beside.push(item.path.file_name().unwrap_or_default());
    beside.push(".fetched");
    let beside = item.path.with_file_name(beside);
    let failed = |error: spaceship::Error| {
        Failure::from(error).context(format!("{} was not fetched", item.path.display()))
    };
    spaceship::download(client, address, &beside, LARGEST).await.map_err(failed)?;
    let placed = async {
        check(&beside, &item.path)?;
        let md5 = md5_of(&beside).await?.md5;
        fs::rename(&beside, &item.path).map_err(|error| unwritten(&item.path, &error))?;
        Ok(md5)
    };
    match placed.await {
        Ok(md5) => {
            progress.advance(*size);
            Ok(Some((item.path.clone(), original.clone(), md5)))
        }
        Err(failure) => {
            // It is of no use; where it cannot be removed, it is no picture by its name.
            let _ = fs::remove_file(&beside);
            Err(failure)
        }
    }
}

/// Whether what came is the kind of picture that its name will say.
fn check(fetched: &Path, place: &Path) -> Result<(), Failure> {
    let promised = place.extension().and_then(|extension| Format::from_extension(extension.to_str()?));
    match ImageInfo::read(fetched) {
        Ok(image) if Some(image.format) == promised => Ok(()),
        Ok(image) => Err(Failure::new(
            exit::FAILED,
            format!("what Apple gave for {} is a .{}", place.display(), image.format.extension()),
        )),
        Err(_) => {
            Err(Failure::new(exit::FAILED, format!("what Apple gave for {} is no picture", place.display())))
        }
    }
}

fn make_folder(path: &Path) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::new(exit::FAILED, format!("cannot write {}", path.display())).cause(error.to_string())
}

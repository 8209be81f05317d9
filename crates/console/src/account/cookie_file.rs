//! The file of a session, where fastlane keeps it and in its format: a session made by either serves both.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use spaceship::session::CookieJar;

use crate::environment::Environment;
use crate::exit;
use crate::failure::Failure;

/// More than any session has; what is longer is not even read.
const LONGEST: u64 = 300 * 1024;

/// Where the session of an Apple ID is kept: `SPACESHIP_COOKIE_PATH/spaceship/<Apple ID>/cookie`, or below
/// `~/.fastlane`. fastlane goes on to folders that anybody may write to; here a session is then not kept.
pub(super) fn place(environment: &Environment, apple_id: &str) -> Result<PathBuf, Failure> {
    let folder = folder(environment).ok_or_else(|| {
        Failure::new(exit::FAILED, "there is no place for the session: HOME is not set")
            .hint("set SPACESHIP_COOKIE_PATH to a folder of your own")
    })?;
    Ok(folder.join(apple_id).join("cookie"))
}

fn folder(environment: &Environment) -> Option<PathBuf> {
    match environment.get("SPACESHIP_COOKIE_PATH") {
        Some(path) => Some(Path::new(path).join("spaceship")),
        None => Some(environment.home()?.join(".fastlane").join("spaceship")),
    }
}

/// The Apple ID whose session is the only one that is kept.
pub(super) fn only_account(environment: &Environment) -> Option<String> {
    let entries = fs::read_dir(folder(environment)?).ok()?.filter_map(Result::ok);
    let mut accounts = entries.filter(|entry| entry.path().join("cookie").is_file());
    let only = accounts.next().filter(|_| accounts.next().is_none())?;
    only.file_name().into_string().ok()
}

/// The cookies in the file; nothing where there is no file.
pub(super) fn load(path: &Path) -> Result<Option<CookieJar>, Failure> {
    let unreadable = |error: io::Error| {
        Failure::invalid(format!("cannot read {}", path.display())).cause(error.to_string())
    };
    let file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text).map_err(unreadable)?;
    let jar = CookieJar::from_fastlane(&SecretString::from(text)).map_err(|error| {
        Failure::from(error)
            .context(format!("the session in {} cannot be used", path.display()))
            .hint("remove the file, or write another session over it with `spaceship login`")
    })?;
    Ok(Some(jar))
}

/// Writes the cookies, for the owner's eyes only.
pub(super) fn save(path: &Path, jar: &CookieJar) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        private_folder(folder).map_err(|error| {
            let what = format!("the folder {} cannot be made", folder.display());
            Failure::new(exit::FAILED, what).cause(error.to_string())
        })?;
    }
    Ok(signing::write_secret(path, jar.to_fastlane().expose_secret().as_bytes())?)
}

/// Removes the file, and the folder of the account with it; false where there was none.
pub(super) fn remove(path: &Path) -> Result<bool, Failure> {
    match fs::remove_file(path) {
        Ok(()) => {
            // What else may lie in the folder is not ours, and then it stays.
            let _ = path.parent().map(fs::remove_dir);
            Ok(true)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => {
            Err(Failure::new(exit::FAILED, format!("cannot remove {}", path.display()))
                .cause(error.to_string()))
        }
    }
}

/// Makes a folder, and those above it, that only the owner may enter.
pub(super) fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_fastlanes() {
        let environment = Environment::from([("HOME", "/home/jane")]);
        let place_of = |environment: &Environment| place(environment, "jane@example.com").unwrap();
        assert_eq!(
            place_of(&environment),
            Path::new("/home/jane/.fastlane/spaceship/jane@example.com/cookie")
        );
        let environment = Environment::from([("HOME", "/home/jane"), ("SPACESHIP_COOKIE_PATH", "/c")]);
        assert_eq!(place_of(&environment), Path::new("/c/spaceship/jane@example.com/cookie"));
        assert!(place(&Environment::default(), "jane@example.com").is_err());
    }

    #[test]
    fn the_only_session_names_its_account() {
        let home = tempfile::tempdir().unwrap();
        let environment = Environment::from([("HOME", home.path().to_str().unwrap())]);
        assert_eq!(only_account(&environment), None);
        let save =
            |apple_id: &str| save(&place(&environment, apple_id).unwrap(), &CookieJar::default()).unwrap();
        save("jane@example.com");
        assert_eq!(only_account(&environment).as_deref(), Some("jane@example.com"));
        save("joe@example.com");
        assert_eq!(only_account(&environment), None);
        let path = place(&environment, "joe@example.com").unwrap();
        assert!(load(&path).unwrap().unwrap().is_empty());
        assert!(remove(&path).unwrap() && !remove(&path).unwrap());
        assert_eq!(load(&path).unwrap().map(|_| ()), None);
        assert_eq!(only_account(&environment).as_deref(), Some("jane@example.com"));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("spaceship/jane@example.com/cookie");
        save(&path, &CookieJar::default()).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }

    #[test]
    fn a_file_that_is_no_session_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cookie");
        for text in [String::from("nonsense"), "x".repeat(10_000_000)] {
            fs::write(&path, text).unwrap();
            let failure = load(&path).unwrap_err();
            assert_eq!(failure.exit_code, exit::INVALID);
            assert!(failure.message.contains("cookie"), "{failure}");
        }
    }
}

//! What is published beside the archives: sums, installer, Dockerfile, Homebrew formula.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{archive, put};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A target that Homebrew installs for, as the blocks of a formula name it.
const HOMEBREW: [(&str, &str, &str); 4] = [
    ("aarch64-apple-darwin", "on_macos", "on_arm"),
    ("x86_64-apple-darwin", "on_macos", "on_intel"),
    ("aarch64-unknown-linux-musl", "on_linux", "on_arm"),
    ("x86_64-unknown-linux-musl", "on_linux", "on_intel"),
];

/// Writes it for all archives of this version that are in `output`. The formula needs to know where they will be.
pub(super) fn publish(root: &Path, output: &Path, url: Option<&str>) -> Result<(), String> {
    let template = |name: &str| {
        let file = root.join("packaging").join(name);
        fs::read_to_string(&file).map_err(|error| format!("cannot read {}: {error}", file.display()))
    };
    let url = url.unwrap_or_default().trim_end_matches('/');
    if let Some(wrong) = url.chars().find(|letter| !is_of_url(*letter)) {
        return Err(format!("--url has `{wrong}` in it, which belongs into no address"));
    }
    let filled = |text: String| text.replace("@VERSION@", VERSION).replace("@URL@", url);
    let installer = output.join("install.sh");
    put(&installer, &filled(template("install.sh")?))?;
    executable(&installer)?;
    put(&output.join("Dockerfile"), &filled(template("Dockerfile")?))?;
    let sums = sums(output)?;
    if !url.is_empty() {
        let formula = filled(template("gantry.rb")?).replace("@ARCHIVES@", &archives(&sums, url));
        put(&output.join("gantry.rb"), &formula)?;
    }
    put(&output.join("SHA256SUMS"), &sums)
}

/// The characters of an address that stand for themselves in a shell's quotes and in Ruby's.
fn is_of_url(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "-._~:/@%+=&?,".contains(letter)
}

/// The sums of the archives and bills of this version.
fn sums(output: &Path) -> Result<String, String> {
    let mut all = String::new();
    for file in archive::files_below(output)? {
        let name = file.to_string_lossy();
        let beginning = format!("gantry-{VERSION}-");
        if name.starts_with(&beginning) && (name.ends_with(".tar.gz") || name.ends_with(".cdx.json")) {
            // Writing to a String cannot fail.
            let _ = writeln!(all, "{}  {name}", archive::sum(&output.join(&file))?);
        }
    }
    Ok(all)
}

/// The blocks of the formula that say which archive is for which machine.
fn archives(sums: &str, url: &str) -> String {
    let mut text = String::new();
    for (target, system, processor) in HOMEBREW {
        let name = format!("gantry-{VERSION}-{target}.tar.gz");
        let found = sums.lines().filter_map(|line| line.split_once("  ")).find(|(_, file)| *file == name);
        if let Some((sum, _)) = found {
            let lines = [
                format!("  {system} do"),
                format!("    {processor} do"),
                format!("      url \"{url}/{name}\""),
                format!("      sha256 \"{sum}\""),
                "    end".to_owned(),
                "  end\n\n".to_owned(),
            ];
            text.push_str(&lines.join("\n"));
        }
    }
    text.trim_end_matches('\n').to_owned() + "\n"
}

#[cfg(unix)]
fn executable(file: &Path) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
        .map_err(|error| format!("cannot make {} executable: {error}", file.display()))
}

#[cfg(not(unix))]
fn executable(_: &Path) -> Result<(), String> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_formula_name_every_archive_of_this_version() {
        let folder = tempfile::tempdir().unwrap();
        let one = format!("gantry-{VERSION}-x86_64-unknown-linux-musl.tar.gz");
        let other = format!("gantry-{VERSION}-aarch64-apple-darwin.tar.gz");
        for name in
            [one.as_str(), other.as_str(), "gantry-0.0.0-x86_64-unknown-linux-musl.tar.gz", "notes.txt"]
        {
            fs::write(folder.path().join(name), "abc").unwrap();
        }
        publish(&crate::root(), folder.path(), Some("https://example.com/gantry/")).unwrap();
        let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let sums = text("SHA256SUMS");
        let names = sums.lines().map(|line| line.split_once("  ").unwrap().1).collect::<Vec<_>>();
        assert_eq!(names, [other.as_str(), one.as_str()]);
        let formula = text("gantry.rb");
        assert!(formula.contains(&format!("url \"https://example.com/gantry/{one}\"")), "{formula}");
        assert_eq!(formula.matches("sha256 \"ba7816bf").count(), 2, "{formula}");
        for name in ["gantry.rb", "install.sh", "Dockerfile"] {
            assert!(!text(name).contains("@VERSION@") && !text(name).contains("@URL@"), "{name}");
        }
        assert!(!formula.contains("@ARCHIVES@"));
    }

    #[test]
    fn an_address_cannot_break_out_of_its_quotes() {
        let folder = tempfile::tempdir().unwrap();
        for url in ["https://example.com/'$(id)'", "https://example.com/\"#{`id`}", "https://example.com/\n"]
        {
            assert!(publish(&crate::root(), folder.path(), Some(url)).is_err(), "{url}");
        }
    }
}

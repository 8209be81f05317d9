//! The book: its commands are run in the order of each chapter, its data is read, its links lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::json;
use testkit::sample::Sample;
use tests::World;
use tests::book::{Block, blocks, links, said};
use tests::gitlab::{GitLab, TOKEN};

/// The chapters with commands. Each is a reader at one terminal: a command finds what those before it left.
macro_rules! chapters {
    ($($name:ident: $file:literal,)*) => {
        const RUN: &[&str] = &[$($file),*];
        $(#[test]
        fn $name() {
            run($file);
        })*
    };
}

chapters! {
    a_first_release: "first-release.md",
    coming_from_fastlane: "migration.md",
    credentials: "credentials.md",
    the_chapter_of_cert: "cert.md",
    the_chapter_of_sigh: "sigh.md",
    the_chapter_of_pilot: "pilot.md",
    the_chapter_of_deliver: "deliver.md",
    the_chapter_of_spaceship: "spaceship.md",
    the_chapter_of_the_simulator: "simulator.md",
    rehearsals: "testing.md",
    programs: "json.md",
    many_apps: "many-apps.md",
    flows: "flows.md",
    gitlab: "gitlab.md",
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

/// Every page of the book, by its name below `docs`.
fn pages() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for folder in ["", "reference"] {
        for entry in fs::read_dir(docs().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.strip_prefix(docs()).unwrap().display().to_string();
                pages.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    pages
}

#[test]
fn every_command_of_the_book_is_run_somewhere() {
    for (name, text) in pages() {
        let elsewhere = said(&text, "tested by");
        if let Some(file) = elsewhere {
            assert!(docs().join("..").join(file).is_file(), "{name}: there is no {file}");
        }
        for block in blocks(&text) {
            let place = format!("docs/{name}:{}", block.line);
            let known = RUN.contains(&name.as_str()) || elsewhere.is_some();
            match block.language.as_str() {
                "sh" if block.is("norun") => {
                    let reason = block.comment.as_deref().and_then(|comment| comment.strip_prefix("norun: "));
                    assert!(reason.is_some_and(|reason| reason.len() > 10), "{place}: say why it is not run");
                }
                "sh" => {
                    assert!(known, "{place}: the chapter stands neither in `chapters!` nor says `tested by`");
                }
                "rust" => {
                    let compiled = format!("docs/{name}\")]");
                    let list = include_str!("../../src/book.rs");
                    assert!(
                        list.contains(&compiled),
                        "{place}: tests/src/book.rs does not compile the chapter"
                    );
                }
                "" => assert!(elsewhere.is_some(), "{place}: say the block's language; `text` for none"),
                _ => {}
            }
        }
    }
}

#[test]
fn data_of_the_book_can_be_read() {
    for (name, text) in pages() {
        for block in blocks(&text) {
            let wrong = match block.language.as_str() {
                "json" => serde_json::from_str::<serde_json::Value>(&block.text)
                    .err()
                    .map(|error| error.to_string()),
                "toml" => block.text.parse::<toml_edit::DocumentMut>().err().map(|error| error.to_string()),
                "yaml" => saphyr_parser::Parser::new_from_str(&block.text)
                    .find_map(Result::err)
                    .map(|error| error.to_string()),
                _ => None,
            };
            assert_eq!(wrong, None, "docs/{name}:{}", block.line);
        }
    }
}

#[test]
fn links_lead_somewhere_and_the_contents_name_every_page() {
    let pages = pages();
    let mut named = BTreeSet::new();
    for (name, text) in &pages {
        for target in links(text).into_iter().filter(|target| !target.contains("://")) {
            let path = docs().join(name).parent().unwrap().join(target);
            assert!(path.exists(), "docs/{name}: {target} does not exist");
            if name == "SUMMARY.md" {
                named.insert(target.to_owned());
            }
        }
    }
    let unnamed =
        pages.iter().map(|(name, _)| name).filter(|name| *name != "SUMMARY.md" && !named.contains(*name));
    assert_eq!(unnamed.collect::<Vec<_>>(), Vec::<&String>::new(), "SUMMARY.md does not name them");
}

#[test]
fn every_message_that_trouble_shooting_explains_is_one_of_ours() {
    let mut sources = String::new();
    let mut folders = vec![docs().join("../crates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources += &fs::read_to_string(path).unwrap();
            }
        }
    }
    // A text that is wrapped in the source is one line to the user.
    let wrapped = sources.split("\\\n").map(str::trim_start).collect::<String>();
    let chapter = fs::read_to_string(docs().join("troubleshooting.md")).unwrap();
    let messages = chapter.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`'));
    let messages = messages.collect::<Vec<_>>();
    assert!(messages.len() > 10, "{messages:?}");
    for message in messages {
        for part in message.split('…').map(str::trim).filter(|part| !part.is_empty()) {
            assert!(wrapped.contains(part), "no source says `{part}`, of `{message}`");
        }
    }
}

/// Runs a chapter's commands in one shell, in a world of its own.
fn run(name: &str) {
    let path = docs().join(name);
    let chapter = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let blocks = blocks(&chapter);
    let world = World::start();
    let gitlab = GitLab::start();
    let mut variables = BTreeMap::from([("CI_SERVER_URL", gitlab.url()), ("GITLAB_TOKEN", TOKEN)]);
    let issuer = world.simulator().environment().get("APP_STORE_CONNECT_API_KEY_ISSUER_ID");
    variables.extend(issuer.map(|issuer| ("ISSUER_ID", issuer.as_str())));
    prepare(&world, said(&chapter, "world").unwrap_or_default(), &blocks);
    let output = shell(&world, &script(name, &blocks), &variables);
    for (block, shown) in blocks.iter().zip(outputs(&output, blocks.len())) {
        if block.language == "text" && block.is("shown") {
            compare(&format!("docs/{name}:{}", block.line), &block.text, &shown);
        }
    }
}

/// Makes what a chapter begins with.
fn prepare(world: &World, words: &str, blocks: &[Block]) {
    let sample = Sample::default().payload_bytes(300_000);
    for word in words.split_whitespace() {
        match word {
            "sample" => {
                sample.write_metadata(&world.project()).unwrap();
                sample.write_screenshots(&world.project()).unwrap();
                sample.write_appfile(&world.project()).unwrap();
            }
            "ipa" => sample.write_ipa(&world.path("build/Demo.ipa")).unwrap(),
            "signed" => world.sign(),
            "built" => world.build(sample.clone()),
            "uploaded" => {
                let arguments =
                    ["upload", "--ipa", "build/Demo.ipa", "--groups", "Friends", "--changelog", "New."];
                let _ = world.tool("pilot").args(arguments).run().success();
            }
            "apps" => apps(world, blocks),
            "flow" => crate::flows::describe(world, &crate::flows::build_command("0")),
            "gitlab" => {
                let keys = fs::read_dir(world.simulator().keys()).unwrap().filter_map(Result::ok);
                let key =
                    keys.map(|key| key.path()).find(|key| key.extension().is_some_and(|end| end == "p8"));
                let key = key.unwrap();
                fs::copy(&key, world.project().join(key.file_name().unwrap())).unwrap();
            }
            // Such as in a chapter that starts a simulator of its own.
            "bare" => {}
            other => panic!("no world is known by `{other}`"),
        }
    }
}

/// The apps of the chapter's own gantry.toml, with a text each.
fn apps(world: &World, blocks: &[Block]) {
    let listed = blocks.iter().find(|block| block.language == "toml").unwrap();
    fs::write(world.path("gantry.toml"), &listed.text).unwrap();
    fs::create_dir(world.path("keys")).unwrap();
    fs::copy(world.simulator().keys().join("api_key.json"), world.path("keys/team.json")).unwrap();
    for name in ["tides", "waves"] {
        world.simulator().add_app(&json!({ "bundle_id": format!("com.example.{name}"), "name": name }));
        let texts = world.path(format!("apps/{name}/fastlane/metadata/en-US"));
        fs::create_dir_all(&texts).unwrap();
        fs::write(texts.join("description.txt"), format!("All about {name}.")).unwrap();
    }
}

const MARK: &str = "== block ";

/// All blocks as one script. What comes before a block's mark belongs to the block before.
fn script(name: &str, blocks: &[Block]) -> String {
    let mut script = String::from("trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\nset -u\n");
    for (number, block) in blocks.iter().enumerate() {
        let place = format!("docs/{name}:{}", block.line);
        let _ = writeln!(script, "echo '{MARK}{number}, {place}'");
        if block.language != "sh" || block.is("norun") {
            continue;
        }
        let _ = match block.exit_code() {
            // Each command of the block, not only the last.
            0 => write!(script, "set -e\n{}set +e\n", block.text),
            wanted => {
                let complaint = format!("echo '{place} ended with code' $code 'not {wanted}'; exit 1");
                write!(script, "{}code=$?\n[ $code -eq {wanted} ] || {{ {complaint}; }}\n", block.text)
            }
        };
    }
    script
}

fn shell(world: &World, script: &str, variables: &BTreeMap<&str, &str>) -> String {
    let file = world.home().join("chapter.sh");
    fs::write(&file, script).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
    let binaries = testkit::binary("cert").parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(binaries).chain(std::env::split_paths(&path))).unwrap();
    // Both go to one place, as at a terminal.
    let mut command = Command::new("bash");
    command
        .args(["-c", "exec bash \"$0\" 2>&1"])
        .arg(&file)
        .current_dir(world.project())
        .env_clear()
        .env("PATH", path)
        .env("HOME", world.home())
        .env("TMPDIR", world.home())
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null());
    for (name, value) in world.simulator().environment() {
        command.env(name, value);
    }
    command.envs(variables);
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    world.keep_said(&said);
    assert!(output.status.success(), "{said}");
    said
}

/// What each block printed; a block that is not run has what the one before it printed.
fn outputs(said: &str, count: usize) -> Vec<String> {
    let parts =
        said.split(MARK).skip(1).map(|part| part.split_once('\n').map_or("", |(_, text)| text).to_owned());
    let mut last = String::new();
    let all = parts.map(|part| {
        if !part.is_empty() {
            last = part;
        }
        last.clone()
    });
    all.take(count).collect()
}

/// Each line that the book shows was printed, with anything at all where it has `…`.
fn compare(place: &str, shown: &str, printed: &str) {
    for line in shown.lines().filter(|line| !matches!(line.trim(), "" | "…")) {
        let fits = |candidate: &str| {
            let mut rest = candidate;
            line.trim().split('…').all(|part| match rest.find(part) {
                Some(at) => {
                    rest = &rest[at + part.len()..];
                    true
                }
                None => false,
            })
        };
        assert!(printed.lines().any(fits), "{place}: `{line}` was not printed:\n{printed}");
    }
}

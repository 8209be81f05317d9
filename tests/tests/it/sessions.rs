//! Apple ID sessions: signing in at a terminal, handing over to CI, dying, and what cannot be used.

use testkit::Tool;
use tests::terminal::Terminal;
use tests::{World, secrets};

const JANE: &str = "jane@example.com";
const PASSWORD: &str = "Pass wörd: 1";

fn world(words: &str) -> World {
    World::with(&["--apple-id", &format!("{JANE}:{words}:{PASSWORD}")])
}

/// A tool that finds the simulator, and neither key nor password.
fn tool(world: &World, name: &str) -> Tool {
    let tool = world.bare_tool(name).env("SPACESHIP_ENDPOINT", world.simulator().endpoint());
    // The keychain of the system outlives a world.
    tool.env("FASTLANE_DONT_STORE_PASSWORD", "1")
}

fn code(world: &World) -> String {
    world.simulator().two_factor_codes()[0]["code"].as_str().expect("a code was sent").to_owned()
}

fn other(code: &str) -> String {
    code.chars().map(|digit| if digit == '0' { '1' } else { '0' }).collect()
}

/// Signs in at a terminal with a code of the trusted devices.
fn sign_in(world: &World) {
    let mut terminal = Terminal::start(world, tool(world, "spaceship").args(["login", "-u", JANE]));
    terminal.sees("password of jane@example.com").types(PASSWORD);
    terminal.sees("code of 6 digits").types(&code(world));
    let (exit, seen) = terminal.ends();
    assert_eq!(exit, 0, "{seen}");
}

/// A session as spaceauth prints it.
fn exported(world: &World) -> String {
    let ran = tool(world, "spaceauth").args(["-u", JANE]).tells_a_secret().run().success();
    ran.stdout().trim_end().to_owned()
}

fn sign_ins(world: &World) -> usize {
    let requests = world.simulator().requests();
    requests.iter().filter(|one| one.path.contains("/signin/complete")).count()
}

#[test]
fn a_code_of_the_trusted_devices_signs_in_and_fastlane_finds_the_session() {
    let world = world("device");
    let mut terminal =
        Terminal::start(&world, tool(&world, "spaceship").args(["--verbose", "login", "-u", JANE]));
    terminal.sees("password of jane@example.com").types(PASSWORD);
    terminal.sees("that your Apple devices show").types(&code(&world));
    let (exit, seen) = terminal.ends();
    assert_eq!(exit, 0, "{seen}");
    assert!(seen.contains("alive") && seen.contains("Gantry Example"), "{seen}");
    assert!(!seen.contains(PASSWORD), "the password was shown while it was typed:\n{seen}");

    let file = world.home().join(".fastlane/spaceship/jane@example.com/cookie");
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("---\n- !ruby/object:HTTP::Cookie\n  name: "), "not fastlane's form");
    // A second login does nothing, and all verbs find the session by itself.
    world.simulator().clear_requests();
    let again = tool(&world, "spaceship").args(["login"]).run().success();
    assert!(again.stdout().contains("trusted until"), "{again}");
    assert_eq!(sign_ins(&world), 0);
    let apps = tool(&world, "spaceship").args(["apps", "list", "--output", "json"]).run().success();
    assert_eq!(apps.json().as_array().unwrap().len(), 1, "{apps}");
}

#[test]
fn a_message_to_a_phone_signs_in() {
    let world = world("device");
    let mut terminal = Terminal::start(&world, tool(&world, "spaceship").args(["login", "-u", JANE]));
    terminal.sees("password").types(PASSWORD);
    terminal.sees("code of 6 digits").types("sms");
    terminal.sees("Which phone").types("3").sees("`3` is none").types("2");
    terminal.sees("99 in a message got").types("again").sees("99 in a message got").types(&code(&world));
    assert_eq!(terminal.ends().0, 0);

    // The variable bypasses the trusted devices.
    let world = self::world("device");
    let tool = tool(&world, "spaceship").env("SPACESHIP_2FA_SMS_DEFAULT_PHONE_NUMBER", "+49 1512 3456742");
    let mut terminal = Terminal::start(&world, tool.args(["login", "-u", JANE]));
    terminal.sees("password").types(PASSWORD);
    terminal.sees("42 in a message got").types(&code(&world));
    assert_eq!(terminal.ends().0, 0);
}

#[test]
fn a_wrong_code_is_asked_for_again_and_a_wrong_password_too() {
    let world = world("device");
    let mut terminal = Terminal::start(&world, tool(&world, "spaceship").args(["login", "-u", JANE]));
    terminal.sees("password").types("not this").sees("again? [y/N]").types("y");
    terminal.sees("password").types(PASSWORD);
    terminal.sees("code of 6 digits");
    let right = code(&world);
    terminal.types("12 ab").sees("a code has 6 digits").sees("code of 6 digits");
    terminal.types(&other(&right)).sees("the code is wrong").sees("code of 6 digits").types(&right);
    let (exit, seen) = terminal.ends();
    assert_eq!(exit, 0, "{seen}");
    assert_eq!(sign_ins(&world), 2, "nothing is tried that nobody typed");
}

#[test]
fn a_dead_session_is_renewed_at_a_terminal_and_told_elsewhere() {
    let world = world("device");
    sign_in(&world);
    world.simulator().advance(3 * 24 * 3600);
    let headless = tool(&world, "spaceship").args(["session", "check", "-u", JANE]).run();
    assert_eq!(headless.code(), 3, "{headless}");
    insta::assert_snapshot!(without_folder(&world, &headless.stderr()));
    let ci = tool(&world, "spaceship").env("CI", "true").args(["apps", "list", "-u", JANE]).run();
    assert_eq!(ci.code(), 3, "{ci}");
    assert!(
        ci.stderr().contains("is dead") && ci.stderr().contains("spaceship login -u jane@example.com"),
        "{ci}"
    );
    assert_eq!(sign_ins(&world), 1);

    // The machine is trusted: the password is enough.
    let mut terminal = Terminal::start(&world, tool(&world, "spaceship").args(["apps", "list"]));
    terminal.sees("is dead").sees("password of jane@example.com").types(PASSWORD);
    let (exit, seen) = terminal.ends();
    assert_eq!(exit, 0, "{seen}");
    assert!(seen.contains("com.example.gantry.demo"), "{seen}");
}

fn without_folder(world: &World, text: &str) -> String {
    text.replace(&world.home().display().to_string(), "~")
}

#[test]
fn ctrl_c_ends_the_wait_for_an_answer() {
    let world = world("device");
    let mut terminal = Terminal::start(&world, tool(&world, "spaceship").args(["login", "-u", JANE]));
    terminal.sees("nothing is shown").interrupts();
    let (exit, seen) = terminal.ends();
    assert_eq!(exit, 130, "{seen}");
    assert_eq!(sign_ins(&world), 0);
}

#[test]
fn ci_works_with_the_session_that_spaceauth_printed() {
    let world = world("device");
    sign_in(&world);
    let session = exported(&world);
    assert!(
        !session.contains('\n') && session.starts_with("---\\n- !ruby/object:HTTP::Cookie"),
        "not one line"
    );
    assert_eq!(tool(&world, "spaceauth").args(["-u", JANE, "--check-session"]).run().code(), 0);
    let line =
        tool(&world, "spaceauth").args(["-u", JANE, "--exports_to_env"]).tells_a_secret().run().success();
    let line = line.stdout();
    assert!(
        line.starts_with("export FASTLANE_SESSION='---\\n- !ruby/") && line.ends_with("'\n"),
        "no line for a shell"
    );
    let out = tool(&world, "spaceship").args(["logout", "-u", JANE]).run().success();
    assert!(out.stdout().contains("is forgotten"), "{out}");
    assert_eq!(tool(&world, "spaceauth").args(["-u", JANE, "--check-session"]).run().code(), 1);

    for text in [session.clone(), session.replace("\\n", "\n")] {
        let on_ci = |name: &str| {
            let tool = tool(&world, name).env("CI", "true").env("FASTLANE_SESSION", &text);
            tool.env("FASTLANE_TEAM_ID", "GANTRY2026")
        };
        let _ = on_ci("spaceship").args(["apps", "list"]).run().success();
        let check =
            on_ci("spaceship").args(["session", "check", "--output", "json", "-u", JANE]).run().success();
        assert_eq!(check.json()["account"], JANE);
        let _ = on_ci("cert").args(["--output-path", "signing"]).run().success();
        let bundle_id = ["--app-identifier", "com.example.gantry.demo"];
        let _ = on_ci("sigh").args(bundle_id).args(["--output-path", "signing"]).run().success();
        let _ = on_ci("pilot").args(["builds"]).args(bundle_id).run().success();
        let _ = exits_with(&on_ci, "spaceship", &["app-groups", "create", "group.com.example.ci"], 0);
    }
    assert_eq!(world.simulator().all("certificates").len(), 1, "the second run found what the first made");
    let imported =
        tool(&world, "spaceship").env("FASTLANE_SESSION", &session).args(["session", "import"]).run();
    assert_eq!(imported.code(), 0, "{imported}");
    assert!(world.home().join(".fastlane/spaceship/jane@example.com/cookie").is_file());
}

fn exits_with(tool: &dyn Fn(&str) -> Tool, name: &str, arguments: &[&str], code: i32) -> testkit::Ran {
    let ran = tool(name).args(arguments).run();
    assert_eq!(ran.code(), code, "{ran}");
    ran
}

#[test]
fn a_cookie_file_of_fastlanes_is_read() {
    let world = world("none");
    let tool_with_password = tool(&world, "spaceship").env("FASTLANE_PASSWORD", PASSWORD);
    let _ = tool_with_password.args(["login", "-u", JANE]).run().success();
    let file = world.home().join(".fastlane/spaceship/jane@example.com/cookie");
    let text = std::fs::read_to_string(&file).unwrap();
    // As Ruby writes it: values without quotes, one time named and referred to.
    let mut as_ruby = String::new();
    let mut count = 0;
    for line in text.lines() {
        let plain = line.replace('"', "");
        let line = match line.trim().split_once(": ") {
            Some(("created_at", _)) => {
                count += 1;
                plain.replacen("created_at: ", &format!("created_at: &{count} "), 1)
            }
            Some(("accessed_at", _)) => format!("  accessed_at: *{count}"),
            Some(("path", _)) => line.to_owned(),
            _ => plain,
        };
        as_ruby.push_str(&line);
        as_ruby.push('\n');
    }
    assert_ne!(as_ruby, text);
    std::fs::write(&file, as_ruby).unwrap();
    let _ = tool(&world, "spaceship").args(["session", "check", "-u", JANE]).run().success();
}

#[test]
fn what_is_no_session_of_the_account_is_refused_and_nothing_is_sent() {
    let world = World::with(&[
        "--apple-id",
        "jane@example.com:none:one password",
        "--apple-id",
        "joe@example.com:none:two passwords",
    ]);
    let signed_in = |who: &str, password: &str| {
        let _ = tool(&world, "spaceship")
            .env("FASTLANE_PASSWORD", password)
            .args(["login", "-u", who])
            .run()
            .success();
    };
    signed_in(JANE, "one password");
    let session = exported(&world);
    let _ = tool(&world, "spaceship").args(["logout", "-u", JANE]).run().success();

    let bomb = format!("---\n- &a [{}]\n{}", "x, ".repeat(50), "- &b [*a, *a, *a, *a]\n".repeat(20));
    let table = [
        (
            session
                .replace("domain: \\\"apple.com", "domain: \\\"example.com")
                .replace("domain: \"apple.com", "domain: \"example.com"),
            "example.com",
        ),
        (bomb, "nests values"),
        ("nonsense".to_owned(), "no part of a list"),
    ];
    world.simulator().clear_requests();
    for (text, expected) in table {
        let ran = tool(&world, "spaceship").env("FASTLANE_SESSION", text).args(["apps", "list"]).run();
        assert_eq!(ran.code(), 6, "{ran}");
        assert!(
            ran.stderr().contains(expected) && ran.stderr().contains("FASTLANE_SESSION"),
            "{expected}: {ran}"
        );
    }
    // Ten megabytes are more than a variable of a process may hold, but not more than a file of variables.
    std::fs::create_dir_all(world.path("fastlane")).unwrap();
    std::fs::write(world.path("fastlane/.env"), format!("FASTLANE_SESSION={}\n", "a".repeat(10_000_000)))
        .unwrap();
    let ran = tool(&world, "spaceship").args(["apps", "list"]).run();
    assert_eq!(ran.code(), 6, "{}", ran.stderr().chars().take(2000).collect::<String>());
    assert!(ran.stderr().len() < 2000 && ran.stderr().contains("far longer than any session"));
    std::fs::remove_file(world.path("fastlane/.env")).unwrap();
    assert_eq!(world.simulator().summary().requests, 0);

    // Whose a session is only Apple knows, who is asked nothing else.
    let ran = tool(&world, "spaceship")
        .env("FASTLANE_SESSION", &session)
        .args(["apps", "list", "-u", "joe@example.com"])
        .run();
    assert_eq!(ran.code(), 3, "{ran}");
    assert!(ran.stderr().contains("is of `jane@example.com`, not of `joe@example.com`"), "{ran}");
    let paths = world.simulator().requests().into_iter().map(|one| one.path).collect::<Vec<_>>();
    assert_eq!(paths, ["/olympus/v1/session"]);
    let ran = tool(&world, "spaceship").args(["apps", "list", "-u", "../../etc"]).run();
    assert_eq!(ran.code(), 6, "{ran}");
}

#[test]
fn a_password_in_a_variable_is_tried_once() {
    let world = world("device");
    let headless = |password: &str| {
        tool(&world, "spaceship")
            .env("FASTLANE_PASSWORD", password)
            .args(["--verbose", "apps", "list", "-u", JANE])
            .run()
    };
    let ran = headless("wrong one");
    assert_eq!((ran.code(), sign_ins(&world)), (3, 1), "{ran}");
    assert!(ran.stderr().contains("FASTLANE_PASSWORD"), "{ran}");
    let ran = headless("abcd-efgh-ijkl-mnop");
    assert!(ran.stderr().contains("app-specific"), "{ran}");
    let ran = headless(PASSWORD);
    assert_eq!((ran.code(), sign_ins(&world)), (3, 3), "{ran}");
    assert!(ran.stderr().contains("second factor") && ran.stderr().contains("spaceauth -u"), "{ran}");
}

#[test]
fn a_secret_that_is_shown_would_be_found() {
    let world = testkit::World::with(&["--apple-id", &format!("{JANE}:none:{PASSWORD}")]);
    let tool = world.tool("spaceship").env("FASTLANE_DONT_STORE_PASSWORD", "1");
    let login = tool.args(["login", "-u", JANE]).run().success();
    assert!(secrets::shown(&world).is_empty(), "{login}");
    world.keep_said(PASSWORD);
    let file = world.home().join(".fastlane/spaceship/jane@example.com/cookie");
    world.keep_said(&std::fs::read_to_string(file).unwrap());
    let shown = secrets::shown(&world);
    assert!(
        shown.contains(&"the password".to_owned()) && shown.contains(&"a cookie".to_owned()),
        "{shown:?}"
    );
}

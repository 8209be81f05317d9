//! What the logs and reports of CI systems get.

use testkit::Ran;
use testkit::sample::Sample;
use tests::World;

fn project(world: &World) {
    let sample = Sample::default().payload_bytes(1000);
    sample.write_metadata(&world.project()).unwrap();
    sample.write_appfile(&world.project()).unwrap();
}

const DELIVER: [&str; 3] = ["--app-version", "1.0.0", "--force"];

#[test]
fn what_is_wrong_in_a_file_is_annotated_there() {
    let world = World::start();
    project(&world);
    let name = world.path("fastlane/metadata/de-DE/name.txt");
    std::fs::write(&name, "Ein Name, der länger ist, als Apple es für Namen erlaubt").unwrap();
    let place = name.display().to_string();
    let run = |marks: &str| world.tool("deliver").args(DELIVER).env("CI", "true").env(marks, "true").run();
    let github = run("GITHUB_ACTIONS");
    assert_eq!(github.code(), 6, "{github}");
    let is_there = |start: &str, end: &str, text: &str| {
        text.lines().any(|line| line.starts_with(start) && line.contains(&place) && line.contains(end))
    };
    assert!(is_there("::error file=", "::", &github.stderr()), "{github}");
    let azure = run("TF_BUILD");
    assert!(is_there("##vso[task.logissue type=error;sourcepath=", ";]", &azure.stderr()), "{azure}");
    let gitlab = run("GITLAB_CI");
    assert!(!gitlab.stderr().contains("::error") && gitlab.stderr().contains("name.txt"), "{gitlab}");
}

#[test]
fn changes_stand_in_a_section_that_ends() {
    let world = World::start();
    project(&world);
    let run = |mark: &str| world.tool("deliver").args(DELIVER).env(mark, "true").run().success();
    let count = |ran: &Ran, mark: &str| ran.stderr().lines().filter(|line| line.starts_with(mark)).count();
    let gitlab = run("GITLAB_CI");
    let said = gitlab.stderr();
    let start = said.find("\u{1b}[0Ksection_start:").unwrap_or_else(|| panic!("no section: {gitlab}"));
    let end = said.find("\u{1b}[0Ksection_end:").unwrap_or_else(|| panic!("no end: {gitlab}"));
    assert!(start < end, "{gitlab}");
    let again = run("GITLAB_CI");
    assert_eq!(count(&again, "\u{1b}"), 0, "there is nothing to fold: {again}");
    std::fs::write(world.path("fastlane/metadata/de-DE/name.txt"), "Gezeiten").unwrap();
    let github = run("GITHUB_ACTIONS");
    assert_eq!((count(&github, "::group::"), count(&github, "::endgroup::")), (1, 1), "{github}");
    std::fs::write(world.path("fastlane/metadata/de-DE/name.txt"), "Ebbe").unwrap();
    let laptop = world.tool("deliver").args(DELIVER).run().success();
    assert!(!laptop.stderr().contains("section_") && !laptop.stderr().contains("::group::"), "{laptop}");
}

#[test]
fn gitlab_gets_what_is_wrong_as_a_report_of_code_quality() {
    let world = World::start();
    project(&world);
    let run = || {
        let arguments = ["--dry-run", "--code-quality", "findings.json"];
        let tool = world.tool("deliver").args(DELIVER).args(arguments);
        let ran = tool.env("CI_PROJECT_DIR", world.project()).run();
        let text = std::fs::read_to_string(world.path("findings.json")).unwrap_or_else(|_| panic!("{ran}"));
        serde_json::from_str::<serde_json::Value>(&text).unwrap()
    };
    assert_eq!(run(), serde_json::json!([]));
    std::fs::write(world.path("fastlane/metadata/de-DE/name.txt"), "x".repeat(99)).unwrap();
    let findings = run();
    assert_eq!(findings[0]["location"]["path"], "fastlane/metadata/de-DE/name.txt", "{findings}");
    assert_eq!(findings[0]["severity"], "major");
}

#[test]
fn a_run_leaves_a_report_for_every_end_it_can_take() {
    let world = World::start();
    project(&world);
    let run = |more: &[&str]| {
        let ran = world.tool("deliver").args(DELIVER).args(["--junit", "report.xml"]).args(more).run();
        let report = std::fs::read_to_string(world.path("report.xml")).unwrap_or_else(|_| panic!("{ran}"));
        std::fs::remove_file(world.path("report.xml")).unwrap();
        (ran.code(), report)
    };
    let (code, dry) = run(&["--dry-run"]);
    assert!(code == 0 && dry.contains("<skipped") && dry.contains("failures=\"0\""), "{dry}");
    let (code, done) = run(&[]);
    assert!(code == 0 && done.contains("de-DE") && done.contains("skipped=\"0\""), "{done}");
    std::fs::write(world.path("fastlane/metadata/de-DE/name.txt"), "x".repeat(99)).unwrap();
    let (code, refused) = run(&[]);
    assert!(code == 6 && refused.contains("name.txt") && refused.contains("failures=\"2\""), "{refused}");
    let (code, missing) = run(&["--app-identifier", "com.example.nothing", "--skip-metadata"]);
    assert!(code == 4 && missing.contains("failures=\"1\""), "{missing}");
    std::fs::write(world.path("file"), "").unwrap();
    let nowhere = world.tool("cert").args(["--dry-run", "--junit", "file/report.xml"]).run();
    assert!(nowhere.code() == 1 && nowhere.stderr().contains("file/report.xml"), "{nowhere}");
}

#[test]
fn what_apple_says_cannot_command_a_ci_system() {
    let world = World::start();
    let name = "::set-output name=x::y ##vso[task.setvariable variable=x]y";
    world.register_device(name, "00008110-0001ABCDEF012345");
    for output in ["table", "json", "ndjson"] {
        let list = ["devices", "list", "--output", output];
        let ran = world.tool("spaceship").args(list).env("GITHUB_ACTIONS", "true").run().success();
        let said = ran.stdout();
        assert!(said.contains("task.setvariable") && !said.contains("##vso["), "{ran}");
        assert!(!said.lines().any(|line| line.trim_start().starts_with("::")), "{ran}");
        if output == "json" {
            let names = ran.json();
            assert!(names.to_string().contains("##vso[task.setvariable"), "{ran}");
        }
    }
}

#[test]
fn colour_is_left_out_on_ci_unless_it_is_asked_for() {
    let world = World::start();
    let run = |variables: &[(&str, &str)]| {
        let tool = world.bare_tool("cert").env("CI", "true");
        variables.iter().fold(tool, |tool, (name, value)| tool.env(name, value)).run().stderr()
    };
    assert!(!run(&[]).contains('\u{1b}'));
    assert!(run(&[("FORCE_COLOR", "1")]).contains("\u{1b}[31m"));
    assert!(!run(&[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]).contains('\u{1b}'));
}

#[test]
fn the_plan_stands_in_the_summary_of_the_job() {
    let world = World::start();
    let summary = world.path("summary.md");
    let cert = world.tool("cert").args(["--output-path", "signing"]).env("GITHUB_ACTIONS", "true");
    let _ = cert.env("GITHUB_STEP_SUMMARY", &summary).run().success();
    let text = std::fs::read_to_string(summary).unwrap();
    assert!(text.contains("certificate"), "{text}");
}

//! The templates for CI systems in `ci/`: their form, and their scripts against the simulator.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use testkit::sample::Sample;
use tests::gitlab::{GitLab, TOKEN};
use tests::pipeline::{Done, Variables, action, component, copy, job, run, run_job, templates};
use tests::schemas::fits;
use tests::{World, pipeline};

const STAGES: [&str; 4] = ["sign", "testflight", "store", "release"];
const APP: &str = "com.example.gantry.demo";
const IMAGE: (&str, &str) = ("image", "gantry");
/// A text that a shell would take apart.
const CHANGELOG: &str = r#"Faster "tides" & it's `done`; rest"#;
/// What stands in for Xcode: an .ipa that is signed.
const BUILD: &str = r#"sigh resign build/Demo.ipa -i "$CERT_P12_PATH" -p "$SIGH_PROFILE_PATH""#;

fn shell(stage: &str) -> String {
    std::fs::read_to_string(templates().join(format!("shell/{stage}.sh"))).unwrap()
}

/// A repository with texts, screenshots and a build that is not signed yet.
fn repository(world: &World) {
    let sample = Sample::default().payload_bytes(20_000);
    sample.write_metadata(&world.project()).unwrap();
    sample.write_screenshots(&world.project()).unwrap();
    sample.write_ipa(&world.path("build/Demo.ipa")).unwrap();
}

fn in_review(world: &World) {
    let states = world.simulator().all("appStoreVersions");
    let states = states.iter().map(|one| one["attributes"]["appVersionState"].as_str().unwrap_or_default());
    assert!(states.clone().any(|state| state == "WAITING_FOR_REVIEW"), "{:?}", states.collect::<Vec<_>>());
    assert_eq!(world.simulator().all("appScreenshots").len(), 9);
}

#[test]
fn every_template_has_the_form_that_its_ci_system_reads() {
    let schema = |name: &str| -> Value {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let (spec, jobs, metadata) =
        (schema("gitlab-spec.json"), schema("gitlab-jobs.json"), schema("github-action.json"));
    for stage in STAGES {
        let (header, body) = component(stage);
        assert_eq!(fits(&header, &spec, &spec, ""), Ok(()), "{stage}");
        assert_eq!(fits(&body, &jobs, &jobs, ""), Ok(()), "{stage}");
        assert_eq!(fits(&action(stage), &metadata, &metadata, ""), Ok(()), "{stage}");
    }
}

#[test]
fn the_workflow_to_copy_gives_each_action_inputs_that_it_has() {
    let text = std::fs::read_to_string(templates().join("github/workflow.yml")).unwrap();
    let workflow = tests::yaml::documents(&text).unwrap().remove(0);
    assert_eq!(workflow["concurrency"]["cancel-in-progress"], false);
    let mut stages = Vec::new();
    for job in workflow["jobs"].as_object().unwrap().values() {
        for step in job["steps"].as_array().unwrap() {
            let uses = step["uses"].as_str().unwrap();
            let Some((_, stage)) = uses.split_once("/ci/github/") else { continue };
            let stage = stage.split('@').next().unwrap();
            let inputs = action(stage)["inputs"].clone();
            for name in step["with"].as_object().unwrap().keys() {
                assert!(inputs.get(name).is_some(), "{stage} has no input {name}");
            }
            for (name, _) in inputs.as_object().unwrap().iter().filter(|(_, input)| input["required"] == true)
            {
                assert!(step["with"].get(name).is_some(), "{stage} needs {name}");
            }
            stages.push(stage.to_owned());
        }
    }
    stages.sort();
    stages.dedup();
    assert_eq!(stages, ["release", "sign", "store", "testflight"]);
}

#[test]
fn what_stands_in_an_input_never_becomes_a_part_of_a_script() {
    for stage in STAGES {
        let (_, jobs) = component(stage);
        for job in jobs.as_object().unwrap().values() {
            assert!(!job["script"].to_string().contains("$[["), "{stage}");
        }
        for step in action(stage)["runs"]["steps"].as_array().unwrap() {
            assert!(!step["run"].as_str().unwrap().contains("${{"), "{stage}");
        }
    }
}

#[test]
fn the_scripts_of_the_components_are_those_of_the_shell() {
    for stage in STAGES {
        let (_, jobs) = component(stage);
        let job = jobs.as_object().unwrap().values().next().unwrap().clone();
        let text = shell(stage);
        let ours = text.lines().skip_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n");
        let ours = ours.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
        assert_eq!(job["script"][0].as_str().unwrap().trim_end(), ours.trim_end(), "{stage}");
        let checked = Command::new("sh").args(["-n", "-c", &text]).status().unwrap();
        assert!(checked.success(), "{stage}");
    }
}

#[test]
fn a_key_is_in_no_artefact_and_two_pipelines_do_not_release_at_once() {
    for stage in STAGES {
        let job = job(stage, &[IMAGE, ("app_identifier", APP)]);
        let group = job["resource_group"].as_str().unwrap();
        assert!(stage == "sign" || group.contains(APP), "{stage}: {group}");
        for path in job["artifacts"]["paths"].as_array().into_iter().flatten() {
            assert_eq!(path, "build/*.ipa", "{stage}");
        }
    }
}

#[test]
fn gitlabs_jobs_carry_an_app_from_nothing_to_review_with_dotenv_files_between_them() {
    let world = World::start();
    repository(&world);
    let mut handed_on = Variables::new();
    let app = ("app_identifier", APP);
    for (stage, inputs) in [
        ("sign", vec![IMAGE, app, ("build", BUILD)]),
        (
            "testflight",
            vec![IMAGE, app, ("ipa", "build/Demo.ipa"), ("groups", "Friends"), ("changelog", CHANGELOG)],
        ),
        ("store", vec![IMAGE, app]),
        ("release", vec![IMAGE, app]),
    ] {
        let job = job(stage, &inputs);
        let done = run_job(&world, stage, &job, &handed_on).success();
        if let Some(report) = job["artifacts"]["reports"]["dotenv"].as_str() {
            let report = done.dotenv(Path::new(report));
            assert!(!report.is_empty() && report.len() <= 20, "{stage}: {report:?}");
            handed_on.extend(report);
        }
        keep_artefacts(&world, &job, &done);
        let junit =
            done.folder.join(if stage == "sign" { "sigh.xml".into() } else { format!("{stage}.xml") });
        assert!(std::fs::read_to_string(&junit).unwrap().contains("<testsuite "), "{stage}");
        std::fs::remove_dir_all(&done.folder).unwrap();
    }
    assert_eq!(handed_on["PILOT_APP_VERSION"], "1.0.0");
    let notes = world.simulator().all("betaBuildLocalizations");
    assert!(notes.iter().any(|note| note["attributes"]["whatsNew"] == CHANGELOG), "{notes:?}");
    assert_eq!(world.simulator().all("certificates").len(), 1);
    in_review(&world);
}

/// Artefacts stand in the folders of later jobs.
fn keep_artefacts(world: &World, job: &Value, done: &Done) {
    for path in job["artifacts"]["paths"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        assert_eq!(path, "build/*.ipa");
        std::fs::copy(done.folder.join("build/Demo.ipa"), world.path("build/Demo.ipa")).unwrap();
    }
}

#[test]
fn githubs_actions_carry_an_app_from_nothing_to_review() {
    let world = World::start();
    repository(&world);
    let folder = copy(&world, "github");
    let mut outputs = Variables::new();
    for (stage, inputs) in [
        ("sign", vec![("build", BUILD.to_owned())]),
        ("testflight", vec![("ipa", "build/Demo.ipa".to_owned())]),
        ("store", Vec::new()),
        ("release", Vec::new()),
    ] {
        let action = action(stage);
        let mut given = inputs.into_iter().collect::<std::collections::BTreeMap<_, _>>();
        given.insert("app-identifier", APP.to_owned());
        for name in
            ["app-version", "build-number"].into_iter().filter(|_| stage == "store" || stage == "release")
        {
            given.insert(name, outputs[name].clone());
        }
        let done = run_action(&world, &folder, stage, &action, &given).success();
        let report = done.dotenv(Path::new("../output"));
        for (name, output) in action["outputs"].as_object().into_iter().flatten() {
            let source = output["value"].as_str().unwrap();
            let source =
                source.strip_prefix("${{ steps.gantry.outputs.").and_then(|rest| rest.strip_suffix(" }}"));
            outputs.insert(name.clone(), report[source.unwrap()].clone());
        }
        let summary = std::fs::read_to_string(folder.join("../summary.md")).unwrap();
        assert!(!summary.is_empty(), "{stage}");
    }
    in_review(&world);
}

fn run_action(
    world: &World,
    folder: &Path,
    stage: &str,
    action: &Value,
    given: &std::collections::BTreeMap<&str, String>,
) -> Done {
    let step = &action["runs"]["steps"][0];
    let at = |name: &str| folder.with_file_name(name).display().to_string();
    let mut variables = Variables::from([
        ("GITHUB_ACTIONS".into(), "true".into()),
        ("GITHUB_ACTION_PATH".into(), templates().join("github").join(stage).display().to_string()),
        ("GITHUB_OUTPUT".into(), at("output")),
        ("GITHUB_STEP_SUMMARY".into(), at("summary.md")),
    ]);
    for (name, value) in step["env"].as_object().unwrap() {
        let input = value.as_str().unwrap().trim_start_matches("${{ inputs.").trim_end_matches(" }}");
        let default = action["inputs"][input]["default"].as_str().unwrap_or_default();
        variables.insert(name.clone(), given.get(input).cloned().unwrap_or_else(|| default.to_owned()));
    }
    run(
        world,
        folder,
        &["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"],
        step["run"].as_str().unwrap(),
        &variables,
    )
}

#[test]
fn a_merge_request_gets_the_plan_as_a_comment_and_nothing_changes() {
    let (world, gitlab) = (World::start(), GitLab::start());
    repository(&world);
    let store = job("store", &[IMAGE, ("app_identifier", APP), ("app_version", "1.0.0")]);
    let mut variables = Variables::from([
        ("CI_MERGE_REQUEST_IID".into(), "12".into()),
        ("CI_PROJECT_ID".into(), "7".into()),
        ("CI_API_V4_URL".into(), format!("{}/api/v4", gitlab.url())),
        ("CI_COMMIT_SHORT_SHA".into(), "abc1234".into()),
        ("GITLAB_TOKEN".into(), TOKEN.into()),
    ]);
    let planned = run_job(&world, "planned", &store, &variables).success();
    assert_eq!(world.simulator().summary().writes, 0, "{}", planned.log);
    let notes = gitlab.state().notes.clone();
    assert_eq!(notes.len(), 1, "{}", planned.log);
    assert!(notes[0].contains("abc1234") && notes[0].contains("de-DE"), "{}", notes[0]);
    // What Apple would refuse stands there too, and fails the job.
    let subtitle = world.path("fastlane/metadata/de-DE/subtitle.txt");
    let right = std::fs::read(&subtitle).unwrap();
    std::fs::write(&subtitle, "x".repeat(31)).unwrap();
    let wrong = run_job(&world, "wrong", &store, &variables);
    let note = gitlab.state().notes.last().cloned().unwrap_or_default();
    assert!(wrong.code == 6 && note.contains("has 31 characters"), "{note}\n{}", wrong.log);
    std::fs::write(&subtitle, right).unwrap();
    // Without a token that may write there the plan stands in the log.
    variables.insert("GITLAB_TOKEN".into(), String::new());
    let refused = run_job(&world, "refused", &store, &variables).success();
    assert!(refused.log.contains("de-DE") && refused.log.contains("GITLAB_TOKEN"), "{}", refused.log);
    // The key reaches no merge request of a branch that is not protected.
    variables.insert("APP_STORE_CONNECT_API_KEY_KEY_ID".into(), String::new());
    let keyless = run_job(&world, "keyless", &store, &variables).success();
    assert!(keyless.log.contains("no API key reaches"), "{}", keyless.log);
}

#[test]
fn an_identity_that_is_handed_in_is_used_again() {
    let world = World::start();
    repository(&world);
    let sign = job("sign", &[IMAGE, ("app_identifier", APP), ("build", BUILD)]);
    let secret = Variables::from([("CERT_P12_PASSWORD".into(), "a password".into())]);
    let first = pipeline::run_job(&world, "first", &sign, &secret).success();
    let p12 = first.dotenv(Path::new("sign.env"))["CERT_P12_PATH"].clone();
    let encoded = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, std::fs::read(p12).unwrap());
    std::fs::remove_dir_all(world.home().join("runner")).unwrap();
    let mut handed_in = secret;
    handed_in.insert("GANTRY_P12_BASE64".into(), encoded);
    let second = pipeline::run_job(&world, "second", &sign, &handed_in).success();
    assert_eq!(world.simulator().all("certificates").len(), 1, "{}", second.log);
}

#[test]
fn a_stage_that_fails_fails_its_job_with_the_tools_exit_code() {
    let world = World::start();
    repository(&world);
    let app = ("app_identifier", "com.example.nothing");
    for (stage, inputs) in [
        ("testflight", vec![IMAGE, app, ("ipa", "build/Demo.ipa")]),
        ("store", vec![IMAGE, app]),
        ("release", vec![IMAGE, app]),
    ] {
        let done = run_job(&world, stage, &job(stage, &inputs), &Variables::new());
        assert!(done.code > 1, "{stage} ended with {}: {}", done.code, done.log);
        let report = std::fs::read_to_string(done.folder.join(format!("{stage}.xml"))).unwrap();
        assert!(report.contains("<failure"), "{stage}: {report}");
    }
}

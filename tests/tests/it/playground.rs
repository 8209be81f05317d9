//! The playground, with lines from a pipe.

use std::io::Write;
use std::process::Stdio;

use tests::World;

fn played(world: &World, arguments: &[&str], lines: &str) -> (i32, String, String) {
    let mut tool = world.tool("spaceship").args(["playground"]).args(arguments);
    let command = tool.command().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[test]
fn lines_from_a_pipe_are_carried_out_in_turn() {
    let world = World::start();
    let lines = "# what the team has\ndevices --sort name --fields devices=name,status\nlast --limit 1\nnext\nshow 1\nbudget\n";
    let (code, out, talk) = played(&world, &[], lines);
    assert_eq!(code, 0, "{talk}");
    let ids =
        world.simulator().all("devices").into_iter().map(|device| device["id"].as_str().unwrap().to_owned());
    let out = ids.fold(out, |out, id| out.replace(&id, "0123456789"));
    let without_dates = out.lines().filter(|line| !line.contains("addedDate")).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(without_dates);
}

#[test]
fn a_line_that_fails_ends_the_script_and_is_named() {
    let world = World::start();
    let (code, out, talk) = played(&world, &[], "apps\n\napps --filter nme=x\nDELETE devices/1\n");
    assert_eq!(code, 6, "{talk}");
    assert!(talk.contains("line 3: apps --filter nme=x") && talk.contains("did you mean"), "{talk}");
    assert_eq!(out.lines().count(), 3, "{out}");
}

#[test]
fn a_script_reads_json_and_writes() {
    let world = World::start();
    let lines = "bundleIds --attribute identifier=com.example.play --attribute name=Play --attribute platform=IOS\n\
                 bundleIds --filter identifier=com.example.play\n";
    let (code, out, talk) = played(&world, &["--output", "ndjson"], lines);
    assert_eq!(code, 0, "{talk}");
    let read =
        out.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()).collect::<Vec<_>>();
    assert_eq!(read.len(), 2);
    assert_eq!(read[0]["id"], read[1]["id"]);
    world.simulator().clear_requests();
    let (code, out, talk) = played(&world, &["--dry-run"], "DELETE bundleIds/X\n");
    assert_eq!((code, world.simulator().summary().writes), (0, 0), "{talk}");
    assert!(out.contains("would send DELETE /v1/bundleIds/X"), "{out}");
}

#[test]
fn help_needs_neither_key_nor_network() {
    let world = World::start();
    let mut tool = world.bare_tool("spaceship").args(["playground"]);
    let command = tool.command().stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"help\nlist ciRuns\ndescribe GET /v1/apps\nquit\nnonsense\n")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(world.simulator().summary().requests, 0);
}

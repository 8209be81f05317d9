//! The binary.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

fn simulator(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simulator"));
    command.arg("serve").args(arguments).stdin(Stdio::null());
    command
}

/// What it says when it refuses to start.
fn complaint(arguments: &[&str]) -> String {
    let output = simulator(arguments).output().unwrap();
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_wrong_argument_is_refused_with_what_is_possible() {
    let unknown = complaint(&["--populate", "devices=1,phones=2"]);
    assert!(unknown.contains("`phones`") && unknown.contains("betaTesters"), "{unknown}");
    let kind = complaint(&["--fault", "kind=explode"]);
    assert!(kind.contains("`explode`") && kind.contains("`stall_body`"), "{kind}");
    let member = complaint(&["--fault", "kind=reset,nht=1"]);
    assert!(member.contains("`nht`") && member.contains("`nth`"), "{member}");
    assert!(complaint(&["--tls"]).contains("--ca-out"));
}

#[test]
fn the_first_line_says_where_it_listens() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("ca.pem");
    let root = root.to_str().unwrap();
    for (arguments, expected) in [(&[][..], "http://"), (&["--tls", "--ca-out", root][..], "https://")] {
        let mut child = simulator(arguments).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(line.starts_with(&format!("listening on {expected}127.0.0.1:")), "{line}");
    }
}

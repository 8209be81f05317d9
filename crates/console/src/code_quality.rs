//! `--code-quality FILE`: what is wrong, at its file and line, as GitLab shows it on a merge request. The form is that of Code
//! Climate's issues, as far as GitLab reads them.

use std::path::Path;

use serde::Serialize;

use crate::finding::Finding;
use crate::harmless::harmless_json;

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// The report. `root` is the folder of the repository, from which GitLab names files; findings elsewhere, or in no file, have
/// no place in it.
pub(crate) fn report(errors: &[Finding], warnings: &[Finding], root: &Path) -> String {
    let errors = errors.iter().filter_map(|finding| issue(finding, "major", root));
    let all = errors.chain(warnings.iter().filter_map(|finding| issue(finding, "minor", root)));
    // Plain data of text and numbers always is JSON.
    let json = serde_json::to_string_pretty(&all.collect::<Vec<_>>()).unwrap_or_default();
    harmless_json(json) + "\n"
}

fn issue<'a>(finding: &'a Finding, severity: &'static str, root: &Path) -> Option<Issue<'a>> {
    let path = std::path::absolute(finding.file.as_ref()?).ok()?;
    let path = path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
    let begin = finding.line.unwrap_or(1);
    Some(Issue {
        description: &finding.text,
        check_name: "gantry",
        fingerprint: format!("{:016x}", name_of(&format!("{path}\n{}", finding.text))),
        severity,
        location: Location { path, lines: Lines { begin } },
    })
}

/// A number by which GitLab knows an issue again (FNV-1a): the same from run to run and machine to machine.
fn name_of(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_issues_in_files_of_the_repository() {
        let at = |file: Option<&str>, line| Finding {
            text: "too long".into(),
            file: file.map(str::to_owned),
            line,
        };
        let errors =
            [at(Some("/builds/app/Deliverfile"), Some(3)), at(Some("/etc/hosts"), None), at(None, None)];
        let json = report(&errors, &[at(Some("/builds/app/a/name.txt"), None)], Path::new("/builds/app"));
        let issues: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(issues.as_array().unwrap().len(), 2, "{json}");
        assert_eq!(
            issues[0]["location"],
            serde_json::json!({ "path": "Deliverfile", "lines": { "begin": 3 } })
        );
        assert_eq!((&issues[0]["severity"], &issues[1]["severity"]), (&"major".into(), &"minor".into()));
        assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
        assert_eq!(report(&[], &[], Path::new("/")), "[]\n");
    }

    #[test]
    fn an_issue_keeps_its_name() {
        assert_eq!(name_of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(name_of("a"), 0xaf63_dc4c_8601_ec8c);
    }
}

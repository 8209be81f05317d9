//! The CI systems whose logs know more than text: sections that fold, and annotations at a file and line.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::environment::Environment;
use crate::finding::Finding;
use crate::harmless::harmless;

/// A CI system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ci {
    /// GitLab CI.
    GitLab,
    /// GitHub Actions, and those that follow it.
    GitHub,
    /// Azure Pipelines.
    Azure,
    /// One whose log is text: Bitrise, CircleCI, Codemagic, Jenkins, Xcode Cloud and many more.
    Other,
}

/// How bad what an annotation says is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Severity {
    Error,
    Warning,
}

impl Severity {
    fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

impl Ci {
    /// The CI system that runs this, if one does.
    pub(crate) fn of(environment: &Environment) -> Option<Self> {
        if !environment.is_ci() {
            return None;
        }
        let marks =
            [("GITLAB_CI", Self::GitLab), ("GITHUB_ACTIONS", Self::GitHub), ("TF_BUILD", Self::Azure)];
        let known = marks.into_iter().find(|(mark, _)| environment.means_yes(mark));
        Some(known.map_or(Self::Other, |(_, ci)| ci))
    }

    /// The line that begins a section of the log. `name` is of letters, digits, `_` and `-`.
    pub(crate) fn section_start(self, name: &str, title: &str) -> Option<String> {
        let title = one_line(title);
        match self {
            Self::GitLab => {
                Some(format!("\u{1b}[0Ksection_start:{}:{name}\r\u{1b}[0K{title}", unix_seconds()))
            }
            Self::GitHub => Some(format!("::group::{}", github_text(&title))),
            Self::Azure => Some(format!("##[group]{title}")),
            Self::Other => None,
        }
    }

    /// The line that ends it.
    pub(crate) fn section_end(self, name: &str) -> Option<String> {
        match self {
            Self::GitLab => Some(format!("\u{1b}[0Ksection_end:{}:{name}\r\u{1b}[0K", unix_seconds())),
            Self::GitHub => Some("::endgroup::".into()),
            Self::Azure => Some("##[endgroup]".into()),
            Self::Other => None,
        }
    }

    /// The line that makes an annotation, where the log has any. Files are named from the root, since a job may have gone
    /// into a folder of the repository.
    pub(crate) fn annotation(self, severity: Severity, finding: &Finding) -> Option<String> {
        let text = harmless(&finding.text);
        let file = finding.file.as_ref().map(|file| {
            std::path::absolute(file).map_or_else(|_| file.clone(), |path| path.display().to_string())
        });
        let line = finding.line.filter(|_| file.is_some()).map(|line| line.to_string());
        let word = severity.word();
        match self {
            Self::GitHub => {
                let place = properties([("file", file), ("line", line)], ",", github_value);
                Some(format!("::{word}{}::{}", spaced(&place), github_text(&text)))
            }
            Self::Azure => {
                let place = properties([("sourcepath", file), ("linenumber", line)], ";", azure_value);
                let place = if place.is_empty() { place } else { format!("{place};") };
                Some(format!("##vso[task.logissue type={word};{place}]{}", azure_text(&text)))
            }
            Self::GitLab | Self::Other => None,
        }
    }
}

fn properties<const N: usize>(
    all: [(&str, Option<String>); N],
    between: &str,
    escape: fn(&str) -> String,
) -> String {
    let given = all.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", escape(&value?))));
    given.collect::<Vec<_>>().join(between)
}

fn spaced(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!(" {place}") }
}

/// GitHub's escapes for the text of a command.
fn github_text(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// GitHub's escapes for the value of a command's property.
fn github_value(text: &str) -> String {
    github_text(text).replace(':', "%3A").replace(',', "%2C")
}

/// Azure's escapes for the text of a command.
fn azure_text(text: &str) -> String {
    text.replace('%', "%AZP25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Azure's escapes for the value of a command's property.
fn azure_value(text: &str) -> String {
    azure_text(text).replace(';', "%3B").replace(']', "%5D")
}

fn one_line(text: &str) -> String {
    harmless(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

fn unix_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn finding(text: &str, file: &str, line: u32) -> Finding {
        Finding { text: text.into(), file: Some(file.into()), line: Some(line) }
    }

    #[test]
    fn a_ci_system_is_told_by_its_marks() {
        let of = |marks: [(&str, &str); 2]| Ci::of(&Environment::from(marks));
        assert_eq!(of([("CI", "true"), ("GITLAB_CI", "true")]), Some(Ci::GitLab));
        assert_eq!(of([("CI", "true"), ("GITHUB_ACTIONS", "true")]), Some(Ci::GitHub));
        assert_eq!(of([("TF_BUILD", "True"), ("HOME", "/")]), Some(Ci::Azure));
        for mark in
            ["CI", "BITRISE_IO", "CIRCLECI", "CI_XCODE_CLOUD", "CM_BUILD_ID", "JENKINS_URL", "BUILD_ID"]
        {
            let known = mark != "BUILD_ID";
            assert_eq!(of([(mark, "true"), ("HOME", "/")]), known.then_some(Ci::Other), "{mark}");
        }
        assert_eq!(of([("GITHUB_ACTIONS", "false"), ("HOME", "/")]), None);
    }

    #[test]
    fn annotations_name_file_and_line() {
        let wrong = finding("100 % wrong:\nsee", "/a,b/c.txt", 3);
        let line = |ci: Ci| ci.annotation(Severity::Error, &wrong);
        assert_eq!(line(Ci::GitHub).unwrap(), "::error file=/a%2Cb/c.txt,line=3::100 %25 wrong:%0Asee");
        assert_eq!(
            line(Ci::Azure).unwrap(),
            "##vso[task.logissue type=error;sourcepath=/a,b/c.txt;linenumber=3;]100 %AZP25 wrong:%0Asee"
        );
        assert_eq!(line(Ci::GitLab), None);
        let nowhere = Finding { file: None, ..wrong };
        let warning = Ci::GitHub.annotation(Severity::Warning, &nowhere).unwrap();
        assert_eq!(warning, "::warning::100 %25 wrong:%0Asee");
    }

    #[test]
    fn sections_begin_and_end() {
        let start = Ci::GitLab.section_start("changes", "Tideline\u{1b}[2J\n1.0").unwrap();
        assert!(start.starts_with("\u{1b}[0Ksection_start:"), "{start:?}");
        assert!(start.ends_with(":changes\r\u{1b}[0KTideline\\u{1b}[2J 1.0"), "{start:?}");
        assert_eq!(Ci::GitHub.section_start("x", "A\n::error::b").unwrap(), "::group::A ::error::b");
        assert_eq!(Ci::GitHub.section_end("x").unwrap(), "::endgroup::");
        assert_eq!(Ci::Other.section_start("x", "A"), None);
    }

    proptest! {
        #[test]
        fn an_annotation_is_one_line_and_one_command(text in "\\PC*|[:#\\[a\n\r,;%]{0,20}", file in "[a-z:,;\\]\n%]{1,9}") {
            for ci in [Ci::GitHub, Ci::Azure] {
                let line = ci.annotation(Severity::Error, &finding(&text, &file, 1)).unwrap();
                prop_assert!(!line.contains(['\n', '\r']), "{line}");
                prop_assert_eq!(line.matches("##vso[").count(), usize::from(ci == Ci::Azure));
                let properties = line.split_once(if ci == Ci::Azure { ']' } else { ' ' }).unwrap().0;
                prop_assert!(properties.len() > 6);
            }
        }
    }
}

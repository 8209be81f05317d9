//! The stages of each flow, as command lines.

use std::collections::BTreeMap;
use std::path::Path;

use clap::ValueEnum;
use console::{Common, Failure, exit};

/// How far a release goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Flow {
    /// To the testers: certificate, profile, build, TestFlight.
    Beta,
    /// To review for the store: certificate, profile, build, upload, texts and screenshots.
    Store,
    /// To the store in a hurry: as store, without screenshots, and released to everybody once it is approved.
    Hotfix,
}

impl Flow {
    /// Its word on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Beta => "beta",
            Self::Store => "store",
            Self::Hotfix => "hotfix",
        }
    }
}

/// What is run in a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Program {
    /// A tool of this build, with its arguments; `$NAME` as a whole argument is a value that a stage before handed on.
    Tool(Vec<String>),
    /// A command line of the user's, for the shell.
    Shell(String),
}

/// A stage of a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stage {
    /// The tool's name, or `build`.
    pub(crate) name: &'static str,
    pub(crate) program: Program,
}

impl Stage {
    /// The command line, with the names of values that are handed on.
    pub(crate) fn line(&self) -> String {
        match &self.program {
            Program::Shell(line) => line.clone(),
            Program::Tool(arguments) => line(self.name, arguments),
        }
    }

    /// The stage with the values that were handed on.
    pub(crate) fn settled(&self, values: &BTreeMap<String, String>) -> Result<Self, Failure> {
        let Program::Tool(arguments) = &self.program else { return Ok(self.clone()) };
        let settled = arguments.iter().map(|argument| match argument.strip_prefix('$') {
            None => Ok(argument.clone()),
            Some(name) => values.get(name).cloned().ok_or_else(|| {
                let what = format!("no stage before {} handed on {name}", self.name);
                Failure::new(exit::FAILED, what).hint("run the flow from its beginning, without --resume")
            }),
        });
        Ok(Self { name: self.name, program: Program::Tool(settled.collect::<Result<_, _>>()?) })
    }
}

fn line(name: &str, arguments: &[String]) -> String {
    let words = std::iter::once(name).chain(arguments.iter().map(String::as_str));
    // What a value stands for is no dollar to be quoted.
    let quoted = words.map(|word| match word.strip_prefix('$') {
        Some(_) => word.to_owned(),
        None => shlex::try_quote(word).map_or_else(|_| format!("{word:?}"), Into::into),
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// The stages of a flow for an app that is built by the command `build`, or not here. `folder` is for the files in which
/// they hand values on.
pub(crate) fn stages(
    flow: Flow,
    app: &str,
    build: Option<&str>,
    common: &Common,
    folder: &Path,
) -> Vec<Stage> {
    let tool = |name: &'static str, verb: &[&str], more: &[&str]| {
        let mut arguments = verb.iter().chain(&["--app", app]).map(ToString::to_string).collect::<Vec<_>>();
        arguments.extend(more.iter().map(ToString::to_string));
        arguments.extend(passed_on(common));
        if name != "deliver" {
            let file = folder.join(format!("{}-{app}.{name}.env", flow.name()));
            arguments.extend(["--env-out".to_owned(), file.display().to_string()]);
        }
        Stage { name, program: Program::Tool(arguments) }
    };
    let build = build.map(|line| Stage { name: "build", program: Program::Shell(line.to_owned()) });
    let mut all = vec![tool("cert", &[], &[]), tool("sigh", &[], &[])];
    all.extend(build);
    all.push(match flow {
        Flow::Beta => tool("pilot", &["upload"], &[]),
        Flow::Store | Flow::Hotfix => tool("pilot", &["upload"], &["--skip-submission"]),
    });
    let version = ["--app-version", "$PILOT_APP_VERSION", "--build-number", "$PILOT_BUILD_NUMBER"];
    let submit = ["--submit-for-review", "--force"];
    let hurry = ["--skip-screenshots", "--automatic-release", "--phased-release=false"];
    match flow {
        Flow::Beta => {}
        Flow::Store => all.push(tool("deliver", &["run"], &[&version[..], &submit].concat())),
        Flow::Hotfix => all.push(tool("deliver", &["run"], &[&version[..], &submit, &hurry].concat())),
    }
    all
}

/// The common options that every stage is to have too. A key on the command line is none of them.
fn passed_on(common: &Common) -> Vec<String> {
    let mut all = Vec::new();
    let mut option =
        |name: &str, value: Option<String>| all.extend(value.map(|value| format!("--{name}={value}")));
    option("api-key-path", common.key.api_key_path.as_ref().map(|path| path.display().to_string()));
    option("account", common.login.account.clone());
    option("username", common.login.username.clone());
    option("env", (!common.env.is_empty()).then(|| common.env.join(",")));
    all.extend(common.quiet.then(|| "--quiet".to_owned()));
    all.extend(common.verbose.then(|| "--verbose".to_owned()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(flow: Flow, build: Option<&str>) -> String {
        let common = Common { env: vec!["beta".into()], ..Common::default() };
        let stages = stages(flow, "tides", build, &common, Path::new("/p/.gantry"));
        stages.iter().map(Stage::line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn each_flow_has_its_stages() {
        insta::assert_snapshot!(lines(Flow::Beta, Some("make \"$SIGH_UUID\"")), @r"");
        insta::assert_snapshot!(lines(Flow::Store, None), @r"");
        insta::assert_snapshot!(lines(Flow::Hotfix, None).lines().last().unwrap_or_default(), @r"");
    }

    #[test]
    fn what_was_handed_on_is_put_in_and_missed() {
        let stage = Stage { name: "deliver", program: Program::Tool(vec!["-z".into(), "$V".into()]) };
        let values = BTreeMap::from([("V".to_owned(), "1 0".to_owned())]);
        assert_eq!(stage.settled(&values).unwrap().line(), "deliver -z '1 0'");
        let failure = stage.settled(&BTreeMap::new()).unwrap_err();
        assert!(failure.message.contains("handed on V"), "{failure}");
    }
}

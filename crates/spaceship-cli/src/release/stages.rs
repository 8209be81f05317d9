//! The stages of each flow, as command lines.

use std::borrow::Cow;
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

/// A word of a command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Word {
    /// As it stands.
    Said(String),
    /// A value that a stage before hands on under this name.
    Handed(&'static str),
}

/// What is run in a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Program {
    /// A tool of this build, with its arguments.
    Tool(Vec<Word>),
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

impl Word {
    fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Handed(name) => format!("\"${name}\"").into(),
            Self::Said(word) => shlex::try_quote(word).unwrap_or_else(|_| format!("{word:?}").into()),
        }
    }

    /// The word itself.
    ///
    /// # Errors
    /// Where the value that it stands for was not handed on.
    pub(super) fn settled(&self, stage: &str, values: &BTreeMap<String, String>) -> Result<String, Failure> {
        match self {
            Self::Said(word) => Ok(word.clone()),
            Self::Handed(name) => values.get(*name).cloned().ok_or_else(|| {
                Failure::new(exit::FAILED, format!("no stage before {stage} handed on {name}"))
                    .hint("run the flow from its beginning, without --resume")
            }),
        }
    }
}

impl Stage {
    /// The command line, with the names of values that are handed on.
    pub(crate) fn line(&self) -> String {
        match &self.program {
            Program::Shell(line) => line.clone(),
            Program::Tool(words) => {
                let words = words.iter().map(Word::shown);
                std::iter::once(self.name.into()).chain(words).collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// The stage with the values that were handed on.
    pub(crate) fn settled(&self, values: &BTreeMap<String, String>) -> Result<Self, Failure> {
        let Program::Tool(words) = &self.program else { return Ok(self.clone()) };
        let settled = words.iter().map(|word| word.settled(self.name, values).map(Word::Said));
        Ok(Self { name: self.name, program: Program::Tool(settled.collect::<Result<_, _>>()?) })
    }
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
    let tool = |name: &'static str, verb: &[&str], more: &[&str], handed: &[(&str, &'static str)]| {
        let said = |word: &str| Word::Said(word.to_owned());
        let mut words =
            verb.iter().chain(&["--app", app]).chain(more).map(|word| said(word)).collect::<Vec<_>>();
        words.extend(handed.iter().flat_map(|(option, value)| [said(option), Word::Handed(value)]));
        words.extend(passed_on(common).into_iter().map(Word::Said));
        // Nothing comes after deliver.
        if name != "deliver" {
            let file = folder.join(format!("{}-{app}.{name}.env", flow.name()));
            words.extend(["--env-out".to_owned(), file.display().to_string()].map(Word::Said));
        }
        Stage { name, program: Program::Tool(words) }
    };
    let pilot: &[&str] = if flow == Flow::Beta { &[] } else { &["--skip-submission"] };
    let submit = ["--submit-for-review", "--force"];
    let hurry = ["--skip-screenshots", "--automatic-release", "--phased-release", "false"];
    let deliver = match flow {
        Flow::Beta => None,
        Flow::Store => Some(submit.to_vec()),
        Flow::Hotfix => Some([&submit[..], &hurry].concat()),
    };
    let version = [("--app-version", "PILOT_APP_VERSION"), ("--build-number", "PILOT_BUILD_NUMBER")];
    let mut all = vec![tool("cert", &[], &[], &[]), tool("sigh", &[], &[], &[])];
    all.extend(build.map(|line| Stage { name: "build", program: Program::Shell(line.to_owned()) }));
    all.push(tool("pilot", &["upload"], pilot, &[]));
    all.extend(deliver.map(|more| tool("deliver", &["run"], &more, &version)));
    all
}

/// The common options that every stage is to have too. A key on the command line is none of them.
fn passed_on(common: &Common) -> Vec<String> {
    let key = common.key.api_key_path.as_ref().map(|path| path.display().to_string());
    let values = [
        ("--api-key-path", key),
        ("--account", common.login.account.clone()),
        ("--username", common.login.username.clone()),
        ("--env", (!common.env.is_empty()).then(|| common.env.join(","))),
    ];
    let values = values.into_iter().filter_map(|(name, value)| Some([name.to_owned(), value?])).flatten();
    let flags = [("--quiet", common.quiet), ("--verbose", common.verbose)];
    let flags = flags.into_iter().filter(|(_, given)| *given).map(|(name, _)| name.to_owned());
    values.chain(flags).collect()
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
        insta::assert_snapshot!(lines(Flow::Beta, Some("make \"$SIGH_UUID\"")), @r#"
        cert --app tides --env beta --env-out /p/.gantry/beta-tides.cert.env
        sigh --app tides --env beta --env-out /p/.gantry/beta-tides.sigh.env
        make "$SIGH_UUID"
        pilot upload --app tides --env beta --env-out /p/.gantry/beta-tides.pilot.env
        "#);
        insta::assert_snapshot!(lines(Flow::Store, None), @r#"
        cert --app tides --env beta --env-out /p/.gantry/store-tides.cert.env
        sigh --app tides --env beta --env-out /p/.gantry/store-tides.sigh.env
        pilot upload --app tides --skip-submission --env beta --env-out /p/.gantry/store-tides.pilot.env
        deliver run --app tides --submit-for-review --force --app-version "$PILOT_APP_VERSION" --build-number "$PILOT_BUILD_NUMBER" --env beta
        "#);
        let hotfix = lines(Flow::Hotfix, None);
        insta::assert_snapshot!(hotfix.lines().last().unwrap_or_default(), @r#"deliver run --app tides --submit-for-review --force --skip-screenshots --automatic-release --phased-release false --app-version "$PILOT_APP_VERSION" --build-number "$PILOT_BUILD_NUMBER" --env beta"#);
    }

    #[test]
    fn what_was_handed_on_is_put_in_and_missed() {
        let stage = Stage {
            name: "deliver",
            program: Program::Tool(vec![Word::Said("$x".into()), Word::Handed("V")]),
        };
        let values = BTreeMap::from([("V".to_owned(), "1 0".to_owned())]);
        assert_eq!(stage.settled(&values).unwrap().line(), "deliver '$x' '1 0'");
        let failure = stage.settled(&BTreeMap::new()).unwrap_err();
        assert!(failure.message.contains("handed on V"), "{failure}");
    }
}

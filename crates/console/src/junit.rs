//! `--junit FILE`: what a run was to do and what came of it, as CI systems read the results of tests.

use std::borrow::Cow;
use std::time::Duration;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::failure::Failure;
use crate::finding::Finding;
use crate::harmless::harmless;
use crate::plan::Plan;

/// What is known of a run so far.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// The steps that were planned, of every plan.
    steps: Vec<String>,
    dry_run: bool,
    /// What was warned of.
    pub(crate) warnings: Vec<Finding>,
}

/// One case of the report.
struct Case<'a> {
    name: String,
    file: Option<&'a str>,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    Failed { message: String, text: String },
    Skipped(&'static str),
}

impl Record {
    /// Takes a plan in.
    pub(crate) fn plan(&mut self, plan: &Plan, dry_run: bool) {
        self.steps.extend(plan.changes.iter().map(ToString::to_string));
        self.dry_run |= dry_run;
    }

    /// The report: a case for the run, one for each thing that is wrong, and one for each step of the plan. `run` is its name,
    /// such as `deliver`.
    pub(crate) fn xml(&self, run: &str, failure: Option<&Failure>, took: Duration) -> String {
        let cases = self.cases(run, failure);
        let count = |wanted: fn(&Outcome) -> bool| {
            cases.iter().filter(|case| wanted(&case.outcome)).count().to_string()
        };
        let counts = [
            ("name", run.to_owned()),
            ("tests", cases.len().to_string()),
            ("failures", count(|outcome| matches!(outcome, Outcome::Failed { .. }))),
            ("skipped", count(|outcome| matches!(outcome, Outcome::Skipped(_)))),
            ("time", format!("{:.3}", took.as_secs_f64())),
        ];
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        // Nothing can fail where everything goes to memory.
        let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        let suite = writer.create_element("testsuites").write_inner_content(|writer| {
            let suite = writer.create_element("testsuite").with_attributes(pairs(&counts));
            suite.write_inner_content(|writer| cases.iter().try_for_each(|case| case.write(run, writer)))?;
            Ok(())
        });
        let _ = suite;
        String::from_utf8_lossy(&writer.into_inner()).into_owned() + "\n"
    }

    fn cases<'a>(&self, run: &str, failure: Option<&'a Failure>) -> Vec<Case<'a>> {
        let mut cases = Vec::new();
        let outcome = failure.map_or(Outcome::Passed, |failure| Outcome::Failed {
            message: failure.message.lines().next().unwrap_or_default().to_owned(),
            text: failure.to_string(),
        });
        cases.push(Case { name: run.to_owned(), file: None, outcome });
        for finding in failure.iter().flat_map(|failure| &failure.findings) {
            let (message, text) = (finding.text.clone(), finding.text.clone());
            let outcome = Outcome::Failed { message, text };
            cases.push(Case { name: finding.text.clone(), file: finding.file.as_deref(), outcome });
        }
        for step in &self.steps {
            let outcome = match (self.dry_run, failure) {
                (true, _) => Outcome::Skipped("a dry run: it would be done"),
                (false, Some(_)) => Outcome::Skipped("the run failed: it may not have been done"),
                (false, None) => Outcome::Passed,
            };
            cases.push(Case { name: step.clone(), file: None, outcome });
        }
        cases
    }
}

impl Case<'_> {
    fn write(&self, run: &str, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let mut attributes = vec![("classname", run.to_owned()), ("name", self.name.clone())];
        attributes.extend(self.file.map(|file| ("file", file.to_owned())));
        let element = writer.create_element("testcase").with_attributes(pairs(&attributes));
        match &self.outcome {
            Outcome::Passed => element.write_empty()?,
            Outcome::Failed { message, text } => element.write_inner_content(|writer| {
                let failed = writer.create_element("failure");
                let failed = failed.with_attributes(pairs(&[("message", message.clone())]));
                failed.write_text_content(BytesText::new(&legal(text)))?;
                Ok(())
            })?,
            Outcome::Skipped(why) => element.write_inner_content(|writer| {
                let why = pairs(&[("message", (*why).to_owned())]);
                writer.create_element("skipped").with_attributes(why).write_empty()?;
                Ok(())
            })?,
        };
        Ok(())
    }
}

/// Attributes; a line break in a value would be read as a blank.
fn pairs(all: &[(&'static str, String)]) -> Vec<(&'static str, Cow<'static, str>)> {
    let value = |value: &str| legal(&value.split_whitespace().collect::<Vec<_>>().join(" "));
    all.iter().map(|(name, text)| (*name, value(text).into())).collect()
}

/// XML has no place at all for control characters and two more.
fn legal(text: &str) -> String {
    harmless(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::Reader;

    use super::*;
    use crate::plan::{Action, Change};

    fn planned(dry_run: bool) -> Record {
        let mut plan = Plan::new("Tideline");
        plan.push(Change::new(Action::Update, "subtitle", "en-US").from_to(Some("a"), Some("b & <c>")));
        let mut record = Record::default();
        record.plan(&plan, dry_run);
        record
    }

    #[test]
    fn a_run_and_its_steps_are_cases() {
        insta::assert_snapshot!(planned(false).xml("deliver", None, Duration::from_millis(1500)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite name="deliver" tests="2" failures="0" skipped="0" time="1.500">
            <testcase classname="deliver" name="deliver"/>
            <testcase classname="deliver" name="~ subtitle en-US: &quot;a&quot; -&gt; &quot;b &amp; &lt;c&gt;&quot;"/>
          </testsuite>
        </testsuites>
        "#);
    }

    #[test]
    fn what_is_wrong_is_a_case_each_and_steps_are_not_taken_for_done() {
        let failure = Failure::findings("refused", &["line 3: no <e-mail>".into(), "b".into()]);
        let xml = planned(false).xml("pilot", Some(&failure), Duration::ZERO);
        assert!(xml.contains(r#"tests="4" failures="3" skipped="1""#), "{xml}");
        assert!(xml.contains(r#"<failure message="line 3: no &lt;e-mail&gt;">"#), "{xml}");
        let dry = planned(true).xml("pilot", None, Duration::ZERO);
        assert!(dry.contains(r#"failures="0" skipped="1""#) && dry.contains("would be done"), "{dry}");
    }

    proptest! {
        #[test]
        fn any_text_makes_well_formed_xml(text in any::<String>()) {
            let failure = Failure::findings(&text, std::slice::from_ref(&text)).hint(text.clone());
            let xml = Record::default().xml("x", Some(&failure), Duration::ZERO);
            let legal = |letter: char| !letter.is_control() || letter == '\n' || letter == '\t';
            prop_assert!(xml.chars().all(legal));
            let mut reader = Reader::from_str(&xml);
            let mut depth = 0;
            loop {
                match reader.read_event().unwrap() {
                    Event::Start(start) => {
                        depth += 1;
                        for attribute in start.attributes() {
                            attribute.unwrap();
                        }
                    }
                    Event::End(_) => depth -= 1,
                    Event::Eof => break,
                    _ => {}
                }
            }
            prop_assert_eq!(depth, 0);
        }
    }
}

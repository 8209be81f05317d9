//! What `help` says.

use super::line::COMMANDS;

const REQUESTS: &str = "\
A line is a request, as `spaceship api` takes it:

  devices                                   GET /v1/devices
  apps --limit 3 --fields apps=name         some of it
  betaGroups --filter app=6448311069        those that match; --include, --sort, --paginate too
  devices/ABC --attribute name=Anna         PATCH or POST, whichever the path takes, with --attribute,
                                            --relationship name=id or --data JSON; shown and asked about first
  DELETE bundleIds/ABC

or one of these:
";

const LAST: &str = "\
`last` shows the last answer again. With options it asks again with these changed:

  last --filter status=ENABLED              with this filter added, or in the place of the one before
  last --filter status=                     without it
  last --sort -name --limit 50
";

/// The text for a topic, or for all.
pub(super) fn text(topic: Option<&str>) -> String {
    match topic {
        Some("last") => LAST.trim_end().to_owned(),
        Some(topic) => match COMMANDS.iter().find(|(name, _)| *name == topic) {
            Some((name, what)) => format!("{name}: {what}"),
            None => format!("there is no command `{topic}`; a request is described with `describe`"),
        },
        None => {
            let commands = COMMANDS.iter().map(|(name, what)| format!("  {name:10} {what}"));
            format!("{REQUESTS}\n{}", commands.collect::<Vec<_>>().join("\n"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_says_what_there_is() {
        insta::assert_snapshot!(text(None));
        assert!(text(Some("last")).contains("--filter status="));
        assert!(text(Some("nonsense")).contains("no command"));
    }
}

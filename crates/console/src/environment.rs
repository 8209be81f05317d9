//! The process environment: the one place that reads it, and the list of what is read.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// An environment variable that a tool reads.
#[derive(Debug, Clone, Copy)]
pub struct Variable {
    /// The name.
    pub name: &'static str,
    /// What it is for.
    pub what: &'static str,
}

/// The variables that every tool reads. A tool's options name their own in its help.
pub const VARIABLES: &[Variable] = &[
    variable("SPACESHIP_ENDPOINT", "where the API is, such as a simulator; plain http for loopback only"),
    variable("APP_STORE_CONNECT_API_KEY_PATH", "a JSON key file, as fastlane reads it"),
    variable("APP_STORE_CONNECT_API_KEY", "a JSON key, inline"),
    variable("APP_STORE_CONNECT_API_KEY_KEY_ID", "the key id (GitLab's integration sets it)"),
    variable("APP_STORE_CONNECT_API_KEY_ISSUER_ID", "the issuer id (GitLab's integration sets it)"),
    variable(
        "APP_STORE_CONNECT_API_KEY_KEY",
        "the key's text, or base64 of it (GitLab's integration sets it)",
    ),
    variable("APP_STORE_CONNECT_API_KEY_IS_KEY_CONTENT_BASE64", "whether the key's text is base64"),
    variable("APP_STORE_CONNECT_API_KEY_KEY_FILEPATH", "a .p8 in the place of the key's text"),
    variable("APP_STORE_CONNECT_API_KEY_DURATION", "how many seconds a token lives"),
    variable("APP_STORE_CONNECT_API_KEY_IN_HOUSE", "whether the key is of the Enterprise Program"),
    variable("SPACESHIP_CONNECT_API_KEY_ID", "the key id"),
    variable("SPACESHIP_CONNECT_API_ISSUER_ID", "the issuer id"),
    variable("SPACESHIP_CONNECT_API_KEY", "the key's text"),
    variable("SPACESHIP_CONNECT_API_KEY_FILEPATH", "a .p8 in the place of the key's text"),
    variable("SPACESHIP_CONNECT_API_TOKEN_DURATION", "how many seconds a token lives"),
    variable("SPACESHIP_CONNECT_API_IN_HOUSE", "whether the key is of the Enterprise Program"),
    variable("FASTLANE_USER", "the Apple ID whose session is used where there is no API key"),
    variable("DELIVER_USER", "the Apple ID"),
    variable("DELIVER_USERNAME", "the Apple ID"),
    variable("FASTLANE_PASSWORD", "the password of the Apple ID"),
    variable("DELIVER_PASSWORD", "the password of the Apple ID"),
    variable("FASTLANE_DONT_STORE_PASSWORD", "set: no password is kept in the keychain of the system"),
    variable("FASTLANE_SESSION", "a session of the Apple ID, as `spaceauth` prints it"),
    variable("SPACESHIP_SESSION", "the same, where FASTLANE_SESSION is not set"),
    variable(
        "SPACESHIP_COOKIE_PATH",
        "the folder below which sessions are kept; ~/.fastlane where it is not set",
    ),
    variable(
        "SPACESHIP_2FA_SMS_DEFAULT_PHONE_NUMBER",
        "the phone that codes are sent to, such as +49 123 4567885",
    ),
    variable("FASTLANE_TEAM_ID", "the team of the Developer Program, where the Apple ID has several"),
    variable("FASTLANE_TEAM_NAME", "the same by its name"),
    variable("FASTLANE_ITC_TEAM_ID", "the provider of App Store Connect, where the Apple ID has several"),
    variable("FASTLANE_ITC_TEAM_NAME", "the same by its name"),
    variable("XDG_CONFIG_HOME", "where gantry/accounts.toml is; ~/.config where it is not set"),
    variable("HOME", "where ~ leads"),
    variable("USERPROFILE", "where ~ leads when HOME is not set"),
    variable("CI", "set on CI, as are those that follow: no prompt, no live progress, no colour"),
    variable("APPCENTER_BUILD_ID", "App Center"),
    variable("BITRISE_IO", "Bitrise"),
    variable("BUDDY", "Buddy"),
    variable("CI_PROJECT_DIR", "GitLab CI: the folder of the repository, from which reports name files"),
    variable("CI_XCODE_CLOUD", "Xcode Cloud"),
    variable("CIRCLECI", "CircleCI; any value counts"),
    variable("CM_BUILD_ID", "Codemagic"),
    variable("CODEBUILD_BUILD_ARN", "AWS CodeBuild"),
    variable("GITHUB_ACTION", "GitHub Actions"),
    variable("GITHUB_ACTIONS", "GitHub Actions"),
    variable("GITHUB_OUTPUT", "GitHub Actions: the file for the outputs of a step"),
    variable("GITHUB_STEP_SUMMARY", "GitHub Actions: the file for the summary of a step"),
    variable("GITLAB_CI", "GitLab CI"),
    variable("GO_PIPELINE_NAME", "GoCD"),
    variable("JENKINS_HOME", "Jenkins"),
    variable("JENKINS_URL", "Jenkins"),
    variable("TEAMCITY_VERSION", "TeamCity"),
    variable("TF_BUILD", "Azure Pipelines"),
    variable("TRAVIS", "Travis CI"),
    variable("XCS", "Xcode Server"),
    variable("bamboo_buildKey", "Bamboo"),
    variable(
        "HTTPS_PROXY",
        "the proxy to Apple; the HTTP library reads it, as it reads HTTP_PROXY and ALL_PROXY",
    ),
    variable("NO_PROXY", "the hosts that are reached without the proxy; the HTTP library reads it"),
    variable("SSL_CERT_FILE", "more certificate authorities to trust, on Linux; the TLS library reads it"),
    variable(
        "XDG_STATE_HOME",
        "where the playground keeps its history, and pilot what is sent of an upload; ~/.local/state where it is not set",
    ),
    variable("NO_COLOR", "no colour"),
    variable("FASTLANE_DISABLE_COLORS", "no colour"),
    variable("CLICOLOR", "`0`: no colour"),
    variable("CLICOLOR_FORCE", "colour without a terminal and on CI, unless it is `0`"),
    variable("FORCE_COLOR", "the same"),
    variable("TERM", "`dumb`: no colour, no live progress"),
];

/// The marks of CI systems that may be set to a word for no.
const CI_MARKS: [&str; 18] = [
    "CI",
    "APPCENTER_BUILD_ID",
    "BITRISE_IO",
    "BUDDY",
    "CI_XCODE_CLOUD",
    "CM_BUILD_ID",
    "CODEBUILD_BUILD_ARN",
    "GITHUB_ACTION",
    "GITHUB_ACTIONS",
    "GITLAB_CI",
    "GO_PIPELINE_NAME",
    "JENKINS_HOME",
    "JENKINS_URL",
    "TEAMCITY_VERSION",
    "TF_BUILD",
    "TRAVIS",
    "XCS",
    "bamboo_buildKey",
];

const fn variable(name: &'static str, what: &'static str) -> Variable {
    Variable { name, what }
}

/// The variables of a process, or of a test.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, String>,
}

impl Environment {
    /// The variables of this process. A value that is no Unicode is passed over.
    pub fn of_process() -> Self {
        let unicode = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        };
        Self { variables: std::env::vars_os().filter_map(unicode).collect() }
    }

    /// The value of a variable. An empty variable counts as unset, unlike at fastlane: CI systems set variables to
    /// nothing when they mean that there is none.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The first of the variables that is set, with its name.
    pub fn first<'a>(&self, names: &[&'a str]) -> Option<(&'a str, &str)> {
        names.iter().find_map(|name| Some((*name, self.get(name)?)))
    }

    /// Sets a variable, unless it is set already and `replace` is false.
    pub(crate) fn set(&mut self, name: &str, value: String, replace: bool) {
        if replace || !self.variables.contains_key(name) {
            self.variables.insert(name.to_owned(), value);
        }
    }

    /// The home folder.
    pub fn home(&self) -> Option<PathBuf> {
        self.get("HOME").or_else(|| self.get("USERPROFILE")).map(PathBuf::from)
    }

    /// Whether a CI system runs this, as fastlane tells it.
    pub fn is_ci(&self) -> bool {
        self.get("CIRCLECI").is_some() || CI_MARKS.iter().any(|name| self.means_yes(name))
    }

    /// Whether a variable is set, and to no word for no.
    pub(crate) fn means_yes(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| !matches!(value, "no" | "false" | "off" | "0"))
    }

    /// Whether colour is asked for, or asked to be left out; `None` where nothing is said. Who wants none is heard first.
    pub(crate) fn colour(&self) -> Option<bool> {
        if self.first(&["NO_COLOR", "FASTLANE_DISABLE_COLORS"]).is_some() || self.get("CLICOLOR") == Some("0")
        {
            return Some(false);
        }
        ["CLICOLOR_FORCE", "FORCE_COLOR"].iter().any(|name| self.means_yes(name)).then_some(true)
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Environment {
    fn from(pairs: [(&str, &str); N]) -> Self {
        Self {
            variables: pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_counts_as_unset() {
        let environment =
            Environment::from([("SIGH_API_KEY_PATH", ""), ("APP_STORE_CONNECT_API_KEY_PATH", "k.json")]);
        let found = environment.first(&["SIGH_API_KEY_PATH", "APP_STORE_CONNECT_API_KEY_PATH"]);
        assert_eq!(found, Some(("APP_STORE_CONNECT_API_KEY_PATH", "k.json")));
    }

    #[test]
    fn ci_is_told_by_its_variables() {
        assert!(Environment::from([("GITLAB_CI", "true")]).is_ci());
        assert!(!Environment::from([("CI", "false")]).is_ci());
        assert!(!Environment::default().is_ci());
    }

    #[test]
    fn colour_is_asked_for_as_is_customary() {
        let of = |pairs: [(&str, &str); 2]| Environment::from(pairs).colour();
        assert_eq!(of([("FORCE_COLOR", "1"), ("CI", "true")]), Some(true));
        assert_eq!(of([("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), Some(false));
        assert_eq!(of([("CLICOLOR_FORCE", "0"), ("NO_COLOR", "")]), None);
    }

    #[test]
    fn every_variable_that_the_console_reads_is_declared() {
        let families = crate::credentials::variable_names();
        for name in CI_MARKS.into_iter().chain(families) {
            assert!(VARIABLES.iter().any(|variable| variable.name == name), "{name} is not declared");
        }
    }
}

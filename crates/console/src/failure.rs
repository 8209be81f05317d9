//! A failure as a person reads it: what was being done, what Apple said, what to do next. And the exit code.

use std::fmt;
use std::path::Path;

use serde::Serialize;
use spaceship::ErrorKind;
use spaceship::auth::KeyError;
use spaceship::jsonapi::ApiError;

use crate::exit;
use crate::finding::Finding;

/// Why a command did not do what it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Failure {
    /// What went wrong.
    pub message: String,
    /// What is behind it, from near to far.
    pub causes: Vec<String>,
    /// What to do next.
    pub hint: Option<String>,
    /// The exit code.
    pub exit_code: u8,
    /// What is wrong with what was given, each by itself. They stand in the message too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// What Apple answered, for programs. Its words stand in the message too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub apple: Option<Box<AppleAnswer>>,
}

/// The document that is printed where a command fails.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Error<'a> {
    pub(crate) error: &'a Failure,
}

/// An answer of Apple's that is an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AppleAnswer {
    /// Apple's id of the request, for a support case.
    pub request_id: Option<String>,
    /// Every error in it, each followed by those of other resources that are behind it.
    pub errors: Vec<AppleError>,
}

/// One of Apple's errors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AppleError {
    /// The HTTP status, as text.
    pub status: String,
    /// The dotted code, from general to specific.
    pub code: String,
    /// A short title.
    pub title: String,
    /// What is wrong in this case.
    pub detail: Option<String>,
    /// Where it lies: a JSON pointer into the body or a query parameter.
    pub place: Option<String>,
    /// The path of the resource that it is about, where that is another one than the request's.
    pub resource: Option<String>,
}

impl Failure {
    /// A failure with an exit code of [`exit`].
    pub fn new(exit_code: u8, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            causes: Vec::new(),
            hint: None,
            exit_code,
            findings: Vec::new(),
            apple: None,
        }
    }

    /// Something given is wrong, and nothing was written.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(exit::INVALID, message)
    }

    /// Several things given are wrong: all of them, a line each. A text that begins with a file's name, or with one and
    /// a line, says so where the results of CI are shown.
    pub fn findings(what: &str, findings: &[String]) -> Self {
        let failure = Self::invalid(format!("{what}:\n  - {}", findings.join("\n  - ")))
            .hint("nothing was sent; put these right and run the command again");
        Self { findings: findings.iter().map(|text| Finding::of_text(text)).collect(), ..failure }
    }

    /// With the file that those findings are about that name none.
    #[must_use]
    pub fn in_file(mut self, path: &Path) -> Self {
        for finding in self.findings.iter_mut().filter(|finding| finding.file.is_none()) {
            finding.file = Some(path.display().to_string());
        }
        self
    }

    /// What is wrong, each by itself; the failure as a whole where it is not told apart.
    pub(crate) fn annotated(&self) -> Vec<Finding> {
        if self.findings.is_empty() {
            vec![Finding::of_text(&self.to_string())]
        } else {
            self.findings.clone()
        }
    }

    /// With what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With something that is behind it.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// With what is behind a failure that followed, and with its remedy in the place of the own.
    #[must_use]
    pub(crate) fn also(mut self, causes: Vec<String>, hint: Option<String>) -> Self {
        self.causes.extend(causes);
        self.hint = hint.or(self.hint);
        self
    }

    /// With what was being done in the first place; the message so far becomes the nearest cause.
    #[must_use]
    pub fn context(mut self, doing: impl Into<String>) -> Self {
        let message = std::mem::replace(&mut self.message, doing.into());
        self.causes.insert(0, message);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        for cause in &self.causes {
            write!(f, "\n  because: {cause}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        Self::invalid(error.to_string())
    }
}

impl From<signing::Error> for Failure {
    fn from(error: signing::Error) -> Self {
        let code = if matches!(error, signing::Error::Write { .. }) { exit::FAILED } else { exit::INVALID };
        chained(code, &error)
    }
}

impl From<artifact::Error> for Failure {
    fn from(error: artifact::Error) -> Self {
        // A file that is not there is wrong input like one that is damaged.
        chained(exit::INVALID, &error)
    }
}

impl From<spaceship::Error> for Failure {
    fn from(error: spaceship::Error) -> Self {
        let mut failure = chained(exit_code(&error), &error);
        failure.hint = hint(&error);
        if error.status().is_some() {
            let request_id = error.request_id().map(str::to_owned);
            failure.apple = Some(Box::new(AppleAnswer { request_id, errors: apples(error.errors()) }));
        }
        if let Some(id) = error.request_id().filter(|_| error.kind() == ErrorKind::Unreachable) {
            failure.causes.push(format!("Apple's id of the request is {id}"));
        }
        failure
    }
}

/// The message of an error and those of its sources.
fn chained(code: u8, error: &dyn std::error::Error) -> Failure {
    let sources = std::iter::successors(error.source(), |source| source.source());
    let causes = sources.map(ToString::to_string).collect();
    Failure { causes, ..Failure::new(code, error.to_string()) }
}

/// Apple's errors, and after each those of other resources that are behind it.
fn apples(errors: &[ApiError]) -> Vec<AppleError> {
    let one = |error: &ApiError, resource: Option<&str>| AppleError {
        status: error.status.clone(),
        code: error.code.clone(),
        title: error.title.clone(),
        detail: error.detail.clone(),
        place: error.place().map(str::to_owned),
        resource: resource.map(str::to_owned),
    };
    let all = errors.iter().flat_map(|error| {
        let behind = error.associated().map(|(path, behind)| one(behind, Some(path)));
        std::iter::once(one(error, None)).chain(behind).collect::<Vec<_>>()
    });
    all.collect()
}

fn exit_code(error: &spaceship::Error) -> u8 {
    match error.kind() {
        ErrorKind::Credentials => exit::CREDENTIALS,
        ErrorKind::NotFound => exit::NOT_FOUND,
        ErrorKind::Forbidden | ErrorKind::Refused | ErrorKind::Failed => exit::REFUSED,
        ErrorKind::Invalid => exit::INVALID,
        ErrorKind::Unreachable | ErrorKind::Untrusted | ErrorKind::RateLimited | ErrorKind::TimedOut => {
            exit::UNREACHABLE
        }
        _ => exit::FAILED,
    }
}

fn hint(error: &spaceship::Error) -> Option<String> {
    let text = match error.kind() {
        _ if error.session().is_some() => {
            "sign in again with `spaceship login`; for CI run `spaceauth` on a machine with a terminal and put what it \
             prints into the variable FASTLANE_SESSION"
        }
        // It says itself what to do.
        _ if error.sign_in().is_some() => return None,
        ErrorKind::Credentials => {
            "Apple answers every wrong key with the same words. Most likely the key id or the issuer id belongs to \
             another key, or the key was revoked: compare them in App Store Connect, under Users and Access, \
             Integrations"
        }
        ErrorKind::Forbidden if error.has_code("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED") => {
            "the Account Holder has to accept an agreement in App Store Connect, under Business; it takes some \
             minutes to reach the API"
        }
        ErrorKind::Forbidden => {
            "the key's role is not enough for this: App Manager for store pages and TestFlight, Admin for \
             certificates of distribution and users"
        }
        ErrorKind::Untrusted => {
            "where a proxy or a simulator signs certificates of its own, name the file of its authority in \
             SSL_CERT_FILE; otherwise somebody stands between this machine and Apple"
        }
        ErrorKind::RateLimited => "the hourly budget of the key is used up; it comes back within an hour",
        ErrorKind::Unreachable => "run the command again: what was done already is found and not done twice",
        ErrorKind::TimedOut => {
            "Apple may still be at work; run the command again later, it goes on where it was"
        }
        ErrorKind::Unexpected => {
            "this is no answer that Apple's API gives: see with --verbose whether a proxy stands between, and tell us \
             if it does not pass"
        }
        ErrorKind::ReadOnly => "run the command without --dry-run",
        _ => return None,
    };
    Some(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_reads_from_what_was_done_to_what_to_do() {
        let failure = Failure::invalid("it is cut")
            .context("the key from key.p8 cannot be used")
            .hint("fetch it again");
        insta::assert_snapshot!(failure, @r"
        the key from key.p8 cannot be used
          because: it is cut
        hint: fetch it again
        ");
    }

    #[test]
    fn every_kind_of_failure_has_its_exit_code() {
        let code = |kind| Failure::from(spaceship::Error::custom(kind, "x")).exit_code;
        assert_eq!(code(ErrorKind::Credentials), exit::CREDENTIALS);
        assert_eq!(code(ErrorKind::NotFound), exit::NOT_FOUND);
        assert_eq!(code(ErrorKind::Refused), exit::REFUSED);
        assert_eq!(code(ErrorKind::Forbidden), exit::REFUSED);
        assert_eq!(code(ErrorKind::Invalid), exit::INVALID);
        assert_eq!(code(ErrorKind::RateLimited), exit::UNREACHABLE);
        assert_eq!(code(ErrorKind::Unexpected), exit::FAILED);
    }

    #[test]
    fn apples_errors_stand_in_the_json_of_a_failure() {
        let error = serde_json::json!({"status": "409", "code": "STATE_ERROR", "title": "T", "meta": {
            "associatedErrors": {"/v1/apps/1": [{"status": "409", "code": "ENTITY_ERROR", "title": "missing",
                "source": {"pointer": "/data/attributes/copyright"}}]}}});
        let errors = [serde_json::from_value(error).unwrap()];
        let answer = AppleAnswer { request_id: Some("R1".into()), errors: apples(&errors) };
        let failure = Failure { apple: Some(Box::new(answer)), ..Failure::new(exit::REFUSED, "refused") };
        insta::assert_snapshot!(serde_json::to_string(&failure).unwrap(), @r#"{"message":"refused","causes":[],"hint":null,"exit_code":5,"apple":{"request_id":"R1","errors":[{"status":"409","code":"STATE_ERROR","title":"T","detail":null,"place":null,"resource":null},{"status":"409","code":"ENTITY_ERROR","title":"missing","detail":null,"place":"/data/attributes/copyright","resource":"/v1/apps/1"}]}}"#);
    }
}

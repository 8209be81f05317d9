//! GitLab's API, as far as the integration needs it.

use std::time::Duration;

use console::{Failure, exit};
use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Method, StatusCode, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use super::risks::{ProtectedRef, Surroundings};
use super::{Integration, Wanted};

/// The longest answer that is read, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;
/// The most entries of a list that are asked for; a project with more protected branches names them by wildcards.
const PAGE: &str = "per_page=100";

/// A project at a GitLab server.
pub(crate) struct Server {
    http: Client,
    /// `https://gitlab.com/api/v4/projects/group%2Fapp`.
    project: String,
    shown: String,
    token: HeaderValue,
    read_only: bool,
}

impl Server {
    /// The project at the server whose address is `url`. The token goes nowhere else: redirects are not followed.
    pub(crate) fn new(
        url: &str,
        project: &str,
        token: &SecretString,
        read_only: bool,
    ) -> Result<Self, Failure> {
        let base = Url::parse(url).ok().filter(|base| base.scheme() == "https" || is_loopback(base));
        let base = base.ok_or_else(|| {
            Failure::new(exit::USAGE, format!("`{url}` is no address of a GitLab"))
                .hint("it is like https://gitlab.example.com; without TLS on this machine only")
        })?;
        let bad = |_| Failure::new(exit::CREDENTIALS, "the GitLab token has letters that no token has");
        let mut token = HeaderValue::from_str(token.expose_secret().trim()).map_err(bad)?;
        token.set_sensitive(true);
        let http = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(Duration::from_mins(1))
            .user_agent(concat!("gantry/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| Failure::new(exit::FAILED, "no HTTP client can be made").cause(chain(&error)))?;
        let id =
            url::form_urlencoded::byte_serialize(project.trim_matches('/').as_bytes()).collect::<String>();
        let root = base.as_str().trim_end_matches('/');
        let shown = format!("{project} at {root}");
        Ok(Self { http, project: format!("{root}/api/v4/projects/{id}"), shown, token, read_only })
    }

    /// The project, for a person.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }

    /// The integration's settings; none were ever made where the answer is that there is none.
    pub(crate) async fn integration(&self) -> Result<Integration, Failure> {
        match self.ask(Method::GET, "/integrations/apple_app_store", None).await? {
            (StatusCode::NOT_FOUND, _) => Ok(Integration::default()),
            answer => self.read(answer),
        }
    }

    /// What of the project decides who gets the variables.
    pub(crate) async fn surroundings(&self) -> Result<Surroundings, Failure> {
        let project: Surroundings = self.get("").await?;
        let (branches, tags) = futures::try_join!(
            self.get::<Vec<ProtectedRef>>("/protected_branches"),
            self.get::<Vec<ProtectedRef>>("/protected_tags"),
        )?;
        Ok(Surroundings { branches, tags, ..project })
    }

    /// Sets the integration up.
    pub(crate) async fn enable(&self, wanted: &Wanted) -> Result<(), Failure> {
        let body = serde_json::to_vec(wanted).unwrap_or_default();
        let answer = self.ask(Method::PUT, "/integrations/apple_app_store", Some(body)).await?;
        self.read::<Value>(answer).map(|_| ())
    }

    /// Puts the integration back to nothing.
    pub(crate) async fn disable(&self) -> Result<(), Failure> {
        let (status, body) = self.ask(Method::DELETE, "/integrations/apple_app_store", None).await?;
        if status.is_success() { Ok(()) } else { Err(self.refusal(status, &body)) }
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Failure> {
        let answer = self.ask(Method::GET, path, None).await?;
        self.read(answer)
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<(StatusCode, Vec<u8>), Failure> {
        if self.read_only && method != Method::GET {
            return Err(Failure::new(exit::FAILED, "a dry run changes nothing at GitLab"));
        }
        let unreached = |error: reqwest::Error| {
            // The address holds nothing secret, but it is long and stands in the message already.
            let why = chain(&error.without_url());
            Failure::new(exit::UNREACHABLE, format!("GitLab cannot be reached for {}", self.shown)).cause(why)
        };
        let url = format!("{}{path}?{PAGE}", self.project);
        let mut request = self.http.request(method, url).header("PRIVATE-TOKEN", self.token.clone());
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let mut answer = request.send().await.map_err(unreached)?;
        let mut bytes = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(unreached)? {
            bytes.extend_from_slice(&part);
            if bytes.len() > LONGEST {
                return Err(Failure::new(exit::FAILED, "GitLab's answer is longer than any of its API"));
            }
        }
        Ok((answer.status(), bytes))
    }

    fn read<T: DeserializeOwned>(&self, (status, body): (StatusCode, Vec<u8>)) -> Result<T, Failure> {
        if !status.is_success() {
            return Err(self.refusal(status, &body));
        }
        serde_json::from_slice(&body).map_err(|error| {
            Failure::new(exit::FAILED, "this is no answer of GitLab's API").cause(error.to_string())
        })
    }

    /// A failure for an answer that is an error.
    fn refusal(&self, status: StatusCode, body: &[u8]) -> Failure {
        let (code, hint) = match status.as_u16() {
            401 => (exit::CREDENTIALS, "make a token with the scope `api` and set it as GITLAB_TOKEN"),
            403 => (exit::CREDENTIALS, "the token needs the scope `api` and the role Maintainer or Owner"),
            404 => (
                exit::NOT_FOUND,
                "GitLab says the same of what is not there and of what the token may not see",
            ),
            300..=399 => (exit::USAGE, "give the address to which it leads as --gitlab-url"),
            429 | 500.. => (exit::UNREACHABLE, "run the command again later"),
            _ => (exit::REFUSED, "nothing was changed"),
        };
        let failure = Failure::new(code, format!("GitLab answers {} for {}", status.as_u16(), self.shown));
        let failure = match words(body) {
            Some(words) => failure.cause(words),
            None => failure,
        };
        failure.hint(hint)
    }
}

/// GitLab's words: a text, or texts by field, as `message` or `error`.
fn words(body: &[u8]) -> Option<String> {
    let document: Value = serde_json::from_slice(body).ok()?;
    let said = document.get("message").or_else(|| document.get("error"))?;
    Some(said.as_str().map_or_else(|| said.to_string(), str::to_owned))
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    url.scheme() == "http" && matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

fn chain(error: &dyn std::error::Error) -> String {
    let all = std::iter::successors(Some(error), |error| error.source());
    all.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_goes_over_tls_or_to_this_machine_only() {
        let server = |url: &str| Server::new(url, "group/sub/app", &"token".into(), true);
        let at = server("https://gitlab.example.com/git/").ok().map(|server| server.project);
        assert_eq!(at.as_deref(), Some("https://gitlab.example.com/git/api/v4/projects/group%2Fsub%2Fapp"));
        assert!(server("http://127.0.0.1:8080").is_ok());
        for url in ["http://gitlab.example.com", "gitlab.example.com", "ftp://localhost"] {
            assert_eq!(server(url).err().map(|failure| failure.exit_code), Some(exit::USAGE), "{url}");
        }
    }

    #[test]
    fn gitlabs_words_are_read_in_each_of_their_forms() {
        assert_eq!(words(br#"{"message": "401 Unauthorized"}"#).as_deref(), Some("401 Unauthorized"));
        assert_eq!(words(br#"{"error": "insufficient_scope"}"#).as_deref(), Some("insufficient_scope"));
        let fields = words(br#"{"message": {"app_store_key_id": ["is invalid"]}}"#);
        assert_eq!(fields.as_deref(), Some(r#"{"app_store_key_id":["is invalid"]}"#));
        assert_eq!(words(b"<html>"), None);
    }
}

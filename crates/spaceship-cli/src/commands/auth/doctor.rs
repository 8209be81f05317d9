//! `spaceship auth doctor`.

use console::{Context, Failure, Report, exit, table};
use serde::Serialize;
use spaceship::resources::{App, BundleId, Certificate, Device, User};
use spaceship::{Client, Error, ErrorKind};

use crate::cli::KEY_NAMES;

/// The proxy variables, in the order in which the HTTP library looks at them for Apple's hosts.
const PROXIES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
/// The difference of clocks from which on Apple may refuse a token, in seconds.
const SKEW: i64 = 60;

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Outcome {
    Good,
    Warning,
    Bad,
}

/// One check.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Check {
    name: &'static str,
    outcome: Outcome,
    found: String,
    remedy: Option<String>,
}

impl Check {
    fn good(name: &'static str, found: impl Into<String>) -> Self {
        Self { name, outcome: Outcome::Good, found: found.into(), remedy: None }
    }

    fn warning(name: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { name, outcome: Outcome::Warning, found: found.into(), remedy: Some(remedy.into()) }
    }

    fn bad(name: &'static str, failure: Failure) -> Self {
        let found = std::iter::once(failure.message).chain(failure.causes).collect::<Vec<_>>().join(": ");
        Self { name, outcome: Outcome::Bad, found, remedy: failure.hint }
    }
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Findings {
    healthy: bool,
    checks: Vec<Check>,
}

impl Report for Findings {
    fn text(&self) -> String {
        let mark = |outcome| match outcome {
            Outcome::Good => "ok",
            Outcome::Warning => "warning",
            Outcome::Bad => "wrong",
        };
        let rows = self.checks.iter().map(|check| {
            let remedy = check.remedy.as_ref().map(|remedy| format!("\n{remedy}")).unwrap_or_default();
            [check.name.to_owned(), mark(check.outcome).to_owned(), format!("{}{remedy}", check.found)]
        });
        table(&["check", "", "what was found, and what to do"], rows)
    }
}

pub(super) async fn run(context: &Context) -> Result<u8, Failure> {
    let mut checks = Vec::new();
    let code = match context.key(KEY_NAMES) {
        Ok(found) => {
            checks.extend([way(context, found.key.endpoint()), key(&found)]);
            let client = context.client_with(found)?;
            ask(&client, &mut checks).await
        }
        Err(failure) => {
            let code = failure.exit_code;
            checks.extend([way(context, None), Check::bad("key", failure)]);
            code
        }
    };
    context.ui.report(&Findings { healthy: code == exit::DONE, checks });
    Ok(code)
}

/// Which way requests go.
fn way(context: &Context, of_key: Option<&str>) -> Check {
    let endpoint = of_key.or_else(|| context.environment.get("SPACESHIP_ENDPOINT"));
    let except = context
        .environment
        .first(&["NO_PROXY", "no_proxy"])
        .map(|(_, hosts)| format!(", but not for {hosts}"));
    let way = match context.environment.first(&PROXIES) {
        Some((name, url)) => {
            format!("through the proxy {} of {name}{}", host_of(url), except.unwrap_or_default())
        }
        None => "directly, without a proxy".into(),
    };
    match endpoint {
        Some(endpoint) => Check::warning(
            "way",
            format!("to {endpoint}, which is not Apple ({way})"),
            "to speak to Apple, unset SPACESHIP_ENDPOINT and use a key of Apple's",
        ),
        None => Check::good("way", format!("to Apple {way}")),
    }
}

/// A proxy's address without the password that may stand in it.
fn host_of(proxy: &str) -> String {
    let whole = if proxy.contains("://") { proxy.to_owned() } else { format!("http://{proxy}") };
    let parsed = url::Url::parse(&whole).ok();
    let host = parsed.and_then(|url| Some(format!("{}:{}", url.host_str()?, url.port_or_known_default()?)));
    host.unwrap_or_else(|| "(no URL)".into())
}

fn key(found: &console::FoundKey) -> Check {
    let kind = if found.key.issuer_id().is_some() { "team key" } else { "individual key" };
    let what = format!("{kind} {} from {}", found.key.key_id(), found.origin);
    match found.notices.as_slice() {
        [] => Check::good("key", what),
        notices => Check::warning("key", what, notices.join("; ")),
    }
}

/// Asks Apple the questions that each show one thing. The first shows whether anything works at all.
async fn ask(client: &Client, checks: &mut Vec<Check>) -> u8 {
    let reached = client.list::<App>().fields("apps", "bundleId").limit(1).page().await;
    checks.extend(clock(client));
    match reached {
        Ok(page) => {
            let apps = page.total.map(|total| format!("; apps that it sees: {total}")).unwrap_or_default();
            checks.push(Check::good("access", format!("Apple takes the key{apps}")));
        }
        Err(error) if error.kind() == ErrorKind::Forbidden => {
            checks.push(Check::warning(
                "access",
                error.to_string(),
                "Apple takes the key, but it may not see apps",
            ));
        }
        Err(error) => {
            let failure = Failure::from(error);
            let code = failure.exit_code;
            checks.push(Check::bad("access", failure));
            return code;
        }
    }
    checks.push(role(client).await);
    checks.push(budget(client));
    exit::DONE
}

fn clock(client: &Client) -> Option<Check> {
    let ahead = client.clock_skew()?.whole_seconds();
    if ahead.abs() <= SKEW {
        return Some(Check::good("clock", "agrees with Apple's to the minute"));
    }
    let (by, way) = (ahead.unsigned_abs(), if ahead > 0 { "behind" } else { "ahead of" });
    Some(Check::warning(
        "clock",
        format!("this machine's clock is {by} s {way} Apple's"),
        "set the clock (NTP): Apple refuses tokens from the future and those that have expired; until then tokens are \
         made by Apple's clock",
    ))
}

/// What the key may see tells its role: Apple has no question for the role itself.
async fn role(client: &Client) -> Check {
    let (signing, devices, certificates, users) = futures::join!(
        client.list::<BundleId>().limit(1).page(),
        client.list::<Device>().limit(1).page(),
        client.list::<Certificate>().limit(1).page(),
        client.list::<User>().limit(1).page(),
    );
    let lacks = [
        ("bundle ids", refused(signing)),
        ("devices", refused(devices)),
        ("certificates", refused(certificates)),
        ("users", refused(users)),
    ];
    let lacks = lacks.iter().filter(|(_, refused)| *refused).map(|(what, _)| *what).collect::<Vec<_>>();
    match lacks.as_slice() {
        [] => Check::good("role", "may see bundle ids, devices, certificates and users: Admin"),
        ["users"] => Check::good(
            "role",
            "may see bundle ids, devices and certificates, but not users: App Manager or Developer. Certificates of \
             distribution and users need Admin",
        ),
        lacks => Check::warning(
            "role",
            format!("may not see {}", lacks.join(", ")),
            "for signing make a key with the role App Manager or Admin, under Users and Access, Integrations",
        ),
    }
}

fn refused<T>(answer: Result<T, Error>) -> bool {
    answer.is_err_and(|error| error.kind() == ErrorKind::Forbidden)
}

fn budget(client: &Client) -> Check {
    let (Some(left), Some(all)) = (client.budget().remaining(), client.budget().limit()) else {
        return Check::good("budget", "Apple does not tell it");
    };
    let found = format!("{left} of {all} requests are left this hour, for all who use the key");
    if left > all / 5 {
        return Check::good("budget", found);
    }
    Check::warning("budget", found, "wait, or give pipelines that run at the same time keys of their own")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxys_password_is_not_shown() {
        assert_eq!(host_of("http://user:secret@proxy.example.com:3128"), "proxy.example.com:3128");
        assert_eq!(host_of("proxy.example.com:3128"), "proxy.example.com:3128");
        assert_eq!(host_of("::"), "(no URL)");
    }
}

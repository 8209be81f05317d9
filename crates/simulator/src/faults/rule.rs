//! The rules, and which of them strikes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::effect::{Effect, Garbage, Wait};
use crate::ids::scramble;

/// How long a stall lasts unless `milliseconds` says otherwise: longer than a client should wait.
const SILENCE: u64 = 10 * 60 * 1000;

/// A rule: what it applies to, when it strikes, and what happens.
///
/// It is read from a JSON object, or from text such as `kind=status,status=503,method=GET,nth=3`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Only requests with this method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    method: Option<String>,
    /// Only requests whose path and query contain this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path_contains: Option<String>,
    /// Strikes at the n-th matching request only, counted from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nth: Option<u64>,
    /// Strikes at the first matching requests only, so many of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    times: Option<u64>,
    /// Strikes with this probability, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    probability: Option<f64>,
    kind: Kind,
    /// The HTTP status of `status` and `html`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// The value of `Retry-After`: seconds or a date, as it is to be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retry_after: Option<RetryAfter>,
    /// `Retry-After` as a date, so many seconds after the simulated time of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    retry_after_date: Option<u64>,
    /// How long `delay`, `stall` and `stall_body` wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    milliseconds: Option<u64>,
    /// How many requests matched so far, and how many of them failed.
    #[serde(skip_deserializing)]
    matched: u64,
    #[serde(skip_deserializing)]
    struck: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum RetryAfter {
    Seconds(u64),
    Text(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Status,
    Html,
    Reset,
    Truncate,
    Delay,
    #[serde(rename = "applied_then_500")]
    AppliedThen500,
    AppliedThenReset,
    Stall,
    StallBody,
    InvalidUtf8,
    NulBytes,
    Huge,
}

/// All rules. The same seed and the same requests give the same failures.
#[derive(Debug)]
pub(crate) struct Faults {
    seed: u64,
    rules: Vec<Rule>,
}

impl Faults {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, rules: Vec::new() }
    }

    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    pub(crate) fn add(&mut self, rules: Vec<Rule>) {
        self.rules.extend(rules);
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    /// What happens to this request: every rule counts it, the first that strikes decides.
    pub(crate) fn strike(&mut self, method: &str, target: &str) -> Option<Effect> {
        let mut effect = None;
        for (index, rule) in self.rules.iter_mut().enumerate() {
            if rule.matches(method, target) {
                let lot = self.seed ^ scramble(index as u64 + 1);
                if rule.strikes(lot) && effect.is_none() {
                    rule.struck += 1;
                    effect = Some(rule.effect());
                }
            }
        }
        effect
    }
}

impl Rule {
    fn matches(&self, method: &str, target: &str) -> bool {
        self.method.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method))
            && self.path_contains.as_ref().is_none_or(|part| target.contains(part.as_str()))
    }

    fn strikes(&mut self, lot: u64) -> bool {
        self.matched += 1;
        // Fifty-three bits are as many as a float holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "the value has 53 bits")]
        let drawn = (scramble(lot.wrapping_add(self.matched)) >> 11) as f64 / (1_u64 << 53) as f64;
        self.nth.is_none_or(|nth| self.matched == nth)
            && self.times.is_none_or(|times| self.struck < times)
            && self.probability.is_none_or(|probability| drawn < probability)
    }

    fn effect(&self) -> Effect {
        let pause = |unless_given| Duration::from_millis(self.milliseconds.unwrap_or(unless_given));
        let status = |status, html| Effect::Status {
            status: self.status.unwrap_or(status),
            retry_after: self.wait(),
            html,
        };
        match self.kind {
            Kind::Status => status(500, false),
            Kind::Html => status(503, true),
            Kind::Reset => Effect::Reset,
            Kind::Truncate => Effect::Truncate,
            Kind::Delay => Effect::Delay(pause(1000)),
            Kind::AppliedThen500 => Effect::AppliedThen500,
            Kind::AppliedThenReset => Effect::AppliedThenReset,
            Kind::Stall => Effect::Stall(pause(SILENCE)),
            Kind::StallBody => Effect::StallBody(pause(SILENCE)),
            Kind::InvalidUtf8 => Effect::Garbage(Garbage::InvalidUtf8),
            Kind::NulBytes => Effect::Garbage(Garbage::NulBytes),
            Kind::Huge => Effect::Garbage(Garbage::Huge),
        }
    }

    fn wait(&self) -> Option<Wait> {
        let text = self.retry_after.as_ref().map(|after| match after {
            RetryAfter::Seconds(seconds) => seconds.to_string(),
            RetryAfter::Text(text) => text.clone(),
        });
        self.retry_after_date.map(Wait::Until).or(text.map(Wait::Text))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn faults(seed: u64, rules: Value) -> Faults {
        let mut faults = Faults::new(seed);
        faults.add(serde_json::from_value(rules).unwrap());
        faults
    }

    #[test]
    fn a_rule_strikes_at_what_it_names() {
        let mut faults = faults(
            1,
            json!([{ "method": "post", "path_contains": "devices", "nth": 2, "kind": "reset" },
                   { "path_contains": "apps", "times": 1, "kind": "status", "status": 429, "retry_after": 2 }]),
        );
        assert_eq!(faults.strike("POST", "/v1/devices"), None);
        assert_eq!(faults.strike("GET", "/v1/devices"), None);
        assert_eq!(faults.strike("POST", "/v1/devices"), Some(Effect::Reset));
        assert_eq!(faults.strike("POST", "/v1/devices"), None);
        let limited = Effect::Status { status: 429, retry_after: Some(Wait::Text("2".into())), html: false };
        assert_eq!(faults.strike("GET", "/v1/apps"), Some(limited));
        assert_eq!(faults.strike("GET", "/v1/apps"), None);
    }

    #[test]
    fn chance_is_the_same_for_the_same_seed() {
        let run = |seed| {
            let mut faults = faults(seed, json!([{ "probability": 0.3, "kind": "truncate" }]));
            (0..200).map(|_| faults.strike("GET", "/v1/apps").is_some()).collect::<Vec<_>>()
        };
        assert_eq!(run(5), run(5));
        assert_ne!(run(5), run(6));
        let struck = run(5).into_iter().filter(|struck| *struck).count();
        assert!((30..90).contains(&struck), "{struck}");
    }

    #[test]
    fn an_unknown_member_of_a_rule_is_refused() {
        assert!(serde_json::from_value::<Rule>(json!({ "kind": "reset", "methd": "GET" })).is_err());
    }
}

//! The tokens by which the portal tells our changes from forged ones.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use http::{HeaderMap, HeaderValue};

use super::action::Kind;
use crate::session::Call;

/// The tokens that answers gave, by the kind of thing they were given for.
#[derive(Default)]
pub(super) struct Tokens(Mutex<HashMap<Kind, (HeaderValue, HeaderValue)>>);

impl Tokens {
    /// Takes the tokens of an answer in place of the last ones.
    pub(super) fn take(&self, kind: Kind, headers: &HeaderMap) {
        if let (Some(token), Some(time)) = (headers.get("csrf"), headers.get("csrf_ts")) {
            let tokens = (token.clone(), time.clone());
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(kind, tokens);
        }
    }

    /// Whether there are tokens for this kind.
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&kind)
    }

    /// The request with the tokens for this kind, if there are any.
    pub(super) fn give(&self, kind: Kind, call: Call) -> Call {
        let tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&kind).cloned();
        match tokens {
            Some((token, time)) => call.given("csrf", &token).given("csrf_ts", &time),
            None => call,
        }
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::session::{Effect, Host};

    #[test]
    fn tokens_go_back_with_what_they_were_given_for() {
        let tokens = Tokens::default();
        let mut headers = HeaderMap::new();
        headers.insert("csrf", HeaderValue::from_static("top_secret"));
        tokens.take(Kind::Device, &headers);
        assert!(!tokens.has(Kind::Device), "half a token is none");
        headers.insert("csrf_ts", HeaderValue::from_static("123123"));
        tokens.take(Kind::Device, &headers);
        let call = || Call::new(Effect::Read, Method::POST, Host::Developer, "/");
        let sent = tokens.give(Kind::Device, call()).headers;
        assert_eq!((&sent["csrf"], &sent["csrf_ts"]), (&headers["csrf"], &headers["csrf_ts"]));
        assert!(sent["csrf"].is_sensitive());
        assert!(tokens.give(Kind::App, call()).headers.is_empty());
    }
}

//! Tokens: JWTs (RFC 7519) signed with ES256, made when needed and used until shortly before they expire.

use std::sync::{Mutex, PoisonError};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use secrecy::SecretString;
use serde::Serialize;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::{ApiKey, KeyError};

/// How far a token's beginning is set back, for machines whose clock is ahead of Apple's.
const BACKDATED: Duration = Duration::seconds(60);
/// The longest time between a token's beginning and its end that Apple takes.
const LONGEST: Duration = Duration::minutes(20);
/// How long before its end a token is used no more.
const MARGIN: Duration = Duration::seconds(60);
/// No clock is believed beyond this; it leaves room to count from.
const LATEST: OffsetDateTime = datetime!(9000-01-01 00:00:00 UTC);
/// The smallest difference of clocks that matters.
const SKEW: Duration = Duration::seconds(60);

#[derive(Serialize)]
struct Claims<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    iss: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sub: Option<&'static str>,
    iat: i64,
    exp: i64,
    aud: &'static str,
}

/// Makes tokens of a key, and keeps the one in use.
pub(crate) struct TokenSource {
    key: ApiKey,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<(SecretString, OffsetDateTime)>,
    /// How far Apple's clock is ahead of ours, if that was seen to matter.
    offset: Duration,
}

impl TokenSource {
    pub(crate) fn new(key: ApiKey) -> Self {
        Self { key, state: Mutex::default() }
    }

    pub(crate) fn in_house(&self) -> Option<bool> {
        self.key.in_house()
    }

    /// The token in use, or a new one where it is about to expire.
    pub(crate) fn token(&self) -> Result<SecretString, KeyError> {
        self.token_at(OffsetDateTime::now_utc())
    }

    fn token_at(&self, now: OffsetDateTime) -> Result<SecretString, KeyError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = now.saturating_add(state.offset).min(LATEST);
        if let Some((token, expires)) = &state.token
            && now + MARGIN < *expires
        {
            return Ok(token.clone());
        }
        let (token, expires) = sign(&self.key, now)?;
        state.token = Some((token.clone(), expires));
        Ok(token)
    }

    /// Drops the token that Apple refused. Where Apple's clock differs from ours by more than a minute, the next
    /// one is made by Apple's clock.
    pub(crate) fn renew(&self, server_time: Option<OffsetDateTime>) -> Result<(), KeyError> {
        self.renew_at(server_time, OffsetDateTime::now_utc());
        self.token().map(drop)
    }

    fn renew_at(&self, server_time: Option<OffsetDateTime>, now: OffsetDateTime) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.token = None;
        if let Some(ahead) = server_time.map(|server| server - now) {
            state.offset = if ahead.abs() > SKEW { ahead } else { Duration::ZERO };
        }
    }
}

fn sign(key: &ApiKey, now: OffsetDateTime) -> Result<(SecretString, OffsetDateTime), KeyError> {
    let begins = now - BACKDATED;
    let duration = Duration::try_from(key.duration()).unwrap_or(LONGEST);
    let expires = now.saturating_add(duration).min(begins + LONGEST);
    let claims = Claims {
        iss: key.issuer_id(),
        sub: key.issuer_id().is_none().then_some("user"),
        iat: begins.unix_timestamp(),
        exp: expires.unix_timestamp(),
        aud: if key.in_house() == Some(true) {
            "apple-developer-enterprise-v1"
        } else {
            "appstoreconnect-v1"
        },
    };
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some(key.key_id().to_owned());
    let token =
        encode(&header, &claims, &EncodingKey::from_ec_der(key.pkcs8())).map_err(|_| KeyError::Sign)?;
    Ok((token.into(), expires))
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD, Engine as _};
    use jsonwebtoken::{DecodingKey, Validation, decode};
    use secrecy::ExposeSecret;
    use serde_json::Value;

    use super::*;
    use crate::auth::KeyParts;

    const NOW: OffsetDateTime = datetime!(2026-11-20 12:00:00 UTC);

    fn source(issuer: Option<&str>, seconds: u64) -> (TokenSource, DecodingKey) {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let key = ApiKey::new(KeyParts {
            key_id: "ABCDE12345".into(),
            issuer_id: issuer.map(str::to_owned),
            key: BASE64_STANDARD.encode(pair.to_pkcs8v1().unwrap().as_ref()).into(),
            duration: Some(std::time::Duration::from_secs(seconds)),
            ..KeyParts::default()
        });
        let point = pair.public_key().as_ref();
        let encoded =
            |range| BASE64_URL_SAFE_NO_PAD.encode(point.get::<std::ops::Range<usize>>(range).unwrap());
        let public = DecodingKey::from_ec_components(&encoded(1..33), &encoded(33..65)).unwrap();
        (TokenSource::new(key.unwrap()), public)
    }

    fn claims(token: &SecretString, key: &DecodingKey) -> Value {
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&["appstoreconnect-v1"]);
        validation.validate_exp = false;
        let decoded = decode::<Value>(token.expose_secret(), key, &validation).unwrap();
        assert_eq!(decoded.header.kid.as_deref(), Some("ABCDE12345"));
        decoded.claims
    }

    #[test]
    fn a_token_says_what_apple_wants_to_read() {
        let issuer = "69a6de70-0000-47e3-e053-5b8c7c11a4d1";
        let (source, public) = source(Some(issuer), 500);
        let claims = claims(&source.token_at(NOW).unwrap(), &public);
        let now = NOW.unix_timestamp();
        assert_eq!((claims["iat"].as_i64(), claims["exp"].as_i64()), (Some(now - 60), Some(now + 500)));
        assert_eq!(claims["iss"], issuer);
        assert!(claims.get("sub").is_none());
    }

    #[test]
    fn an_individual_key_speaks_for_its_user_and_no_token_is_too_long() {
        let (source, public) = source(None, 5000);
        let claims = claims(&source.token_at(NOW).unwrap(), &public);
        assert_eq!(claims["sub"], "user");
        assert!(claims.get("iss").is_none());
        assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 1200);
    }

    #[test]
    fn a_token_is_used_until_a_minute_before_its_end() {
        let (source, _) = source(None, 500);
        let at =
            |seconds| source.token_at(NOW + Duration::seconds(seconds)).unwrap().expose_secret().to_owned();
        let first = at(0);
        assert_eq!(first, at(439));
        assert_ne!(first, at(441));
    }

    #[test]
    fn apples_clock_is_taken_over_where_ours_is_wrong() {
        let (source, public) = source(None, 500);
        source.renew_at(Some(NOW + Duration::hours(2)), NOW);
        let claims = claims(&source.token_at(NOW).unwrap(), &public);
        assert_eq!(claims["iat"].as_i64(), Some((NOW + Duration::hours(2)).unix_timestamp() - 60));
        source.renew_at(Some(NOW + Duration::seconds(30)), NOW);
        assert_eq!(source.state.lock().unwrap().offset, Duration::ZERO);
    }

    #[test]
    fn no_duration_and_no_clock_is_too_far_off_to_count_with() {
        let (source, public) = source(None, u64::MAX / 4);
        let claims = claims(&source.token_at(NOW).unwrap(), &public);
        assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 1200);
        source.renew_at(Some(datetime!(9999-12-31 23:59:59 UTC)), NOW);
        assert!(source.token_at(NOW + Duration::seconds(5)).is_ok());
    }
}

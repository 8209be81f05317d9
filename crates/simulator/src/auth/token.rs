//! The bearer token: a JWT that one of the keys has signed.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use time::OffsetDateTime;

use super::keys::{Key, KeyRing};
use crate::engine::call::{Call, Query};
use crate::engine::refusal::{ErrorItem, Refusal};

/// The longest life of a token, in seconds.
const LONGEST: i64 = 20 * 60;
/// The longest life of a token whose scope holds GETs only: about six months, in seconds.
const LONGEST_SCOPED: i64 = 183 * 24 * 60 * 60;
/// How far the client's clock may be ahead, in seconds.
const LENIENCE: i64 = 60;

#[derive(Deserialize)]
struct Claims {
    iss: Option<String>,
    sub: Option<String>,
    aud: String,
    iat: Option<i64>,
    exp: i64,
    scope: Option<Vec<String>>,
}

impl KeyRing {
    /// The key whose token the request bears. Whatever is wrong, Apple's answer is the same.
    pub(crate) fn authenticate(
        &self,
        authorization: Option<&str>,
        call: &Call,
        now: OffsetDateTime,
    ) -> Result<&Key, Refusal> {
        self.holder(authorization, call, now.unix_timestamp()).ok_or_else(|| {
            ErrorItem::new(
                401,
                "NOT_AUTHORIZED",
                "Authentication credentials are missing or invalid.",
                "Provide a properly configured and signed bearer token, and make sure that it has not expired.",
            )
            .into()
        })
    }

    fn holder(&self, authorization: Option<&str>, call: &Call, now: i64) -> Option<&Key> {
        let (scheme, token) = authorization?.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return None;
        }
        let header = decode_header(token).ok()?;
        let key = self.find(header.kid.as_deref()?)?;
        let mut validation = Validation::new(Algorithm::ES256);
        // The times are judged below, by the simulated clock.
        validation.validate_exp = false;
        validation.set_audience(&["appstoreconnect-v1"]);
        let public = DecodingKey::from_ec_der(&key.point);
        let claims = decode::<Claims>(token, &public, &validation).ok()?.claims;
        let sound = claims.aud == "appstoreconnect-v1"
            && claims.belongs_to(key)
            && claims.is_alive(now)
            && claims.covers(call);
        sound.then_some(key)
    }
}

impl Claims {
    fn belongs_to(&self, key: &Key) -> bool {
        match &key.issuer {
            Some(issuer) => self.iss.as_ref() == Some(issuer),
            None => self.iss.is_none() && self.sub.as_deref() == Some("user"),
        }
    }

    fn is_alive(&self, now: i64) -> bool {
        let scoped = self
            .scope
            .as_ref()
            .is_some_and(|scope| !scope.is_empty() && scope.iter().all(|entry| entry.starts_with("GET ")));
        let longest = if scoped { LONGEST_SCOPED } else { LONGEST };
        let begun = self.iat.unwrap_or(now);
        self.exp > now
            && begun <= now + LENIENCE
            && begun < self.exp
            && self.exp - begun <= longest
            && self.exp - now <= longest + LENIENCE
    }

    /// A scope lists requests such as `GET /v1/apps?filter[platform]=IOS`; nothing else is allowed then.
    fn covers(&self, call: &Call) -> bool {
        let Some(scope) = &self.scope else { return true };
        scope.iter().any(|entry| {
            let Some((method, target)) = entry.split_once(' ') else { return false };
            let (path, query) = target.split_once('?').unwrap_or((target, ""));
            method == call.method
                && path.trim_end_matches('/') == call.path.trim_end_matches('/')
                && Query::parse(query).pairs().all(|(name, value)| call.query.get(name) == Some(value))
        })
    }
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{EncodingKey, Header, encode};
    use secrecy::ExposeSecret;
    use serde_json::{Value, json};

    use super::*;
    use crate::auth::Role;
    use crate::ids::Ids;

    fn ring() -> KeyRing {
        KeyRing::generate(&mut Ids::new(1)).unwrap()
    }

    fn now() -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(1_800_000_000).unwrap()
    }

    fn signed(kid: &str, signer: &Key, claims: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(kid.to_owned());
        let key = EncodingKey::from_ec_pem(signer.private_key.expose_secret().as_bytes()).unwrap();
        format!("Bearer {}", encode(&header, claims, &key).unwrap())
    }

    fn claims(issuer: &str, iat: i64, exp: i64) -> Value {
        let now = now().unix_timestamp();
        json!({ "iss": issuer, "iat": now + iat, "exp": now + exp, "aud": "appstoreconnect-v1" })
    }

    fn accepted(ring: &KeyRing, bearer: &str, target: &str) -> bool {
        let outcome = ring.authenticate(Some(bearer), &Call::new("GET", target, None), now());
        outcome.map_err(|refusal| assert_eq!(refusal.errors[0].code, "NOT_AUTHORIZED")).is_ok()
    }

    #[test]
    fn a_sound_token_of_a_team_or_an_individual_key_is_accepted() {
        let ring = ring();
        let team = ring.main().unwrap();
        let issuer = team.issuer.clone().unwrap();
        assert!(accepted(&ring, &signed(&team.id, team, &claims(&issuer, -60, 600)), "/v1/apps"));
        assert!(accepted(&ring, &signed(&team.id, team, &claims(&issuer, 0, 1200)), "/v1/apps"));
        let own = ring.keys().last().unwrap();
        let mut individual = claims("", 0, 600);
        individual.as_object_mut().unwrap().remove("iss");
        assert!(!accepted(&ring, &signed(&own.id, own, &individual), "/v1/apps"));
        individual["sub"] = "user".into();
        assert!(accepted(&ring, &signed(&own.id, own, &individual), "/v1/apps"));
        assert_eq!(own.role, Role::Admin);
    }

    #[test]
    fn an_unsound_token_is_refused_whatever_is_wrong() {
        let ring = ring();
        let [team, other, ..] = ring.keys() else { panic!("too few keys") };
        let issuer = team.issuer.clone().unwrap();
        let good = claims(&issuer, 0, 600);
        let mut audience = good.clone();
        audience["aud"] = "apple-developer-enterprise-v1".into();
        let mut tampered = signed(&team.id, team, &good);
        tampered.insert(tampered.len() - 40, 'A');
        for bearer in [
            signed(&team.id, team, &claims(&issuer, -700, -1)),
            signed(&team.id, team, &claims(&issuer, 0, 1201)),
            signed(&team.id, team, &claims(&issuer, -100, 1190)),
            signed(&team.id, team, &claims(&issuer, 120, 600)),
            signed(&team.id, team, &claims("another", 0, 600)),
            signed(&team.id, other, &good),
            signed("ABCDE12345", team, &good),
            signed(&team.id, team, &audience),
            tampered,
            signed(&team.id, team, &good).replace("Bearer", "Basic"),
            "Bearer".to_owned(),
            "Bearer a.b.c".to_owned(),
        ] {
            assert!(!accepted(&ring, &bearer, "/v1/apps"), "{bearer}");
        }
        assert!(ring.authenticate(None, &Call::new("GET", "/v1/apps", None), now()).is_err());
    }

    #[test]
    fn a_scope_limits_a_token_to_its_requests_and_lets_it_live_longer() {
        let ring = ring();
        let team = ring.main().unwrap();
        let mut scoped = claims(&team.issuer.clone().unwrap(), 0, 90 * 24 * 3600);
        scoped["scope"] = json!(["GET /v1/apps?filter[bundleId]=a.b"]);
        let bearer = signed(&team.id, team, &scoped);
        assert!(accepted(&ring, &bearer, "/v1/apps?filter[bundleId]=a.b&limit=1"));
        assert!(!accepted(&ring, &bearer, "/v1/apps"));
        assert!(!accepted(&ring, &bearer, "/v1/devices"));
    }
}

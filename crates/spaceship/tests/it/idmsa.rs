//! Apple's sign-in for one account: the server's half of SRP with arithmetic of its own, and two-factor.

use std::num::NonZeroU32;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use aws_lc_rs::pbkdf2;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use num_bigint::BigUint;
use serde_json::{Value, json};

use crate::apple::{Answer, Reply, Seen};

pub(crate) const ACCOUNT: &str = "jane@example.com";
pub(crate) const PASSWORD: &str = "pässword-🔑 secret";
pub(crate) const CODE: &str = "123456";
pub(crate) const WIDGET_KEY: &str = "e0abc";
const SALT: &[u8] = b"sixteen bytes...";
const ROUNDS: u32 = 1000;
const CHALLENGE: &str = "4d74fb15eb23f465f1f6fcbf534e5877";

/// The sign-in, with what a test changes of it.
pub(crate) struct IdMsa {
    /// What `signin/complete` answers to a right proof, if not what follows from the rest.
    pub(crate) complete: Option<Reply>,
    /// What `GET auth` tells.
    pub(crate) factors: Value,
    prime: BigUint,
    verifier: BigUint,
    secret: BigUint,
    client: Vec<u8>,
    old_protocol: bool,
}

fn sha(parts: &[&[u8]]) -> Vec<u8> {
    digest(&SHA256, &parts.concat()).as_ref().to_vec()
}

fn number(bytes: &[u8]) -> BigUint {
    BigUint::from_bytes_be(bytes)
}

impl IdMsa {
    pub(crate) fn new(factors: Value, old_protocol: bool) -> Self {
        let prime = BigUint::parse_bytes(PRIME.as_bytes(), 16).unwrap();
        let mut input = sha(&[PASSWORD.as_bytes()]);
        if old_protocol {
            input = input.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect();
        }
        let mut derived = [0; 32];
        let rounds = NonZeroU32::new(ROUNDS).unwrap();
        pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, SALT, &input, &mut derived);
        let private = number(&sha(&[SALT, &sha(&[b":", &derived])]));
        let verifier = BigUint::from(2_u8).modpow(&private, &prime);
        let secret = number(&sha(&[b"the server's secret"]));
        Self { complete: None, factors, prime, verifier, secret, client: Vec::new(), old_protocol }
    }

    fn pad(&self, number: &BigUint) -> Vec<u8> {
        let bytes = number.to_bytes_be();
        [vec![0; self.prime.to_bytes_be().len() - bytes.len()], bytes].concat()
    }

    fn public(&self) -> Vec<u8> {
        let generator = BigUint::from(2_u8);
        let k = number(&sha(&[&self.pad(&self.prime), &self.pad(&generator)]));
        ((k * &self.verifier + generator.modpow(&self.secret, &self.prime)) % &self.prime).to_bytes_be()
    }

    fn proofs(&self) -> (Vec<u8>, Vec<u8>) {
        let (client, public) = (number(&self.client), self.public());
        let u = number(&sha(&[&self.pad(&client), &self.pad(&number(&public))]));
        let shared = (client * self.verifier.modpow(&u, &self.prime)) % &self.prime;
        let key = sha(&[&shared.modpow(&self.secret, &self.prime).to_bytes_be()]);
        let (n, g) = (sha(&[&self.pad(&self.prime)]), sha(&[&self.pad(&BigUint::from(2_u8))]));
        let group = n.iter().zip(g).map(|(a, b)| a ^ b).collect::<Vec<_>>();
        let m1 = sha(&[&group, &sha(&[ACCOUNT.as_bytes()]), SALT, &self.client, &public, &key]);
        let m2 = sha(&[&self.client, &m1, &key]);
        (m1, m2)
    }

    /// The answer to any request of a sign-in.
    pub(crate) fn answer(&mut self, seen: &Seen) -> Answer {
        match seen.line().as_str() {
            "HEAD /logout" => {
                let location =
                    format!("https://idmsa.apple.com/appleauth/signout?widgetKey={WIDGET_KEY}&rv=3");
                let cookie = "ended=1; Domain=apple.com; Path=/";
                Answer::status(302).header("location", &location).header("Set-Cookie", cookie)
            }
            "POST /appleauth/auth/signin/init" => self.init(seen),
            "GET /appleauth/auth/signin" => {
                assert_eq!(seen.path, format!("/appleauth/auth/signin?widgetKey={WIDGET_KEY}"));
                Answer::status(200).header("X-Apple-HC-Bits", "10").header("X-Apple-HC-Challenge", CHALLENGE)
            }
            "POST /appleauth/auth/signin/complete" => self.complete(seen),
            "GET /appleauth/auth" => Answer::json(200, &self.factors),
            "PUT /appleauth/auth/verify/phone" => Answer::json(200, &json!({})),
            "POST /appleauth/auth/verify/trusteddevice/securitycode"
            | "POST /appleauth/auth/verify/phone/securitycode" => code(seen),
            "GET /appleauth/auth/2sv/trust" => Answer::status(204)
                .header("Set-Cookie", "myacinfo=SESSION-COOKIE; Domain=apple.com; Path=/; Secure; HttpOnly")
                .header(
                    "Set-Cookie",
                    "DES1a2b=TRUST-COOKIE; Domain=idmsa.apple.com; Path=/; Max-Age=2592000",
                ),
            "GET /olympus/v1/session" => standing(seen),
            line => panic!("nobody should ask for {line}"),
        }
    }

    fn init(&mut self, seen: &Seen) -> Answer {
        let body = seen.json();
        assert_eq!(body["accountName"], ACCOUNT);
        assert_eq!(body["protocols"], json!(["s2k", "s2k_fo"]));
        assert_eq!(seen.header("x-apple-widget-key"), [WIDGET_KEY]);
        assert_eq!(seen.header("x-requested-with"), ["XMLHttpRequest"]);
        self.client = BASE64_STANDARD.decode(body["a"].as_str().unwrap()).unwrap();
        let protocol = if self.old_protocol { "s2k_fo" } else { "s2k" };
        Answer::json(
            200,
            &json!({"iteration": ROUNDS, "salt": BASE64_STANDARD.encode(SALT), "protocol": protocol,
                "b": BASE64_STANDARD.encode(self.public()), "c": {"opaque": [1, "d-227:PRN"]}}),
        )
    }

    fn complete(&self, seen: &Seen) -> Answer {
        let body = seen.json();
        assert_eq!(body["c"], json!({"opaque": [1, "d-227:PRN"]}));
        assert_eq!(seen.path, "/appleauth/auth/signin/complete?isRememberMeEnabled=false");
        let token = seen.header("x-apple-hc")[0].to_owned();
        let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, token.as_bytes());
        assert!(token.starts_with("1:10:") && token.contains(&format!(":{CHALLENGE}::")), "{token}");
        assert!(hash.as_ref()[0] == 0 && hash.as_ref()[1] < 0x40, "{token} is no work");
        let (m1, m2) = self.proofs();
        let right = |name: &str, proof: &[u8]| body[name] == BASE64_STANDARD.encode(proof).as_str();
        if !(right("m1", &m1) && right("m2", &m2)) {
            let error =
                json!({"serviceErrors": [{"code": "-20101", "title": "Sign In", "message": "Wrong."}]});
            return Answer::json(401, &error);
        }
        if let Some(answer) = self.complete {
            return answer();
        }
        let cookies = seen.header("cookie").concat();
        if cookies.contains("DES1a2b=\"TRUST-COOKIE\"") {
            let cookie = "myacinfo=SESSION-COOKIE; Domain=apple.com; Path=/; Secure; HttpOnly";
            return Answer::json(200, &json!({"authType": "hsa2"})).header("Set-Cookie", cookie);
        }
        Answer::json(409, &json!({"authType": "hsa2"}))
            .header("X-Apple-ID-Session-Id", "SESSION-ID")
            .header("scnt", "SCNT-VALUE")
    }
}

fn code(seen: &Seen) -> Answer {
    for (name, value) in
        [("x-apple-id-session-id", "SESSION-ID"), ("scnt", "SCNT-VALUE"), ("x-apple-widget-key", WIDGET_KEY)]
    {
        assert_eq!(seen.header(name), [value], "{name}");
    }
    if seen.json()["securityCode"]["code"] == CODE {
        return Answer::status(204);
    }
    let error = json!({"serviceErrors": [{"code": "-21669", "title": "Incorrect Verification Code"}], "hasError": true});
    Answer::json(400, &error)
}

fn standing(seen: &Seen) -> Answer {
    if !seen.header("cookie").concat().contains("myacinfo=SESSION-COOKIE") {
        return Answer::status(401);
    }
    Answer::json(
        200,
        &json!({"user": {"fullName": "Jane", "emailAddress": ACCOUNT},
            "provider": {"providerId": 4321, "name": "Zeta"},
            "availableProviders": [{"providerId": 4321, "name": "Zeta"}, {"providerId": 7, "name": "Alpha"}]}),
    )
}

const PRIME: &str = concat!(
    "AC6BDB41324A9A9BF166DE5E1389582FAF72B6651987EE07FC3192943DB56050A37329CBB4A099ED8193E0757767A13D",
    "D52312AB4B03310DCD7F48A9DA04FD50E8083969EDB767B0CF6095179A163AB3661A05FBD5FAAAE82918A9962F0B93B8",
    "55F97993EC975EEAA80D740ADBF4FF747359D041D5C33EA71D281E446B14773BCA97B43A23FB801676BD207A436C6481",
    "F1D2B9078717461A5B9D32E688F87748544523B524B0D57D5EA77A2775D2ECFA032CFBDBF52FB3786160279004E57AE6",
    "AF874E7303CE53299CCC041C7BC308D82A5698F3A8D0C38271AE35F8E9DBFBB694B5C803D89F7AE435DE236D525F5475",
    "9B65E372FCD68EF20FA7111F9E4AFF73"
);

//! A page of Apple's in a browser: cookies, the proof of a password, and the tokens of the portal. It is written from
//! the protocol and shares no line with the client of this house.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use aws_lc_rs::pbkdf2;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use num_bigint::BigUint;
use reqwest::Method;
use serde_json::{Value, json};
use simulator::{App, Options, Running, Simulator};
use tokio::runtime::Runtime;

use crate::client::Answer;

const PRIME: &str = "\
ac6bdb41324a9a9bf166de5e1389582faf72b6651987ee07fc3192943db56050a37329cbb4a099ed8193e0757767a13dd52312ab4b03310d\
cd7f48a9da04fd50e8083969edb767b0cf6095179a163ab3661a05fbd5faaae82918a9962f0b93b855f97993ec975eeaa80d740adbf4ff74\
7359d041d5c33ea71d281e446b14773bca97b43a23fb801676bd207a436c6481f1d2b9078717461a5b9d32e688f87748544523b524b0d57d\
5ea77a2775d2ecfa032cfbdbf52fb3786160279004e57ae6af874e7303ce53299ccc041c7bc308d82a5698f3a8d0c38271ae35f8e9dbfbb6\
94b5c803d89f7ae435de236d525f54759b65e372fcd68ef20fa7111f9e4aff73";

/// The key of App Store Connect's sign-in page.
const WIDGET_KEY: &str = "e0b80c3bf78523bfe80974d320935bfa30add02e1bff88ec2166c6bd5a706c42";

pub(crate) struct Page {
    pub running: Running,
    runtime: Runtime,
    http: reqwest::Client,
    /// The cookies, by name.
    pub jar: BTreeMap<String, String>,
    /// The headers that go on with a sign-in.
    pub going_on: Vec<(&'static str, String)>,
    /// The token that was handed out last.
    pub token: Option<[(&'static str, String); 2]>,
    pub team: String,
}

/// What a sign-in sends besides the password, for tests to change.
pub(crate) struct SignIn<'a> {
    pub email: &'a str,
    pub password: &'a str,
    /// Whether the work is done that the server asks for.
    pub works: bool,
}

impl Page {
    /// A page at a simulator with these accounts, each as `--apple-id` takes it.
    pub(crate) fn with(accounts: &[&str]) -> Self {
        let accounts = accounts.iter().map(|account| account.parse().unwrap()).collect();
        Self::at(Options { accounts, ..Options::default() })
    }

    pub(crate) fn at(options: Options) -> Self {
        let apps = vec![App { bundle_id: "com.example.notes".into(), name: "Notes".into() }];
        let running = Simulator::start(Options { seed: 1, apps, ..options }).unwrap();
        let redirect = reqwest::redirect::Policy::none();
        Self {
            running,
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap(),
            http: reqwest::Client::builder().redirect(redirect).build().unwrap(),
            jar: BTreeMap::new(),
            going_on: Vec::new(),
            token: None,
            team: "GANTRY2026".into(),
        }
    }

    /// A page whose user is signed in.
    pub(crate) fn signed_in() -> Self {
        let mut page = Self::with(&["a@example.com:none:geheim"]);
        assert_eq!(page.sign_in("a@example.com", "geheim").status, 200);
        page
    }

    /// A request with the cookies of the page, which keeps those that the answer sets.
    pub(crate) fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Answer {
        let url = format!("{}{path}", self.running.endpoint());
        let mut request = self.http.request(Method::from_bytes(method.as_bytes()).unwrap(), url);
        if !self.jar.is_empty() {
            let cookies = self.jar.iter().map(|(name, value)| format!("{name}=\"{value}\""));
            request = request.header("cookie", cookies.collect::<Vec<_>>().join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        let (status, headers, bytes) = self.runtime.block_on(async {
            let answer = request.send().await.unwrap();
            (answer.status().as_u16(), answer.headers().clone(), answer.bytes().await.unwrap())
        });
        for cookie in headers.get_all("set-cookie") {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.jar.insert(name.to_owned(), value.to_owned());
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status, headers, body: serde_json::from_str(&text).unwrap_or_default(), text }
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// JSON as the sign-in page sends it, with the headers of a sign-in that goes on.
    pub(crate) fn post(&mut self, method: &str, path: &str, body: &Value, more: &[(&str, &str)]) -> Answer {
        let going_on = self.going_on.clone();
        let mut headers = vec![
            ("content-type", "application/json"),
            ("x-requested-with", "XMLHttpRequest"),
            ("x-apple-widget-key", WIDGET_KEY),
        ];
        headers.extend(going_on.iter().map(|(name, value)| (*name, value.as_str())));
        headers.extend(more);
        self.send(method, path, &headers, (!body.is_null()).then(|| body.to_string()))
    }

    pub(crate) fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.try_sign_in(&SignIn { email, password, works: true })
    }

    /// Both steps of a sign-in, with the work between them.
    pub(crate) fn try_sign_in(&mut self, with: &SignIn<'_>) -> Answer {
        let secret = BigUint::from_bytes_be(&[0xa1; 64]);
        let a = BigUint::from(2_u8).modpow(&secret, &prime());
        let first = json!({
            "a": BASE64_STANDARD.encode(a.to_bytes_be()),
            "accountName": with.email,
            "protocols": ["s2k", "s2k_fo"],
        });
        self.going_on.clear();
        let begun = self.post("POST", "/appleauth/auth/signin/init", &first, &[]);
        assert_eq!(begun.status, 200, "{}", begun.text);
        let (m1, m2) = proofs(with, &secret, &a, &begun.body);
        let finish = json!({
            "accountName": with.email, "c": begun.body["c"], "m1": m1, "m2": m2, "rememberMe": false,
        });
        let work = self.work();
        let more: &[(&str, &str)] = if with.works { &[("x-apple-hc", &work)] } else { &[] };
        let path = "/appleauth/auth/signin/complete?isRememberMeEnabled=false";
        let done = self.post("POST", path, &finish, more);
        for name in ["x-apple-id-session-id", "scnt"] {
            if let Some(value) = done.headers.get(name) {
                self.going_on.push((name, value.to_str().unwrap().to_owned()));
            }
        }
        done
    }

    /// The work that the server asks for.
    pub(crate) fn work(&mut self) -> String {
        let asked = self.get(&format!("/appleauth/auth/signin?widgetKey={WIDGET_KEY}"));
        let header = |name: &str| asked.headers[name].to_str().unwrap().to_owned();
        let (bits, challenge) = (header("x-apple-hc-bits"), header("x-apple-hc-challenge"));
        let begin = format!("1:{bits}:20261121030000:{challenge}::");
        let bits = bits.parse::<u32>().unwrap();
        let done = |token: &String| {
            let sum = digest(&SHA1_FOR_LEGACY_USE_ONLY, token.as_bytes());
            u32::from_be_bytes(sum.as_ref()[..4].try_into().unwrap()).leading_zeros() >= bits
        };
        (0..u32::MAX).map(|counter| format!("{begin}{counter}")).find(done).unwrap()
    }

    /// The codes that are on their way, as their owners see them.
    pub(crate) fn codes(&mut self) -> Value {
        self.get("/_simulator/two-factor").body
    }

    pub(crate) fn advance(&mut self, seconds: u64) {
        let body = json!({ "advance_seconds": seconds }).to_string();
        assert_eq!(self.send("POST", "/_simulator/clock", &[], Some(body)).status, 200);
    }

    /// An action of the portal, with a form, the team and the token; the token of the answer is kept.
    pub(crate) fn act(&mut self, action: &str, form: &[(&str, &str)]) -> Answer {
        let mut encoded = url::form_urlencoded::Serializer::new(String::new());
        encoded.extend_pairs(form).append_pair("teamId", &self.team);
        let media = "application/x-www-form-urlencoded";
        self.with_token(action, media, encoded.finish())
    }

    /// An action that takes JSON.
    pub(crate) fn act_json(&mut self, action: &str, mut body: Value) -> Answer {
        body["teamId"] = self.team.as_str().into();
        self.with_token(action, "application/json", body.to_string())
    }

    fn with_token(&mut self, action: &str, media: &str, body: String) -> Answer {
        let token = self.token.clone();
        let mut headers = vec![("content-type", media)];
        headers.extend(token.iter().flatten().map(|(name, value)| (*name, value.as_str())));
        let path = format!("/services-account/QH65B2/account/{action}");
        let answer = self.send("POST", &path, &headers, Some(body));
        if let (Some(csrf), Some(at)) = (answer.headers.get("csrf"), answer.headers.get("csrf_ts")) {
            let text = |value: &reqwest::header::HeaderValue| value.to_str().unwrap().to_owned();
            self.token = Some([("csrf", text(csrf)), ("csrf_ts", text(at))]);
        }
        answer
    }

    /// An action that is to be done.
    pub(crate) fn done(&mut self, action: &str, form: &[(&str, &str)]) -> Value {
        let answer = self.act(action, form);
        assert_eq!(
            (answer.status, &answer.body["resultCode"]),
            (200, &json!(0)),
            "{action}: {}",
            answer.text
        );
        answer.body
    }

    /// The code of an action that is to be refused.
    pub(crate) fn refused(&mut self, action: &str, form: &[(&str, &str)]) -> u64 {
        let answer = self.act(action, form);
        assert_eq!(answer.status, 200, "{action}: {}", answer.text);
        assert!(!answer.body["userString"].as_str().unwrap().is_empty(), "{}", answer.text);
        answer.body["resultCode"].as_u64().filter(|code| *code != 0).expect("a code")
    }

    /// A file of the portal.
    pub(crate) fn file(&mut self, action: &str, query: &str) -> Answer {
        self.get(&format!("/services-account/QH65B2/account/{action}?teamId={}&{query}", self.team))
    }

    /// What the API has at a path, without a key.
    pub(crate) fn api(&self, target: &str) -> Value {
        self.running.with_world(|world| world.call("GET", target, None).document().clone())
    }
}

fn prime() -> BigUint {
    BigUint::parse_bytes(PRIME.as_bytes(), 16).unwrap()
}

fn sum(parts: &[&[u8]]) -> Vec<u8> {
    digest(&SHA256, &parts.concat()).as_ref().to_vec()
}

fn padded(number: &BigUint) -> Vec<u8> {
    let bytes = number.to_bytes_be();
    [vec![0; 256 - bytes.len()], bytes].concat()
}

/// Both proofs for what the server answered to the first step.
fn proofs(with: &SignIn<'_>, secret: &BigUint, ours: &BigUint, begun: &Value) -> (String, String) {
    let bytes = |name: &str| BASE64_STANDARD.decode(begun[name].as_str().unwrap()).unwrap();
    let (salt, theirs) = (bytes("salt"), BigUint::from_bytes_be(&bytes("b")));
    let stretched = derived(with.password, &salt, begun);
    let (modulus, base) = (prime(), BigUint::from(2_u8));
    let exponent = BigUint::from_bytes_be(&sum(&[&salt, &sum(&[b":", &stretched])]));
    let multiplier = BigUint::from_bytes_be(&sum(&[&padded(&modulus), &padded(&base)]));
    let scrambler = BigUint::from_bytes_be(&sum(&[&padded(ours), &padded(&theirs)]));
    let verifier = base.modpow(&exponent, &modulus);
    let difference = (&theirs + &modulus * &multiplier - multiplier * verifier) % &modulus;
    let key = sum(&[&difference.modpow(&(secret + scrambler * exponent), &modulus).to_bytes_be()]);
    let group = sum(&[&padded(&modulus)]).into_iter().zip(sum(&[&padded(&base)]));
    let (group, ours) = (group.map(|(one, other)| one ^ other).collect::<Vec<_>>(), ours.to_bytes_be());
    let name = sum(&[with.email.as_bytes()]);
    let first = sum(&[&group, &name, &salt, &ours, &theirs.to_bytes_be(), &key]);
    let second = sum(&[&ours, &first, &key]);
    (BASE64_STANDARD.encode(first), BASE64_STANDARD.encode(second))
}

/// The secret that the proof is of, from the password by the protocol that the server names.
fn derived(password: &str, salt: &[u8], begun: &Value) -> [u8; 32] {
    let digested = sum(&[password.as_bytes()]);
    let hex = digested.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    let text = if begun["protocol"] == "s2k" { digested.as_slice() } else { hex.as_bytes() };
    let rounds = NonZeroU32::new(begun["iteration"].as_u64().unwrap().try_into().unwrap()).unwrap();
    let mut derived = [0; 32];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, text, &mut derived);
    derived
}

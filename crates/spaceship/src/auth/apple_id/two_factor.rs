//! The second factor: a code that Apple shows on a trusted device or sends to a phone.

use std::fmt;

use http::{HeaderValue, Method};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};

use super::phones::{RawPhone, pick_phone};
use super::sign_in::{finish, refusal};
use super::{Delivery, Phone, SignInError};
use crate::error::{Error, ErrorKind, Result};
use crate::session::{Call, Effect, Host, Reply, Session};

/// A sign-in that waits for its code. The caller asks the person, and may choose where the code is sent.
///
/// ```no_run
/// # use spaceship::auth::apple_id::{Awaits, TwoFactor};
/// # async fn example(mut factor: TwoFactor, ask: impl AsyncFn(&str) -> String) -> Result<(), spaceship::Error> {
/// if *factor.awaits() == Awaits::Choice {
///     let phone = factor.phones()[0].clone();
///     factor.send_to(phone.id(), phone.delivery()).await?;
/// }
/// let session = loop {
///     match factor.submit(&ask("the code").await.into()).await {
///         Err(error) if error.sign_in().is_some_and(|why| why.asks_again()) => continue,
///         done => break done?,
///     }
/// };
/// # Ok(())
/// # }
/// ```
pub struct TwoFactor {
    session: Session,
    widget_key: HeaderValue,
    session_id: HeaderValue,
    scnt: HeaderValue,
    phones: Vec<Phone>,
    has_devices: bool,
    digits: usize,
    awaits: Awaits,
}

/// Where the code is that Apple waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Awaits {
    /// On the trusted devices.
    Devices,
    /// On its way to this phone.
    Phone(Phone, Delivery),
    /// Nowhere yet: one of the phones must be chosen.
    Choice,
}

impl fmt::Debug for TwoFactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TwoFactor")
            .field("session", &self.session)
            .field("phones", &self.phones)
            .field("awaits", &self.awaits)
            .finish_non_exhaustive()
    }
}

/// What Apple says of the second factor.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    #[serde(default)]
    trusted_devices: Option<Vec<Value>>,
    #[serde(default)]
    trusted_phone_numbers: Vec<RawPhone>,
    #[serde(default)]
    no_trusted_devices: bool,
    /// The phone that a code is on its way to already.
    #[serde(default)]
    phone_number: Option<RawPhone>,
    #[serde(default)]
    security_code: SecurityCode,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SecurityCode {
    #[serde(default)]
    length: Option<usize>,
}

impl TwoFactor {
    /// Goes on from the answer 409, and asks Apple where codes can go.
    pub(super) async fn begin(session: Session, widget_key: HeaderValue, reply: &Reply) -> Result<Self> {
        let given =
            |name: &str| {
                reply.headers.get(name).cloned().ok_or_else(|| {
                    SignInError::Protocol(format!("a second factor without the header `{name}`"))
                })
            };
        let mut factor = Self {
            widget_key,
            session_id: given("x-apple-id-session-id")?,
            scnt: given("scnt")?,
            session,
            phones: Vec::new(),
            has_devices: false,
            digits: 6,
            awaits: Awaits::Choice,
        };
        let reply = factor.send(Method::GET, "", None).await?;
        let options: Options = serde_json::from_value(reply.json()?).map_err(|error| {
            reply.error(ErrorKind::Unexpected, "Apple's second factors cannot be read").with_source(error)
        })?;
        factor.take(options)?;
        Ok(factor)
    }

    fn take(&mut self, options: Options) -> Result<(), SignInError> {
        if options.trusted_devices.is_some() {
            return Err(SignInError::TwoStep);
        }
        self.phones = options.trusted_phone_numbers.into_iter().map(Phone::from).collect();
        self.has_devices = !options.no_trusted_devices;
        self.digits = options.security_code.length.filter(|digits| (1..=12).contains(digits)).unwrap_or(6);
        // With no device and a single phone Apple sends the code by itself.
        let only = || (self.phones.len() == 1).then(|| self.phones[0].clone());
        let on_its_way = options.phone_number.map(Phone::from);
        let known = |phone: &Phone| self.phones.iter().find(|other| other.id() == phone.id()).cloned();
        self.awaits = if self.has_devices {
            Awaits::Devices
        } else if let Some(phone) = on_its_way.as_ref().and_then(known).or_else(only) {
            let delivery = phone.delivery();
            Awaits::Phone(phone, delivery)
        } else if self.phones.is_empty() {
            return Err(SignInError::Protocol("a second factor without device and phone".to_owned()));
        } else {
            Awaits::Choice
        };
        Ok(())
    }

    /// Where the code is that Apple waits for.
    pub fn awaits(&self) -> &Awaits {
        &self.awaits
    }

    /// The phones that a code can be sent to.
    pub fn phones(&self) -> &[Phone] {
        &self.phones
    }

    /// The number of digits of a code.
    pub fn digits(&self) -> usize {
        self.digits
    }

    /// The phone whose shown number can be this one, as fastlane finds it for
    /// `SPACESHIP_2FA_SMS_DEFAULT_PHONE_NUMBER`. Where there is none, the error lists them ([`ErrorKind::NotFound`]).
    pub fn pick_phone(&self, number: &str) -> Result<&Phone> {
        pick_phone(&self.phones, number)
    }

    /// Has the code sent to the phone with this number, unless one is on its way there already.
    pub async fn prefer(&mut self, number: &str) -> Result<()> {
        let phone = self.pick_phone(number)?.clone();
        match &self.awaits {
            Awaits::Phone(awaited, _) if *awaited == phone => Ok(()),
            _ => self.send_to(phone.id(), phone.delivery()).await,
        }
    }

    /// Has a code sent to the phone with Apple's number `id`.
    pub async fn send_to(&mut self, id: u64, delivery: Delivery) -> Result<()> {
        let phone = self.phones.iter().find(|phone| phone.id() == id).cloned();
        let phone = phone.ok_or_else(|| {
            Error::new(ErrorKind::NotFound, format!("the account has no phone with the number {id}"))
        })?;
        let body = json!({"phoneNumber": {"id": id}, "mode": delivery.as_str()});
        self.send(Method::PUT, "/verify/phone", Some(&body)).await?;
        self.awaits = Awaits::Phone(phone, delivery);
        Ok(())
    }

    /// Has another code sent to where the last one went.
    pub async fn resend(&mut self) -> Result<()> {
        match self.awaits.clone() {
            Awaits::Phone(phone, delivery) => self.send_to(phone.id(), delivery).await,
            // Public clients of iCloud ask for another push so; fastlane does not.
            Awaits::Devices => {
                self.send(Method::PUT, "/verify/trusteddevice/securitycode", None).await.map(drop)
            }
            Awaits::Choice => Err(unchosen()),
        }
    }

    /// Hands in the code and has Apple trust this machine (for 30 days). After a wrong one, told by
    /// [`SignInError::asks_again`], another may be handed in.
    pub async fn submit(&mut self, code: &SecretString) -> Result<Session> {
        let code: String = code.expose_secret().chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if code.len() != self.digits || !code.chars().all(|c| c.is_ascii_digit()) {
            return Err(SignInError::NoCode(self.digits).into());
        }
        let code = json!({"code": code});
        let (path, body) = match &self.awaits {
            Awaits::Devices => ("/verify/trusteddevice/securitycode", json!({"securityCode": code})),
            Awaits::Phone(phone, delivery) => (
                "/verify/phone/securitycode",
                json!({"securityCode": code, "phoneNumber": {"id": phone.id()}, "mode": delivery.as_str()}),
            ),
            Awaits::Choice => return Err(unchosen()),
        };
        self.send(Method::POST, path, Some(&body)).await?;
        // An account without a team in App Store Connect may get an error here and its cookies all the same: what
        // counts is whether there is a session.
        let trust = self.call(Method::GET, "/2sv/trust", None);
        self.session.send(&trust).await?;
        finish(&self.session).await
    }

    async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Reply> {
        let reply = self.session.send(&self.call(method, path, body)).await?;
        match problem(&reply) {
            Some(problem) => {
                let error = Error::from(problem).with_request(&reply.line).with_status(reply.status);
                Err(error.with_errors(reply.errors()))
            }
            None if reply.is_success() => Ok(reply),
            None if reply.status == 401 => {
                let what = "Apple has forgotten this sign-in, as it does after some minutes; sign in again";
                Err(reply.error(ErrorKind::Credentials, what))
            }
            None => Err(refusal(&reply)),
        }
    }

    fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Call {
        let call = Call::new(Effect::SignIn, method, Host::IdMsa, format!("/appleauth/auth{path}"))
            .given("x-apple-id-session-id", &self.session_id)
            .given("x-apple-widget-key", &self.widget_key)
            .given("scnt", &self.scnt)
            .accept("application/json");
        match body {
            Some(body) => call.json(body),
            None => call,
        }
    }
}

fn unchosen() -> Error {
    Error::new(ErrorKind::Invalid, "choose the phone that the code is sent to first")
}

/// What is wrong with a code or with asking for one, whatever the status.
fn problem(reply: &Reply) -> Option<SignInError> {
    let errors = reply.errors();
    let says = |code: &str| errors.iter().any(|error| error.code == code);
    if says("-21669") {
        return Some(SignInError::WrongCode);
    }
    let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let state = body.get("securityCode");
    let locked = ["tooManyCodesSent", "tooManyCodesValidated", "tooManyCodesLock", "securityCodeLocked"];
    let is_set = |name: &&str| state.and_then(|state| state.get(name)?.as_bool()).unwrap_or_default();
    let too_many = says("-21668") || says("-22411") || reply.status == 423 || locked.iter().any(is_set);
    too_many.then_some(SignInError::TooManyCodes)
}

//! The second factor: a code on a trusted device or on a phone.

use http::HeaderMap;
use serde::Serialize;
use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::{Factor, Phone, header, service_error, sign_in};
use crate::engine::call::Reply;
use crate::ids::{IdForm, scramble};
use crate::world::World;

/// How long a code is valid.
const VALID: Duration = Duration::minutes(10);
/// How long a sign-in waits for its code.
const FORGOTTEN: Duration = Duration::minutes(30);
/// How many wrong codes, or codes sent, are one too many.
const MOST: u32 = 5;

/// A sign-in that waits for its code.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    email: String,
    scnt: String,
    /// When it is forgotten, finished or not.
    until: OffsetDateTime,
    /// The codes on their way, one for each way, the newest last.
    sent: Vec<Sent>,
    verified: bool,
    wrong: u32,
    codes: u32,
}

#[derive(Debug, Clone)]
struct Sent {
    way: Way,
    code: String,
    valid_until: OffsetDateTime,
}

/// The way that a code takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "way", content = "phone")]
pub(crate) enum Way {
    /// Shown on the trusted devices.
    Device,
    /// A message to the phone with this number of Apple's.
    Sms(u64),
    /// A call to the phone with this number of Apple's.
    Voice(u64),
}

/// A code that is on its way, as its owner sees it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Code {
    pub account: String,
    #[serde(flatten)]
    pub way: Way,
    #[serde(rename = "code")]
    pub digits: String,
    #[serde(with = "time::serde::rfc3339")]
    pub valid_until: OffsetDateTime,
}

impl Pending {
    pub(super) fn codes(&self) -> impl Iterator<Item = Code> {
        let open = self.sent.iter().rev().filter(|_| !self.verified).cloned();
        open.map(|Sent { way, code, valid_until }| Code {
            account: self.email.clone(),
            way,
            digits: code,
            valid_until,
        })
    }
}

/// 409: the password is right, and a code is wanted. Where the account has trusted devices, they show one; where it has
/// none and one phone, that gets one.
pub(super) fn begin(world: &mut World, email: &str) -> Reply {
    let (id, scnt) = (world.new_id(IdForm::Uuid), world.new_id(IdForm::Uuid));
    let account = world.apple_id.account(email);
    let way = account.and_then(|account| match (account.factor, account.phones.as_slice()) {
        (Factor::Sms, [only]) => Some(Way::Sms(only.id)),
        (Factor::Sms, _) => None,
        _ => Some(Way::Device),
    });
    let on_its_way = way.map(|way| sent(world, way)).into_iter().collect();
    let now = world.now();
    world.apple_id.pending.retain(|_, pending| now < pending.until);
    let pending = Pending {
        until: now + FORGOTTEN,
        email: email.to_owned(),
        scnt: scnt.clone(),
        sent: on_its_way,
        verified: false,
        wrong: 0,
        codes: 0,
    };
    world.apple_id.pending.insert(id.clone(), pending);
    let mut reply = Reply::json(409, json!({ "authType": "hsa2" }));
    reply.headers.push(("x-apple-id-session-id", id));
    reply.headers.push(("scnt", scnt));
    reply
}

fn sent(world: &mut World, way: Way) -> Sent {
    let drawn = world.new_id(IdForm::Uuid).bytes().fold(0, |sum, byte| scramble(sum ^ u64::from(byte)));
    Sent { way, code: format!("{:06}", drawn % 1_000_000), valid_until: world.now() + VALID }
}

/// The id of the sign-in that a request goes on with.
fn going_on(world: &World, headers: &HeaderMap) -> Result<String, Reply> {
    let id = header(headers, "x-apple-id-session-id");
    let now = world.now();
    let pending = world.apple_id.pending.get(id).filter(|pending| now < pending.until);
    let known = pending.is_some_and(|pending| pending.scnt == header(headers, "scnt"));
    if known && !header(headers, "x-apple-widget-key").is_empty() {
        return Ok(id.to_owned());
    }
    Err(service_error(401, "-20528", "Session Expired", "Your session has ended. Sign in again."))
}

/// `GET auth`: where codes can go.
pub(super) fn options(world: &World, headers: &HeaderMap) -> Reply {
    let id = match going_on(world, headers) {
        Ok(id) => id,
        Err(refusal) => return refusal,
    };
    Reply::json(200, described(world, &id))
}

fn described(world: &World, id: &str) -> Value {
    let Some(pending) = world.apple_id.pending.get(id) else { return Value::Null };
    let Some(account) = world.apple_id.account(&pending.email) else { return Value::Null };
    let phones = account.phones.iter().map(phone).collect::<Vec<_>>();
    let mut options = json!({
        "trustedPhoneNumbers": phones,
        "trustedPhoneNumber": phones.first(),
        "securityCode": {
            "length": 6,
            "tooManyCodesSent": pending.codes >= MOST,
            "tooManyCodesValidated": pending.wrong >= MOST,
            "securityCodeLocked": pending.wrong >= MOST,
            "securityCodeCooldown": false,
        },
        "mode": "sms",
        "type": "verification",
        "authenticationType": "hsa2",
        "hsa2Account": true,
        "managedAccount": false,
        "restrictedAccount": false,
        "supportsRecovery": true,
        "autoVerified": false,
    });
    if account.factor == Factor::Sms {
        options["noTrustedDevices"] = true.into();
        if let Some(Way::Sms(id)) = pending.sent.last().map(|sent| sent.way) {
            options["phoneNumber"] =
                account.phones.iter().find(|one| one.id == id).map(phone).unwrap_or_default();
        }
    }
    options
}

fn phone(phone: &Phone) -> Value {
    let last = phone.shown.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    json!({
        "id": phone.id,
        "numberWithDialCode": phone.shown,
        "obfuscatedNumber": phone.shown.split_once(' ').map_or("", |(_, rest)| rest),
        "lastTwoDigits": last,
        "pushMode": "sms",
        "nonFTEU": false,
    })
}

/// `PUT verify/phone`: a code to a phone.
pub(super) fn send(world: &mut World, headers: &HeaderMap, body: &Value) -> Reply {
    let id = match going_on(world, headers) {
        Ok(id) => id,
        Err(refusal) => return refusal,
    };
    let (number, voice) = (body["phoneNumber"]["id"].as_u64(), body["mode"] == "voice");
    let phones = world.apple_id.pending.get(&id).and_then(|pending| world.apple_id.account(&pending.email));
    let known = phones.is_some_and(|account| account.phones.iter().any(|phone| Some(phone.id) == number));
    let Some(number) = number.filter(|_| known) else {
        return service_error(
            400,
            "-21674",
            "Invalid Phone Number",
            "The phone number is not one of the account.",
        );
    };
    dispatched(world, &id, if voice { Way::Voice(number) } else { Way::Sms(number) })
}

/// `PUT verify/trusteddevice/securitycode`: another code on the trusted devices.
pub(super) fn push(world: &mut World, headers: &HeaderMap) -> Reply {
    match going_on(world, headers) {
        Ok(id) => dispatched(world, &id, Way::Device),
        Err(refusal) => refusal,
    }
}

fn dispatched(world: &mut World, id: &str, way: Way) -> Reply {
    let sent = sent(world, way);
    if let Some(pending) = world.apple_id.pending.get_mut(id) {
        if pending.codes >= MOST {
            let message = "Too many verification codes have been sent.";
            return service_error(423, "-22981", "Too Many Codes Sent", message);
        }
        pending.codes += 1;
        pending.sent.retain(|older| older.way != way);
        pending.sent.push(sent);
    }
    Reply::json(200, described(world, id))
}

/// `POST verify/../securitycode`.
pub(super) fn verify(world: &mut World, headers: &HeaderMap, body: &Value, phone: bool) -> Reply {
    let id = match going_on(world, headers) {
        Ok(id) => id,
        Err(refusal) => return refusal,
    };
    let now = world.now();
    let Some(pending) = world.apple_id.pending.get_mut(&id) else { return Reply::empty(401) };
    if pending.wrong >= MOST {
        return service_error(423, "-21668", "Too Many Attempts", "Too many incorrect codes were entered.");
    }
    let given = body["securityCode"]["code"].as_str().unwrap_or_default();
    let number = body["phoneNumber"]["id"].as_u64();
    let right = pending.sent.iter().any(|sent| {
        let way = match sent.way {
            Way::Device => !phone,
            Way::Sms(id) | Way::Voice(id) => phone && number == Some(id),
        };
        way && sent.code == given && now < sent.valid_until
    });
    if right {
        pending.verified = true;
        return Reply::empty(204);
    }
    pending.wrong += 1;
    let message = "Incorrect verification code. Try again.";
    service_error(400, "-21669", "Incorrect Verification Code", message)
}

/// `GET 2sv/trust`: the session, and no second factor on this machine for a while.
pub(super) fn trust(world: &mut World, headers: &HeaderMap) -> Reply {
    let id = match going_on(world, headers) {
        Ok(id) => id,
        Err(refusal) => return refusal,
    };
    let Some(pending) = world.apple_id.pending.get(&id).filter(|pending| pending.verified).cloned() else {
        return service_error(403, "-20528", "Not Verified", "The sign-in waits for a verification code.");
    };
    world.apple_id.pending.remove(&id);
    let cookie = sign_in::trust(world, &pending.email);
    let mut reply = Reply::empty(204);
    reply.headers = sign_in::signed_in(world, &pending.email, headers).headers;
    reply.headers.push(cookie);
    reply
}

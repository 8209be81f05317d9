//! What the portal answers: mostly a status of success, with the failure inside.

use serde_json::Value;

use crate::error::{Error, ErrorKind, Result};
use crate::jsonapi::ApiError;
use crate::session::Reply;

/// The code that stands for a missing agreement everywhere at Apple.
const AGREEMENT: &str = "FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED";

/// The whole answer, if it is a success that holds the payload. Changes may answer nothing at all.
pub(super) fn open(reply: &Reply, payload: Option<&str>) -> Result<Value> {
    if !reply.is_success() {
        return Err(reply.failure());
    }
    if payload.is_none() && reply.body.trim_ascii().is_empty() {
        return Ok(Value::Null);
    }
    let answer = match reply.json() {
        Ok(answer) => answer,
        Err(error) => return Err(plain(reply).unwrap_or(error)),
    };
    let code = number(&answer, "resultCode").unwrap_or(0);
    let missing = payload.is_some_and(|payload| answer.get(payload).is_none());
    if code == 0 && !missing { Ok(answer) } else { Err(refusal(reply, &answer, code)) }
}

/// Some failures are a sentence without any JSON, such as a profile's name that is taken.
fn plain(reply: &Reply) -> Option<Error> {
    let text = std::str::from_utf8(&reply.body).ok()?.trim();
    let sentence = !text.is_empty() && text.len() < 2000 && !text.starts_with(['<', '{', '[']);
    sentence.then(|| reply.error(ErrorKind::Refused, format!("Apple refuses: {}", unescaped(text))))
}

fn refusal(reply: &Reply, answer: &Value, code: i64) -> Error {
    let text = |name: &str| unescaped(answer.get(name).and_then(Value::as_str).unwrap_or_default());
    let (result, user) = (text("resultString"), text("userString"));
    let agreement =
        user.contains("Program License Agreement") || result.contains("Program License Agreement");
    let kind = match code {
        1100 => return reply.dead(),
        _ if agreement || result.contains("NotAllowed") => ErrorKind::Forbidden,
        1200 => ErrorKind::Forbidden,
        9115 | 8201 => ErrorKind::NotFound,
        0 => ErrorKind::Unexpected,
        _ => ErrorKind::Refused,
    };
    let said = if result == user || user.is_empty() { result.clone() } else { format!("{result}: {user}") };
    let what = match (said.trim_matches([':', ' ']), code) {
        ("", 0) => "the portal's answer lacks what was asked for".to_owned(),
        ("", code) => format!("Apple refuses with code {code} and does not say why"),
        (said, 0) => format!("Apple refuses: {said}"),
        (said, code) => format!("Apple refuses: {said} (code {code})"),
    };
    let error = ApiError {
        status: reply.status.to_string(),
        code: if agreement { AGREEMENT.to_owned() } else { code.to_string() },
        title: result,
        detail: Some(user).filter(|user| !user.is_empty()),
        ..ApiError::default()
    };
    reply.error(kind, what).with_errors(vec![error])
}

fn number(answer: &Value, name: &str) -> Option<i64> {
    let value = answer.get(name)?;
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// The text without the escapes of HTML.
pub(super) fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::new(), text);
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        let entity =
            rest.find(';').filter(|end| *end < 10).and_then(|end| Some((character(&rest[1..end])?, end)));
        let (found, end) = entity.unwrap_or(('&', 0));
        plain.push(found);
        rest = &rest[end + 1..];
    }
    plain + rest
}

fn character(entity: &str) -> Option<char> {
    let number = |digits: &str| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    };
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => char::from_u32(number(entity.strip_prefix('#')?)?),
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    fn answer(status: u16, body: &str) -> Reply {
        let line = "POST developer.apple.com/x".to_owned();
        Reply { status, headers: HeaderMap::new(), body: body.to_owned().into(), line, attempts: 1 }
    }

    #[test]
    fn a_success_has_its_payload() {
        assert!(open(&answer(200, r#"{"resultCode":0,"appIds":[]}"#), Some("appIds")).is_ok());
        assert!(open(&answer(200, r#"{"resultCode":0}"#), None).is_ok());
        assert!(open(&answer(200, ""), None).unwrap().is_null());
    }

    #[test]
    fn failures_are_told_apart_whatever_their_status() {
        use ErrorKind::{Credentials, Forbidden, NotFound, Refused, Unexpected};
        let table = [
            (200, r#"{"resultCode":1100,"resultString":"authentication.failed"}"#, Credentials, "session"),
            (401, "", Credentials, "session"),
            (302, "", Credentials, "session"),
            (
                200,
                r#"{"resultCode":1200,"resultString":"webservice.certificate.downloadNotAllowed","userString":"You are not permitted."}"#,
                Forbidden,
                "not permitted",
            ),
            (
                200,
                r#"{"resultCode":"35","resultString":"There&#x27;s a bad name","userString":"There&#x27;s a bad name"}"#,
                Refused,
                "Apple refuses: There's a bad name (code 35)",
            ),
            (200, r#"{"resultCode":9401,"userString":"taken","appId":{}}"#, Refused, "taken (code 9401)"),
            (200, r#"{"resultCode":8201,"resultString":"gone"}"#, NotFound, "gone"),
            (200, r#"{"resultCode":0}"#, Unexpected, "lacks"),
            (200, "Multiple profiles found with the name.", Refused, "Multiple profiles"),
            (200, "<html>", Unexpected, "HTML"),
            (403, "", Forbidden, "403"),
        ];
        for (status, body, kind, text) in table {
            let error = open(&answer(status, body), Some("appId")).unwrap_err();
            assert_eq!(error.kind(), kind, "{body}");
            assert!(error.to_string().contains(text), "{error}");
        }
    }

    #[test]
    fn a_missing_agreement_has_the_code_it_has_elsewhere() {
        let body = r#"{"resultCode":1,"userString":"The Program License Agreement has changed."}"#;
        let error = open(&answer(200, body), None).unwrap_err();
        assert!(error.has_code(AGREEMENT));
        assert_eq!(error.kind(), ErrorKind::Forbidden);
    }

    #[test]
    fn escapes_are_undone_once() {
        assert_eq!(
            unescaped("a&#x27;b &amp;lt; &#39;c&#39; & d &bogus; &#xffffffff; &"),
            "a'b &lt; 'c' & d &bogus; &#xffffffff; &"
        );
    }
}

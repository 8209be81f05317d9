//! Requests and answers, held against Apple's description: nothing outside it passes.

use std::path::Path;

use catalogue::{Method, catalogue};
use serde::Deserialize;
use serde_json::Value;

/// A request, and what the simulated Apple answered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exchange {
    method: String,
    target: String,
    body: Option<Value>,
    status: u16,
    answer: Option<Value>,
}

/// What is wrong in the record that a simulator kept, a line for each; and how many exchanges it holds.
///
/// `lenient` passes over requests that Apple's description rules out, for tests that mean to send such; what they are
/// answered is held against it all the same.
///
/// # Panics
/// When the record cannot be read.
pub fn departures(record: &Path, lenient: bool) -> (Vec<String>, usize) {
    let text =
        std::fs::read_to_string(record).unwrap_or_else(|error| panic!("{}: {error}", record.display()));
    let mut wrong = Vec::new();
    for line in text.lines() {
        let exchange =
            serde_json::from_str::<Exchange>(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        let found = problems(&exchange, lenient);
        wrong
            .extend(found.into_iter().map(|what| format!("{} {}: {what}", exchange.method, exchange.target)));
    }
    (wrong, text.lines().count())
}

fn problems(exchange: &Exchange, lenient: bool) -> Vec<String> {
    let (path, query) = exchange.target.split_once('?').unwrap_or((&exchange.target, ""));
    let method = exchange.method.parse::<Method>().ok();
    let Some(found) = method.and_then(|method| catalogue().find(method, path)) else {
        let mut wrong = refusal(exchange);
        if !lenient {
            wrong.push("is no operation of the API".into());
        }
        return wrong;
    };
    let query = url::form_urlencoded::parse(query.as_bytes()).collect::<Vec<_>>();
    let query = query.iter().map(|(name, value)| (name.as_ref(), value.as_ref()));
    let sent = catalogue().check_query(found.operation, query);
    let body = catalogue().check_body(found.operation, exchange.body.as_ref());
    let sent = sent.into_iter().chain(body).map(|problem| format!("was sent: {problem}"));
    let mut wrong = sent.filter(|_| !lenient).collect::<Vec<_>>();
    if exchange.status >= 400 {
        wrong.extend(refusal(exchange));
        return wrong;
    }
    if exchange.status != found.operation.status {
        wrong.push(format!("was answered {} and not {}", exchange.status, found.operation.status));
    }
    let answer = exchange.answer.as_ref().filter(|answer| !answer.is_null());
    let answer = catalogue().check_answer(found.operation, answer);
    wrong.extend(answer.into_iter().map(|problem| format!("was answered: {problem}")));
    wrong
}

/// What is wrong with an error document: each error has a status, a code and a title, and its place is a pointer or a
/// parameter, never both.
fn refusal(exchange: &Exchange) -> Vec<String> {
    let errors = exchange.answer.as_ref().and_then(|answer| answer["errors"].as_array());
    let Some(errors) = errors.filter(|errors| !errors.is_empty()) else {
        return vec![format!("was answered {} without errors", exchange.status)];
    };
    let mut wrong = Vec::new();
    for error in errors {
        for member in ["status", "code", "title"] {
            if error[member].as_str().is_none_or(str::is_empty) {
                wrong.push(format!("was answered an error without {member}: {error}"));
            }
        }
        if error["status"].as_str() != Some(&exchange.status.to_string()) {
            wrong.push(format!("was answered {} with an error of another status: {error}", exchange.status));
        }
        let place = error["source"].as_object();
        if place.is_some_and(|place| {
            place.len() != 1 || !(place.contains_key("pointer") || place.contains_key("parameter"))
        }) {
            wrong.push(format!("was answered an error at no place: {error}"));
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(method: &str, target: &str, body: &Value, status: u16, answer: &Value) -> Vec<String> {
        let exchange =
            json!({ "method": method, "target": target, "body": body, "status": status, "answer": answer });
        problems(&serde_json::from_value(exchange).unwrap(), false)
    }

    fn page(data: &Value) -> Value {
        json!({ "data": data, "links": { "self": "https://x/" }, "meta": { "paging": { "total": 1, "limit": 20 } } })
    }

    #[test]
    fn what_the_description_has_passes() {
        let device = json!([{ "type": "devices", "id": "1", "attributes": { "status": "ENABLED" }, "links": { "self": "x" } }]);
        assert_eq!(
            found("GET", "/v1/devices?filter%5Bstatus%5D=ENABLED", &Value::Null, 200, &page(&device)),
            [""; 0]
        );
        let errors = json!({ "errors": [{ "status": "404", "code": "NOT_FOUND", "title": "T", "id": "i" }] });
        assert_eq!(found("GET", "/v1/devices/1", &Value::Null, 404, &errors), [""; 0]);
    }

    #[test]
    fn everything_else_is_found() {
        let none = Value::Null;
        let empty = page(&json!([]));
        let wrong = |method: &str, target: &str, body: &Value, status, answer: &Value| {
            assert_ne!(found(method, target, body, status, answer), [""; 0], "{method} {target} {answer}");
        };
        wrong("GET", "/v1/device", &none, 404, &none);
        wrong("GET", "/v1/devices?filter%5Bstatus%5D=LOST", &none, 200, &empty);
        wrong("GET", "/v1/devices?page=2", &none, 200, &empty);
        wrong("GET", "/v1/devices", &none, 201, &empty);
        wrong("GET", "/v1/devices", &none, 200, &none);
        wrong("GET", "/v1/devices", &none, 200, &page(&json!([{ "type": "apps", "id": "1" }])));
        wrong(
            "GET",
            "/v1/devices",
            &none,
            200,
            &page(&json!([{ "type": "devices", "id": "1", "attributes": { "status": "LOST" } }])),
        );
        wrong(
            "POST",
            "/v1/devices",
            &json!({ "data": { "type": "devices", "attributes": { "name": "x" } } }),
            201,
            &none,
        );
        wrong("GET", "/v1/devices", &none, 400, &json!({ "errors": [] }));
        let both = json!({ "errors": [{ "status": "400", "code": "C", "title": "T", "source": { "pointer": "p", "parameter": "q" } }] });
        wrong("GET", "/v1/devices", &none, 400, &both);
        let other = json!({ "errors": [{ "status": "409", "code": "C", "title": "T" }] });
        wrong("GET", "/v1/devices", &none, 400, &other);
    }
}

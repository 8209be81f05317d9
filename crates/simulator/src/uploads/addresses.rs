//! Where the addresses of uploads and downloads lead.

use serde_json::Value;

/// Where parts of files are taken, and pictures given out: at the API's own place, also for those who called `origin`,
/// a web page that uses it.
pub(crate) fn api_origin(origin: &str) -> String {
    let host = origin.trim_end_matches("/iris");
    host.replacen("://appstoreconnect.apple.com", "://api.appstoreconnect.apple.com", 1)
}

/// `uploadOperations` with their addresses at the origin at which the client calls now: it may be another one since a
/// restart.
pub(crate) fn at_origin(operations: &Value, origin: &str) -> Value {
    let origin = api_origin(origin);
    let mut operations = operations.clone();
    for operation in operations.as_array_mut().into_iter().flatten() {
        let url =
            operation["url"].as_str().and_then(|url| url.find("/_upload/").and_then(|at| url.get(at..)));
        if let Some(path) = url {
            operation["url"] = format!("{origin}{path}").into();
        }
    }
    operations
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_address_leads_to_where_the_client_calls_now() {
        let operations = json!([{ "url": "http://127.0.0.1:1/_upload/t/1", "length": 4 }, { "length": 2 }]);
        let moved = at_origin(&operations, "http://127.0.0.1:2/iris");
        assert_eq!(moved, json!([{ "url": "http://127.0.0.1:2/_upload/t/1", "length": 4 }, { "length": 2 }]));
        assert_eq!(at_origin(&Value::Null, "http://127.0.0.1:2"), Value::Null);
    }
}

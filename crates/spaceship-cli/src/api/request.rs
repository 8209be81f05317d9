//! From arguments to a request.

use catalogue::{Body, Found, Method, catalogue};
use console::{Failure, exit};
use spaceship::transport::Request;

use super::arguments::RequestArgs;
use super::body;

/// The generations of the API, in whose order a path without one is looked up.
const GENERATIONS: [&str; 3] = ["/v1", "/v2", "/v3"];

/// The request that the arguments mean. It is not checked yet.
pub(crate) fn request(args: &RequestArgs) -> Result<Request, Failure> {
    let (method, target) = match args.request.as_slice() {
        [target] => (None, target),
        [method, target] => (Some(named(method)?), target),
        _ => return Err(usage("no path is given")),
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = whole(path);
    let writes = args.data.is_some() || !args.attribute.is_empty() || !args.relationship.is_empty();
    let method = method.unwrap_or_else(|| meant(&path, writes));
    if args.paginate && method != Method::Get {
        return Err(usage(&format!("--paginate is for GET, not {method}")));
    }
    let mut request = Request::new(method, path);
    request.unchecked = args.no_validate;
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        request = request.query(name, value);
    }
    request = with_query(request, args)?;
    let found = catalogue().find(method, &request.path);
    let body = match &args.data {
        Some(data) => Some(body::given(data)?),
        None if writes => Some(body::made(args, found.as_ref(), &request)?),
        None => None,
    };
    Ok(Request { body, ..request })
}

fn with_query(mut request: Request, args: &RequestArgs) -> Result<Request, Failure> {
    for filter in &args.filter {
        let (name, value) = pair("--filter", filter)?;
        request = request.query(format!("filter[{name}]"), value);
    }
    for fields in &args.fields {
        let (kind, names) = pair("--fields", fields)?;
        request = request.query(format!("fields[{kind}]"), names);
    }
    if !args.include.is_empty() {
        request = request.query("include", args.include.join(","));
    }
    if let Some(by) = &args.sort {
        request = request.query("sort", by);
    }
    Ok(match args.limit {
        Some(limit) => request.query("limit", limit.to_string()),
        // Whoever wants all of it wants it in as few rounds as Apple allows.
        None if args.paginate && takes_limit(&request) => request.query("limit", "200"),
        None => request,
    })
}

fn takes_limit(request: &Request) -> bool {
    let given = request.query.iter().any(|(name, _)| name == "limit");
    let found = catalogue().find(request.method, &request.path);
    !given && found.is_some_and(|found| found.operation.parameter("limit").is_some())
}

/// The method that is meant where none is given.
fn meant(path: &str, writes: bool) -> Method {
    if !writes {
        return Method::Get;
    }
    let offered = catalogue().operations_at(path);
    let takes_body = |found: &&Found<'_>| matches!(found.operation.body, Some(Body::Document(_)));
    offered.iter().find(takes_body).map_or(Method::Post, |found| found.operation.method)
}

fn named(method: &str) -> Result<Method, Failure> {
    method
        .parse()
        .map_err(|()| usage(&format!("`{method}` is no method of the API: it has GET, POST, PATCH, DELETE")))
}

/// The path with what a person leaves out: `devices` for `/v1/devices`.
pub(crate) fn whole(path: &str) -> String {
    let path = format!("/{}", path.trim_start_matches('/'));
    if !catalogue().operations_at(&path).is_empty() {
        return path;
    }
    let candidates = GENERATIONS.iter().map(|generation| format!("{generation}{path}"));
    let known = |candidate: &String| !catalogue().operations_at(candidate).is_empty();
    candidates.into_iter().find(known).unwrap_or(path)
}

/// The two sides of `name=value`.
pub(super) fn pair<'a>(option: &str, text: &'a str) -> Result<(&'a str, &'a str), Failure> {
    text.split_once('=')
        .filter(|(name, _)| !name.is_empty())
        .ok_or_else(|| usage(&format!("{option} `{text}` is not of the form name=value")))
}

pub(super) fn usage(what: &str) -> Failure {
    Failure::new(exit::USAGE, what).hint("for example: spaceship api GET /v1/devices --filter status=ENABLED")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str], change: impl FnOnce(&mut RequestArgs)) -> Request {
        let mut args =
            RequestArgs { request: words.iter().map(ToString::to_string).collect(), ..Default::default() };
        change(&mut args);
        request(&args).unwrap()
    }

    #[test]
    fn a_path_may_leave_out_what_goes_without_saying() {
        assert_eq!(read(&["devices"], |_| ()).line(), "GET /v1/devices");
        assert_eq!(read(&["/v1/devices"], |_| ()).line(), "GET /v1/devices");
        assert_eq!(read(&["delete", "profiles/X"], |_| ()).line(), "DELETE /v1/profiles/X");
        assert_eq!(read(&["inAppPurchases/1"], |_| ()).line(), "GET /v1/inAppPurchases/1");
        assert_eq!(read(&["no/such"], |_| ()).line(), "GET /no/such");
    }

    #[test]
    fn a_query_in_the_path_and_options_come_together() {
        let request = read(&["devices?filter%5Bstatus%5D=ENABLED&limit=5"], |args| {
            args.filter = vec!["platform=IOS,MAC_OS".into()];
            args.include = vec![];
            args.paginate = true;
        });
        let query = request.query.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>();
        assert_eq!(query, ["filter[status]=ENABLED", "limit=5", "filter[platform]=IOS,MAC_OS"]);
    }

    #[test]
    fn the_method_follows_from_what_is_sent() {
        let attribute = |args: &mut RequestArgs| args.attribute = vec!["name=x".into()];
        assert_eq!(read(&["devices"], attribute).method, Method::Post);
        assert_eq!(read(&["devices/ABC"], attribute).method, Method::Patch);
    }

    #[test]
    fn what_is_no_request_says_how_one_looks() {
        for (words, change) in [
            (vec![], ""),
            (vec!["FETCH", "devices"], ""),
            (vec!["devices"], "no-equals-sign"),
            (vec!["devices"], "=value"),
        ] {
            let filter = if change.is_empty() { vec![] } else { vec![change.to_owned()] };
            let args = RequestArgs {
                request: words.into_iter().map(str::to_owned).collect(),
                filter,
                ..Default::default()
            };
            let failure = request(&args).unwrap_err();
            assert_eq!(failure.exit_code, exit::USAGE);
            assert!(failure.hint.is_some());
        }
    }
}

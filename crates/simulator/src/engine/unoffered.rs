//! Requests that no operation serves.

use catalogue::{Method, catalogue};

use super::refusal::{ErrorItem, Refusal};
use super::schema::schema;

/// What Apple says to a request for which it has no operation: the verb is not allowed, or the path is unknown.
pub(super) fn unoffered(method: &str, path: &str) -> Refusal {
    let path = path.trim_end_matches('/');
    if let Some((collection, on_instance)) = resource_path(path)
        && let Some(kind) = schema().kind_of(collection)
        && let Some(verb) = verb(method, on_instance)
    {
        return not_allowed(kind, collection, verb).into();
    }
    if catalogue().operations_at(path).is_empty() {
        return ErrorItem::new(
            404,
            "PATH_ERROR",
            "The URL path is not valid",
            format!("The URL path '{path}' is not part of the API"),
        )
        .into();
    }
    ErrorItem::new(
        405,
        "METHOD_NOT_ALLOWED",
        "The HTTP method is not allowed",
        format!("The method '{method}' is not allowed on the path '{path}'"),
    )
    .into()
}

/// `/v1/apps` and `/v1/apps/7`: the collection, and whether one of its resources is meant.
fn resource_path(path: &str) -> Option<(&str, bool)> {
    match path.matches('/').count() {
        2 => Some((path, false)),
        3 => path.rsplit_once('/').map(|(collection, _)| (collection, true)),
        _ => None,
    }
}

fn verb(method: &str, on_instance: bool) -> Option<&'static str> {
    Some(match (method, on_instance) {
        ("GET", false) => "GET_COLLECTION",
        ("POST", false) => "CREATE",
        ("GET", true) => "GET_INSTANCE",
        ("PATCH", true) => "UPDATE",
        ("DELETE", true) => "DELETE",
        _ => return None,
    })
}

fn not_allowed(kind: &str, collection: &str, wanted: &str) -> ErrorItem {
    let instance = format!("{collection}/id");
    let at = |path: &str| {
        catalogue().operations_at(path).into_iter().map(|found| found.operation.method).collect()
    };
    let (on_collection, on_instance): (Vec<Method>, Vec<Method>) = (at(collection), at(&instance));
    let allowed = on_collection
        .iter()
        .filter_map(|method| verb(method.as_str(), false))
        .chain(on_instance.iter().filter_map(|method| verb(method.as_str(), true)))
        .collect::<Vec<_>>();
    let these = match allowed.as_slice() {
        [one] => format!("Allowed operation is: {one}"),
        several => format!("Allowed operations are: {}", several.join(", ")),
    };
    ErrorItem::new(
        403,
        "FORBIDDEN_ERROR",
        "The given operation is not allowed",
        format!("The resource '{kind}' does not allow '{wanted}'. {these}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(method: &str, path: &str) -> (u16, String) {
        let refusal = unoffered(method, path);
        (refusal.status(), refusal.errors[0].code.clone())
    }

    #[test]
    fn a_verb_that_a_resource_does_not_offer_is_forbidden() {
        assert_eq!(code("POST", "/v1/apps"), (403, "FORBIDDEN_ERROR".into()));
        let detail = &unoffered("POST", "/v1/apps").errors[0].detail;
        assert!(
            detail.contains("resource 'apps' does not allow 'CREATE'. Allowed operations are: "),
            "{detail}"
        );
        assert_eq!(code("DELETE", "/v1/reviewSubmissions/7"), (403, "FORBIDDEN_ERROR".into()));
        assert_eq!(code("GET", "/v1/appInfos"), (403, "FORBIDDEN_ERROR".into()));
    }

    #[test]
    fn a_verb_that_a_path_does_not_know_is_not_allowed_and_a_strange_path_is_unknown() {
        assert_eq!(code("PATCH", "/v1/appInfos/7/ageRatingDeclaration"), (405, "METHOD_NOT_ALLOWED".into()));
        assert_eq!(code("PUT", "/v1/apps"), (405, "METHOD_NOT_ALLOWED".into()));
        assert_eq!(code("GET", "/v1/appDataUsages"), (404, "PATH_ERROR".into()));
        assert_eq!(code("GET", "/v1/apps/1/nothing"), (404, "PATH_ERROR".into()));
    }
}

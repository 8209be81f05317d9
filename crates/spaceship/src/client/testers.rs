//! Putting many testers into a group at once.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::jsonapi::Id;
use crate::resources::BetaGroup;
use crate::transport::{Method, Request};

/// Somebody who is to test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invited {
    /// The e-mail address, by which Apple knows the tester.
    pub email: String,
    /// The first name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
}

/// Somebody whom Apple did not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTaken {
    /// The e-mail address.
    pub email: String,
    /// Apple's words.
    pub why: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    #[serde(default)]
    email: String,
    assignment_result: Option<String>,
    #[serde(default)]
    errors: Vec<Fault>,
}

#[derive(Deserialize)]
struct Fault {
    key: Option<String>,
    message: Option<String>,
}

impl Client {
    /// Puts testers into a group; those who do not exist are made. Answers whom Apple did not take, and `None` where this
    /// key or session is not offered the operation: then testers can be made one by one.
    ///
    /// `bulkBetaTesterAssignments` is what App Store Connect's page and fastlane use; Apple's description does not have
    /// it. It changes nothing for those who are in the group, so that it is repeated when its answer is lost.
    pub async fn assign_testers(
        &self,
        group: &Id<BetaGroup>,
        testers: &[Invited],
    ) -> Result<Option<Vec<NotTaken>>> {
        let mut asked = serde_json::to_value(testers).unwrap_or_default();
        for one in asked.as_array_mut().into_iter().flatten() {
            one["errors"] = json!([]);
        }
        let kind = "bulkBetaTesterAssignments";
        let body = json!({ "data": {
            "type": kind,
            "attributes": { "betaTesters": asked },
            "relationships": { "betaGroup": { "data": { "type": "betaGroups", "id": group.as_str() } } },
        } });
        let request = Request::new(Method::Post, format!("/v1/{kind}")).body(body).unchecked();
        let answer = match self.send(&request).await {
            Err(error) if error.is_ambiguous() => self.send(&request).await,
            answer => answer,
        };
        let answer = match answer {
            Err(error) if is_not_offered(&error) => return Ok(None),
            answer => answer?,
        };
        let unreadable = |error: serde_json::Error| {
            Error::new(ErrorKind::Unexpected, "what Apple says of the testers cannot be read")
                .with_source(error)
                .with_request(request.line())
        };
        let all = answer.pointer("/data/attributes/betaTesters").cloned().unwrap_or_else(|| json!([]));
        let all: Vec<Outcome> = serde_json::from_value(all).map_err(unreadable)?;
        Ok(Some(all.into_iter().filter_map(not_taken).collect()))
    }
}

/// Whether Apple says that there is no such operation, as opposed to what it says of its content.
fn is_not_offered(error: &Error) -> bool {
    matches!(error.status(), Some(403..=405))
        && !error.has_code("FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED")
}

fn not_taken(one: Outcome) -> Option<NotTaken> {
    let failed = one.assignment_result.is_some_and(|result| result == "FAILED");
    if !failed && one.errors.is_empty() {
        return None;
    }
    let said = one.errors.into_iter().filter_map(|fault| fault.message.or(fault.key)).collect::<Vec<_>>();
    let why = if said.is_empty() { "Apple does not say why".to_owned() } else { said.join("; ") };
    Some(NotTaken { email: one.email, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_not_taken_is_told_with_apples_words() {
        let read = |value| not_taken(serde_json::from_value(value).unwrap());
        assert_eq!(read(json!({ "email": "a", "assignmentResult": "ASSIGNED", "errors": [] })), None);
        assert_eq!(read(json!({ "email": "a" })), None);
        let errors = json!([{ "key": "K", "message": "M" }, { "key": "L" }]);
        let refused = read(json!({ "email": "a", "assignmentResult": "FAILED", "errors": errors })).unwrap();
        assert_eq!(refused, NotTaken { email: "a".into(), why: "M; L".into() });
        assert!(read(json!({ "email": "a", "assignmentResult": "FAILED" })).is_some());
    }
}

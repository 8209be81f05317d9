//! What the role of a key allows.

use serde::{Deserialize, Serialize};

use serde_json::Value;

use crate::behaviours::bulk_beta_tester_assignments;
use crate::engine::call::{Payload, Reply};
use crate::engine::refusal::{ErrorItem, Refusal};
use crate::engine::schema::schema;

/// A role that an API key can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// Everything.
    Admin,
    /// Apps, TestFlight, certificates and profiles; neither people nor money.
    AppManager,
    /// Builds and what testers read about them; the rest to look at.
    Developer,
}

/// People and money: an administrator's affair, even to read.
const ADMIN_ONLY: &[&str] = &["users", "userInvitations", "salesReports", "financeReports", "sandboxTesters"];

/// What a developer may write.
const DEVELOPER_WRITES: &[&str] = &[
    "buildUploads",
    "buildUploadFiles",
    "builds",
    "buildBetaDetails",
    "betaBuildLocalizations",
    "betaAppLocalizations",
    "betaAppClipInvocations",
    "betaAppClipInvocationLocalizations",
    "ciBuildRuns",
];

/// Refuses what the role of a key does not allow.
pub(crate) fn permit(role: Role, method: &str, path: &str) -> Result<(), Refusal> {
    let mut segments = path.split('/').skip(1).take(2);
    let collection =
        format!("/{}/{}", segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    let kind = match collection.as_str() {
        bulk_beta_tester_assignments::PATH => Some("betaTesters"),
        collection => schema().kind_of(collection),
    };
    let Some(kind) = kind else { return Ok(()) };
    let allowed = match role {
        Role::Admin => true,
        Role::AppManager => !ADMIN_ONLY.contains(&kind),
        Role::Developer if method == "GET" => !ADMIN_ONLY.contains(&kind),
        Role::Developer => DEVELOPER_WRITES.contains(&kind),
    };
    if allowed {
        return Ok(());
    }
    Err(ErrorItem::new(
        403,
        "FORBIDDEN_ERROR",
        "This request is forbidden for security reasons",
        "The API key in use does not allow this request",
    )
    .into())
}

/// Leaves out what a role may not see: the content of certificates is for those who may make them.
pub(crate) fn hide(role: Role, reply: &mut Reply) {
    let Payload::Json(document) = &mut reply.payload else { return };
    if role != Role::Developer {
        return;
    }
    let mut hide = |one: &mut Value| {
        if one["type"] == "certificates"
            && let Some(attributes) = one["attributes"].as_object_mut()
        {
            attributes.remove("certificateContent");
        }
    };
    for member in ["data", "included"] {
        match document.get_mut(member) {
            Some(Value::Array(all)) => all.iter_mut().for_each(&mut hide),
            Some(one @ Value::Object(_)) => hide(one),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_allows_what_belongs_to_it() {
        for (role, method, path, allowed) in [
            (Role::Admin, "POST", "/v1/userInvitations", true),
            (Role::AppManager, "GET", "/v1/users", false),
            (Role::AppManager, "POST", "/v1/certificates", true),
            (Role::AppManager, "GET", "/v1/salesReports", false),
            (Role::Developer, "GET", "/v1/apps/1/builds", true),
            (Role::Developer, "POST", "/v1/buildUploads", true),
            (Role::Developer, "PATCH", "/v1/builds/7", true),
            (Role::Developer, "POST", "/v1/devices", false),
            (Role::AppManager, "POST", "/v1/bulkBetaTesterAssignments", true),
            (Role::Developer, "POST", "/v1/bulkBetaTesterAssignments", false),
            (Role::Developer, "GET", "/v1/nothing", true),
        ] {
            let outcome = permit(role, method, path);
            assert_eq!(outcome.is_ok(), allowed, "{role:?} {method} {path}");
            assert!(outcome.map_err(|refusal| refusal.status()).err().is_none_or(|status| status == 403));
        }
    }
}

//! The answers of `--submission-information`.

use console::Failure;
use serde_json::Value;

use super::overrides::object;

/// The answers of `--submission-information` that Apple still asks for.
pub(super) struct Submission {
    pub(super) uses_encryption: Option<bool>,
    pub(super) content_rights: Option<&'static str>,
}

impl Submission {
    /// Other keys, from earlier years, are passed over as in fastlane.
    pub(super) fn read(json: Option<&str>) -> Result<Self, Failure> {
        let all = object("--submission-information", json)?;
        let answer = |name: &str| match all.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(answer)) => Ok(Some(*answer)),
            Some(_) => Err(Failure::invalid(format!(
                "--submission-information has something else than true or false for `{name}`"
            ))),
        };
        let declaration =
            |uses| if uses { "USES_THIRD_PARTY_CONTENT" } else { "DOES_NOT_USE_THIRD_PARTY_CONTENT" };
        Ok(Self {
            uses_encryption: answer("export_compliance_uses_encryption")?,
            content_rights: answer("content_rights_contains_third_party_content")?.map(declaration),
        })
    }
}

#[cfg(test)]
mod tests {
    use console::exit;

    use super::*;

    #[test]
    fn answers_are_yes_no_or_missing() {
        let read = |json| Submission::read(Some(json)).map_err(|failure| failure.exit_code);
        let both = read(
            r#"{"export_compliance_uses_encryption": false, "content_rights_contains_third_party_content": true,
                "add_id_info_uses_idfa": false}"#,
        )
        .map(|answers| (answers.uses_encryption, answers.content_rights));
        assert_eq!(both, Ok((Some(false), Some("USES_THIRD_PARTY_CONTENT"))));
        let none = Submission::read(None).map(|answers| (answers.uses_encryption, answers.content_rights));
        assert!(none.is_ok_and(|answers| answers == (None, None)));
        assert_eq!(read(r#"{"export_compliance_uses_encryption": "no"}"#).err(), Some(exit::INVALID));
        assert_eq!(read("[]").err(), Some(exit::INVALID));
    }
}

//! What TestFlight says of an app: its texts for testers, and what reviewers need.

use std::collections::BTreeMap;

use console::{Action, Change, Failure};
use serde_json::{Map, Value};
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::{Id, Resource};
use spaceship::resources::{
    App, BetaAppLocalization, BetaAppLocalizationUpdate, BetaAppReviewDetail, BetaAppReviewDetailUpdate,
    NewBetaAppLocalization,
};

use crate::notes::known_locale;

/// fastlane's keys of the texts for testers.
const TEXTS: [&str; 5] =
    ["feedback_email", "marketing_url", "privacy_policy_url", "tv_os_privacy_policy_url", "description"];

/// fastlane's keys of what reviewers need.
const DETAILS: [&str; 8] = [
    "contact_email",
    "contact_first_name",
    "contact_last_name",
    "contact_phone",
    "demo_account_required",
    "demo_account_name",
    "demo_account_password",
    "notes",
];

/// What Apple has.
#[derive(Debug, Clone, Default)]
pub(crate) struct TestInfo {
    pub(crate) details: Option<Resource<BetaAppReviewDetail>>,
    /// By locale.
    pub(crate) texts: BTreeMap<String, Resource<BetaAppLocalization>>,
}

impl TestInfo {
    /// Reads it, in one request.
    pub(crate) async fn gather(client: &Client, app: &Id<App>) -> spaceship::Result<Self> {
        let get = client.get::<App>(app).include("betaAppReviewDetail,betaAppLocalizations");
        let found = get.limit_of("betaAppLocalizations", 50).send().await?;
        let texts =
            found.included.related::<App, BetaAppLocalization>(&found.resource, "betaAppLocalizations");
        let texts = texts.into_iter().filter_map(|text| Some((text.attributes.locale.clone()?, text)));
        let details = found.included.related(&found.resource, "betaAppReviewDetail").into_iter().next();
        Ok(Self { details, texts: texts.collect() })
    }

    pub(crate) fn has_locale(&self, locale: &str) -> bool {
        self.texts.keys().any(|there| there.eq_ignore_ascii_case(locale))
    }

    fn text(&self, locale: &str, key: &str) -> Option<&str> {
        let attributes = &self.texts.get(locale)?.attributes;
        match key {
            "feedback_email" => attributes.feedback_email.as_deref(),
            "marketing_url" => attributes.marketing_url.as_deref(),
            "privacy_policy_url" => attributes.privacy_policy_url.as_deref(),
            "tv_os_privacy_policy_url" => attributes.tv_os_privacy_policy.as_deref(),
            _ => attributes.description.as_deref(),
        }
    }

    fn detail(&self, key: &str) -> Option<String> {
        let attributes = &self.details.as_ref()?.attributes;
        match key {
            "contact_email" => attributes.contact_email.clone(),
            "contact_first_name" => attributes.contact_first_name.clone(),
            "contact_last_name" => attributes.contact_last_name.clone(),
            "contact_phone" => attributes.contact_phone.clone(),
            "demo_account_required" => attributes.demo_account_required.map(|yes| yes.to_string()),
            "demo_account_name" => attributes.demo_account_name.clone(),
            "demo_account_password" => attributes.demo_account_password.clone(),
            _ => attributes.notes.clone(),
        }
    }

    /// What beta review would miss once `steps` are done: a contact, a description, an address for feedback.
    pub(crate) fn missing(&self, steps: &[Step], primary_locale: &str) -> Vec<String> {
        let comes = |key: &str| {
            steps.iter().any(|step| match step {
                Step::Details(fields) => fields.contains_key(key),
                Step::Texts { locale, fields, .. } => locale == primary_locale && fields.contains_key(key),
            })
        };
        let lacks =
            |there: Option<String>, key: &str| there.is_none_or(|text| text.trim().is_empty()) && !comes(key);
        let contact = ["contact_first_name", "contact_last_name", "contact_phone", "contact_email"];
        let contact = contact.into_iter().filter(|key| lacks(self.detail(key), key));
        let contact = contact.map(|key| format!("{key} is missing: give it with --beta-app-review-info"));
        let texts = ["description", "feedback_email"].into_iter();
        let texts = texts.filter(|key| lacks(self.text(primary_locale, key).map(str::to_owned), key));
        let texts = texts.map(|key| {
            let flag =
                if key == "description" { "--beta-app-description" } else { "--beta-app-feedback-email" };
            format!("the {key} for {primary_locale} is missing: give it with {flag}")
        });
        contact.chain(texts).collect()
    }
}

/// What is wanted. What is not named stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WantedInfo {
    /// For every locale that is there and has no texts of its own.
    default: BTreeMap<&'static str, String>,
    by_locale: BTreeMap<String, BTreeMap<&'static str, String>>,
    details: BTreeMap<&'static str, String>,
}

/// The options it is read from.
#[derive(Debug, Default)]
pub(crate) struct Given {
    pub(crate) localized_app_info: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) feedback_email: Option<String>,
    pub(crate) review_info: Option<String>,
    pub(crate) demo_account_required: Option<bool>,
}

impl WantedInfo {
    /// Reads the options. As with fastlane, --localized-app-info is in the place of the two for all locales.
    pub(crate) fn read(given: Given) -> Result<Self, Failure> {
        let mut wanted = Self::default();
        if let Some(json) = &given.localized_app_info {
            for (locale, fields) in object(json, "--localized-app-info")? {
                let fields = fields.as_object().ok_or_else(|| {
                    Failure::invalid(format!("--localized-app-info has no object at `{locale}`"))
                })?;
                let fields = named(fields, &TEXTS, "--localized-app-info")?;
                if locale == "default" {
                    wanted.default = fields;
                } else {
                    let locale = known_locale(&locale)
                        .map_err(|why| Failure::invalid(format!("--localized-app-info {why}")))?;
                    wanted.by_locale.insert(locale, fields);
                }
            }
        } else {
            wanted.default.extend(given.description.map(|text| ("description", text)));
            wanted.default.extend(given.feedback_email.map(|text| ("feedback_email", text)));
        }
        if let Some(json) = &given.review_info {
            wanted.details =
                named(&object(json, "--beta-app-review-info")?, &DETAILS, "--beta-app-review-info")?;
        }
        let required = given.demo_account_required.map(|yes| ("demo_account_required", yes.to_string()));
        wanted.details.extend(required);
        Ok(wanted)
    }

    /// What differs from what Apple has. `locales` are to be there too, since a build has texts in them.
    pub(crate) fn steps<'a>(
        &self,
        there: &'a TestInfo,
        locales: impl Iterator<Item = &'a String>,
    ) -> Vec<Step> {
        let new = locales.filter(|locale| !there.has_locale(locale));
        let all = there.texts.keys().chain(new);
        let mut wanted = all.map(|locale| (locale.clone(), self.default.clone())).collect::<BTreeMap<_, _>>();
        wanted.extend(self.by_locale.clone());
        let details = self.details.iter().filter(|(key, value)| there.detail(key).as_ref() != Some(value));
        let details = details.map(|(key, value)| (*key, value.clone())).collect::<BTreeMap<_, _>>();
        let details = (!details.is_empty()).then_some(Step::Details(details));
        let texts = wanted.into_iter().filter_map(|(locale, fields)| {
            let differ = fields.into_iter().filter(|(key, text)| there.text(&locale, key) != Some(text));
            let fields = differ.collect::<BTreeMap<_, _>>();
            let id = there.texts.get(&locale).map(|text| text.id.clone());
            (!fields.is_empty() || id.is_none()).then_some(Step::Texts { locale, id, fields })
        });
        details.into_iter().chain(texts).collect()
    }
}

fn object(json: &str, option: &str) -> Result<Map<String, Value>, Failure> {
    let value = serde_json::from_str(json)
        .map_err(|error| Failure::invalid(format!("{option} is no JSON ({error})")))?;
    match value {
        Value::Object(all) => Ok(all),
        _ => Err(Failure::invalid(format!("{option} is no JSON object"))),
    }
}

fn named(
    fields: &Map<String, Value>,
    keys: &'static [&'static str],
    option: &str,
) -> Result<BTreeMap<&'static str, String>, Failure> {
    let mut all = BTreeMap::new();
    for (key, value) in fields {
        let Some(key) = keys.iter().find(|known| *known == key) else {
            let what = format!("{option} has the unknown key `{key}`");
            return Err(Failure::invalid(what).hint(format!("its keys are {}", keys.join(", "))));
        };
        let text = match value {
            Value::Null => continue,
            Value::Bool(yes) if *key == "demo_account_required" => yes.to_string(),
            Value::String(text) if *key == "demo_account_required" => {
                let wrong = |why: String| Failure::invalid(format!("{option}, {key}: {why}"));
                console::boolean(text).map_err(wrong)?.to_string()
            }
            Value::String(text) => text.clone(),
            _ => return Err(Failure::invalid(format!("{option} has no text at `{key}`"))),
        };
        all.insert(*key, text);
    }
    Ok(all)
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// What reviewers need, by fastlane's keys.
    Details(BTreeMap<&'static str, String>),
    /// The texts of a locale, by fastlane's keys; it is made where it is not there.
    Texts { locale: String, id: Option<Id<BetaAppLocalization>>, fields: BTreeMap<&'static str, String> },
}

impl Step {
    /// The step as a line of the plan. Values are not shown: there may be a password among them.
    pub(crate) fn change(&self) -> Change {
        let listed = |fields: &BTreeMap<&str, String>| fields.keys().copied().collect::<Vec<_>>().join(", ");
        match self {
            Self::Details(fields) => Change::new(Action::Update, "beta review details", listed(fields)),
            Self::Texts { locale, id, fields } => {
                let action = if id.is_some() { Action::Update } else { Action::Create };
                Change::new(action, "beta app info", locale).from_to(None, Some(&listed(fields)))
            }
        }
    }

    /// Does it.
    pub(crate) async fn apply(
        &self,
        client: &Client,
        app: &Id<App>,
        there: &TestInfo,
    ) -> Result<(), Failure> {
        match self {
            Self::Details(fields) => {
                // Apple gives the details the id of their app.
                let id = there
                    .details
                    .as_ref()
                    .map_or_else(|| Id::new(app.as_str()), |details| details.id.clone());
                client.update(&id, &details_update(fields)).await?;
            }
            Self::Texts { id: Some(id), fields, .. } => {
                client.update(id, &texts_update(fields)).await?;
            }
            Self::Texts { locale, fields, .. } => {
                let text = |key: &str| fields.get(key).cloned();
                let mut new = NewBetaAppLocalization::new(locale.clone(), app.clone());
                new.feedback_email = text("feedback_email");
                new.marketing_url = text("marketing_url");
                new.privacy_policy_url = text("privacy_policy_url");
                new.tv_os_privacy_policy = text("tv_os_privacy_policy_url");
                new.description = text("description");
                let look = async || {
                    let (all, _) = client
                        .list_related::<App, BetaAppLocalization>(app, "betaAppLocalizations")
                        .all()
                        .await?;
                    Ok(all.into_iter().find(|text| text.attributes.locale.as_ref() == Some(locale)))
                };
                client.create_once(&new, look).await?;
            }
        }
        Ok(())
    }
}

fn field(fields: &BTreeMap<&str, String>, key: &str) -> Field<String> {
    fields.get(key).cloned().map_or(Field::Keep, Field::Set)
}

fn details_update(fields: &BTreeMap<&str, String>) -> BetaAppReviewDetailUpdate {
    BetaAppReviewDetailUpdate {
        contact_first_name: field(fields, "contact_first_name"),
        contact_last_name: field(fields, "contact_last_name"),
        contact_phone: field(fields, "contact_phone"),
        contact_email: field(fields, "contact_email"),
        demo_account_name: field(fields, "demo_account_name"),
        demo_account_password: field(fields, "demo_account_password"),
        demo_account_required: fields
            .get("demo_account_required")
            .map_or(Field::Keep, |yes| Field::Set(yes == "true")),
        notes: field(fields, "notes"),
    }
}

fn texts_update(fields: &BTreeMap<&str, String>) -> BetaAppLocalizationUpdate {
    BetaAppLocalizationUpdate {
        feedback_email: field(fields, "feedback_email"),
        marketing_url: field(fields, "marketing_url"),
        privacy_policy_url: field(fields, "privacy_policy_url"),
        tv_os_privacy_policy: field(fields, "tv_os_privacy_policy_url"),
        description: field(fields, "description"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(localized: &str, review: &str) -> Result<WantedInfo, Failure> {
        WantedInfo::read(Given {
            localized_app_info: Some(localized.to_owned()),
            review_info: Some(review.to_owned()),
            description: Some("in the place of which the locales stand".to_owned()),
            demo_account_required: Some(true),
            ..Given::default()
        })
    }

    #[test]
    fn what_is_not_named_stays_and_what_is_new_is_made() {
        let wanted = read(
            r#"{"default": {"description": "All"}, "de-de": {"feedback_email": "a@example.com"}}"#,
            r#"{"contact_email": "b@example.com", "demo_account_required": "no", "notes": null}"#,
        );
        let steps = wanted.unwrap().steps(&TestInfo::default(), std::iter::empty());
        let [Step::Details(details), Step::Texts { locale, id: None, fields }] = &steps[..] else {
            panic!("{steps:?}")
        };
        assert_eq!(details.get("demo_account_required").unwrap(), "true", "the option of its own wins");
        assert!(!details.contains_key("notes"));
        assert_eq!((locale.as_str(), fields.len()), ("de-DE", 1));
        assert_eq!(details_update(details).contact_first_name, Field::Keep);
    }

    #[test]
    fn what_reviewers_miss_is_named_with_the_flag_that_gives_it() {
        let info = TestInfo::default();
        assert_eq!(info.missing(&[], "en-US").len(), 6);
        let given = Given { description: Some("A tide clock".into()), ..Given::default() };
        let wanted = WantedInfo::read(given).unwrap();
        // There is no locale yet that it could be a text of.
        assert_eq!(wanted.steps(&info, std::iter::empty()), []);
        // A locale that is made for a build's text gets what is for all.
        let new = wanted.steps(&info, ["ja".to_owned()].iter());
        assert!(matches!(&new[..], [Step::Texts { id: None, fields, .. }] if fields.len() == 1), "{new:?}");
        let steps = [Step::Texts {
            locale: "en-US".into(),
            id: None,
            fields: BTreeMap::from([("description", "A tide clock".to_owned())]),
        }];
        let missing = info.missing(&steps, "en-US");
        assert_eq!(missing.len(), 5);
        assert!(missing[4].contains("--beta-app-feedback-email"), "{missing:?}");
    }

    #[test]
    fn wrong_forms_are_named_with_their_option() {
        for (localized, review, named) in [
            ("[]", "{}", "--localized-app-info"),
            (r#"{"en-US": 1}"#, "{}", "en-US"),
            (r#"{"en-USA": {}}"#, "{}", "en-USA"),
            (r#"{"en-US": {"descripton": "x"}}"#, "{}", "descripton"),
            ("{}", r#"{"contact_email": 1}"#, "contact_email"),
            ("{}", r#"{"demo_account_required": "perhaps"}"#, "demo_account_required"),
        ] {
            let failure = read(localized, review).unwrap_err();
            assert!(failure.message.contains(named), "{}", failure.message);
        }
    }
}

//! How testers open an App Clip: invocations of a build, a URL each, with a title by locale.

use std::collections::BTreeMap;

use console::{Action, Change, Failure};
use serde::Deserialize;
use serde_json::json;
use spaceship::Client;
use spaceship::client::Field;
use spaceship::jsonapi::Id;
use spaceship::resources::{
    BetaAppClipInvocation, BetaAppClipInvocationLocalization, BetaAppClipInvocationLocalizationUpdate,
    BuildBundle, NewBetaAppClipInvocationLocalization,
};
use spaceship::transport::{Method, Request};

/// An invocation that is wanted: `{"url": "https://..", "title": {"en-US": ".."}}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invocation {
    url: String,
    title: BTreeMap<String, String>,
}

/// An invocation that Apple has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct There {
    id: Id<BetaAppClipInvocation>,
    url: String,
    titles: BTreeMap<String, (Id<BetaAppClipInvocationLocalization>, String)>,
}

/// What is wanted of a build's App Clip.
#[derive(Debug, Clone, Default)]
pub(crate) struct WantedClips {
    invocations: Vec<Invocation>,
    /// Whether what is not wanted goes.
    overwrite: bool,
}

impl WantedClips {
    /// Reads `--app-clip-invocations` and `--overwrite-app-clip-invocations`.
    pub(crate) fn read(json: Option<&str>, overwrite: bool) -> Result<Self, Failure> {
        let Some(json) = json else { return Ok(Self::default()) };
        let invocations = serde_json::from_str::<Vec<Invocation>>(json).map_err(|error| {
            Failure::invalid(format!("--app-clip-invocations cannot be read ({error})"))
                .hint("its form is [{\"url\": \"https://..\", \"title\": {\"en-US\": \"..\"}}]")
        })?;
        let wrong = |one: &&Invocation| one.title.is_empty() || !one.url.starts_with("https://");
        if let Some(wrong) = invocations.iter().find(wrong) {
            return Err(Failure::invalid(format!(
                "--app-clip-invocations: `{}` needs an https address and a title",
                wrong.url
            )));
        }
        Ok(Self { invocations, overwrite })
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.invocations.is_empty()
    }

    /// What is to be done, given what Apple has.
    pub(crate) fn steps(&self, there: &[There]) -> Vec<Step> {
        let mut steps = Vec::new();
        let unwanted = |one: &&There| !self.invocations.iter().any(|wanted| wanted.url == one.url);
        if self.overwrite {
            let unwanted = there.iter().filter(unwanted);
            steps.extend(unwanted.map(|one| Step::Delete(one.id.clone(), one.url.clone())));
        }
        for wanted in &self.invocations {
            let Some(one) = there.iter().find(|one| one.url == wanted.url) else {
                steps.push(Step::Create(wanted.clone()));
                continue;
            };
            for (locale, title) in &wanted.title {
                let (invocation, url) = (one.id.clone(), one.url.clone());
                match one.titles.get(locale) {
                    Some((_, same)) if same == title => {}
                    Some((id, _)) => steps.push(Step::Retitle { id: id.clone(), url, title: title.clone() }),
                    None => steps.push(Step::Title {
                        invocation,
                        url,
                        locale: locale.clone(),
                        title: title.clone(),
                    }),
                }
            }
        }
        steps
    }
}

/// Reads the invocations of an App Clip.
pub(crate) async fn gather(client: &Client, clip: &Id<BuildBundle>) -> spaceship::Result<Vec<There>> {
    let list = client.list_related::<BuildBundle, BetaAppClipInvocation>(clip, "betaAppClipInvocations");
    let list = list.include("betaAppClipInvocationLocalizations");
    let (all, included) = list.limit_of("betaAppClipInvocationLocalizations", 50).all().await?;
    let there = all.into_iter().map(|one| {
        let titles = included
            .related::<_, BetaAppClipInvocationLocalization>(&one, "betaAppClipInvocationLocalizations");
        let titles = titles.into_iter().filter_map(|title| {
            Some((title.attributes.locale?, (title.id, title.attributes.title.unwrap_or_default())))
        });
        There { titles: titles.collect(), url: one.attributes.url.unwrap_or_default(), id: one.id }
    });
    Ok(there.collect())
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Delete(Id<BetaAppClipInvocation>, String),
    Create(Invocation),
    Retitle { id: Id<BetaAppClipInvocationLocalization>, url: String, title: String },
    Title { invocation: Id<BetaAppClipInvocation>, url: String, locale: String, title: String },
}

impl Step {
    /// The step as a line of the plan.
    pub(crate) fn change(&self) -> Change {
        let what = "App Clip invocation";
        match self {
            Self::Delete(_, url) => Change::new(Action::Delete, what, url),
            Self::Create(wanted) => Change::new(Action::Create, what, &wanted.url),
            Self::Retitle { url, title, .. } | Self::Title { url, title, .. } => {
                Change::new(Action::Update, what, url).from_to(None, Some(title))
            }
        }
    }

    /// Does it, for this App Clip.
    pub(crate) async fn apply(&self, client: &Client, clip: &Id<BuildBundle>) -> Result<(), Failure> {
        match self {
            Self::Delete(id, _) => client.delete(id).await?,
            Self::Create(wanted) => create(client, clip, wanted).await?,
            Self::Retitle { id, title, .. } => {
                let update = BetaAppClipInvocationLocalizationUpdate { title: Field::Set(title.clone()) };
                client.update(id, &update).await?;
            }
            Self::Title { invocation, locale, title, .. } => {
                let new = NewBetaAppClipInvocationLocalization::new(
                    title.clone(),
                    locale.clone(),
                    invocation.clone(),
                );
                client.create(&new).await?;
            }
        }
        Ok(())
    }
}

/// Makes an invocation together with its titles, which Apple takes in one request only.
async fn create(client: &Client, clip: &Id<BuildBundle>, wanted: &Invocation) -> Result<(), Failure> {
    let kind = "betaAppClipInvocationLocalizations";
    let place = |locale: &String| format!("${{{locale}}}");
    let links = wanted.title.keys().map(|locale| json!({ "type": kind, "id": place(locale) }));
    let titles = wanted.title.iter().map(|(locale, title)| {
        let attributes = json!({ "locale": locale, "title": title });
        json!({ "type": kind, "id": place(locale), "attributes": attributes })
    });
    let body = json!({
        "data": {
            "type": "betaAppClipInvocations",
            "attributes": { "url": wanted.url },
            "relationships": {
                "buildBundle": { "data": { "type": "buildBundles", "id": clip.as_str() } },
                "betaAppClipInvocationLocalizations": { "data": links.collect::<Vec<_>>() },
            },
        },
        "included": titles.collect::<Vec<_>>(),
    });
    client.send(&Request::new(Method::Post, "/v1/betaAppClipInvocations").body(body)).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_done_and_only_overwriting_deletes() {
        let json = r#"[{"url": "https://a.example/", "title": {"de-DE": "Neu", "en-US": "Same", "ja": "新"}},
                       {"url": "https://b.example/", "title": {"en-US": "B"}}]"#;
        let there = [("1", "https://a.example/"), ("2", "https://c.example/")].map(|(id, url)| There {
            id: Id::new(id),
            url: url.into(),
            titles: BTreeMap::from([
                ("de-DE".into(), (Id::new("d"), "Alt".into())),
                ("en-US".into(), (Id::new("e"), "Same".into())),
            ]),
        });
        let steps = WantedClips::read(Some(json), false).unwrap().steps(&there);
        assert!(
            matches!(&steps[..], [Step::Retitle { .. }, Step::Title { .. }, Step::Create(_)]),
            "{steps:?}"
        );
        let steps = WantedClips::read(Some(json), true).unwrap().steps(&there);
        assert_eq!(steps[0], Step::Delete(Id::new("2"), "https://c.example/".into()));
        assert_eq!(steps.len(), 4);
    }

    #[test]
    fn wrong_forms_are_refused() {
        for json in [
            "{}",
            r#"[{"url": "https://a.example"}]"#,
            r#"[{"url": "https://a.example", "title": {}}]"#,
            r#"[{"url": "ftp://a.example", "title": {"en-US": "A"}}]"#,
            r#"[{"url": "https://a.example", "title": {"en-US": "A"}, "more": 1}]"#,
        ] {
            assert!(WantedClips::read(Some(json), false).is_err(), "{json}");
        }
    }
}

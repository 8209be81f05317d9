//! The client of the portal: sends every action in the same way.

use std::sync::Arc;

use bytes::Bytes;
use futures::{Stream, StreamExt, TryStreamExt, stream};
use http::Method;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::action::{Action, Kind, Platform};
use super::answer::open;
use super::csrf::Tokens;
use super::form::Form;
use super::{Team, certificates};
use crate::error::{Error, ErrorKind, Result};
use crate::session::{Call, Effect, Host, Session, Wanted, choose};

/// The rows on a page; what fastlane asks for and Apple gives.
const PAGE: usize = 500;

/// A client of the portal for one team. Cheap to clone; several live side by side.
#[derive(Clone)]
pub struct Portal(Arc<Inner>);

struct Inner {
    session: Session,
    team: Team,
    tokens: Tokens,
}

/// What an action sends along.
pub(super) enum Body {
    Form(Form),
    Json(Value),
}

impl Portal {
    /// A client for one of the teams that the session's account belongs to. Where it is not clear which one is
    /// wanted, the error lists them (see [`choose`]).
    pub async fn open(session: &Session, wanted: &Wanted) -> Result<Self> {
        let mut teams = Team::all(session).await?;
        let candidates = teams.iter().map(Team::candidate).collect::<Vec<_>>();
        Ok(Self::new(session, teams.swap_remove(choose(&candidates, wanted)?)))
    }

    /// A client for a team.
    pub fn new(session: &Session, team: Team) -> Self {
        Self(Arc::new(Inner { session: session.clone(), team, tokens: Tokens::default() }))
    }

    /// The team.
    pub fn team(&self) -> &Team {
        &self.0.team
    }

    /// Sends an action with a form, and returns the payload of the answer, or all of it where none is named.
    pub(super) async fn call(&self, action: &Action, platform: Platform, form: Form) -> Result<Value> {
        self.send(action, platform, Body::Form(form)).await
    }

    /// Sends an action, after fetching the token that a change of its kind needs.
    pub(super) async fn send(&self, action: &Action, platform: Platform, body: Body) -> Result<Value> {
        if action.effect == Effect::Write && !self.0.tokens.has(action.kind) {
            self.fetch_token(action.kind).await?;
        }
        self.send_now(action, platform, body).await
    }

    async fn send_now(&self, action: &Action, platform: Platform, body: Body) -> Result<Value> {
        let inner = &self.0;
        let call = Call::new(action.effect, Method::POST, Host::Developer, action.url_path(platform));
        let call = inner.tokens.give(action.kind, call).accept("application/json");
        let call = match body {
            Body::Form(form) => {
                let form = form.text("teamId", &inner.team.id).encode();
                call.body("application/x-www-form-urlencoded", form.into())
            }
            Body::Json(mut body) => {
                body["teamId"] = inner.team.id.clone().into();
                call.json(&body)
            }
        };
        let reply = inner.session.send(&call).await?;
        let mut answer = open(&reply, action.payload)?;
        inner.tokens.take(action.kind, &reply.headers);
        Ok(match action.payload {
            Some(payload) => answer[payload].take(),
            None => answer,
        })
    }

    /// Sends an action and reads its payload.
    pub(super) async fn read<T: DeserializeOwned>(
        &self,
        action: &Action,
        platform: Platform,
        form: Form,
    ) -> Result<T> {
        parsed(action, self.call(action, platform, form).await?)
    }

    /// All rows of a list, page by page.
    pub(super) fn list<T>(
        &self,
        action: Action,
        platform: Platform,
        sort: &'static str,
        form: Form,
    ) -> impl Stream<Item = Result<T>> + Send + Unpin + 'static
    where
        T: DeserializeOwned + Send + 'static,
    {
        let portal = self.clone();
        let pages = stream::try_unfold(Some(1), move |page: Option<usize>| {
            let (portal, form) = (portal.clone(), form.clone());
            async move {
                let Some(page) = page else { return Ok::<_, Error>(None) };
                let form = paged(form, page, PAGE, sort);
                let rows: Vec<T> = portal.read(&action, platform, form).await?;
                // `totalRecords` is known to be wrong at times: a page that is not full is the last one.
                let next = (rows.len() >= PAGE).then_some(page + 1);
                Ok(Some((stream::iter(rows.into_iter().map(Ok)), next)))
            }
        });
        pages.try_flatten().boxed()
    }

    /// Downloads a file; `sign` is found in the right kind of file only.
    pub(super) async fn download(&self, path: &str, form: Form, sign: &[u8]) -> Result<Bytes> {
        let query = form.text("teamId", &self.0.team.id).encode();
        let path = format!("/services-account/QH65B2/{path}?{query}");
        let reply = self.0.session.send(&Call::new(Effect::Read, Method::GET, Host::Developer, path)).await?;
        if !reply.is_success() {
            return Err(reply.failure());
        }
        // Where something is wrong, a page or an envelope comes in place of the file.
        if reply.body.trim_ascii_start().starts_with(b"{") {
            open(&reply, Some("a file"))?;
        }
        let right = reply.body.windows(sign.len()).any(|window| window == sign);
        if right && !reply.is_page() {
            return Ok(reply.body);
        }
        Err(reply.error(ErrorKind::Unexpected, "the download is not the file that was asked for"))
    }

    /// Asks for one row of the kind, whose answer brings a token.
    async fn fetch_token(&self, kind: Kind) -> Result<()> {
        let list = |path, payload, sort| (Action::read(kind, path, payload), paged(Form::new(), 1, 1, sort));
        let (action, form) = match kind {
            Kind::Team => return Ok(()),
            Kind::Person => {
                let action = Action { payload: None, effect: Effect::Read, ..super::people::MEMBERS };
                return self.send_now(&action, Platform::Ios, Body::Json(json!({}))).await.map(drop);
            }
            Kind::App => list("account/ios/identifiers/listAppIds.action", "appIds", "name=asc"),
            Kind::Device => {
                let (action, form) = list("account/ios/device/listDevices.action", "devices", "name=asc");
                (action, form.text("includeRemovedDevices", "false"))
            }
            Kind::Certificate => {
                let sort = "certRequestStatusCode=asc";
                let (action, form) =
                    list("account/ios/certificate/listCertRequests.action", "certRequests", sort);
                (action, form.text("types", certificates::types_of(Platform::Ios)))
            }
            Kind::Profile => {
                let path = "account/ios/profile/listProvisioningProfiles.action";
                list(path, "provisioningProfiles", "name=asc")
            }
            Kind::AppGroup | Kind::CloudContainer | Kind::PassType | Kind::WebsitePush | Kind::Merchant => {
                (super::identifiers::list_action(kind)?, paged(Form::new(), 1, 1, "name=asc"))
            }
        };
        self.send_now(&action, Platform::Ios, Body::Form(form)).await.map(drop)
    }
}

fn paged(form: Form, page: usize, size: usize, sort: &str) -> Form {
    form.text("pageNumber", page.to_string()).text("pageSize", size.to_string()).text("sort", sort)
}

/// The payload as what it is.
pub(super) fn parsed<T: DeserializeOwned>(action: &Action, payload: Value) -> Result<T> {
    serde_json::from_value(payload).map_err(|error| {
        let what =
            format!("the portal's `{}` is not of the form that is known", action.payload.unwrap_or_default());
        Error::new(ErrorKind::Unexpected, what).with_source(error)
    })
}

/// Refuses blank values, naming all of them, before anything is sent.
pub(super) fn require(values: &[(&str, &str)]) -> Result<()> {
    let missing = values.iter().filter(|(_, value)| value.trim().is_empty()).map(|(name, _)| *name);
    let missing = missing.collect::<Vec<_>>();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::new(ErrorKind::Invalid, format!("what must be given is missing: {}", missing.join(", "))))
}

//! App Store Connect as its own pages use it: making and removing apps, and deleting invitations.

use http::Method;
use serde_json::{Value, json};

use super::client::require;
use crate::client::encoded;
use crate::error::{Error, ErrorKind, Result};
use crate::jsonapi::{OneDocument, Page, Resource};
use crate::resources::{App, UserInvitation};
use crate::session::{Call, Effect, Host, Session};

/// App Store Connect with a session, for the provider that the session works for.
#[derive(Debug, Clone)]
pub struct Store(Session);

/// An app to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApp {
    /// The name in the store.
    pub name: String,
    /// The bundle id, for which there must be an app id.
    pub bundle_id: String,
    /// A name for the owner's own books, never shown.
    pub sku: String,
    /// The language of the name, such as `en-US`.
    pub primary_locale: String,
    /// The platforms as Apple names them: `IOS`, `MAC_OS`, `TV_OS`, `VISION_OS`.
    pub platforms: Vec<String>,
    /// The number of the first version.
    pub version: String,
    /// The company's name, which Apple asks for with the first app of a provider.
    pub company_name: Option<String>,
}

impl NewApp {
    /// The document: the app, and all that comes with it under made-up ids.
    fn document(&self) -> Value {
        let mut attributes = json!({
            "sku": self.sku, "primaryLocale": self.primary_locale, "bundleId": self.bundle_id,
        });
        if let Some(company) = &self.company_name {
            attributes["companyName"] = company.clone().into();
        }
        let (info, info_text) = ("${new-appInfo-id}", "${new-appInfoLocalization-id}");
        let locale = &self.primary_locale;
        let mut included = vec![
            json!({"type": "appInfos", "id": info, "relationships": {
                "appInfoLocalizations": {"data": [{"type": "appInfoLocalizations", "id": info_text}]}}}),
            json!({"type": "appInfoLocalizations", "id": info_text,
                "attributes": {"locale": locale, "name": self.name}}),
        ];
        let mut versions = Vec::new();
        for platform in &self.platforms {
            let version = format!("${{store-version-{platform}}}");
            let text = format!("${{new-{platform}VersionLocalization-id}}");
            versions.push(json!({"type": "appStoreVersions", "id": version}));
            included.push(json!({"type": "appStoreVersions", "id": version,
                "attributes": {"platform": platform, "versionString": self.version},
                "relationships": {"appStoreVersionLocalizations": {
                    "data": [{"type": "appStoreVersionLocalizations", "id": text}]}}}));
            included.push(json!({"type": "appStoreVersionLocalizations", "id": text,
                "attributes": {"locale": locale}}));
        }
        json!({
            "data": {"type": "apps", "attributes": attributes, "relationships": {
                "appStoreVersions": {"data": versions},
                "appInfos": {"data": [{"type": "appInfos", "id": info}]},
            }},
            "included": included,
        })
    }
}

impl Store {
    /// App Store Connect with this session.
    pub fn new(session: &Session) -> Self {
        Self(session.clone())
    }

    /// Makes an app. The official API cannot.
    pub async fn create_app(&self, new: &NewApp) -> Result<Resource<App>> {
        let platforms = new.platforms.join("");
        require(&[
            ("name", &new.name),
            ("bundle id", &new.bundle_id),
            ("SKU", &new.sku),
            ("primary locale", &new.primary_locale),
            ("platform", &platforms),
            ("version", &new.version),
        ])?;
        let call = iris(Effect::Write, Method::POST, "/iris/v1/apps").json(&new.document());
        let reply = self.0.send(&call).await?;
        if !reply.is_success() {
            return Err(reply.failure());
        }
        let read =
            || serde_json::from_slice::<OneDocument>(&reply.body)?.data.map(Resource::read).transpose();
        let app = read().map_err(|error| {
            reply
                .error(ErrorKind::Unexpected, "the new app that Apple answers cannot be read")
                .with_source(error)
        })?;
        app.ok_or_else(|| reply.error(ErrorKind::Unexpected, "Apple answered no app"))
    }

    /// Removes an app by its id, by a change of one attribute as App Store Connect's page does it. Apple keeps the name
    /// and the bundle id of an app that was ever in the store.
    pub async fn remove_app(&self, id: &str) -> Result<()> {
        require(&[("id", id)])?;
        let change = json!({"data": {"type": "apps", "id": id, "attributes": {"removed": true}}});
        let path = format!("/iris/v1/apps/{}", encoded(id));
        let reply = self.0.send(&iris(Effect::Write, Method::PATCH, &path).json(&change)).await?;
        if reply.is_success() { Ok(()) } else { Err(reply.failure()) }
    }

    /// Takes back the invitation that was sent to an e-mail address. The portal's own
    /// [invitations](super::Portal::invitations) have other ids than App Store Connect's.
    pub async fn delete_invitation(&self, email: &str) -> Result<()> {
        require(&[("e-mail address", email)])?;
        let path = format!("/iris/v1/userInvitations?filter%5Bemail%5D={}", encoded(email));
        let reply = self.0.send(&iris(Effect::Read, Method::GET, &path)).await?;
        if !reply.is_success() {
            return Err(reply.failure());
        }
        let read = || Page::<UserInvitation>::read(serde_json::from_slice(&reply.body)?);
        let page = read().map_err(|error| {
            reply
                .error(ErrorKind::Unexpected, "the invitations that Apple lists cannot be read")
                .with_source(error)
        })?;
        let is_it = |found: &&Resource<UserInvitation>| {
            found.attributes.email.as_deref().is_some_and(|found| found.eq_ignore_ascii_case(email))
        };
        let invitation = page.data.iter().find(is_it).ok_or_else(|| {
            Error::new(ErrorKind::NotFound, format!("nobody is invited under the address `{email}`"))
        })?;
        let path = format!("/iris/v1/userInvitations/{}", encoded(invitation.id.as_str()));
        let reply = self.0.send(&iris(Effect::Write, Method::DELETE, &path)).await?;
        if reply.is_success() { Ok(()) } else { Err(reply.failure()) }
    }
}

fn iris(effect: Effect, method: Method, path: &str) -> Call {
    Call::new(effect, method, Host::AppStoreConnect, path)
        .header("x-csrf-itc", "[asc-ui]")
        .accept("application/vnd.api+json, application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_made_up_id_is_used_and_described() {
        let new = NewApp {
            name: "Sunlit".to_owned(),
            bundle_id: "com.example.sunlit".to_owned(),
            sku: "S1".to_owned(),
            primary_locale: "en-US".to_owned(),
            platforms: vec!["IOS".to_owned(), "MAC_OS".to_owned()],
            version: "1.0".to_owned(),
            company_name: None,
        };
        let document = new.document();
        let ids = document["included"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap());
        let ids = ids.collect::<Vec<_>>();
        assert_eq!(
            ids,
            [
                "${new-appInfo-id}",
                "${new-appInfoLocalization-id}",
                "${store-version-IOS}",
                "${new-IOSVersionLocalization-id}",
                "${store-version-MAC_OS}",
                "${new-MAC_OSVersionLocalization-id}",
            ]
        );
        let text = document.to_string();
        for id in ids {
            assert_eq!(text.matches(&format!("\"{id}\"")).count(), 2, "{id}");
        }
        assert!(document["data"]["attributes"].get("companyName").is_none());
        assert_eq!(document["included"][1]["attributes"]["name"], "Sunlit");
    }
}

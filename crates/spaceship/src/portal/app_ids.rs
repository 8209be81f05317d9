//! App ids: what the official API calls bundle ids, with what it does not offer of them.

use futures::{Stream, TryStreamExt};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::action::{Action, Kind, Platform};
use super::client::{Portal, parsed, require};
use super::form::Form;
use super::identifiers::RawIdentifier;
use super::names::valid_name;
use super::rows::{flag, list, text};
use super::services::Setting;
use crate::error::{Error, ErrorKind, Result};

const LIST: Action = Action::read(Kind::App, "account/{p}/identifiers/listAppIds.action", "appIds");
const GET: Action = Action::read(Kind::App, "account/{p}/identifiers/getAppIdDetail.action", "appId");
const ADD: Action = Action::write(Kind::App, "account/{p}/identifiers/addAppId.action", "appId");
const RENAME: Action = Action::write(Kind::App, "account/{p}/identifiers/updateAppIdName.action", "appId");
const DELETE: Action = Action::order(Kind::App, "account/{p}/identifiers/deleteAppId.action");
const SET: Action = Action::order(Kind::App, "account/ios/identifiers/updateService.action");
const SET_PUSH: Action = Action::order(Kind::App, "account/ios/identifiers/updatePushService.action");

/// An app id.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AppId {
    /// Apple's id of it.
    #[serde(rename = "appIdId", deserialize_with = "text")]
    pub id: String,
    /// The name.
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    /// The platform as Apple names it: `ios` or `mac`.
    #[serde(default, rename = "appIdPlatform", deserialize_with = "text")]
    pub platform: String,
    /// The prefix, usually the team's id.
    #[serde(default, deserialize_with = "text")]
    pub prefix: String,
    /// The bundle id, which ends in `*` for a wildcard.
    #[serde(default, deserialize_with = "text")]
    pub identifier: String,
    /// The services' ids with their values.
    #[serde(default)]
    pub features: Map<String, Value>,
    /// The ids of the services that are on.
    #[serde(default, deserialize_with = "list")]
    pub enabled_features: Vec<String>,
    /// Whether push messages can be sent to development builds.
    #[serde(default, deserialize_with = "flag")]
    pub is_dev_push_enabled: bool,
    /// Whether push messages can be sent to released builds.
    #[serde(default, deserialize_with = "flag")]
    pub is_prod_push_enabled: bool,
    #[serde(default, deserialize_with = "list")]
    associated_application_groups: Vec<RawIdentifier>,
    #[serde(default, deserialize_with = "list")]
    associated_cloud_containers: Vec<RawIdentifier>,
}

impl AppId {
    /// The half of the portal that it is in.
    pub fn half(&self) -> Platform {
        if self.platform.eq_ignore_ascii_case("mac") { Platform::Mac } else { Platform::Ios }
    }

    /// The identifiers of the app groups it belongs to; known after [`Portal::app_id`], not in lists.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.associated_application_groups.iter().map(RawIdentifier::identifier)
    }

    /// The identifiers of the iCloud containers it uses; known after [`Portal::app_id`], not in lists.
    pub fn containers(&self) -> impl Iterator<Item = &str> {
        self.associated_cloud_containers.iter().map(RawIdentifier::identifier)
    }
}

/// An app id to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAppId {
    /// The bundle id. One that ends in `*` is a wildcard.
    pub identifier: String,
    /// The name. Characters that Apple refuses are left out.
    pub name: String,
    /// The half of the portal.
    pub platform: Platform,
    /// The services to set at once.
    pub services: Vec<Setting>,
}

impl NewAppId {
    fn form(&self) -> Form {
        let wildcard = self.identifier.ends_with('*');
        let mut form = Form::new()
            .text("name", valid_name(&self.name))
            .text("identifier", &self.identifier)
            .text("type", if wildcard { "wildcard" } else { "explicit" });
        if !wildcard {
            // Both are part of every explicit app id and cannot be taken from it.
            form = form.text("inAppPurchase", "on").text("gameCenter", "on");
        }
        let settings = self.services.iter().filter(|setting| setting.is_on());
        settings.fold(form, |form, setting| form.text(setting.id(), setting.value()))
    }
}

impl Portal {
    /// All app ids of a half, by name.
    pub fn app_ids(&self, platform: Platform) -> impl Stream<Item = Result<AppId>> + Send + Unpin + 'static {
        self.list(LIST, platform, "name=asc", Form::new())
    }

    /// The app id with this bundle id, whatever its case. Where the Mac half has none the iOS half is searched too:
    /// Mac apps made with Catalyst may share its ids.
    pub async fn find_app_id(&self, platform: Platform, identifier: &str) -> Result<Option<AppId>> {
        let halves: &[Platform] =
            if platform == Platform::Mac { &[Platform::Mac, Platform::Ios] } else { &[Platform::Ios] };
        for half in halves {
            let mut app_ids = self.app_ids(*half);
            while let Some(app_id) = app_ids.try_next().await? {
                if app_id.identifier.eq_ignore_ascii_case(identifier) {
                    return Ok(Some(app_id));
                }
            }
        }
        Ok(None)
    }

    /// An app id with all that is known of it.
    pub async fn app_id(&self, platform: Platform, id: &str) -> Result<AppId> {
        self.read(&GET, platform, Form::new().text("appIdId", id)).await
    }

    /// Makes an app id.
    pub async fn create_app_id(&self, new: &NewAppId) -> Result<AppId> {
        require(&[("bundle id", &new.identifier), ("name", &new.name)])?;
        parsed(&ADD, self.call(&ADD, new.platform, new.form()).await?)
    }

    /// Gives an app id another name. Characters that Apple refuses are left out.
    pub async fn rename_app_id(&self, app_id: &AppId, name: &str) -> Result<AppId> {
        require(&[("name", name)])?;
        let form = Form::new().text("appIdId", &app_id.id).text("name", valid_name(name));
        self.read(&RENAME, app_id.half(), form).await
    }

    /// Deletes an app id.
    pub async fn delete_app_id(&self, app_id: &AppId) -> Result<()> {
        self.call(&DELETE, app_id.half(), Form::new().text("appIdId", &app_id.id)).await.map(drop)
    }

    /// Sets a service of an app id, and reads it again. The portal offers it for iOS only.
    pub async fn set_service(&self, app_id: &AppId, setting: Setting) -> Result<AppId> {
        if app_id.half() == Platform::Mac {
            let what = format!(
                "`{}` is an app id for macOS, whose services the portal cannot set",
                app_id.identifier
            );
            return Err(Error::new(ErrorKind::Invalid, what));
        }
        let form = Form::new()
            .text("displayId", &app_id.id)
            .text("featureType", setting.id())
            .text("featureValue", setting.value());
        let action = if setting.is_push() { &SET_PUSH } else { &SET };
        self.call(action, Platform::Ios, form).await?;
        self.app_id(Platform::Ios, &app_id.id).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explicit_app_id_has_what_all_have_and_its_services() {
        let new = NewAppId {
            identifier: "com.example.app".to_owned(),
            name: "Äpp".to_owned(),
            platform: Platform::Ios,
            services: vec![
                Setting::new("app_group", "on").unwrap(),
                Setting::new("data_protection", "complete").unwrap(),
                Setting::new("home_kit", "off").unwrap(),
            ],
        };
        let form = new.form().encode();
        assert!(form.starts_with("APG3427HIY=true&dataProtection=complete&gameCenter=on&identifier=com.example.app&inAppPurchase=on&name=App+"), "{form}");
        assert!(form.ends_with("&type=explicit"), "{form}");
        let wild = NewAppId { identifier: "com.example.*".to_owned(), services: Vec::new(), ..new };
        let form = wild.form().encode();
        assert!(
            form.starts_with("identifier=com.example.%2A&") && form.ends_with("&type=wildcard"),
            "{form}"
        );
    }
}

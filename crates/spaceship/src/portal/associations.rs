//! Which groups, containers and merchants an app id may use.

use super::action::{Action, Kind, Platform};
use super::client::Portal;
use super::form::Form;
use super::{AppId, Identifier, IdentifierKind};
use crate::error::{Error, ErrorKind, Result};

const GROUPS: Action =
    Action::order(Kind::AppGroup, "account/ios/identifiers/assignApplicationGroupToAppId.action");
const CONTAINERS: Action =
    Action::order(Kind::CloudContainer, "account/ios/identifiers/assignCloudContainerToAppId.action");
const MERCHANTS: Action = Action::order(Kind::Merchant, "account/{p}/identifiers/assignOMCToAppId.action");

impl Portal {
    /// Lets an app id use these identifiers, all of one kind, in the place of those of that kind it used before, and
    /// reads it again. For apps of macOS the portal offers merchants only.
    pub async fn associate(
        &self,
        app_id: &AppId,
        kind: IdentifierKind,
        identifiers: &[Identifier],
    ) -> Result<AppId> {
        if let Some(other) = identifiers.iter().find(|identifier| identifier.kind != kind) {
            let what = format!("`{}` is of another kind than the others", other.identifier);
            return Err(Error::new(ErrorKind::Invalid, what));
        }
        let ids = identifiers.iter().map(|identifier| identifier.id.clone());
        let form = Form::new().text("appIdId", &app_id.id);
        let (action, form) = match kind {
            IdentifierKind::AppGroup => {
                (&GROUPS, form.text("displayId", &app_id.id).many("applicationGroups", ids))
            }
            IdentifierKind::CloudContainer => (&CONTAINERS, form.many("cloudContainers", ids)),
            IdentifierKind::Merchant => (&MERCHANTS, form.many("omcIds", ids)),
            IdentifierKind::PassType | IdentifierKind::WebsitePush => {
                return Err(Error::new(ErrorKind::Invalid, "passes and website pushes belong to no app id"));
            }
        };
        if app_id.half() == Platform::Mac && kind != IdentifierKind::Merchant {
            let what = format!(
                "`{}` is an app id for macOS, which the portal offers this not for",
                app_id.identifier
            );
            return Err(Error::new(ErrorKind::Invalid, what));
        }
        self.call(action, app_id.half(), form).await?;
        self.app_id(app_id.half(), &app_id.id).await
    }
}

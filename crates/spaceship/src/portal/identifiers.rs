//! The identifiers that are but a name: app groups, iCloud containers, passes, website pushes, merchants.

use futures::{Stream, TryStreamExt};
use serde::Deserialize;

use super::action::{Action, Kind, Platform};
use super::client::{Portal, parsed, require};
use super::form::Form;
use super::names::valid_name;
use super::rows::text;
use crate::error::{Error, ErrorKind, Result};

/// What an identifier is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifierKind {
    /// Apps that share data: `group.…`.
    AppGroup,
    /// Data in iCloud: `iCloud.…`.
    CloudContainer,
    /// Passes in Wallet: `pass.…`.
    PassType,
    /// Push messages of a website: `web.…`.
    WebsitePush,
    /// Apple Pay: `merchant.…`.
    Merchant,
}

/// How the portal deals with a kind.
struct Table {
    list: Action,
    add: Action,
    /// Nothing where Apple's portal deletes none of the kind.
    delete: Option<Action>,
    /// The member of a row, and of a deletion, that holds Apple's id.
    id: &'static str,
    /// Whether the portal refuses some characters in names.
    cleaned: bool,
}

const GROUPS: Table = Table {
    list: Action::read(
        Kind::AppGroup,
        "account/ios/identifiers/listApplicationGroups.action",
        "applicationGroupList",
    ),
    add: Action::write(
        Kind::AppGroup,
        "account/ios/identifiers/addApplicationGroup.action",
        "applicationGroup",
    ),
    delete: Some(Action::order(Kind::AppGroup, "account/ios/identifiers/deleteApplicationGroup.action")),
    id: "applicationGroup",
    cleaned: true,
};

const CONTAINERS: Table = Table {
    list: Action::read(
        Kind::CloudContainer,
        "account/cloudContainer/listCloudContainers.action",
        "cloudContainerList",
    ),
    add: Action::write(
        Kind::CloudContainer,
        "account/cloudContainer/addCloudContainer.action",
        "cloudContainer",
    ),
    delete: None,
    id: "cloudContainer",
    cleaned: true,
};

const PASSES: Table = Table {
    list: Action::read(Kind::PassType, "account/ios/identifiers/listPassTypeIds.action", "passTypeIdList"),
    add: Action::write(Kind::PassType, "account/ios/identifiers/addPassTypeId.action", "passTypeId"),
    delete: Some(Action::order(Kind::PassType, "account/ios/identifiers/deletePassTypeId.action")),
    id: "passTypeId",
    cleaned: false,
};

const WEBSITES: Table = Table {
    list: Action::read(
        Kind::WebsitePush,
        "account/{p}/identifiers/listWebsitePushIds.action",
        "websitePushIdList",
    ),
    add: Action::write(Kind::WebsitePush, "account/{p}/identifiers/addWebsitePushId.action", "websitePushId"),
    delete: Some(Action::order(Kind::WebsitePush, "account/{p}/identifiers/deleteWebsitePushId.action")),
    id: "websitePushId",
    cleaned: false,
};

const MERCHANTS: Table = Table {
    list: Action::read(Kind::Merchant, "account/{p}/identifiers/listOMCs.action", "identifierList"),
    add: Action::write(Kind::Merchant, "account/{p}/identifiers/addOMC.action", "omcId"),
    delete: Some(Action::order(Kind::Merchant, "account/{p}/identifiers/deleteOMC.action")),
    id: "omcId",
    cleaned: false,
};

impl IdentifierKind {
    fn table(self) -> &'static Table {
        match self {
            Self::AppGroup => &GROUPS,
            Self::CloudContainer => &CONTAINERS,
            Self::PassType => &PASSES,
            Self::WebsitePush => &WEBSITES,
            Self::Merchant => &MERCHANTS,
        }
    }
}

/// The list that brings tokens for a kind.
pub(super) fn list_action(kind: Kind) -> Result<Action> {
    let tables = [&GROUPS, &CONTAINERS, &PASSES, &WEBSITES, &MERCHANTS];
    let found = tables.iter().find(|table| table.list.kind == kind).map(|table| table.list);
    found.ok_or_else(|| Error::new(ErrorKind::Unexpected, "there is no list of identifiers of this kind"))
}

/// An identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// What it is for.
    pub kind: IdentifierKind,
    /// The half of the portal that it was read from.
    pub platform: Platform,
    /// Apple's id of it.
    pub id: String,
    /// The name.
    pub name: String,
    /// The identifier itself, such as `group.com.example`.
    pub identifier: String,
    /// The prefix, usually the team's id.
    pub prefix: String,
    /// Apple's word for its state; `current` where all is well.
    pub status: String,
}

/// A row of any kind: each has its id under a name of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RawIdentifier {
    #[serde(default, deserialize_with = "text")]
    application_group: String,
    #[serde(default, deserialize_with = "text")]
    cloud_container: String,
    #[serde(default, deserialize_with = "text")]
    pass_type_id: String,
    #[serde(default, deserialize_with = "text")]
    website_push_id: String,
    #[serde(default, deserialize_with = "text")]
    omc_id: String,
    #[serde(default, deserialize_with = "text")]
    name: String,
    #[serde(default, deserialize_with = "text")]
    identifier: String,
    #[serde(default, deserialize_with = "text")]
    prefix: String,
    #[serde(default, deserialize_with = "text")]
    status: String,
}

impl RawIdentifier {
    pub(super) fn identifier(&self) -> &str {
        &self.identifier
    }

    fn typed(self, kind: IdentifierKind, platform: Platform) -> Identifier {
        let id = match kind {
            IdentifierKind::AppGroup => self.application_group,
            IdentifierKind::CloudContainer => self.cloud_container,
            // Apple has been seen to answer a new pass with its id under the wrong name.
            IdentifierKind::PassType if self.pass_type_id.is_empty() => self.website_push_id,
            IdentifierKind::PassType => self.pass_type_id,
            IdentifierKind::WebsitePush => self.website_push_id,
            IdentifierKind::Merchant => self.omc_id,
        };
        let Self { name, identifier, prefix, status, .. } = self;
        Identifier { kind, platform, id, name, identifier, prefix, status }
    }
}

impl Portal {
    /// All identifiers of a kind, by name. Only website pushes and merchants differ between the halves.
    pub fn identifiers(
        &self,
        kind: IdentifierKind,
        platform: Platform,
    ) -> impl Stream<Item = Result<Identifier>> + Send + Unpin + 'static {
        let rows = self.list::<RawIdentifier>(kind.table().list, platform, "name=asc", Form::new());
        rows.map_ok(move |row| row.typed(kind, platform))
    }

    /// Makes an identifier. In the names of groups and containers, characters that Apple refuses are left out.
    pub async fn create_identifier(
        &self,
        kind: IdentifierKind,
        platform: Platform,
        identifier: &str,
        name: &str,
    ) -> Result<Identifier> {
        require(&[("identifier", identifier), ("name", name)])?;
        let table = kind.table();
        let name = if table.cleaned { valid_name(name) } else { name.to_owned() };
        let form = Form::new().text("identifier", identifier).text("name", name);
        let row: RawIdentifier = parsed(&table.add, self.call(&table.add, platform, form).await?)?;
        Ok(row.typed(kind, platform))
    }

    /// Deletes an identifier. Apple deletes no iCloud containers ([`ErrorKind::Refused`], and nothing is sent).
    pub async fn delete_identifier(&self, identifier: &Identifier) -> Result<()> {
        let table = identifier.kind.table();
        let Some(action) = &table.delete else {
            let what =
                format!("Apple lets nobody delete `{}`: iCloud containers stay", identifier.identifier);
            return Err(Error::new(ErrorKind::Refused, what));
        };
        let form = Form::new().text(table.id, &identifier.id);
        self.call(action, identifier.platform, form).await.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_kind_has_its_id_under_its_own_name() {
        let row = json!({"name": "N", "identifier": "x.y", "prefix": null, "status": "current",
            "applicationGroup": "G", "cloudContainer": "C", "websitePushId": "W", "omcId": 7});
        let row: RawIdentifier = serde_json::from_value(row).unwrap();
        let table = [
            (IdentifierKind::AppGroup, "G"),
            (IdentifierKind::CloudContainer, "C"),
            (IdentifierKind::WebsitePush, "W"),
            (IdentifierKind::PassType, "W"),
            (IdentifierKind::Merchant, "7"),
        ];
        for (kind, id) in table {
            assert_eq!(row.clone().typed(kind, Platform::Ios).id, id, "{kind:?}");
        }
    }
}

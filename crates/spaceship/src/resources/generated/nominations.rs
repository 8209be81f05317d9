// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(Nomination, "nominations", "/v1/nominations", NominationAttributes);

open_enum!(NominationType {
    AppLaunch = "APP_LAUNCH", AppEnhancements = "APP_ENHANCEMENTS", NewContent = "NEW_CONTENT",
});

open_enum!(NominationState {
    Draft = "DRAFT", Submitted = "SUBMITTED", Archived = "ARCHIVED",
});

/// The attributes of [`Nomination`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NominationAttributes {
    pub name: Option<String>,
    pub r#type: Option<NominationType>,
    pub description: Option<String>,
    pub created_date: Option<String>,
    pub last_modified_date: Option<String>,
    pub submitted_date: Option<String>,
    pub state: Option<NominationState>,
    pub publish_start_date: Option<String>,
    pub publish_end_date: Option<String>,
    pub device_families: Option<Vec<DeviceFamily>>,
    pub locales: Option<Vec<String>>,
    pub supplemental_materials_uris: Option<Vec<String>>,
    pub has_in_app_events: Option<bool>,
    pub launch_in_select_markets_first: Option<bool>,
    pub notes: Option<String>,
    pub pre_order_enabled: Option<bool>,
}

/// What a new [`Nomination`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewNomination {
    pub name: String,
    pub r#type: NominationType,
    pub description: String,
    pub submitted: bool,
    pub publish_start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish_end_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_families: Option<Vec<DeviceFamily>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locales: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplemental_materials_uris: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_in_app_events: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub launch_in_select_markets_first: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pre_order_enabled: Option<bool>,
    #[serde(skip)]
    pub related_apps: Vec<Id<App>>,
    #[serde(skip)]
    pub in_app_events: Option<Vec<Id<AppEvent>>>,
    #[serde(skip)]
    pub supported_territories: Option<Vec<Id<Territory>>>,
}

impl NewNomination {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        name: String,
        r#type: NominationType,
        description: String,
        submitted: bool,
        publish_start_date: String,
        related_apps: Vec<Id<App>>,
    ) -> Self {
        Self {
            name,
            r#type,
            description,
            submitted,
            publish_start_date,
            related_apps,
            publish_end_date: None,
            device_families: None,
            locales: None,
            supplemental_materials_uris: None,
            has_in_app_events: None,
            launch_in_select_markets_first: None,
            notes: None,
            pre_order_enabled: None,
            in_app_events: None,
            supported_territories: None,
        }
    }
}

impl NewResource for NewNomination {
    type Kind = Nomination;
    const PATH: &'static str = "/v1/nominations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("relatedApps".into(), Relationship::many(&self.related_apps));
        if let Some(to) = &self.in_app_events {
            all.insert("inAppEvents".into(), Relationship::many(to));
        }
        if let Some(to) = &self.supported_territories {
            all.insert("supportedTerritories".into(), Relationship::many(to));
        }
        all
    }
}

/// A change to a [`Nomination`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NominationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub r#type: Field<NominationType>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub submitted: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub archived: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub publish_start_date: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub publish_end_date: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub device_families: Field<Vec<DeviceFamily>>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub locales: Field<Vec<String>>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supplemental_materials_uris: Field<Vec<String>>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub has_in_app_events: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub launch_in_select_markets_first: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub notes: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub pre_order_enabled: Field<bool>,
    #[serde(skip)]
    pub related_apps: Option<Vec<Id<App>>>,
    #[serde(skip)]
    pub in_app_events: Option<Vec<Id<AppEvent>>>,
    #[serde(skip)]
    pub supported_territories: Option<Vec<Id<Territory>>>,
}

impl ResourceUpdate for NominationUpdate {
    type Kind = Nomination;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.related_apps {
            all.insert("relatedApps".into(), Relationship::many(to));
        }
        if let Some(to) = &self.in_app_events {
            all.insert("inAppEvents".into(), Relationship::many(to));
        }
        if let Some(to) = &self.supported_territories {
            all.insert("supportedTerritories".into(), Relationship::many(to));
        }
        all
    }
}

// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(AppEvent, "appEvents", "/v1/appEvents", AppEventAttributes);

open_enum!(AppEventBadge {
    LiveEvent = "LIVE_EVENT", Premiere = "PREMIERE", Challenge = "CHALLENGE", Competition = "COMPETITION",
    NewSeason = "NEW_SEASON", MajorUpdate = "MAJOR_UPDATE", SpecialEvent = "SPECIAL_EVENT",
});

open_enum!(AppEventEventState {
    Draft = "DRAFT", ReadyForReview = "READY_FOR_REVIEW", WaitingForReview = "WAITING_FOR_REVIEW",
    InReview = "IN_REVIEW", Rejected = "REJECTED", Accepted = "ACCEPTED", Approved = "APPROVED",
    Published = "PUBLISHED", Past = "PAST", Archived = "ARCHIVED",
});

open_enum!(AppEventPurchaseRequirement {
    NoCostAssociated = "NO_COST_ASSOCIATED", InAppPurchase = "IN_APP_PURCHASE",
});

open_enum!(AppEventPriority {
    High = "HIGH", Normal = "NORMAL",
});

open_enum!(AppEventPurpose {
    AppropriateForAllUsers = "APPROPRIATE_FOR_ALL_USERS", AttractNewUsers = "ATTRACT_NEW_USERS",
    KeepActiveUsersInformed = "KEEP_ACTIVE_USERS_INFORMED",
    BringBackLapsedUsers = "BRING_BACK_LAPSED_USERS",
});

/// Apple's `AppEventTerritorySchedules`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventTerritorySchedules {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub territories: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_end: Option<String>,
}

/// Apple's `AppEventArchivedTerritorySchedules`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventArchivedTerritorySchedules {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub territories: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_end: Option<String>,
}

/// The attributes of [`AppEvent`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventAttributes {
    pub reference_name: Option<String>,
    pub badge: Option<AppEventBadge>,
    pub event_state: Option<AppEventEventState>,
    pub deep_link: Option<String>,
    pub purchase_requirement: Option<AppEventPurchaseRequirement>,
    pub primary_locale: Option<String>,
    pub priority: Option<AppEventPriority>,
    pub purpose: Option<AppEventPurpose>,
    pub territory_schedules: Option<Vec<AppEventTerritorySchedules>>,
    pub archived_territory_schedules: Option<Vec<AppEventArchivedTerritorySchedules>>,
}

kind!(
    AppEventLocalization,
    "appEventLocalizations",
    "/v1/appEventLocalizations",
    AppEventLocalizationAttributes
);

/// The attributes of [`AppEventLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventLocalizationAttributes {
    pub locale: Option<String>,
    pub name: Option<String>,
    pub short_description: Option<String>,
    pub long_description: Option<String>,
}

kind!(AppEventScreenshot, "appEventScreenshots", "/v1/appEventScreenshots", AppEventScreenshotAttributes);

open_enum!(AppEventAssetType {
    EventCard = "EVENT_CARD", EventDetailsPage = "EVENT_DETAILS_PAGE",
});

/// The attributes of [`AppEventScreenshot`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventScreenshotAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub asset_token: Option<String>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
    pub app_event_asset_type: Option<AppEventAssetType>,
}

kind!(AppEventVideoClip, "appEventVideoClips", "/v1/appEventVideoClips", AppEventVideoClipAttributes);

/// The attributes of [`AppEventVideoClip`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventVideoClipAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub preview_frame_time_code: Option<String>,
    pub video_url: Option<String>,
    pub preview_frame_image: Option<PreviewFrameImage>,
    pub preview_image: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
    pub video_delivery_state: Option<AppMediaVideoState>,
    pub app_event_asset_type: Option<AppEventAssetType>,
}

/// What a new [`AppEvent`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppEvent {
    pub reference_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub badge: Option<AppEventBadge>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deep_link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase_requirement: Option<AppEventPurchaseRequirement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_locale: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<AppEventPriority>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<AppEventPurpose>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub territory_schedules: Option<Vec<AppEventTerritorySchedules>>,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewAppEvent {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(reference_name: String, app: Id<App>) -> Self {
        Self {
            reference_name,
            app,
            badge: None,
            deep_link: None,
            purchase_requirement: None,
            primary_locale: None,
            priority: None,
            purpose: None,
            territory_schedules: None,
        }
    }
}

impl NewResource for NewAppEvent {
    type Kind = AppEvent;
    const PATH: &'static str = "/v1/appEvents";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`AppEventLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppEventLocalization {
    pub locale: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long_description: Option<String>,
    #[serde(skip)]
    pub app_event: Id<AppEvent>,
}

impl NewAppEventLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, app_event: Id<AppEvent>) -> Self {
        Self { locale, app_event, name: None, short_description: None, long_description: None }
    }
}

impl NewResource for NewAppEventLocalization {
    type Kind = AppEventLocalization;
    const PATH: &'static str = "/v1/appEventLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appEvent".into(), Relationship::one(&self.app_event));
        all
    }
}

/// What a new [`AppEventScreenshot`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppEventScreenshot {
    pub file_size: i64,
    pub file_name: String,
    pub app_event_asset_type: AppEventAssetType,
    #[serde(skip)]
    pub app_event_localization: Id<AppEventLocalization>,
}

impl NewAppEventScreenshot {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        app_event_asset_type: AppEventAssetType,
        app_event_localization: Id<AppEventLocalization>,
    ) -> Self {
        Self { file_size, file_name, app_event_asset_type, app_event_localization }
    }
}

impl NewResource for NewAppEventScreenshot {
    type Kind = AppEventScreenshot;
    const PATH: &'static str = "/v1/appEventScreenshots";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appEventLocalization".into(), Relationship::one(&self.app_event_localization));
        all
    }
}

/// What a new [`AppEventVideoClip`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAppEventVideoClip {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview_frame_time_code: Option<String>,
    pub app_event_asset_type: AppEventAssetType,
    #[serde(skip)]
    pub app_event_localization: Id<AppEventLocalization>,
}

impl NewAppEventVideoClip {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        app_event_asset_type: AppEventAssetType,
        app_event_localization: Id<AppEventLocalization>,
    ) -> Self {
        Self {
            file_size,
            file_name,
            app_event_asset_type,
            app_event_localization,
            preview_frame_time_code: None,
        }
    }
}

impl NewResource for NewAppEventVideoClip {
    type Kind = AppEventVideoClip;
    const PATH: &'static str = "/v1/appEventVideoClips";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appEventLocalization".into(), Relationship::one(&self.app_event_localization));
        all
    }
}

/// A change to a [`AppEventLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub short_description: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub long_description: Field<String>,
}

impl ResourceUpdate for AppEventLocalizationUpdate {
    type Kind = AppEventLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppEventScreenshot`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventScreenshotUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for AppEventScreenshotUpdate {
    type Kind = AppEventScreenshot;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppEvent`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub badge: Field<AppEventBadge>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub deep_link: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub purchase_requirement: Field<AppEventPurchaseRequirement>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub primary_locale: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub priority: Field<AppEventPriority>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub purpose: Field<AppEventPurpose>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub territory_schedules: Field<Vec<AppEventTerritorySchedules>>,
}

impl ResourceUpdate for AppEventUpdate {
    type Kind = AppEvent;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`AppEventVideoClip`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AppEventVideoClipUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub preview_frame_time_code: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for AppEventVideoClipUpdate {
    type Kind = AppEventVideoClip;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

open_enum!(GameCenterVersionState {
    PrepareForSubmission = "PREPARE_FOR_SUBMISSION", ReadyForReview = "READY_FOR_REVIEW",
    WaitingForReview = "WAITING_FOR_REVIEW", InReview = "IN_REVIEW",
    DeveloperRejected = "DEVELOPER_REJECTED", Rejected = "REJECTED", Accepted = "ACCEPTED",
    PendingRelease = "PENDING_RELEASE", Live = "LIVE", ReplacedWithNewVersion = "REPLACED_WITH_NEW_VERSION",
});

kind!(
    GameCenterAppVersion,
    "gameCenterAppVersions",
    "/v1/gameCenterAppVersions",
    GameCenterAppVersionAttributes
);

/// The attributes of [`GameCenterAppVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAppVersionAttributes {
    pub enabled: Option<bool>,
}

kind!(GameCenterDetail, "gameCenterDetails", "/v1/gameCenterDetails", GameCenterDetailAttributes);

/// The attributes of [`GameCenterDetail`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterDetailAttributes {
    pub arcade_enabled: Option<bool>,
    pub challenge_enabled: Option<bool>,
}

kind!(
    GameCenterEnabledVersion,
    "gameCenterEnabledVersions",
    "/v1/gameCenterEnabledVersions",
    GameCenterEnabledVersionAttributes
);

/// The attributes of [`GameCenterEnabledVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterEnabledVersionAttributes {
    pub platform: Option<Platform>,
    pub version_string: Option<String>,
    pub icon_asset: Option<ImageAsset>,
}

kind!(GameCenterGroup, "gameCenterGroups", "/v1/gameCenterGroups", GameCenterGroupAttributes);

/// The attributes of [`GameCenterGroup`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterGroupAttributes {
    pub reference_name: Option<String>,
}

kind!(
    GameCenterPlayerAchievementSubmission,
    "gameCenterPlayerAchievementSubmissions",
    "/v1/gameCenterPlayerAchievementSubmissions",
    GameCenterPlayerAchievementSubmissionAttributes
);

/// The attributes of [`GameCenterPlayerAchievementSubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterPlayerAchievementSubmissionAttributes {
    pub bundle_id: Option<String>,
    pub challenge_ids: Option<Vec<String>>,
    pub percentage_achieved: Option<i64>,
    pub scoped_player_id: Option<String>,
    pub submitted_date: Option<String>,
    pub vendor_identifier: Option<String>,
    pub pre_released: Option<bool>,
}

/// What a new [`GameCenterAppVersion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterAppVersion {
    #[serde(skip)]
    pub app_store_version: Id<AppStoreVersion>,
}

impl NewGameCenterAppVersion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app_store_version: Id<AppStoreVersion>) -> Self {
        Self { app_store_version }
    }
}

impl NewResource for NewGameCenterAppVersion {
    type Kind = GameCenterAppVersion;
    const PATH: &'static str = "/v1/gameCenterAppVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("appStoreVersion".into(), Relationship::one(&self.app_store_version));
        all
    }
}

/// What a new [`GameCenterDetail`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterDetail {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_enabled: Option<bool>,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewGameCenterDetail {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app: Id<App>) -> Self {
        Self { app, challenge_enabled: None }
    }
}

impl NewResource for NewGameCenterDetail {
    type Kind = GameCenterDetail;
    const PATH: &'static str = "/v1/gameCenterDetails";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// What a new [`GameCenterGroup`] is made of.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterGroup {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_name: Option<String>,
}

impl NewResource for NewGameCenterGroup {
    type Kind = GameCenterGroup;
    const PATH: &'static str = "/v1/gameCenterGroups";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// What a new [`GameCenterPlayerAchievementSubmission`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterPlayerAchievementSubmission {
    pub bundle_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_ids: Option<Vec<String>>,
    pub percentage_achieved: i64,
    pub scoped_player_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_date: Option<String>,
    pub vendor_identifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pre_released: Option<bool>,
}

impl NewGameCenterPlayerAchievementSubmission {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        bundle_id: String,
        percentage_achieved: i64,
        scoped_player_id: String,
        vendor_identifier: String,
    ) -> Self {
        Self {
            bundle_id,
            percentage_achieved,
            scoped_player_id,
            vendor_identifier,
            challenge_ids: None,
            submitted_date: None,
            pre_released: None,
        }
    }
}

impl NewResource for NewGameCenterPlayerAchievementSubmission {
    type Kind = GameCenterPlayerAchievementSubmission;
    const PATH: &'static str = "/v1/gameCenterPlayerAchievementSubmissions";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterAppVersion`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAppVersionUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub enabled: Field<bool>,
}

impl ResourceUpdate for GameCenterAppVersionUpdate {
    type Kind = GameCenterAppVersion;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterDetail`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterDetailUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub challenge_enabled: Field<bool>,
    #[serde(skip)]
    pub game_center_group: Field<Id<GameCenterGroup>>,
    #[serde(skip)]
    pub default_leaderboard: Field<Id<GameCenterLeaderboard>>,
    #[serde(skip)]
    pub default_leaderboard_v2: Field<Id<GameCenterLeaderboard>>,
    #[serde(skip)]
    pub default_group_leaderboard: Field<Id<GameCenterLeaderboard>>,
    #[serde(skip)]
    pub default_group_leaderboard_v2: Field<Id<GameCenterLeaderboard>>,
}

impl ResourceUpdate for GameCenterDetailUpdate {
    type Kind = GameCenterDetail;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        self.game_center_group.relate("gameCenterGroup", &mut all);
        self.default_leaderboard.relate("defaultLeaderboard", &mut all);
        self.default_leaderboard_v2.relate("defaultLeaderboardV2", &mut all);
        self.default_group_leaderboard.relate("defaultGroupLeaderboard", &mut all);
        self.default_group_leaderboard_v2.relate("defaultGroupLeaderboardV2", &mut all);
        all
    }
}

/// A change to a [`GameCenterGroup`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterGroupUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
}

impl ResourceUpdate for GameCenterGroupUpdate {
    type Kind = GameCenterGroup;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

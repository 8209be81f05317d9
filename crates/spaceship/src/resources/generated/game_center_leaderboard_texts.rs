// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    GameCenterLeaderboardEntrySubmission,
    "gameCenterLeaderboardEntrySubmissions",
    "/v1/gameCenterLeaderboardEntrySubmissions",
    GameCenterLeaderboardEntrySubmissionAttributes
);

/// The attributes of [`GameCenterLeaderboardEntrySubmission`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardEntrySubmissionAttributes {
    pub bundle_id: Option<String>,
    pub challenge_ids: Option<Vec<String>>,
    pub context: Option<String>,
    pub scoped_player_id: Option<String>,
    pub score: Option<String>,
    pub submitted_date: Option<String>,
    pub vendor_identifier: Option<String>,
    pub pre_released: Option<bool>,
}

kind!(
    GameCenterLeaderboardImage,
    "gameCenterLeaderboardImages",
    "/v1/gameCenterLeaderboardImages",
    GameCenterLeaderboardImageAttributes
);

/// The attributes of [`GameCenterLeaderboardImage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardImageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    GameCenterLeaderboardImageV2,
    "gameCenterLeaderboardImages",
    "/v2/gameCenterLeaderboardImages",
    GameCenterLeaderboardImageV2Attributes
);

/// The attributes of [`GameCenterLeaderboardImageV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardImageV2Attributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    GameCenterLeaderboardLocalization,
    "gameCenterLeaderboardLocalizations",
    "/v1/gameCenterLeaderboardLocalizations",
    GameCenterLeaderboardLocalizationAttributes
);

/// The attributes of [`GameCenterLeaderboardLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardLocalizationAttributes {
    pub locale: Option<String>,
    pub name: Option<String>,
    pub formatter_override: Option<GameCenterLeaderboardFormatter>,
    pub formatter_suffix: Option<String>,
    pub formatter_suffix_singular: Option<String>,
    pub description: Option<String>,
}

kind!(
    GameCenterLeaderboardLocalizationV2,
    "gameCenterLeaderboardLocalizations",
    "/v2/gameCenterLeaderboardLocalizations",
    GameCenterLeaderboardLocalizationV2Attributes
);

/// The attributes of [`GameCenterLeaderboardLocalizationV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardLocalizationV2Attributes {
    pub locale: Option<String>,
    pub name: Option<String>,
    pub formatter_override: Option<GameCenterLeaderboardFormatter>,
    pub formatter_suffix: Option<String>,
    pub formatter_suffix_singular: Option<String>,
    pub description: Option<String>,
}

/// What a new [`GameCenterLeaderboardEntrySubmission`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardEntrySubmission {
    pub bundle_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge_ids: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub scoped_player_id: String,
    pub score: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_date: Option<String>,
    pub vendor_identifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pre_released: Option<bool>,
}

impl NewGameCenterLeaderboardEntrySubmission {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        bundle_id: String,
        scoped_player_id: String,
        score: String,
        vendor_identifier: String,
    ) -> Self {
        Self {
            bundle_id,
            scoped_player_id,
            score,
            vendor_identifier,
            challenge_ids: None,
            context: None,
            submitted_date: None,
            pre_released: None,
        }
    }
}

impl NewResource for NewGameCenterLeaderboardEntrySubmission {
    type Kind = GameCenterLeaderboardEntrySubmission;
    const PATH: &'static str = "/v1/gameCenterLeaderboardEntrySubmissions";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// What a new [`GameCenterLeaderboardImage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardImage {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub game_center_leaderboard_localization: Id<GameCenterLeaderboardLocalization>,
}

impl NewGameCenterLeaderboardImage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        game_center_leaderboard_localization: Id<GameCenterLeaderboardLocalization>,
    ) -> Self {
        Self { file_size, file_name, game_center_leaderboard_localization }
    }
}

impl NewResource for NewGameCenterLeaderboardImage {
    type Kind = GameCenterLeaderboardImage;
    const PATH: &'static str = "/v1/gameCenterLeaderboardImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert(
            "gameCenterLeaderboardLocalization".into(),
            Relationship::one(&self.game_center_leaderboard_localization),
        );
        all
    }
}

/// What a new [`GameCenterLeaderboardImageV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardImageV2 {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub localization: Id<GameCenterLeaderboardLocalization>,
}

impl NewGameCenterLeaderboardImageV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        localization: Id<GameCenterLeaderboardLocalization>,
    ) -> Self {
        Self { file_size, file_name, localization }
    }
}

impl NewResource for NewGameCenterLeaderboardImageV2 {
    type Kind = GameCenterLeaderboardImageV2;
    const PATH: &'static str = "/v2/gameCenterLeaderboardImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("localization".into(), Relationship::one(&self.localization));
        all
    }
}

/// What a new [`GameCenterLeaderboardLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardLocalization {
    pub locale: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatter_override: Option<GameCenterLeaderboardFormatter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatter_suffix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatter_suffix_singular: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip)]
    pub game_center_leaderboard: Id<GameCenterLeaderboard>,
}

impl NewGameCenterLeaderboardLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, name: String, game_center_leaderboard: Id<GameCenterLeaderboard>) -> Self {
        Self {
            locale,
            name,
            game_center_leaderboard,
            formatter_override: None,
            formatter_suffix: None,
            formatter_suffix_singular: None,
            description: None,
        }
    }
}

impl NewResource for NewGameCenterLeaderboardLocalization {
    type Kind = GameCenterLeaderboardLocalization;
    const PATH: &'static str = "/v1/gameCenterLeaderboardLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("gameCenterLeaderboard".into(), Relationship::one(&self.game_center_leaderboard));
        all
    }
}

/// What a new [`GameCenterLeaderboardLocalizationV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardLocalizationV2 {
    pub locale: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatter_override: Option<GameCenterLeaderboardFormatter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatter_suffix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub formatter_suffix_singular: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip)]
    pub version: Id<GameCenterLeaderboardVersionV2>,
}

impl NewGameCenterLeaderboardLocalizationV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, name: String, version: Id<GameCenterLeaderboardVersionV2>) -> Self {
        Self {
            locale,
            name,
            version,
            formatter_override: None,
            formatter_suffix: None,
            formatter_suffix_singular: None,
            description: None,
        }
    }
}

impl NewResource for NewGameCenterLeaderboardLocalizationV2 {
    type Kind = GameCenterLeaderboardLocalizationV2;
    const PATH: &'static str = "/v2/gameCenterLeaderboardLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// A change to a [`GameCenterLeaderboardImage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardImageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for GameCenterLeaderboardImageUpdate {
    type Kind = GameCenterLeaderboardImage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterLeaderboardImageV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardImageV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for GameCenterLeaderboardImageV2Update {
    type Kind = GameCenterLeaderboardImageV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterLeaderboardLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub formatter_override: Field<GameCenterLeaderboardFormatter>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub formatter_suffix: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub formatter_suffix_singular: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
}

impl ResourceUpdate for GameCenterLeaderboardLocalizationUpdate {
    type Kind = GameCenterLeaderboardLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterLeaderboardLocalizationV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardLocalizationV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub formatter_override: Field<GameCenterLeaderboardFormatter>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub formatter_suffix: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub formatter_suffix_singular: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
}

impl ResourceUpdate for GameCenterLeaderboardLocalizationV2Update {
    type Kind = GameCenterLeaderboardLocalizationV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

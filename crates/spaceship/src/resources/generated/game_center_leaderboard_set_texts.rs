// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    GameCenterLeaderboardSetImage,
    "gameCenterLeaderboardSetImages",
    "/v1/gameCenterLeaderboardSetImages",
    GameCenterLeaderboardSetImageAttributes
);

/// The attributes of [`GameCenterLeaderboardSetImage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetImageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    GameCenterLeaderboardSetImageV2,
    "gameCenterLeaderboardSetImages",
    "/v2/gameCenterLeaderboardSetImages",
    GameCenterLeaderboardSetImageV2Attributes
);

/// The attributes of [`GameCenterLeaderboardSetImageV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetImageV2Attributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    GameCenterLeaderboardSetLocalization,
    "gameCenterLeaderboardSetLocalizations",
    "/v1/gameCenterLeaderboardSetLocalizations",
    GameCenterLeaderboardSetLocalizationAttributes
);

/// The attributes of [`GameCenterLeaderboardSetLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetLocalizationAttributes {
    pub locale: Option<String>,
    pub name: Option<String>,
}

kind!(
    GameCenterLeaderboardSetLocalizationV2,
    "gameCenterLeaderboardSetLocalizations",
    "/v2/gameCenterLeaderboardSetLocalizations",
    GameCenterLeaderboardSetLocalizationV2Attributes
);

/// The attributes of [`GameCenterLeaderboardSetLocalizationV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetLocalizationV2Attributes {
    pub locale: Option<String>,
    pub name: Option<String>,
}

kind!(
    GameCenterLeaderboardSetMemberLocalization,
    "gameCenterLeaderboardSetMemberLocalizations",
    "/v1/gameCenterLeaderboardSetMemberLocalizations",
    GameCenterLeaderboardSetMemberLocalizationAttributes
);

/// The attributes of [`GameCenterLeaderboardSetMemberLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetMemberLocalizationAttributes {
    pub name: Option<String>,
    pub locale: Option<String>,
}

/// What a new [`GameCenterLeaderboardSetImage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardSetImage {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub game_center_leaderboard_set_localization: Id<GameCenterLeaderboardSetLocalization>,
}

impl NewGameCenterLeaderboardSetImage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        game_center_leaderboard_set_localization: Id<GameCenterLeaderboardSetLocalization>,
    ) -> Self {
        Self { file_size, file_name, game_center_leaderboard_set_localization }
    }
}

impl NewResource for NewGameCenterLeaderboardSetImage {
    type Kind = GameCenterLeaderboardSetImage;
    const PATH: &'static str = "/v1/gameCenterLeaderboardSetImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert(
            "gameCenterLeaderboardSetLocalization".into(),
            Relationship::one(&self.game_center_leaderboard_set_localization),
        );
        all
    }
}

/// What a new [`GameCenterLeaderboardSetImageV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardSetImageV2 {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub localization: Id<GameCenterLeaderboardSetLocalization>,
}

impl NewGameCenterLeaderboardSetImageV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        localization: Id<GameCenterLeaderboardSetLocalization>,
    ) -> Self {
        Self { file_size, file_name, localization }
    }
}

impl NewResource for NewGameCenterLeaderboardSetImageV2 {
    type Kind = GameCenterLeaderboardSetImageV2;
    const PATH: &'static str = "/v2/gameCenterLeaderboardSetImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("localization".into(), Relationship::one(&self.localization));
        all
    }
}

/// What a new [`GameCenterLeaderboardSetLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardSetLocalization {
    pub locale: String,
    pub name: String,
    #[serde(skip)]
    pub game_center_leaderboard_set: Id<GameCenterLeaderboardSet>,
}

impl NewGameCenterLeaderboardSetLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        locale: String,
        name: String,
        game_center_leaderboard_set: Id<GameCenterLeaderboardSet>,
    ) -> Self {
        Self { locale, name, game_center_leaderboard_set }
    }
}

impl NewResource for NewGameCenterLeaderboardSetLocalization {
    type Kind = GameCenterLeaderboardSetLocalization;
    const PATH: &'static str = "/v1/gameCenterLeaderboardSetLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("gameCenterLeaderboardSet".into(), Relationship::one(&self.game_center_leaderboard_set));
        all
    }
}

/// What a new [`GameCenterLeaderboardSetLocalizationV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardSetLocalizationV2 {
    pub locale: String,
    pub name: String,
    #[serde(skip)]
    pub version: Id<GameCenterLeaderboardSetVersionV2>,
}

impl NewGameCenterLeaderboardSetLocalizationV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, name: String, version: Id<GameCenterLeaderboardSetVersionV2>) -> Self {
        Self { locale, name, version }
    }
}

impl NewResource for NewGameCenterLeaderboardSetLocalizationV2 {
    type Kind = GameCenterLeaderboardSetLocalizationV2;
    const PATH: &'static str = "/v2/gameCenterLeaderboardSetLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// What a new [`GameCenterLeaderboardSetMemberLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardSetMemberLocalization {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    #[serde(skip)]
    pub game_center_leaderboard_set: Id<GameCenterLeaderboardSet>,
    #[serde(skip)]
    pub game_center_leaderboard: Id<GameCenterLeaderboard>,
}

impl NewGameCenterLeaderboardSetMemberLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        game_center_leaderboard_set: Id<GameCenterLeaderboardSet>,
        game_center_leaderboard: Id<GameCenterLeaderboard>,
    ) -> Self {
        Self { game_center_leaderboard_set, game_center_leaderboard, name: None, locale: None }
    }
}

impl NewResource for NewGameCenterLeaderboardSetMemberLocalization {
    type Kind = GameCenterLeaderboardSetMemberLocalization;
    const PATH: &'static str = "/v1/gameCenterLeaderboardSetMemberLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("gameCenterLeaderboardSet".into(), Relationship::one(&self.game_center_leaderboard_set));
        all.insert("gameCenterLeaderboard".into(), Relationship::one(&self.game_center_leaderboard));
        all
    }
}

/// A change to a [`GameCenterLeaderboardSetImage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetImageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for GameCenterLeaderboardSetImageUpdate {
    type Kind = GameCenterLeaderboardSetImage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterLeaderboardSetImageV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetImageV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for GameCenterLeaderboardSetImageV2Update {
    type Kind = GameCenterLeaderboardSetImageV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterLeaderboardSetLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
}

impl ResourceUpdate for GameCenterLeaderboardSetLocalizationUpdate {
    type Kind = GameCenterLeaderboardSetLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterLeaderboardSetLocalizationV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetLocalizationV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
}

impl ResourceUpdate for GameCenterLeaderboardSetLocalizationV2Update {
    type Kind = GameCenterLeaderboardSetLocalizationV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterLeaderboardSetMemberLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetMemberLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
}

impl ResourceUpdate for GameCenterLeaderboardSetMemberLocalizationUpdate {
    type Kind = GameCenterLeaderboardSetMemberLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

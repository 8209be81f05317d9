// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    GameCenterAchievementImage,
    "gameCenterAchievementImages",
    "/v1/gameCenterAchievementImages",
    GameCenterAchievementImageAttributes
);

/// The attributes of [`GameCenterAchievementImage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementImageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    GameCenterAchievementImageV2,
    "gameCenterAchievementImages",
    "/v2/gameCenterAchievementImages",
    GameCenterAchievementImageV2Attributes
);

/// The attributes of [`GameCenterAchievementImageV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementImageV2Attributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    GameCenterAchievementLocalization,
    "gameCenterAchievementLocalizations",
    "/v1/gameCenterAchievementLocalizations",
    GameCenterAchievementLocalizationAttributes
);

/// The attributes of [`GameCenterAchievementLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementLocalizationAttributes {
    pub locale: Option<String>,
    pub name: Option<String>,
    pub before_earned_description: Option<String>,
    pub after_earned_description: Option<String>,
}

kind!(
    GameCenterAchievementLocalizationV2,
    "gameCenterAchievementLocalizations",
    "/v2/gameCenterAchievementLocalizations",
    GameCenterAchievementLocalizationV2Attributes
);

/// The attributes of [`GameCenterAchievementLocalizationV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementLocalizationV2Attributes {
    pub locale: Option<String>,
    pub name: Option<String>,
    pub before_earned_description: Option<String>,
    pub after_earned_description: Option<String>,
}

/// What a new [`GameCenterAchievementImage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterAchievementImage {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub game_center_achievement_localization: Id<GameCenterAchievementLocalization>,
}

impl NewGameCenterAchievementImage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        game_center_achievement_localization: Id<GameCenterAchievementLocalization>,
    ) -> Self {
        Self { file_size, file_name, game_center_achievement_localization }
    }
}

impl NewResource for NewGameCenterAchievementImage {
    type Kind = GameCenterAchievementImage;
    const PATH: &'static str = "/v1/gameCenterAchievementImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert(
            "gameCenterAchievementLocalization".into(),
            Relationship::one(&self.game_center_achievement_localization),
        );
        all
    }
}

/// What a new [`GameCenterAchievementImageV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterAchievementImageV2 {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub localization: Id<GameCenterAchievementLocalization>,
}

impl NewGameCenterAchievementImageV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        file_size: i64,
        file_name: String,
        localization: Id<GameCenterAchievementLocalization>,
    ) -> Self {
        Self { file_size, file_name, localization }
    }
}

impl NewResource for NewGameCenterAchievementImageV2 {
    type Kind = GameCenterAchievementImageV2;
    const PATH: &'static str = "/v2/gameCenterAchievementImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("localization".into(), Relationship::one(&self.localization));
        all
    }
}

/// What a new [`GameCenterAchievementLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterAchievementLocalization {
    pub locale: String,
    pub name: String,
    pub before_earned_description: String,
    pub after_earned_description: String,
    #[serde(skip)]
    pub game_center_achievement: Id<GameCenterAchievement>,
}

impl NewGameCenterAchievementLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        locale: String,
        name: String,
        before_earned_description: String,
        after_earned_description: String,
        game_center_achievement: Id<GameCenterAchievement>,
    ) -> Self {
        Self { locale, name, before_earned_description, after_earned_description, game_center_achievement }
    }
}

impl NewResource for NewGameCenterAchievementLocalization {
    type Kind = GameCenterAchievementLocalization;
    const PATH: &'static str = "/v1/gameCenterAchievementLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("gameCenterAchievement".into(), Relationship::one(&self.game_center_achievement));
        all
    }
}

/// What a new [`GameCenterAchievementLocalizationV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterAchievementLocalizationV2 {
    pub locale: String,
    pub name: String,
    pub before_earned_description: String,
    pub after_earned_description: String,
    #[serde(skip)]
    pub version: Id<GameCenterAchievementVersionV2>,
}

impl NewGameCenterAchievementLocalizationV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        locale: String,
        name: String,
        before_earned_description: String,
        after_earned_description: String,
        version: Id<GameCenterAchievementVersionV2>,
    ) -> Self {
        Self { locale, name, before_earned_description, after_earned_description, version }
    }
}

impl NewResource for NewGameCenterAchievementLocalizationV2 {
    type Kind = GameCenterAchievementLocalizationV2;
    const PATH: &'static str = "/v2/gameCenterAchievementLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// A change to a [`GameCenterAchievementImage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementImageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for GameCenterAchievementImageUpdate {
    type Kind = GameCenterAchievementImage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterAchievementImageV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementImageV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for GameCenterAchievementImageV2Update {
    type Kind = GameCenterAchievementImageV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterAchievementLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub before_earned_description: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub after_earned_description: Field<String>,
}

impl ResourceUpdate for GameCenterAchievementLocalizationUpdate {
    type Kind = GameCenterAchievementLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterAchievementLocalizationV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementLocalizationV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub before_earned_description: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub after_earned_description: Field<String>,
}

impl ResourceUpdate for GameCenterAchievementLocalizationV2Update {
    type Kind = GameCenterAchievementLocalizationV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(GameCenterActivity, "gameCenterActivities", "/v1/gameCenterActivities", GameCenterActivityAttributes);

open_enum!(GameCenterActivityPlayStyle {
    Asynchronous = "ASYNCHRONOUS", Synchronous = "SYNCHRONOUS",
});

/// The attributes of [`GameCenterActivity`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterActivityAttributes {
    pub reference_name: Option<String>,
    pub vendor_identifier: Option<String>,
    pub play_style: Option<GameCenterActivityPlayStyle>,
    pub minimum_players_count: Option<i64>,
    pub maximum_players_count: Option<i64>,
    pub supports_party_code: Option<bool>,
    pub archived: Option<bool>,
    pub properties: Option<BTreeMap<String, String>>,
}

kind!(
    GameCenterActivityImage,
    "gameCenterActivityImages",
    "/v1/gameCenterActivityImages",
    GameCenterActivityImageAttributes
);

/// The attributes of [`GameCenterActivityImage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterActivityImageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    GameCenterActivityLocalization,
    "gameCenterActivityLocalizations",
    "/v1/gameCenterActivityLocalizations",
    GameCenterActivityLocalizationAttributes
);

/// The attributes of [`GameCenterActivityLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterActivityLocalizationAttributes {
    pub locale: Option<String>,
    pub name: Option<String>,
    pub description: Option<String>,
}

kind!(
    GameCenterActivityVersion,
    "gameCenterActivityVersions",
    "/v1/gameCenterActivityVersions",
    GameCenterActivityVersionAttributes
);

/// The attributes of [`GameCenterActivityVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterActivityVersionAttributes {
    pub version: Option<i64>,
    pub state: Option<GameCenterVersionState>,
    pub fallback_url: Option<String>,
}

kind!(
    GameCenterActivityVersionRelease,
    "gameCenterActivityVersionReleases",
    "/v1/gameCenterActivityVersionReleases",
    GameCenterActivityVersionReleaseAttributes
);

/// The attributes of [`GameCenterActivityVersionRelease`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterActivityVersionReleaseAttributes {}

/// What a new [`GameCenterActivity`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterActivity {
    pub reference_name: String,
    pub vendor_identifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub play_style: Option<GameCenterActivityPlayStyle>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum_players_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum_players_count: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_party_code: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub properties: Option<BTreeMap<String, String>>,
    #[serde(skip)]
    pub game_center_detail: Option<Id<GameCenterDetail>>,
    #[serde(skip)]
    pub game_center_group: Option<Id<GameCenterGroup>>,
    #[serde(skip)]
    pub versions: Option<Vec<Id<GameCenterActivityVersion>>>,
}

impl NewGameCenterActivity {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(reference_name: String, vendor_identifier: String) -> Self {
        Self {
            reference_name,
            vendor_identifier,
            play_style: None,
            minimum_players_count: None,
            maximum_players_count: None,
            supports_party_code: None,
            properties: None,
            game_center_detail: None,
            game_center_group: None,
            versions: None,
        }
    }
}

impl NewResource for NewGameCenterActivity {
    type Kind = GameCenterActivity;
    const PATH: &'static str = "/v1/gameCenterActivities";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.game_center_detail {
            all.insert("gameCenterDetail".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_group {
            all.insert("gameCenterGroup".into(), Relationship::one(to));
        }
        if let Some(to) = &self.versions {
            all.insert("versions".into(), Relationship::many(to));
        }
        all
    }
}

/// What a new [`GameCenterActivityImage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterActivityImage {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub localization: Option<Id<GameCenterActivityLocalization>>,
    #[serde(skip)]
    pub version: Option<Id<GameCenterActivityVersion>>,
}

impl NewGameCenterActivityImage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String) -> Self {
        Self { file_size, file_name, localization: None, version: None }
    }
}

impl NewResource for NewGameCenterActivityImage {
    type Kind = GameCenterActivityImage;
    const PATH: &'static str = "/v1/gameCenterActivityImages";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.localization {
            all.insert("localization".into(), Relationship::one(to));
        }
        if let Some(to) = &self.version {
            all.insert("version".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`GameCenterActivityLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterActivityLocalization {
    pub locale: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip)]
    pub version: Id<GameCenterActivityVersion>,
}

impl NewGameCenterActivityLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, name: String, version: Id<GameCenterActivityVersion>) -> Self {
        Self { locale, name, version, description: None }
    }
}

impl NewResource for NewGameCenterActivityLocalization {
    type Kind = GameCenterActivityLocalization;
    const PATH: &'static str = "/v1/gameCenterActivityLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// What a new [`GameCenterActivityVersion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterActivityVersion {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fallback_url: Option<String>,
    #[serde(skip)]
    pub activity: Id<GameCenterActivity>,
}

impl NewGameCenterActivityVersion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(activity: Id<GameCenterActivity>) -> Self {
        Self { activity, fallback_url: None }
    }
}

impl NewResource for NewGameCenterActivityVersion {
    type Kind = GameCenterActivityVersion;
    const PATH: &'static str = "/v1/gameCenterActivityVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("activity".into(), Relationship::one(&self.activity));
        all
    }
}

/// What a new [`GameCenterActivityVersionRelease`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterActivityVersionRelease {
    #[serde(skip)]
    pub game_center_detail: Id<GameCenterDetail>,
    #[serde(skip)]
    pub version: Id<GameCenterActivityVersion>,
}

impl NewGameCenterActivityVersionRelease {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(game_center_detail: Id<GameCenterDetail>, version: Id<GameCenterActivityVersion>) -> Self {
        Self { game_center_detail, version }
    }
}

impl NewResource for NewGameCenterActivityVersionRelease {
    type Kind = GameCenterActivityVersionRelease;
    const PATH: &'static str = "/v1/gameCenterActivityVersionReleases";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("gameCenterDetail".into(), Relationship::one(&self.game_center_detail));
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// A change to a [`GameCenterActivityImage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterActivityImageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for GameCenterActivityImageUpdate {
    type Kind = GameCenterActivityImage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterActivityLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterActivityLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
}

impl ResourceUpdate for GameCenterActivityLocalizationUpdate {
    type Kind = GameCenterActivityLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterActivity`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterActivityUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub play_style: Field<GameCenterActivityPlayStyle>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub minimum_players_count: Field<i64>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub maximum_players_count: Field<i64>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub supports_party_code: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub archived: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub properties: Field<BTreeMap<String, String>>,
}

impl ResourceUpdate for GameCenterActivityUpdate {
    type Kind = GameCenterActivity;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterActivityVersion`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterActivityVersionUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub fallback_url: Field<String>,
}

impl ResourceUpdate for GameCenterActivityVersionUpdate {
    type Kind = GameCenterActivityVersion;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(GameCenterChallenge, "gameCenterChallenges", "/v1/gameCenterChallenges", GameCenterChallengeAttributes);

open_enum!(GameCenterChallengeChallengeType {
    Leaderboard = "LEADERBOARD",
});

/// The attributes of [`GameCenterChallenge`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterChallengeAttributes {
    pub reference_name: Option<String>,
    pub vendor_identifier: Option<String>,
    pub archived: Option<bool>,
    pub challenge_type: Option<GameCenterChallengeChallengeType>,
    pub repeatable: Option<bool>,
}

kind!(
    GameCenterChallengeImage,
    "gameCenterChallengeImages",
    "/v1/gameCenterChallengeImages",
    GameCenterChallengeImageAttributes
);

/// The attributes of [`GameCenterChallengeImage`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterChallengeImageAttributes {
    pub file_size: Option<i64>,
    pub file_name: Option<String>,
    pub image_asset: Option<ImageAsset>,
    pub upload_operations: Option<Vec<UploadOperation>>,
    pub asset_delivery_state: Option<AppMediaAssetState>,
}

kind!(
    GameCenterChallengeLocalization,
    "gameCenterChallengeLocalizations",
    "/v1/gameCenterChallengeLocalizations",
    GameCenterChallengeLocalizationAttributes
);

/// The attributes of [`GameCenterChallengeLocalization`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterChallengeLocalizationAttributes {
    pub locale: Option<String>,
    pub name: Option<String>,
    pub description: Option<String>,
}

kind!(
    GameCenterChallengeVersion,
    "gameCenterChallengeVersions",
    "/v1/gameCenterChallengeVersions",
    GameCenterChallengeVersionAttributes
);

/// The attributes of [`GameCenterChallengeVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterChallengeVersionAttributes {
    pub version: Option<i64>,
    pub state: Option<GameCenterVersionState>,
}

kind!(
    GameCenterChallengeVersionRelease,
    "gameCenterChallengeVersionReleases",
    "/v1/gameCenterChallengeVersionReleases",
    GameCenterChallengeVersionReleaseAttributes
);

/// The attributes of [`GameCenterChallengeVersionRelease`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterChallengeVersionReleaseAttributes {}

/// What a new [`GameCenterChallenge`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterChallenge {
    pub reference_name: String,
    pub vendor_identifier: String,
    pub challenge_type: GameCenterChallengeChallengeType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeatable: Option<bool>,
    #[serde(skip)]
    pub game_center_detail: Option<Id<GameCenterDetail>>,
    #[serde(skip)]
    pub game_center_group: Option<Id<GameCenterGroup>>,
    #[serde(skip)]
    pub versions: Option<Vec<Id<GameCenterChallengeVersion>>>,
    #[serde(skip)]
    pub leaderboard: Option<Id<GameCenterLeaderboard>>,
    #[serde(skip)]
    pub leaderboard_v2: Option<Id<GameCenterLeaderboard>>,
}

impl NewGameCenterChallenge {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        reference_name: String,
        vendor_identifier: String,
        challenge_type: GameCenterChallengeChallengeType,
    ) -> Self {
        Self {
            reference_name,
            vendor_identifier,
            challenge_type,
            repeatable: None,
            game_center_detail: None,
            game_center_group: None,
            versions: None,
            leaderboard: None,
            leaderboard_v2: None,
        }
    }
}

impl NewResource for NewGameCenterChallenge {
    type Kind = GameCenterChallenge;
    const PATH: &'static str = "/v1/gameCenterChallenges";

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
        if let Some(to) = &self.leaderboard {
            all.insert("leaderboard".into(), Relationship::one(to));
        }
        if let Some(to) = &self.leaderboard_v2 {
            all.insert("leaderboardV2".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`GameCenterChallengeImage`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterChallengeImage {
    pub file_size: i64,
    pub file_name: String,
    #[serde(skip)]
    pub localization: Option<Id<GameCenterChallengeLocalization>>,
    #[serde(skip)]
    pub version: Option<Id<GameCenterChallengeVersion>>,
}

impl NewGameCenterChallengeImage {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(file_size: i64, file_name: String) -> Self {
        Self { file_size, file_name, localization: None, version: None }
    }
}

impl NewResource for NewGameCenterChallengeImage {
    type Kind = GameCenterChallengeImage;
    const PATH: &'static str = "/v1/gameCenterChallengeImages";

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

/// What a new [`GameCenterChallengeLocalization`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterChallengeLocalization {
    pub locale: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip)]
    pub version: Id<GameCenterChallengeVersion>,
}

impl NewGameCenterChallengeLocalization {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(locale: String, name: String, version: Id<GameCenterChallengeVersion>) -> Self {
        Self { locale, name, version, description: None }
    }
}

impl NewResource for NewGameCenterChallengeLocalization {
    type Kind = GameCenterChallengeLocalization;
    const PATH: &'static str = "/v1/gameCenterChallengeLocalizations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// What a new [`GameCenterChallengeVersion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterChallengeVersion {
    #[serde(skip)]
    pub challenge: Id<GameCenterChallenge>,
}

impl NewGameCenterChallengeVersion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(challenge: Id<GameCenterChallenge>) -> Self {
        Self { challenge }
    }
}

impl NewResource for NewGameCenterChallengeVersion {
    type Kind = GameCenterChallengeVersion;
    const PATH: &'static str = "/v1/gameCenterChallengeVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("challenge".into(), Relationship::one(&self.challenge));
        all
    }
}

/// What a new [`GameCenterChallengeVersionRelease`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterChallengeVersionRelease {
    #[serde(skip)]
    pub game_center_detail: Id<GameCenterDetail>,
    #[serde(skip)]
    pub version: Id<GameCenterChallengeVersion>,
}

impl NewGameCenterChallengeVersionRelease {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(game_center_detail: Id<GameCenterDetail>, version: Id<GameCenterChallengeVersion>) -> Self {
        Self { game_center_detail, version }
    }
}

impl NewResource for NewGameCenterChallengeVersionRelease {
    type Kind = GameCenterChallengeVersionRelease;
    const PATH: &'static str = "/v1/gameCenterChallengeVersionReleases";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("gameCenterDetail".into(), Relationship::one(&self.game_center_detail));
        all.insert("version".into(), Relationship::one(&self.version));
        all
    }
}

/// A change to a [`GameCenterChallengeImage`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterChallengeImageUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub uploaded: Field<bool>,
}

impl ResourceUpdate for GameCenterChallengeImageUpdate {
    type Kind = GameCenterChallengeImage;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterChallengeLocalization`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterChallengeLocalizationUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
}

impl ResourceUpdate for GameCenterChallengeLocalizationUpdate {
    type Kind = GameCenterChallengeLocalization;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterChallenge`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterChallengeUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub archived: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub repeatable: Field<bool>,
    #[serde(skip)]
    pub leaderboard: Field<Id<GameCenterLeaderboard>>,
    #[serde(skip)]
    pub leaderboard_v2: Field<Id<GameCenterLeaderboard>>,
}

impl ResourceUpdate for GameCenterChallengeUpdate {
    type Kind = GameCenterChallenge;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        self.leaderboard.relate("leaderboard", &mut all);
        self.leaderboard_v2.relate("leaderboardV2", &mut all);
        all
    }
}

// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    GameCenterAchievement,
    "gameCenterAchievements",
    "/v1/gameCenterAchievements",
    GameCenterAchievementAttributes
);

/// The attributes of [`GameCenterAchievement`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementAttributes {
    pub reference_name: Option<String>,
    pub vendor_identifier: Option<String>,
    pub points: Option<i64>,
    pub show_before_earned: Option<bool>,
    pub repeatable: Option<bool>,
    pub archived: Option<bool>,
    pub activity_properties: Option<BTreeMap<String, String>>,
}

kind!(
    GameCenterAchievementRelease,
    "gameCenterAchievementReleases",
    "/v1/gameCenterAchievementReleases",
    GameCenterAchievementReleaseAttributes
);

/// The attributes of [`GameCenterAchievementRelease`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementReleaseAttributes {
    pub live: Option<bool>,
}

kind!(
    GameCenterAchievementV2,
    "gameCenterAchievements",
    "/v2/gameCenterAchievements",
    GameCenterAchievementV2Attributes
);

/// The attributes of [`GameCenterAchievementV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementV2Attributes {
    pub reference_name: Option<String>,
    pub vendor_identifier: Option<String>,
    pub points: Option<i64>,
    pub show_before_earned: Option<bool>,
    pub repeatable: Option<bool>,
    pub archived: Option<bool>,
    pub activity_properties: Option<BTreeMap<String, String>>,
}

kind!(
    GameCenterAchievementVersionV2,
    "gameCenterAchievementVersions",
    "/v2/gameCenterAchievementVersions",
    GameCenterAchievementVersionV2Attributes
);

/// The attributes of [`GameCenterAchievementVersionV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementVersionV2Attributes {
    pub version: Option<i64>,
    pub state: Option<GameCenterVersionState>,
}

/// What a new [`GameCenterAchievement`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterAchievement {
    pub reference_name: String,
    pub vendor_identifier: String,
    pub points: i64,
    pub show_before_earned: bool,
    pub repeatable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_properties: Option<BTreeMap<String, String>>,
    #[serde(skip)]
    pub game_center_detail: Option<Id<GameCenterDetail>>,
    #[serde(skip)]
    pub game_center_group: Option<Id<GameCenterGroup>>,
}

impl NewGameCenterAchievement {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        reference_name: String,
        vendor_identifier: String,
        points: i64,
        show_before_earned: bool,
        repeatable: bool,
    ) -> Self {
        Self {
            reference_name,
            vendor_identifier,
            points,
            show_before_earned,
            repeatable,
            activity_properties: None,
            game_center_detail: None,
            game_center_group: None,
        }
    }
}

impl NewResource for NewGameCenterAchievement {
    type Kind = GameCenterAchievement;
    const PATH: &'static str = "/v1/gameCenterAchievements";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.game_center_detail {
            all.insert("gameCenterDetail".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_group {
            all.insert("gameCenterGroup".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`GameCenterAchievementRelease`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterAchievementRelease {
    #[serde(skip)]
    pub game_center_detail: Id<GameCenterDetail>,
    #[serde(skip)]
    pub game_center_achievement: Id<GameCenterAchievement>,
}

impl NewGameCenterAchievementRelease {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        game_center_detail: Id<GameCenterDetail>,
        game_center_achievement: Id<GameCenterAchievement>,
    ) -> Self {
        Self { game_center_detail, game_center_achievement }
    }
}

impl NewResource for NewGameCenterAchievementRelease {
    type Kind = GameCenterAchievementRelease;
    const PATH: &'static str = "/v1/gameCenterAchievementReleases";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("gameCenterDetail".into(), Relationship::one(&self.game_center_detail));
        all.insert("gameCenterAchievement".into(), Relationship::one(&self.game_center_achievement));
        all
    }
}

/// What a new [`GameCenterAchievementV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterAchievementV2 {
    pub reference_name: String,
    pub vendor_identifier: String,
    pub points: i64,
    pub show_before_earned: bool,
    pub repeatable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_properties: Option<BTreeMap<String, String>>,
    #[serde(skip)]
    pub game_center_detail: Option<Id<GameCenterDetail>>,
    #[serde(skip)]
    pub game_center_group: Option<Id<GameCenterGroup>>,
    #[serde(skip)]
    pub versions: Vec<Id<GameCenterAchievementVersionV2>>,
}

impl NewGameCenterAchievementV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        reference_name: String,
        vendor_identifier: String,
        points: i64,
        show_before_earned: bool,
        repeatable: bool,
        versions: Vec<Id<GameCenterAchievementVersionV2>>,
    ) -> Self {
        Self {
            reference_name,
            vendor_identifier,
            points,
            show_before_earned,
            repeatable,
            versions,
            activity_properties: None,
            game_center_detail: None,
            game_center_group: None,
        }
    }
}

impl NewResource for NewGameCenterAchievementV2 {
    type Kind = GameCenterAchievementV2;
    const PATH: &'static str = "/v2/gameCenterAchievements";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.game_center_detail {
            all.insert("gameCenterDetail".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_group {
            all.insert("gameCenterGroup".into(), Relationship::one(to));
        }
        all.insert("versions".into(), Relationship::many(&self.versions));
        all
    }
}

/// What a new [`GameCenterAchievementVersionV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterAchievementVersionV2 {
    #[serde(skip)]
    pub achievement: Id<GameCenterAchievement>,
}

impl NewGameCenterAchievementVersionV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(achievement: Id<GameCenterAchievement>) -> Self {
        Self { achievement }
    }
}

impl NewResource for NewGameCenterAchievementVersionV2 {
    type Kind = GameCenterAchievementVersionV2;
    const PATH: &'static str = "/v2/gameCenterAchievementVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("achievement".into(), Relationship::one(&self.achievement));
        all
    }
}

/// A change to a [`GameCenterAchievement`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub points: Field<i64>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub show_before_earned: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub repeatable: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub archived: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub activity_properties: Field<BTreeMap<String, String>>,
}

impl ResourceUpdate for GameCenterAchievementUpdate {
    type Kind = GameCenterAchievement;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterAchievementV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterAchievementV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub points: Field<i64>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub show_before_earned: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub repeatable: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub archived: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub activity_properties: Field<BTreeMap<String, String>>,
}

impl ResourceUpdate for GameCenterAchievementV2Update {
    type Kind = GameCenterAchievementV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

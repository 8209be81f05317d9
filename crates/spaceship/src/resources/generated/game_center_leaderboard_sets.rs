// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    GameCenterLeaderboardSet,
    "gameCenterLeaderboardSets",
    "/v1/gameCenterLeaderboardSets",
    GameCenterLeaderboardSetAttributes
);

/// The attributes of [`GameCenterLeaderboardSet`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetAttributes {
    pub reference_name: Option<String>,
    pub vendor_identifier: Option<String>,
}

kind!(
    GameCenterLeaderboardSetRelease,
    "gameCenterLeaderboardSetReleases",
    "/v1/gameCenterLeaderboardSetReleases",
    GameCenterLeaderboardSetReleaseAttributes
);

/// The attributes of [`GameCenterLeaderboardSetRelease`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetReleaseAttributes {
    pub live: Option<bool>,
}

kind!(
    GameCenterLeaderboardSetV2,
    "gameCenterLeaderboardSets",
    "/v2/gameCenterLeaderboardSets",
    GameCenterLeaderboardSetV2Attributes
);

/// The attributes of [`GameCenterLeaderboardSetV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetV2Attributes {
    pub reference_name: Option<String>,
    pub vendor_identifier: Option<String>,
}

kind!(
    GameCenterLeaderboardSetVersionV2,
    "gameCenterLeaderboardSetVersions",
    "/v2/gameCenterLeaderboardSetVersions",
    GameCenterLeaderboardSetVersionV2Attributes
);

/// The attributes of [`GameCenterLeaderboardSetVersionV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetVersionV2Attributes {
    pub version: Option<i64>,
    pub state: Option<GameCenterVersionState>,
}

/// What a new [`GameCenterLeaderboardSet`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardSet {
    pub reference_name: String,
    pub vendor_identifier: String,
    #[serde(skip)]
    pub game_center_detail: Option<Id<GameCenterDetail>>,
    #[serde(skip)]
    pub game_center_group: Option<Id<GameCenterGroup>>,
    #[serde(skip)]
    pub game_center_leaderboards: Option<Vec<Id<GameCenterLeaderboard>>>,
}

impl NewGameCenterLeaderboardSet {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(reference_name: String, vendor_identifier: String) -> Self {
        Self {
            reference_name,
            vendor_identifier,
            game_center_detail: None,
            game_center_group: None,
            game_center_leaderboards: None,
        }
    }
}

impl NewResource for NewGameCenterLeaderboardSet {
    type Kind = GameCenterLeaderboardSet;
    const PATH: &'static str = "/v1/gameCenterLeaderboardSets";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.game_center_detail {
            all.insert("gameCenterDetail".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_group {
            all.insert("gameCenterGroup".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_leaderboards {
            all.insert("gameCenterLeaderboards".into(), Relationship::many(to));
        }
        all
    }
}

/// What a new [`GameCenterLeaderboardSetRelease`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardSetRelease {
    #[serde(skip)]
    pub game_center_detail: Id<GameCenterDetail>,
    #[serde(skip)]
    pub game_center_leaderboard_set: Id<GameCenterLeaderboardSet>,
}

impl NewGameCenterLeaderboardSetRelease {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        game_center_detail: Id<GameCenterDetail>,
        game_center_leaderboard_set: Id<GameCenterLeaderboardSet>,
    ) -> Self {
        Self { game_center_detail, game_center_leaderboard_set }
    }
}

impl NewResource for NewGameCenterLeaderboardSetRelease {
    type Kind = GameCenterLeaderboardSetRelease;
    const PATH: &'static str = "/v1/gameCenterLeaderboardSetReleases";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("gameCenterDetail".into(), Relationship::one(&self.game_center_detail));
        all.insert("gameCenterLeaderboardSet".into(), Relationship::one(&self.game_center_leaderboard_set));
        all
    }
}

/// What a new [`GameCenterLeaderboardSetV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardSetV2 {
    pub reference_name: String,
    pub vendor_identifier: String,
    #[serde(skip)]
    pub game_center_detail: Option<Id<GameCenterDetail>>,
    #[serde(skip)]
    pub game_center_group: Option<Id<GameCenterGroup>>,
    #[serde(skip)]
    pub game_center_leaderboards: Option<Vec<Id<GameCenterLeaderboard>>>,
    #[serde(skip)]
    pub versions: Vec<Id<GameCenterLeaderboardSetVersionV2>>,
}

impl NewGameCenterLeaderboardSetV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        reference_name: String,
        vendor_identifier: String,
        versions: Vec<Id<GameCenterLeaderboardSetVersionV2>>,
    ) -> Self {
        Self {
            reference_name,
            vendor_identifier,
            versions,
            game_center_detail: None,
            game_center_group: None,
            game_center_leaderboards: None,
        }
    }
}

impl NewResource for NewGameCenterLeaderboardSetV2 {
    type Kind = GameCenterLeaderboardSetV2;
    const PATH: &'static str = "/v2/gameCenterLeaderboardSets";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.game_center_detail {
            all.insert("gameCenterDetail".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_group {
            all.insert("gameCenterGroup".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_leaderboards {
            all.insert("gameCenterLeaderboards".into(), Relationship::many(to));
        }
        all.insert("versions".into(), Relationship::many(&self.versions));
        all
    }
}

/// What a new [`GameCenterLeaderboardSetVersionV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardSetVersionV2 {
    #[serde(skip)]
    pub leaderboard_set: Id<GameCenterLeaderboardSet>,
}

impl NewGameCenterLeaderboardSetVersionV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(leaderboard_set: Id<GameCenterLeaderboardSet>) -> Self {
        Self { leaderboard_set }
    }
}

impl NewResource for NewGameCenterLeaderboardSetVersionV2 {
    type Kind = GameCenterLeaderboardSetVersionV2;
    const PATH: &'static str = "/v2/gameCenterLeaderboardSetVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("leaderboardSet".into(), Relationship::one(&self.leaderboard_set));
        all
    }
}

/// A change to a [`GameCenterLeaderboardSet`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
}

impl ResourceUpdate for GameCenterLeaderboardSetUpdate {
    type Kind = GameCenterLeaderboardSet;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterLeaderboardSetV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardSetV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
}

impl ResourceUpdate for GameCenterLeaderboardSetV2Update {
    type Kind = GameCenterLeaderboardSetV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

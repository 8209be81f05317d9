// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    GameCenterLeaderboard,
    "gameCenterLeaderboards",
    "/v1/gameCenterLeaderboards",
    GameCenterLeaderboardAttributes
);

open_enum!(GameCenterLeaderboardFormatter {
    Integer = "INTEGER", DecimalPoint1Place = "DECIMAL_POINT_1_PLACE",
    DecimalPoint2Place = "DECIMAL_POINT_2_PLACE", DecimalPoint3Place = "DECIMAL_POINT_3_PLACE",
    ElapsedTimeCentisecond = "ELAPSED_TIME_CENTISECOND", ElapsedTimeMinute = "ELAPSED_TIME_MINUTE",
    ElapsedTimeSecond = "ELAPSED_TIME_SECOND", MoneyPoundDecimal = "MONEY_POUND_DECIMAL",
    MoneyPound = "MONEY_POUND", MoneyDollarDecimal = "MONEY_DOLLAR_DECIMAL", MoneyDollar = "MONEY_DOLLAR",
    MoneyEuroDecimal = "MONEY_EURO_DECIMAL", MoneyEuro = "MONEY_EURO",
    MoneyFrancDecimal = "MONEY_FRANC_DECIMAL", MoneyFranc = "MONEY_FRANC",
    MoneyKronerDecimal = "MONEY_KRONER_DECIMAL", MoneyKroner = "MONEY_KRONER", MoneyYen = "MONEY_YEN",
});

open_enum!(GameCenterLeaderboardSubmissionType {
    BestScore = "BEST_SCORE", MostRecentScore = "MOST_RECENT_SCORE",
});

open_enum!(GameCenterLeaderboardScoreSortType {
    Asc = "ASC", Desc = "DESC",
});

open_enum!(GameCenterLeaderboardVisibility {
    ShowForAll = "SHOW_FOR_ALL", HideForAll = "HIDE_FOR_ALL",
});

/// The attributes of [`GameCenterLeaderboard`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardAttributes {
    pub default_formatter: Option<GameCenterLeaderboardFormatter>,
    pub reference_name: Option<String>,
    pub vendor_identifier: Option<String>,
    pub submission_type: Option<GameCenterLeaderboardSubmissionType>,
    pub score_sort_type: Option<GameCenterLeaderboardScoreSortType>,
    pub score_range_start: Option<String>,
    pub score_range_end: Option<String>,
    pub recurrence_start_date: Option<String>,
    pub recurrence_duration: Option<String>,
    pub recurrence_rule: Option<String>,
    pub archived: Option<bool>,
    pub activity_properties: Option<BTreeMap<String, String>>,
    pub visibility: Option<GameCenterLeaderboardVisibility>,
}

kind!(
    GameCenterLeaderboardRelease,
    "gameCenterLeaderboardReleases",
    "/v1/gameCenterLeaderboardReleases",
    GameCenterLeaderboardReleaseAttributes
);

/// The attributes of [`GameCenterLeaderboardRelease`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardReleaseAttributes {
    pub live: Option<bool>,
}

kind!(
    GameCenterLeaderboardV2,
    "gameCenterLeaderboards",
    "/v2/gameCenterLeaderboards",
    GameCenterLeaderboardV2Attributes
);

open_enum!(GameCenterLeaderboardV2SubmissionType {
    BestScore = "BEST_SCORE", MostRecentScore = "MOST_RECENT_SCORE",
});

open_enum!(GameCenterLeaderboardV2ScoreSortType {
    Asc = "ASC", Desc = "DESC",
});

open_enum!(GameCenterLeaderboardV2Visibility {
    ShowForAll = "SHOW_FOR_ALL", HideForAll = "HIDE_FOR_ALL",
});

/// The attributes of [`GameCenterLeaderboardV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardV2Attributes {
    pub default_formatter: Option<GameCenterLeaderboardFormatter>,
    pub reference_name: Option<String>,
    pub vendor_identifier: Option<String>,
    pub submission_type: Option<GameCenterLeaderboardV2SubmissionType>,
    pub score_sort_type: Option<GameCenterLeaderboardV2ScoreSortType>,
    pub score_range_start: Option<String>,
    pub score_range_end: Option<String>,
    pub recurrence_start_date: Option<String>,
    pub recurrence_duration: Option<String>,
    pub recurrence_rule: Option<String>,
    pub archived: Option<bool>,
    pub activity_properties: Option<BTreeMap<String, String>>,
    pub visibility: Option<GameCenterLeaderboardV2Visibility>,
}

kind!(
    GameCenterLeaderboardVersionV2,
    "gameCenterLeaderboardVersions",
    "/v2/gameCenterLeaderboardVersions",
    GameCenterLeaderboardVersionV2Attributes
);

/// The attributes of [`GameCenterLeaderboardVersionV2`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardVersionV2Attributes {
    pub version: Option<i64>,
    pub state: Option<GameCenterVersionState>,
}

/// What a new [`GameCenterLeaderboard`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboard {
    pub default_formatter: GameCenterLeaderboardFormatter,
    pub reference_name: String,
    pub vendor_identifier: String,
    pub submission_type: GameCenterLeaderboardSubmissionType,
    pub score_sort_type: GameCenterLeaderboardScoreSortType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_range_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_range_end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence_start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence_duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence_rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_properties: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<GameCenterLeaderboardVisibility>,
    #[serde(skip)]
    pub game_center_detail: Option<Id<GameCenterDetail>>,
    #[serde(skip)]
    pub game_center_group: Option<Id<GameCenterGroup>>,
    #[serde(skip)]
    pub game_center_leaderboard_sets: Option<Vec<Id<GameCenterLeaderboardSet>>>,
}

impl NewGameCenterLeaderboard {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        default_formatter: GameCenterLeaderboardFormatter,
        reference_name: String,
        vendor_identifier: String,
        submission_type: GameCenterLeaderboardSubmissionType,
        score_sort_type: GameCenterLeaderboardScoreSortType,
    ) -> Self {
        Self {
            default_formatter,
            reference_name,
            vendor_identifier,
            submission_type,
            score_sort_type,
            score_range_start: None,
            score_range_end: None,
            recurrence_start_date: None,
            recurrence_duration: None,
            recurrence_rule: None,
            activity_properties: None,
            visibility: None,
            game_center_detail: None,
            game_center_group: None,
            game_center_leaderboard_sets: None,
        }
    }
}

impl NewResource for NewGameCenterLeaderboard {
    type Kind = GameCenterLeaderboard;
    const PATH: &'static str = "/v1/gameCenterLeaderboards";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.game_center_detail {
            all.insert("gameCenterDetail".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_group {
            all.insert("gameCenterGroup".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_leaderboard_sets {
            all.insert("gameCenterLeaderboardSets".into(), Relationship::many(to));
        }
        all
    }
}

/// What a new [`GameCenterLeaderboardRelease`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardRelease {
    #[serde(skip)]
    pub game_center_detail: Id<GameCenterDetail>,
    #[serde(skip)]
    pub game_center_leaderboard: Id<GameCenterLeaderboard>,
}

impl NewGameCenterLeaderboardRelease {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        game_center_detail: Id<GameCenterDetail>,
        game_center_leaderboard: Id<GameCenterLeaderboard>,
    ) -> Self {
        Self { game_center_detail, game_center_leaderboard }
    }
}

impl NewResource for NewGameCenterLeaderboardRelease {
    type Kind = GameCenterLeaderboardRelease;
    const PATH: &'static str = "/v1/gameCenterLeaderboardReleases";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("gameCenterDetail".into(), Relationship::one(&self.game_center_detail));
        all.insert("gameCenterLeaderboard".into(), Relationship::one(&self.game_center_leaderboard));
        all
    }
}

/// What a new [`GameCenterLeaderboardV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardV2 {
    pub default_formatter: GameCenterLeaderboardFormatter,
    pub reference_name: String,
    pub vendor_identifier: String,
    pub submission_type: GameCenterLeaderboardV2SubmissionType,
    pub score_sort_type: GameCenterLeaderboardV2ScoreSortType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_range_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score_range_end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence_start_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence_duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence_rule: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity_properties: Option<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visibility: Option<GameCenterLeaderboardV2Visibility>,
    #[serde(skip)]
    pub game_center_detail: Option<Id<GameCenterDetail>>,
    #[serde(skip)]
    pub game_center_group: Option<Id<GameCenterGroup>>,
    #[serde(skip)]
    pub game_center_leaderboard_sets: Option<Vec<Id<GameCenterLeaderboardSet>>>,
    #[serde(skip)]
    pub versions: Vec<Id<GameCenterLeaderboardVersionV2>>,
}

impl NewGameCenterLeaderboardV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        default_formatter: GameCenterLeaderboardFormatter,
        reference_name: String,
        vendor_identifier: String,
        submission_type: GameCenterLeaderboardV2SubmissionType,
        score_sort_type: GameCenterLeaderboardV2ScoreSortType,
        versions: Vec<Id<GameCenterLeaderboardVersionV2>>,
    ) -> Self {
        Self {
            default_formatter,
            reference_name,
            vendor_identifier,
            submission_type,
            score_sort_type,
            versions,
            score_range_start: None,
            score_range_end: None,
            recurrence_start_date: None,
            recurrence_duration: None,
            recurrence_rule: None,
            activity_properties: None,
            visibility: None,
            game_center_detail: None,
            game_center_group: None,
            game_center_leaderboard_sets: None,
        }
    }
}

impl NewResource for NewGameCenterLeaderboardV2 {
    type Kind = GameCenterLeaderboardV2;
    const PATH: &'static str = "/v2/gameCenterLeaderboards";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.game_center_detail {
            all.insert("gameCenterDetail".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_group {
            all.insert("gameCenterGroup".into(), Relationship::one(to));
        }
        if let Some(to) = &self.game_center_leaderboard_sets {
            all.insert("gameCenterLeaderboardSets".into(), Relationship::many(to));
        }
        all.insert("versions".into(), Relationship::many(&self.versions));
        all
    }
}

/// What a new [`GameCenterLeaderboardVersionV2`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterLeaderboardVersionV2 {
    #[serde(skip)]
    pub leaderboard: Id<GameCenterLeaderboard>,
}

impl NewGameCenterLeaderboardVersionV2 {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(leaderboard: Id<GameCenterLeaderboard>) -> Self {
        Self { leaderboard }
    }
}

impl NewResource for NewGameCenterLeaderboardVersionV2 {
    type Kind = GameCenterLeaderboardVersionV2;
    const PATH: &'static str = "/v2/gameCenterLeaderboardVersions";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("leaderboard".into(), Relationship::one(&self.leaderboard));
        all
    }
}

/// A change to a [`GameCenterLeaderboard`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub default_formatter: Field<GameCenterLeaderboardFormatter>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub submission_type: Field<GameCenterLeaderboardSubmissionType>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub score_sort_type: Field<GameCenterLeaderboardScoreSortType>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub score_range_start: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub score_range_end: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub recurrence_start_date: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub recurrence_duration: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub recurrence_rule: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub archived: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub activity_properties: Field<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub visibility: Field<GameCenterLeaderboardVisibility>,
}

impl ResourceUpdate for GameCenterLeaderboardUpdate {
    type Kind = GameCenterLeaderboard;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterLeaderboardV2`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterLeaderboardV2Update {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub default_formatter: Field<GameCenterLeaderboardFormatter>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub reference_name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub submission_type: Field<GameCenterLeaderboardV2SubmissionType>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub score_sort_type: Field<GameCenterLeaderboardV2ScoreSortType>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub score_range_start: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub score_range_end: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub recurrence_start_date: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub recurrence_duration: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub recurrence_rule: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub archived: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub activity_properties: Field<BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub visibility: Field<GameCenterLeaderboardV2Visibility>,
}

impl ResourceUpdate for GameCenterLeaderboardV2Update {
    type Kind = GameCenterLeaderboardV2;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(
    GameCenterMatchmakingQueue,
    "gameCenterMatchmakingQueues",
    "/v1/gameCenterMatchmakingQueues",
    GameCenterMatchmakingQueueAttributes
);

/// The attributes of [`GameCenterMatchmakingQueue`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingQueueAttributes {
    pub reference_name: Option<String>,
    pub classic_matchmaking_bundle_ids: Option<Vec<String>>,
}

kind!(
    GameCenterMatchmakingRule,
    "gameCenterMatchmakingRules",
    "/v1/gameCenterMatchmakingRules",
    GameCenterMatchmakingRuleAttributes
);

open_enum!(GameCenterMatchmakingRuleType {
    Compatible = "COMPATIBLE", Distance = "DISTANCE", Match = "MATCH", Team = "TEAM",
});

/// The attributes of [`GameCenterMatchmakingRule`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingRuleAttributes {
    pub reference_name: Option<String>,
    pub description: Option<String>,
    pub r#type: Option<GameCenterMatchmakingRuleType>,
    pub expression: Option<String>,
    pub weight: Option<f64>,
}

kind!(
    GameCenterMatchmakingRuleSet,
    "gameCenterMatchmakingRuleSets",
    "/v1/gameCenterMatchmakingRuleSets",
    GameCenterMatchmakingRuleSetAttributes
);

/// The attributes of [`GameCenterMatchmakingRuleSet`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingRuleSetAttributes {
    pub reference_name: Option<String>,
    pub rule_language_version: Option<i64>,
    pub min_players: Option<i64>,
    pub max_players: Option<i64>,
}

kind!(
    GameCenterMatchmakingRuleSetTest,
    "gameCenterMatchmakingRuleSetTests",
    "/v1/gameCenterMatchmakingRuleSetTests",
    GameCenterMatchmakingRuleSetTestAttributes
);

/// Apple's `GameCenterMatchmakingTeamAssignment`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingTeamAssignment {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub player_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
}

/// Apple's `GameCenterMatchmakingRuleSetTestMatchmakingResults`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingRuleSetTestMatchmakingResults {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_assignments: Option<Vec<GameCenterMatchmakingTeamAssignment>>,
}

/// The attributes of [`GameCenterMatchmakingRuleSetTest`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingRuleSetTestAttributes {
    pub matchmaking_results: Option<Vec<Vec<GameCenterMatchmakingRuleSetTestMatchmakingResults>>>,
}

kind!(
    GameCenterMatchmakingTeam,
    "gameCenterMatchmakingTeams",
    "/v1/gameCenterMatchmakingTeams",
    GameCenterMatchmakingTeamAttributes
);

/// The attributes of [`GameCenterMatchmakingTeam`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingTeamAttributes {
    pub reference_name: Option<String>,
    pub min_players: Option<i64>,
    pub max_players: Option<i64>,
}

kind!(
    GameCenterMatchmakingTestPlayerProperty,
    "gameCenterMatchmakingTestPlayerProperties",
    "/v1/gameCenterMatchmakingTestPlayerProperties",
    GameCenterMatchmakingTestPlayerPropertyAttributes
);

/// The attributes of [`GameCenterMatchmakingTestPlayerProperty`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingTestPlayerPropertyAttributes {}

kind!(
    GameCenterMatchmakingTestRequest,
    "gameCenterMatchmakingTestRequests",
    "/v1/gameCenterMatchmakingTestRequests",
    GameCenterMatchmakingTestRequestAttributes
);

/// The attributes of [`GameCenterMatchmakingTestRequest`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingTestRequestAttributes {}

/// What a new [`GameCenterMatchmakingQueue`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterMatchmakingQueue {
    pub reference_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classic_matchmaking_bundle_ids: Option<Vec<String>>,
    #[serde(skip)]
    pub rule_set: Id<GameCenterMatchmakingRuleSet>,
    #[serde(skip)]
    pub experiment_rule_set: Option<Id<GameCenterMatchmakingRuleSet>>,
}

impl NewGameCenterMatchmakingQueue {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(reference_name: String, rule_set: Id<GameCenterMatchmakingRuleSet>) -> Self {
        Self { reference_name, rule_set, classic_matchmaking_bundle_ids: None, experiment_rule_set: None }
    }
}

impl NewResource for NewGameCenterMatchmakingQueue {
    type Kind = GameCenterMatchmakingQueue;
    const PATH: &'static str = "/v1/gameCenterMatchmakingQueues";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("ruleSet".into(), Relationship::one(&self.rule_set));
        if let Some(to) = &self.experiment_rule_set {
            all.insert("experimentRuleSet".into(), Relationship::one(to));
        }
        all
    }
}

/// What a new [`GameCenterMatchmakingRule`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterMatchmakingRule {
    pub reference_name: String,
    pub description: String,
    pub r#type: GameCenterMatchmakingRuleType,
    pub expression: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    #[serde(skip)]
    pub rule_set: Id<GameCenterMatchmakingRuleSet>,
}

impl NewGameCenterMatchmakingRule {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        reference_name: String,
        description: String,
        r#type: GameCenterMatchmakingRuleType,
        expression: String,
        rule_set: Id<GameCenterMatchmakingRuleSet>,
    ) -> Self {
        Self { reference_name, description, r#type, expression, rule_set, weight: None }
    }
}

impl NewResource for NewGameCenterMatchmakingRule {
    type Kind = GameCenterMatchmakingRule;
    const PATH: &'static str = "/v1/gameCenterMatchmakingRules";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("ruleSet".into(), Relationship::one(&self.rule_set));
        all
    }
}

/// What a new [`GameCenterMatchmakingRuleSet`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterMatchmakingRuleSet {
    pub reference_name: String,
    pub rule_language_version: i64,
    pub min_players: i64,
    pub max_players: i64,
}

impl NewGameCenterMatchmakingRuleSet {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        reference_name: String,
        rule_language_version: i64,
        min_players: i64,
        max_players: i64,
    ) -> Self {
        Self { reference_name, rule_language_version, min_players, max_players }
    }
}

impl NewResource for NewGameCenterMatchmakingRuleSet {
    type Kind = GameCenterMatchmakingRuleSet;
    const PATH: &'static str = "/v1/gameCenterMatchmakingRuleSets";

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// What a new [`GameCenterMatchmakingRuleSetTest`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterMatchmakingRuleSetTest {
    #[serde(skip)]
    pub matchmaking_rule_set: Id<GameCenterMatchmakingRuleSet>,
    #[serde(skip)]
    pub matchmaking_requests: Vec<Id<GameCenterMatchmakingTestRequest>>,
}

impl NewGameCenterMatchmakingRuleSetTest {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        matchmaking_rule_set: Id<GameCenterMatchmakingRuleSet>,
        matchmaking_requests: Vec<Id<GameCenterMatchmakingTestRequest>>,
    ) -> Self {
        Self { matchmaking_rule_set, matchmaking_requests }
    }
}

impl NewResource for NewGameCenterMatchmakingRuleSetTest {
    type Kind = GameCenterMatchmakingRuleSetTest;
    const PATH: &'static str = "/v1/gameCenterMatchmakingRuleSetTests";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("matchmakingRuleSet".into(), Relationship::one(&self.matchmaking_rule_set));
        all.insert("matchmakingRequests".into(), Relationship::many(&self.matchmaking_requests));
        all
    }
}

/// What a new [`GameCenterMatchmakingTeam`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewGameCenterMatchmakingTeam {
    pub reference_name: String,
    pub min_players: i64,
    pub max_players: i64,
    #[serde(skip)]
    pub rule_set: Id<GameCenterMatchmakingRuleSet>,
}

impl NewGameCenterMatchmakingTeam {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        reference_name: String,
        min_players: i64,
        max_players: i64,
        rule_set: Id<GameCenterMatchmakingRuleSet>,
    ) -> Self {
        Self { reference_name, min_players, max_players, rule_set }
    }
}

impl NewResource for NewGameCenterMatchmakingTeam {
    type Kind = GameCenterMatchmakingTeam;
    const PATH: &'static str = "/v1/gameCenterMatchmakingTeams";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("ruleSet".into(), Relationship::one(&self.rule_set));
        all
    }
}

/// A change to a [`GameCenterMatchmakingQueue`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingQueueUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub classic_matchmaking_bundle_ids: Field<Vec<String>>,
    #[serde(skip)]
    pub rule_set: Field<Id<GameCenterMatchmakingRuleSet>>,
    #[serde(skip)]
    pub experiment_rule_set: Field<Id<GameCenterMatchmakingRuleSet>>,
}

impl ResourceUpdate for GameCenterMatchmakingQueueUpdate {
    type Kind = GameCenterMatchmakingQueue;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        self.rule_set.relate("ruleSet", &mut all);
        self.experiment_rule_set.relate("experimentRuleSet", &mut all);
        all
    }
}

/// A change to a [`GameCenterMatchmakingRuleSet`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingRuleSetUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub min_players: Field<i64>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub max_players: Field<i64>,
}

impl ResourceUpdate for GameCenterMatchmakingRuleSetUpdate {
    type Kind = GameCenterMatchmakingRuleSet;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterMatchmakingRule`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingRuleUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub expression: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub weight: Field<f64>,
}

impl ResourceUpdate for GameCenterMatchmakingRuleUpdate {
    type Kind = GameCenterMatchmakingRule;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`GameCenterMatchmakingTeam`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GameCenterMatchmakingTeamUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub min_players: Field<i64>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub max_players: Field<i64>,
}

impl ResourceUpdate for GameCenterMatchmakingTeamUpdate {
    type Kind = GameCenterMatchmakingTeam;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

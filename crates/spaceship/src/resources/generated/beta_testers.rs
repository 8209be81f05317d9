// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(BetaGroup, "betaGroups", "/v1/betaGroups", BetaGroupAttributes);

/// The attributes of [`BetaGroup`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaGroupAttributes {
    pub name: Option<String>,
    pub created_date: Option<String>,
    pub is_internal_group: Option<bool>,
    pub has_access_to_all_builds: Option<bool>,
    pub public_link_enabled: Option<bool>,
    pub public_link_id: Option<String>,
    pub public_link_limit_enabled: Option<bool>,
    pub public_link_limit: Option<i64>,
    pub public_link: Option<String>,
    pub feedback_enabled: Option<bool>,
    pub ios_builds_available_for_apple_silicon_mac: Option<bool>,
    pub ios_builds_available_for_apple_vision: Option<bool>,
}

kind!(
    BetaRecruitmentCriterion,
    "betaRecruitmentCriteria",
    "/v1/betaRecruitmentCriteria",
    BetaRecruitmentCriterionAttributes
);

/// The attributes of [`BetaRecruitmentCriterion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaRecruitmentCriterionAttributes {
    pub last_modified_date: Option<String>,
    pub device_family_os_version_filters: Option<Vec<DeviceFamilyOsVersionFilter>>,
}

kind!(
    BetaRecruitmentCriterionCompatibleBuildCheck,
    "betaRecruitmentCriterionCompatibleBuildChecks",
    "/v1/betaRecruitmentCriterionCompatibleBuildChecks",
    BetaRecruitmentCriterionCompatibleBuildCheckAttributes
);

/// The attributes of [`BetaRecruitmentCriterionCompatibleBuildCheck`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaRecruitmentCriterionCompatibleBuildCheckAttributes {
    pub has_compatible_build: Option<bool>,
}

kind!(
    BetaRecruitmentCriterionOption,
    "betaRecruitmentCriterionOptions",
    "/v1/betaRecruitmentCriterionOptions",
    BetaRecruitmentCriterionOptionAttributes
);

/// Apple's `BetaRecruitmentCriterionOptionDeviceFamilyOsVersions`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaRecruitmentCriterionOptionDeviceFamilyOsVersions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_family: Option<DeviceFamily>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub os_versions: Option<Vec<String>>,
}

/// The attributes of [`BetaRecruitmentCriterionOption`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaRecruitmentCriterionOptionAttributes {
    pub device_family_os_versions: Option<Vec<BetaRecruitmentCriterionOptionDeviceFamilyOsVersions>>,
}

kind!(BetaTester, "betaTesters", "/v1/betaTesters", BetaTesterAttributes);

open_enum!(BetaTesterState {
    NotInvited = "NOT_INVITED", Invited = "INVITED", Accepted = "ACCEPTED", Installed = "INSTALLED",
    Revoked = "REVOKED",
});

open_enum!(BetaTesterAppDevicesPlatform {
    Ios = "IOS", MacOs = "MAC_OS", TvOs = "TV_OS", WatchOs = "WATCH_OS", VisionOs = "VISION_OS",
});

/// Apple's `BetaTesterAppDevices`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaTesterAppDevices {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<BetaTesterAppDevicesPlatform>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub os_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_build_version: Option<String>,
}

/// The attributes of [`BetaTester`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaTesterAttributes {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub email: Option<String>,
    pub invite_type: Option<BetaInviteType>,
    pub state: Option<BetaTesterState>,
    pub app_devices: Option<Vec<BetaTesterAppDevices>>,
}

kind!(
    BetaTesterInvitation,
    "betaTesterInvitations",
    "/v1/betaTesterInvitations",
    BetaTesterInvitationAttributes
);

/// The attributes of [`BetaTesterInvitation`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaTesterInvitationAttributes {}

/// What a new [`BetaGroup`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBetaGroup {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_internal_group: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_access_to_all_builds: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_link_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_link_limit_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_link_limit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feedback_enabled: Option<bool>,
    #[serde(skip)]
    pub app: Id<App>,
    #[serde(skip)]
    pub builds: Option<Vec<Id<Build>>>,
    #[serde(skip)]
    pub beta_testers: Option<Vec<Id<BetaTester>>>,
}

impl NewBetaGroup {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(name: String, app: Id<App>) -> Self {
        Self {
            name,
            app,
            is_internal_group: None,
            has_access_to_all_builds: None,
            public_link_enabled: None,
            public_link_limit_enabled: None,
            public_link_limit: None,
            feedback_enabled: None,
            builds: None,
            beta_testers: None,
        }
    }
}

impl NewResource for NewBetaGroup {
    type Kind = BetaGroup;
    const PATH: &'static str = "/v1/betaGroups";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("app".into(), Relationship::one(&self.app));
        if let Some(to) = &self.builds {
            all.insert("builds".into(), Relationship::many(to));
        }
        if let Some(to) = &self.beta_testers {
            all.insert("betaTesters".into(), Relationship::many(to));
        }
        all
    }
}

/// What a new [`BetaRecruitmentCriterion`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBetaRecruitmentCriterion {
    pub device_family_os_version_filters: Vec<DeviceFamilyOsVersionFilter>,
    #[serde(skip)]
    pub beta_group: Id<BetaGroup>,
}

impl NewBetaRecruitmentCriterion {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        device_family_os_version_filters: Vec<DeviceFamilyOsVersionFilter>,
        beta_group: Id<BetaGroup>,
    ) -> Self {
        Self { device_family_os_version_filters, beta_group }
    }
}

impl NewResource for NewBetaRecruitmentCriterion {
    type Kind = BetaRecruitmentCriterion;
    const PATH: &'static str = "/v1/betaRecruitmentCriteria";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("betaGroup".into(), Relationship::one(&self.beta_group));
        all
    }
}

/// What a new [`BetaTester`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBetaTester {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    pub email: String,
    #[serde(skip)]
    pub beta_groups: Option<Vec<Id<BetaGroup>>>,
    #[serde(skip)]
    pub builds: Option<Vec<Id<Build>>>,
}

impl NewBetaTester {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(email: String) -> Self {
        Self { email, first_name: None, last_name: None, beta_groups: None, builds: None }
    }
}

impl NewResource for NewBetaTester {
    type Kind = BetaTester;
    const PATH: &'static str = "/v1/betaTesters";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.beta_groups {
            all.insert("betaGroups".into(), Relationship::many(to));
        }
        if let Some(to) = &self.builds {
            all.insert("builds".into(), Relationship::many(to));
        }
        all
    }
}

/// What a new [`BetaTesterInvitation`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewBetaTesterInvitation {
    #[serde(skip)]
    pub beta_tester: Option<Id<BetaTester>>,
    #[serde(skip)]
    pub app: Id<App>,
}

impl NewBetaTesterInvitation {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(app: Id<App>) -> Self {
        Self { app, beta_tester: None }
    }
}

impl NewResource for NewBetaTesterInvitation {
    type Kind = BetaTesterInvitation;
    const PATH: &'static str = "/v1/betaTesterInvitations";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.beta_tester {
            all.insert("betaTester".into(), Relationship::one(to));
        }
        all.insert("app".into(), Relationship::one(&self.app));
        all
    }
}

/// A change to a [`BetaGroup`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaGroupUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub public_link_enabled: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub public_link_limit_enabled: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub public_link_limit: Field<i64>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub feedback_enabled: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub ios_builds_available_for_apple_silicon_mac: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub ios_builds_available_for_apple_vision: Field<bool>,
}

impl ResourceUpdate for BetaGroupUpdate {
    type Kind = BetaGroup;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

/// A change to a [`BetaRecruitmentCriterion`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BetaRecruitmentCriterionUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub device_family_os_version_filters: Field<Vec<DeviceFamilyOsVersionFilter>>,
}

impl ResourceUpdate for BetaRecruitmentCriterionUpdate {
    type Kind = BetaRecruitmentCriterion;

    fn relationships(&self) -> Relationships {
        Relationships::new()
    }
}

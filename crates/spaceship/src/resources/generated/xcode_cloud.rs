// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

open_enum!(CiActionType {
    Build = "BUILD", Analyze = "ANALYZE", Test = "TEST", Archive = "ARCHIVE",
});

open_enum!(CiExecutionProgress {
    Pending = "PENDING", Running = "RUNNING", Complete = "COMPLETE",
});

open_enum!(CiCompletionStatus {
    Succeeded = "SUCCEEDED", Failed = "FAILED", Errored = "ERRORED", Canceled = "CANCELED",
    Skipped = "SKIPPED",
});

/// Apple's `CiGitUser`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiGitUser {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
}

kind!(CiMacOsVersion, "ciMacOsVersions", "/v1/ciMacOsVersions", CiMacOsVersionAttributes);

/// The attributes of [`CiMacOsVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiMacOsVersionAttributes {
    pub version: Option<String>,
    pub name: Option<String>,
}

kind!(CiProduct, "ciProducts", "/v1/ciProducts", CiProductAttributes);

open_enum!(CiProductProductType {
    App = "APP", Framework = "FRAMEWORK",
});

/// The attributes of [`CiProduct`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiProductAttributes {
    pub name: Option<String>,
    pub created_date: Option<String>,
    pub product_type: Option<CiProductProductType>,
}

kind!(CiWorkflow, "ciWorkflows", "/v1/ciWorkflows", CiWorkflowAttributes);

/// Apple's `CiBranchPatternsPatterns`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiBranchPatternsPatterns {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_prefix: Option<bool>,
}

/// Apple's `CiBranchPatterns`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiBranchPatterns {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_all_match: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patterns: Option<Vec<CiBranchPatternsPatterns>>,
}

open_enum!(CiFilesAndFoldersRuleMode {
    StartIfAnyFileMatches = "START_IF_ANY_FILE_MATCHES",
    DoNotStartIfAllFilesMatch = "DO_NOT_START_IF_ALL_FILES_MATCH",
});

/// Apple's `CiStartConditionFileMatcher`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiStartConditionFileMatcher {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_extension: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_name: Option<String>,
}

/// Apple's `CiFilesAndFoldersRule`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiFilesAndFoldersRule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<CiFilesAndFoldersRuleMode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matchers: Option<Vec<CiStartConditionFileMatcher>>,
}

/// Apple's `CiBranchStartCondition`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiBranchStartCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<CiBranchPatterns>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files_and_folders_rule: Option<CiFilesAndFoldersRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_cancel: Option<bool>,
}

/// Apple's `CiTagPatternsPatterns`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiTagPatternsPatterns {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_prefix: Option<bool>,
}

/// Apple's `CiTagPatterns`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiTagPatterns {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_all_match: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patterns: Option<Vec<CiTagPatternsPatterns>>,
}

/// Apple's `CiTagStartCondition`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiTagStartCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<CiTagPatterns>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files_and_folders_rule: Option<CiFilesAndFoldersRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_cancel: Option<bool>,
}

/// Apple's `CiPullRequestStartCondition`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiPullRequestStartCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<CiBranchPatterns>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<CiBranchPatterns>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files_and_folders_rule: Option<CiFilesAndFoldersRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_cancel: Option<bool>,
}

open_enum!(CiScheduledStartConditionScheduleFrequency {
    Weekly = "WEEKLY", Daily = "DAILY", Hourly = "HOURLY",
});

open_enum!(CiScheduledStartConditionScheduleDays {
    Sunday = "SUNDAY", Monday = "MONDAY", Tuesday = "TUESDAY", Wednesday = "WEDNESDAY",
    Thursday = "THURSDAY", Friday = "FRIDAY", Saturday = "SATURDAY",
});

/// Apple's `CiScheduledStartConditionSchedule`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiScheduledStartConditionSchedule {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<CiScheduledStartConditionScheduleFrequency>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Vec<CiScheduledStartConditionScheduleDays>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hour: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minute: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// Apple's `CiScheduledStartCondition`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiScheduledStartCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<CiBranchPatterns>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<CiScheduledStartConditionSchedule>,
}

/// Apple's `CiManualBranchStartCondition`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiManualBranchStartCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<CiBranchPatterns>,
}

/// Apple's `CiManualTagStartCondition`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiManualTagStartCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<CiTagPatterns>,
}

/// Apple's `CiManualPullRequestStartCondition`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiManualPullRequestStartCondition {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<CiBranchPatterns>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<CiBranchPatterns>,
}

open_enum!(CiActionDestination {
    AnyIosDevice = "ANY_IOS_DEVICE", AnyIosSimulator = "ANY_IOS_SIMULATOR",
    AnyTvosDevice = "ANY_TVOS_DEVICE", AnyTvosSimulator = "ANY_TVOS_SIMULATOR",
    AnyWatchosDevice = "ANY_WATCHOS_DEVICE", AnyWatchosSimulator = "ANY_WATCHOS_SIMULATOR",
    AnyMac = "ANY_MAC", AnyMacCatalyst = "ANY_MAC_CATALYST", AnyVisionosDevice = "ANY_VISIONOS_DEVICE",
    AnyVisionosSimulator = "ANY_VISIONOS_SIMULATOR",
});

open_enum!(CiActionTestConfigurationKind {
    UseSchemeSettings = "USE_SCHEME_SETTINGS", SpecificTestPlans = "SPECIFIC_TEST_PLANS",
});

/// Apple's `CiActionTestConfiguration`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiActionTestConfiguration {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<CiActionTestConfigurationKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_plan_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_destinations: Option<Vec<CiTestDestination>>,
}

open_enum!(CiActionPlatform {
    Macos = "MACOS", Ios = "IOS", Tvos = "TVOS", Watchos = "WATCHOS", Visionos = "VISIONOS",
});

/// Apple's `CiAction`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiAction {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub action_type: Option<CiActionType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub destination: Option<CiActionDestination>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build_distribution_audience: Option<BuildAudienceType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_configuration: Option<CiActionTestConfiguration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<CiActionPlatform>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_required_to_pass: Option<bool>,
}

/// The attributes of [`CiWorkflow`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiWorkflowAttributes {
    pub name: Option<String>,
    pub description: Option<String>,
    pub branch_start_condition: Option<CiBranchStartCondition>,
    pub tag_start_condition: Option<CiTagStartCondition>,
    pub pull_request_start_condition: Option<CiPullRequestStartCondition>,
    pub scheduled_start_condition: Option<CiScheduledStartCondition>,
    pub manual_branch_start_condition: Option<CiManualBranchStartCondition>,
    pub manual_tag_start_condition: Option<CiManualTagStartCondition>,
    pub manual_pull_request_start_condition: Option<CiManualPullRequestStartCondition>,
    pub actions: Option<Vec<CiAction>>,
    pub is_enabled: Option<bool>,
    pub is_locked_for_editing: Option<bool>,
    pub clean: Option<bool>,
    pub container_file_path: Option<String>,
    pub last_modified_date: Option<String>,
}

kind!(CiXcodeVersion, "ciXcodeVersions", "/v1/ciXcodeVersions", CiXcodeVersionAttributes);

/// Apple's `CiXcodeVersionTestDestinationsAvailableRuntimes`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiXcodeVersionTestDestinationsAvailableRuntimes {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runtime_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runtime_identifier: Option<String>,
}

/// Apple's `CiXcodeVersionTestDestinations`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiXcodeVersionTestDestinations {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_type_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_type_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available_runtimes: Option<Vec<CiXcodeVersionTestDestinationsAvailableRuntimes>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<CiTestDestinationKind>,
}

/// The attributes of [`CiXcodeVersion`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiXcodeVersionAttributes {
    pub version: Option<String>,
    pub name: Option<String>,
    pub test_destinations: Option<Vec<CiXcodeVersionTestDestinations>>,
}

open_enum!(CiGitRefKind {
    Branch = "BRANCH", Tag = "TAG",
});

/// What a new [`CiWorkflow`] is made of.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewCiWorkflow {
    pub name: String,
    pub description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch_start_condition: Option<CiBranchStartCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag_start_condition: Option<CiTagStartCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pull_request_start_condition: Option<CiPullRequestStartCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_start_condition: Option<CiScheduledStartCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manual_branch_start_condition: Option<CiManualBranchStartCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manual_tag_start_condition: Option<CiManualTagStartCondition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manual_pull_request_start_condition: Option<CiManualPullRequestStartCondition>,
    pub actions: Vec<CiAction>,
    pub is_enabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_locked_for_editing: Option<bool>,
    pub clean: bool,
    pub container_file_path: String,
    #[serde(skip)]
    pub product: Id<CiProduct>,
    #[serde(skip)]
    pub repository: Id<ScmRepository>,
    #[serde(skip)]
    pub xcode_version: Id<CiXcodeVersion>,
    #[serde(skip)]
    pub mac_os_version: Id<CiMacOsVersion>,
}

impl NewCiWorkflow {
    /// With what Apple demands; the rest can be set on the fields.
    pub fn new(
        name: String,
        description: String,
        actions: Vec<CiAction>,
        is_enabled: bool,
        clean: bool,
        container_file_path: String,
        product: Id<CiProduct>,
        repository: Id<ScmRepository>,
        xcode_version: Id<CiXcodeVersion>,
        mac_os_version: Id<CiMacOsVersion>,
    ) -> Self {
        Self {
            name,
            description,
            actions,
            is_enabled,
            clean,
            container_file_path,
            product,
            repository,
            xcode_version,
            mac_os_version,
            branch_start_condition: None,
            tag_start_condition: None,
            pull_request_start_condition: None,
            scheduled_start_condition: None,
            manual_branch_start_condition: None,
            manual_tag_start_condition: None,
            manual_pull_request_start_condition: None,
            is_locked_for_editing: None,
        }
    }
}

impl NewResource for NewCiWorkflow {
    type Kind = CiWorkflow;
    const PATH: &'static str = "/v1/ciWorkflows";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        all.insert("product".into(), Relationship::one(&self.product));
        all.insert("repository".into(), Relationship::one(&self.repository));
        all.insert("xcodeVersion".into(), Relationship::one(&self.xcode_version));
        all.insert("macOsVersion".into(), Relationship::one(&self.mac_os_version));
        all
    }
}

/// A change to a [`CiWorkflow`].
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiWorkflowUpdate {
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub name: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub description: Field<String>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub branch_start_condition: Field<CiBranchStartCondition>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub tag_start_condition: Field<CiTagStartCondition>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub pull_request_start_condition: Field<CiPullRequestStartCondition>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub scheduled_start_condition: Field<CiScheduledStartCondition>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub manual_branch_start_condition: Field<CiManualBranchStartCondition>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub manual_tag_start_condition: Field<CiManualTagStartCondition>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub manual_pull_request_start_condition: Field<CiManualPullRequestStartCondition>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub actions: Field<Vec<CiAction>>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub is_enabled: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub is_locked_for_editing: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub clean: Field<bool>,
    #[serde(skip_serializing_if = "Field::is_keep")]
    pub container_file_path: Field<String>,
    #[serde(skip)]
    pub xcode_version: Field<Id<CiXcodeVersion>>,
    #[serde(skip)]
    pub mac_os_version: Field<Id<CiMacOsVersion>>,
}

impl ResourceUpdate for CiWorkflowUpdate {
    type Kind = CiWorkflow;

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        self.xcode_version.relate("xcodeVersion", &mut all);
        self.mac_os_version.relate("macOsVersion", &mut all);
        all
    }
}

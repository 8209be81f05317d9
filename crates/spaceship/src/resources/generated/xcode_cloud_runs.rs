// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(CiArtifact, "ciArtifacts", "/v1/ciArtifacts", CiArtifactAttributes);

open_enum!(CiArtifactFileType {
    Archive = "ARCHIVE", ArchiveExport = "ARCHIVE_EXPORT", LogBundle = "LOG_BUNDLE",
    ResultBundle = "RESULT_BUNDLE", TestProducts = "TEST_PRODUCTS",
    XcodebuildProducts = "XCODEBUILD_PRODUCTS", StapledNotarizedArchive = "STAPLED_NOTARIZED_ARCHIVE",
});

/// The attributes of [`CiArtifact`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiArtifactAttributes {
    pub file_type: Option<CiArtifactFileType>,
    pub file_name: Option<String>,
    pub file_size: Option<i64>,
    pub download_url: Option<String>,
}

kind!(CiBuildAction, "ciBuildActions", "/v1/ciBuildActions", CiBuildActionAttributes);

/// Apple's `CiIssueCounts`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiIssueCounts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub analyzer_warnings: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_failures: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warnings: Option<i64>,
}

/// The attributes of [`CiBuildAction`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiBuildActionAttributes {
    pub name: Option<String>,
    pub action_type: Option<CiActionType>,
    pub started_date: Option<String>,
    pub finished_date: Option<String>,
    pub issue_counts: Option<CiIssueCounts>,
    pub execution_progress: Option<CiExecutionProgress>,
    pub completion_status: Option<CiCompletionStatus>,
    pub is_required_to_pass: Option<bool>,
}

kind!(CiBuildRun, "ciBuildRuns", "/v1/ciBuildRuns", CiBuildRunAttributes);

/// Apple's `CiBuildRunSourceCommit`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiBuildRunSourceCommit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit_sha: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<CiGitUser>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub committer: Option<CiGitUser>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_url: Option<String>,
}

/// Apple's `CiBuildRunDestinationCommit`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiBuildRunDestinationCommit {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit_sha: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<CiGitUser>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub committer: Option<CiGitUser>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_url: Option<String>,
}

open_enum!(CiBuildRunStartReason {
    GitRefChange = "GIT_REF_CHANGE", Manual = "MANUAL", ManualRebuild = "MANUAL_REBUILD",
    PullRequestOpen = "PULL_REQUEST_OPEN", PullRequestUpdate = "PULL_REQUEST_UPDATE", Schedule = "SCHEDULE",
});

open_enum!(CiBuildRunCancelReason {
    AutomaticallyByNewerBuild = "AUTOMATICALLY_BY_NEWER_BUILD", ManuallyByUser = "MANUALLY_BY_USER",
});

/// The attributes of [`CiBuildRun`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiBuildRunAttributes {
    pub number: Option<i64>,
    pub created_date: Option<String>,
    pub started_date: Option<String>,
    pub finished_date: Option<String>,
    pub source_commit: Option<CiBuildRunSourceCommit>,
    pub destination_commit: Option<CiBuildRunDestinationCommit>,
    pub is_pull_request_build: Option<bool>,
    pub issue_counts: Option<CiIssueCounts>,
    pub execution_progress: Option<CiExecutionProgress>,
    pub completion_status: Option<CiCompletionStatus>,
    pub start_reason: Option<CiBuildRunStartReason>,
    pub cancel_reason: Option<CiBuildRunCancelReason>,
}

kind!(CiIssue, "ciIssues", "/v1/ciIssues", CiIssueAttributes);

open_enum!(CiIssueIssueType {
    AnalyzerWarning = "ANALYZER_WARNING", Error = "ERROR", TestFailure = "TEST_FAILURE",
    Warning = "WARNING",
});

/// The attributes of [`CiIssue`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiIssueAttributes {
    pub issue_type: Option<CiIssueIssueType>,
    pub message: Option<String>,
    pub file_source: Option<FileLocation>,
    pub category: Option<String>,
}

kind!(CiTestResult, "ciTestResults", "/v1/ciTestResults", CiTestResultAttributes);

open_enum!(CiTestStatus {
    Success = "SUCCESS", Failure = "FAILURE", Mixed = "MIXED", Skipped = "SKIPPED",
    ExpectedFailure = "EXPECTED_FAILURE",
});

/// Apple's `CiTestResultDestinationTestResults`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiTestResultDestinationTestResults {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uuid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub os_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<CiTestStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<f64>,
}

/// The attributes of [`CiTestResult`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiTestResultAttributes {
    pub class_name: Option<String>,
    pub name: Option<String>,
    pub status: Option<CiTestStatus>,
    pub file_source: Option<FileLocation>,
    pub message: Option<String>,
    pub destination_test_results: Option<Vec<CiTestResultDestinationTestResults>>,
}

open_enum!(CiTestDestinationKind {
    Simulator = "SIMULATOR", Mac = "MAC",
});

/// Apple's `CiTestDestination`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CiTestDestination {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_type_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device_type_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runtime_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runtime_identifier: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<CiTestDestinationKind>,
}

/// What a new [`CiBuildRun`] is made of.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewCiBuildRun {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clean: Option<bool>,
    #[serde(skip)]
    pub build_run: Option<Id<CiBuildRun>>,
    #[serde(skip)]
    pub workflow: Option<Id<CiWorkflow>>,
    #[serde(skip)]
    pub source_branch_or_tag: Option<Id<ScmGitReference>>,
    #[serde(skip)]
    pub pull_request: Option<Id<ScmPullRequest>>,
}

impl NewResource for NewCiBuildRun {
    type Kind = CiBuildRun;
    const PATH: &'static str = "/v1/ciBuildRuns";

    fn relationships(&self) -> Relationships {
        let mut all = Relationships::new();
        if let Some(to) = &self.build_run {
            all.insert("buildRun".into(), Relationship::one(to));
        }
        if let Some(to) = &self.workflow {
            all.insert("workflow".into(), Relationship::one(to));
        }
        if let Some(to) = &self.source_branch_or_tag {
            all.insert("sourceBranchOrTag".into(), Relationship::one(to));
        }
        if let Some(to) = &self.pull_request {
            all.insert("pullRequest".into(), Relationship::one(to));
        }
        all
    }
}

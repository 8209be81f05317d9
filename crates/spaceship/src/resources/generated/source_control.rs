// Written by `cargo xtask catalogue`; do not edit.

use super::prelude::*;

kind!(ScmGitReference, "scmGitReferences", "/v1/scmGitReferences", ScmGitReferenceAttributes);

/// The attributes of [`ScmGitReference`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScmGitReferenceAttributes {
    pub name: Option<String>,
    pub canonical_name: Option<String>,
    pub is_deleted: Option<bool>,
    pub kind: Option<CiGitRefKind>,
}

kind!(ScmProvider, "scmProviders", "/v1/scmProviders", ScmProviderAttributes);

open_enum!(ScmProviderTypeKind {
    BitbucketCloud = "BITBUCKET_CLOUD", BitbucketServer = "BITBUCKET_SERVER", GithubCloud = "GITHUB_CLOUD",
    GithubEnterprise = "GITHUB_ENTERPRISE", GitlabCloud = "GITLAB_CLOUD",
    GitlabSelfManaged = "GITLAB_SELF_MANAGED",
});

/// Apple's `ScmProviderType`.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScmProviderType {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ScmProviderTypeKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_on_premise: Option<bool>,
}

/// The attributes of [`ScmProvider`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScmProviderAttributes {
    pub scm_provider_type: Option<ScmProviderType>,
    pub url: Option<String>,
}

kind!(ScmPullRequest, "scmPullRequests", "/v1/scmPullRequests", ScmPullRequestAttributes);

/// The attributes of [`ScmPullRequest`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScmPullRequestAttributes {
    pub title: Option<String>,
    pub number: Option<i64>,
    pub web_url: Option<String>,
    pub source_repository_owner: Option<String>,
    pub source_repository_name: Option<String>,
    pub source_branch_name: Option<String>,
    pub destination_repository_owner: Option<String>,
    pub destination_repository_name: Option<String>,
    pub destination_branch_name: Option<String>,
    pub is_closed: Option<bool>,
    pub is_cross_repository: Option<bool>,
}

kind!(ScmRepository, "scmRepositories", "/v1/scmRepositories", ScmRepositoryAttributes);

/// The attributes of [`ScmRepository`].
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScmRepositoryAttributes {
    pub last_accessed_date: Option<String>,
    pub http_clone_url: Option<String>,
    pub ssh_clone_url: Option<String>,
    pub owner_name: Option<String>,
    pub repository_name: Option<String>,
}

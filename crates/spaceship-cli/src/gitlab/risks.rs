//! Who could send the key away: whoever may change `.gitlab-ci.yml` where the variables reach.

use serde::Deserialize;

/// What of a project decides who gets the variables.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Surroundings {
    /// `private`, `internal` or `public`.
    #[serde(default)]
    pub(crate) visibility: String,
    /// Whether everybody who sees the project sees the logs of its jobs.
    #[serde(default, alias = "public_builds")]
    pub(crate) public_jobs: bool,
    /// Whether members can run pipelines of merge requests from forks in the project; GitLab's default.
    #[serde(default = "yes")]
    pub(crate) ci_allow_fork_pipelines_to_run_in_parent_project: bool,
    /// The protected branches, which are asked for by themselves.
    #[serde(skip)]
    pub(crate) branches: Vec<ProtectedRef>,
    /// The protected tags.
    #[serde(skip)]
    pub(crate) tags: Vec<ProtectedRef>,
}

fn yes() -> bool {
    true
}

/// A branch or tag that is protected, or many by a wildcard.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct ProtectedRef {
    pub(crate) name: String,
    #[serde(default, alias = "create_access_levels")]
    push_access_levels: Vec<AccessLevel>,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct AccessLevel {
    #[serde(default)]
    access_level: Option<u32>,
}

/// GitLab's number for the role Developer; 0 is nobody.
const DEVELOPER: u32 = 30;

impl ProtectedRef {
    fn developers_may_push(&self) -> bool {
        self.push_access_levels.iter().filter_map(|level| level.access_level).any(|level| level == DEVELOPER)
    }
}

/// What the user should know before the key is there.
pub(crate) fn risks(project: &Surroundings, protected_refs_only: bool) -> Vec<String> {
    let mut risks = Vec::new();
    if protected_refs_only {
        protected(project, &mut risks);
    } else {
        risks.push(
            "every branch gets the variables: whoever can push one can change .gitlab-ci.yml there and send the key \
             away; leave --protected-refs-only on"
                .into(),
        );
        if project.ci_allow_fork_pipelines_to_run_in_parent_project {
            risks.push(
                "a pipeline of a merge request from a fork gets the variables when a member starts it: switch off \
                 \"Run pipelines in the parent project for merge requests from forked projects\" under Settings, CI/CD"
                    .into(),
            );
        }
    }
    if project.visibility == "public" || project.visibility == "internal" {
        let who = if project.visibility == "public" { "everybody" } else { "every user of this GitLab" };
        let logs = if project.public_jobs { " and reads the logs of its jobs" } else { "" };
        risks.push(format!("the project is {}: {who} sees its pipelines{logs}", project.visibility));
    }
    risks
}

fn protected(project: &Surroundings, risks: &mut Vec<String>) {
    if project.branches.is_empty() && project.tags.is_empty() {
        risks
            .push("no branch and no tag is protected, so that no job gets the variables: protect one".into());
    }
    let open = project.branches.iter().chain(&project.tags).filter(|one| one.developers_may_push());
    let open = open.map(|one| one.name.as_str()).collect::<Vec<_>>();
    if !open.is_empty() {
        risks.push(format!(
            "Developers may push to {} and change .gitlab-ci.yml there: let Maintainers only",
            open.join(", ")
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(json: &str, branches: &str) -> Surroundings {
        let project: Surroundings = serde_json::from_str(json).unwrap();
        Surroundings { branches: serde_json::from_str(branches).unwrap(), ..project }
    }

    const SAFE: &str =
        r#"[{"name": "main", "push_access_levels": [{"access_level": 40}, {"access_level": 0}]}]"#;

    #[test]
    fn a_private_project_with_a_protected_branch_has_no_risk() {
        let private = project(r#"{"visibility": "private", "public_jobs": true}"#, SAFE);
        assert_eq!(risks(&private, true), Vec::<String>::new());
    }

    #[test]
    fn each_way_to_the_key_is_told() {
        let told = |project: &Surroundings, only: bool| risks(project, only).join("\n");
        let open = project(r#"{"visibility": "public", "public_builds": true}"#, SAFE);
        let said = told(&open, false);
        for part in ["every branch", "from a fork", "is public", "reads the logs"] {
            assert!(said.contains(part), "{part} is missing in {said}");
        }
        let closed =
            r#"{"visibility": "private", "ci_allow_fork_pipelines_to_run_in_parent_project": false}"#;
        assert!(!told(&project(closed, SAFE), false).contains("fork"));
        assert!(told(&project(closed, "[]"), true).contains("no branch"));
        let developers = r#"[{"name": "release/*", "push_access_levels": [{"access_level": 30}]}]"#;
        assert!(told(&project(closed, developers), true).contains("push to release/*"));
    }
}

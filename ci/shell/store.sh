#!/bin/sh
# Texts and screenshots to the store page of the version. On a merge request nothing is changed: what would change is
# written to it as a comment. The variables are those of `deliver run --help`, and DELIVER_APP_VERSION and
# DELIVER_BUILD_NUMBER where they are not set are those of the build that testflight.sh has handed on.
#   GANTRY_PLAN_ONLY   set: change nothing, on no merge request either
#   GITLAB_TOKEN       writes the comment, with the scope `api`; without it the job's own token is tried
set -eu
export DELIVER_APP_VERSION="${DELIVER_APP_VERSION:-${PILOT_APP_VERSION:-}}"
export DELIVER_BUILD_NUMBER="${DELIVER_BUILD_NUMBER:-${PILOT_BUILD_NUMBER:-}}"
if [ -n "${CI_MERGE_REQUEST_IID:-}" ] && [ -z "${APP_STORE_CONNECT_API_KEY_KEY_ID:-}" ]; then
  echo "no API key reaches this merge request, as it should be for a branch that is not protected: nothing is planned"
  exit
fi
if [ -z "${CI_MERGE_REQUEST_IID:-}${GANTRY_PLAN_ONLY:-}" ]; then
  deliver run --force --junit store.xml --code-quality store.json
  exit
fi
deliver run --dry-run --output markdown --junit store.xml --code-quality store.json >plan.txt && code=0 || code=$?
cat plan.txt
if [ -z "${CI_MERGE_REQUEST_IID:-}" ]; then exit "$code"; fi
{ printf '**Plan for the store page** (%s)\n\n' "${CI_COMMIT_SHORT_SHA:-}"; cat plan.txt; } >plan.md
header="JOB-TOKEN: ${CI_JOB_TOKEN:-}"
if [ -n "${GITLAB_TOKEN:-}" ]; then header="PRIVATE-TOKEN: $GITLAB_TOKEN"; fi
notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
# The token goes by standard input: a command line can be seen by others on the runner.
printf 'header = "%s"\n' "$header" |
  curl --silent --show-error --fail --output /dev/null --config - --data-urlencode body@plan.md "$notes" ||
  echo "the plan could not be written to the merge request: set GITLAB_TOKEN to a token with the scope api" >&2
exit "$code"

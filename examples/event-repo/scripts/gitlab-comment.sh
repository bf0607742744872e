#!/usr/bin/env bash
# gitlab-comment.sh FILE: the plan as one note on the merge request, which is updated from run to run.
# Needs GITLAB_TOKEN, a project access token with the scope api and the role Reporter.
set -euo pipefail

notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
call() { curl --fail --silent --show-error --header @- "$@" <<< "PRIVATE-TOKEN: $GITLAB_TOKEN"; }

# Node is there, as the event needs it; jq may not be.
own=$(call "$notes?per_page=100&order_by=created_at&sort=asc" | node -e '
  const notes = JSON.parse(require("fs").readFileSync(0, "utf8"));
  console.log(notes.find(note => note.body.startsWith("<!-- pulumi-kaltura plan -->"))?.id ?? "");
')
if [ -n "$own" ]; then
  call --request PUT --form "body=<$1" "$notes/$own" > /dev/null
else
  call --request POST --form "body=<$1" "$notes" > /dev/null
fi

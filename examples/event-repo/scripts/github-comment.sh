#!/usr/bin/env bash
# github-comment.sh PULL_REQUEST FILE: the plan as one comment, which is updated from run to run.
# Needs GH_TOKEN with pull-requests: write, and GITHUB_REPOSITORY.
set -euo pipefail

marker='<!-- pulumi-kaltura plan -->'
own=$(gh api "repos/$GITHUB_REPOSITORY/issues/$1/comments" --paginate \
  --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id" | head -n 1)
if [ -n "$own" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$own" --field "body=@$2" > /dev/null
else
  gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$1/comments" --field "body=@$2" > /dev/null
fi

#!/usr/bin/env bash
# preview.sh [BASE]: what the event files here mean, beside those of the checkout in the folder BASE.
# Needs no credentials, no state and no passphrase, and calls nobody: it may run for anybody's pull request.
# Writes out/plan.md and prints the plan; fails when the event can't be deployed like this.
. "$(dirname "$0")/common.sh"

state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
export PULUMI_BACKEND_URL="file://$state" PULUMI_CONFIG_PASSPHRASE=

preview_of() ( # FOLDER FILE
  cd "$1"
  # Pulumi notes the salt of the throw-away stack's secrets beside the program.
  [ -e Pulumi.preview.yaml ] || trap 'rm -f Pulumi.preview.yaml' EXIT
  pulumi stack select --create preview --non-interactive > /dev/null
  preview "$2"
)

preview_of . "$out/head.json"
base=()
if [ $# -gt 0 ] && [ -f "$1/Pulumi.yaml" ]; then
  preview_of "$1" "$out/base.json"
  base=(--base "$out/base.json")
fi
npx pulumi-kaltura plan "$out/head.json" ${base[@]+"${base[@]}"} --format markdown --out "$out/plan.md"

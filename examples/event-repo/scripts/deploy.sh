#!/usr/bin/env bash
# deploy.sh STACK [--refresh]: makes it so, and writes what a website needs into out/outputs.json, without secrets.
# What somebody changed in Kaltura by hand stays, where nothing else changes it; --refresh puts it back.
# Needs PULUMI_BACKEND_URL or PULUMI_ACCESS_TOKEN, PULUMI_CONFIG_PASSPHRASE, KALTURA_APP_TOKEN_ID and KALTURA_APP_TOKEN.
. "$(dirname "$0")/common.sh"

pulumi stack select --create "${1:?name of the stack}" --non-interactive
if ! pulumi up --yes --skip-preview --non-interactive "${@:2}"; then
  echo "The deployment did not come to its end. What was made is known. Run it again; if the run before was killed" \
    "or cancelled, first: npx pulumi-kaltura recover --stack $1" >&2
  exit 1
fi
pulumi stack output --json > "$out/outputs.json"

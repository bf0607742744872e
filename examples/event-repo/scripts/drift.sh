#!/usr/bin/env bash
# drift.sh STACK: what somebody changed in Kaltura by hand. Changes nothing. Writes out/drift.md and prints it.
# Exit code 0: nothing; 7: there is drift; anything else: it could not be found out.
. "$(dirname "$0")/common.sh"

pulumi stack select "${1:?name of the stack}" --non-interactive
preview "$out/drift.json" --refresh
npx pulumi-kaltura plan "$out/drift.json" --drift --expect-no-changes --format markdown --out "$out/drift.md"

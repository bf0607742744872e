# What all scripts share; they are run from the repository's root.
set -euo pipefail

# The environment wins over the file: a pipeline may name another account.
# A last line without its end counts, and ends of lines as Windows writes them do not.
while IFS='=' read -r name value || [ -n "$name" ]; do
  name=${name%$'\r'} value=${value%$'\r'}
  case "$name" in '' | '#'*) continue ;; esac
  [ -n "${!name:-}" ] || export "$name=$value"
done < kaltura.env

export PULUMI_SKIP_UPDATE_CHECK=true
mkdir -p out
out=$PWD/out

# preview FILE [OPTION…]: a preview as JSON. One that fails says why in there, and `plan` tells of it.
preview() {
  local file=$1
  shift
  pulumi preview --json --show-sames --non-interactive "$@" > "$file" || [ -s "$file" ]
}

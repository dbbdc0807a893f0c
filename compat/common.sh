# shellcheck shell=bash
# A server in a scratch directory, for real clients. Both go when the script ends.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=$(mktemp -d)
export MEMORYDB_DATA_DIR="$scratch/data"
trap '"$root/memorydb" down >/dev/null || true; rm -rf "$scratch"' EXIT

"$root/memorydb" up --port 0 --detach
# shellcheck disable=SC2034 # for the script that includes this
endpoint=$("$root/memorydb" status | sed -n 's/^running.*, //p')

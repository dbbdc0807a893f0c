# shellcheck shell=bash
# What the benchmarks share: a scratch directory, a server on it, and a JDK that runs their sources.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
scratch=$(mktemp -d)
data="$scratch/data"

finish() {
  "$root/memorydb" down --data-dir "$data" >/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT

# Starts a server on the scratch directory.
up() {
  "$root/memorydb" up --detach --port 0 --data-dir "$data" >"$scratch/up.log" || {
    cat "$scratch/up.log" >&2
    exit 1
  }
}

run() {
  local class=$1
  shift
  "$("$root/memorydb" jdk)/bin/java" -cp "$root/api/target/app/lib/*" \
    -Dlogback.configurationFile="$here/logback.xml" "$here/$class.java" "$@"
}

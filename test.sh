#!/usr/bin/env bash
# Builds Hark and runs every suite that this machine can run. Names what it could not run, and why.
# The last line is: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "$0")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
not_run=()

solution=Actors.sln
if ! dotnet restore Actors.sln >"$results/restore.log" 2>&1; then
  # A source that lacks them lacks what they depend on, too, and says so in many ways; anything else that is wrong stops the build below.
  orleans=$(grep -E 'NU(1101|1102|1603): .*Microsoft\.Orleans\.' "$results/restore.log" | sort -u)
  if [ -z "$orleans" ]; then
    grep -E 'error' "$results/restore.log" | sort -u || cat "$results/restore.log"
    echo "The restore failed."
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
  fi
  solution=Actors.Embedded.slnf
  not_run+=("Cluster.Tests: the configured NuGet source does not have the Orleans packages ($(grep -oE 'NU1[0-9]{3}' <<<"$orleans" | sort | uniq -c | tr -s ' ' | paste -sd, -))")
fi

echo "== build ($solution)"
dotnet build "$solution" -c Release -v q || { echo "The build failed."; echo "0 passed, 1 failed, 0 skipped"; exit 1; }

echo "== format"
format_failed=0
dotnet format "$solution" --verify-no-changes --no-restore --severity warn || { echo "FAILED: run 'dotnet format'"; format_failed=1; }

# PostgreSQL: tests start a throw-away server of their own; only the programs are needed.
find_postgres() { compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || command -v initdb >/dev/null; }
install_postgres() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq postgresql || return 1
  # The package may start a server of its own, which nobody here asked for; where it has not, there is none to stop.
  pg_lsclusters -h | while read -r version cluster _; do pg_ctlcluster "$version" "$cluster" stop; done || true
}
filter=() leave_out=
[ "$solution" = Actors.Embedded.slnf ] && leave_out=Cluster.Tests
if ! find_postgres; then
  reason="no initdb was found"
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "== install PostgreSQL"
    install_postgres >"$results/postgres.log" 2>&1 || reason="$reason, and installing it failed: $(grep -E '^E: ' "$results/postgres.log" | tail -1)"
  fi
  if ! find_postgres; then
    filter=(--filter "Needs!=PostgreSQL")
    reason="$reason (Debian: apt-get install postgresql)"
    [ -z "$leave_out" ] && not_run+=("Cluster.Tests: a cluster needs PostgreSQL: $reason")
    leave_out=Cluster.Tests
    not_run+=("the tests of other suites that need PostgreSQL: $reason")
  fi
fi

passed=0 failed=$format_failed skipped=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  [ "$name" = "$leave_out" ] && continue
  echo "== $name"
  trx="$results/$name.trx"
  dotnet test "$project" -c Release --no-build "${filter[@]}" --logger "trx;LogFileName=$trx" --logger "console;verbosity=minimal" --blame-hang-timeout 5m
  status=$?
  if [ ! -f "$trx" ]; then
    echo "FAILED: $name gave no results"
    failed=$((failed + 1))
    continue
  fi
  counters=$(grep -oE '<Counters [^>]*' "$trx" | head -1)
  count() { grep -oE " $1=\"[0-9]+\"" <<<"$counters" | grep -oE '[0-9]+'; }
  now_failed=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted)))
  [ "$status" -ne 0 ] && [ "$now_failed" -eq 0 ] && now_failed=1
  passed=$((passed + $(count passed)))
  failed=$((failed + now_failed))
  skipped=$((skipped + $(count total) - $(count executed)))
done

for suite in "${not_run[@]}"; do echo "not run: $suite"; done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]

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

# The trait Needs of a test names what it needs besides .NET: a throw-away PostgreSQL server, an SMSC on Node.js (Smsc), a judge of what goes over the wire (Tshark).
# find_X succeeds where that is there. Else it says why not, with 1 where the programs are missing and 2 where they are of no use.
find_PostgreSQL() { compgen -G "/usr/lib/postgresql/*/bin/initdb" || command -v initdb || { echo "no initdb was found"; return 1; }; }
find_Smsc() { tests/Testing/Smsc/server/install.sh 2>&1; }
find_Tshark() {
  command -v tshark || { echo "no tshark was found"; return 1; }
  dumpcap -i lo -L >/dev/null 2>&1 || { echo "dumpcap may not capture on the loopback interface"; return 2; }
}
# The package may start a server of its own, which nobody here asked for; where it has not, there is none to stop.
stop_clusters() { pg_lsclusters -h | while read -r version cluster _; do pg_ctlcluster "$version" "$cluster" stop; done || true; }
filter= leave_out=
[ "$solution" = Actors.Embedded.slnf ] && leave_out=Cluster.Tests
# need TRAIT "PACKAGES" [AFTER]: installs Debian packages where programs are missing and this is root. Where that fails, leaves out the tests with the trait; $reason tells why.
need() {
  local log="$results/$1.log" status
  reason=$("find_$1") && return
  status=$?
  if [ "$status" -eq 1 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "== install $2"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    if { apt-get update -qq && apt-get install -y -qq --no-install-recommends $2 && ${3:-true}; } >"$log" 2>&1; then
      reason=$("find_$1") && return
    else
      reason="$reason, and installing it failed: $(grep -E '^E: ' "$log" | tail -1)"
    fi
  fi
  [ "$status" -eq 1 ] && reason="$reason (Debian: apt-get install $2)"
  filter="${filter:+$filter&}Needs!=$1"
  return 1
}
if ! need PostgreSQL postgresql stop_clusters; then
  [ -z "$leave_out" ] && not_run+=("Cluster.Tests: a cluster needs PostgreSQL: $reason")
  leave_out=Cluster.Tests
  not_run+=("the tests of other suites that need PostgreSQL: $reason")
fi
need Smsc "nodejs npm" || not_run+=("the tests that need an SMSC: $reason")
need Tshark tshark || not_run+=("the tests that need tshark: $reason")

passed=0 failed=$format_failed skipped=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  [ "$name" = "$leave_out" ] && continue
  echo "== $name"
  trx="$results/$name.trx"
  dotnet test "$project" -c Release --no-build ${filter:+--filter "$filter"} --logger "trx;LogFileName=$trx" --logger "console;verbosity=minimal" --blame-hang-timeout 5m
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

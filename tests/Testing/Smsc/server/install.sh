#!/bin/sh
# Prints the folder of the packages that server.js needs; installs them first where this machine's user does not have them yet.
# Ends with 1 where Node.js or npm is missing, and with 2 where they are of no use.
# Several may run at once: each installs into a folder of its own, and the first to rename it wins.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
for program in node npm; do
  command -v $program >/dev/null || { echo "no $program was found" >&2; exit 1; }
done
cache="${TMPDIR:-/tmp}/hark-smsc-$(id -u)"
folder="$cache/$(sha256sum "$here/package.json" | cut -c 1-16)"
if [ ! -d "$folder" ]; then
  mkdir -p -m 700 "$cache"
  # What lies there is run: a folder that somebody else made is not taken.
  [ -O "$cache" ] || { echo "$cache belongs to another user" >&2; exit 2; }
  new=$(mktemp -d "$cache/new-XXXXXX")
  trap 'rm -rf "$new"' EXIT
  cp "$here/package.json" "$new"
  said=$(cd "$new" && npm install --no-audit --no-fund --no-package-lock --ignore-scripts --loglevel=error 2>&1) ||
    { echo "npm could not install the packages of the SMSC: $(echo $said | cut -c 1-300)" >&2; exit 2; }
  mv -T "$new" "$folder" 2>/dev/null || [ -d "$folder" ]
fi
echo "$folder/node_modules"

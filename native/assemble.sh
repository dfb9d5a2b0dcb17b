#!/bin/sh
# Lays a release out with its checksums and its notes: native/assemble.sh TARGET PARTS FOLDER. TARGET has the binary and its packages, PARTS
# the jar and the jar's bill of materials.
set -eu
cd "$(dirname "$0")/.."
target=$1 parts=$2 folder=$3
version=$("$target/oneha" --version | sed -n '1s/^oneha //p')
machine=$(uname -m)
case $machine in
x86_64) arch=amd64 ;;
aarch64) arch=arm64 ;;
*) echo "assemble.sh: no release is made for $machine" >&2; exit 64 ;;
esac
umask 022
rm -rf "$folder"
mkdir -p "$folder"
# put FILE NAME
put() { install -m 644 "$1" "$folder/$2"; }
install -m 755 "$target/oneha" "$folder/oneha-$version-linux-$arch"
put "$target/oneha-sbom.json" "oneha-$version-linux-$arch.sbom.json"
put "$parts/oneha.jar" "oneha-$version.jar"
put "$parts/jar-sbom.json" "oneha-$version.sbom.json"
put "$target/oneha_${version}_$arch.deb" "oneha_${version}_$arch.deb"
rpm=oneha-$(printf %s "$version" | sed 's/-/~/g')-1.$machine.rpm
put "$target/$rpm" "$rpm"
# The section of this version, and where there is none yet that of what is unreleased.
notes() { awk -v name="## $1" 'index($0, "## ") == 1 { on = index($0, name) == 1; next } on' CHANGELOG.md | sed '/./,$!d'; }
text=$(notes "$version")
[ -n "$text" ] || text=$(notes Unreleased)
[ -n "$text" ] || { echo "assemble.sh: CHANGELOG.md says nothing of $version" >&2; exit 65; }
printf '%s\n' "$text" >"$folder/NOTES.md"
(cd "$folder" && LC_ALL=C sha256sum -- * >"../SHA256SUMS.new" && mv ../SHA256SUMS.new SHA256SUMS)
ls -l "$folder"

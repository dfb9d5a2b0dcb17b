#!/bin/sh
# Makes the rpm of what native/stage.sh has laid out: native/rpm.sh TARGET VERSION ARCHITECTURE TIME. The same tree gives the same bytes.
set -eu
target=$(cd "$1" && pwd)
version=$(printf %s "$2" | sed 's/-/~/g')
arch=$3
SOURCE_DATE_EPOCH=$(date -d "$4" +%s)
export SOURCE_DATE_EPOCH
cd "$(dirname "$0")/.."
command -v rpmbuild >/dev/null || { echo "rpm.sh: rpmbuild is missing (Debian: apt-get install rpm), so there is no rpm" >&2; exit 0; }
top=$target/rpmbuild
rm -rf "$top"
mkdir "$top"
LC_ALL=C rpmbuild -bb --quiet --target "$arch" \
    -D "_topdir $top" -D "_rpmdir $target" -D "_rpmfilename oneha-%{VERSION}-%{RELEASE}.$arch.rpm" \
    -D "_buildhost oneha" -D "use_source_date_epoch_as_buildtime 1" -D "clamp_mtime_to_source_date_epoch 1" \
    -D "_binary_payload w19.zstdio" -D "oneha_version $version" -D "oneha_tree $target/package" src/packaging/rpm/oneha.spec
rm -rf "$top"

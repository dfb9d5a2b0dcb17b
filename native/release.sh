#!/bin/sh
# Makes all that a release consists of, unsigned: GRAALVM_HOME=... native/release.sh [FOLDER [musl|glibc]]; target/release without one.
set -eu
cd "$(dirname "$0")/.."
[ -x "${GRAALVM_HOME:-/nonexistent}/bin/native-image" ] || {
    echo "release.sh: set GRAALVM_HOME to a GraalVM or Mandrel 25 (it has bin/native-image)" >&2
    exit 64
}
libc=${2:-musl}
compiler=gcc
[ "$libc" = glibc ] || compiler=musl-gcc
for program in $compiler rpmbuild gzip; do
    command -v "$program" >/dev/null || {
        echo "release.sh: $program is missing (Debian: apt-get install musl-tools rpm gzip)" >&2
        exit 69
    }
done
parts=target/release-parts
mvn -B -q clean package -DskipUnit
mkdir -p $parts
cp target/oneha.jar $parts/
cp target/oneha-sbom.json $parts/jar-sbom.json
mvn -B -q package -Dnative -Dnative.libc="$libc" -Dpackages -DskipUnit
native/assemble.sh target $parts "${1:-target/release}"

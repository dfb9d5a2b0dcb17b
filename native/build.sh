#!/bin/sh
# Builds the static binary: GRAALVM_HOME=... native/build.sh [musl|glibc]
set -eu
cd "$(dirname "$0")/.."
libc=${1:-musl}
if [ ! -x "${GRAALVM_HOME:-/nonexistent}/bin/native-image" ]; then
    echo "build.sh: set GRAALVM_HOME to a GraalVM or Mandrel 25 (it has bin/native-image)" >&2
    exit 64
fi
if [ "$libc" = musl ] && ! command -v musl-gcc >/dev/null; then
    echo "build.sh: musl-gcc is missing (Debian: apt-get install musl-tools), or say: native/build.sh glibc" >&2
    exit 69
fi
mvn -B -q package -Dnative -Dnative.libc="$libc" -DskipUnit
ls -l target/oneha

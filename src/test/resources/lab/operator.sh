#!/bin/bash
# The operator's machine, second part: the machine's own files, for the program under test lies there; its own network and hosts.
# usage: operator.sh FOLDER
set -eu
# shellcheck source=parts.sh
. "$1/scripts/parts.sh"
mount -t proc proc /proc
mount -t sysfs -o ro sysfs /sys || true
echo ready
stay

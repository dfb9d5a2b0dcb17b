#!/bin/bash
# A machine of the lab, second part: its first process, which turns into its root and starts its services.
# usage: inside.sh FOLDER NAME
set -eu
umask 022
lab=$1
name=$2
# shellcheck source=parts.sh
. "$lab/scripts/parts.sh"
# shellcheck source=/dev/null
. "$lab/machines/$name/plan"
cd "$lab/disks/$name/root"
mount -t proc proc proc
mkdir -p .old
pivot_root . .old
cd /
umount -l /.old
rmdir /.old
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C
# shellcheck disable=SC2086 # a list of units; those that are started together come up together
{ systemctl --no-block start $START && systemctl start $START; }
echo ready
stay

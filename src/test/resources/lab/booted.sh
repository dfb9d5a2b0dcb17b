#!/bin/bash
# A front-end that boots, second part: the first process of a pid namespace, as systemd-nspawn asks for the cgroup of number 1. What
# that would leave on this machine is in cgroup and mount namespaces of the front-end. Its system is on a disk of its own.
# A reboot is a reboot; what is off boots again at a line of standard input.
# usage: booted.sh FOLDER NAME
set -eu
umask 022
lab=$1
name=$2
# shellcheck source=/dev/null
. "$lab/machines/$name/plan"
# shellcheck source=/dev/null
. "$lab/plan"
mount -t proc proc /proc
umount /sys/fs/cgroup
mount -t cgroup2 cgroup /sys/fs/cgroup
mount -t tmpfs -o mode=755 lab-run /run
mkdir /run/lab
mount --rbind "$lab" /run/lab
mount -t tmpfs -o mode=1777 lab-tmp /tmp
options=(--quiet --capability=CAP_NET_ADMIN --register=no --keep-unit --settings=no --link-journal=no --resolv-conf=off --timezone=off --console=pipe)
options+=(--bind-ro="/run/lab/disks/class-path:$CLASS_PATH" --bind-ro="$JAVA_HOME:$JAVA")
[ ! -e /dev/fuse ] || options+=(--bind=/dev/fuse)
cd "/run/lab/machines/$name"
echo ready
while :; do
    ip -batch plug
    code=0
    systemd-nspawn "${options[@]}" --machine="$name" --directory="/run/lab/disks/$name/root" \
        --network-namespace-path="/proc/$$/ns/net" --boot < /dev/null >&2 || code=$?
    ip -batch unplug
    [ "$code" != 133 ] || continue
    read -r _ || exit 0
done

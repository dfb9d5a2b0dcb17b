#!/bin/bash
# The lab's first process, in namespaces of its own (mount, pid, net, uts, ipc). It is the switch: bridges and nothing else.
# When it ends the kernel ends every process, mount and interface of the lab.
# usage: lab.sh FOLDER SEGMENT...
set -eu
umask 022
lab=$1
shift
# shellcheck source=parts.sh
. "$lab/scripts/parts.sh"
mount -t proc proc /proc
mount -t tmpfs -o mode=755,size=4g lab-disks "$lab/disks"
mkdir "$lab/disks/class-path"
hostname switch
ip link set lo up
for segment in "$@"; do
    ip link add "$segment" type bridge forward_delay 0
    ip link set "$segment" up
done

# What all machines share is made once, in a root of its own, and lies below each of theirs.
overlay "$lab/disks/shared" /
root=$lab/disks/shared/root
make_devices "$lab/disks/dev"
devices "$root" "$lab/disks/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 lab-run "$root/run"
mount -t tmpfs -o mode=1777 lab-tmp "$root/tmp"
cp -r "$lab/scripts/root/." "$root/"
cp -r "$lab/shared/." "$root/run/"
chroot "$root" /bin/bash -eu < "$lab/scripts/shared.sh"
umount -l "$root"
echo ready
stay

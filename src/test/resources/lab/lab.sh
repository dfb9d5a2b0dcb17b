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
# shellcheck source=/dev/null
. "$lab/plan"
mount -t proc proc /proc
mount -t tmpfs -o mode=755,size=4g lab-disks "$lab/disks"
mkdir "$lab/disks/class-path"
hostname switch
ip link set lo up
for segment in "$@"; do
    ip link add "$segment" type bridge forward_delay 0
    ip link set "$segment" up
done

# What all machines of a kind share is made once, in a root of its own, and lies below each of theirs.
make_devices "$lab/disks/dev"
share() { # kind lower
    overlay "$lab/disks/$1" "$2"
    root=$lab/disks/$1/root
    devices "$root" "$lab/disks/dev"
    mount -t proc proc "$root/proc"
    mount -t tmpfs -o mode=755 lab-run "$root/run"
    mount -t tmpfs -o mode=1777 lab-tmp "$root/tmp"
    cp -r "$lab/scripts/root/." "$lab/scripts/$1/." "$root/"
    cp -r "$lab/shared/." "$root/run/"
    if [ "$1" = booted ]; then java_settings "$root"; fi
    [ "$1" = "$FRONTENDS" ] || rm -f "$root/run/database"
    chroot "$root" /bin/bash -eu < "$lab/scripts/shared.sh"
    umount -l "$root"
}
# A JDK may have its settings outside its own folder, as Debian's has.
java_settings() { # root
    local target
    find "$JAVA_HOME" -type l -lname '/*' -printf '%l\n' | while read -r target; do
        case $target in "$JAVA_HOME"/*) continue ;; esac
        if [ -e "$target" ] && [ ! -e "$1$target" ]; then (cd / && cp -rL --parents ".$target" "$1/"); fi
    done
}
for kind in $KINDS; do
    case $kind in
        stand-in) share stand-in / ;;
        booted) share booted "$BOOT_ROOT" ;;
    esac
done
echo ready
stay

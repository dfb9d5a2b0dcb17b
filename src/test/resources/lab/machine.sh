#!/bin/bash
# A machine of the lab, first part: plugs its cables into the switch and lays out its root. Runs in the lab's pid namespace and
# in mount, net, uts and ipc namespaces of its own; its plan says what it is.
# usage: machine.sh FOLDER NAME
set -eu
umask 022
lab=$1
name=$2
# shellcheck source=parts.sh
. "$lab/scripts/parts.sh"
here=$lab/machines/$name
# shellcheck source=/dev/null
. "$here/plan"
# shellcheck source=/dev/null
. "$lab/plan"
hostname "$name"
ip link set lo up
sysctl -q -w net.ipv4.ip_forward=0 net.ipv6.conf.default.accept_dad=0 net.ipv4.ip_nonlocal_bind=0
# a cable: interface, segment, addresses
plugs=
plugged=
unplugged=
while read -r interface segment addresses; do
    [ -n "$interface" ] || continue
    plugs+="link add name $name.$segment type veth peer name $interface netns $$"$'\n'
    plugs+="link set dev $name.$segment master $segment up"$'\n'
    plugged+="link set dev $interface up"$'\n'
    unplugged+="address flush dev $interface"$'\n'"link set dev $interface down"$'\n'
    for address in $addresses; do
        case $address in
            *:*) plugged+="address add $address dev $interface nodad"$'\n' ;;
            *) plugged+="address add $address broadcast + dev $interface"$'\n' ;;
        esac
    done
done < "$here/cables"
nsenter --target 1 --net -- ip -batch - <<< "$plugs"

[ "$KIND" = booted ] || ip -batch - <<< "$plugged"

if [ "$KIND" = operator ]; then
    mount --bind "$here/root/etc/hosts" /etc/hosts
    exec unshare --pid --fork --kill-child=KILL -- /bin/bash "$lab/scripts/operator.sh" "$lab"
fi

disk=$lab/disks/$name
root=$disk/root
if [ "$KIND" = booted ]; then
    overlay "$disk" "$lab/disks/booted/upper:$BOOT_ROOT"
else
    overlay "$disk" "$lab/disks/stand-in/upper:/"
    devices "$root" "$lab/disks/dev"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t tmpfs -o mode=755,nosuid lab-run "$root/run"
    mount -t tmpfs -o mode=1777,nosuid lab-tmp "$root/tmp"
    mount -t tmpfs -o mode=700 lab-home "$root/root"
fi
if [ "$KIND" = frontend ]; then
    mkdir -p "$root$CLASS_PATH" "$root$JAVA"
    mount -o bind,ro "$lab/disks/class-path" "$root$CLASS_PATH"
    mount -o bind,ro "$JAVA_HOME" "$root$JAVA"
fi
chmod -R a+rX "$here/root"
cp -r "$here/root/." "$root/"
install -D -m 600 "$lab/shared/authorized_keys" "$root/root/.ssh/authorized_keys"
chmod 600 "$root"/etc/ssh/ssh_host_*_key
[ "$KIND" = plain ] || chroot "$root" /bin/bash -eu < "$lab/scripts/frontend.sh"
if [ "$KIND" = booted ]; then
    printf '%s' "$plugged" > "$here/plug"
    printf '%s' "$unplugged" > "$here/unplug"
    # A cgroup of its own below that of whoever started the lab, by the name of the lab's folder.
    mount -t cgroup2 cgroup /sys/fs/cgroup
    cgroup=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/self/cgroup)/${lab##*/}/$name
    mkdir -p "$cgroup"
    echo $$ > "$cgroup/cgroup.procs"
    exec unshare --cgroup --pid --fork --kill-child=KILL -- /bin/bash "$lab/scripts/booted.sh" "$lab" "$name"
fi
exec unshare --pid --fork --kill-child=KILL -- /bin/bash "$lab/scripts/inside.sh" "$lab" "$name"

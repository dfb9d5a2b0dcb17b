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
hostname "$name"
ip link set lo up
sysctl -q -w net.ipv4.ip_forward=0 net.ipv6.conf.default.accept_dad=0 net.ipv4.ip_nonlocal_bind=0
# a cable: interface, segment, addresses
while read -r interface segment addresses; do
    [ -n "$interface" ] || continue
    nsenter --target 1 --net -- ip link add name "$name.$segment" type veth peer name "$interface" netns $$
    nsenter --target 1 --net -- ip link set dev "$name.$segment" master "$segment" up
    ip link set dev "$interface" up
    for address in $addresses; do
        case $address in
            *:*) ip address add "$address" dev "$interface" nodad ;;
            *) ip address add "$address" broadcast + dev "$interface" ;;
        esac
    done
done < "$here/cables"

if [ "$KIND" = operator ]; then
    mount --bind "$here/root/etc/hosts" /etc/hosts
    exec unshare --pid --fork --kill-child=KILL -- /bin/bash "$lab/scripts/operator.sh" "$lab"
fi

disk=$lab/disks/$name
overlay "$disk" "$lab/disks/shared/upper:/"
root=$disk/root
devices "$root"
mount -t sysfs -o ro sysfs "$root/sys"
mount -t tmpfs -o mode=755,nosuid lab-run "$root/run"
mount -t tmpfs -o mode=1777,nosuid lab-tmp "$root/tmp"
mount -t tmpfs -o mode=700 lab-home "$root/root"
while read -r source target; do
    [ -n "$source" ] || continue
    mkdir -p "$root$target"
    mount --bind "$source" "$root$target"
    mount -o remount,bind,ro "$root$target"
done < "$lab/binds"
cp -r "$here/root/." "$root/"
for type in ed25519 ecdsa rsa; do
    bits=()
    [ $type != rsa ] || bits=(-b 2048)
    ssh-keygen -q -N '' -t $type "${bits[@]}" -C "root@$name" -f "$root/etc/ssh/ssh_host_${type}_key"
    cp "$root/etc/ssh/ssh_host_${type}_key.pub" "$here/"
done
mkdir -p "$root/root/.ssh"
cp "$lab/shared/authorized_keys" "$root/root/.ssh/"
chmod 600 "$root/root/.ssh/authorized_keys"
chmod 700 "$root/root/.ssh"
exec unshare --pid --fork --kill-child=KILL -- /bin/bash "$lab/scripts/inside.sh" "$lab" "$name"

#!/bin/bash
# The raft hook as a zone uses it: the leader gets the virtual address and the services that run only there, a follower gives them
# up. It behaves as the product's own does, which ends well also where ip failed, and keeps its lock while it tells the network; how often the leader tells the network, and
# what differs between the kinds of front-ends, is in /usr/lib/one/lab/vip.conf.
# usage: vip.sh leader|follower INTERFACE ADDRESS/PREFIX
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
role=$1
interface=$2
cidr=$3
ANNOUNCEMENTS=5
LOCK=/var/lock/one/vip_sh
SERVICES="opennebula-flow opennebula-gate opennebula-form opennebula-hem opennebula-showback"
[ -r /usr/lib/one/lab/vip.conf ] && . /usr/lib/one/lab/vip.conf
if [ -z "$interface" ] || [ -z "$cidr" ]; then
    echo "usage: vip.sh leader|follower INTERFACE ADDRESS/PREFIX" >&2
    exit 1
fi
log() { logger -t "vip.sh[$$]" -- "$*" 2> /dev/null; echo "$*" >&2; }
present() { systemctl is-enabled --quiet "$1" 2> /dev/null; }
holds() { ip -o address show dev "$interface" | grep -qw -- "${cidr//./\\.}"; }

# One at a time: who comes while another still tells the network waits for it.
exec 9> "$LOCK" || exit 1
flock -w 60 9 || { log "another run still holds the lock"; exit 1; }
case $role in
    leader)
        case $cidr in
            *:*) sudo -n ip address add "$cidr" dev "$interface" nodad ;;
            *) sudo -n ip address add "$cidr" dev "$interface" ;;
        esac
        case $cidr in
            *:*) ;;
            *)
                for ((i = 0; i < ANNOUNCEMENTS; i++)); do
                    sudo -n arping -c 1 -w 1 -U -I "$interface" "${cidr%/*}" > /dev/null 2>&1 9>&-
                    sleep 1
                    sudo -n arping -c 1 -w 1 -A -I "$interface" "${cidr%/*}" > /dev/null 2>&1 9>&-
                    sleep 1
                done
                ;;
        esac
        for service in $SERVICES; do present "$service" && sudo -n systemctl start "$service" 9>&-; done
        ;;
    follower)
        if holds; then sudo -n ip address del "$cidr" dev "$interface"; fi
        for service in $SERVICES; do present "$service" && sudo -n systemctl stop "$service" 9>&-; done
        ;;
    *)
        log "unknown role $role"
        exit 1
        ;;
esac
exit 0

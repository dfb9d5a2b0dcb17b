#!/bin/bash
# Makes the root that front-ends boot from: Debian as it is installed, from this machine's mirror. It is the first process of a
# pid namespace: when it ends, because whoever started it died, so does all that it started.
# usage: boot-root.sh RELEASE FOLDER; exit status 75 says that the mirror is out of reach
set -eu
umask 022
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
release=$1
root=$2
packages=systemd,systemd-sysv,dbus,iproute2,openssh-server,sudo,mariadb-server,procps,nftables,iputils-arping,sshfs
mount -t proc proc /proc
# The mirror that this machine installs from has the other releases, too.
own=$(. /etc/os-release && echo "${VERSION_CODENAME-}")
# shellcheck disable=SC2016 # apt's own names
uri=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | sed -n "s/^$own //p" | head -n 1)
mkdir -p "$root"
# A machine whose apt was never updated names none: then mmdebstrap's own is used, and nobody knows before whether it is in reach.
if [ -n "$uri" ] && ! said=$(/usr/lib/apt/apt-helper -o Acquire::Retries=0 -o Acquire::http::Timeout=20 \
    download-file "${uri%/}/dists/$release/InRelease" "$root/InRelease" 2>&1); then
    printf '%s\n' "$said" >&2
    exit 75
fi
rm -f "$root/InRelease"
# shellcheck disable=SC2016 # the hook's own argument
mmdebstrap --quiet --variant=minbase --include="$packages" \
    --customize-hook='rm -f "$1"/etc/ssh/ssh_host_*; : > "$1/etc/machine-id"; echo 127.0.0.1 localhost > "$1/etc/hosts"' \
    "$release" "$root" ${uri:+"$uri"} < /dev/null >&2 &
building=$!
while kill -0 $building 2> /dev/null; do
    code=0
    read -rt 1 _ || code=$?
    [ $code = 0 ] || [ $code -gt 128 ] || exit 1
done
wait $building || { [ -n "$uri" ] || exit 75; exit 1; }

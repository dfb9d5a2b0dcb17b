# OpenNebula's packages. wanted: lines "NAME VERSION", empty for whatever the package sources have.
manager() {
    if command -v dpkg-query >/dev/null; then echo dpkg
    elif command -v rpm >/dev/null; then echo rpm
    else fail 'there is neither dpkg nor rpm' 'oneha knows Debian, Ubuntu, the RHEL family and SUSE'; fi
}
installed() {
    case $(manager) in
    dpkg) dpkg-query -W -f='${db:Status-Status} ${Package} ${Version}\n' 'opennebula*' 2>/dev/null | sed -n 's/^installed //p' ;;
    rpm) rpm -qa --qf '%{NAME} %{VERSION}-%{RELEASE}\n' 'opennebula*' ;;
    esac | sort
}
missing() {
    have=$(installed)
    if [ -z "$wanted" ]; then
        case $nl$have in *"${nl}opennebula "*) ;; *) echo 'opennebula ' ;; esac
        return
    fi
    printf '%s\n' "$wanted" | while read -r package version; do
        case $nl$have$nl in *"$nl$package $version$nl"*) ;; *) printf '%s %s\n' "$package" "$version" ;; esac
    done
}
install_them() {
    set --
    joint='='
    command -v dnf >/dev/null && ! command -v zypper >/dev/null && ! command -v apt-get >/dev/null && joint='-'
    while read -r package version; do
        [ -n "$package" ] && set -- "$@" "$package${version:+$joint$version}"
    done <<LIST
$lacking
LIST
    if command -v apt-get >/dev/null; then
        # Debian starts what it installs, unless this says no.
        policy=/usr/sbin/policy-rc.d
        if [ ! -e $policy ]; then
            trap 'rm -f $policy' EXIT HUP INT TERM
            printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy
        fi
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        apt-get -q -y -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=120 update >/dev/null 2>&1
        out=$(apt-get -q -y -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=120 install "$@" 2>&1)
    elif command -v dnf >/dev/null; then
        out=$(dnf -q -y install "$@" 2>&1)
    elif command -v zypper >/dev/null; then
        out=$(zypper --non-interactive install "$@" 2>&1)
    else
        fail 'there is none of apt-get, dnf and zypper' "install by hand: $*"
    fi
    status=$?
    [ $status = 0 ] || fail "packages: $(last "$out")" "set up the package source with $*, or install them by hand"
}
case $verb in
list) installed ;;
check)
    lacking=$(missing)
    [ -z "$lacking" ] || no ;;
do)
    lacking=$(missing)
    case $nl$(installed) in *"${nl}opennebula "*) ;; *) fresh=1 ;; esac
    [ -z "$lacking" ] || install_them
    # A boot in between must not start it before it is ready.
    [ -z "${fresh-}" ] || systemctl disable opennebula >/dev/null 2>&1
    lacking=$(missing)
    [ -z "$lacking" ] || fail "not installed: $(printf '%s' "$lacking" | tr '\n' ',')" ;;
esac

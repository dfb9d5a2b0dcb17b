# OpenNebula's packages. wanted: lines "NAME VERSION", empty for whatever the package sources have.
# looks: list lacking check
policy=/usr/sbin/policy-rc.d
mark='# oneha: nothing starts while it installs; this file goes when it has'
masked=/run/oneha.masked
# What of OpenNebula was there before rpm began, until its package manager has ended by itself, whatever happens to the host meanwhile.
begun=/var/lib/oneha/installing

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
# rpm calls a package installed before the package's own scripts have ended: of one that was cut off there nobody knows whether
# they have, so that it is still missing, until it is installed anew.
missing() {
    have=$(installed)
    [ ! -s "$begun" ] || have=$(printf '%s\n' "$have" | grep -xFf "$begun")
    if [ -z "$wanted" ]; then
        case $nl$have in *"${nl}opennebula "*) ;; *) echo 'opennebula ' ;; esac
        return
    fi
    printf '%s\n' "$wanted" | while read -r package version; do
        case $nl$have$nl in *"$nl$package $version$nl"*) ;; *) printf '%s %s\n' "$package" "$version" ;; esac
    done
}

# What a run that was killed has left behind says so itself.
is_ours() { grep -qxF "$mark" "$policy" 2>/dev/null; }
is_left() { is_ours || [ -e "$masked" ] || [ -e "$begun" ]; }

# Debian starts what it installs, unless a policy says no. One that is there is not ours to change: where it would let oned
# start, oned's unit is masked until the next boot at most.
hold() {
    if grep -qxF '# fresh' "$policy" "$masked" "$begun" 2>/dev/null; then fresh=1; fi
    trap release EXIT
    trap 'exit 1' HUP INT TERM PIPE
    command -v apt-get >/dev/null || return 0
    if is_ours || { [ ! -e "$policy" ] && [ ! -L "$policy" ]; }; then
        printf '#!/bin/sh\n%s\n%s\nexit 101\n' "$mark" "# ${fresh:+fresh}" >"$policy.oneha-new" && chmod 755 "$policy.oneha-new" &&
            mv -f "$policy.oneha-new" "$policy" || fail "$policy cannot be written"
        return 0
    fi
    "$policy" opennebula start >/dev/null 2>&1
    [ $? != 101 ] && [ ! -L /run/systemd/system/opennebula.service ] || return 0
    printf '%s\n' "# ${fresh:+fresh}" >"$masked" || fail "$masked cannot be written"
    out=$(systemctl mask --runtime opennebula 2>&1) || fail "opennebula cannot be kept from starting: $(last "$out")"
}
# A boot in between must not start oned before it is ready. No other packaged unit pulls oned's in.
release() {
    trap '' HUP INT TERM PIPE
    rm -f "$policy.oneha-new"
    if [ -e "$masked" ]; then
        systemctl unmask --runtime opennebula >/dev/null 2>&1
        rm -f "$masked"
    fi
    [ -z "${fresh-}" ] || systemctl disable opennebula >/dev/null 2>&1
    ! is_ours || rm -f "$policy"
}
begins() {
    [ ! -s "$begun" ] || return 0
    secret_folder "${begun%/*}"
    { echo '# oneha installs'; installed; [ -z "${fresh-}" ] || echo '# fresh'; } >"$begun.oneha-new" && mv -f "$begun.oneha-new" "$begun" ||
        fail "$begun cannot be written" "is there room in ${begun%/*}?"
}
# What an earlier try began is taken from rpm's list, and from nowhere else: so its scripts run as at its first installation.
forget_begun() {
    [ -s "$begun" ] || return 0
    for package in $(installed | grep -vxFf "$begun" | tr ' ' -); do
        patiently rpm -e --justdb --nodeps --noscripts --notriggers "$package" ||
            fail "$package was not installed to its end, and cannot be taken from rpm's list: $(last "$out")"
    done
}
# What to install is the leader's version; a newer one may have changed what an older one cannot read.
never_back() {
    installed | while read -r package have; do
        version=$(printf '%s\n' "$lacking" | sed -n "s/^$package //p")
        [ -n "$version" ] || continue
        order=$(HAVE=$have VERSION=$version rpm --eval '%{lua: print(rpm.vercmp(os.getenv("HAVE"), os.getenv("VERSION")))}' 2>/dev/null)
        [ "$order" != 1 ] || fail "$package $have is installed, which is newer than $version" \
            'remove it, or bring the zone to its version; then resume the run'
    done || exit 1
}
install_them() {
    are_packages "$lacking"
    set --
    joint='='
    command -v dnf >/dev/null && ! command -v zypper >/dev/null && ! command -v apt-get >/dev/null && joint='-'
    while read -r package version; do
        [ -n "$package" ] && set -- "$@" "$package${version:+$joint$version}"
    done <<LIST
$lacking
LIST
    if command -v apt-get >/dev/null; then
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        out=$(apt-get -q -y -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=120 install -- "$@" 2>&1)
        status=$?
        why=$(last "$out" | plain)
    else
        command -v zypper >/dev/null || command -v dnf >/dev/null ||
            fail 'there is none of apt-get, dnf and zypper' "install by hand: $*"
        never_back
        forget_begun
        begins
        if command -v zypper >/dev/null; then zypper_installs "$@"; else dnf_does -q install -- "$@"; fi
        status=$?
        # By a signal it ended before its work did; 105 is zypper's own status for that.
        [ $status = 105 ] || [ $status -gt 128 ] || rm -f "$begun"
        why=$(printf '%s\n' "$out" | reason)
        why=${why:-$(last "$out" | plain)}
        why=${why:-the package manager ended with status $status}
        # rpm counts as installed what failed in a script of its own, so the step goes on, and tells it.
        printf '%s\n' "$out" | grep -E 'scriptlet failed|scriptlet in rpm package'
    fi
    [ $status = 0 ] || fail "packages: $why" "see what the package manager says to $*, or install them by hand"
}
are_packages "$wanted"
case $verb in
list) installed ;;
lacking) missing ;;
check)
    lacking=$(missing)
    [ -z "$lacking" ] && ! is_left || no ;;
#: install the opennebula packages, kept from starting by themselves
do)
    lacking=$(missing)
    case $nl$(installed) in *"${nl}opennebula "*) ;; *) fresh=1 ;; esac
    hold
    if [ -n "$lacking" ]; then install_them; else rm -f "$begun"; fi
    lacking=$(missing)
    [ -z "$lacking" ] || fail "not installed: $(printf '%s' "$lacking" | tr '\n' ',')" ;;
esac

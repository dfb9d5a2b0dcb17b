# OpenNebula's packages. wanted: lines "NAME VERSION", empty for whatever the package sources have.
# looks: list lacking check
policy=/usr/sbin/policy-rc.d
mark='# oneha: nothing starts while it installs; this file goes when it has'
masked=/run/oneha.masked

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

# What a run that was killed has left behind says so itself.
is_ours() { grep -qxF "$mark" "$policy" 2>/dev/null; }
is_left() { is_ours || [ -e "$masked" ]; }

# Debian starts what it installs, unless a policy says no. One that is there is not ours to change: where it would let oned
# start, oned's unit is masked until the next boot at most.
hold() {
    if grep -qxF '# fresh' "$policy" "$masked" 2>/dev/null; then fresh=1; fi
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
    elif command -v zypper >/dev/null; then
        out=$(zypper --non-interactive install -- "$@" 2>&1)
    elif command -v dnf >/dev/null; then
        out=$(dnf -q -y install -- "$@" 2>&1)
    else
        fail 'there is none of apt-get, dnf and zypper' "install by hand: $*"
    fi
    status=$?
    [ $status = 0 ] || fail "packages: $(last "$out" | sed 's#//[^/ ]*@#//#g')" "see what the package manager says to $*, or install them by hand"
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
    [ -z "$lacking" ] || install_them
    lacking=$(missing)
    [ -z "$lacking" ] || fail "not installed: $(printf '%s' "$lacking" | tr '\n' ',')" ;;
esac

# What every script of a step begins with. It is given its variables before this; verb says what it is to do.
# Exit status: 0 done, or yes; 3 no; anything else: the last line of standard error says why, a line "remedy: …" what to do.
umask 077
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
export PATH LC_ALL
unset ENV BASH_ENV CDPATH GREP_OPTIONS POSIXLY_CORRECT MYSQL_PWD MYSQL_HOST MYSQL_TCP_PORT MYSQL_UNIX_PORT
nl='
'

no() { exit 3; }
fail() { # reason [remedy]
    [ -z "${2-}" ] || printf 'remedy: %s\n' "$2" >&2
    printf '%s\n' "$1" >&2
    exit 1
}
last() { printf '%s\n' "$1" | sed -n '/./h;${g;p;}'; }

# Statements run no program and open no file, where the client knows how to be told so.
know_client() {
    if command -v mariadb >/dev/null; then sql_client=mariadb; else sql_client=mysql; fi
    safe=--skip-local-infile
    known_options=$("$sql_client" --no-defaults --help 2>/dev/null </dev/null)
    case $known_options in *--sandbox*) safe="$safe --sandbox" ;; esac
    case $known_options in *--system-command*) safe="$safe --skip-system-command" ;; esac
}
client() {
    [ -n "${safe-}" ] || know_client
    # shellcheck disable=SC2086 # Its words are options.
    "$sql_client" "$@" $safe
}
# OpenNebula's own database may have any name; oneha works on those that are a word to a shell, to SQL and to a path.
name_is_plain() { case $1 in '' | *[!A-Za-z0-9_]*) fail "the database's name is not one that oneha works on" ;; esac; }

# Runs SQL: by the account of oned.conf where the client's options were given, or else as root through the socket.
ask() { # statement [database]
    if [ -n "${options-}" ]; then
        printf '%s' "$options" | client --defaults-file=/dev/stdin --batch --skip-column-names -e "$1" ${2:+"--database=$2"}
    else
        client --batch --skip-column-names -e "$1" ${2:+"--database=$2"}
    fi
}

# Prints the unit of MariaDB or MySQL that is installed here, and not masked.
database_unit() {
    for name in mariadb mysql mysqld; do
        [ "$(systemctl show -p LoadState --value $name 2>/dev/null)" = loaded ] && { echo $name; return; }
    done
    return 1
}

oned_is_stopped() {
    state=$(systemctl is-active opennebula 2>/dev/null)
    case $state in
    # systemd calls a unit inactive that is not installed, too, and unknown what it has lost.
    inactive | failed | unknown) ;;
    active | activating | reloading | deactivating)
        fail "oned is $state, and must not run while this is done" 'systemctl stop opennebula' ;;
    *) fail 'systemd does not say whether oned is stopped, and oned must not run while this is done' 'systemctl status opennebula' ;;
    esac
}

# Prints the account that decides what a path leads to: root where each folder above it is root's alone, or else the owner of the
# first that is not. What is done there is done as that account, so that nothing it puts in the way leads further than it can go
# itself, however quick it is. Links in folders of root's are followed as root made them.
actor() { # absolute path
    at='' rest=${1#/} links=0
    while :; do
        stat=$(stat -c '%u %g %a %U' "${at:-/}") || fail "$1 cannot be looked at"
        # shellcheck disable=SC2086 # Its words are what is wanted of it.
        set -- "$1" $stat
        [ "$2" = 0 ] || { [ "$5" != UNKNOWN ] || fail "${at:-/} belongs to nobody that this host knows" "chown root ${at:-/}"; echo "$5"; return; }
        case $4 in
        *[2367]) fail "everybody can write to ${at:-/}, where root is to write" "chmod o-w ${at:-/}" ;;
        # Also root's own group: with an access control list these bits stand for everybody in it.
        *[2367]?) fail "a group can write to ${at:-/}, where root is to write" "chmod g-w ${at:-/}" ;;
        esac
        next=${rest%%/*}
        case $rest in */*) rest=${rest#*/} ;; *) break ;; esac
        case $next in
        '' | .) continue ;;
        ..) at=${at%/*} ;;
        *)
            if [ -L "$at/$next" ]; then
                links=$((links + 1))
                [ $links -le 40 ] && link=$(readlink "$at/$next") || fail "$1 leads in a circle"
                rest=${link#/}/$rest
                case $link in /*) at='' ;; esac
            elif [ -d "$at/$next" ]; then at=$at/$next
            else break; fi ;;
        esac
    done
    echo root
}
by() { # account, program and arguments
    if [ "$1" = root ]; then shift; "$@"
    else
        becomes=$1
        shift
        runuser -u "$becomes" -- "$@"
    fi
}
# A folder that only root reads, in which nobody else can put anything in the way.
secret_folder() { # absolute path
    [ "$(actor "$1/.")" = root ] || fail "$1 is not a folder of root's alone" 'see who owns the folders above it'
    mkdir -p "$1" && chmod 700 "$1" || fail "$1 cannot be made"
    [ "$(actor "$1/.")" = root ] || fail "$1 is not a folder of root's alone" 'see who owns the folders above it'
}
# Has a command fill a file of root's. What an account has may be of any size, and is not to fill root's disk: past the limit it is cut
# by what runs as root, and refused. The exit status is the command's.
fills() { # file, MiB, what it is for messages, program or function, and arguments
    filled=$1 most=$2 what=$3
    shift 3
    ended=$({ { "$@" 3>&-; echo $? >&3; } | head -c $((most * 1048576)) >"$filled"; } 3>&1)
    wrote=$?
    filled_size=$(wc -c <"$filled")
    [ $wrote != 0 ] || [ "${filled_size:-0}" -lt $((most * 1048576)) ] || {
        rm -f "$filled"
        fail "$what takes more than $most MiB, which oneha does not copy" 'see what lies there, and move away what does not belong there'
    }
    [ $wrote = 0 ] || {
        rm -f "$filled"
        fail "there is no room for $what in ${filled%/*}" "make room in ${filled%/*}"
    }
    return "${ended:-1}"
}
# Keeps what is at a path as an archive in a folder, unless an earlier try has kept it.
keep() { # absolute path, folder
    tar=$2/${1##*/}.tar
    keeper=$(actor "$1") || exit 1
    secret_folder "$2"
    { by "$keeper" test -e "$1" || by "$keeper" test -L "$1"; } && [ ! -e "$tar" ] || return 0
    fills "$tar.part" 256 "$1" by "$keeper" timeout -s KILL 50 tar -C "${1%/*}" -cf - "./${1##*/}" && mv "$tar.part" "$tar" && return
    rm -f "$tar.part"
    fail "$1 cannot be kept aside in $2" "may $keeper read all of $1?"
}
# Prints in base64 what a command prints, when that has ended well and not before: a pipe would hide that it broke. An answer takes
# 64 MiB, and base64 a third of it.
packed() { # what it is for messages, program or function, and arguments
    secret_folder /run/oneha
    archive=$(mktemp /run/oneha/pack.XXXXXX) || fail 'there is no room in /run'
    trap 'rm -f "$archive"' EXIT
    trap 'exit 1' HUP INT TERM PIPE
    fills "$archive" 47 "$@" && base64 <"$archive" | tr -d '\n'
}
# What is created beside a file or folder may have another label than SELinux wants in its place.
relabel() { # account path
    ! command -v restorecon >/dev/null || by "$1" restorecon -RF "$2" >/dev/null 2>&1 || :
}
# Puts a file in a path's place when all of its bytes are there, and not before.
put_file() { # account path owner mode content-in-base64 bytes
    out=$(printf '%s' "$5" | by "$1" timeout -s KILL 15 sh -c "$put_file" oneha "$2" "$6" "$3" "$4" 2>&1) ||
        fail "$(last "$out")" "is there room on its file system, and may $1 write to ${2%/*}?"
    relabel "$1" "$2"
}
put_file='
umask 077
cd / || exit
new=$1.oneha-new
stays() { rm -f -- "$new"; echo "$1" >&2; exit 1; }
[ ! -d "$1" ] || stays "$1 is a folder"
rm -f -- "$new" && set -C && base64 -d >"$new" && [ "$(wc -c <"$new")" -eq "$2" ] || stays "$1 cannot be written whole, and stays as it was"
if [ "$(id -u)" = 0 ]; then chown -- "$3" "$new"; else chgrp -- "${3#*:}" "$new" 2>/dev/null || :; fi &&
    chmod -- "$4" "$new" && mv -f -- "$new" "$1" || stays "$1 cannot be replaced"
'

# Lines "NAME VERSION" of OpenNebula's packages and nothing else: they become arguments of package managers.
are_packages() { # lines
    printf '%s\n' "$1" | grep -v '^ *$' | grep -qvE '^opennebula[A-Za-z0-9._+-]*( [0-9A-Za-z][A-Za-z0-9.+:~^_-]*)? *$' || return 0
    fail "the leader names a package or a version that is none of OpenNebula's" 'see what its package manager lists'
}

# No login that stands in an address leaves this host in words.
plain() { sed 's#//[^/ ]*@#//#g'; }
# Runs zypper or dnf, and again for two minutes while another program holds their lock or rpm's, which they do not wait for: apt does
# that by itself. $out is what it said.
patiently() { # program and arguments
    patience=$(($(date +%s) + 120))
    while :; do
        out=$("$@" 2>&1)
        ended=$?
        # The statuses that zypper and dnf have for it; of rpm only what it says names its lock.
        case $ended:$out in 0:*) return 0 ;; 7:* | 200:* | *.rpm.lock*) ;; *) return "$ended" ;; esac
        [ "$(date +%s)" -lt $patience ] ||
            fail "another program has held the package manager's lock for two minutes: $(printf '%s\n' "$out" | grep -im 1 lock)" \
                'let it end, or end it; then resume the run'
        sleep 2
    done
}
# Without a terminal dnf waits for a lock for ever, unless it is told not to.
dnf_does() { patiently dnf -y --setopt=exit_on_lock=1 "$@"; }
zypper_does() { patiently zypper --non-interactive "$@"; }
# Of zypper's statuses these are told when it has done its work: updates wait (100, 101), a reboot is due (102), so is a restart of
# zypper (103), a package source was left out (106), a package's own script failed (107). Source: zypper(8).
zypper_installs() { # package…
    zypper_does install -- "$@"
    case $ended in 0 | 10[012367]) ;; *) return "$ended" ;; esac
}
# Of what zypper or dnf said, the one line that tells why.
reason() {
    awk '
        function tells(line) { sub(/^[ -]+/, "", line); print line; done = 1; exit }
        /^Errors during downloading/ || /^ *Problem: conflicting/ { getline; tells($0) }
        /^Problem(:| repository:) / || /^Error message: / || /not found on medium/ || /^No provider of / { tells($0) }
        /^(Error|error): ?[^ ]/ { tells($0) }
        /^History:/ { getline; history = $0 }
        END { if (!done && history != "") tells(history) }' | plain
}

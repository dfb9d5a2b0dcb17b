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

client() { if command -v mariadb >/dev/null; then mariadb "$@"; else mysql "$@"; fi; }

# Runs SQL: by the account of oned.conf where the client's options were given, or else as root through the socket.
ask() { # statement [database]
    if [ -n "${options-}" ]; then
        printf '%s' "$options" | client --defaults-file=/dev/stdin --batch --skip-column-names -e "$1" ${2:+"$2"}
    else
        client --batch --skip-column-names -e "$1" ${2:+"$2"}
    fi
}

oned_is_stopped() {
    state=$(systemctl is-active opennebula 2>/dev/null)
    case $state in active | activating | reloading | deactivating)
        fail "oned is $state, and must not run while this is done" 'systemctl stop opennebula' ;;
    esac
}

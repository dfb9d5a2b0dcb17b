# The scripts of the raft hooks. files: their paths, a line each. With one there may be a folder of its name with .d for .sh.
packaged=/var/lib/one/remotes/hooks/raft
each() { # function; it is given a path
    printf '%s\n' "$files" | while read -r file; do "$1" "$file" || exit; done
}
extra() { printf '%s' "${1%.sh}.d"; }
runs() { [ -f "$1" ] && runuser -u oneadmin -- test -x "$1"; }
sums() {
    more=$(extra "$1")
    [ -d "$more" ] || more=
    find -H "$1" ${more:+"$more"} -printf '%p %m %u:%g %l\n' | sort
    find -H "$1" ${more:+"$more"} -type f -exec sha256sum {} + | sort -k 2
}
write() {
    runs "$1" && return
    [ ! -e "$1" ] || fail "the hook's script $1 is there, and oneadmin cannot run it" "chmod +x $1"
    [ "$1" = $packaged/failover.sh ] || fail "the hook's script $1 is not there" "put it there, for oneadmin to run, or take it out of the inventory"
    id=$(id -u oneadmin):$(id -g oneadmin) && mkdir -p "$(extra "$1")" || fail "$(extra "$1") cannot be made"
    # To the same effect as what one-deploy writes.
    cat >"$1.oneha-new" <<'END'
#!/usr/bin/env bash
# vip.sh, then each script of failover.d whose name begins with two digits and a hyphen, all with the same arguments.
set -o errexit
shopt -s nullglob
here=$(dirname -- "$(readlink -f -- "$0")")
"$here/vip.sh" "$@"
for script in "$here"/failover.d/[0-9][0-9]-*; do
    if [ -x "$script" ]; then "$script" "$@"; fi
done
END
    chown "$id" "$(extra "$1")" "$1.oneha-new" && chmod 750 "$(extra "$1")" "$1.oneha-new" && mv -f "$1.oneha-new" "$1" \
        || fail "$1 cannot be written"
}
keep() { # what is at a path, unless an earlier try has kept it
    [ -e "$1" ] || return 0
    [ -e "$kept/${1##*/}" ] || cp -a "$1" "$kept/" || fail "$1 cannot be kept aside in $kept"
}
case $verb in
check) each runs || no ;;
sums) each sums ;;
has-more) [ -d "$(extra "$files")" ] || no ;;
owner) stat -L -c '%U:%G %a' "$files" ;;
write) each write ;;
prepare)
    case $files in
    /var/lib/one/remotes/*) ;;
    *) [ ! -e "$files" ] || fail "$files is not as on the leader" 'it is outside /var/lib/one/remotes, so align it by hand' ;;
    esac
    mkdir -p "$kept" && (umask 022 && mkdir -p "${files%/*}") || fail "$kept or ${files%/*} cannot be made"
    keep "$files" ;;
bare)
    keep "$(extra "$files")"
    rm -rf "$(extra "$files")" ;;
esac

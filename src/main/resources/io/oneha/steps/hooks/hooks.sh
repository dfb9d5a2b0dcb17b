# The scripts of the raft hooks. files: their paths, a line each. With one there may be a folder of its name with .d for .sh.
# looks: check sums has-more owner
packaged=/var/lib/one/remotes/hooks/raft
each() { # function; it is given a path
    printf '%s\n' "$files" | while read -r file; do "$1" "$file" || exit; done
}
extra() { printf '%s' "${1%.sh}.d"; }
# An empty one would be run, and do nothing.
runs() { [ -s "$1" ] && [ -f "$1" ] && runuser -u oneadmin -- test -x "$1"; }
# Below /var/lib/one everything is oneadmin's in the end, so there the owner tells nothing.
sums() {
    more=$(extra "$1")
    account=$(actor "$1") || exit 1
    case $1 in /var/lib/one/*) of= ;; *) of=' %u:%g' ;; esac
    by "$account" test -d "$more" || more=
    by "$account" timeout -s KILL 20 find -H "$1" ${more:+"$more"} -printf "%p %m$of %l\n" | sort
    by "$account" timeout -s KILL 20 find -H "$1" ${more:+"$more"} -type f -exec sha256sum {} + | sort -k 2
}
write() {
    runs "$1" && return
    [ ! -e "$1" ] || fail "the hook's script $1 is there, and oneadmin cannot run it" "chmod +x $1"
    [ "$1" = $packaged/failover.sh ] || fail "the hook's script $1 is not there" "put it there, for oneadmin to run, or take it out of the inventory"
    account=$(actor "$1") || exit 1
    by "$account" mkdir -p "$(extra "$1")" && by "$account" chmod 750 "$(extra "$1")" || fail "$(extra "$1") cannot be made" "make it, for oneadmin"
    owner=$(id -u oneadmin):$(id -g oneadmin)
    [ "$account" != root ] || chown "$owner" "$(extra "$1")" || fail "$(extra "$1") cannot be given to oneadmin"
    relabel "$account" "$(extra "$1")"
    put_file "$account" "$1" "$owner" 750 "$(failover | base64)" "$(failover | wc -c)"
}
# To the same effect as what one-deploy writes.
failover() {
    cat <<'END'
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
}
case $verb in
check) each runs || no ;;
sums) each sums ;;
has-more) [ -d "$(extra "$files")" ] || no ;;
owner) stat -L -c '%U:%G %a' "$files" ;;
#: write failover.sh where it is missing, with an empty failover.d
write) each write ;;
#: keep $files in $kept
prepare)
    case $files in
    /var/lib/one/remotes/*) ;;
    *) [ ! -e "$files" ] || fail "$files is not as on the leader" 'it is outside /var/lib/one/remotes, so align it by hand' ;;
    esac
    account=$(actor "$files") || exit 1
    (umask 022 && by "$account" mkdir -p "${files%/*}") || fail "${files%/*} cannot be made" "make it, for $account"
    keep "$files" "$kept" ;;
#: keep $more in $kept, and remove it where the leader has none
bare)
    account=$(actor "$files") || exit 1
    keep "$(extra "$files")" "$kept"
    by "$account" rm -rf "$(extra "$files")" || fail "$(extra "$files") cannot be removed" "rm -r $(extra "$files")" ;;
esac

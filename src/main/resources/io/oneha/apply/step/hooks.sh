# The scripts of the raft hooks. files: their paths, a line each; packages are to bring what is in files already.
each() { # command with arguments; the path comes last
    printf '%s\n' "$files" | while read -r file; do "$@" "$file" || exit; done
}
extra() { printf '%s' "${1%.sh}.d"; }
runs() { [ -f "$1" ] && [ -x "$1" ]; }
sums() {
    sha256sum "$1"
    more=$(extra "$1")
    [ ! -d "$more" ] || { echo "$more"; find "$more" -type f -exec sha256sum {} + | sort -k 2; }
}
write() { # what one-deploy writes for failover.sh, to the same effect
    runs "$1" && return
    [ "${1##*/}" = failover.sh ] || fail "the hook's script $1 is not there" "put it there, for oneadmin to run, or take it out of the inventory"
    id=$(id -u oneadmin):$(id -g oneadmin) && mkdir -p "$(extra "$1")" || fail "$(extra "$1") cannot be made"
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
case $verb in
check) each runs || no ;;
sums) each sums ;;
has-more) [ -d "$(extra "$files")" ] || no ;;
write) each write ;;
prepare)
    mkdir -p "$kept" && chmod 700 "$kept" && (umask 022 && mkdir -p "${files%/*}") || fail "$kept or ${files%/*} cannot be made"
    [ ! -e "$files" ] || [ -e "$kept/${files##*/}" ] || cp -a "$files" "$kept/" || fail "$files cannot be kept aside in $kept" ;;
esac

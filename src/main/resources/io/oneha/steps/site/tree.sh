# Folders that travel as a whole. pack prints target as an archive in base64; unpack makes fresh of one, beside target; swap puts it
# in target's place, and what was there goes to kept, unless that is taken already by an earlier try. All of it is done as whoever
# decides what the path of target leads to. beside: what may run meanwhile.
# looks: pack
account=$(actor "$target") || exit 1
parent=${target%/*}
as() { out=$(by "$account" "$@" 2>&1); }
case $verb in
pack)
    by "$account" test -d "$target" || fail "$target is not there"
    packed "$target" by "$account" timeout -s KILL 50 tar -C "$target" -czf - . ||
        fail "$target cannot be read whole" "may $account read all that is in it?" ;;
#: copy $target into $fresh, with owners and modes
unpack)
    [ -n "$beside" ] || oned_is_stopped
    as rm -rf "$fresh" && as mkdir -m 700 "$fresh" || fail "$fresh cannot be made: $(last "$out")" "may $account write to $parent?"
    out=$(printf '%s' "$content" | base64 -d | by "$account" timeout -s KILL 50 tar -C "$fresh" -xpzf - 2>&1) || {
        by "$account" rm -rf "$fresh"
        fail "$fresh cannot be filled: $(last "$out")" "is there room in $parent?"
    } ;;
#: keep $target in $kept, and put $fresh in its place
swap)
    by "$account" test -d "$fresh" || fail "$fresh is not there"
    by "$account" test ! -L "$target" || fail "$target is a link" "put the folder itself there"
    keep "$target" "$kept"
    old=$target.oneha-old
    as rm -rf "$old" || fail "$old cannot be removed: $(last "$out")" "rm -r $old"
    if by "$account" test -e "$target"; then as mv "$target" "$old" || fail "$target cannot be moved away: $(last "$out")"; fi
    as mv "$fresh" "$target" || {
        by "$account" mv "$old" "$target"
        fail "$fresh cannot be moved to $target: $(last "$out")"
    }
    relabel "$account" "$target"
    as rm -rf "$old" || fail "$old cannot be removed: $(last "$out")" "rm -r $old" ;;
esac

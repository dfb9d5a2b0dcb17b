# Folders that are replaced as a whole: fresh lies beside target and takes its place, what was there goes to kept, unless that is
# taken already by an earlier try. beside: what may run meanwhile.
case $verb in
prepare)
    [ -n "$beside" ] || oned_is_stopped
    rm -rf "$fresh" && mkdir -m 700 "$fresh" || fail "$fresh cannot be made" ;;
swap)
    [ -d "$fresh" ] || fail "$fresh is not there"
    mkdir -p "${kept%/*}" && chmod 700 "${kept%/*}" || fail "${kept%/*} cannot be made"
    if [ -e "$target" ]; then
        if [ -e "$kept" ]; then rm -rf "$target"
        else cp -a "$target" "$kept.part" && mv "$kept.part" "$kept" && rm -rf "$target"; fi || fail "$target cannot be kept aside in $kept"
    fi
    mv "$fresh" "$target" || fail "$fresh cannot be moved to $target" ;;
esac

# One run at a time: a file on each host says who works on the zone, and is the mark by which any look sees the run. It is in a folder
# of root's own that survives a boot, and appears and changes in one go. run: the run's name; mark: what the file says, lines "KEY VALUE".
folder=/var/lib/oneha
file=$folder/lock
ours() {
    [ ! -L "$folder" ] && [ -d "$folder" ] && [ -O "$folder" ] || fail "$folder is not a folder of root's own" "see what made it, and move it away"
}
# One at a time on this host, whatever other machines do meanwhile.
alone() { exec 9<"$folder" && flock -w 10 9 || fail "$file is busy" "see who has it: fuser -v $folder"; }
holder() { sed -n 's/^run //p;1q' "$file" 2>/dev/null; }
# Writes the mark beside the file and has it on the disk.
beside() {
    new=$(mktemp "$folder/.lock.XXXXXX") || fail "there is no room in $folder"
    trap 'rm -f "$new"' EXIT
    trap 'exit 1' HUP INT TERM PIPE
    printf '%s\n' "$mark" >"$new" && [ "$(wc -c <"$new")" -gt "${#run}" ] && timeout -s KILL 5 sync "$new" 2>/dev/null ||
        fail "the mark of the run cannot be written in $folder" "make room in $folder"
}
case $verb in
take)
    [ -e "$folder" ] || mkdir -m 700 "$folder" || fail "$folder cannot be made"
    ours
    chmod 700 "$folder"
    alone
    beside
    if ln -T "$new" "$file" 2>/dev/null; then exit 0; fi
    [ -f "$file" ] && [ ! -L "$file" ] || fail "$file is there, and is not a file of oneha's" "see what made it, and remove it"
    # The same run takes it again, and what a run that has ended left behind keeps nobody out.
    if [ "$(holder)" = "$run" ] || grep -qx 'state ended' "$file"; then
        mv -fT "$new" "$file" || fail "the mark of the run cannot be written in $folder"
    else
        cat "$file"
    fi ;;
mark)
    ours
    alone
    [ "$(holder)" = "$run" ] || fail "the lock is not this run's any more" "look with \`oneha check\` who has the zone"
    beside
    mv -fT "$new" "$file" || fail "the mark of the run cannot be written in $folder" ;;
beat)
    [ "$(holder)" != "$run" ] || touch -c "$file" ;;
release)
    [ -d "$folder" ] || exit 0
    ours
    alone
    [ "$(holder)" != "$run" ] || rm -f "$file" ;;
esac

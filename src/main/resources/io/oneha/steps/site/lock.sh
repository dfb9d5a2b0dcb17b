# One run at a time: a file on each host says who works on the zone, and is the mark by which any look sees the run. It is in a folder
# of root's own that survives a boot, and appears and changes in one go. The mark of another run that ended before all was done is set
# aside when it is replaced: lock.before.1, lock.before.2 and so on, the newest last. run: the run's name; mark: what the file says,
# lines "KEY VALUE".
folder=/var/lib/oneha
file=$folder/lock
ours() {
    [ ! -L "$folder" ] && [ -d "$folder" ] && [ -O "$folder" ] || fail "$folder is not a folder of root's own" "see what made it, and move it away"
}
# One at a time on this host, whatever other machines do meanwhile.
alone() {
    exec 9<"$folder" && flock -w 10 9 || fail "$file is busy" "see who has it: fuser -v $folder"
    # What a script that was killed had begun to write.
    rm -f "$folder"/.lock.??????
}
holder() { sed -n 's/^run //p;1q' "${1:-$file}" 2>/dev/null; } # [file]
# Counts the marks that were set aside.
counts() {
    count=0
    while [ -f "$file.before.$((count + 1))" ] && [ ! -L "$file.before.$((count + 1))" ]; do count=$((count + 1)); done
    newest=$file.before.$count
}
forgets() { rm -f "$newest" || fail "$newest cannot be removed"; counts; }
# Sets the mark aside under a second name, which is on the disk before the first is replaced. A script that was killed in between has
# left it with both names.
aside() {
    counts
    # This run's own mark is not among them for longer than another run works.
    while [ $count -gt 0 ] && [ "$(holder "$newest")" = "$run" ]; do forgets; done
    [ "$(stat -c %i "$file")" != "$(stat -c %i "$newest" 2>/dev/null)" ] || return 0
    ln -T "$file" "$file.before.$((count + 1))" 2>/dev/null && timeout -s KILL 5 sync "$folder" 2>/dev/null ||
        fail "the mark of the run before this one cannot be set aside in $folder" "see what is in $folder, and make room there"
}
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
    if ln -T "$new" "$file" 2>/dev/null; then timeout -s KILL 5 sync "$folder" 2>/dev/null || :; exit 0; fi
    [ -f "$file" ] && [ ! -L "$file" ] || fail "$file is there, and is not a file of oneha's" "see what made it, and remove it"
    # The same run takes it again, and what a run that has ended left behind keeps nobody out. The answer is nothing, or "aside" where
    # another run's mark was set aside, or "held" and the mark that keeps this run out, which may be an empty file.
    answer=''
    if [ "$(holder)" != "$run" ]; then
        grep -qx 'state ended' "$file" || { echo held; cat "$file"; exit 0; }
        aside
        answer=aside
    fi
    mv -fT "$new" "$file" && timeout -s KILL 5 sync "$folder" 2>/dev/null || fail "the mark of the run cannot be written in $folder"
    printf '%s' "$answer" ;;
mark)
    ours
    alone
    [ "$(holder)" = "$run" ] || fail "the lock is not this run's any more" "look with \`oneha check\` who has the zone"
    beside
    mv -fT "$new" "$file" && timeout -s KILL 5 sync "$folder" 2>/dev/null || fail "the mark of the run cannot be written in $folder" ;;
beat)
    [ "$(holder)" != "$run" ] || touch -c "$file" ;;
release) # The mark that it had set aside is in its place again.
    [ -d "$folder" ] || exit 0
    ours
    alone
    [ "$(holder)" = "$run" ] || exit 0
    counts
    while [ $count -gt 0 ] && [ "$(holder "$newest")" = "$run" ]; do forgets; done
    if [ $count -gt 0 ]; then mv -fT "$newest" "$file"; else rm -f "$file"; fi || fail "$file cannot be given back"
    timeout -s KILL 5 sync "$folder" 2>/dev/null || : ;;
finish) # All is done: the marks that were set aside go too.
    [ -d "$folder" ] || exit 0
    ours
    alone
    [ "$(holder)" = "$run" ] || exit 0
    counts
    while [ $count -gt 0 ]; do forgets; done
    rm -f "$file" ;;
esac

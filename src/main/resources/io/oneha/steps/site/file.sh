# One file, at path. It is read and written as whoever decides what the path leads to, so no link in a folder of an unprivileged
# account leads root astray. content: in base64; size: its bytes; owner, mode; folder: where it is kept.
# looks: read
account=$(actor "$path") || exit 1
put() { put_file "$account" "$path" "$owner" "$mode" "$content" "$size"; }
case $verb in
read)
    by "$account" test -e "$path" || no
    by "$account" test -f "$path" || fail "$path is not a file"
    # Whoever owns the folder may put another thing there at any time, and reading that may never end.
    by "$account" timeout -s KILL 15 cat "$path" || fail "$path cannot be read by $account" ;;
#: write $path
write) put ;;
#: write $path
rewrite)
    owner=$(by "$account" stat -L -c '%u:%g' "$path") && mode=$(by "$account" stat -L -c '%a' "$path") || fail "$path is not there"
    put ;;
#: keep $path in $folder
keep) keep "$path" "$folder" ;;
esac

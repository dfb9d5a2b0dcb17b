# One run at a time: a file on the leader, in a folder that is root's own and empty after a boot. run: its name; owner: who it is.
file=/run/oneha.lock
case $verb in
take)
    if (set -C; printf '%s %s\n' "$run" "$owner" >"$file") 2>/dev/null; then exit 0; fi
    read -r holder rest <"$file" || holder=
    [ "$holder" = "$run" ] && exit 0
    printf '%s %s\n' "$holder" "$rest" ;;
release)
    read -r holder rest <"$file" 2>/dev/null || exit 0
    [ "$holder" != "$run" ] || rm -f "$file" ;;
esac

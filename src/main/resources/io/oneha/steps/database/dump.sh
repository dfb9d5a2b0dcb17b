# Dumps the zone's database, compressed: to standard output, to another host, or to a file. options: the client's, of the account;
# database; target: the host or the file; hostkeys: the host's keys as we know them; restore: the command line that reads it there.
# looks: may check
if command -v mariadb-dump >/dev/null; then dump=mariadb-dump; else dump=mysqldump; fi
whole() {
    printf '%s' "$options" | "$dump" --defaults-file=/dev/stdin --single-transaction --quick --skip-lock-tables --no-tablespaces \
        --default-character-set=utf8mb4 "$database" || { echo 'the dump failed' >&2; return 1; }
    printf '\nCREATE TABLE oneha_restored (whole INT);\n'
}
# By experience a zone's dump takes a quarter of its tables, compressed; half is asked for.
room() { # folder
    need=$(ask 'SELECT COALESCE(SUM(data_length), 0) DIV 2048 FROM information_schema.tables WHERE table_schema = DATABASE()' "$database")
    free=$(df -P -k "$1" | awk 'NR == 2 { print $4 }')
    [ "${free:-0}" -gt "${need:-0}" ] || fail "$((free / 1024)) MiB are free in $1, and the dump may take $((need / 1024))" "make room in $1"
}
# As oneadmin, whose key is the same on all front-ends. The keys of the host come from us, who have verified it; what oneadmin's
# own settings of ssh say is not done, for that may be any program.
login() {
    runuser -u oneadmin -- ssh -F /dev/null -o BatchMode=yes -o ConnectTimeout=5 -o StrictHostKeyChecking=yes -o UserKnownHostsFile="$known" \
        -o GlobalKnownHostsFile=/dev/null -o LogLevel=ERROR -o ServerAliveInterval=15 "oneadmin@$target" "$@"
}
# Whoever breaks a copy off ends what it began, known by the script's own number and the moment of its start.
name_is_plain "$database"
own=/run/oneha-copy.$database
since() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 20; }
begins() {
    begun="$$ $(since $$)"
    trap ends EXIT
    trap 'exit 1' HUP INT TERM PIPE
    printf '%s\n' "$begun" >"$own" || fail "$own cannot be written"
}
ends() {
    [ -z "${private-}" ] || rm -rf "$private"
    [ "$(cat "$own" 2>/dev/null)" != "${begun-none}" ] || rm -f "$own"
}
family() { # of a process: itself and all that came from it
    cat /proc/[0-9]*/stat 2>/dev/null | sed 's/(.*) //' | awk -v top="$1" '{ up[$1] = $3 }
        END { for (pid in up) { for (p = pid; p > 1 && p != top; ) p = up[p]; if (p == top) print pid } }'
}
case $verb in
#: mariadb-dump --single-transaction, or mysqldump where it is missing; compressed
stream)
    begins
    whole | gzip -1 ;;
#: end the dump that an earlier copy has left at work
end)
    read -r pid start <"$own" 2>/dev/null || exit 0
    if [ -n "$start" ] && [ "$(since "$pid")" = "$start" ]; then
        all=$(family "$pid")
        # shellcheck disable=SC2086 # each word is an argument
        kill $all 2>/dev/null
        tries=0
        while [ "$(since "$pid")" = "$start" ]; do
            tries=$((tries + 1))
            # shellcheck disable=SC2086 # each word is an argument
            [ $tries -lt 25 ] || { kill -KILL $all 2>/dev/null; break; }
            sleep 0.2
        done
        echo 'ended the dump that an earlier copy had left at work'
    fi
    rm -f "$own" ;;
#: mariadb-dump --single-transaction, or mysqldump where it is missing; compressed, straight to $target, and restored there as it comes
may | direct)
    # In a folder of root's, whose names nobody can take before us; oneadmin reads the keys there.
    private=$(mktemp -d /run/oneha-known.XXXXXX) || fail 'there is no room in /run'
    trap ends EXIT
    trap 'exit 1' HUP INT TERM PIPE
    known=$private/keys
    said=$private/said
    printf '%s\n' "$hostkeys" >"$known" && chmod 644 "$known" && chmod 711 "$private" || fail 'there is no room in /run'
    if [ "$verb" = may ]; then
        login true >/dev/null 2>&1 || no
        exit 0
    fi
    begins
    head=$(printf '%s' "$options" | base64 | tr -d '\n')
    { printf '%s\n' "$head"; whole | gzip -1; } | login "$restore" 2>"$said" && exit 0
    # ssh says so itself where its connection was lost: then the host is away, and the copy was not at fault.
    status=$?
    told=$(last "$(cat "$said")")
    [ $status = 255 ] || fail "the copy to $target broke${told:+: $told}"
    printf '%s\n' "the copy to $target broke, for its connection was lost${told:+: $told}" >&2
    exit 75 ;;
#: mariadb-dump --single-transaction, or mysqldump where it is missing, compressed into $target
#: copy /etc/one beside it
file)
    secret_folder "${target%/*}"
    room "${target%/*}"
    trap 'rm -f "$target.part"' EXIT
    trap 'exit 1' HUP INT TERM PIPE
    whole | sed '/^CREATE TABLE oneha_restored /d' | gzip -1 >"$target.part" || exit 1
    gzip -dc <"$target.part" | tail -n 3 | grep -q '^-- Dump completed' || fail 'the dump is not whole' "is there room in ${target%/*}?"
    mv "$target.part" "$target" || fail "$target cannot be written"
    etc=${target%/*}/etc-one.tar.gz
    tar -C /etc -czf "$etc.part" one && mv "$etc.part" "$etc" && exit
    rm -f "$etc.part"
    fail '/etc/one cannot be copied' "is there room in ${target%/*}?" ;;
check) [ -s "$target" ] && [ -s "${target%/*}/etc-one.tar.gz" ] || no ;;
esac

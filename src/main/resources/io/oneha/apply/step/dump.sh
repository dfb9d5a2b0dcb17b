# Dumps the zone's database, compressed: to standard output, to another host, or to a file. options: the client's, of the account;
# database; target: the host or the file; hostkeys: the host's keys as we know them; restore: the command line that reads it there.
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
# As oneadmin, whose key is the same on all front-ends. The keys of the host come from us, who have verified it.
login() {
    runuser -u oneadmin -- ssh -o BatchMode=yes -o ConnectTimeout=5 -o StrictHostKeyChecking=yes -o UserKnownHostsFile="$known" \
        -o GlobalKnownHostsFile=/dev/null -o LogLevel=ERROR -o ServerAliveInterval=15 "oneadmin@$target" "$@"
}
case $verb in
stream) whole | gzip -1 ;;
may | direct)
    # In a folder of root's, whose names nobody can take before us; oneadmin reads the keys there.
    own=$(mktemp -d /run/oneha-known.XXXXXX) || fail 'there is no room in /run'
    trap 'rm -rf "$own"' EXIT
    trap 'exit 1' HUP INT TERM PIPE
    known=$own/keys
    said=$own/said
    printf '%s\n' "$hostkeys" >"$known" && chmod 644 "$known" && chmod 711 "$own" || fail 'there is no room in /run'
    if [ "$verb" = may ]; then
        login true >/dev/null 2>&1 || no
        exit 0
    fi
    head=$(printf '%s' "$options" | base64 | tr -d '\n')
    { printf '%s\n' "$head"; whole | gzip -1; } | login "$restore" 2>"$said" || fail "the copy to $target broke: $(last "$(cat "$said")")" ;;
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

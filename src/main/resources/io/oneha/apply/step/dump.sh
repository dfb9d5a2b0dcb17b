# Dumps the zone's database, compressed: to standard output, to another host, or to a file. options: the client's, of the account;
# database; target: the host or the file; hostkeys: the host's keys as we know them; restore: the command line that reads it there.
if command -v mariadb-dump >/dev/null; then dump=mariadb-dump; else dump=mysqldump; fi
whole() {
    printf '%s' "$options" | "$dump" --defaults-file=/dev/stdin --single-transaction --quick --skip-lock-tables --no-tablespaces \
        --default-character-set=utf8mb4 "$database" || { echo 'the dump failed' >&2; return 1; }
    printf '\nCREATE TABLE oneha_restored (whole INT);\n'
}
# As oneadmin, whose key is the same on all front-ends. The keys of the host come from us, who have verified it.
login() {
    runuser -u oneadmin -- ssh -o BatchMode=yes -o ConnectTimeout=5 -o StrictHostKeyChecking=yes -o UserKnownHostsFile="$known" \
        -o GlobalKnownHostsFile=/dev/null -o LogLevel=ERROR -o ServerAliveInterval=15 "oneadmin@$target" "$@"
}
case $verb in
stream) whole | gzip -1 ;;
may | direct)
    known=$(mktemp /tmp/oneha-known.XXXXXX) || fail 'there is no room in /tmp'
    trap 'rm -f "$known"' EXIT
    trap 'exit 1' HUP INT TERM PIPE
    printf '%s\n' "$hostkeys" >"$known" && chmod 644 "$known"
    if [ $verb = may ]; then
        login true >/dev/null 2>&1 || no
        exit 0
    fi
    head=$(printf '%s' "$options" | base64 | tr -d '\n')
    { printf '%s\n' "$head"; whole | gzip -1; } | login "$restore" || fail "the copy to $target broke" ;;
file)
    mkdir -p "${target%/*}" && chmod 700 "${target%/*}" || fail "${target%/*} cannot be made"
    whole | sed '/^CREATE TABLE oneha_restored /d' | gzip -1 >"$target.part" || exit 1
    gzip -dc <"$target.part" | tail -n 3 | grep -q '^-- Dump completed' || fail 'the dump is not whole' "is there room in ${target%/*}?"
    mv "$target.part" "$target"
    tar -C /etc -czf "${target%/*}/etc-one.tar.gz" one || fail '/etc/one cannot be copied' ;;
check) [ -s "$target" ] && [ -s "${target%/*}/etc-one.tar.gz" ] || no ;;
esac

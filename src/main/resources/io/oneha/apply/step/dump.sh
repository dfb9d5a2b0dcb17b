# Dumps the zone's database to standard output, compressed. options: the client's, of the account; database; target: a file, or
# empty for standard output.
if command -v mariadb-dump >/dev/null; then dump=mariadb-dump; else dump=mysqldump; fi
whole() {
    printf '%s' "$options" | "$dump" --defaults-file=/dev/stdin --single-transaction --quick --skip-lock-tables --no-tablespaces \
        --default-character-set=utf8mb4 "$database" || { echo 'the dump failed' >&2; return 1; }
    printf '\nCREATE TABLE oneha_restored (whole INT);\n'
}
case $verb in
stream) whole | gzip -1 ;;
file)
    mkdir -p "${target%/*}" && chmod 700 "${target%/*}" || fail "${target%/*} cannot be made"
    whole | sed '/^CREATE TABLE oneha_restored /d' | gzip -1 >"$target.part" || exit 1
    gzip -dc <"$target.part" | tail -n 3 | grep -q '^-- Dump completed' || fail 'the dump is not whole' "is there room in ${target%/*}?"
    mv "$target.part" "$target"
    tar -C /etc -czf "${target%/*}/etc-one.tar.gz" one || fail '/etc/one cannot be copied' ;;
check) [ -s "$target" ] && [ -s "${target%/*}/etc-one.tar.gz" ] || no ;;
esac

# The database server with the zone's database and account. options: the client's, of the account; database; sql: what makes both.
unit() {
    for name in mariadb mysql mysqld; do
        [ "$(systemctl show -p LoadState --value $name 2>/dev/null)" = loaded ] && { echo $name; return; }
    done
    fail 'there is no MariaDB or MySQL server' 'install the package mariadb-server'
}
case $verb in
check)
    server=$(unit) || exit 1
    systemctl is-active -q "$server" && systemctl is-enabled -q "$server" || no
    ask 'SELECT 1' "$database" >/dev/null 2>&1 || no ;;
do)
    server=$(unit) || exit 1
    out=$(systemctl enable --now "$server" 2>&1) || fail "$server does not start: $(last "$out")" "systemctl status $server"
    tries=0
    while ! out=$(printf 'SELECT 1;\n' | client --batch 2>&1); do
        tries=$((tries + 1))
        [ $tries -lt 60 ] || fail "$server does not let root in: $(last "$out")" 'let root in through its socket, or by /root/.my.cnf'
        sleep 0.5
    done
    out=$(printf '%s\n' "$sql" | client --batch 2>&1) || fail "database and account: $(last "$out")"
    out=$(ask 'SELECT 1' "$database" 2>&1) || fail "the account of oned.conf is not let in: $(last "$out")" ;;
esac

# The database server of a front-end, whatever is in it. options: the client's, of oned's account; database: its name.
# looks: answers
name_is_plain "$database"
know_client
case $verb in
answers) ask 'SELECT 1' "$database" >/dev/null 2>&1 || no ;;
#: systemctl start for the database server
start)
    server=$(database_unit) || fail 'there is no unit of MariaDB or MySQL' 'see where the database of oned.conf runs'
    systemctl reset-failed "$server" 2>/dev/null
    out=$(timeout -s KILL 80 systemctl start "$server" 2>&1) || fail "$server does not start: $(last "$out")" "journalctl -u $server"
    tries=0
    until out=$(ask 'SELECT 1' "$database" 2>&1); do
        tries=$((tries + 1))
        case $out in *'ERROR 2002 '* | *'ERROR 2003 '* | *'ERROR 2013 '*) ;; *) fail "$server runs, and does not let the account of oned.conf in: $(last "$out")" \
            'compare DB = [ USER, PASSWD, DB_NAME ] in /etc/one/oned.conf with the accounts of the database' ;; esac
        [ $tries -lt 40 ] || fail "$server does not answer: $(last "$out")" "journalctl -u $server"
        sleep 0.5
    done ;;
esac

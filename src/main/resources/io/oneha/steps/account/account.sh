# The database server with the zone's database and account. options: the client's, of the account; database; sql: what makes both;
# user: the account as SQL has it; kept: the folder for what was there.
# looks: root check answers
apt() { apt-get -q -y -o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=120 "$@" 2>&1; }
# The package as one-deploy's role database has it.
install_server() {
    if command -v apt-get >/dev/null; then
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        out=$(apt --no-install-recommends install mariadb-server) ||
            { apt update >/dev/null && out=$(apt --no-install-recommends install mariadb-server); }
    elif command -v zypper >/dev/null; then
        zypper_installs mariadb
    elif command -v dnf >/dev/null; then
        dnf_does -q install mariadb-server
    elif command -v yum >/dev/null; then
        out=$(yum -q -y install mariadb-server 2>&1)
    else
        out='there is none of apt-get, zypper, dnf and yum'
        false
    fi && database_unit && return
    said=$(last "$out" | plain)
    fail "there is no MariaDB or MySQL server${said:+, nor can one be installed: $said}" 'install the package mariadb-server'
}
# Asks as root. What does not listen yet may do so soon; one that refuses root goes on refusing.
knocks() {
    out=$(printf 'SELECT 1;\n' | client --batch 2>&1) && return
    case $out in *'ERROR 2002 '* | *'ERROR 2003 '* | *'ERROR 2013 '*) return 1 ;; esac
    fail "$server does not let root in: $(last "$out")" 'let root in through its socket, or by /root/.my.cnf'
}
# Asks as oned's account: one that is refused was answered.
listens() {
    out=$(ask 'SELECT 1' 2>&1) && return
    case $out in *'ERROR 2002 '* | *'ERROR 2003 '* | *'ERROR 2013 '*) return 1 ;; esac
}
# An account that is there with another password is given this one; what it was is kept, for whoever wants it back.
keep_account() {
    ! ask 'SELECT 1' >/dev/null 2>&1 || return 0
    was=$(for from in localhost %; do
        client --batch --raw --skip-column-names -e "SHOW CREATE USER $user@'$from'" 2>/dev/null
    done | sed -n 's/^CREATE USER \(.*[^;]\);*$/ALTER USER \1;/p')
    [ -n "$was" ] || return 0
    secret_folder "$kept"
    [ -s "$kept/account.sql" ] || { printf '%s\n' "$was" >"$kept/account.sql.part" && mv "$kept/account.sql.part" "$kept/account.sql"; } || {
        rm -f "$kept/account.sql.part"
        fail "the account's password as it was cannot be written to $kept/account.sql" "make room in $kept"
    }
    echo "its account was there with another password, which is that of oned.conf now; what it was is kept in $kept/account.sql"
}
name_is_plain "${database-none}"
case $verb in
root)
    server=$(database_unit) && systemctl is-active -q "$server" || exit 0
    knocks || exit 0 ;;
check)
    server=$(database_unit) || no
    systemctl is-active -q "$server" && systemctl is-enabled -q "$server" || no
    ask 'SELECT 1' "$database" >/dev/null 2>&1 || no ;;
# Whoever may ask, and whatever is in it: that it runs and answers is all.
answers)
    server=$(database_unit) && systemctl is-active -q "$server" && listens || no ;;
#: systemctl start for the database server
start)
    server=$(database_unit) || fail 'there is no unit of MariaDB or MySQL that could be started' 'install the package mariadb-server, or unmask its unit'
    know_client
    systemctl reset-failed "$server" 2>/dev/null
    out=$(systemctl start "$server" 2>&1) || fail "$server does not start: $(last "$out")" "journalctl -u $server"
    tries=0
    until listens; do
        tries=$((tries + 1))
        [ $tries -lt 60 ] || fail "$server does not answer: $(last "$out")" "journalctl -u $server"
        sleep 0.5
    done ;;
#: install mariadb-server where no database server is
#: systemctl enable --now for the database server
#: ALTER USER where the account is there with another password, which is kept in $kept
#: CREATE DATABASE, CREATE USER, GRANT by the account of oned.conf; the password by input
do)
    server=$(database_unit) || { server=$(install_server) || exit 1; echo "$server was installed"; }
    know_client
    out=$(systemctl enable --now "$server" 2>&1) || fail "$server does not start: $(last "$out")" "systemctl status $server"
    tries=0
    until knocks; do
        tries=$((tries + 1))
        [ $tries -lt 60 ] || fail "$server does not answer: $(last "$out")" "systemctl status $server"
        sleep 0.5
    done
    keep_account
    out=$(printf '%s\n' "$sql" | client --batch 2>&1) || fail "database and account: $(last "$out")"
    out=$(ask 'SELECT 1' "$database" 2>&1) || fail "the account of oned.conf is not let in: $(last "$out")" ;;
esac

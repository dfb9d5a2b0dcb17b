# How many rows each replicated table of the zone's database has, all in one snapshot, and how far the log was applied then.
# configuration: the program that reads oned.conf. The answer is made of lines "TAG<tab>VALUE", from "oneha-tables 1" to "end";
# exit status 1: the last line of standard error says why there is none. Nothing is written, and nothing is locked.
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
export PATH LC_ALL
unset ENV BASH_ENV CDPATH GREP_OPTIONS POSIXLY_CORRECT MYSQL_PWD MYSQL_HOST MYSQL_TCP_PORT MYSQL_UNIX_PORT
MYSQL_TEST_LOGIN_FILE=/dev/null; export MYSQL_TEST_LOGIN_FILE
tab='	'
nl='
'
set -f
fail() { printf '%.300s\n' "$1" >&2; exit 1; }

# ask SECONDS TAGS SQL: by the account of oned.conf, whose password goes to the client's standard input and nowhere else. Sets out to
# the lines that begin with one of the tags: clients have warnings of their own.
ask() {
    out=$(printf '%s\n' "$options" | timeout -s KILL "$1" $client --defaults-file=/dev/stdin -N -B -e "$3" 2>&1)
    case $? in
    0) out=$(printf '%s\n' "$out" | grep -E "^($2)$tab") || : ;;
    124 | 137) fail "its database gave no answer within $1 s" ;;
    *) fail "its database: ${out##*"$nl"}" ;;
    esac
}

# A killed client leaves its statement at work, so the servers are told to give up; each obeys its own way of being told.
limit='/*M! SET STATEMENT max_statement_time=8 FOR */ SELECT /*+ MAX_EXECUTION_TIME(8000) */'

main() {
    [ -r /etc/one/oned.conf ] || fail '/etc/one/oned.conf cannot be read'
    conf=$(awk "$configuration" /etc/one/oned.conf)
    case $nl$conf$nl in *"${nl}backend mysql$nl"*) ;; *) fail 'its database is not MariaDB or MySQL' ;; esac
    options=$(awk -v client=1 "$configuration" /etc/one/oned.conf)
    [ -n "$options" ] || fail 'oned.conf has a value in its section DB that is longer than 1000 bytes'
    if command -v mariadb >/dev/null; then client=mariadb
    elif command -v mysql >/dev/null; then client=mysql
    else fail 'there is neither mariadb nor mysql to ask its database with'; fi
    # Left out is what each server writes for itself, past raft, and what is oneha's own.
    ask 5 name "SELECT 'name', table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
        AND table_name NOT IN ('logdb', 'host_monitoring', 'vm_monitoring', 'local_db_versioning')
        AND table_name NOT LIKE 'oneha\\_%' ORDER BY table_name"
    statements=
    IFS=$nl
    for line in $out; do
        table=${line#*"$tab"}
        # A table's name goes into a statement. OpenNebula's are all plain; one that is not may be meant to be read as SQL.
        case $table in *[!A-Za-z0-9_]*) fail 'its database has a table with a name that OpenNebula gives to none' ;; esac
        # Each server has a row of its own about raft there.
        case $table in system_attributes) own=" WHERE name <> 'RAFT_STATE'" ;; *) own= ;; esac
        statements="$statements $limit 'table', '$table', COUNT(*) FROM \`$table\`$own;"
    done
    [ -n "$statements" ] || fail 'its database has no tables'
    unset IFS
    ask 20 'applied|first|table' "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION WITH CONSISTENT SNAPSHOT;
        SELECT 'applied', log_index FROM logdb WHERE applied = '1' ORDER BY log_index DESC LIMIT 1;
        SELECT 'first', log_index, timestamp FROM logdb ORDER BY log_index LIMIT 1;
        $statements COMMIT"
    printf 'oneha-tables 1\n%s\nend\n' "$out"
}
main </dev/null
exit

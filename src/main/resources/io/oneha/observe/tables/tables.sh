# What each replicated table of the zone's database holds, all in one snapshot, and how far the log was applied then.
# configuration: the program that reads oned.conf. verb: counts: how many rows; digests: also a digest of them; index: only how far
# the log was applied. target: an index that is waited for first, for 3 s at most, where it is higher. The answer is made of lines
# "TAG<tab>VALUE", from "oneha-tables 1" to "end"; exit status 1: the last line of standard error says why there is none. Nothing is
# written but an empty file that keeps a second comparison from beginning while one runs, and nothing is locked in the database.
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

applied="SELECT 'applied', log_index FROM logdb WHERE applied = '1' ORDER BY log_index DESC LIMIT 1;"

# Left out is what each server writes for itself, past raft, and what is oneha's own. The log itself is left out as well: each server
# shortens its own when it finds the time.
replicated="table_schema = DATABASE() AND table_name NOT IN ('logdb', 'host_monitoring', 'vm_monitoring', 'local_db_versioning')
    AND table_name NOT LIKE 'oneha\\_%'"

# A name goes into a statement. OpenNebula's are all plain; one that is not may be meant to be read as SQL.
plain() { # kind name
    case $2 in '' | *[!A-Za-z0-9_]*) fail "its database has a $1 with a name that OpenNebula gives to none" ;; esac
}

# Adds the statement about a table to statements. A killed client leaves its statement at work, so the servers are told to give up;
# each obeys its own way of being told.
about() { # table, and what there is beside its rows
    # Each server has a row of its own about raft there.
    case $1 in system_attributes) own=" WHERE name <> 'RAFT_STATE'" ;; *) own= ;; esac
    statements="$statements /*M! SET STATEMENT max_statement_time=$patience FOR */ SELECT /*+ MAX_EXECUTION_TIME(${patience}000) */
        'table', '$1', COUNT(*)$2 FROM \`$1\`$own;"
}

counts() {
    ask 5 name "SELECT 'name', table_name FROM information_schema.tables WHERE $replicated AND table_type = 'BASE TABLE' ORDER BY table_name"
    IFS=$nl
    for line in $out; do
        table=${line#*"$tab"}
        plain table "$table"
        about "$table" ''
    done
    unset IFS
}

# A row's digest is that of all its columns, each with its length before it, so that none can pass for a part of another. Columns are in
# the order of their names, and text is in one encoding: neither has to be the same everywhere. The digests of rows are joined by XOR,
# which makes their order irrelevant; no row is there twice, for each table has a primary key.
digests() {
    compared_here
    ask 5 column "SELECT 'column', table_name, column_name, IF(character_set_name IS NULL AND data_type <> 'json', 'bytes', 'text')
        FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
        WHERE $replicated AND table_type = 'BASE TABLE' ORDER BY table_name, CAST(column_name AS BINARY)"
    last='' row=''
    IFS=$nl
    for line in $out; do
        line=${line#*"$tab"} table=${line%%"$tab"*}
        line=${line#*"$tab"} column=${line%%"$tab"*}
        plain table "$table"
        plain column "$column"
        if [ "$table" != "$last" ]; then digest "$last"; fi
        last=$table
        case $line in *text) value="CONVERT(\`$column\` USING utf8mb4)" ;; *) value="\`$column\`" ;; esac
        row="$row${row:+, }IFNULL(CONCAT(LENGTH($value), ':', CAST($value AS BINARY)), '-')"
    done
    unset IFS
    digest "$last"
}

digest() { # table, or nothing before the first
    if [ -n "$1" ]; then about "$1" ", LPAD(HEX(BIT_XOR(CAST(CONV(LEFT(MD5(CONCAT($row)), 16), 16, 10) AS UNSIGNED))), 16, '0')"; fi
    row=''
}

# Whether the database is one of this host alone: only then is a copy compared with another.
compared_here() {
    at=$(printf '%s\n' "$options" | sed -n 's/^host="\(.*\)"$/\1/p')
    ask 5 'server|wsrep_on' "SELECT 'server', @@hostname; SHOW GLOBAL VARIABLES LIKE 'wsrep_on'"
    case $nl$out$nl in *"${nl}wsrep_on${tab}ON$nl"*) fail 'its database is part of a Galera cluster, whose data is not compared' ;; esac
    case $at in '' | localhost | 127.* | ::1) return ;; esac
    IFS= read -r host </proc/sys/kernel/hostname || host=$(uname -n)
    case $nl$out$nl in *"${nl}server$tab$host$nl"*) ;; *) fail "its database is on $at and not on the front-end: its data is not compared" ;; esac
}

# One comparison at a time: what hangs on a host must not pile up. The lock goes when the last program of it has ended.
alone() {
    command -v flock >/dev/null || return 0
    (umask 077; mkdir -p /run/oneha && : >>/run/oneha/tables) 2>/dev/null || return 0
    exec 9>>/run/oneha/tables
    flock -w 2 9 || fail 'another comparison of its tables has not ended yet'
}

main() {
    [ -r /etc/one/oned.conf ] || fail '/etc/one/oned.conf cannot be read'
    alone
    conf=$(awk "$configuration" /etc/one/oned.conf)
    case $nl$conf$nl in *"${nl}backend mysql$nl"*) ;; *) fail 'its database is not MariaDB or MySQL' ;; esac
    options=$(awk -v client=1 "$configuration" /etc/one/oned.conf)
    [ -n "$options" ] || fail 'oned.conf has a value in its section DB that is longer than 1000 bytes'
    if command -v mariadb >/dev/null; then client=mariadb
    elif command -v mysql >/dev/null; then client=mysql
    else fail 'there is neither mariadb nor mysql to ask its database with'; fi
    statements=
    case $verb in
    counts) patience=8 most=20; counts ;;
    digests) patience=40 most=60; digests ;;
    index) ask 5 applied "$applied"; printf 'oneha-tables 1\n%s\nend\n' "$out"; return ;;
    esac
    [ -n "$statements" ] || fail 'its database has no tables'
    waits='' left=300
    # Each statement looks anew, until the snapshot begins.
    while [ "${target:-0}" -gt 0 ] && [ $left -gt 0 ]; do
        waits="$waits DO SLEEP(IF((SELECT log_index FROM logdb WHERE applied = '1' ORDER BY log_index DESC LIMIT 1) < $target, 0.01, 0));"
        left=$((left - 1))
    done
    ask "$most" 'applied|first|table' "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; $waits
        START TRANSACTION WITH CONSISTENT SNAPSHOT; $applied
        SELECT 'first', log_index, timestamp FROM logdb ORDER BY log_index LIMIT 1;
        $statements COMMIT"
    printf 'oneha-tables 1\n%s\nend\n' "$out"
}
main </dev/null
exit

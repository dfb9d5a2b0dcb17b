# The zone's database on the host that joins. database: its name; kept: where the tables go that are there now.
# The marker is the last thing that a dump makes, so where it is, the whole of it was restored.
# Once that was proved, another table says when: until oned is started on it by us, nobody's oned may have run there since.
marker=oneha_restored
proved=oneha_proved
# A table's name goes into statements. OpenNebula's are all plain; one that is not may be meant to be read as SQL.
tables() {
    odd=$(ask "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = '$1' AND table_name RLIKE '[^A-Za-z0-9_]'") || exit 1
    [ "$odd" = 0 ] || fail "the database $1 has a table with a name that OpenNebula gives to none, and oneha does not touch it" \
        "look for it: \`SHOW TABLES FROM $1\`; rename or drop it, and ask who made it"
    ask "SELECT table_name FROM information_schema.tables WHERE table_schema = '$1' AND table_type = 'BASE TABLE' ORDER BY table_name"
}
name_is_plain() { case $1 in '' | *[!A-Za-z0-9_]*) fail "the database's name is not one that oneha works on" ;; esac; }
name_is_plain "$database"
case $verb in
counts)
    there=$(tables "$database") || exit 1
    statements=
    for table in $there; do
        case $table in "$marker" | "$proved") continue ;; esac
        statements="${statements}SELECT '$table', COUNT(*) FROM \`$table\`;"
    done
    [ -z "$statements" ] || ask "$statements" "$database" ;;
size)
    ask "SELECT COALESCE(SUM(data_length), 0) FROM information_schema.tables WHERE table_schema = '$database'" ;;
is-restored)
    [ -n "$(ask "SELECT 1 FROM information_schema.tables WHERE table_schema = '$database' AND table_name = '$marker'")" ] || no ;;
prepare)
    oned_is_stopped
    name_is_plain "$kept"
    # Data, indexes and the server's own log of it, in KiB.
    data=$(ask 'SELECT @@datadir') || exit 1
    free=$(df -P -k "$data" | awk 'NR == 2 { print $4 }')
    [ "${free:-0}" -gt $((need / 1024 * 2 + 65536)) ] ||
        fail "$data has ${free:-0} KiB free, the database wants about $((need / 1024 * 2 + 65536)) KiB" "make room in $data"
    there=$(tables "$database") || exit 1
    if [ -n "$there" ]; then
        aside=$(tables "$kept") || exit 1
        if [ -z "$aside" ]; then
            ask "CREATE DATABASE IF NOT EXISTS $kept CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci" || exit 1
            moves=
            for table in $there; do moves="$moves${moves:+, }\`$database\`.\`$table\` TO \`$kept\`.\`$table\`"; done
            ask "RENAME TABLE $moves" || exit 1
        fi
    fi
    # What is there still is left over from an earlier try of this run, and may still be written by it.
    for id in $(ask "SELECT id FROM information_schema.processlist WHERE db = '$database' AND id <> CONNECTION_ID()"); do
        ask "KILL $id" 2>/dev/null
    done
    ask "DROP DATABASE IF EXISTS \`$database\`; CREATE DATABASE \`$database\` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci" || exit 1 ;;
proven)
    ask "DROP TABLE IF EXISTS \`$database\`.$proved; CREATE TABLE \`$database\`.$proved (at BIGINT);
        INSERT INTO \`$database\`.$proved VALUES ($(date +%s)); DROP TABLE IF EXISTS \`$database\`.$marker" || exit 1 ;;
# Whether it is still as it was proved: oned's log was not written, and its unit not started, since. given: oned was started on it.
state)
    if [ -z "$(ask "SELECT 1 FROM information_schema.tables WHERE table_schema = '$database' AND table_name = '$proved'")" ]; then
        echo given
        exit 0
    fi
    at=$(ask "SELECT MAX(at) FROM \`$database\`.$proved") || exit 1
    case $at in '' | *[!0-9]*) echo ran; exit 0 ;; esac
    wrote=$(stat -c %Y /var/log/one/oned.log 2>/dev/null) || wrote=0
    began=$(systemctl show -p ExecMainStartTimestamp --value opennebula 2>/dev/null)
    began=$(date -d "${began:-@0}" +%s 2>/dev/null) || began=0
    if [ "$wrote" -gt "$at" ] || [ "$began" -gt "$at" ]; then echo ran; else echo whole; fi ;;
given)
    ask "DROP TABLE IF EXISTS \`$database\`.$proved" || exit 1 ;;
range)
    ask "SELECT COUNT(*), COALESCE(MIN(log_index), -1), COALESCE(MAX(log_index), -1) FROM logdb" "$database" ;;
kept)
    [ -n "$(ask "SHOW DATABASES LIKE 'oneha\\_kept\\_%'")" ] || no ;;
finish)
    ask "DROP TABLE IF EXISTS \`$database\`.$marker, \`$database\`.$proved" || exit 1
    for name in $(ask "SHOW DATABASES LIKE 'oneha\\_kept\\_%'"); do
        case $name in *[!A-Za-z0-9_]*) continue ;; esac
        ask "DROP DATABASE \`$name\`" || exit 1
    done ;;
esac

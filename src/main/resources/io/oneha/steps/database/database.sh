# The zone's database on the host that joins. database: its name; kept: where the tables go that are there now.
# The marker is the last thing that a dump makes, so where it is, the whole of it was restored.
# Once that was proved, another table says when: until oned is started on it by us, nobody's oned may have run there since.
# looks: counts size room is-restored state range kept unmarked ties term term-end
marker=oneha_restored
proved=oneha_proved
# A database that has this table is a copy of ours that did not come to its end: nothing in it is the host's own.
copying=oneha_copying
# A table's name goes into statements. OpenNebula's are all plain; one that is not may be meant to be read as SQL. It is this list that
# is looked at, and not another: whoever may make tables could make one in between.
tables() {
    list=$(ask "SELECT table_name FROM information_schema.tables WHERE table_schema = '$1' AND table_type = 'BASE TABLE' ORDER BY table_name") ||
        exit 1
    case $list in *[!A-Za-z0-9_"$nl"]*) fail "the database $1 has a table with a name that OpenNebula gives to none, and oneha does not touch it" \
        "look for it: \`SHOW TABLES FROM $1\`; rename or drop it, and ask who made it" ;; esac
    printf '%s\n' "$list"
}
name_is_plain "$database"
know_client
# A table of the zone's account may be a view that calls a function of its, and both do with the rights of whoever asks. So what is in
# the tables is read and written by that account itself; MariaDB's root does only what it may not, and reads no row of its.
readers=' counts range state proven spoiled given '
case $readers in *" $verb "*)
    [ -n "${options-}" ] || fail "the account of oned.conf was not given, and root does not read its tables" ;;
esac
set -f
# What is at work on the database is left over from a copy that broke: it holds tables locked, and renaming them would wait for it.
end_sessions() {
    tries=0
    while :; do
        ids=$(ask "SELECT id FROM information_schema.processlist WHERE db = '$database' AND id <> CONNECTION_ID()") || exit 1
        [ -n "$ids" ] || break
        [ $tries -lt 60 ] ||
            fail "session $(last "$ids") still works on the database $database" 'end it there with KILL, then resume the run'
        for id in $ids; do ask "KILL $id" 2>/dev/null; done
        tries=$((tries + 1))
        sleep 0.5
    done
    [ $tries = 0 ] || echo "ended what an earlier copy had left at work on the database"
}
# One of these scripts at a time: an earlier one may still wait here after its oneha was killed.
alone() {
    command -v flock >/dev/null || return 0
    secret_folder /run/oneha
    exec 9</run/oneha || fail '/run/oneha cannot be read'
    flock -n 9 && return 0
    flock -w 60 9 || fail 'an earlier script of oneha still works on the database' 'wait until it has ended, then resume the run'
    echo 'waited until an earlier script of oneha was done with the database'
}
# Only those that are one plain word: what a shell splits at a space may be the name of another database.
kept_names() {
    ask "SELECT schema_name FROM information_schema.schemata
        WHERE schema_name LIKE 'oneha\\_kept\\_%' AND schema_name NOT RLIKE '[^A-Za-z0-9_]'"
}
# Whatever holds a table locked is waited for this long, in seconds.
patience='SET SESSION lock_wait_timeout = 30;'
case $verb in
counts)
    there=$(tables "$database") || exit 1
    statements=
    for table in $there; do
        case $table in "$marker" | "$copying" | "$proved") continue ;; esac
        statements="${statements}SELECT '$table', COUNT(*) FROM \`$table\`;"
    done
    [ -z "$statements" ] || ask "$statements" "$database" ;;
size)
    ask "SELECT COALESCE(SUM(data_length), 0) FROM information_schema.tables WHERE table_schema = '$database'" ;;
room)
    # As large as it is on the disk, in KiB: statistics know of what was written lately only later, and of indexes elsewhere.
    data=$(ask 'SELECT @@datadir' "$database") || exit 1
    real=$(du -sk "$data/$database" 2>/dev/null | cut -f 1)
    [ -n "$real" ] || real=$(ask "SELECT COALESCE(SUM(data_length + index_length), 0) DIV 1024 FROM information_schema.tables
        WHERE table_schema = '$database'") || exit 1
    echo "$real" ;;
#: KILL the sessions that an earlier copy has left at work on the database
end) end_sessions ;;
is-restored)
    [ -n "$(ask "SELECT 1 FROM information_schema.tables WHERE table_schema = '$database' AND table_name = '$marker'")" ] || no ;;
unmarked)
    marks=$(ask "SELECT 1 FROM information_schema.tables WHERE table_schema = '$database'
        AND table_name IN ('$marker', '$copying', '$proved') LIMIT 1") || exit 1
    [ -z "$marks" ] || no ;;
#: KILL the sessions that an earlier copy has left at work on the database
#: RENAME TABLE: set the database that is there aside; CREATE DATABASE
prepare)
    oned_is_stopped
    name_is_plain "$kept"
    alone
    end_sessions
    there=$(tables "$database") || exit 1
    case "$nl$there$nl" in *"$nl$copying$nl"*)
        ask "$patience DROP DATABASE \`$database\`" || exit 1
        there= ;;
    esac
    # As large as it is on the leader's disk, in KiB, and as much again where the server keeps a log of all that is written.
    data=$(ask 'SELECT @@datadir') || exit 1
    [ "$(ask 'SELECT @@log_bin')" != 1 ] || need=$((need * 2))
    need=$((need / 4 * 5 + 65536))
    free=$(df -P -k "$data" | awk 'NR == 2 { print $4 }')
    [ "${free:-0}" -gt "$need" ] ||
        fail "$data has ${free:-0} KiB free, the database wants about $need KiB" "make room in $data"
    if [ -n "$there" ]; then
        aside=$(tables "$kept") || exit 1
        if [ -z "$aside" ]; then
            ask "CREATE DATABASE IF NOT EXISTS $kept CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci" || exit 1
            moves=
            for table in $there; do moves="$moves${moves:+, }\`$database\`.\`$table\` TO \`$kept\`.\`$table\`"; done
            ask "$patience RENAME TABLE $moves" || exit 1
        fi
    fi
    ask "$patience DROP DATABASE IF EXISTS \`$database\`; CREATE DATABASE \`$database\` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;
        CREATE TABLE \`$database\`.$copying (since INT)" || exit 1 ;;
#: mark the copy as proved
proven)
    ask "DROP TABLE IF EXISTS \`$database\`.$proved; CREATE TABLE \`$database\`.$proved (at BIGINT);
        INSERT INTO \`$database\`.$proved VALUES ($(date +%s)); DROP TABLE IF EXISTS \`$database\`.$marker, \`$database\`.$copying" || exit 1 ;;
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
# It was given to oned, and turned out not to be the zone's: it counts as one that somebody's oned has written to.
#: mark the copy as one that does not count
spoiled)
    ask "DROP TABLE IF EXISTS \`$database\`.$proved; CREATE TABLE \`$database\`.$proved (at BIGINT);
        INSERT INTO \`$database\`.$proved VALUES (0)" || exit 1 ;;
#: mark the copy as given to oned
given)
    ask "DROP TABLE IF EXISTS \`$database\`.$proved" || exit 1 ;;
range)
    ask "SELECT COUNT(*), COALESCE(MIN(log_index), -1), COALESCE(MAX(log_index), -1) FROM logdb" "$database" ;;
# What else than the zone's raft writes to it: a Galera cluster, or a database that it is a replica of. Of an answer only what the client
# prints counts, for it may warn of something else. Of the replica root asks, for oned's account has no right to: no table is read.
ties)
    wsrep="SELECT @@wsrep_on = 1 AND @@wsrep_provider <> 'none'"
    tie=$(ask "$wsrep" 2>/dev/null) || case $(ask "$wsrep" 2>&1 >/dev/null) in *'ERROR 1193 '*) tie=0 ;; *) tie= ;; esac
    case $tie in 0) ;; 1) echo galera ;; *) echo unknown ;; esac
    options=
    # Of MariaDB, with connections that have a name; of MySQL; of MySQL before 8.0.22.
    asked=
    for statement in 'SHOW ALL SLAVES STATUS' 'SHOW REPLICA STATUS' 'SHOW SLAVE STATUS'; do
        follows=$(ask "$statement" 2>/dev/null) && asked=yes && break
        case $(ask "$statement" 2>&1 >/dev/null) in *'ERROR 1064 '*) ;; *) break ;; esac
    done
    if [ -z "$asked" ]; then echo unknown; elif [ -n "$follows" ]; then echo replica; fi ;;
# The highest term of its log, and raft's own state.
term)
    ask "SELECT COALESCE((SELECT MAX(term) FROM logdb), 0), COALESCE((SELECT body FROM system_attributes WHERE name = 'RAFT_STATE'), '')" "$database" ;;
# The index behind the last entry of a term; 0 where there is none.
term-end)
    case $term in '' | *[!0-9]*) fail 'the term is no number' ;; esac
    ask "SELECT COALESCE(MAX(log_index) + 1, 0) FROM logdb WHERE term = $term" "$database" ;;
#: UPDATE system_attributes: TERM of RAFT_STATE is the leader's, VOTEDFOR -1
reset-term)
    oned_is_stopped
    case $term in '' | *[!0-9]*) fail 'the term of the leader is no number' ;; esac
    ask "UPDATE system_attributes SET body = '<TEMPLATE><TERM><![CDATA[$term]]></TERM><VOTEDFOR><![CDATA[-1]]></VOTEDFOR></TEMPLATE>'
        WHERE name = 'RAFT_STATE'" "$database" || exit 1 ;;
kept)
    names=$(kept_names) || exit 1
    [ -n "$names" ] || no ;;
#: DROP DATABASE for what was set aside, DROP TABLE for the marks of the copy
finish)
    ask "DROP TABLE IF EXISTS \`$database\`.$marker, \`$database\`.$copying, \`$database\`.$proved" || exit 1
    names=$(kept_names) || exit 1
    for name in $names; do
        name_is_plain "$name"
        ask "DROP DATABASE \`$name\`" || exit 1
    done ;;
esac

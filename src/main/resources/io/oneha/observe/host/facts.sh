# What oneha wants to know of a front-end. Usage: sh -s -- [NAME OF ANOTHER FRONT-END]...
# The answer is made of lines "TAG VALUE", from "oneha-facts 1" to "end TIME". Whatever comes from the host stands behind a tag on
# every line, so no content can pass for another line, and an answer without its end was cut. Nothing is written to the host but
# an empty file that tells that a look runs. What
# may block (a dead mount, a database, a name server) runs under a time limit, and side by side with the rest. Most of what it
# costs is starting programs, so what the shell can do as well is done by the shell.
# The password of the database goes from oned.conf to the client's standard input and nowhere else.

# The parts of a look are called by name, which shellcheck does not follow.
# shellcheck disable=SC2317
units='opennebula opennebula-flow opennebula-gate opennebula-form opennebula-fireedge opennebula-hem opennebula-novnc
opennebula-showback opennebula-showback.timer opennebula-ssh-agent mariadb mysql mysqld nginx apache2 httpd haproxy'

# Reads OpenNebula's configuration as oned's own parser does (src/parsers of its source), and lets through what is named here only.
# client=1: prints the options of the database's client instead, or nothing where one of them is too long: the client reads its options
# in pieces of about 4000 bytes, and takes each for a line. Values must not pass through gsub: awks differ about backslashes.
configuration='
function join(text, what, with,    at, all) {
    while (at = index(text, what)) { all = all substr(text, 1, at - 1) with; text = substr(text, at + length(what)) }
    return all text
}
function closing(text, from,    at, more) {
    at = index(substr(text, from), "\"")
    if (at) at += from - 1
    while (at > 1 && substr(text, at - 1, 1) == "\\") {
        more = index(substr(text, at + 1), "\"")
        if (!more) return 0
        at += more
    }
    return at
}
function fails() { bad = FNR }
function may(section, key, value) {
    if (length(value) > 2000 || value ~ /\\$/) return 0
    if (section == "FEDERATION") return key ~ /^(MODE|ZONE_ID|SERVER_ID)$/
    if (section == "RAFT") return key !~ /PASS/
    if (section == "RAFT_LEADER_HOOK" || section == "RAFT_FOLLOWER_HOOK") return key ~ /^(COMMAND|ARGUMENTS)$/
    if (section == "NETWORK") return key == "MONITOR_ADDRESS"
    return section == "DB" && key ~ /^(BACKEND|SERVER|PORT|USER|DB_NAME)$/ && value ~ /^[A-Za-z0-9_.:@%+$\/-]*$/
}
function keep() {
    if (state == "top=") { state = "top"; return }
    state = "next"
    value = join(value, "\\\"", "\"")
    if ((section, key) in known || section in complete) return
    known[section, key] = value
    if (may(section, key, value)) text = text (text == "" ? "" : ", ") key " = \"" join(value, "\"", "\\\"") "\""
}
function close_section() {
    state = "top"
    if (!(section in complete) && text != "") all = all tag " " join(section " = [ " text " ]", "\n", "\n" tag " ") "\n"
    complete[section] = 1
}
function option(name, value) {
    if (length(value) > 1000) long = 1
    if (value != "") options = options name "=\"" join(join(join(value, "\\", "\\\\"), "\"", "\\\""), "\n", "\\n") "\"\n"
}
function finish() {
    if (tag == "") return
    if (!bad && (quoted || pending || state != "top")) bad = lines
    if (client && !bad) {
        options = "[client]\nconnect-timeout=2\nloose-skip-ssl-verify-server-cert\n"
        option("host", known["DB", "SERVER"]); option("user", known["DB", "USER"]); option("password", known["DB", "PASSWD"])
        if (known["DB", "PORT"] > 0) option("port", known["DB", "PORT"])
        options = options "[mysql]\n"
        option("database", known["DB", "DB_NAME"])
        if (!long) printf "%s", options
    }
    if (client) return
    if (bad) { print "unseen " file ": line " bad " is not understood"; return }
    printf "%s", all
    if (tag == "oned.conf") print "backend " (may("DB", "BACKEND", known["DB", "BACKEND"]) ? tolower(known["DB", "BACKEND"]) : "")
}
FNR == 1 {
    finish()
    file = tag = FILENAME; sub(/.*\//, "", tag)
    state = "top"; bad = quoted = pending = 0; all = text = ""
    split("", known); split("", complete)
}
{ lines = FNR }
bad { next }
{
    rest = $0; sub(/\r$/, "", rest)
    while (!bad) {
        if (quoted) {
            at = closing(rest, 1)
            if (!at) { value = value rest "\n"; next }
            value = value substr(rest, 1, at - 1); rest = substr(rest, at + 1); quoted = 0
            keep()
        } else if (pending) {
            pending = 0
            bare = match(rest, /^[^]=# \t,[]+/) ? RLENGTH : 0
            first = substr(rest, 1, 1)
            if (first == "[" && state == "top=") { state = "first"; text = ""; rest = substr(rest, 2) }
            else if (first == "\"" && (!(at = closing(rest, 2)) || at >= bare)) {
                quoted = 1; value = ""; rest = substr(rest, 2)
            }
            else if (bare) { value = substr(rest, 1, bare); rest = substr(rest, bare + 1); keep() }
            else fails()
        } else {
            sub(/^[ \t]+/, "", rest)
            first = substr(rest, 1, 1)
            if (first == "" || first == "#") next
            if (match(rest, /^[A-Za-z0-9_]+/)) {
                word = toupper(substr(rest, 1, RLENGTH)); rest = substr(rest, RLENGTH + 1)
                if (state == "top") { section = word; state = "top=" }
                else if (state == "first" || state == "key") { key = word; state = "key=" }
                else fails()
                continue
            }
            rest = substr(rest, 2)
            if (first == "=" && (state == "top=" || state == "key=")) {
                sub(/^[ \t]+/, "", rest)
                if (rest != "") pending = 1
                else if (state == "top=") state = "top"
                else fails()
            }
            else if (first == "," && state == "next") state = "key"
            else if (first == "]" && (state == "next" || state == "first")) close_section()
            else fails()
        }
    }
}
END { finish() }
'

# Puts to every datastore "ID IMAGES PATH" what is mounted there: the longest mount point above it, of equal ones the last. Of one
# that is there and cannot be read ("closed ID WHY") nothing is known but that it is there.
mounts='
function closed(id, why) {
    print "unseen datastore " id ": " why
    print "datastore " id "\t0\t/var/lib/one/datastores/" id "\t\t"
}
function plain(text,    at, all, code) {
    while (at = match(text, /\\[0-7][0-7][0-7]/)) {
        code = substr(text, at + 1, 1) * 64 + substr(text, at + 2, 1) * 8 + substr(text, at + 3, 1)
        all = all substr(text, 1, at - 1) sprintf("%c", code)
        text = substr(text, at + 4)
    }
    return all text
}
FILENAME != "-" {
    for (dash = 7; dash <= NF && $dash != "-"; dash++) ;
    n++; at[n] = plain($5); type[n] = $(dash + 1); source[n] = plain($(dash + 2)); next
}
$1 == "store" {
    path = $0; sub(/^store [0-9]+ [01] /, "", path)
    best = 0; length_of_best = -1
    for (i = 1; i <= n; i++) {
        above = at[i] == "/" ? "/" : at[i] "/"
        if (index(path "/", above) == 1 && length(above) >= length_of_best) { best = i; length_of_best = length(above) }
    }
    if (source[best] type[best] ~ /[\001-\037]/) closed($2, "its mount has an odd name")
    else if (length(path source[best] type[best]) > 3000) closed($2, "its path is too long")
    else print "datastore " $2 "\t" $3 "\t" path "\t" source[best] "\t" type[best]
    fflush()
    next
}
$1 == "closed" { text = $0; sub(/^closed [0-9]+ /, "", text); closed($2, text); fflush() }
$1 == "unseen" { print; fflush() }
'

# A line of oned.log that tells of elections: "Mon Nov 23 08:34:46 2026 [Z0][RCM][I]: oned is now the leader of the zone".
election='^[A-Z][a-z]+ [A-Z][a-z]+ [ 0-9:]+ \[Z[0-9]+\]\[(RCM|RRM|ReM)\]\[[A-Z]\]: (oned is now the leader|oned started in|oned is set to'
election="$election|Becoming leader|Failed to get heartbeat|Starting replication and heartbeat|Failed to load log record|New term"
election="$election|Got majority of votes)"

# The last of them. A leader that cannot serve a follower says so every three seconds: one of those is enough.
ring='
{ this = $0 ~ /Failed to load log record/; if (!(this && last)) n++; last = this; line[n % 20] = substr($0, 1, 500) }
END { for (i = n > 20 ? n - 19 : 1; i <= n; i++) print line[i % 20] }
'

unseen() { printf 'unseen %.400s\n' "$1"; }

# says STATUS TEXT SECONDS: why a command under a time limit failed.
says() { case $1 in 124 | 137) echo "no answer within $3 s" ;; *) printf '%.300s\n' "$2" | head -n 1 ;; esac; }

# Whether a text is of a size to work on: the time that shells take grows with its square.
short() { [ ${#1} -le 12000 ]; }

# emit TAG TEXT: each line of the text behind the tag, each in one write, which a pipe keeps whole.
emit() {
    if ! short "$2"; then unseen "$1: more than fits into the answer"; return; fi
    left=$2$nl
    while [ -n "$left" ]; do
        printf '%s %.500s\n' "$1" "${left%%"$nl"*}"
        left=${left#*"$nl"}
    done
}

# Whether a file or folder can be read; says so when it is there and cannot. What does not exist is not worth a word. A text, since
# what may lie on a dead mount is asked for by shells under a time limit, and what is oneadmin's by shells that run as oneadmin.
reading='
readable() {
    [ -r "$1" ] && { [ ! -d "$1" ] || [ -x "$1" ]; } && return 0
    if [ -e "$1" ] || { [ -d "${1%/*}" ] && [ ! -x "${1%/*}" ]; }; then printf "unseen %.400s: permission denied\n" "$1"; return 1; fi
    case $(stat -L "$1" 2>&1) in
    *"No such file"*) [ ! -L "$1" ] || printf "unseen %.400s: its link leads nowhere\n" "$1" ;;
    *"ermission denied"*) printf "unseen %.400s: permission denied\n" "$1" ;;
    *) printf "unseen %.400s: it does not answer as it should, is its mount dead?\n" "$1" ;;
    esac
    return 1
}
'
eval "$reading"

# bounded NAME SECONDS COMMAND...: what a command prints that may meet a dead mount, 4 MB at most, and last a line "end STATUS" unless
# it was cut. What the command says of its errors must not go to this shell's own output. No signal ends a program that waits for a
# file system in user space, so nobody waits for the program itself: its pipe is left to a reader that can be ended. As long as such a
# program is there its part of the look is not begun again: "end busy". Programs that are not root's hold nothing of root's.
bounded() (
    name=$1 limit=$2
    shift 2
    if [ -n "$locks" ]; then
        exec 7>>"/run/oneha/$name" 9>&-
        flock -n 7 || { echo 'end busy'; exit; }
    fi
    { timeout -s KILL "$limit" "$@" 7>&- 9>&-; echo "end $?"; } | {
        timeout -s KILL $((limit + 1)) cat
        case $? in 124 | 137)
            exec 8<&0
            cat <&8 >/dev/null 2>&1 &
        esac
    } | head -c 4100000
)

# slow STATUS SECONDS: why a bounded program gave no answer.
slow() {
    case $1 in
    busy) echo 'what an earlier look has begun there has not ended yet, is its mount dead?' ;;
    *) echo "no answer within $2 s, is its mount dead?" ;;
    esac
}

# Sets nics.
addresses() {
    nics=''
    command -v ip >/dev/null || { unseen 'addresses: there is no ip command'; return; }
    nics=$(ip -j address show 2>/dev/null) || nics=$(ip address show 2>&1) || {
        unseen "addresses: $(says $? "$nics" 2)"
        nics=''
        return
    }
    if [ ${#nics} -gt 400000 ]; then nics=''; unseen 'addresses: more than fit into the answer'; fi
}

system() {
    for file in /etc/os-release /usr/lib/os-release; do
        [ -r $file ] || continue
        while IFS= read -r line; do
            case $line in ID=* | VERSION_ID=* | PRETTY_NAME=*) printf 'os %.200s\n' "$line" ;; esac
        done <$file
        return
    done
}

services() {
    command -v systemctl >/dev/null || { unseen 'services: there is no systemctl'; return; }
    # A busy systemd takes its time, and without this answer nothing may be planned.
    # shellcheck disable=SC2086 # each word is an argument
    if out=$(timeout -s KILL 4 systemctl show --no-pager -p Id,LoadState,ActiveState,UnitFileState $units 2>&1); then
        emit unit "$out"
    else
        unseen "services: $(says $? "$out" 4)"
    fi
}

# dpkg's own file says it in a tenth of the time that dpkg-query takes, which reads all of it; it is asked for what is not there.
package() {
    if [ -r /var/lib/dpkg/status ]; then
        out=$(grep -x -F -A 30 'Package: opennebula' /var/lib/dpkg/status)
        out=${out%%"$nl$nl"*}$nl
        case $out in
        *"${nl}Status: "*" installed$nl"*"Version: "*)
            out=${out#*"${nl}Version: "}
            printf 'package %.100s\n' "${out%%"$nl"*}"
            return ;;
        esac
    fi
    if command -v dpkg-query >/dev/null && out=$(dpkg-query -W -f='${Status}|${Version}' opennebula 2>/dev/null) && short "$out"; then
        case $out in *' installed|'*) printf 'package %.100s\n' "${out##*|}"; return ;; esac
    fi
    if command -v rpm >/dev/null && out=$(timeout -s KILL 2 rpm -q --qf '%{VERSION}-%{RELEASE}\n' opennebula 2>/dev/null) && short "$out"; then
        printf 'package %.100s\n' "${out%%"$nl"*}"
    fi
}

disk() { # path, name
    # shellcheck disable=SC2016 # the inner shell expands it
    out=$(bounded "$2" 2 sh -c 'exec df -P -k "$1" 2>&1' sh "$1")
    case $out in
    *"${nl}end 0") out=${out%"${nl}end 0"}; printf 'disk %.500s\t%.1000s\n' "$1" "${out##*"$nl"}" ;;
    *'end 124' | *'end 137' | 'end busy') unseen "$1: its file system gave no answer within 2 s" ;;
    *'No such file'*) ;;
    *) unseen "disk of $1: $(says 1 "${out%%"$nl"*}")" ;;
    esac
}

# All at once, or else one by one to see which it is. Sets dead when /var/lib/one does not answer: then it is left alone.
disks() {
    set -- /var/lib/one /var/tmp
    case $(bounded mysql 1 test -d /var/lib/mysql) in
    'end 0') set -- "$@" /var/lib/mysql ;;
    'end 1') ;;
    *) unseen '/var/lib/mysql: its file system gave no answer within 1 s' ;;
    esac
    out=$(bounded disks 1 df -P -k "$@" 2>/dev/null)
    case $out in *"${nl}end 0")
        for path do
            out=${out#*"$nl"}
            printf 'disk %s\t%.1000s\n' "$path" "${out%%"$nl"*}"
        done
        return ;;
    esac
    out=$(for path do disk "$path" "disk-${path##*/}" & done; wait)
    case $out in *'unseen /var/lib/one: its file system'*) dead=1 ;; esac
    [ -z "$out" ] || printf '%s\n' "$out"
}

datastores() {
    drops /var/lib/one/. /var/lib/one/datastores /var/lib/one/datastores/. || return
    # shellcheck disable=SC2086,SC2016 # each word is an argument; the inner shell expands the rest
    out=$(bounded datastores 2 $drop sh -c "$reading"'
        base=/var/lib/one/datastores; count=0; all=""
        if ! readable "$base" || ! cd -P "$base"; then exit; fi
        for store in [0-9]*; do
            case $store in *[!0-9]* | ??????????*) continue ;; esac
            count=$((count + 1))
            if [ $count -gt 64 ]; then echo "unseen datastores: more than 64"; break; fi
            all="$all $store"
        done
        echo "all$all"
        for store in $all; do
            echo "try $store"
            if ! [ -d "$store" ]; then
                why=$(stat -L "$store/." 2>&1)
                case $why in
                *"No such file"*) echo "unseen datastore $store: its link leads nowhere" ;;
                *"Not a directory"*) echo "none $store" ;;
                *"ermission denied"*) echo "closed $store permission denied" ;;
                *) echo "closed $store it does not answer as it should, is its mount dead?" ;;
                esac
                continue
            fi
            if ! cd -P "$store"; then echo "closed $store permission denied"; continue; fi
            images=0
            for file in [0-9a-f]???????????????????????????????; do
                case $file in *[!0-9a-f]*) continue ;; esac
                if [ -f "$file" ]; then images=1; break; fi
            done
            case $PWD in
            *[[:cntrl:]]*) echo "closed $store its path has an odd name" ;;
            *) echo "store $store $images $PWD" ;;
            esac
            cd -P "$base" || exit
        done' 2>/dev/null)
    case $out in
    'end 0') return ;;
    *"${nl}end 0") ;;
    *)
        status=${out##*end }
        case $status in
        124 | 137 | busy) why=$(slow "$status" 2) ;;
        *) why='it cannot be read as its owner' ;;
        esac
        case $nl$out in *"${nl}all "*) ;; *) unseen "/var/lib/one/datastores: $why"; return ;; esac
        # The one that was tried last, and those after it, which were not tried at all.
        last=${out##*"${nl}try "} ids=${out#*all} after=''
        last=${last%%"$nl"*}
        for id in ${ids%%"$nl"*}; do
            [ "$id" != "$last" ] || after=1
            [ -z "$after" ] || out="$out${nl}closed $id $why"
        done ;;
    esac
    printf '%s\n' "$out" | awk "$mounts" /proc/self/mountinfo -
}

# database BACKEND
database() {
    case $1 in
    mysql) ;;
    sqlite | '')
        [ -z "$dead" ] || return
        drops /var/lib/one/. || return
        # shellcheck disable=SC2086,SC2016 # each word is an argument; the inner shell expands the rest
        out=$(bounded sqlite 2 $drop sh -c "$reading"'
            if readable "$1"; then if [ -s "$1" ]; then echo "sqlite 1"; fi
            elif [ -x "${1%/*}" ] && ! [ -e "$1" ] && ! [ -L "$1" ]; then echo "sqlite 0"; fi' sh /var/lib/one/one.db)
        case $out in
        'sqlite 0'* | 'sqlite 1'*) printf '%.8s\n' "$out" ;;
        unseen\ *) printf '%.500s\n' "${out%%"$nl"*}" ;;
        'end 0') ;;
        *'end 124' | *'end 137' | *'end busy') unseen "/var/lib/one/one.db: $(slow "${out##*end }" 2)" ;;
        *) unseen '/var/lib/one/one.db: it cannot be read as its owner' ;;
        esac
        return ;;
    *) unseen "database: the backend $1 is not one that oneha can ask"; return ;;
    esac
    if command -v mariadb >/dev/null; then client=mariadb
    elif command -v mysql >/dev/null; then client=mysql
    else unseen 'database: there is neither mariadb nor mysql to ask it with'; return; fi
    options=$(awk -v client=1 "$configuration" /etc/one/oned.conf)
    [ -n "$options" ] || { unseen 'database: oned.conf has a value in its section DB that is longer than 1000 bytes'; return; }
    # Counting may take long on a cold cache, so the servers are told to give up; each obeys its own way of being told.
    out=$({ printf '%s\n' "$options" | timeout -s KILL 3 "$client" --defaults-file=/dev/stdin -N -B -c -e '
        SELECT MIN(log_index), MAX(log_index), @@hostname, @@datadir FROM logdb;
        /*M! SET STATEMENT max_statement_time=0.5 FOR */ SELECT /*+ MAX_EXECUTION_TIME(500) */ COUNT(*) FROM logdb' 2>&1; echo "end $?"; } | head -c 20000)
    case $out in
    *'end '[0-9] | *'end '[0-9][0-9] | *'end '[0-9][0-9][0-9])
        printf 'client %s\n' "${out##*end }"
        out=${out%end *} ;;
    *) printf 'client 1\n' ;;
    esac
    out=${out%"$nl"}
    emit database "$out"
    short "$out" || return
    IFS=$tab
    # shellcheck disable=SC2086 # each word is an argument
    set -- ${out%%"$nl"*}
    if [ "${3-}" = "$host" ] && [ "${4%/}" != /var/lib/mysql ]; then disk "${4%/}" disk-database; fi
}

# The mark of a run of oneha, and how long ago that run gave a sign of life.
mark() {
    file=/var/lib/oneha/lock
    readable "$file" || return
    [ -f "$file" ] && [ ! -L "$file" ] || { unseen "$file: not a file of oneha's"; return; }
    then=$(stat -c %Y "$file") && now=$(date +%s) && [ "$now" -ge "$then" ] && printf 'run quiet %s\n' $((now - then))
    count=0
    while IFS= read -r line && [ "$count" -lt 100 ]; do
        count=$((count + 1))
        # How long it is quiet is what its file's time says, and nothing in the file.
        case $line in quiet*) continue ;; esac
        printf 'run %.1100s\n' "$line"
    done <"$file"
    # It keeps runs out all the same.
    [ "$count" -gt 0 ] || echo 'run empty'
}

elections() {
    # The folder is oneadmin's, so anything may lie there, also what nobody ever writes to.
    drops /var/log/one/. || return
    # shellcheck disable=SC2086,SC2016 # each word is an argument; the inner shell expands the rest
    out=$(bounded elections 2 $drop sh -c "$reading"'
        if ! readable "$1"; then exit 0; fi
        if ! [ -f "$1" ]; then echo "unseen $1: not a file"; exit 0; fi
        { tail -c 2000000 "$1" || echo "tail failed"; } | grep -a -E "$2|^tail failed\$"
        exit 0' sh /var/log/one/oned.log "$election")
    case $out in
    'end 0') return ;;
    unseen\ *"${nl}end 0") printf '%.500s\n' "${out%%"$nl"*}"; return ;;
    *"tail failed${nl}end 0") unseen '/var/log/one/oned.log: it cannot be read to its end'; return ;;
    *"${nl}end 0") out=${out%"${nl}end 0"} ;;
    *'end 124' | *'end 137' | *'end busy') unseen "/var/log/one/oned.log: $(slow "${out##*end }" 2)"; return ;;
    *) unseen '/var/log/one/oned.log: it cannot be read as its owner'; return ;;
    esac
    # Only a log that tells much has to be thinned out.
    short "$out" || out=$(printf '%s\n' "$out" | awk "$ring")
    case $out in *'Failed to load log record'*) out=$(printf '%s\n' "$out" | awk "$ring") ;; esac
    emit log "$out"
}

peers() {
    command -v bash >/dev/null || { unseen 'other front-ends: there is no bash to connect with'; return; }
    timeout -s KILL 2 bash -c '
        for name do
            printf "peer %s\n" "$name"
            { address=$(getent ahosts "$name") && printf "peer %s address %s\n" "$name" "${address%% *}"; } &
            for port in 22 2633; do
                { : 3<>"/dev/tcp/$name/$port" && printf "peer %s port %s\n" "$name" $port; } 2>/dev/null &
            done
        done
        wait' bash "$@"
}

# Sets drop to the words that go before a program which is to read in these folders: it then runs as the first account but root that
# one of them belongs to, and in that account's own group, so that what is put there as a link leads no further than that account can
# go itself. Whose /var/lib/one is, is learnt once, in home. Where it cannot be learnt whose any of them is, nothing is to be read. Where
# none of them exists there is nothing to read.
drops() { # folders
    drop='' known='' missing=1
    case $uid in 0 | '') ;; *) return ;; esac
    case $1 in /var/lib/one/.) if [ -n "$home" ]; then drop=$home; return; fi ;; esac
    for folder do
        # shellcheck disable=SC2016 # the inner shell expands it
        owner=$(bounded "owner-$part" 2 sh -c 'exec stat -c %u "$1" 2>&1' sh "$folder")
        case $owner in
        "0${nl}end 0") known=1; continue ;;
        [1-9]*"${nl}end 0") owner=${owner%%"$nl"*} ;;
        *'No such file'*"${nl}end "?) continue ;;
        *'end 124' | *'end 137' | *'end busy') missing=''; break ;;
        *) missing=''; continue ;;
        esac
        case $owner in *[!0-9]*) missing=''; continue ;; esac
        group=$(timeout -s KILL 2 id -g "$owner" 2>/dev/null)
        case $group in '' | 0 | *[!0-9]*) group=65534 ;; esac
        if command -v setpriv >/dev/null; then drop="setpriv --reuid $owner --regid $group --clear-groups"
        else drop="chroot --userspec=+$owner:+$group --groups= /"; fi
        return
    done
    if [ -n "$known" ]; then return; fi
    [ -n "$missing" ] || unseen "${1%/.}: it could not be learnt whose it is"
    return 1
}

# checksums NAME FOLDER...: drop is set. Left out: what editors, package managers and we ourselves keep aside, and whatever is too
# large to be configuration. Of .one only credentials count. Sets sums, which is cut where it is more than is printed of it.
checksums() {
    # shellcheck disable=SC2086,SC2016 # each word is an argument; the inner shell expands the rest
    sums=$(name=$1; shift; bounded "$name" 3 $drop sh -c "$reading"'
        for folder do
            shift
            if readable "$folder"; then
                if [ -d "$folder" ]; then set -- "$@" "$folder"; else echo "unseen $folder: not a folder"; fi
            fi
        done
        if [ $# -eq 0 ]; then echo "status 0"; exit 0; fi
        {
            find -H "$@" -type f -size -8193 \( ! -path "/var/lib/one/.one/*" -o -name "*_auth" -o -name "*_key" \) \
                ! -name "*~" ! -name "#*#" ! -name ".*.sw?" ! -name "*.bak" ! -name "*.old" ! -name "*.orig" ! -name "*.rej" \
                ! -name "*.save" ! -name "*.dpkg-*" ! -name "*.ucf-*" ! -name "*.rpmnew" ! -name "*.rpmsave" ! -name "*.rpmorig" \
                ! -name "*.oneha-*" -exec sha256sum {} +
            echo "status $?"
        } | head -c 400000' sh "$@")
    case $sums in
    *"status 0${nl}end 0") ;;
    *"status "[1-9]"${nl}end 0" | *"status "[1-9][0-9]*"${nl}end 0") unseen 'checksums: some files cannot be read' ;;
    # Cut, for it is more than is printed.
    *'end 0') ;;
    *'end 124' | *'end 137') unseen 'checksums: not ready within 3 s' ;;
    'end busy') unseen "checksums: $(slow busy 3)" ;;
    *) sums=''; unseen 'checksums: they could not be made' ;;
    esac
    sums=${sums%end *}
    sums=${sums%status *}
}

# The drivers by what each is made of, from a listing of their folder: a line for every file of their configuration in etc, and one
# for every two folders elsewhere, such as tm/ceph. The number tells contents apart as a checksum does; their order does not count.
drivers='
function number(text,    n, i) {
    for (i = 1; i <= length(text); i++) n = (n * 131 + index(signs, substr(text, i, 1))) % 4294967291
    return n
}
BEGIN { signs = " -._+@%:,=~/\t0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" }
$1 == "odd" { next }
{
    path = $0; sub(/^[^.]*\.\//, "", path); sub(/\t.*/, "", path)
    n = split(path, part, "/")
    name = part[1] == "etc" || n < 3 ? path : part[1] "/" part[2]
    if (!(name in sum) && ++count > 500) next
    sum[name] = (sum[name] + number($0)) % 4294967291
}
END {
    for (name in sum) printf "remote %.0f %s\n", sum[name], name
    if (count > 500) print "unseen /var/lib/one/remotes: more than fits into the answer"
}
'

remotes() {
    drops /var/lib/one/. /var/lib/one/remotes || return
    # shellcheck disable=SC2086,SC2016 # each word is an argument; the inner shell expands the rest
    out=$(bounded remotes 3 $drop sh -c "$reading"'
        readable "$1" || exit 0
        cd -P "$1" || exit
        { eval "$2"; echo whole; } | head -c 4000000' sh /var/lib/one/remotes "$listing")
    case $out in
    'end 0') ;;
    unseen\ *"${nl}end 0") printf '%.500s\n' "${out%%"$nl"*}" ;;
    *"whole${nl}end 0") printf '%s' "${out%whole"${nl}end 0"}" | awk "$drivers" ;;
    *'end 124' | *'end 137') unseen '/var/lib/one/remotes: no answer within 3 s' ;;
    *'end busy') unseen "/var/lib/one/remotes: $(slow busy 3)" ;;
    *)
        if [ ${#out} -lt 3900000 ]; then unseen '/var/lib/one/remotes: some files cannot be read'
        else unseen '/var/lib/one/remotes: more than fits into the answer'; fi ;;
    esac
}

# Whether oned hangs: something listens at its port, and either takes no more connections or answers nothing to a call from here.
oned() {
    command -v ss >/dev/null && command -v bash >/dev/null || return
    listening=$(timeout -s KILL 2 ss -Hltn 'sport = :2633') && [ -n "$listening" ] && short "$listening" || return
    at=''
    while read -r _ waiting room address _; do
        case $waiting$room in '' | *[!0-9]*) return ;; esac
        if [ "$room" -gt 0 ] && [ "$waiting" -ge "$room" ]; then echo 'oned hangs'; return; fi
        at=${at:-${address%:*}}
    done <<E
$listening
E
    at=${at#[} at=${at%]}
    case $at in '*' | 0.0.0.0 | ::) at=127.0.0.1 ;; esac
    timeout -s KILL 2 bash -c '
        exec 3<>"/dev/tcp/$1/2633" || exit 3
        body="<?xml version=\"1.0\"?><methodCall><methodName>system.listMethods</methodName><params/></methodCall>"
        printf "POST /RPC2 HTTP/1.0\r\nContent-Type: text/xml\r\nContent-Length: %s\r\n\r\n%s" ${#body} "$body" >&3
        read -r -n 1 -u 3' bash "$at"
    case $? in 124 | 137) echo 'oned hangs' ;; *) echo 'oned answers' ;; esac
}

# Prints sums, as many as may be.
print_sums() { # how many
    count=0 size=0
    IFS=$nl
    for line in $sums; do
        count=$((count + 1)) size=$((size + ${#line}))
        if [ $count -gt "$1" ] || [ $size -gt $(($1 * 150)) ]; then unseen 'checksums: more files than fit into the answer'; break; fi
        case $line in unseen\ *) printf '%.500s\n' "$line" ;; *) printf 'sum %s\n' "$line" ;; esac
    done
    unset IFS
}

# What is in oneadmin's folders.
credentials() {
    set -- /var/lib/one/.one /var/lib/one/.ssh
    drops /var/lib/one/. "$@" || return
    checksums credentials "$@"
    print_sums 200
}

# Does a part of the look beside the rest; a part that cannot be begun, as where there is no room for another process, ends the look.
part() {
    { part=$1; "$@"; exit 0; } &
    parts="$parts $!:$1"
}

main() {
    umask 077
    set -f
    # From where a program that is not root can go on.
    cd /
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
    export PATH LC_ALL
    unset ENV BASH_ENV CDPATH GREP_OPTIONS POSIXLY_CORRECT MYSQL_PWD MYSQL_HOST MYSQL_TCP_PORT MYSQL_UNIX_PORT
    MYSQL_TEST_LOGIN_FILE=/dev/null; export MYSQL_TEST_LOGIN_FILE
    tab='	'
    nl='
'
    echo 'oneha-facts 1'
    date '+clock %s.%N'
    IFS= read -r host </proc/sys/kernel/hostname || host=$(uname -n)
    printf 'hostname %.300s\n' "$host"
    uid=''
    while read -r key _ value _; do
        if [ "$key" = Uid: ]; then uid=$value; break; fi
    done </proc/self/status
    if [ "$uid" = 0 ]; then name=${SUDO_USER:-root}; else name=$(id -un) || name=$uid; fi
    printf 'login %s %.200s\n' "$uid" "$name"
    system
    # What tells of itself in short lines does so while the rest is gathered, and a pipe keeps each of them whole.
    parts='' part=main
    part services
    part package
    part mark
    [ $# -eq 0 ] || part peers "$@"
    dead='' drop='' home=''
    disks
    if [ -z "$dead" ] && drops /var/lib/one/. >/dev/null; then home=$drop drop=''; fi
    part elections
    [ -n "$dead" ] || part datastores
    [ -n "$dead" ] || part remotes
    [ -n "$dead" ] || part credentials
    part oned
    files='' conf=''
    readable /etc/one/oned.conf && files=/etc/one/oned.conf
    readable /etc/one/monitord.conf && files="$files /etc/one/monitord.conf"
    if [ -n "$files" ]; then
        # shellcheck disable=SC2086 # each word is an argument
        conf=$(awk "$configuration" $files)
        case $nl$conf in *"${nl}backend "*) backend=${conf##*"${nl}backend "}; part database "${backend%%"$nl"*}" ;; esac
    fi
    addresses
    sums=''
    checksums configuration /etc/one
    for part in $parts; do
        wait "${part%%:*}" || case ${part#*:} in
        mark) unseen '/var/lib/oneha/lock: this part of the look ended before its end' ;;
        *) unseen "${part#*:}: this part of the look ended before its end" ;;
        esac
    done
    [ -z "$conf" ] || printf '%s\n' "$conf"
    case $nics in
    '') ;;
    *"$nl"*) printf '%s\n' "$nics" | sed 's/^/address /' ;;
    *) printf 'address %s\n' "$nics" ;;
    esac
    print_sums 2000
    date '+end %s.%N'
}

# One look at a time: what hangs on a host must not pile up. The lock goes when the last program of a look has ended.
alone() {
    locks=''
    command -v flock >/dev/null || return 0
    if (umask 077; mkdir -p /run/oneha) 2>/dev/null && [ -w /run/oneha ]; then
        (umask 077; : >>/run/oneha/look) 2>/dev/null || return 0
        exec 9>>/run/oneha/look
        locks=1
    elif [ -d "${HOME-}/.ssh" ] && [ -r "$HOME/.ssh" ]; then exec 9<"$HOME/.ssh"
    elif [ -d "${HOME-}" ] && [ -r "$HOME" ]; then exec 9<"$HOME"
    else return 0; fi
    flock -w 2 9
}
alone || { echo 'an earlier look at this host has not ended yet' >&2; exit 75; }
main "$@" </dev/null 2>/dev/null
exit

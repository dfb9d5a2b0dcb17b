# A raft hook of oned.conf, run as oned runs it: by oneadmin. command: its path; arguments: its words; role: leader or follower.
# Both are what oneadmin's own oned.conf says, and are no more than a path, names and addresses all the same.
case $command in '' | -* | *..* | *[!A-Za-z0-9._/-]*) fail "the command of the raft hook is not one that oneha runs" 'see RAFT_LEADER_HOOK and RAFT_FOLLOWER_HOOK in /etc/one/oned.conf' ;; esac
set -f
for word in $arguments; do
    case $word in -* | *[!A-Za-z0-9._:@/-]*) fail "the arguments of the raft hook are not ones that oneha gives" 'see RAFT_LEADER_HOOK and RAFT_FOLLOWER_HOOK in /etc/one/oned.conf' ;; esac
done
case $command in /*) file=$command ;; *) file=/var/lib/one/remotes/hooks/$command ;; esac
case $verb in
#: run the hook of its oned.conf for a $role, as oneadmin
run)
    cd / || exit
    runuser -u oneadmin -- test -f "$file" && runuser -u oneadmin -- test -x "$file" || fail "oneadmin cannot run $file" "see that it is there, and chmod +x"
    # Its exit status is 0 even where it has failed: whoever calls it looks at the addresses.
    # shellcheck disable=SC2086 # The arguments are words.
    out=$(runuser -u oneadmin -- timeout -s KILL 55 "$file" $arguments 2>&1 | timeout -s KILL 60 head -c 4000)
    [ -z "$out" ] || last "$out" ;;
esac

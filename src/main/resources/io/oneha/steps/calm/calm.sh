# What stands against stopping a server.
# looks: free machine
case $verb in
# vip.sh holds its lock while it announces the address, and answers nobody meanwhile. It runs as oneadmin, whose processes may say
# anything of themselves: it is waited for, and only for a while. Those of other accounts are not even read, nor what they have begun
# with root's rights, such as sudo that asks for a password.
free)
    service=$(id -u oneadmin 2>/dev/null) || service=0
    ours="(0|$service)[[:blank:]]+"
    own=$(timeout -s KILL 5 grep -lsE "^Uid:[[:blank:]]+$ours$ours" /proc/[0-9]*/status | head -c 1000000 | sed 's/status$/cmdline/')
    [ -n "$own" ] || fail 'its processes cannot be looked at'
    # shellcheck disable=SC2086 # Its words are files.
    hooks=$(timeout -s KILL 5 grep -lzsE '/raft/vip\.sh$' $own | head -c 100000)
    # shellcheck disable=SC2086 # As above. An editor has no role.
    [ -z "$hooks" ] || ! timeout -s KILL 5 grep -qzsxE 'leader|follower' $hooks || no ;;
# What the run has kept there: the file as it was before, the command's folder, the number of the boot.
#: remove $kept
forget)
    case $kept in /var/lib/oneha/backups/oneha-*[!A-Za-z0-9-]* | *..*) fail "$kept is not what a run keeps" ;; /var/lib/oneha/backups/oneha-?*) ;; *) fail "$kept is not what a run keeps" ;; esac
    [ ! -e "$kept" ] || { secret_folder "$kept" && rm -rf "$kept"; } || fail "$kept cannot be removed" ;;
machine) head -c 64 /etc/machine-id ;;
esac

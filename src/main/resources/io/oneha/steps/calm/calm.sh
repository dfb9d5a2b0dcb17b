# What stands against stopping a server.
# looks: free machine
case $verb in
# vip.sh holds its lock while it announces the address, and answers nobody meanwhile. It runs as oneadmin, whose processes may say
# anything of themselves: it is waited for, and only for a while.
free)
    for process in /proc/[0-9]*; do
        words=$(tr '\0' ' ' <"$process/cmdline" 2>/dev/null | head -c 1000) || continue
        case " $words" in */raft/vip.sh\ *) no ;; esac
    done ;;
# What the run has kept there: the file as it was before, the command's folder, the number of the boot.
#: remove $kept
forget)
    case $kept in /var/lib/oneha/backups/oneha-*[!A-Za-z0-9-]* | *..*) fail "$kept is not what a run keeps" ;; /var/lib/oneha/backups/oneha-?*) ;; *) fail "$kept is not what a run keeps" ;; esac
    [ ! -e "$kept" ] || { secret_folder "$kept" && rm -rf "$kept"; } || fail "$kept cannot be removed" ;;
machine) head -c 64 /etc/machine-id ;;
esac

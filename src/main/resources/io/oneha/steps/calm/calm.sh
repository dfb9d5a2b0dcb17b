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
machine) head -c 64 /etc/machine-id ;;
esac

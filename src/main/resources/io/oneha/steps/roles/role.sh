# Services that belong on the leader and nowhere else. units: those that are started or stopped.
known='opennebula-flow opennebula-gate opennebula-form opennebula-hem opennebula-showback.timer'
set -f
for unit in $units; do
    case " $known " in *" $unit "*) ;; *) fail 'a unit is none of those that follow the leader' 'see the list of units' ;; esac
done
does() {
    for unit in $units; do
        out=$(timeout -s KILL 60 systemctl "$1" "$unit" 2>&1) ||
            fail "$unit: systemctl $1: $(last "$(printf '%s\n' "$out" | grep -v '^See ')")" "\`systemctl status $unit\` there"
    done
}
case $verb in
#: systemctl start $units
start) does start ;;
#: systemctl stop $units
stop) does stop ;;
esac

# Units of a front-end beside oned's. enable, start: those of a host that has joined; one that is not there, or masked, is passed over.
# spared: of these, those whose failure is told only.
# looks: list check
has() { [ "$(systemctl show -p LoadState --value "$1" 2>/dev/null)" = loaded ]; }
is() { systemctl "is-$1" -q "$2" 2>/dev/null; }
try() { # verb unit
    out=$(systemctl "$1" "$2" 2>&1) && return
    why="$2: systemctl $1: $(last "$(printf '%s\n' "$out" | grep -v '^See ')")"
    case " $spared " in *" $2 "*) printf '%s\n' "$why" && return ;; esac
    fail "$why" "\`systemctl status $2\` there; where it is not wanted: \`systemctl mask $2\`; then resume the run"
}
known='opennebula-flow opennebula-gate opennebula-form opennebula-fireedge opennebula-guacd opennebula-novnc'
for unit in $enable $start; do
    case " $known " in *" $unit "*) ;; *) fail 'the leader names a unit that is none of a front-end' 'see its list of units' ;; esac
done
case $verb in
list)
    for unit in $known; do
        has "$unit" || continue
        is enabled "$unit" && boot=enabled || boot=disabled
        is active "$unit" && now=active || now=inactive
        echo "$unit $boot $now"
    done ;;
check)
    for unit in $enable; do ! has "$unit" || is enabled "$unit" || echo "$unit is not enabled"; done
    for unit in $start; do ! has "$unit" || is active "$unit" || echo "$unit does not run"; done ;;
#: systemctl restart for each of opennebula-flow, -gate, -form, -fireedge, -guacd, -novnc and -hem that runs
again)
    for unit in $known opennebula-hem; do
        ! has "$unit" || ! is active "$unit" || { try restart "$unit"; echo "$unit was restarted"; }
    done ;;
#: systemctl enable for each of opennebula-flow, -gate, -form, -fireedge, -guacd and -novnc that is installed, and enabled on the leader
#: systemctl start for those of the last three that run on the leader
do)
    for unit in $enable; do ! has "$unit" || is enabled "$unit" || try enable "$unit"; done
    for unit in $start; do ! has "$unit" || is active "$unit" || try start "$unit"; done ;;
esac

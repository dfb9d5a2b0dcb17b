# A command of the operator's, which outlives the connection: systemd runs it, its output and its end are in a folder of root's. folder:
# that one; command: the line; limit: how long it may take, in seconds; unit: its name for systemd; version: OpenNebula's before it.
# looks: follow version
# What systemd does not tell counts as a command that runs: its files are needed.
runs_no_more() { case $(systemctl is-active "$unit.service" 2>/dev/null) in inactive | failed | unknown) ;; *) return 1 ;; esac; }
state() {
    if [ -f "$folder/end" ]; then echo "ended $(sed -n 1p "$folder/end" | head -c 8)"
    elif [ ! -f "$folder/command" ]; then echo none
    elif ! runs_no_more; then echo running
    elif [ -f "$folder/end" ]; then echo "ended $(sed -n 1p "$folder/end" | head -c 8)"
    else echo lost; fi
}
# What systemd runs in the folder. The output takes 64 MiB; what is more, or finds no room, is thrown away, and the command is none the
# wiser. At its end what it has printed is waited for, but not for what its children go on printing: the end says how far it was.
work='
cd / || exit
rm -f "$1/pipe" && mkfifo "$1/pipe" || exit
(trap "" XFSZ; ulimit -f 131072; cat >>"$1/output" 2>/dev/null; exec cat >/dev/null) <"$1/pipe" &
keeper=$!
sh "$1/command" >"$1/pipe" 2>&1
status=$?
tries=0
while kill -0 $keeper 2>/dev/null && [ $tries -lt 10 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
printf "%s\n%s\n" $status "$(wc -c <"$1/output")" >"$1/end.new" && mv "$1/end.new" "$1/end"
'
case $verb in
# What waits for a package manager's lock waits for five minutes, and asks nobody anything.
#: systemd-run, as root: $command
begin)
    command -v systemd-run >/dev/null || fail 'there is no systemd-run' 'install systemd'
    runs_no_more || fail 'an earlier command still runs, or systemd does not say whether it does' "see \`systemctl status $unit\`, then resume the run"
    secret_folder "$folder"
    rm -f "$folder/end" "$folder/command" "$folder/output"
    [ -s "$folder/version" ] || { printf '%s\n' "$version" >"$folder/version.new" && mv "$folder/version.new" "$folder/version"; } ||
        fail "there is no room in $folder" 'make room there'
    printf 'DPkg::Lock::Timeout "300";\n' >"$folder/apt.conf" &&
        printf '%s\n' "$command" >"$folder/command.new" && [ "$(wc -c <"$folder/command.new")" -gt "${#command}" ] ||
        fail "the command cannot be written in $folder" "make room there"
    : >"$folder/output"
    printf '%s' "$work" >"$folder/runs" || fail "the command cannot be written in $folder" "make room there"
    systemctl reset-failed "$unit.service" 2>/dev/null
    mv "$folder/command.new" "$folder/command"
    out=$(systemd-run --quiet --collect --unit="$unit" -p RuntimeMaxSec="$limit" -p KillMode=control-group -p TimeoutStopSec=90 \
        -p UMask=0022 --setenv=DEBIAN_FRONTEND=noninteractive --setenv=APT_CONFIG="$folder/apt.conf" \
        --setenv=ZYPP_LOCK_TIMEOUT=300 --setenv=PATH="$PATH" sh "$folder/runs" "$folder" 2>&1) || {
        rm -f "$folder/command"
        fail "the command cannot be started: $(last "$out")" "see \`systemctl status $unit\`"
    } ;;
# A line with its state, then the next part of what it printed, to its end.
follow)
    state
    [ -f "$folder/output" ] || exit 0
    left=$(sed -n 2p "$folder/end" 2>/dev/null)
    left=$((${left:-67108864} - from))
    [ $left -lt 65536 ] || left=65536
    [ $left -le 0 ] || tail -c "+$((from + 1))" "$folder/output" | head -c $left ;;
version) head -c 100 "$folder/version" 2>/dev/null || : ;;
esac

# A command of the operator's, which outlives the connection: systemd runs it, its output and its end are in a folder of root's. folder:
# that one; command: the line; limit: how long it may take, in seconds; unit: its name for systemd; version: OpenNebula's before it.
# looks: follow version
state() {
    if [ -f "$folder/end" ]; then echo "ended $(head -c 8 "$folder/end")"
    elif [ ! -f "$folder/command" ]; then echo none
    elif systemctl is-active -q "$unit.service"; then echo running
    elif [ -f "$folder/end" ]; then echo "ended $(head -c 8 "$folder/end")"
    else echo lost; fi
}
case $verb in
# What waits for a package manager's lock waits for five minutes, and asks nobody anything.
#: systemd-run, as root: $command
begin)
    command -v systemd-run >/dev/null || fail 'there is no systemd-run' 'install systemd'
    secret_folder "$folder"
    rm -f "$folder/end" "$folder/command" "$folder/output"
    [ -f "$folder/version" ] || printf '%s\n' "$version" >"$folder/version" || fail "there is no room in $folder"
    printf 'DPkg::Lock::Timeout "300";\n' >"$folder/apt.conf" &&
        printf '%s\n' "$command" >"$folder/command.new" && [ "$(wc -c <"$folder/command.new")" -gt "${#command}" ] ||
        fail "the command cannot be written in $folder" "make room there"
    : >"$folder/output"
    printf '%s\n' 'cd / && sh "$1/command" >>"$1/output" 2>&1' 'echo $? >"$1/end.new" && mv "$1/end.new" "$1/end"' >"$folder/runs" ||
        fail "the command cannot be written in $folder" "make room there"
    systemctl reset-failed "$unit.service" 2>/dev/null
    mv "$folder/command.new" "$folder/command"
    out=$(systemd-run --quiet --collect --unit="$unit" -p RuntimeMaxSec="$limit" -p KillMode=mixed -p UMask=0022 \
        --setenv=DEBIAN_FRONTEND=noninteractive --setenv=APT_CONFIG="$folder/apt.conf" --setenv=ZYPP_LOCK_TIMEOUT=300 \
        --setenv=PATH="$PATH" sh "$folder/runs" "$folder" 2>&1) || {
        rm -f "$folder/command"
        fail "the command cannot be started: $(last "$out")" "see \`systemctl status $unit\`"
    } ;;
# A line with its state, then the next part of what it printed.
follow)
    state
    [ ! -f "$folder/output" ] || tail -c "+$((from + 1))" "$folder/output" | head -c 65536 ;;
version) head -c 100 "$folder/version" 2>/dev/null || : ;;
esac

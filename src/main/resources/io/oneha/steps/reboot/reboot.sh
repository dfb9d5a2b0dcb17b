# The front-end rebooted. boot: a file of root's with the number of the boot before it.
# looks: needed rebooted
now() { head -c 64 /proc/sys/kernel/random/boot_id; }
case $verb in
# Source: reboot-notifier's /run/reboot-required; dnf-utils' needs-restarting, whose status 1 asks for a reboot; zypper needs-rebooting,
# whose status 102 does.
needed)
    [ ! -e /run/reboot-required ] && [ ! -e /var/run/reboot-required ] || exit 0
    if command -v needs-restarting >/dev/null; then
        timeout -s KILL 60 needs-restarting -r >/dev/null 2>&1
        [ $? = 1 ] && exit 0
    elif command -v zypper >/dev/null; then
        timeout -s KILL 60 zypper needs-rebooting >/dev/null 2>&1
        [ $? = 102 ] && exit 0
    fi
    no ;;
rebooted) [ -f "$boot" ] && [ "$(head -c 64 "$boot")" != "$(now)" ] || no ;;
#: systemctl reboot
reboot)
    secret_folder "${boot%/*}"
    now >"$boot.new" && [ -s "$boot.new" ] && timeout -s KILL 5 sync "$boot.new" && mv "$boot.new" "$boot" ||
        fail "the number of this boot cannot be written in ${boot%/*}" "make room there"
    # This connection ends first.
    out=$(systemd-run --quiet --collect --on-active=1 systemctl reboot 2>&1) ||
        fail "it cannot be rebooted: $(last "$out")" "see \`journalctl -b -n 50\`" ;;
esac

# oned's unit.
words() {
    line=$(grep -a -E '\]\[[EC]\]|rror' /var/log/one/oned.log 2>/dev/null | tail -n 1)
    [ -n "$line" ] || line=$(tail -n 1 /var/log/one/oned.log 2>/dev/null)
    printf '%s' "$line"
}
start() { out=$(systemctl "$1" opennebula 2>&1) || fail "oned does not start: $(last "$out") $(words)" 'journalctl -u opennebula'; }
case $verb in
running) systemctl is-active -q opennebula || no ;;
# systemd starts an oned that failed again by itself, and calls that activating: only these two are an end.
ended) case $(systemctl is-active opennebula) in inactive | failed) ;; *) no ;; esac ;;
enabled) systemctl is-enabled -q opennebula || no ;;
start)
    systemctl reset-failed opennebula 2>/dev/null
    start start ;;
restart)
    systemctl reset-failed opennebula 2>/dev/null
    start restart ;;
enable)
    out=$(systemctl enable opennebula 2>&1) || fail "opennebula cannot be enabled: $(last "$out")" ;;
words) words ;;
esac

# oned's unit.
# looks: running ended enabled masked words
words() {
    log=/var/log/one/oned.log
    # oneadmin's folder: what it reads there itself, of a file, for a while.
    reader=$(actor $log 2>/dev/null) && by "$reader" test -f $log || return 0
    end=$(by "$reader" timeout -s KILL 3 tail -c 200000 $log 2>/dev/null)
    line=$(printf '%s\n' "$end" | grep -a -E '\]\[[EC]\]|rror' | tail -n 1)
    [ -n "$line" ] || line=$(last "$end")
    printf '%s' "$line"
}
start() { out=$(systemctl "$1" opennebula 2>&1) || fail "oned does not start: $(last "$out") $(words)" 'journalctl -u opennebula'; }
case $verb in
running) systemctl is-active -q opennebula || no ;;
# systemd starts an oned that failed again by itself, and calls that activating: only these two are an end.
ended) case $(systemctl is-active opennebula) in inactive | failed) ;; *) no ;; esac ;;
enabled) systemctl is-enabled -q opennebula || no ;;
masked) case $(systemctl is-enabled opennebula 2>/dev/null) in masked*) ;; *) no ;; esac ;;
# A candidate does not end by SIGTERM: what waits for it would wait for as long as systemd does.
#: systemctl stop --no-block opennebula
stop) out=$(systemctl stop --no-block opennebula 2>&1) || fail "oned does not stop: $(last "$out")" 'journalctl -u opennebula' ;;
# Only after a stop: alone, systemd would start it again.
#: systemctl kill -s KILL opennebula, where oned does not end within 30 s, is a candidate or refuses logins
kill) systemctl kill -s KILL opennebula 2>/dev/null || : ;;
#: systemctl reset-failed opennebula
#: systemctl start opennebula
start)
    systemctl reset-failed opennebula 2>/dev/null
    start start ;;
#: systemctl reset-failed opennebula
#: systemctl restart opennebula
restart)
    systemctl reset-failed opennebula 2>/dev/null
    start restart ;;
#: systemctl enable opennebula
enable)
    out=$(systemctl enable opennebula 2>&1) || fail "opennebula cannot be enabled: $(last "$out")" ;;
#: systemctl disable opennebula
disable)
    out=$(systemctl disable opennebula 2>&1) || fail "opennebula cannot be disabled: $(last "$out")" ;;
words) words ;;
esac

# A machine's logins in apt's netrc files: those of HOSTS, and no others.
function ends() { if (mine && rest != "") print "machine " machine rest; rest = ""; mine = 0 }
BEGIN { n = split(ENVIRON["HOSTS"], h, "\n"); for (i = 1; i <= n; i++) if (h[i] != "") wanted[h[i]] = 1 }
{
    for (i = 1; i <= NF; i++) {
        if ($i == "machine" && !value) { ends(); machine = ""; naming = 1; continue }
        if (naming) {
            machine = host = $i; naming = 0
            sub(/^[a-z+]*:\/\//, "", host); sub(/\/.*/, "", host)
            mine = (host in wanted); continue
        }
        value = !value && ($i == "login" || $i == "password")
        rest = rest " " $i
    }
}
END { ends() }

# Of a one-line source file of apt: the lines that name one of PLACES; or, where there is none, opennebula.
function bare(uri) { sub(/\/\/[^\/]*@/, "//", uri); sub(/\/+$/, "", uri); return uri }
BEGIN { n = split(ENVIRON["PLACES"], p, "\n"); for (i = 1; i <= n; i++) if (p[i] != "") { wanted[bare(p[i])] = 1; some = 1 } }
/^[ \t]*deb[ \t]/ {
    line = $0; sub(/^[ \t]*deb[ \t]+/, "", line); sub(/^\[[^]]*\][ \t]*/, "", line); split(line, a, /[ \t]+/)
    if (some ? bare(a[1]) in wanted : tolower(a[1]) ~ /opennebula/) print
}

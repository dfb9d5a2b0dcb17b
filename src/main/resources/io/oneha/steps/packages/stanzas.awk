# Of a deb822 source file of apt: the stanzas that name one of PLACES; or, where there is none, opennebula.
function bare(uri) { sub(/\/\/[^\/]*@/, "//", uri); sub(/\/+$/, "", uri); return uri }
function ends(    i, k, a) {
    k = split(uris, a, /[ \t]+/)
    for (i = 1; i <= k; i++) if (a[i] != "" && (some ? bare(a[i]) in wanted : tolower(a[i]) ~ /opennebula/)) hit = 1
    if (hit && !off) printf "%s\n", text
    text = uris = field = ""; hit = off = 0
}
BEGIN { n = split(ENVIRON["PLACES"], p, "\n"); for (i = 1; i <= n; i++) if (p[i] != "") { wanted[bare(p[i])] = 1; some = 1 } }
/^[ \t]*$/ { ends(); next }
/^#/ { next }
{ text = text $0 "\n" }
/^[^ \t]/ { field = tolower($0); sub(/:.*/, "", field) }
{ value = $0; sub(/^[^ \t][^:]*:/, "", value) }
field == "uris" { uris = uris " " value }
field == "enabled" && tolower(value) ~ /^[ \t]*(no|false|0|off|without|disable)/ { off = 1 }
field == "types" && (" " value " ") !~ /[ \t]deb[ \t]/ { off = 1 }
END { ends() }

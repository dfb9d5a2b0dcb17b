# Of a .repo file: the sections of one of PLACES, by id or name; or, where there is none, of opennebula.
function ends() {
    if (text != "" && (some ? (id in wanted) || (name in wanted) : tolower(id " " base) ~ /opennebula/) && !off) printf "%s", text
    text = name = base = ""; off = 0
}
BEGIN { n = split(ENVIRON["PLACES"], p, "\n"); for (i = 1; i <= n; i++) if (p[i] != "") { wanted[p[i]] = 1; some = 1 } }
/^[ \t]*[#;]/ { next }
/^\[/ { ends(); id = $0; sub(/^\[/, "", id); sub(/\].*/, "", id) }
id != "" { text = text $0 "\n" }
/^name[ \t]*=/ { name = $0; sub(/^name[ \t]*=[ \t]*/, "", name); sub(/[ \t]+$/, "", name) }
/^(baseurl|mirrorlist|metalink)[ \t]*=/ { base = base " " $0 }
/^enabled[ \t]*=[ \t]*(0|no|false)/ { off = 1 }
END { ends() }

# Package sources. wanted: lines "NAME VERSION", any version where there is none. look: which of them the host's own do not offer,
# and in a line "reason …" what its package manager says about its sources, if it does.
# source: the leader's source that offers them, a line "KIND MODE PATH BASE64" a file: keys, logins, then the source itself.
# add: these files (source) written on the host; what of ours they replace goes to kept. They stay only if they help. Of KIND
# fetch the content is the address of a key, which the host itself gets where it has none.
# looks: look source
# awk: lines
# awk: stanzas
# awk: sections
# awk: logins
# awk: renames
manager() {
    for it in apt-get zypper dnf; do if command -v "$it" >/dev/null; then echo "$it" && return; fi; done
    fail 'there is none of apt-get, zypper and dnf' 'install the packages by hand'
}
manager=$(manager) || exit 1
# Prints what the package manager says; when another program holds its lock all the time this ends the script.
refresh() {
    case $manager in
    apt-get) out=$(apt-get -q -o DPkg::Lock::Timeout=120 update 2>&1) ;;
    zypper) zypper_does ${trusting:+--gpg-auto-import-keys} refresh ;;
    dnf) dnf_does makecache ;;
    esac
    printf '%s\n' "$out"
}
# Where a package is offered in a version: addresses (apt), names of repositories (zypper), their ids (dnf).
where() { # package version
    case $manager in
    apt-get) apt-cache madison "$1" 2>/dev/null | awk -F '[ ]*[|][ ]*' -v v="$2" '$3 ~ / Packages$/ && (v == "" || $2 == v) { split($3, a, " "); print a[1] }' ;;
    zypper)
        zypper_does --no-refresh search -s --match-exact -t package "$1"
        printf '%s\n' "$out" | awk -F '[ ]*[|][ ]*' -v p="$1" -v v="$2" '$2 == p && $3 == "package" && (v == "" || $4 == v) && $6 !~ /^\(/ { sub(/ +$/, "", $6); print $6 }' ;;
    dnf)
        dnf_does -q repoquery --qf '%{name} %{version}-%{release} %{repoid}\n' "$1${2:+-$2}"
        printf '%s\n' "$out" | awk -v p="$1" -v v="$2" '$1 == p && (v == "" || $2 == v) { print $3 }' ;;
    esac
}
unoffered() {
    printf '%s\n' "$wanted" | while read -r package version; do
        [ -n "$package" ] || continue
        offering=$(where "$package" "$version") || exit 1
        [ -n "$offering" ] || printf '%s %s\n' "$package" "$version"
    done
}

# The parts of a source file that name one of these places; or, where there is none, opennebula.
lines_of() { # file
    PLACES=$places awk "$awk_lines" "$1"
}
stanzas_of() { # file
    PLACES=$places awk "$awk_stanzas" "$1"
}
sections_of() { # file
    PLACES=$places awk "$awk_sections" "$1"
}

coded() { base64 | tr -d '\n'; }
sends() { # kind mode path, and the bytes on standard input
    printf '%s %s %s ' "$1" "$2" "$3"
    coded
    echo
}
sends_key() { if [ -f "$1" ]; then sends key 644 "$1" <"$1"; fi; }
# What is not for everybody's eyes on the leader is not on the host.
mode_of() { case $(ls -ldL "$1") in ???????r*) echo 644 ;; *) echo 600 ;; esac; }

# A key without armour, as gpgv takes it.
unarmoured() { # file
    if grep -q -a -e '^-----BEGIN PGP' "$1"; then
        awk '/^-----BEGIN/ { on = 1; next } /^-----END/ { on = 0; body = 0 } on && /^[ \t\r]*$/ { body = 1; next } on && body && !/^=/' "$1" |
            base64 -di 2>/dev/null
    else cat "$1"; fi
}
# Of the keys that are trusted for every source, those that signed this one.
trusted_keys() { # addresses
    ring=$(mktemp) || return
    for uri in $1; do
        lists=$(printf '%s' "$uri" | sed 's#//[^/]*@#//#; s#^[a-z+]*:/*##; s#/*$##; s#_#%5f#g; s#/#_#g')
        for index in /var/lib/apt/lists/*"$lists"_*InRelease; do
            [ -f "$index" ] || continue
            for key in /etc/apt/trusted.gpg.d/*.gpg /etc/apt/trusted.gpg.d/*.asc; do
                [ -f "$key" ] || continue
                unarmoured "$key" >"$ring"
                if gpgv -q --keyring "$ring" "$index" >/dev/null 2>&1; then echo "$key"; fi
            done
        done
    done | sort -u
    rm -f "$ring"
}
# A machine's logins in apt's netrc files, and no others.
logins_of() { # file
    sed 's/^[ \t]*#.*//' "$1" | HOSTS=$hosts awk "$awk_logins"
}

# One source file of the leader: what of it is taken over is in $text.
apt_source() { # file
    case $1 in
    *.sources)
        text=$(stanzas_of "$1")
        keys=$(printf '%s\n' "$text" | awk '/^[^ \t]/ { on = tolower($0) ~ /^signed-by:/; sub(/^[^:]*:/, "") } on' | tr ' \t' '\n\n')
        uris=$(printf '%s\n' "$text" | awk '/^[^ \t]/ { on = tolower($0) ~ /^uris:/; sub(/^[^:]*:/, "") } on') ;;
    *)
        text=$(lines_of "$1")
        keys=$(printf '%s\n' "$text" | sed -n 's/^[^[]*\[[^]]*signed-by=\([^] ]*\).*/\1/p' | tr , '\n')
        uris=$(printf '%s\n' "$text" | sed 's/^[ \t]*deb[ \t]*//; s/^\[[^]]*\][ \t]*//; s/[ \t].*//') ;;
    esac
    [ -n "$text" ] || return 0
    case $keys in
    *BEGIN*PGP*) ;;
    */*) for key in $(printf '%s\n' "$keys" | grep '^/'); do sends_key "$key"; done ;;
    *) for key in $(trusted_keys "$uris"); do sends_key "$key"; done ;;
    esac
    hosts=$(for uri in $uris; do printf '%s\n' "$uri" | sed 's#^[a-z+]*://##; s#/.*##; s#.*@##'; done)
    for file in /etc/apt/auth.conf /etc/apt/auth.conf.d/*.conf; do
        [ -f "$file" ] && logins=$(logins_of "$file") && [ -n "$logins" ] || continue
        to=$file
        [ "$file" != /etc/apt/auth.conf ] || to=/etc/apt/auth.conf.d/opennebula.conf
        printf '%s\n' "$logins" | sends auth 600 "$to"
    done
    to=$1
    [ "$1" != /etc/apt/sources.list ] || to=/etc/apt/sources.list.d/opennebula.list
    printf '%s\n' "$text" | sends source "$(mode_of "$1")" "$to"
}
repo_source() { # file
    text=$(sections_of "$1")
    [ -n "$text" ] || return 0
    for key in $(printf '%s\n' "$text" | grep -o 'file://[^ ,]*' | sed 's#^file://##'); do sends_key "$key"; done
    for name in $(printf '%s\n' "$text" | sed -n 's/.*[?&]credentials=\([A-Za-z0-9._-]*\).*/\1/p' | sort -u); do
        file=/etc/zypp/credentials.d/$name
        [ ! -f "$file" ] || sends auth 600 "$file" <"$file"
    done
    printf '%s\n' "$text" | sends source "$(mode_of "$1")" "$1"
}

# Undone unless it helped, also when it is ended by a signal.
undo() {
    trap '' HUP INT TERM PIPE
    rm -f "${path:-/nonexistent}.oneha-new"
    [ -z "${good-}" ] || return 0
    while read -r file was; do
        [ -n "$file" ] || continue
        rm -f "$file"
        [ -z "$was" ] || cp -p "$was" "$file"
    done <<MADE
$made
MADE
    [ -z "$made" ] || (refresh) >/dev/null 2>&1
}
# A file of that name with other content is the host's: ours then has a name of its own, and of ours the last stays in kept.
takes_its_place() { # kind mode path; the new file is path.oneha-new
    new=$3.oneha-new
    target=$3
    was=
    if [ -e "$target" ] && ! cmp -s "$target" "$new"; then target=${3%/*}/oneha-${3##*/}; fi
    if [ -e "$target" ]; then
        if cmp -s "$target" "$new"; then rm -f "$new" && return 0; fi
        was=$kept/sources/${target##*/}
        (mkdir -p "$kept/sources" && chmod 700 "$kept") &&
            { [ -e "$was" ] || { cp -p "$target" "$was.part" && mv "$was.part" "$was"; }; } ||
            fail "$target cannot be kept aside in $kept"
    fi
    made=$made$nl$target${was:+ $was}
    mv -f "$new" "$target" || fail "$target cannot be written"
}
# Where the package managers themselves keep such files, by a name that is a plain one: nothing else is written, whatever the
# leader names.
belongs() { # kind mode path
    case ${3##*/} in '' | .* | -* | *[!A-Za-z0-9._+@-]*) return 1 ;; esac
    case $1.$2.${3%/*}/ in
    key.644./etc/apt/keyrings/ | fetch.644./etc/apt/keyrings/ | fetch.644./etc/apt/trusted.gpg.d/ | fetch.644./usr/share/keyrings/ | key.644./etc/apt/trusted.gpg.d/ | key.644./usr/share/keyrings/) ;;
    key.644./etc/pki/rpm-gpg/ | key.644./usr/share/distribution-gpg-keys/*/ | key.644./etc/zypp/keys/) case $3 in */../*) return 1 ;; esac ;;
    auth.600./etc/apt/auth.conf.d/ | auth.600./etc/zypp/credentials.d/) ;;
    source.6[04][04]./etc/apt/sources.list.d/) case $3 in *.list | *.sources) ;; *) return 1 ;; esac ;;
    source.6[04][04]./etc/yum.repos.d/ | source.6[04][04]./etc/zypp/repos.d/) case $3 in *.repo) ;; *) return 1 ;; esac ;;
    *) return 1 ;;
    esac
}
# Names of files that got another name here, wherever they stand in what is read.
renamed() {
    RENAMED=$renamed awk "$awk_renames"
}
# apt's own way to get a file, by its proxies and certificates; in a folder that its own account can write, so that it need not be
# root meanwhile. Before it is read the folder is root's again: what stands there then must be a file, and no other name for one.
fetched() { # address
    at=$(mktemp -d) || fail 'no room for the key of the package source'
    ! id -u _apt >/dev/null 2>&1 || chown _apt "$at" || fail 'no room for the key of the package source'
    said=$(timeout -k 5 60 /usr/lib/apt/apt-helper download-file "$1" "$at/key" 2>&1) || rm -f "$at/key"
    chown 0 "$at"
    if [ -L "$at/key" ] || ! [ -f "$at/key" ] || ! [ -s "$at/key" ] || [ "$(stat -c %h "$at/key")" != 1 ]; then
        rm -rf "$at"
        fail "the key of the package source cannot be fetched from $1: $(last "$said")" \
            'let the host reach it, put the key there by hand, or set opennebula_repo_key_url; then resume the run'
    fi
    coded <"$at/key"
    rm -rf "$at"
}
add() {
    made=
    renamed=
    trap undo EXIT
    trap 'exit 1' HUP INT TERM PIPE
    while read -r kind mode path content; do
        [ -n "$kind" ] || continue
        belongs "$kind" "$mode" "$path" ||
            fail "$leader has a package source that needs the file $path, which is not in a folder of the package manager's" \
                "move it on $leader, with what names it, or set the package source up by hand; then resume the run"
        [ "$(actor "$path")" = root ] || fail "${path%/*} is not a folder of root's alone" "see who owns it"
        [ -d "${path%/*}" ] || install -d -m 755 "${path%/*}" || fail "${path%/*} cannot be made"
        if [ "$kind" = fetch ]; then
            [ ! -s "$path" ] || continue
            content=$(fetched "$(printf '%s' "$content" | base64 -d)") || exit 1
        fi
        whole=$(printf '%s' "$content" | base64 -d | wc -c)
        printf '%s' "$content" | base64 -d >"$path.oneha-new" && [ "$(wc -c <"$path.oneha-new")" -eq "$whole" ] ||
            fail "$path cannot be written whole" "is there room in ${path%/*}?"
        if [ "$kind" = source ] && [ -n "$renamed" ]; then
            text=$(renamed <"$path.oneha-new") && printf '%s\n' "$text" >"$path.oneha-new" && [ "$(cat "$path.oneha-new")" = "$text" ] ||
                fail "$path cannot be written whole" "is there room in ${path%/*}?"
        fi
        chown 0:0 "$path.oneha-new" && chmod "$mode" "$path.oneha-new" || fail "$path cannot be written"
        takes_its_place "$kind" "$mode" "$path"
        if [ "$target" != "$path" ]; then
            renamed=$renamed$path' '$target$nl
        fi
        printf '%s\n' "$target"
    done <<SOURCE
$source
SOURCE
    trusting=1
    said=$(refresh) || exit 1
    lacking=$(unoffered) || exit 1
    [ -z "$lacking" ] || refuses "$(printf '%s\n' "$said" | complaint)"
    good=1
}
# apt tells what went wrong with a source below its name.
complaint() {
    case $manager in
    apt-get) awk '/^Err:/ { getline; print; exit } /^(E|W):/ { print; exit }' | sed 's/^ *//' | plain ;;
    *) reason ;;
    esac
}
refuses() { # what the package manager says
    fail "neither its own package sources nor those of $leader offer $(listed "$lacking")${1:+: $1}" \
        'give one of them a package source that does, or install it by hand; then resume the run'
}
listed() { printf '%s\n' "$1" | sed 's/ *$//' | awk 'NR > 1 { printf ", " } { printf "%s", $0 }'; }
are_packages "$wanted"
case $verb in
look)
    said=$(refresh) || exit 1
    lacking=$(unoffered) || exit 1
    [ -n "$lacking" ] || exit 0
    why=$(printf '%s\n' "$said" | complaint)
    printf '%s\n' "$lacking" ${why:+"reason $why"} ;;
source)
    places=$(printf '%s\n' "$wanted" | while read -r package version; do where "$package" "$version" || exit 1; done) || exit 1
    places=$(printf '%s\n' "$places" | sort -u)
    case $manager in
    apt-get) for it in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do [ ! -f "$it" ] || apt_source "$it"; done ;;
    zypper) for it in /etc/zypp/repos.d/*.repo; do [ ! -f "$it" ] || repo_source "$it"; done ;;
    dnf) for it in /etc/yum.repos.d/*.repo; do [ ! -f "$it" ] || repo_source "$it"; done ;;
    esac ;;
#: where no package source offers them: add the source of $leader, with its key and login
add) add ;;
esac

# A user's SSH key on this host, made and let in as that user, who may have put anything into its own folder. user; keys: the public
# keys to let in, a line each.
# looks: show check
case $user in '' | -* | *[!A-Za-z0-9._-]*) fail 'that is not the name of a user' ;; esac
home=$(getent passwd "$user" | cut -d: -f6)
[ -n "$home" ] && [ -d "$home" ] || fail "there is no user $user with a home" "make the user, or take it out of ensure_keys_for"
keys=$(printf '%s\n' "$keys" | grep -E '^[a-z0-9@.-]+ [A-Za-z0-9+/=]+( |$)')
work='
umask 077
cd -P "$2" || exit
nl="
"
fail() { printf "remedy: %s\n%s\n" "$2" "$1" >&2; exit 1; }
folder() { [ -d .ssh ] || mkdir -m 700 .ssh || fail "$2/.ssh cannot be made" "make it, for the user itself"; }
lacking() {
    printf "%s\n" "$keys" | while read -r type key comment; do
        [ -n "$key" ] || continue
        grep -qF "$type $key" .ssh/authorized_keys 2>/dev/null || printf "%s %s %s\n" "$type" "$key" "$comment"
    done
}
# Nothing that is cut short takes the place of what was there.
place() { # file mode content
    rm -f "$1.oneha-new" && (set -C; printf "%s\n" "$3" >"$1.oneha-new") && [ "$(cat "$1.oneha-new")" = "$3" ] &&
        chmod "$2" "$1.oneha-new" && mv -f "$1.oneha-new" "$1" && return
    rm -f "$1.oneha-new"
    fail "$PWD/$1 cannot be written whole, and stays as it was" "is there room on its file system?"
}
keys=$4
public=.ssh/id_rsa.pub
allowed=.ssh/authorized_keys
for file in "$public" "$allowed"; do [ ! -e "$file" ] || [ -f "$file" ] || fail "$PWD/$file is not a file" "see what it is"; done
case $1 in
show) [ ! -s "$public" ] || cat "$public" ;;
#: ssh-keygen for $user where there is no key
make)
    if [ ! -s "$public" ]; then
        command -v ssh-keygen >/dev/null || fail "there is no ssh-keygen" "install the OpenSSH client"
        folder
        [ -s "${public%.pub}" ] || ssh-keygen -q -t rsa -b 3072 -N "" -C "$3@$(uname -n)" -f "${public%.pub}" </dev/null ||
            fail "ssh-keygen failed" "see whether $PWD/.ssh can be written"
        if [ ! -s "$public" ]; then
            own=$(ssh-keygen -y -f "${public%.pub}" </dev/null) || fail "the key of $3 is encrypted" "its public half belongs into $PWD/$public"
            place "$public" 644 "$own"
        fi
        chmod 644 "$public"
    fi
    cat "$public" ;;
check) [ -z "$(lacking)" ] || exit 3 ;;
#: add the keys of $user to authorized_keys
authorize)
    folder
    new=$(lacking)
    [ -n "$new" ] || exit 0
    old=
    if [ -s "$allowed" ]; then old=$(cat "$allowed" && echo .) || fail "$PWD/$allowed cannot be read" "see why"; fi
    old=${old%.}
    place "$allowed" 600 "${old%"$nl"}${old:+$nl}$new" ;;
esac
'
by "$user" timeout -s KILL 50 sh -c "$work" oneha "$verb" "$home" "$user" "$keys" || exit
case $verb in make | authorize) relabel "$user" "$home/.ssh" ;; esac

# A user's SSH key on this host. user; keys: the public keys to let in, a line each.
home=$(getent passwd "$user" | cut -d: -f6)
[ -n "$home" ] && [ -d "$home" ] || fail "there is no user $user with a home" "make the user, or take it out of ensure_keys_for"
group=$(id -gn "$user")
public=$home/.ssh/id_rsa.pub
allowed=$home/.ssh/authorized_keys
lacking() {
    printf '%s\n' "$keys" | while read -r type key comment; do
        [ -n "$key" ] || continue
        grep -qF "$type $key" "$allowed" 2>/dev/null || printf '%s %s %s\n' "$type" "$key" "$comment"
    done
}
case $verb in
show) [ ! -s "$public" ] || cat "$public" ;;
make)
    if [ ! -s "$public" ]; then
        command -v ssh-keygen >/dev/null || fail 'there is no ssh-keygen' 'install the OpenSSH client'
        install -d -o "$user" -g "$group" -m 700 "$home/.ssh"
        [ -s "${public%.pub}" ] || ssh-keygen -q -t rsa -b 3072 -N '' -C "$user@$(uname -n)" -f "${public%.pub}" || fail 'ssh-keygen failed'
        [ -s "$public" ] || ssh-keygen -y -f "${public%.pub}" </dev/null >"$public" || fail "the key of $user is encrypted" "its public half belongs into $public"
        chown "$user:$group" "${public%.pub}" "$public"
        chmod 644 "$public"
    fi
    cat "$public" ;;
check) [ -z "$(lacking)" ] || no ;;
authorize)
    install -d -o "$user" -g "$group" -m 700 "$home/.ssh"
    new=$(lacking)
    [ -n "$new" ] || exit 0
    { [ ! -s "$allowed" ] || cat "$allowed"; printf '%s\n' "$new"; } >"$allowed.oneha-new"
    chown "$user:$group" "$allowed.oneha-new" && chmod 600 "$allowed.oneha-new" && mv -f "$allowed.oneha-new" "$allowed" ;;
esac

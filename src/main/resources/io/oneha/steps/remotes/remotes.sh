# The drivers and their configuration in target, which a front-end hands to every hypervisor (onehost sync). list runs the program
# listing there; pack prints those of paths, a line each, as an archive in base64; unpack puts content in their place, and keeps what
# it replaces in kept. All of it is done as the account whose files they are.
# looks: list pack
account=$(actor "$target/.") || exit 1
inside() { # program for the shell, which begins in target, and its arguments
    program=$1
    shift
    by "$account" timeout -s KILL 50 sh -c "cd -- \"\$1\" || exit; shift; $program" oneha "$target" "$@"
}
case $verb in
list)
    [ -d "$target" ] || exit 0
    inside "$listing" || fail "$target cannot be read whole" "may $account read all that is in it?" ;;
pack)
    chosen() { printf '%s\n' "$paths" | inside 'tar -czf - --verbatim-files-from -T -'; }
    packed "what is to be copied from $target" chosen || fail "not all that is to be copied from $target can be read" "may $account read it?" ;;
#: copy what is missing or differs, such as remotes/etc, added drivers and the link auth/default; keep what it replaces in $kept
unpack)
    secret_folder "$kept"
    if [ ! -e "$kept/remotes.tar" ]; then
        there=$(printf '%s\n' "$paths" | inside 'while IFS= read -r path; do if [ -e "$path" ] || [ -L "$path" ]; then printf "%s\n" "$path"; fi; done')
        replaced() { printf '%s\n' "$there" | inside 'tar -cf - --verbatim-files-from -T -'; }
        [ -z "$there" ] || { fills "$kept/remotes.tar.part" 256 "what is to be replaced in $target" replaced &&
            mv "$kept/remotes.tar.part" "$kept/remotes.tar"; } ||
            fail "what is to be replaced in $target cannot be kept in $kept" "may $account read it?"
    fi
    # Unpacked whole beside what it replaces, so that a full disk leaves every file as it was.
    out=$(printf '%s' "$content" | base64 -d | inside '
        new=./.oneha-new
        rm -rf "$new" && mkdir -m 700 "$new" && tar -C "$new" -xpzf - || { rm -rf "$new"; exit 1; }' 2>&1) ||
        fail "$target cannot be filled: $(last "$out")" "is there room on its file system, and may $account write to it?"
    out=$(printf '%s\n' "$paths" | inside '
        while IFS= read -r path; do
            mkdir -p -- "${path%/*}" && mv -fT -- "./.oneha-new/$path" "$path" || exit
        done
        rm -rf ./.oneha-new' 2>&1) || fail "a file in $target cannot be replaced: $(last "$out")" 'see what stands in its place'
    relabel "$account" "$target" ;;
esac

# What is in the folder where it runs, which is to be that of the drivers: each file ("- SUM PATH", "x SUM PATH" where it can be run),
# each link ("link PATH", a tab, where it leads) and how many names, or targets of links, are too odd to be copied ("odd NUMBER"). Left out: what editors,
# package managers and we ourselves leave beside a file. It fails when not all of it can be read: a pipe would hide that.
plain='A-Za-z0-9._+@%:,=~/-'
files() {
    find . -type f ! -path "*[!$plain]*" ! -name '*~' ! -name '*.bak' ! -name '*.orig' ! -name '*.old' ! -name '*.rej' \
        ! -name '*.dpkg-*' ! -name '*.rpmnew' ! -name '*.rpmsave' ! -name '*.pyc' ! -path '*.oneha-*' "$@" -exec sha256sum {} +
}
programs=$(files -perm -100) && others=$(files ! -perm -100) || exit 1
links=$(find . -type l ! -path "*[!$plain]*" ! -lname "*[!$plain]*" -printf 'link %p\t%l\n') &&
    odd=$(find . ! -type d \( -path "*[!$plain]*" -o -lname "*[!$plain]*" \) -printf .) || exit 1
[ -z "$programs" ] || printf '%s\n' "$programs" | sed 's/^/x /'
[ -z "$others" ] || printf '%s\n' "$others" | sed 's/^/- /'
[ -z "$links" ] || printf '%s\n' "$links"
[ -z "$odd" ] || echo "odd ${#odd}"

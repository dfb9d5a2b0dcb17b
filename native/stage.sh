#!/bin/sh
# Lays out what the packages install, as it stands below /: native/stage.sh TARGET, which has oneha and the manual pages in man/.
set -eu
cd "$(dirname "$0")/.."
target=$1
root=$target/package
umask 022
rm -rf "$root"
# put MODE FILE PLACE
put() { install -D -m "$1" "$2" "$root/$3"; }
# pack FILE PLACE: compressed, and with nothing of this hour in it
pack() {
    mkdir -p "$(dirname "$root/$2")"
    gzip -9n <"$1" >"$root/$2.gz"
}
put 755 "$target/oneha" usr/bin/oneha
for page in "$target"/man/*.1; do pack "$page" "usr/share/man/man1/$(basename "$page")"; done
# It is read and not run there.
mkdir -p "$root/usr/share/bash-completion/completions"
sed '1{/^#!/d}' completions/oneha.bash >"$root/usr/share/bash-completion/completions/oneha"
put 644 completions/oneha.fish usr/share/fish/vendor_completions.d/oneha.fish
doc=usr/share/doc/oneha
put 644 NOTICE $doc/NOTICE
put 644 src/packaging/inventory.yml $doc/examples/inventory.yml
put 644 "$target/oneha-sbom.json" $doc/oneha-sbom.json
pack CHANGELOG.md $doc/CHANGELOG.md
find "$root" -type d -exec chmod 755 {} +
# Where the two families of distributions differ.
rm -rf "$target/package-deb"
cp -a "$root" "$target/package-deb"
(
    root=$target/package-deb
    put 644 completions/_oneha usr/share/zsh/vendor-completions/_oneha
    put 644 src/packaging/deb/copyright $doc/copyright
    pack src/packaging/deb/changelog $doc/changelog
    put 644 src/packaging/deb/lintian-overrides usr/share/lintian/overrides/oneha
)
put 644 completions/_oneha usr/share/zsh/site-functions/_oneha
put 644 LICENSE usr/share/licenses/oneha/LICENSE
for licence in licenses/*; do put 644 "$licence" "usr/share/licenses/oneha/$(basename "$licence")"; done

# Makes a signed repository of small rpms in the folder $1/repo, and in $1/extra rpms that it does not offer. What a package's script
# does on a host is told in /posts there, and /dies makes it end its package manager as KILL does. $1/gnupg is left to be thrown away.
set -e
cd "$1"
export GNUPGHOME="$1/gnupg" HOME="$1" LC_ALL=C
mkdir -m 700 gnupg
mkdir repo extra spec
gpg --batch --quiet --passphrase '' --quick-gen-key 'lab <lab@example.org>' rsa2048 sign never
gpg --batch --quiet --armor --export > repo/key.asc
makes() { # folder name version, more of the head, the script after its installation
    spec=spec/$2-$3.spec
    printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: %s of the lab\nLicense: Apache-2.0\nBuildArch: noarch\n%s\n' "$2" "$3" "$2" "$4" > "$spec"
    printf '%%description\n%s\n%%prep\n%%build\n%%install\n%%files\n' "$2" >> "$spec"
    [ -z "$5" ] || printf '%%post\n%s\n' "$5" >> "$spec"
    rpmbuild --quiet --define "_topdir $1/build" --define "_rpmdir $PWD/$1" --define '_build_id_links none' \
        --define '_rpmfilename %{NAME}-%{VERSION}-%{RELEASE}.rpm' -bb "$spec"
}
makes repo lab-shell 1.0 'Provides: /bin/sh' ''
makes repo lab-slow 1.0 '' 'sleep 4'
for version in 7.0.0 7.0.1; do
    makes repo opennebula $version "Requires: opennebula-common = $version" "echo \"$version \$1\" >> /posts
if [ -e /dies ]; then
    . /dies
fi"
    makes repo opennebula-common $version '' ''
    makes repo opennebula-tools $version "Requires: opennebula-common = $version" ''
done
makes repo opennebula-broken 7.0.0 'Requires: no-such-thing' ''
makes repo opennebula-fails 7.0.0 '' 'exit 3'
makes extra opennebula 7.0.9 '' ''
rm -rf repo/build extra/build
rpmsign --define '__gpg /usr/bin/gpg' --define '_gpg_name lab' --addsign repo/*.rpm > /dev/null 2>&1
createrepo_c -q repo
gpg --batch --quiet --detach-sign --armor repo/repodata/repomd.xml
gpgconf --kill all || true

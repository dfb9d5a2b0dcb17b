# Makes a signed package repository in /srv/repo with two versions of two packages, and serves it on port 8080 to whoever has
# the login in $login. $arch is filled in by dpkg.
set -e
arch=$(dpkg --print-architecture)
repo=/srv/repo/debian
index=$repo/dists/stable/opennebula/binary-$arch
mkdir -p "$repo/pool" "$index" /tmp/deb
for package in opennebula opennebula-tools; do
    for version in 7.4.0-1 7.4.1-1; do
        deb=$repo/pool/${package}_${version}_all.deb
        rm -rf /tmp/deb
        mkdir -p /tmp/deb/DEBIAN
        printf 'Package: %s\nVersion: %s\nArchitecture: all\nMaintainer: the lab <lab@example.org>\nDescription: %s of the lab\n' \
            $package $version $package > /tmp/deb/DEBIAN/control
        if [ $package = opennebula ]; then
            # As Debian's tools have it: the unit is enabled, and started where the policy lets it.
            cat > /tmp/deb/DEBIAN/postinst << 'POSTINST'
#!/bin/sh
set -e
ln -sf /usr/lib/one/lab/units/opennebula.service /etc/systemd/system/multi-user.target.wants/
deb-systemd-invoke start opennebula.service || true
systemctl is-active opennebula > /var/log/opennebula-after-its-installation || true
POSTINST
            chmod 755 /tmp/deb/DEBIAN/postinst
        fi
        dpkg-deb --root-owner-group -Znone -b /tmp/deb "$deb" > /dev/null
        {
            cat /tmp/deb/DEBIAN/control
            echo "Filename: pool/${deb##*/}"
            echo "Size: $(stat -c %s "$deb")"
            echo "SHA256: $(sha256sum "$deb" | cut -d' ' -f1)"
            echo
        } >> "$index/Packages"
    done
done
cd "$repo/dists/stable"
{
    printf 'Origin: lab\nSuite: stable\nCodename: stable\nComponents: opennebula\nArchitectures: %s\nDate: %s\nSHA256:\n' \
        "$arch" "$(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S UTC')"
    file=opennebula/binary-$arch/Packages
    echo " $(sha256sum "$file" | cut -d' ' -f1) $(stat -c %s "$file") $file"
} > Release
export GNUPGHOME=/root/gnupg
mkdir -m 700 $GNUPGHOME
gpg --batch --quiet --passphrase '' --quick-gen-key 'lab <lab@example.org>' ed25519 sign never
gpg --batch --quiet --clearsign -o InRelease Release
gpg --batch --quiet --export > /root/key.gpg
gpgconf --kill all || true
cat > /root/server.pl << 'SERVER'
use IO::Socket::INET;
my $socket = IO::Socket::INET->new(LocalPort => 8080, Listen => 50, ReuseAddr => 1) or die $!;
print STDERR "listening\n";
while (my $peer = $socket->accept) {
    my ($path) = (<$peer> // '') =~ m{^GET (/[^ ]*) };
    my $login = '';
    while (defined(my $line = <$peer>)) {
        $line =~ s/\r?\n$//;
        last if $line eq '';
        $login = $1 if $line =~ /^authorization: *(.*)/i;
    }
    my $file;
    if ($login ne $ARGV[0]) { print $peer "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"lab\"\r\n" }
    elsif (open($file, '<', "/srv$path") && -f "/srv$path") { print $peer "HTTP/1.1 200 OK\r\n" }
    else { undef $file; print $peer "HTTP/1.1 404 Not Found\r\n" }
    my $body = $file ? do { local $/; <$file> } : '';
    print $peer 'Content-Length: ' . length($body) . "\r\nConnection: close\r\n\r\n$body";
    close $peer;
}
SERVER
setsid perl /root/server.pl "Basic $(printf %s "$login" | base64)" < /dev/null > /dev/null 2> /run/server.log &
for _ in $(seq 50); do ! grep -q listening /run/server.log || exit 0; sleep 0.1; done
exit 1

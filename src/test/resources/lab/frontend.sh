# Runs in a front-end's root: the files that only it has get the owners and modes that they have on a front-end.
chown -R oneadmin:oneadmin /var/lib/one /var/log/one
chown -R root:oneadmin /etc/one
chmod -R u=rwX,g=rX,o= /etc/one
chmod 600 /var/lib/one/.one/*
# Where oned and the raft hook keep their locks; on front-ends that boot, systemd makes it.
mkdir -p /run/lock
install -d -o oneadmin -g oneadmin /var/lock/one

# Runs in a root that machines share: users, keys, services, a database with nothing in it. /run holds the keys.
umask 022
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C

user() { # name id home hash
    sed -i "/^$1:/d" /etc/passwd /etc/group /etc/shadow
    echo "$1:x:$2:$2:$1:$3:/bin/bash" >> /etc/passwd
    echo "$1:x:$2:" >> /etc/group
    echo "$1:$4:19000:0:99999:7:::" >> /etc/shadow
    mkdir -p "$3"
}
authorize() { # user home
    mkdir -p "$2/.ssh"
    cat /run/authorized_keys > "$2/.ssh/authorized_keys"
    chmod 700 "$2/.ssh"
    chmod 600 "$2/.ssh/authorized_keys"
    chown -R "$1:$1" "$2"
    chmod 755 "$2"
}
rm -rf /etc/one /var/lib/one/.one /var/lib/one/.ssh /var/log/one /var/lib/mysql
mkdir -p /etc/one /var/lib/one/.one /var/lib/one/datastores/0 /var/lib/one/datastores/1 /var/lib/one/datastores/2 /var/log/one
user oneadmin 9869 /var/lib/one '*'
user ops 3001 /home/ops '*'
user limited 3002 /home/limited '*'
# shellcheck disable=SC2016 # perl's variables
user asks 3003 /home/asks "$(perl -e 'print crypt(<STDIN> =~ s/\n//r, q($6$oneha.lab$))' < /run/password)"
for name in ops limited asks; do authorize "$name" "/home/$name"; done
authorize oneadmin /var/lib/one
cp /run/oneadmin_key /var/lib/one/.ssh/id_rsa
cp /run/oneadmin_key.pub /var/lib/one/.ssh/id_rsa.pub
cat /run/oneadmin_key.pub >> /var/lib/one/.ssh/authorized_keys
printf 'Host *\n    StrictHostKeyChecking no\n    UserKnownHostsFile /dev/null\n    LogLevel ERROR\n' > /var/lib/one/.ssh/config
chmod 600 /var/lib/one/.ssh/*
chmod 700 /var/lib/one/.one
chown -R oneadmin:oneadmin /var/lib/one /var/log/one
chown root:oneadmin /etc/one
chmod 750 /etc/one
chmod 440 /etc/sudoers.d/*
chmod 755 /var/lib/one/remotes/hooks/raft/vip.sh

cat /usr/lib/one/lab/packages >> /var/lib/dpkg/status
rm -f /etc/ssh/ssh_host_* /etc/ssh/sshd_config.d/*
if [ -e /usr/lib/one/lab/units ]; then
    # The stand-in for systemd knows no units but these.
    chmod 755 /usr/bin/systemctl
    rm -rf /etc/systemd/system/*.wants
    mkdir -p /etc/systemd/system/multi-user.target.wants
    ln -s /usr/lib/one/lab/units/*.service /etc/systemd/system/multi-user.target.wants/
else
    chmod 755 /usr/bin/oned /usr/share/one/*_cleanup
fi

if [ -e /run/database ]; then
    install -d -o mysql -g mysql -m 755 /var/lib/mysql /run/mysqld
    mariadb-install-db --user=mysql --datadir=/var/lib/mysql --skip-test-db --auth-root-authentication-method=socket \
        --extra-file=/run/database > /run/install.log 2>&1 || { cat /run/install.log >&2; exit 1; }
fi

# Mounts that every root of the lab needs; sourced by the other scripts.

# The machine's own root below, what is shared by the lab above it, and on top a layer of its own on the lab's tmpfs.
overlay() { # folder lower
    mkdir -p "$1/upper" "$1/work" "$1/root"
    chmod 755 "$1/upper"
    mount -t overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/work" lab "$1/root"
}

# Devices of its own: nothing of the machine's /dev is reachable but a few nodes that belong to nobody.
make_devices() { # folder
    local node
    mkdir -p "$1"
    for node in "null 1 3" "zero 1 5" "full 1 7" "random 1 8" "urandom 1 9" "tty 5 0" "fuse 10 229"; do
        # shellcheck disable=SC2086 # name, major and minor
        set -- "$1" $node
        mknod -m 666 "$1/$2" c "$3" "$4"
    done
    mkdir "$1/pts" "$1/shm"
    ln -s pts/ptmx "$1/ptmx"
    ln -s /proc/self/fd "$1/fd"
    ln -s /proc/self/fd/0 "$1/stdin"
    ln -s /proc/self/fd/1 "$1/stdout"
    ln -s /proc/self/fd/2 "$1/stderr"
}
devices() { # root folder-that-was-made
    mount -t tmpfs -o mode=755,nosuid lab-dev "$1/dev"
    cp -a "$2/." "$1/dev/"
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 lab-pts "$1/dev/pts"
    mount -t tmpfs -o mode=1777 lab-shm "$1/dev/shm"
}

# Reads until whoever started the lab closes its end, be it by dying: then this namespace's first process ends, and with it
# everything in the namespace.
stay() {
    local line
    while read -r line; do :; done
    exit 0
}

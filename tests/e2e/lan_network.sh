# SPDX-License-Identifier: GPL-3.0-or-later
# A part of tests/e2e/lan: makes the three computers A, B and C; A has the addresses 10.77.0.1 and so on, its interface
# is the bridge `lan`. They end with the shell that runs this, and with them whatever runs on them.

if ((EUID != 0)) || ! ip netns list >/dev/null 2>&1; then
    echo "Skipped: making network namespaces needs root and iproute2."
    exit 77
fi
work="$(mktemp -d)"
sides="A B C"
computer() { echo "sg$1$$"; } # the namespace of this side
end_all() { # that runs on the computers
    local side
    for side in $sides; do
        kill $(ip netns pids "$(computer "$side")" 2>/dev/null) 2>/dev/null || true
    done
}
cleanup() {
    local side
    end_all
    kill $(jobs -p) 2>/dev/null || true
    wait 2>/dev/null || true
    for side in $sides; do ip netns del "$(computer "$side")" 2>/dev/null || true; done
    rm -rf "$work"
}
trap cleanup EXIT

for side in $sides; do
    if ! ip netns add "$(computer "$side")" 2>/dev/null; then
        echo "Skipped: this system makes no network namespaces."
        exit 77
    fi
    ip -n "$(computer "$side")" link set lo up
done
a="$(computer A)"
if ! ip -n "$a" link add lan type bridge mcast_snooping 0 2>/dev/null; then
    echo "Skipped: this kernel has no bridges."
    exit 77
fi
for side in B:2 C:3; do
    name="$(computer "${side%:*}")" plug="to${side%:*}"
    ip -n "$a" link add "$plug" type veth peer name lan netns "$name"
    ip -n "$a" link set "$plug" master lan up
    ip -n "$name" addr add "10.77.0.${side#*:}/24" brd + dev lan
    ip -n "$name" link set lan up
done
ip -n "$a" addr add 10.77.0.1/24 brd + dev lan
ip -n "$a" link set lan up

declare -A bus started_bus
for side in $sides; do bus[$side]="unix:path=$work/nobus"; done # not that of the real computer
on() { # SIDE COMMAND...
    local side="$1"
    shift
    DBUS_SYSTEM_BUS_ADDRESS="${bus[$side]}" ip netns exec "$(computer "$side")" "$@"
}
fail() {
    echo "FAILED: $1" >&2
    tail -n 20 "$work"/*.log >&2 || true
    exit 1
}
network() { ip -n "$a" link set lan "$1"; } # up, down

# Whether there is what Avahi needs; says in one sentence what is missing.
can_avahi() {
    local needed
    for needed in avahi-daemon dbus-daemon nft; do
        command -v "$needed" >/dev/null || { echo "Left out: finding each other through Avahi needs $needed."; return 1; }
    done
}
start_bus() { # of this side
    cat >"$work/bus$1.conf" <<END
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path=$work/bus$1</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy>
</busconfig>
END
    rm -f "$work/bus$1"
    ip netns exec "$(computer "$1")" dbus-daemon --config-file="$work/bus$1.conf" --nofork --nopidfile 2>>"$work/bus.log" &
    started_bus[$1]=$!
    for _ in $(seq 300); do
        [[ -S "$work/bus$1" ]] && { bus[$1]="unix:path=$work/bus$1"; return; }
        sleep 0.1
    done
    fail "no bus"
}
start_avahi() { # of this side; its process is in $avahi
    cat >"$work/avahi$1.conf" <<END
[server]
host-name=computer-$1
use-ipv4=yes
use-ipv6=yes
enable-dbus=yes
END
    # not through on(): the process has to be the daemon itself
    DBUS_SYSTEM_BUS_ADDRESS="${bus[$1]}" ip netns exec "$(computer "$1")" sh -c '
        mkdir -p /run/avahi-daemon && mount -t tmpfs tmpfs /run/avahi-daemon
        exec avahi-daemon --file="$0" --no-drop-root --no-chroot --no-rlimits' "$work/avahi$1.conf" >>"$work/avahi.log" 2>&1 &
    avahi=$!
}
# Beacons are kept from passing, an Avahi runs on each computer; the one of A is in $avahi_of_a.
begin_avahi() {
    local side
    for side in $sides; do
        on "$side" nft -f - <<END
table inet beacons {
    chain input {
        type filter hook input priority 0;
        udp dport 8931 drop;
    }
}
END
        start_bus "$side"
        start_avahi "$side"
        [[ "$side" != A ]] || avahi_of_a="$avahi"
    done
}
end_avahi() {
    local side
    end_all
    for side in $sides; do
        on "$side" nft delete table inet beacons
        kill "${started_bus[$side]}" 2>/dev/null || true
        wait "${started_bus[$side]}" 2>/dev/null || true
        bus[$side]="unix:path=$work/nobus"
    done
}

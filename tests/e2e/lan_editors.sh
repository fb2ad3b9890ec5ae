# SPDX-License-Identifier: GPL-3.0-or-later
# A part of tests/e2e/lan, run as `beacon` or `avahi` ($one): Anna shares a document from her editor on A; Ben on B asks
# to be let in, Cara on C has the code, Dora on C an invitation. They write, the network goes away while they write on,
# comes back, all have the same. Then Ben and Cara over a network of 100 +- 50 ms with stalls: what they type has to be
# on their screens at once all the same. Runs in a shell of its own.

say() { echo "$one: $*"; }
if [[ "$one" == avahi ]]; then
    can_avahi || exit 77
    begin_avahi
fi
home="$work/$one"
mkdir "$home"
declare -A editors relays

editor() { # SIDE PERSON SCRIPT ARGUMENT...: an editor that plays the script, which is extended afterwards too
    local side="$1" person="$2" script="$3" own="$home/$2"
    shift 3
    mkdir -p "$own/config/syngraph"
    mkdir -pm 700 "$own/runtime"
    # not the first start, so that the start page comes
    echo "started=true" >"$own/config/syngraph/default.conf"
    HOME="$own" XDG_RUNTIME_DIR="$own/runtime" XDG_CONFIG_HOME="$own/config" XDG_DATA_HOME="$own/data" LANG=C.UTF-8 \
        QT_QPA_PLATFORM=offscreen on "$side" "$bin/syngraph" --as "${person^}" --script "$home/$script" "$@" \
        >"$work/$person.log" 2>&1 &
    editors[$person]=$!
}
ended() { # PERSON: by itself, and well
    wait "${editors[$1]}" || fail "the editor of ${1^} ended badly"
}
wait_for() { # FILE...: for up to three minutes
    local file tries=1800
    for file in "$@"; do
        until [[ -e "$home/$file" ]]; do
            ((tries-- > 0)) || fail "waited in vain for $file"
            sleep 0.1
        done
    done
}
words() { # PERSON FIRST LAST: to be typed, each with its number
    local i
    for ((i = $2; i <= $3; ++i)); do printf ' %s%d' "${1:0:1}" "$((1000 + i))"; done
}
# Each writes 20 words, then without the network as long as it is away, then 10 more.
write_on() { # PERSON
    echo "caret ${1^} writes here:
pace 60
type $(words "$1" 1 20)
wait-shared
touch $home/$1.wrote
wait-file $home/down
pace $((down_seconds * 1000 / 300))
type $(words "$1" 21 70)
touch $home/$1.wrote-on
wait-file $home/up
wait-shared
touch $home/$1.back
pace 60
type $(words "$1" 71 80)"
    for other in anna ben cara dora; do echo "wait-text ${other:0:1}1080"; done
    echo "wait-shared
dump $home/$1.json
touch $home/$1.same"
}

cat >"$home/anna.script" <<LINES
wait-document
type Anna writes here:\nBen writes here:\nCara writes here:\nDora writes here:\nThe end
wait-shared
click Share
click Start Sharing
wait-said is shared
click Copy Link
clipboard $home/link
touch $home/shared
wait-said Ben wants to join
said $home/anna.said
wait-file $home/ben.asks
click Allow Once
wait-file $home/ben.in
click Share
choose People with the code
wait-said Code
said $home/code.said
wait-file $home/cara.in
click Invitations
click Make and Copy
wait-said The link is on the clipboard
clipboard $home/invitation
$(write_on anna)
wait-file $home/relay
measure
type $(words anna 81 140)
wait-text b1140
wait-text c1140
wait-shared
measured $home/anna.relay.times
dump $home/anna.relay.json
touch $home/anna.relay.done
wait-file $home/end
dump $home/anna.last.json
click Stop Sharing
wait-said Share “Untitled 1”
quit
LINES
come_in() { # PERSON
    echo "wait-document
wait-text The end
touch $home/$1.in"
    [[ "$1" == dora ]] || echo "wait-file $home/dora.in"
    write_on "$1"
    echo "quit"
}
cat >"$home/ben.script" <<LINES
click Untitled 1
wait-said is being asked
said $home/ben.said
touch $home/ben.asks
$(come_in ben)
LINES
cat >"$home/cara.script" <<LINES
click Untitled 1
wait-said needs a code
fill $home/code
$(come_in cara)
LINES
come_in dora >"$home/dora.script"

editor A anna anna.script --new
wait_for shared
editor B ben ben.script
wait_for ben.in
check_words() { grep -o '[a-z]*  ·  [a-z]*  ·  [a-z]*  ·  [a-z]*' "$home/$1.said"; }
[[ -n "$(check_words ben)" && "$(check_words ben)" == "$(check_words anna)" ]] \
    || fail "words differ: $(check_words ben), $(check_words anna)"
say "Ben saw the card and was let in by approval, with the same words on both screens: $(check_words ben)"
wait_for code.said
grep -o '[0-9A-Z]\{5\}-[0-9A-Z]\{5\}' "$home/code.said" | head -1 >"$home/code"
editor C cara cara.script
wait_for cara.in
say "Cara saw the card and came in by the code"
wait_for invitation
editor C dora dora.script "$(cat "$home/invitation")"
wait_for dora.in
say "Dora came in by an invitation link"

wait_for {anna,ben,cara,dora}.wrote
network down
SECONDS=0
touch "$home/down"
wait_for {anna,ben,cara,dora}.wrote-on
while ((SECONDS < down_seconds)); do sleep 0.2; done
network up
began="$(date +%s%3N)"
touch "$home/up"
wait_for {anna,ben,cara,dora}.back
back=$(($(date +%s%3N) - began))
wait_for {anna,ben,cara,dora}.same
for person in ben cara dora; do
    ended "$person"
    cmp "$home/anna.json" "$home/$person.json" || fail "$person has something else than Anna"
done
count() { grep -oE "\\b[abcd]1[0-9]{3}\\b" "$home/$1.json" | sort -u | wc -l; } # words
(($(count anna) == 320)) || fail "of 320 words there are $(count anna)"
say "the network was away for $down_seconds s while four wrote; all had sent everything $back ms after it was back;" \
    "all four have the same 320 words"

# The link that Anna copied, by another address where that is the relay's.
link_by() { sed "s|^syngraph://10.77.0.1:[0-9]*/|$1/|" "$home/link"; }
write_slowly() { # ROUND PERSON SIDE URL FIRST LAST OTHER-WORD...
    local round="$1" person="$2" side="$3" url="$4" first="$5" last="$6" word
    shift 6
    {
        echo "wait-document
wait-text d1080
wait-text ${person:0:1}$((1000 + first - 1))
caret ${person:0:1}$((1000 + first - 1))
pace 60
touch $home/$person.$round.in
wait-file $home/$round
measure
type $(words "$person" "$first" "$last")"
        for word in "$@"; do echo "wait-text $word"; done
        echo "wait-shared
measured $home/$person.$round.times
dump $home/$person.$round.json
touch $home/$person.$round.done
quit"
    } >"$home/$person.$round.script"
    editor "$side" "$person" "$person.$round.script" "$url"
}
# What they typed was on their screens. One who waited for the host would see it after 200 ms and more; a busy machine
# alone makes some keys late.
at_once() { # ROUND HOW PERSON...
    local round="$1" how="$2" person
    shift 2
    for person in "$@"; do
        sort -n "$home/$person.$round.times" | awk -v who="${person^}" -v how="$one: $how" '
            { ms[NR] = $1 }
            END {
                half = ms[int((NR + 1) / 2)]; most = ms[int(NR * 0.95)]
                printf "%s: %s, %d keys, on the screen after %.0f ms (95 %%: %.0f, worst %.0f)\n", how, who, NR, half, most, ms[NR]
                exit NR < 200 || half > 60 || most > 200
            }' || fail "what ${person^} types is not on the screen at once"
    done
}
port="$(sed 's|^syngraph://10.77.0.1:\([0-9]*\)/.*|\1|' "$home/link")"
relay_on() { # SIDE SEED: its port is in $relay
    mkfifo "$home/relay$1"
    on "$1" "$bin/tests/relay" "$port" "$2" 10.77.0.1 <"$home/relay$1" >"$home/relay$1.out" &
    exec {relays[$1]}>"$home/relay$1"
    printf 'delay 50 150\nstalls 2 200 1000\n' >&"${relays[$1]}"
    until [[ "$(wc -l <"$home/relay$1.out")" -ge 3 ]]; do sleep 0.1; done
    relay="$(head -1 "$home/relay$1.out")"
}
relay_on B 1
write_slowly relay ben B "$(link_by "wss://127.0.0.1:$relay")" 81 140 a1140 c1140
relay_on C 2
write_slowly relay cara C "$(link_by "wss://127.0.0.1:$relay")" 81 140 a1140 b1140
wait_for {ben,cara}.relay.in
touch "$home/relay"
wait_for {anna,ben,cara}.relay.done
for person in ben cara; do
    ended "$person"
    cmp "$home/anna.relay.json" "$home/$person.relay.json" || fail "over a slow network $person has something else than Anna"
done
exec {relays[B]}>&- {relays[C]}>&-
(($(count anna.relay) == 500)) || fail "of 500 words there are $(count anna.relay)"
at_once relay "100 +- 50 ms each way, 2 % stalls" anna ben cara
say "all three have the same 500 words"

written=500
if on A tc qdisc add dev lan root netem delay 100ms 50ms loss 2% 2>/dev/null; then
    write_slowly netem ben B "$(cat "$home/link")" 141 200 c1200
    write_slowly netem cara C "$(cat "$home/link")" 141 200 b1200
    wait_for {ben,cara}.netem.in
    touch "$home/netem"
    wait_for {ben,cara}.netem.done
    at_once netem "100 +- 50 ms, 2 % of the packets lost" ben cara
    on A tc qdisc del dev lan root
    cp "$home/ben.netem.json" "$home/last.json"
    cmp "$home/ben.netem.json" "$home/cara.netem.json" || fail "with packets lost Ben and Cara have different documents"
    written=620
else
    say "left out: the kernel has no netem; the relay was the slow network"
    cp "$home/ben.relay.json" "$home/last.json"
fi
touch "$home/end"
ended anna
cmp "$home/anna.last.json" "$home/last.json" || fail "Anna has something else in the end"
(($(count anna.last) == written)) || fail "of $written words there are $(count anna.last)"
if [[ "$one" == avahi ]]; then end_avahi; else end_all; fi

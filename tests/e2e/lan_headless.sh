# SPDX-License-Identifier: GPL-3.0-or-later
# A part of tests/e2e/lan: a server on A, with --lan and then one that listens on its own computer and shares; `discover`
# and what follows on B. Runs in a shell of its own.

server=""  # the program's own process
started="" # the job in this shell that it runs in
in_a() { on A "$@"; }
in_b() { on B "$@"; }
start_server() { # with these options
    rm -f "$work/ready"
    in_a "$bin/syngraphd" --data "$work/data" --name "Anna's computer" --ready-file "$work/ready" "$@" 2>>"$work/server.log" &
    started=$!
    for _ in $(seq 600); do
        if [[ -s "$work/ready" ]]; then
            server="$(sed -n 's/.*"pid":\([0-9]*\).*/\1/p' "$work/ready")"
            return
        fi
        sleep 0.1
    done
    fail "the server did not start"
}
# What is found, waited for up to a minute: until a line fits (or, with "none", until there is none).
found() {
    for _ in $(seq 12); do
        lines="$(in_b "$bin/syngraph-cli" discover --seconds 5)"
        if [[ "$1" == none ]]; then
            [[ -z "$lines" ]] && return
        elif [[ "$lines" == *"$1"* ]]; then
            return
        fi
    done
    fail "wanted: $1; found: $lines"
}

start_server --lan
found "Anna's computer"
(($(wc -l <<<"$lines") == 1)) || fail "one server is not one line: $lines"
fingerprint="$(sed -n 's/.*"fingerprint":"\([0-9a-f]*\)".*/\1/p' "$work/ready")"
[[ "$lines" == *"$fingerprint"* ]] || fail "another key than the server's: $lines"
url="$(sed -n 's/.*"\(syngraph:\/\/10\.77\.0\.1:[0-9]*\)\/".*/\1/p' <<<"$lines")"
[[ -n "$url" ]] || fail "no address of IPv4: $lines"
[[ "$lines" == *"syngraph://[fe80::"* ]] || fail "no link-local address of IPv6: $lines"
in_b "$bin/syngraph-cli" list "$url" --pin "$fingerprint" >/dev/null || fail "what was found can't be connected to"
echo "found, once, and connected to"

kill "$server"
wait "$started" || fail "the server ended badly"
server=""
found none
echo "gone when it said goodbye"

start_server --lan --listen 127.0.0.1:8940
kill "$server"
wait "$started" || fail "a server on all addresses and on one of them ended badly"
server=""

start_server --lan
found "Anna's computer"
kill -9 "$server"
wait "$started" 2>/dev/null || true
server=""
found none
echo "gone when nothing was heard of it any more"

# as the editor starts it
start_server --listen 127.0.0.1:0
port="$(sed -n 's/.*"port":\([0-9]*\).*/\1/p' "$work/ready")"
token="$(cat "$work/data/owner-token")"
SYNGRAPH_TOKEN="$token" in_a "$bin/syngraph-cli" create "ws://127.0.0.1:$port" Minutes >/dev/null
owner() { in_a "$bin/syngraphd" --data "$work/data" "$@"; }
visit() { SYNGRAPH_TOKEN="$secret" in_b "$bin/syngraph-cli" cat "$url/Minutes" --pin "$fingerprint"; }
found none
owner share Minutes --admission approved >/dev/null || fail "nothing could be shared"
found '"Minutes"'
[[ "$lines" == *'"asks":true'* ]] || fail "a document that needs permission is said to need none: $lines"
owner share Minutes --admission anyone --role viewer >/dev/null || fail "it could not be shared with everybody"
found '"asks":false'
owner share Minutes --admission approved >/dev/null || fail "it could not be shared by approval again"
found '"asks":true'
url="$(sed -n 's/.*"\(syngraph:\/\/10\.77\.0\.1:[0-9]*\)\/".*/\1/p' <<<"$lines")"
[[ -n "$url" ]] || fail "no address of IPv4: $lines"
invited="$(owner invite Minutes --role viewer)"
secret="$(sed -n 's/.*"invitation":"\([0-9a-f]*\)".*/\1/p' <<<"$invited")"
visit >/dev/null || fail "who is invited does not come in"
invitation="$(sed -n 's/.*"id":"\([0-9a-f]*\)".*/\1/p' <<<"$invited")"
[[ "$(owner people)" == *"$invitation"* ]] || fail "the invitation is not listed"
[[ -z "$(SYNGRAPH_TOKEN='' in_b "$bin/syngraph-cli" list "$url" --pin "$fingerprint")" ]] || fail "a stranger sees documents"
owner revoke "$invitation" >/dev/null
[[ "$(owner people)" != *"$invitation"* ]] || fail "what was revoked is listed"
! visit >/dev/null 2>&1 || fail "who was invited comes in after it was revoked"
echo "seen and reached while it shares; an invitation lets in until it is revoked"

ask_from() { # SIDE PATH [OWNER-TOKEN]: status and body
    on "$1" python3 - "https://${url#syngraph://}$2" "${3:-}" <<'END'
import ssl, sys, urllib.error, urllib.request
headers = {"Authorization": "Bearer " + sys.argv[2]} if sys.argv[2] else {}
unchecked = ssl._create_unverified_context()
try:
    answer = urllib.request.urlopen(urllib.request.Request(sys.argv[1], headers=headers), context=unchecked, timeout=20)
except urllib.error.HTTPError as refused:
    answer = refused
print(answer.status, answer.read().decode().strip())
END
}
[[ "$(ask_from B /health)" =~ ^200\ \{\"status\":\"ok\",\"version\":\"[^\"]*\"\}$ ]] || fail "health: $(ask_from B /health)"
[[ "$(ask_from B /metrics)" == 404* ]] || fail "a stranger reads the figures"
[[ "$(ask_from B /metrics "$token")" == 200*syngraph_connections* ]] || fail "the owner reads no figures from elsewhere"
echo "other computers are told status and version; figures only the owner"

# Ben asks; what he reads to Anna over the telephone is what she sees
ben() { # COMMAND [ARGUMENT]...
    local command="$1"
    shift
    in_b env -u SYNGRAPH_TOKEN "$bin/syngraph-cli" "$command" "$url/Minutes" --identity "$work/ben" "$@"
}
member() { # of the one person that the document knows, by its name in JSON
    owner people Minutes | sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p'
}
! ben cat --pin "$fingerprint" >/dev/null 2>&1 || fail "who was not let in reads"
ben words --name Ben >"$work/words" 2>>"$work/server.log" &
asking=$!
for _ in $(seq 300); do [[ -n "$(member asks)" ]] && break; sleep 0.2; done
seen="$(sed -n 's/.*"words":"\([^"]*\)".*/\1/p' "$work/words")"
(($(wc -w <<<"$seen") == 4)) && [[ "$seen" == "$(member asks)" ]] || fail "words differ: $seen, $(member asks)"
grep -q "\"fingerprint\":\"$fingerprint\"" "$work/words" || fail "another key than the server's"
owner roles Minutes "$(member person)" --role editor
wait "$asking" || fail "who was let in does not come in"
ben append "by approval" --pin "$fingerprint" || fail "who was let in may not write"
owner roles Minutes "$(member person)" --role none
! ben cat --pin "$fingerprint" >/dev/null 2>&1 || fail "who was removed reads"
echo "let in by approval, and put out"

owner share Minutes --admission code --role editor >"$work/shared" || fail "no code"
sed -n 's/.*"code":"\([^"]*\)".*/\1/p' "$work/shared" >"$work/code"
echo "wrong-wrong-wrong" >"$work/wrong"
carla() { # COMMAND [ARGUMENT]...
    local command="$1"
    shift
    in_b env -u SYNGRAPH_TOKEN "$bin/syngraph-cli" "$command" "$url/Minutes" --identity "$work/carla" "$@"
}
! carla enter --code-file "$work/wrong" >/dev/null 2>&1 || fail "a wrong code lets in"
carla enter --code-file "$work/code" >/dev/null || fail "the code does not let in"
carla append "by code" --pin "$fingerprint" || fail "who came by code may not write"
echo "let in by code"

# The cable is pulled while both write. What is not acknowledged is kept, and nothing is lost or doubled.
mkdir "$work/acked"
soak() { # WHO SECONDS COMMAND...: a writer; its verdict is not asked, others write too
    local who="$1" seconds="$2"
    shift 2
    mkdir -p "$work/acked/$who"
    "$@" --clients 2 --seconds "$seconds" --journal "$work/acked/$who" >"$work/soak$who" 2>>"$work/client.log" || true
}
adminport="$port"
soak anna $((down_seconds + 20)) in_a env SYNGRAPH_TOKEN="$token" "$bin/syngraph-cli" soak "ws://127.0.0.1:$adminport/Minutes" &
first=$!
soak carla $((down_seconds + 20)) carla soak --pin "$fingerprint" &
second=$!
sleep 8
network down
sleep "$down_seconds"
network up
wait "$first" "$second" || true
SYNGRAPH_TOKEN="$token" in_a "$bin/syngraph-cli" cat "ws://127.0.0.1:$adminport/Minutes" >"$work/text"
python3 - "$work" "$down_seconds" <<'END' || fail "after the outage"
import collections, pathlib, re, sys
work = pathlib.Path(sys.argv[1])
TOKEN = re.compile(r"\[\d+\.\d+\]")
words = collections.Counter(TOKEN.findall((work / "text").read_text()))
acked = {}
for who in ("anna", "carla"):
    files = (work / "acked" / who).glob("*.acked")
    acked[who] = collections.Counter(t for f in files for t in TOKEN.findall(f.read_text()))
    if len(acked[who]) < 100:
        sys.exit(f"{who}: too few words to say anything: {len(acked[who])}")
# both count their words alike: what one alone has acknowledged may be there a second time, unacknowledged, from the other
both = acked["anna"] + acked["carla"]
lost = [t for t, n in both.items() if words[t] < n]
doubled = [t for t, n in both.items() if words[t] > 2]
if lost or doubled or max(both.values()) > 2:
    sys.exit(f"{len(lost)} lost, {len(doubled)} doubled of {len(both)}")
print(f"both wrote, {sum(both.values())} words, the cable pulled for {sys.argv[2]} s meanwhile: none lost, none doubled")
END
owner share Minutes --admission nobody >/dev/null || fail "sharing did not end"
found none
! visit >/dev/null 2>&1 || fail "it can be reached when nothing is shared"
kill "$server"
wait "$started" || fail "the server ended badly"
server=""
echo "neither seen nor reached when nothing is shared"

can_avahi || exit 0
begin_avahi
start_server --lan
found "Anna's computer"
(($(wc -l <<<"$lines") == 1)) || fail "one server is not one line: $lines"
[[ "$lines" == *"$fingerprint"* ]] || fail "another key than the server's: $lines"
url="$(sed -n 's/.*"\(syngraph:\/\/10\.77\.0\.1:[0-9]*\)\/".*/\1/p' <<<"$lines")"
[[ -n "$url" ]] || fail "no address of IPv4: $lines"
in_b "$bin/syngraph-cli" list "$url" --pin "$fingerprint" >/dev/null || fail "what Avahi found can't be connected to"
kill "$avahi_of_a"
wait "$avahi_of_a" 2>/dev/null || true
found none
start_avahi A
found "Anna's computer"
kill "$server"
wait "$started" || fail "the server ended badly"
server=""
found none
echo "found through Avahi, once more after its restart, and gone when it said goodbye"
end_avahi

# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the server. Its CPU is the kernel's account of syngraphd alone; what drives it is another process."""
import json
import pathlib
import subprocess
import tempfile
import threading
import time

import wire
from server_process import Meter, Server, cli_command, driver, driver_command
from table import Measurement, Row

FAN_OUT_SECONDS = 15
SATURATION_SECONDS = 8
JOINS = 60
MEGABYTE = 1_000_000
IDLE_DOCUMENTS = 500
IDLE_SECONDS = 6  # idle documents have let go of their files by then
RETURNING = 1000
ABSENT = 50
MISSED = 20_000
CHAIN_START = "cbf29ce484222325"
KILLS = 5


def load(document, clients, rate, seconds, check=True):
    done = subprocess.run([*cli_command("load", document), "--clients", str(clients), "--writers", str(clients),
                           "--rate", str(rate), "--seconds", str(seconds)], capture_output=True, text=True)
    if check and done.returncode != 0:
        raise RuntimeError(done.stderr.strip() or done.stdout.strip())
    return json.loads(done.stdout)


class Bystander:
    """A reader that only counts the bytes that reach it behind the snapshot."""

    def __init__(self, server, document):
        self.line = wire.WebSocket(server.port)
        self.line.join(document.rsplit("/", 1)[1])
        self.before = self.line.received
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        try:
            while True:
                self.line.next_frame()
        except (OSError, EOFError):
            return

    def bytes(self):
        return self.line.received - self.before


def fan_out():
    with Server() as server:
        document = server.create()
        bystander = Bystander(server, document)
        with Meter(server) as meter:
            found = load(document, 100, 5, FAN_OUT_SECONDS)
        delivered = found["delivered"] + found["edits"]  # the bystander reads too
        return ([meter.cpu_ms * 1000 / delivered, found["p50_ms"], found["p99_ms"],
                 bystander.bytes() / found["edits"]], meter.cpu_ms, meter.wall_ms)


def saturation():
    with Server() as server:
        with Meter(server) as meter:
            once = load(server.create(), 50, 420, SATURATION_SECONDS)
            twice = load(server.create(), 50, 840, SATURATION_SECONDS, check=False)
        durable = once["edits"] / (SATURATION_SECONDS + once["settled_ms"] / 1000)
        missing = twice["lost"] + twice["duplicated"] if twice["converged"] else twice["edits"]
        return [durable, once["p99_ms"], missing, twice["p99_ms"]], meter.cpu_ms, meter.wall_ms


def prepared(*words):
    return lambda folder: driver(words[0], folder, *words[1:]).strip()


def join_large():
    with Server(prepared("history", "--changes", 0, "--units", MEGABYTE)) as server:
        document = f"{server.url}/{server.prepared}"
        driver("join", document, "--times", 3)
        with Meter(server) as meter:
            found = json.loads(driver("join", document, "--times", JOINS))
        return [found["p50_ms"], meter.cpu_ms / JOINS], meter.cpu_ms, meter.wall_ms


def join_history():
    with Server(prepared("history", "--changes", 100_000, "--units", 10_000)) as server:
        document = f"{server.url}/{server.prepared}"
        with Meter(server) as meter:
            found = json.loads(driver("join", document, "--times", JOINS))
        return [found["p50_ms"], found["first_ms"]], meter.cpu_ms, meter.wall_ms


def idle():
    with Server() as server:
        before = server.resident_kib()
        with Meter(server) as meter, subprocess.Popen(driver_command("idle", server.url, "--documents", IDLE_DOCUMENTS),
                                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE) as people:
            if not people.stdout.readline():
                raise RuntimeError("not everybody could join")
            time.sleep(IDLE_SECONDS)
            each = (server.resident_kib() - before) / IDLE_DOCUMENTS
        return [each], meter.cpu_ms, meter.wall_ms


def reconnect():
    with Server() as server:
        document = server.create()
        load(document, 2, 100, 2)
        with Meter(server) as meter:
            lines = driver("reconnect", document, "--clients", RETURNING).splitlines()
        return [json.loads(lines[-1])["all_ms"]], meter.cpu_ms, meter.wall_ms


class Absentee:
    """Was in the document, and comes back to miss all that has been written since it was blank."""

    def __init__(self, server, document):
        self.port = server.port
        line = wire.WebSocket(self.port)
        line.say({"type": "join", "document": document})
        self.joined = line.hear("joined")
        line.close()

    def come_back(self):
        line = wire.WebSocket(self.port)
        line.say({"type": "resume", "revision": 0, "chain": CHAIN_START, "inFlight": 0,
                  **{name: self.joined[name] for name in ("document", "client", "token", "epoch")}})
        # not read as JSON, which would be a measurement of this program
        while b'"type":"catchUp"' not in line.next_frame()[1]:
            pass
        line.close()


def come_back():
    with Server(prepared("history", "--changes", MISSED, "--units", 10_000)) as server:
        people = [Absentee(server, server.prepared) for _ in range(ABSENT)]
        other = server.create()
        found = {}
        typing = threading.Thread(target=lambda: found.update(load(other, 2, 25, 6)))
        typing.start()
        time.sleep(2)
        with Meter(server) as meter:
            started = time.monotonic()
            threads = [threading.Thread(target=one.come_back) for one in people]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            all_ms = (time.monotonic() - started) * 1000
        typing.join()
        return [all_ms, found["p99_ms"]], meter.cpu_ms, meter.wall_ms


def kill_under_load():
    with Server() as server, tempfile.TemporaryDirectory() as journal:
        document = server.create()
        started = time.monotonic()
        soak = subprocess.Popen(cli_command("soak", document, "--clients", "8", "--seconds", "12", "--journal", journal),
                                stdout=subprocess.PIPE, text=True)
        for _ in range(KILLS):
            time.sleep(1.9)
            server.kill()
            server.start()
        found = json.loads(soak.communicate()[0])
        if found["acknowledged"] < 100 or found["reconnects"] < KILLS or not found["converged"]:
            raise RuntimeError(f"not what was to be measured: {found}")
        return [found["lost"], found["duplicated"]], None, (time.monotonic() - started) * 1000


MEASUREMENTS = [
    Measurement([Row("fan-out 100 x 5/s: server per 1000 deliveries", "ms CPU", 4),
                 Row("fan-out 100 x 5/s: p50", "ms", 6), Row("fan-out 100 x 5/s: p99", "ms", 15),
                 Row("fan-out 100 x 5/s: bytes per edit and reader", "bytes", 60)], fan_out),
    Measurement([Row("saturation 50 x 420/s: durable", "edits/s", 20_000, is_least=True),
                 Row("saturation 50 x 420/s: p99", "ms", 100),
                 Row("saturation 50 x 840/s: lost, doubled or not everywhere", "edits", 0),
                 Row("saturation 50 x 840/s: p99", "ms", None)], saturation),
    Measurement([Row("join, 1 MB of text", "ms", 10), Row("join, 1 MB of text: server", "ms CPU", 4)], join_large),
    Measurement([Row("join, 100,000 changes of history", "ms", 10),
                 Row("join, 100,000 changes of history, file not open yet", "ms", None)], join_history),
    Measurement([Row("idle document with a connection", "KiB", 40)], idle),
    Measurement([Row("1000 clients come back at once", "ms", 3000)], reconnect),
    Measurement([Row("50 clients come back, 20,000 revisions missed", "ms", 10_000),
                 Row("50 clients come back: p99 in another document", "ms", 50)], come_back),
    Measurement([Row("kill -9 under load: acknowledged edits lost", "edits", 0),
                 Row("kill -9 under load: edits doubled", "edits", 0)], kill_under_load),
]

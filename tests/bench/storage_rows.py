# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of document files: bench_storage writes one as a server does, packing it, and measures its own CPU."""
import json
import subprocess
import tempfile
import time

from server_process import BIN
from table import Measurement, Row

LONG = 1_000_000


def measure(history):
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        output = subprocess.run([BIN / "tests/bench_storage", folder, str(history)], check=True, capture_output=True,
                                text=True).stdout
        return json.loads(output), (time.monotonic() - started) * 1000


def size(history):
    def run():
        found, wall_ms = measure(history)
        return [found["packed_bytes"] / 1000, found["hot_bytes"] / 1000], found["write_cpu_ms"], wall_ms
    return run


def long_history():
    found, wall_ms = measure(LONG)
    return ([found["open_cpu_ms"], found["slowest_revision_cpu_ms"], found["longest_step_cpu_ms"]],
            found["write_cpu_ms"], wall_ms)


def commits():
    """What a commit waits for while older history is packed, against one alone."""
    with tempfile.TemporaryDirectory() as folder:
        found = json.loads(subprocess.run([BIN / "tests/bench_commits", folder], check=True, capture_output=True,
                                          text=True).stdout)
    return [found["alone_p50_ms"], found["alone_p99_ms"], found["beside_p50_ms"], found["beside_p99_ms"]], None, None


MEASUREMENTS = [
    Measurement([Row("stored size of the paper with all its history", "kB", 600),
                 Row("the same while it is written", "kB", 4000)], size("timed")),
    Measurement([Row("stored size of the paper, all at one time", "kB", 150),
                 Row("stored size of the paper, all at one time, while written", "kB", 4000)], size("paper")),
    Measurement([Row("open a document of 1,000,000 changes", "ms CPU", 100),
                 Row("any revision of it", "ms CPU", 50), Row("one step of packing it", "ms CPU", None)], long_history),
    Measurement([Row(f"a commit of four changes, {when}: {share}", "ms", None)
                 for when in ("alone", "while history is packed") for share in ("p50", "p99")], commits),
]

# SPDX-License-Identifier: GPL-3.0-or-later
"""The pure rows: bench_engine measures itself, CPU and wall, and tells the memory that a rebase takes."""
import json
import statistics
import subprocess
import time

from server_process import BIN
from table import Measurement, Row


REPETITIONS = 5
SECONDS = 10  # longer than a neighbour on the same machine mostly disturbs


def repetitions(name, count=REPETITIONS):
    output = subprocess.run([BIN / "tests/bench_engine", f"--benchmark_filter=^{name}$", "--benchmark_format=json",
                             f"--benchmark_repetitions={count}"],
                            check=True, capture_output=True, text=True).stdout
    found = [one for one in json.loads(output)["benchmarks"] if one["name"] == name and one["run_type"] == "iteration"]
    if not found:
        raise RuntimeError(f"there is no benchmark {name}")
    for one in found:
        if "error_message" in one:
            raise RuntimeError(one["error_message"])
    return found


def measure(name):
    """The one of many runs that was disturbed least."""
    found = []
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        found += repetitions(name)
    return min(found, key=lambda one: one["cpu_time"])


def measure_in_turn(small, large):
    """Of both the run that was disturbed least, and how many times the one the other costs. A disturbance lasts for
    longer than a turn: so the ratio is that within a turn, the median of all."""
    turns = []
    end = time.monotonic() + 2 * SECONDS
    while time.monotonic() < end:
        turns.append([repetitions(name, 1)[0] for name in (small, large)])
    ratio = statistics.median(turn[1]["cpu_time"] / turn[0]["cpu_time"] for turn in turns)
    return [min(runs, key=lambda one: one["cpu_time"]) for runs in zip(*turns)], ratio


def cpu_row(name, row, target):
    def run():
        found = measure(name)
        return [found["cpu_time"]], found["cpu_time"], found["real_time"]
    return Measurement([Row(row, "ms CPU", target)], run)


def rebase_rows(name, row, target, target_mib):
    def run():
        found = measure(name)
        return [found["cpu_time"], found["extra_MiB"]], found["cpu_time"], found["real_time"]
    return Measurement([Row(row, "ms CPU", target), Row(row + ": extra memory", "MiB", target_mib)], run)


def compose_rows():
    def run():
        (small, large), ratio = measure_in_turn("compose/100000", "compose/200000")
        return ([small["cpu_time"], ratio],
                small["cpu_time"] + large["cpu_time"], small["real_time"] + large["real_time"])
    return Measurement([Row("compose 100,000 changes anywhere in 100,000 units", "ms CPU", 100),
                        Row("compose: cost of twice as many", "times", 2.3)], run)


def parser_rows(name, what, unit):
    """Ours against Qt's, which checks less."""
    def run():
        ours, qt = measure(name), measure(name + "WithQt")
        return [ours["cpu_time"], qt["cpu_time"]], None, None
    return Measurement([Row(f"{what}: read and checked", unit, None), Row(f"{what}: only parsed by QJsonDocument", unit, None)],
                       run)


MEASUREMENTS = [
    cpu_row("multiplyOneByOne", "pace of this machine: 50,000,000 multiplications", None),
    cpu_row("replayPaper", "replay of a paper, 259,778 edits", 60),
    cpu_row("replayThroughTheRoom", "the same through Session, Room, Session", 600),
    compose_rows(),
    rebase_rows("rebaseTyped/50000", "rebase 50,000 over 50,000, typed", 150, 64),
    rebase_rows("rebaseAnywhere/50000", "rebase 50,000 over 50,000, anywhere", 150, 64),
    rebase_rows("rebaseTyped/350000", "rebase 350,000 over 350,000, typed", 250, 64),
    rebase_rows("rebaseAnywhere/350000", "rebase 350,000 over 350,000, anywhere", 250, 64),
    cpu_row("rebaseHourOffline", "rebase an hour of typing over 20,000 revisions", 30),
    cpu_row("rebaseAlternating/1000000", "rebase where all meets, 1,000,000 components", 2000),
    cpu_row("applyToOneCharacterRuns/1000000", "10,000 changes in a million runs of one character", None),
    cpu_row("formatOneCharacterOften/100000", "100,000 formats of one character", None),
    parser_rows("readKeystroke", "a keystroke's message", "ns CPU"),
    parser_rows("readMegabyte", "1 MB of text as JSON", "ms CPU"),
]

# SPDX-License-Identifier: GPL-3.0-or-later
"""The pure rows: bench_engine measures itself, CPU and wall, and tells the memory that a rebase takes."""
import json
import statistics
import subprocess
import time

from server_process import BIN
from table import Measurement, Row


SECONDS = 4  # of each row in a round


def one_run(name):
    output = subprocess.run([BIN / "tests/bench_engine", f"--benchmark_filter=^{name}$", "--benchmark_format=json"],
                            check=True, capture_output=True, text=True).stdout
    found = [one for one in json.loads(output)["benchmarks"] if one["name"] == name and one["run_type"] == "iteration"]
    if not found:
        raise RuntimeError(f"there is no benchmark {name}")
    if "error_message" in found[0]:
        raise RuntimeError(found[0]["error_message"])
    return found[0]


class Runs:
    """Runs of some benchmarks, in turn: each turn is one of each."""

    def __init__(self, *names):
        self.names = names
        self.turns = []

    def sample(self):
        end = time.monotonic() + SECONDS * len(self.names)
        while time.monotonic() < end:
            self.turns.append([one_run(name) for name in self.names])

    def best(self):
        """Of each the one that was disturbed least."""
        return [min(runs, key=lambda one: one["cpu_time"]) for runs in zip(*self.turns)]

    def ratio(self):
        """How many times the first one the second costs: the median of the turns, in which both have the same hour."""
        return statistics.median(turn[1]["cpu_time"] / turn[0]["cpu_time"] for turn in self.turns)


def cpu_row(name, row, target):
    runs = Runs(name)
    def figures():
        found, = runs.best()
        return [found["cpu_time"]], found["cpu_time"], found["real_time"]
    return Measurement([Row(row, "ms CPU", target)], figures, runs.sample)


def rebase_rows(name, row, target, target_mib):
    runs = Runs(name)
    def figures():
        found, = runs.best()
        return [found["cpu_time"], found["extra_MiB"]], found["cpu_time"], found["real_time"]
    return Measurement([Row(row, "ms CPU", target), Row(row + ": extra memory", "MiB", target_mib)], figures, runs.sample)


def compose_rows():
    runs = Runs("compose/100000", "compose/200000")
    def figures():
        small, large = runs.best()
        return ([small["cpu_time"], runs.ratio()], small["cpu_time"] + large["cpu_time"],
                small["real_time"] + large["real_time"])
    return Measurement([Row("compose 100,000 changes anywhere in 100,000 units", "ms CPU", 100),
                        Row("compose: cost of twice as many", "times", 2.3)], figures, runs.sample)


def parser_rows(name, what, unit):
    """Ours against Qt's, which checks less."""
    runs = Runs(name, name + "WithQt")
    def figures():
        return [one["cpu_time"] for one in runs.best()], None, None
    return Measurement([Row(f"{what}: read and checked", unit, None), Row(f"{what}: only parsed by QJsonDocument", unit, None)],
                       figures, runs.sample)


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

# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of the editor on a long document: bench_editor measures itself, once without a screen and once under Xvfb."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

from server_process import BIN
from table import Measurement, Row

# as bench_editor tells them
TARGETS = {
    "memory of the editor, mirror included": ("MiB", 150),
    "open: to the first screen": ("ms CPU", 100),
    "open: to the whole document, painted": ("ms CPU", 600),
    "open: longest step": ("ms CPU", 32),
    **{f"a key at the {place}, painted: {share}": ("ms CPU", target)
       for place in ("start", "middle", "end") for share, target in (("p50", 1), ("p99", 8))},
    "a remote change anywhere: p50": ("us CPU", 50),
    "a remote change anywhere: p99": ("us CPU", 500),
    "50 people typing: a key of mine, p99": ("ms CPU", 8),
    "50 people typing: longest frame": ("ms CPU", 32),
    "200 people moving everywhere: a frame, p50": ("ms CPU", 1),
    "100 in view and 100 elsewhere, all moving: a frame, p50": ("ms CPU", 8),
    "jump to a place not seen before: p50": ("ms CPU", 10),
    "jump to a place not seen before: p99": ("ms CPU", 20),
    "memory after looking everywhere": ("MiB", 150),
}
STARTS = 5
PATIENCE_SECONDS = 60


def long_document(words, is_drawn):
    def run():
        command = [BIN / "tests/bench_editor", "--words", str(words)]
        if is_drawn:
            command = ["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24", *command]
        environment = dict(os.environ, QT_QPA_PLATFORM="xcb" if is_drawn else "offscreen")
        output = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
        told = {row["name"]: row["figure"] for row in map(json.loads, output.splitlines())}
        return [told[name] for name in TARGETS], None, None
    where = "Xvfb" if is_drawn else "editor"
    return Measurement([Row(f"{where}: {name}", unit, target) for name, (unit, target) in TARGETS.items()], run)


def long_history():
    """The slowest of 44 looks at a past of 100,000 changes; the test judges each."""
    test = subprocess.run([BIN / "tests/test_long_history"], check=True, capture_output=True, text=True,
                          env=dict(os.environ, QT_QPA_PLATFORM="offscreen", SYNGRAPH_BIN_DIR=str(BIN)))
    return [max(float(ms) for ms in re.findall(r"(\d+) ms at most", test.stdout + test.stderr))], None, None


def start_once(display, home):
    began = time.monotonic()
    environment = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb", HOME=home, XDG_RUNTIME_DIR=home)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        environment.pop(name, None)
    with subprocess.Popen([BIN / "syngraph"], env=environment, stderr=subprocess.DEVNULL) as editor:
        try:
            while time.monotonic() - began < PATIENCE_SECONDS:
                found = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Syngraph"], env=environment,
                                       capture_output=True, text=True)
                if found.stdout.strip():
                    wall_ms = (time.monotonic() - began) * 1000
                    spent = pathlib.Path(f"/proc/{editor.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
                    return wall_ms, sum(map(int, spent)) * 1000 / os.sysconf("SC_CLK_TCK")
            raise RuntimeError("no window came")
        finally:
            editor.terminate()


def start():
    """The quickest of some starts, once the files are in the page cache."""
    with tempfile.TemporaryDirectory() as home, \
         subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-noreset", "-nolisten", "tcp"],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as screen:
        try:
            display = ":" + screen.stdout.readline().strip()
            wall_ms, cpu_ms = min(start_once(display, home) for _ in range(STARTS))
            return [wall_ms], cpu_ms, wall_ms
        finally:
            screen.terminate()


def measurements(words):
    return [long_document(words, False), long_document(words, True),
            Measurement([Row("editor: any revision of 100,000 on the screen", "ms CPU", 200)], long_history),
            Measurement([Row("Xvfb: start of the editor to its window, warm", "ms", 400)], start)]

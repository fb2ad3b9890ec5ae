# SPDX-License-Identifier: GPL-3.0-or-later
"""A syngraphd of one's own, and what the kernel says of it."""
import contextlib
import json
import pathlib
import signal
import subprocess
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
BIN = TOP / "build/release/bin"
START_SECONDS = 60


def cli_command(*words):
    return [str(BIN / "syngraph-cli"), *words]


def cli(*words):
    return subprocess.run(cli_command(*words), check=True, capture_output=True, text=True).stdout


def driver_command(*words):
    return [str(BIN / "tests/bench_clients"), *map(str, words)]


def driver(*words):
    return subprocess.run(driver_command(*words), check=True, capture_output=True, text=True).stdout


class Server:
    """Runs until the end of the `with` block; its data folder is new unless one is given."""

    def __init__(self, prepare=None):
        self.folder = tempfile.TemporaryDirectory()
        self.data = pathlib.Path(self.folder.name) / "data"
        self.prepared = prepare(self.data) if prepare else None
        self.port = 0
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
        self.folder.cleanup()

    def start(self):
        """On the port it had before, if any."""
        ready = pathlib.Path(self.folder.name) / "ready.json"
        ready.unlink(missing_ok=True)
        self.process = subprocess.Popen([BIN / "syngraphd", "--data", self.data, "--listen", f"127.0.0.1:{self.port}",
                                         "--open-access", "editor", "--ready-file", ready], stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while not ready.exists():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("syngraphd did not start")
            time.sleep(0.01)
        self.port = json.loads(ready.read_text())["port"]
        self.url = f"ws://127.0.0.1:{self.port}"

    def kill(self):
        self.process.kill()
        self.process.wait()

    def create(self):
        return f"{self.url}/{cli('create', self.url, 'bench').strip()}"

    def cpu_ms(self):
        """Spent by all its threads, by the scheduler's account."""
        total = 0
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            with contextlib.suppress(FileNotFoundError):
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e6

    def resident_kib(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise RuntimeError("no VmRSS")


class Meter:
    """CPU of a server and wall time over a `with` block, in ms."""

    def __init__(self, server):
        self.server = server

    def __enter__(self):
        self.cpu_ms = -self.server.cpu_ms()
        self.wall_ms = -time.monotonic() * 1000
        return self

    def __exit__(self, *_):
        self.cpu_ms += self.server.cpu_ms()
        self.wall_ms += time.monotonic() * 1000


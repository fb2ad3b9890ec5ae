#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs a build into a new folder and looks at what is there. Usage: installed.py BUILD

The programs have to run from where they were put, the manual pages to name every option, and what the
desktop and systemd read has to be as they want it, as far as their own checkers are on this machine.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

APP = "org.syngraph.Syngraph"
FILES = [
    "bin/syngraph", "bin/syngraphd", "bin/syngraph-cli",
    f"share/applications/{APP}.desktop", f"share/mime/packages/{APP}.xml",
    f"share/icons/hicolor/scalable/apps/{APP}.svg",
    "share/man/man1/syngraph.1", "share/man/man1/syngraphd.1", "share/man/man1/syngraph-cli.1",
    "lib/systemd/system/syngraphd.service", "lib/systemd/user/syngraphd.service",
    "share/doc/syngraph/PROTOCOL.md", "share/doc/syngraph/copyright",
]
OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)")
DOCUMENTED = re.compile(r"Fl -([a-z][a-z-]*)")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def missing_files(prefix):
    for name in FILES:
        if not os.path.isfile(os.path.join(prefix, name)):
            yield f"{name} is not installed"


def programs(prefix):
    for name in ("syngraph", "syngraphd", "syngraph-cli"):
        program = os.path.join(prefix, "bin", name)
        if not output(program, "--version").startswith(f"{name} "):
            yield f"{name} does not say its version"
        with open(os.path.join(prefix, "share/man/man1", name + ".1"), encoding="utf-8") as page:
            described = set(DOCUMENTED.findall(page.read()))
        if name == "syngraph-cli":
            continue # its options belong to commands, each of which explains itself
        for option in sorted(set(OPTION.findall(output(program, "--help"))) - described):
            yield f"the manual page of {name} lacks --{option}"


def manual_pages(prefix):
    if not shutil.which("man"):
        return
    for name in ("syngraph", "syngraphd", "syngraph-cli"):
        page = os.path.join(prefix, "share/man/man1", name + ".1")
        said = subprocess.run(["man", "--warnings=all", "-E", "UTF-8", "-l", page], capture_output=True, text=True,
                              check=False, env={**os.environ, "MANWIDTH": "80"})
        if said.returncode != 0 or said.stderr.strip():
            yield f"{name}.1: {said.stderr.strip() or said.returncode}"


def desktop(prefix):
    kind = xml.etree.ElementTree.parse(os.path.join(prefix, "share/mime/packages", APP + ".xml")).getroot()[0]
    with open(os.path.join(prefix, "share/applications", APP + ".desktop"), encoding="utf-8") as file:
        entry = file.read()
    if f"MimeType={kind.get('type')};x-scheme-handler/syngraph;" not in entry:
        yield "the desktop entry opens something else than documents and syngraph: addresses"
    if shutil.which("desktop-file-validate"):
        said = subprocess.run(["desktop-file-validate", os.path.join(prefix, "share/applications", APP + ".desktop")],
                              capture_output=True, text=True, check=False)
        if said.returncode != 0:
            yield said.stdout.strip()


def units(prefix):
    for scope in ("system", "user"):
        path = os.path.join(prefix, "lib/systemd", scope, "syngraphd.service")
        with open(path, encoding="utf-8") as file:
            start = re.search(r"^ExecStart=(\S+)", file.read(), re.MULTILINE)
        if not start or os.path.basename(start[1]) != "syngraphd" or not os.path.isabs(start[1]):
            yield f"the unit of the {scope} starts something else than syngraphd"
        elif shutil.which("systemd-analyze"):
            yield from systemd_says(prefix, path, scope, start[1])


def systemd_says(prefix, path, scope, program):
    """Nothing, where systemd understands every line of the unit, and finds that of the system shut in well enough."""
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "syngraphd.service")
        with open(path, encoding="utf-8") as unit, open(copy, "w", encoding="utf-8") as file:
            file.write(unit.read().replace(program, os.path.join(prefix, "bin", "syngraphd")))
        environment = {**os.environ, "XDG_RUNTIME_DIR": folder}
        manager = ["--user"] if scope == "user" else ["--system"]
        checks = [["verify", "--man=no"]]
        if scope == "system":
            checks.append(["security", "--offline=true", "--threshold=25", "--no-pager"]) # tenths of its exposure level
        for check in checks:
            said = subprocess.run(["systemd-analyze", *manager, *check, copy], capture_output=True, text=True, check=False,
                                  env=environment)
            if said.returncode != 0 or said.stderr.strip():
                yield f"systemd-analyze {check[0]}, unit of the {scope}: {said.stderr.strip() or said.stdout.strip()[-300:]}"


def main():
    build = sys.argv[1]
    with tempfile.TemporaryDirectory() as prefix:
        output("cmake", "--install", build, "--prefix", prefix)
        complaints = [c for check in (missing_files, programs, manual_pages, desktop, units) for c in check(prefix)]
    for complaint in complaints:
        print(complaint)
    sys.exit(1 if complaints else 0)


main()

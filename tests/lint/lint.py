#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the repository that no compiler checks. Usage: lint.py TOP

Each rule is a function from a Tree to complaints "path:line: sentence"; lint_selftest.py proves for
each that it can fail.
"""
import os
import re
import subprocess
import sys

import layers

TOP_LEVEL = {
    "client", "server", "shared", "resources", "tests",
    "CMakeLists.txt", "CMakePresets.json", "README.md", "LICENSE",
}
SKIPPED_FOLDERS = {".git", "build", "node_modules", ".cache", "__pycache__"}
MAX_SOURCE_LINES = 400
CXX = (".h", ".cpp")
SOURCE = CXX + (".js", ".mjs", ".py", ".sh", ".cmake")
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
# recorded data and other people's text
NOT_OURS = (".json", ".gz", ".svg", ".png", ".syngraph", ".ts")
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


class Tree:
    """The files of a checkout: what git tracks or would add, or everything where there is no git."""

    def __init__(self, top):
        self.top = top
        self.paths = self._tracked() or self._walked()
        self._lines = {}

    def _tracked(self):
        if not os.path.exists(os.path.join(self.top, ".git")):
            return []
        answer = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", self.top, "ls-files", "-z",
             "--cached", "--others", "--exclude-standard"],
            capture_output=True, check=False) if _has_git() else None
        if answer is None or answer.returncode != 0:
            return []
        names = answer.stdout.decode().split("\0")
        return sorted(n for n in names if n and os.path.isfile(os.path.join(self.top, n)))

    def _walked(self):
        found = []
        for folder, folders, files in os.walk(self.top):
            folders[:] = [f for f in folders if f not in SKIPPED_FOLDERS]
            found += [os.path.relpath(os.path.join(folder, f), self.top) for f in files]
        return sorted(found)

    def lines(self, path):
        """The lines of a text file; none of a binary one."""
        if path not in self._lines:
            with open(os.path.join(self.top, path), "rb") as file:
                content = file.read()
            text = "" if b"\0" in content else content.decode("utf-8", "replace")
            self._lines[path] = text.splitlines()
        return self._lines[path]

    def sources(self, endings, *folders):
        for path in self.paths:
            if path.endswith(endings) and (not folders or path.split("/")[0] in folders):
                yield path


def _has_git():
    return any(os.access(os.path.join(p, "git"), os.X_OK) for p in os.environ.get("PATH", "").split(":"))


def _includes(tree, path):
    for number, line in enumerate(tree.lines(path), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match.group(1), match.group(2)


def include_edges(tree):
    for path in tree.sources(CXX, "client", "server", "shared"):
        here = layers.folder_of(path)
        if here not in layers.ALLOWED:
            yield f"{path}:1: no row in tests/lint/layers.py says what this folder may include"
            continue
        for number, bracket, name in _includes(tree, path):
            if ".." in name.split("/"):
                yield f"{path}:{number}: \"{name}\" goes around the include roots"
                continue
            if "/" not in name:
                continue
            there = layers.folder_of_prefix(name.split("/")[0], here)
            if there is None:
                if bracket == '"':
                    yield f"{path}:{number}: \"{name}\" belongs to no folder of ours; others' headers take <>"
            elif there != here and there not in layers.ALLOWED[here] and not any(
                    path.startswith(start) and there == folder for start, folder in layers.EXCEPTIONS):
                yield f"{path}:{number}: {here} may not include {there}"


def pure_folders(tree):
    words = re.compile("|".join(layers.FORBIDDEN_WORDS_IN_PURE))
    forbidden = {name.lower().removesuffix(".h") for name in layers.FORBIDDEN_IN_PURE}
    for path in tree.sources(CXX, "client", "server", "shared"):
        if layers.folder_of(path) not in layers.PURE:
            continue
        for number, _, name in _includes(tree, path):
            if name.split("/")[-1].lower().removesuffix(".h") in forbidden:
                yield f"{path}:{number}: a pure folder may not include <{name}>"
        for number, line in enumerate(tree.lines(path), 1):
            match = words.search(line.split("//")[0])
            if match:
                yield f"{path}:{number}: a pure folder may not use {match.group(0)}"


def source_length(tree):
    for path in tree.sources(CXX, "client", "server", "shared"):
        count = len(tree.lines(path))
        if count > MAX_SOURCE_LINES:
            yield f"{path}:{MAX_SOURCE_LINES + 1}: {count} lines; split it by responsibility"


def licence_line(tree):
    for path in tree.paths:
        lines = tree.lines(path)
        script = bool(lines) and lines[0].startswith("#!")
        if not (path.endswith(SOURCE) or path.endswith("CMakeLists.txt") or script):
            continue
        number = 1 if script else 0
        comment = "// " if path.endswith(CXX + (".js", ".mjs")) else "# "
        if len(lines) <= number or lines[number] != comment + SPDX:
            yield f"{path}:{number + 1}: this line has to be \"{comment}{SPDX}\""


def unfinished_marks(tree):
    # put together, so that this file does not accuse itself
    marks = re.compile(r"\b(?:" + "|".join(("TO" "DO", "FIX" "ME", "X" "XX", "HA" "CK")) + r")\b")
    for path in tree.paths:
        if path.endswith(NOT_OURS) or path == "LICENSE":
            continue
        for number, line in enumerate(tree.lines(path), 1):
            match = marks.search(line)
            if match:
                yield f"{path}:{number}: {match.group(0)}: finish it, or file it as an issue"


def pragma_once(tree):
    for path in tree.sources((".h",)):
        if "#pragma once" not in tree.lines(path):
            yield f"{path}:1: a header needs #pragma once"


def top_level(tree):
    present = {path.split("/")[0] for path in tree.paths}
    for name in sorted(n for n in present - TOP_LEVEL if not n.startswith(".")):
        yield f"{name}:1: only {', '.join(sorted(TOP_LEVEL))} and dotfiles stand at the top"
    for name in sorted(TOP_LEVEL - present):
        yield f"{name}:1: missing at the top"


def test_map(tree):
    """Each table row of tests/README.md ends in the `names` of what keeps its promise: a test of
    ctest, TEST::function, or a path below tests/."""
    path = "tests/README.md"
    if path not in tree.paths:
        return
    declared, functions = _tests_of(tree)
    in_table = False
    for number, line in enumerate(tree.lines(path), 1):
        if not line.startswith("|"):
            in_table = False
            continue
        if re.fullmatch(r"[|\s:-]+", line):
            in_table = True
            continue
        if not in_table:
            continue
        names = re.findall(r"`([^`]+)`", re.split(r"(?<!\\)\|", line.strip().strip("|"))[-1])
        if not names:
            yield f"{path}:{number}: this row names no test"
        for name in names:
            test, _, function = name.partition("::")
            known = test in declared and (not function or function in functions)
            if not known and f"tests/{name}" not in tree.paths:
                yield f"{path}:{number}: there is no test {name}"


def _tests_of(tree):
    declared, functions = set(), set()
    for path in tree.sources(("CMakeLists.txt",), "tests"):
        text = "\n".join(tree.lines(path))
        declared.update(re.findall(r"\bsyngraph_(?:test|fuzzer)\(\s*([\w-]+)", text))
        declared.update(re.findall(r"\badd_test\(\s*NAME\s+([\w-]+)", text))
    for path in tree.sources(CXX, "tests"):
        # many are declared in a loop over names
        if os.path.basename(path).startswith("test_") and path.endswith(".cpp"):
            declared.add(os.path.basename(path)[:-len(".cpp")])
        functions.update(re.findall(r"\bvoid\s+(?:\w+::)?(\w+)\s*\(", "\n".join(tree.lines(path))))
    return declared, functions


def error_codes(tree):
    """Each code of the table is compared with what came out, in some test."""
    path = "shared/base/error_codes.h"
    if path not in tree.paths:
        return
    tests = "\n".join(line for test in tree.sources(CXX, "tests") for line in tree.lines(test)
                      if not line.lstrip().startswith("//"))
    named = set(re.findall(r"\bErrorCode::(\w+)", tests))
    for number, line in enumerate(tree.lines(path), 1):
        match = re.match(r'\s+X\((\w+), "', line)
        if match and match.group(1) not in named:
            yield f"{path}:{number}: no test produces {match.group(1)}"


RULES = (
    include_edges, pure_folders, source_length, licence_line,
    unfinished_marks, pragma_once, top_level, test_map,
    error_codes,
)


def main(arguments):
    if len(arguments) != 1:
        print("Usage: lint.py TOP", file=sys.stderr)
        return 2
    tree = Tree(arguments[0])
    complaints = [f"{complaint} [{rule.__name__}]" for rule in RULES for complaint in rule(tree)]
    for complaint in complaints:
        print(complaint)
    print(f"lint: {len(tree.paths)} files, {len(complaints)} complaints")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

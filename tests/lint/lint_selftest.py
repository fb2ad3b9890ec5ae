#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of the lint is shown a small tree that breaks it and one that does not."""
import os
import tempfile
import unittest

import lint

LICENCE = "// " + lint.SPDX + "\n"
HEADER = LICENCE + "#pragma once\n"


def complaints(rule, files):
    with tempfile.TemporaryDirectory() as top:
        for path, text in files.items():
            full = os.path.join(top, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "w", encoding="utf-8") as file:
                file.write(text)
        return list(rule(lint.Tree(top)))


class RuleTest(unittest.TestCase):
    exercised = set()

    def refuses(self, rule, path, text, **more):
        self.exercised.add(rule)
        found = complaints(rule, {path: text, **more})
        self.assertTrue(found, f"{rule.__name__} accepts {path}: {text!r}")
        self.assertTrue(any(path in complaint for complaint in found), found)

    def accepts(self, rule, path, text, **more):
        self.assertEqual(complaints(rule, {path: text, **more}), [])

    def test_include_edges(self):
        def refuses(path, include):
            self.refuses(lint.include_edges, path, f"#include {include}\n")

        def accepts(path, include):
            self.accepts(lint.include_edges, path, f"#include {include}\n")

        refuses("shared/base/a.h", '"model/delta.h"')
        refuses("shared/model/a.h", '"protocol/messages.h"')
        refuses("shared/model/a.h", "<protocol/messages.h>")
        refuses("shared/model/a.h", '"../base/result.h"')
        refuses("shared/model/a.h", '"elsewhere/result.h"')
        refuses("server/room/a.h", '"storage/storage.h"')
        refuses("server/room/a.h", '"session/session.h"')
        refuses("server/app/a.h", '"client_net/transport.h"')
        refuses("client/session/a.h", '"room/room.h"')
        refuses("client/editor/a.h", '"replica/journal.h"')
        refuses("client/net/a.h", '"net/server.h"')
        refuses("client/cli/list.cpp", '"room/room.h"')
        refuses("client/cli/scenario.cpp", '"storage/storage.h"')
        refuses("client/novelty/a.h", "<vector>")
        refuses("client/loose.h", "<vector>")
        accepts("shared/model/a.h", '"base/result.h"')
        accepts("shared/model/a.h", '"model/delta.h"')
        accepts("shared/model/a.h", '"delta.h"')
        accepts("shared/model/a.h", "<QtCore/QString>")
        accepts("server/net/a.h", '"net/connection.h"')
        accepts("client/net/a.h", '"client_net/transport.h"')
        accepts("client/world/world.h", '"room/room.h"')
        refuses("client/cli/scenario.cpp", '"room/room.h"')
        accepts("client/cli/check.cpp", '"storage/storage.h"')
        accepts("tests/simulation/world.cpp", '"room/room.h"')

    def test_pure_folders(self):
        for header in ("QObject", "qobject.h", "QtCore/QTimer", "QDateTime", "QElapsedTimer", "QRandomGenerator",
                       "QThread", "QFile", "QWebSocket", "QtWebSockets/QWebSocket", "random", "thread",
                       "iostream", "fstream", "mutex"):
            self.refuses(lint.pure_folders, "shared/model/a.cpp", f"#include <{header}>\n")
        for folder in ("shared/base", "shared/protocol", "server/room", "client/session"):
            self.refuses(lint.pure_folders, f"{folder}/a.h", "#include <QObject>\n")
        self.refuses(lint.pure_folders, "server/room/a.cpp", "auto t = std::chrono::steady_clock::now();\n")
        self.refuses(lint.pure_folders, "server/room/a.cpp", "int n = std::rand();\n")
        self.accepts(lint.pure_folders, "server/room/a.cpp", "#include <chrono>\n#include <QString>\n")
        self.accepts(lint.pure_folders, "server/storage/a.cpp", "#include <QFile>\n#include <mutex>\n")

    def test_source_length(self):
        self.refuses(lint.source_length, "shared/model/a.cpp", "\n" * 401)
        self.accepts(lint.source_length, "shared/model/a.cpp", "\n" * 400)

    def test_licence_line(self):
        self.refuses(lint.licence_line, "shared/model/a.h", "#pragma once\n" + LICENCE)
        self.refuses(lint.licence_line, "shared/model/empty.cpp", "")
        self.refuses(lint.licence_line, "tests/e2e/client.js", "'use strict';\n")
        self.refuses(lint.licence_line, "tests/CMakeLists.txt", "project(x)\n")
        self.refuses(lint.licence_line, "server/run", "#!/bin/sh\nexit 0\n")
        self.accepts(lint.licence_line, "shared/model/a.h", HEADER)
        self.accepts(lint.licence_line, "server/run", "#!/bin/sh\n# " + lint.SPDX + "\n")
        self.accepts(lint.licence_line, "README.md", "# Syngraph\n")

    def test_unfinished_marks(self):
        for mark in ("TO" "DO", "FIX" "ME", "X" "XX", "HA" "CK"):
            self.refuses(lint.unfinished_marks, "README.md", f"a\n{mark}: later\n")
        self.accepts(lint.unfinished_marks, "shared/base/a.cpp", 'char name[] = "file-XXXXXX";\n')

    def test_pragma_once(self):
        self.refuses(lint.pragma_once, "tests/support/a.h", LICENCE + "#ifndef A_H\n")
        self.accepts(lint.pragma_once, "tests/support/a.h", HEADER)

    def test_top_level(self):
        whole = {name: "x" for name in lint.TOP_LEVEL if "." in name or name == "LICENSE"}
        whole |= {f"{name}/x": "x" for name in ("client", "server", "shared", "resources", "tests")}
        self.accepts(lint.top_level, ".clang-format", "x", **whole)
        self.assertTrue(complaints(lint.top_level, {**whole, "docs/x": "x"}))
        self.assertTrue(complaints(lint.top_level, {**whole, "notes.txt": "x"}))
        del whole["LICENSE"]
        self.assertTrue(complaints(lint.top_level, whole))
        self.exercised.add(lint.top_level)

    def test_test_map(self):
        listing = {"tests/unit/CMakeLists.txt": "syngraph_test(unit_delta\n    SOURCES d.cpp)\n",
                   "tests/unit/d.cpp": "void splitsSurrogates() {}\n", "tests/e2e/client.js": "x"}
        table = "| promise | kept by |\n|---|---|\n| nothing is lost | {} |\n"
        path = "tests/README.md"
        for wrong in ("", "unit_delta", "`unit_omega`", "`unit_delta::eatsSurrogates`", "`e2e/absent.js`",
                      "`unit_delta`, `unit_omega`"):
            self.refuses(lint.test_map, path, table.format(wrong), **listing)
        for right in ("`unit_delta`", "`unit_delta::splitsSurrogates`", "`e2e/client.js`"):
            self.accepts(lint.test_map, path, table.format(right), **listing)
        self.accepts(lint.test_map, path, "Words only.\n", **listing)

    def test_error_codes(self):
        path = "shared/base/error_codes.h"
        table = '#define SYNGRAPH_ERROR_CODES(X) \\\n    X(DiskFull, "diskFull", "The disk is full.")\n'
        self.refuses(lint.error_codes, path, table, **{"tests/unit/a.cpp": "// ErrorCode::DiskFull\n"})
        self.refuses(lint.error_codes, path, table, **{"tests/unit/a.cpp": "QVERIFY(ErrorCode::Damaged);\n"})
        self.accepts(lint.error_codes, path, table, **{"tests/unit/a.cpp": "QCOMPARE(code, ErrorCode::DiskFull);\n"})

    @classmethod
    def tearDownClass(cls):
        unproven = set(lint.RULES) - cls.exercised
        if unproven:
            raise AssertionError("rules never seen to fail: " + ", ".join(r.__name__ for r in unproven))


if __name__ == "__main__":
    unittest.main()

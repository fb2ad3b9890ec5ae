# SPDX-License-Identifier: GPL-3.0-or-later
"""Rows of the table of numbers: what is measured, what is wanted, and how both are shown."""
import dataclasses
import json


ROUNDS = 3  # of samples


@dataclasses.dataclass
class Row:
    """One figure against its target; `is_least`: more is better. Without a target it is told, not judged."""

    name: str
    unit: str
    target: float | None
    is_least: bool = False
    figure: float | None = None
    cpu_ms: float | None = None  # of the process under test, for the whole measurement
    wall_ms: float | None = None
    failure: str = ""

    def verdict(self):
        if self.figure is None:
            return f"FAILED: {self.failure}"
        if self.target is None:
            return "-"
        is_met = self.figure >= self.target if self.is_least else self.figure <= self.target
        return "met" if is_met else "NOT MET"


@dataclasses.dataclass
class Measurement:
    """Some rows that come out of one run of `measure`, which returns a figure for each, then CPU and wall in ms.

    What `sample` does is done some times before, minutes apart, because a neighbour on the machine can disturb for long.
    """

    rows: list
    measure: object
    sample: object = None
    error: Exception | None = None  # of a sample

    def take_sample(self):
        try:
            self.sample()
        except Exception as error:  # told by the rows
            self.error = error

    def run(self):
        try:
            if self.error:
                raise self.error
            figures, cpu_ms, wall_ms = self.measure()
        except Exception as error:  # a row that cannot be measured must not hide the others
            for row in self.rows:
                row.failure = f"{type(error).__name__}: {error}"[:200]
            return
        for row, figure in zip(self.rows, figures, strict=True):
            row.figure, row.cpu_ms, row.wall_ms = figure, cpu_ms, wall_ms


def shown(number):
    return "" if number is None else f"{number:,.0f}" if abs(number) >= 1000 else f"{number:,.1f}"


def line_of(row, before):
    relation = "" if row.target is None else (">= " if row.is_least else "<= ") + shown(row.target)
    old = before.get(row.name, {}).get("figure")
    ratio = f"  x{row.figure / old:.2f}" if old and row.figure is not None else ""
    return (f"{row.name:64} {shown(row.figure):>12} {row.unit:16} {relation:>12}  {row.verdict():8}"
            f" {shown(row.cpu_ms):>9} {shown(row.wall_ms):>9}{ratio}")


HEAD = f"{'row':64} {'figure':>12} {'':16} {'target':>12}  {'':8} {'CPU ms':>9} {'wall ms':>9}"


def write_json(path, rows):
    path.write_text(json.dumps({row.name: dict(dataclasses.asdict(row), verdict=row.verdict()) for row in rows},
                               indent=1) + "\n")

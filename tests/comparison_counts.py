"""Two plan folders counted again from their `tasks.csv` with pandas: what sentences on two plans are held against.

Names, tasks and changes are found here anew, by the rules that `methods.md` states; only how a cell is split, a number
stripped from a heading and a deadline read belongs to the reading of a plan.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from respnet.core.deadlines import InvalidDateError, is_ongoing, parse_due_date
from respnet.core.i18n import Lang
from respnet.core.lookup import match_key, strip_numbering, title_key
from respnet.core.unit_names import split_units
from respnet.intake.tables.unit_cells import EMPTY_CELL_TEXTS
from tests.plan_counts import Counts, read_names

ROLES = {"lead": 0, "responsible": 1, "inherited": 1, "supporting": 2, "supervising": 3}
"""Columns of units, and the strength of the role that each gives."""


@dataclass
class Side:
    """One plan of the two: its rows, its area, and the strongest role (0 leads) of each unit on each task."""

    table: pd.DataFrame
    area: str
    roles: list[dict[str, int]]

    def cells(self, column: str) -> list[str]:
        return list(self.table[column]) if column in self.table else [""] * len(self.table)

    @cached_property
    def numbers(self) -> list[str]:
        parts = zip(self.cells("number"), self.cells("part"), strict=True)
        return [f"{number}.{part}" if number and part else number for number, part in parts]


class PairCounts:
    """Tasks of both plans, matched, and what became of their units; `by_place` where the plans have the same rows."""

    def __init__(self, old: Path, new: Path, *, by_place: bool = False) -> None:
        own = [Counts(folder, []) for folder in (old, new)]
        self.by_place, self.both = by_place, [f"{place}" for place in (old, new)]
        spellings = {} if by_place else {**own[0].names_by_spelling, **own[1].names_by_spelling}
        self.recorded = [one.names_by_spelling for one in own]
        self.common = spellings
        self.old, self.new = (self._read(*pair) for pair in zip((old, new), own, strict=True))
        self.many = {name for one in own for name in map(self._common, one.many)}
        self.units = [unit for unit in dict.fromkeys((*self.named(1), *self.named(0))) if unit not in self.many]
        self.english = {self._common(name): word for one in own for name, word in one.english.items()}

    def _common(self, name: str) -> str:
        return self.common.get(name, name)

    def _read(self, folder: Path, own: Counts) -> Side:
        roles: list[dict[str, int]] = [{} for _ in range(own.tasks)]
        for column, strength in ROLES.items():
            for found, cell in zip(roles, own.table.get(f"{column}_units", [""] * own.tasks), strict=True):
                for name in split_units(cell)[0] if cell.strip() not in EMPTY_CELL_TEXTS else []:
                    unit = self._common(own.names_by_spelling.get(name, name))
                    found[unit] = min(strength, found.get(unit, strength))
        facts = folder / "plan.toml"
        area = tomllib.loads(facts.read_text(encoding="utf-8")).get("area", "") if facts.exists() else ""
        return Side(own.table, area, roles)

    def named(self, side: int) -> list[str]:
        return list(dict.fromkeys(unit for those in self.sides[side].roles for unit in those))

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.old, self.new

    @property
    def two_places(self) -> bool:
        return bool(self.old.area and self.new.area and self.old.area != self.new.area)

    # Which task is which

    @cached_property
    def keys(self) -> list[list[tuple[str, frozenset[str]]]]:
        return [
            [(title_key(title), frozenset(those)) for title, those in zip(side.cells("title"), side.roles, strict=True)]
            for side in self.sides
        ]

    def likeness(self, i: int, j: int) -> tuple[float, float]:
        """Likeness of titles, and of titles and units."""
        (title, units), (other, others) = self.keys[0][i], self.keys[1][j]
        pairs, more = ({text[at : at + 2] for at in range(max(1, len(text) - 1))} - {""} for text in (title, other))
        parts = [len(a & b) / len(a | b) for a, b in ((pairs, more), (units, others)) if a or b]
        return (len(pairs & more) / len(pairs | more) if pairs | more else 0.0), sum(parts) / len(parts) if parts else 1

    @cached_property
    def same_number(self) -> dict[int, int]:
        """The n-th task of a number is that of the same number, in the old plan and in the new."""
        seen: list[dict[tuple[str, int], int]] = []
        for side in self.sides:
            count: Counter[str] = Counter()
            seen.append({})
            for place, number in enumerate(side.numbers):
                if number:
                    seen[-1][number, count[number]] = place
                    count[number] += 1
        self.repeated = {number for one in seen for number, at in one if at}
        return {place: seen[1][key] for key, place in seen[0].items() if key in seen[1]}

    @cached_property
    def matches(self) -> dict[int, int]:
        """Place in the old plan to place in the new; `doubtful` holds those matched by likeness alone."""
        self.doubtful: set[int] = set()
        heights = len(self.old.roles), len(self.new.roles)
        if self.by_place:
            return {i: i for i in range(heights[0])}
        found = {i: j for i, j in self.same_number.items() if self.keys[0][i] == self.keys[1][j]}
        for i in range(heights[0]):
            same = [j for j in range(heights[1]) if self.keys[0][i] == self.keys[1][j] and j not in found.values()]
            if i not in found and same:
                found[i] = same[0]
        for i, j in self.same_number.items():
            if i not in found and j not in found.values() and self.likeness(i, j)[1] >= 0.7 - 1e-9:
                found[i] = j
        rows = [i for i in range(heights[0]) if i not in found]
        columns = [j for j in range(heights[1]) if j not in found.values()]
        value = np.zeros((len(rows), len(columns)))
        for at, i in enumerate(rows):
            for to, j in enumerate(columns):
                titles, whole = self.likeness(i, j)
                number = self.same_number.get(i) == j and self.old.numbers[i] not in self.repeated
                least = 0.5 if number else 1.0
                if whole >= 0.4 * least - 1e-9 and titles >= 0.2 * least - 1e-9:
                    value[at, to] = whole - 1e-7 * abs((at + 0.5) / len(rows) - (to + 0.5) / len(columns))
        chosen = {
            rows[a]: columns[b]
            for a, b in zip(*linear_sum_assignment(value, maximize=True), strict=True)
            if value[a, b]
        }
        certain = {
            i
            for i, j in chosen.items()
            if (self.same_number.get(i) == j or self.keys[0][i][0] == self.keys[1][j][0])
            and self.likeness(i, j)[1] >= 0.7 - 1e-9
        }
        self.doubtful = {i for i, j in chosen.items() if self.likeness(i, j)[1] < 1 - 1e-9} - certain
        return found | chosen

    # What changed

    @cached_property
    def assignments(self) -> Counter[str]:
        """Numbers of assignments kept, new, gone and in another role, in the tasks of both plans."""
        found: Counter[str] = Counter()
        for i, j in self.matches.items():
            before, after = self.old.roles[i], self.new.roles[j]
            for unit in {*before, *after}:
                both = unit in before and unit in after
                change = (
                    ("kept" if before[unit] == after[unit] else "role") if both else "new" if unit in after else "gone"
                )
                found[change] += 1
        return found

    def loads(self, side: int, *, leads: bool) -> dict[str, int]:
        held = Counter(
            unit
            for those in self.sides[side].roles
            for unit, strength in those.items()
            if strength < (1 if leads else 3)
        )
        return {unit: held[unit] for unit in self.units}

    def deltas(self, *, leads: bool) -> dict[str, int]:
        before, after = (self.loads(side, leads=leads) for side in (0, 1))
        return {unit: after[unit] - before[unit] for unit in self.units}

    def names_leads(self, side: int) -> bool:
        return any(0 in those.values() for those in self.sides[side].roles)

    def leads_of(self, side: int) -> list[list[str]]:
        return [[unit for unit, strength in those.items() if not strength] for those in self.sides[side].roles]

    def singles(self, side: int) -> int:
        return sum(len(those) == 1 and those[0] not in self.many for those in self.leads_of(side))

    @cached_property
    def content(self) -> dict[str, Counter[str]]:
        """For each part of a task the changes, by direction for deadlines; `tasks` counts the tasks."""
        found: dict[str, Counter[str]] = {
            part: Counter() for part in ("title", "deadline", "targets", "section", "tasks")
        }
        sections = [
            [[strip_numbering(one) for one in cell.split(">") if one.strip()] for cell in side.cells("section")]
            for side in self.sides
        ]
        sectioned = all(any(those) for those in sections)
        for i, j in self.matches.items():
            titles, deadlines, targets = (
                (self.old.cells(column)[i], self.new.cells(column)[j]) for column in ("title", "deadline", "targets")
            )
            goals = [{match_key(one) for one in re.split("[；;]", cell) if one.strip()} for cell in targets]
            changed = {
                "title": "yes" if strip_numbering(titles[0]) != strip_numbering(titles[1]) else "",
                "deadline": _shift(*deadlines),
                "targets": "yes" if goals[0] != goals[1] else "",
                "section": "yes" if sectioned and sections[0][i] != sections[1][j] else "",
            }
            for part, how in changed.items():
                found[part][how] += bool(how)
            found["tasks"]["yes"] += any(changed.values())
        return {part: +those for part, those in found.items()}

    @cached_property
    def alike(self) -> int:
        """Pairs of names that one plan alone has and that look like one unit: taken from the rule's own example."""
        from respnet.core.unit_names import is_likely_same

        here, there = ({*self.named(side)} for side in (0, 1))
        return sum(is_likely_same(one, other) for one in here - there for other in there - here)

    # What is printed

    def read_names(self, text: str, lang: Lang) -> tuple[list[str], int] | None:
        return read_names(text, lang, self.units, self.english)

    def read_tasks(self, text: str, lang: Lang) -> None:
        raise AssertionError(f"no sentence on two plans lists tasks: {text} {lang}")


def _shift(old: str, new: str) -> str:
    """Direction of a deadline; empty for the same."""
    days = []
    for text in (old, new):
        try:
            date = parse_due_date(text)
        except InvalidDateError:
            date = None
        days.append(date.last_day if date else None)
    if match_key(old) == match_key(new) or (days[0] and days[0] == days[1] and is_ongoing(old) == is_ongoing(new)):
        return ""
    if days[0] and days[1] and days[0] != days[1]:
        return "earlier" if days[1] < days[0] else "later"
    return "added" if not old.strip() else "dropped" if not new.strip() else "unclear"

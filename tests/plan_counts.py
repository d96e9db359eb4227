"""Counts of a plan folder, made anew from `tasks.csv` with pandas: what the sentences of the findings are held against.

Nothing here comes from the analysis or the findings. How a cell is split, how a name for many is told from its form and
how a deadline is read belong to the reading of a plan, which has tests of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import combinations
from pathlib import Path

import networkx as nx
import pandas as pd

from respnet.core.deadlines import InvalidDateError, is_ongoing, parse_due_date
from respnet.core.i18n import Lang
from respnet.core.unit_names import is_collective_name, split_units
from respnet.intake.tables.unit_cells import EMPTY_CELL_TEXTS

COLUMNS = ("lead_units", "responsible_units", "supporting_units", "inherited_units", "supervising_units")
"""Columns of units, the strongest role first; supervising is no share in the work."""
ROLES = ("lead", "other", "other", "other", "watch")
MOST_COVERS = 300_000


class Counts:
    """Tasks (by place), single units and shares of a plan; `labels` are the printed names of the tasks."""

    def __init__(self, folder: Path, labels: list[str]) -> None:
        tasks = pd.read_csv(folder / "tasks.csv", dtype=str, encoding="utf-8-sig", keep_default_na=False)
        units = folder / "units.csv"
        known = pd.read_csv(units, dtype=str, encoding="utf-8-sig", keep_default_na=False) if units.exists() else None
        self.table, self.labels = tasks, labels
        self.names_by_spelling: dict[str, str] = {}
        kinds: dict[str, str] = {}
        self.english: dict[str, str] = {}
        self.capacity: dict[str, str] = {}
        for row in [] if known is None else known.to_dict("records"):
            for spelling in split_units(row.get("also_written", ""))[0]:
                self.names_by_spelling[spelling] = row["name"]
            kinds[row["name"]] = row.get("kind", "").rstrip("?？")
            if row.get("english"):
                self.english[row["name"]] = row["english"]
            if row.get("capacity"):
                self.capacity[row["name"]] = row["capacity"]
        cells = tasks.reindex(columns=COLUMNS, fill_value="")
        rows = [
            (task, self.names_by_spelling.get(name, name), strength)
            for strength, column in enumerate(COLUMNS)
            for task, cell in enumerate(cells[column])
            if cell.strip() not in EMPTY_CELL_TEXTS
            for name in split_units(cell)[0]
        ]
        every = pd.DataFrame(rows, columns=["task", "unit", "strength"])
        every = every.sort_values(["task", "strength"], kind="stable").drop_duplicates(["task", "unit"])
        every["role"] = [ROLES[strength] for strength in every.strength]
        many = [
            kinds.get(unit) == "collective" or (not kinds.get(unit) and is_collective_name(unit)) for unit in every.unit
        ]
        every["many"] = pd.Series(many, index=every.index, dtype=bool)
        self.every = every
        self.single = every[~every.many]
        self.work = self.single[self.single.role != "watch"]
        self.lead = self.single[self.single.role == "lead"]
        self.units = list(dict.fromkeys(self.single.unit))
        self.many = list(dict.fromkeys(every[every.many].unit))
        self.tasks = len(tasks)
        self.led = set(every[every.role == "lead"].task)
        """Tasks that name a lead, collectives too."""

    @cached_property
    def leads(self) -> Counter[str]:
        return Counter(dict.fromkeys(self.units, 0)) + Counter(self.lead.unit)

    @cached_property
    def totals(self) -> Counter[str]:
        return Counter(self.work.unit)

    def others(self, unit: str) -> int:
        return self.totals[unit] - self.leads[unit]

    @cached_property
    def leaders(self) -> dict[int, set[str]]:
        return {task: set(those.unit) for task, those in self.lead.groupby("task")}

    @cached_property
    def workers(self) -> dict[int, set[str]]:
        return {task: set(those.unit) for task, those in self.work.groupby("task")}

    @cached_property
    def led_by_many(self) -> set[int]:
        return set(self.every[self.every.many & (self.every.role == "lead")].task)

    @cached_property
    def worked_by_many(self) -> set[int]:
        return set(self.every[self.every.many & (self.every.role != "watch")].task)

    def lost(self, *units: str) -> set[int]:
        """Tasks without a lead when these units are missing."""
        return {task for task, those in self.leaders.items() if task not in self.led_by_many and not those - set(units)}

    def lost_lead(self, unit: str) -> bool:
        """True if no other single unit leads some task that this one leads."""
        return any(those == {unit} for those in self.leaders.values())

    def left_single(self, unit: str) -> set[int]:
        return {
            task
            for task, those in self.leaders.items()
            if task not in self.led_by_many and unit in those and len(those) == 2
        }

    def emptied(self, unit: str) -> set[int]:
        return {task for task, those in self.workers.items() if those == {unit} and task not in self.worked_by_many}

    @cached_property
    def singles(self) -> dict[int, str]:
        """Tasks with exactly one lead that is no collective, and that unit."""
        return {
            task: next(iter(those))
            for task, those in self.leaders.items()
            if len(those) == 1 and task not in self.led_by_many
        }

    def supported(self, task: int) -> bool:
        those = self.every[(self.every.task == task) & (self.every.role != "watch")]
        return bool(len(those) > 1)

    def joint(self, a: str, b: str, role: str) -> set[int]:
        sets = self.leaders if role == "lead" else self.workers
        return {task for task, those in sets.items() if {a, b} <= those}

    @cached_property
    def joint_leads(self) -> Counter[frozenset[str]]:
        return Counter(frozenset(pair) for those in self.leaders.values() for pair in combinations(sorted(those), 2))

    @cached_property
    def graph(self) -> nx.Graph:
        graph = nx.Graph()
        graph.add_nodes_from(self.units)
        graph.add_nodes_from(range(self.tasks))
        graph.add_edges_from(zip(self.work.unit, self.work.task, strict=True))
        return graph

    def parts(self, *without: str) -> int:
        graph = self.graph.subgraph(set(self.graph) - set(without))
        return sum(any(node in self.totals for node in part) for part in nx.connected_components(graph))

    @cached_property
    def bridging(self) -> dict[str, float]:
        pairs = (len(self.units) - 1) * (len(self.units) - 2) / 2
        found = nx.betweenness_centrality_subset(self.graph, self.units, self.units, normalized=False)
        return {unit: found[unit] / pairs if pairs else 0.0 for unit in self.units}

    @cached_property
    def nearness(self) -> dict[str, float]:
        """Reciprocal of the mean distance; in a plan of several parts the mean reciprocal distance."""
        apart = self.parts() > 1
        found = {}
        for unit in self.units:
            steps = [step for step in nx.single_source_shortest_path_length(self.graph, unit).values() if step]
            found[unit] = sum(1 / step for step in steps) if apart else len(steps) ** 2 / max(1, sum(steps))
        return found

    def rank(self, unit: str, values: dict[str, float]) -> tuple[int, bool]:
        """Rank of the unit (equal ones share the better), and whether another has the same."""
        own = values[unit]
        above = sum(values[each] > own + 1e-9 for each in self.units)
        return above + 1, sum(abs(values[each] - own) <= 1e-9 for each in self.units) > 1

    @cached_property
    def smallest_cover(self) -> tuple[int, int | None]:
        """Size of the smallest set of units that leads every task that single units lead, and number of such sets."""
        needed = {next(iter(those)) for those in self.leaders.values() if len(those) == 1}
        rest = [those for those in self.leaders.values() if not those & needed]
        others = sorted(set().union(*rest)) if rest else []
        tried = 0
        for size in range(len(others) + 1):
            found = 0
            for chosen in combinations(others, size):
                tried += 1
                if tried > MOST_COVERS:
                    return -1, None
                found += all(those & set(chosen) for those in rest)
            if found:
                return len(needed) + size, found
        return -1, None

    @cached_property
    def dues(self) -> list[tuple[str, str]]:
        """Kind of each task's deadline (dated, ongoing, unclear, none) and its period."""
        texts = self.table["deadline"] if "deadline" in self.table else [""] * self.tasks
        read = []
        for text in texts:
            try:
                date = parse_due_date(text) if text.strip() else None
                kind = "dated" if date else "none" if not text.strip() else "ongoing" if is_ongoing(text) else "unclear"
            except InvalidDateError:
                date, kind = None, "unclear"
            read.append((kind, date))
        dates = [date for _, date in read if date]
        form = "month" if dates and all(date.month for date in dates) else "year"
        form = "quarter" if form == "year" and dates and all(date.quarter for date in dates) else form
        period = {
            "month": lambda date: f"{date.year}-{date.month:02}",
            "quarter": lambda date: f"{date.year}-Q{date.quarter}",
            "year": lambda date: f"{date.year}",
        }[form]
        return [(kind, period(date) if date else "") for kind, date in read]

    def due_of(self, unit: str) -> Counter[str]:
        return Counter(
            self.dues[task][1] for task in self.work[self.work.unit == unit].task if self.dues[task][0] == "dated"
        )

    # What is printed

    def read_names(self, text: str, lang: Lang) -> tuple[list[str], int] | None:
        return read_names(text, lang, self.units, self.english)

    def read_tasks(self, text: str, lang: Lang) -> tuple[list[int], int] | None:
        """Tasks of a printed list and the number it stands for; None if it is no list of tasks of this plan."""
        narrow = str.maketrans("（）", "()")
        printed = {task: label.translate(narrow) if lang == "en" else label for task, label in enumerate(self.labels)}
        found: list[int] = []
        rest = text.strip()
        while rest:
            fits = [task for task in printed if task not in found and rest.startswith(printed[task])]
            if not fits:
                break
            task = max(fits, key=lambda one: len(printed[one]))
            found.append(task)
            rest = rest.removeprefix(printed[task])
            between = re.match(r"、" if lang == "zh" else r", | and (?!\d+ more)", rest)
            if not between:
                break
            rest = rest[between.end() :]
        more = re.fullmatch(r" ?等 (\d+) 项" if lang == "zh" else r",? and (\d+) more", rest)
        if not found or (rest and not more):
            return None
        return found, len(found) if not more else int(more[1]) + (0 if lang == "zh" else len(found))


def read_names(text: str, lang: Lang, units: list[str], english: dict[str, str]) -> tuple[list[str], int] | None:
    """Units of a printed list and the number it stands for; None if it is no list of units of these."""
    printed = {unit: unit if lang == "zh" else english.get(unit, unit) for unit in units}
    by_print = sorted(printed, key=lambda unit: -len(printed[unit]))
    found: list[str] = []
    rest = text
    while rest:
        unit = next((one for one in by_print if rest.startswith(printed[one])), None)
        if unit is None:
            break
        found.append(unit)
        rest = rest.removeprefix(printed[unit])
        between = re.match(r"、|与" if lang == "zh" else r", (?!and \d)| and (?!\d)", rest)
        if not between:
            break
        rest = rest[between.end() :]
    more = re.fullmatch(r"等 (\d+) 个" if lang == "zh" else r",? and (\d+) more", rest)
    if not found or (rest and not more):
        return None
    number = len(found) if not more else int(more[1]) + (0 if lang == "zh" else len(found))
    return (found, number) if number > len(found) or not more else None

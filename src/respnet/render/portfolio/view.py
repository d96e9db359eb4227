"""Tables of the page on several plans: each number with the tasks that it counts."""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from respnet.analysis.portfolio.portfolio import PlanShare, UnitOverPlans
from respnet.core.i18n import Lang, Localizer, format_number
from respnet.core.plan import ROLE_MARKS, WORKING_ROLES
from respnet.core.unit_names import is_likely_same, similarity_key
from respnet.findings.deadlines import format_period
from respnet.findings.finding import Finding
from respnet.findings.portfolio import make_unit_names
from respnet.intake.counterparts import BY_PERSON, Counterpart
from respnet.portfolio import Portfolio
from respnet.render.portfolio.labels import PORTFOLIO_LABELS

MOST_PERIODS = 12
"""Columns of the table of due dates at most: months, else quarters, else years."""
ALL = -1
"""The column of a number that opens all tasks of its row."""
CountedTask = tuple[int, int, int]
"""A task (its place in the page's list), the role in it, and the column that counts it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; one with a column opens the tasks of that column, and one with a `key` is sorted by it."""

    text: str
    column: int | None = None
    key: float | None = None


_BEYOND_ALL = 1e300
"""What a number without end is sorted by."""
TableRow = namedtuple("TableRow", "name cells tasks", defaults=((),))
"""A row with the tasks that its numbers count."""


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table of numbers; `words` are the columns, from 0, that hold words instead."""

    id: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    words: frozenset[int] = frozenset({0})
    note: str = ""


class PortfolioView(Localizer):
    """View model of several plans in one language."""

    labels = PORTFOLIO_LABELS

    def __init__(self, portfolio: Portfolio, lang: Lang) -> None:
        self.networks, self.results, self.lang = portfolio.networks, portfolio.results, lang
        self._counterparts = portfolio.counterparts
        self._names = make_unit_names(portfolio.networks)
        self._places: dict[tuple[str, str], int] = {}
        self.tasks: list[tuple[int, str, str, str]] = []
        for at, network in enumerate(portfolio.networks):
            for task in network.tasks:
                self._places[network.plan.id, task.id] = len(self.tasks)
                self.tasks.append((at, network.label_by_task[task.id], task.title, task.deadline))
        areas = list(dict.fromkeys(one.plan.area for one in portfolio.networks))
        self.area = areas[0] if len(areas) == 1 else ""
        shown = (f" {self.area} " if lang == "zh" else f", {self.area}") if self.area else ""
        self.title = self.t("title", plans=len(portfolio.networks), area=shown.lstrip() if lang == "zh" else shown)
        single = [one for one in self.results.units if not one.collective]
        self.facts = self.t("facts", tasks=len(self.tasks), units=len(single))

    def list_sections(self, findings: Sequence[Finding]) -> list[tuple[str, str, Finding | None, list[NumberTable]]]:
        """List the parts of the page that have something to say: id, title, finding and tables of each."""
        tables: dict[str, Callable[[], Iterator[NumberTable]]] = {
            "loads-over-plans": self._list_load_tables,
            "due-over-plans": self._list_due_tables,
            "joint-leads-over-plans": self._list_pair_tables,
            "without-lead-over-plans": self._list_plan_tables,
        }
        found = [
            (one.id, self.say(one.title), one, [t for t in tables.get(one.id, lambda: iter(()))() if t.rows])
            for one in findings
            if one.shown
        ]
        checks = (self._build_counterpart_table(), self._build_alike_table())
        return [*found, *((one.id, one.title, None, [one]) for one in checks if one.rows)]

    def list_tasks(self) -> list[tuple[str, list[str]]]:
        """List the tasks of each plan with their units, for readers without scripts: title and lines."""
        return [
            (
                network.plan.title,
                [
                    " ".join(
                        filter(
                            None,
                            (
                                *(network.label_by_task[task.id], task.title, task.deadline),
                                *(f"{ROLE_MARKS[one.role]} {self._name(one.unit)}" for one in those),
                            ),
                        )
                    )
                    for task in network.tasks
                    for those in [network.assignments_by_task[task.id]]
                ],
            )
            for network in self.networks
        ]

    def _name(self, unit: str) -> str:
        return self._names(unit, self.lang)

    def _head(self, words: str) -> tuple[str, ...]:
        return tuple(map(self.t, words.split()))

    def _list_load_tables(self) -> Iterator[NumberTable]:
        leads = any(one.leads for one in self.results.units)
        units = sorted(self.results.units, key=lambda one: (-one.leads if leads else 0, -one.total))
        for key, collective in (("loads-over-plans", False), ("collectives", True)):
            rows = tuple(self._load_row(one) for one in units if one.collective is collective)
            yield NumberTable(key, self.t(key), self._head("unit plans lead responsible support total"), rows)

    def _load_row(self, one: UnitOverPlans) -> TableRow:
        numbers = (one.leads, one.responsible, one.supports)
        cells = (*(Cell(str(number), place) for place, number in enumerate(numbers)), Cell(str(one.total), ALL))
        tasks = (
            (self._places[share.plan, task], role, role)
            for share in one.shares
            for role, those in enumerate((share.leads, share.responsible, share.supports))
            for task in those
        )
        return TableRow(self._name(one.unit), (Cell(str(one.plans)), *cells), tuple(tasks))

    def _list_due_tables(self) -> Iterator[NumberTable]:
        ways: tuple[Callable[[str], str], ...] = (lambda day: day[:7], _format_quarter, lambda day: day[:4])
        days = {one.day for one in self.results.due}
        name = next((each for each in ways if len(set(map(each, days))) <= MOST_PERIODS), ways[-1])
        periods = sorted(set(map(name, days)))
        headings = [self.say(format_period(period)) for period in periods]
        units = [one for one in self.results.units if one.due]
        units.sort(key=lambda one: (one.collective, -len(one.due)))
        rows = []
        for one in units:
            roles = {(share.plan, task): role for share in one.shares for task, role in _list_roles(share)}
            places = [periods.index(name(due.day)) for due in one.due]
            tasks = (
                (self._places[due.plan, due.task], roles[due.plan, due.task], at)
                for due, at in zip(one.due, places, strict=True)
            )
            numbers = (Cell(str(places.count(at)) if at in places else "", at) for at in range(len(periods)))
            rows.append(TableRow(self._name(one.unit), (Cell(str(len(places)), ALL), *numbers), tuple(sorted(tasks))))
        yield NumberTable(
            "due-over-plans", self.t("due-over-plans"), (*self._head("unit dated"), *headings), tuple(rows)
        )

    def _list_pair_tables(self) -> Iterator[NumberTable]:
        shown = [one for one in self.results.pairs.pairs if one.clear or one.joint > 1]
        rows = []
        for one in shown:
            tasks = tuple((self._places[share.plan, task], 0, 0) for share in one.shares for task in share.tasks)
            verdict = self.t("few" if one.fewer else "clear") if one.clear else ""
            ratio = Cell("", key=0.0) if not one.clear else Cell(self.t("no_end"), key=_BEYOND_ALL)
            if one.clear and one.ratio is not None:
                ratio = Cell(format_number(one.ratio, 1), key=one.ratio)
            p = self.t("tiny") if one.p < 0.0001 else format_number(one.p, 4)
            cells = (Cell(str(len(one.shares))), Cell(str(one.joint), ALL), Cell(format_number(one.expected, 1)))
            name = self.t("comma").join((self._name(one.a), self._name(one.b)))
            rows.append(TableRow(name, (*cells, Cell(p, key=one.p), ratio, Cell(verdict)), tasks))
        left = sum(one.joint > 0 for one in self.results.pairs.pairs) - sum(one.joint > 0 for one in shown)
        heads = self._head("pair plans joint expected p ratio verdict")
        note = self.t("pairs_note", shown=len(shown), left=left) if left > 0 else ""
        yield NumberTable(
            "joint-leads-over-plans", self.t("joint-leads-over-plans"), heads, tuple(rows), frozenset({0, 6}), note
        )

    def _list_plan_tables(self) -> Iterator[NumberTable]:
        rows = []
        for network, gaps in zip(self.networks, self.results.gaps, strict=True):
            plan, without = network.plan, set(gaps.tasks) if gaps.names_leads else set()
            tasks = tuple(
                (self._places[plan.id, task.id], len(WORKING_ROLES), int(task.id in without)) for task in plan.tasks
            )
            gap = Cell(str(len(without)), 1) if gaps.names_leads else Cell(self.t("no_leads"))
            facts = (
                Cell(plan.area),
                Cell(plan.issued),
                Cell(str(len(network.actors))),
                Cell(str(len(tasks)), ALL),
                gap,
            )
            rows.append(TableRow(plan.title, facts, tasks))
        heads = self._head("plan area issued units tasks without")
        yield NumberTable(
            "without-lead-over-plans", self.t("without-lead-over-plans"), heads, tuple(rows), frozenset({0, 1, 2})
        )

    def _build_counterpart_table(self) -> NumberTable:
        """Build the table of units that have a counterpart at another level or in another area."""
        of = {(one.home_area, one.name): one for one in self._counterparts}
        units = {unit.id: unit for network in self.networks for unit in network.actors}
        fields: dict[str, list[tuple[Counterpart, UnitOverPlans]]] = defaultdict(list)
        unsettled = 0
        for one in self.results.units:
            if one.unit in units:
                settled = of[units[one.unit].area, units[one.unit].name]
                unsettled += not settled.counterpart
                fields[settled.counterpart].append((settled, one))
        rows = []
        for field, those in fields.items():
            if field and len({(one.level, one.home_area) for one, _ in those}) > 1:
                for settled, one in those:
                    row = self._load_row(one)
                    level = self.t(f"level_{settled.level}") if settled.level else ""
                    words = (row.name, level, self.t("by_person" if settled.by == BY_PERSON else "by_rule"))
                    rows.append(TableRow(field, (*map(Cell, words), *row.cells), row.tasks))
        heads = self._head("counterpart unit level by plans lead responsible support total")
        note = self.t("counterparts_note", n=unsettled)
        return NumberTable("counterparts", self.t("counterparts"), heads, tuple(rows), frozenset({0, 1, 2, 3}), note)

    def _build_alike_table(self) -> NumberTable:
        """Build the table of names within one area that may be spellings of one unit."""
        near: dict[tuple[str, str], list[str]] = defaultdict(list)
        units = {unit.id: unit for network in self.networks for unit in network.actors}
        for one in units.values():
            near[one.area, similarity_key(one.name)].append(one.id)
        rows = tuple(
            TableRow(self._name(a), (Cell(self._name(b)),))
            for (area, _), those in near.items()
            for a, b in combinations(those, 2)
            if area and is_likely_same(units[a].name, units[b].name)
        )
        heads, words = self._head("unit other"), frozenset({0, 1})
        return NumberTable("alike", self.t("alike"), heads, rows, words, self.t("alike_note"))


def _list_roles(share: PlanShare) -> Iterator[tuple[str, int]]:
    for role, those in enumerate((share.leads, share.responsible, share.supports)):
        yield from ((task, role) for task in those)


def _format_quarter(day: str) -> str:
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"

"""Comparison view: the findings with their tables, the same for terminal and page."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from respnet.analysis.compare.changes import (
    AssignmentChange,
    AssignmentStatus,
    CountBasis,
    TaskChange,
    TaskField,
    UnitChange,
)
from respnet.analysis.compare.matching import TaskMatch
from respnet.comparison import Comparison
from respnet.core.i18n import Lang, Localizer, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import ROLE_WORDS, Role
from respnet.findings.comparison_loads import get_plan_names, make_name_lookup
from respnet.findings.display_names import TASK_FIELD_WORDS, capitalise_first, format_task_label
from respnet.findings.finding import Finding
from respnet.render.comparison.labels import COMPARISON_LABELS
from respnet.render.presenter import list_plan_facts

Row = tuple[str, ...]
TaskPair = tuple[str, str]

MAX_NUMBERS = 60
"""Of tasks that did not change so many are listed by number; the rest is counted."""


ComparisonTable = namedtuple("ComparisonTable", "headings rows numeric note", defaults=(frozenset(), ""))
"""A table of texts, with line breaks in cells; `numeric` columns are aligned to the right."""


ComparisonSection = namedtuple("ComparisonSection", "id title finding table")
"""A finding with its table, or a table of what a person should check."""


class ComparisonView(Localizer):
    """View model of a comparison in one language."""

    labels = COMPARISON_LABELS

    def __init__(
        self, old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: Comparison, lang: Lang
    ) -> None:
        self.old, self.new, self.comparison, self.lang = old, new, comparison, lang
        self._plans = (old, new)
        self._names = make_name_lookup(old, new)
        self.title = self.t("supposed_title" if comparison.scenario else "compared_title")
        self.plans = tuple(capitalise_first(self.say(name)) for name in get_plan_names(comparison))

    @property
    def facts(self) -> list[Row]:
        """Describe each plan: its name here, its title and its facts; for a what-if the edits."""
        sides = [
            (side.title, " · ".join(list_plan_facts(self, side))) for side in (self.comparison.old, self.comparison.new)
        ]
        if self.comparison.supposed:
            sides[1] = self.t("semicolon").join(map(self.say, self.comparison.supposed)), ""
        return [(name, *side) for name, side in zip(self.plans, sides, strict=True)]

    def list_sections(self, findings: Sequence[Finding]) -> list[ComparisonSection]:
        """List the findings, each with its table, then what a person should check."""
        tables = {
            "what-changed": self._build_assignment_table,
            "tasks-changed": self._build_content_table,
            "loads-changed": self._build_load_table,
            "leads-changed": self._build_lead_table,
        }
        found = [ComparisonSection(one.id, self.say(one.title), one, tables[one.id]()) for one in findings]
        checks = [ComparisonSection(key, self.t(key), None, table) for key, table in self._list_checks()]
        return [*found, *checks]

    def _build_assignment_table(self) -> ComparisonTable:
        """Build the table of tasks that came, went or have other units; the rest is listed by number."""
        of_task = {pair: list(those) for pair, those in groupby(self.comparison.assignments, key=_pair_of)}
        changes = {pair: self._describe_units(pair, of_task.get(pair, [])) for pair in self.pairs}
        rows = [(self._number(pair), self._title(pair), said) for pair, said in changes.items() if said]
        return self._make_task_table(
            rows, [pair for pair, said in changes.items() if not said], "same_units", "changes"
        )

    def _describe_units(self, pair: TaskPair, those: list[AssignmentChange]) -> str:
        if not all(pair):
            return self.t("task_new" if pair[1] else "task_gone", units=self._join_units(those) or self.t("no_units"))
        by_change = {change: [one for one in those if one.change is change] for change in _CHANGES}
        return "\n".join(self.t(change, units=self._join_units(some)) for change, some in by_change.items() if some)

    def _join_units(self, changes: Iterable[AssignmentChange]) -> str:
        """Format units with their roles, with both where the role changed."""
        return self.t("comma").join(
            self.t(
                "in_role", unit=self.name(one.unit), role="→".join(self.say(ROLE_WORDS[Role(role)]) for role in roles)
            )
            for one in changes
            for roles in [list(dict.fromkeys(filter(None, (one.old_role, one.new_role))))]
        )

    def _build_content_table(self) -> ComparisonTable:
        """Build the table of changed content; tasks that moved between the same two sections are one row."""
        changes = self.comparison.task_changes
        own = [one for one in changes if one.part is not TaskField.SECTION]
        rows = [
            (self._number(pair), self._title(pair), "\n".join(map(self._describe_field, those)))
            for pair, those in groupby(own, key=_pair_of)
        ]
        moves: dict[str, list[TaskPair]] = {}
        for one in changes:
            if one.part is TaskField.SECTION:
                moves.setdefault(self._describe_field(one), []).append(_pair_of(one))
        for move, pairs in moves.items():
            title = self.t("several", count=len(pairs)) if len(pairs) > 1 else self._title(pairs[0])
            rows.append((self.t("comma").join(map(self._number, pairs)), title, move))
        return self._make_task_table(rows, [], "same_units", "changes")

    def _describe_field(self, one: TaskChange) -> str:
        joint = " > " if one.part is TaskField.SECTION else self.t("semicolon")
        old, new = (joint.join(pieces) or self.t("not_written") for pieces in (one.old, one.new))
        part = self.say(TASK_FIELD_WORDS[one.part])
        return self.t("field", part=self.t(one.shift.value, part=part) if one.shift else part, old=old, new=new)

    def _build_load_table(self) -> ComparisonTable:
        """Build the table of units without collectives, those with the largest change first."""
        counts = [by for by in CountBasis if by is CountBasis.TASKS or by is self.comparison.counted]
        units = sorted(self.comparison.units, key=lambda one: [-abs(new - old) for old, new in map(one.count, counts)])
        rows = [
            (
                self.name(one.unit),
                *(str(count) for by in counts for count in one.count(by)),
                self._describe_presence(one),
            )
            for one in units
        ]
        names = [self.say(name).removeprefix("the ").removesuffix(" plan") for name in get_plan_names(self.comparison)]
        heads = [self.t("of_plan", what=self.t(by.value), plan=name) for by in counts for name in names]
        return ComparisonTable((self.t("unit"), *heads, self.t("changes")), rows, frozenset(range(1, len(heads) + 1)))

    def _describe_presence(self, one: UnitChange) -> str:
        return self.t("came") if one.old_rank is None else self.t("went") if one.new_rank is None else ""

    def _build_lead_table(self) -> ComparisonTable | None:
        """Build the table of tasks with a single lead in one of the plans; the same ones are listed by number."""
        if not (self.comparison.old.names_leads and self.comparison.new.names_leads):
            return None
        before, after = (self.comparison.find_single_leads(new=new) for new in (False, True))
        units = {pair: (before.get(pair[0], ""), after.get(pair[1], "")) for pair in self.pairs}
        rows = [
            (self._number(pair), self._title(pair), self.name(old) or "—", self.name(new) or "—")
            for pair, (old, new) in units.items()
            if old != new
        ]
        return self._make_task_table(
            rows, [pair for pair, (old, new) in units.items() if old == new != ""], "same_leads"
        )

    def _make_task_table(
        self, rows: Sequence[Row], same: Sequence[TaskPair], note: str, *heads: str
    ) -> ComparisonTable:
        """Make a table of tasks; the note lists the same ones, headings are the labels given or the plans' names."""
        numbers = format_list([self._number(pair) for pair in same], self.lang, MAX_NUMBERS)
        headings = (self.t("number"), self.t("task"), *(map(self.t, heads) if heads else self.plans))
        return ComparisonTable(headings, rows, note=self.t(note, count=len(same), tasks=numbers) if same else "")

    def _list_checks(self) -> Iterator[tuple[str, ComparisonTable]]:
        """List what a person should check: doubtful matches, numbers not believed, likely and recorded names."""
        said = self.comparison
        alone = {*said.only_old, *said.only_new}  # a number that only moved on with its task misleads nobody
        refused = [one for one in said.numbers_refused if {one.old, one.new} & alone]
        for key, pairs in (("doubtful", said.doubtful), ("refused", refused)):
            if pairs:
                yield key, ComparisonTable(self.plans, [self._name_both(one) for one in pairs])
        for key, names, heads in (("alike", said.alike, self.plans), ("renamed", said.renamed, ("written", "common"))):
            if names:
                rows = [(self.name(one), self.name(other)) for one, other in names]
                yield key, ComparisonTable(heads if key == "alike" else tuple(map(self.t, heads)), rows)

    def _name_both(self, one: TaskMatch) -> Row:
        old, new = self._number((one.old, "")), self._number(("", one.new))
        return f"{old} {self._title((one.old, ''))}", f"{new} {self._title(('', one.new))}"

    @property
    def pairs(self) -> list[TaskPair]:
        """The tasks of the new plan in its order with those they were, then those of the old plan only."""
        old_of = {one.new: one.old for one in self.comparison.matches}
        return [
            *((old_of.get(task.id, ""), task.id) for task in self.new.tasks),
            *((task, "") for task in self.comparison.only_old),
        ]

    def _number(self, pair: TaskPair) -> str:
        """Format the number of a task, in both plans if it changed."""
        labels = [format_task_label(net, task, self.lang) for net, task in zip(self._plans, pair, strict=True) if task]
        return "→".join(dict.fromkeys(labels))

    def _title(self, pair: TaskPair) -> str:
        old, new = pair
        return (self.new.task_by_id[new] if new else self.old.task_by_id[old]).title

    def name(self, unit: str) -> str:
        """Return the display name of a unit given by its common name."""
        return self._names(unit, self.lang)


_CHANGES = (AssignmentStatus.NEW, AssignmentStatus.GONE, AssignmentStatus.ROLE)


def _pair_of(change: AssignmentChange | TaskChange) -> TaskPair:
    return change.old_task, change.new_task

"""Comparison view: rows and labels, the same for terminal and page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from respnet.analysis.compare.changes import AssignmentChange, AssignmentStatus, CountBasis, UnitChange
from respnet.analysis.compare.comparison import ComparedPlan
from respnet.analysis.compare.matching import TaskMatch
from respnet.comparison import Comparison
from respnet.core.i18n import Lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import ROLE_WORDS, Role
from respnet.findings.comparison_base import make_name_lookup
from respnet.findings.display_names import format_task_label
from respnet.render.comparison.content_changes import ContentChange, list_content_changes
from respnet.render.comparison.labels import COMPARISON_LABELS
from respnet.render.comparison.scenario_labels import SCENARIO_LABELS
from respnet.render.localizer import Localizer

CHANGE_LISTS = (AssignmentStatus.NEW, AssignmentStatus.GONE, AssignmentStatus.ROLE)
"""The three lists of changes, in the order in which they are shown."""

TWO_PLAN_PARTS = ("list_said", "view_matches")
"""Parts that only two plans have: what is supposed changes no task."""

MAX_PAIRS_TO_CHECK = 200
"""Of pairs to check so many are shown; the rest is counted."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One task in a list of changes: its number in both plans, its title, and the units that changed on it."""

    number: str
    title: str
    whole: bool
    units: str


@dataclass(frozen=True, slots=True)
class UnitChangeRow:
    """One unit: its numbers in both plans, and their changes as arrows; "" for a plan that does not name it."""

    name: str
    tag: str
    change: UnitChange
    leads: str
    tasks: str


@dataclass(frozen=True, slots=True)
class TaskMatchRow:
    """One matched pair of tasks."""

    old_number: str
    new_number: str
    title: str
    old_title: str
    ground: str
    likeness: str


class ComparisonView(Localizer):
    """View model of a comparison in one language."""

    def __init__(
        self, old: ResponsibilityNetwork, new: ResponsibilityNetwork, comparison: Comparison, lang: Lang
    ) -> None:
        self.old, self.new, self.comparison, self.lang = old, new, comparison, lang
        self._names = make_name_lookup(old, new)
        self.labels = {**COMPARISON_LABELS, **SCENARIO_LABELS} if comparison.supposed else COMPARISON_LABELS

    def name(self, unit: str) -> str:
        """Return the display name of a unit given by its common name."""
        return self._names(unit, self.lang)

    @property
    def facts(self) -> tuple[tuple[str, str, str], ...]:
        """For each plan its part in the comparison, its title and its facts; for a what-if the edits."""
        supposed = self.comparison.supposed
        if supposed:
            facts = " · ".join(self._facts_of(self.comparison.old))
            edits = self.t("semicolon").join(map(self.say, supposed))
            return ((self.t("old_plan"), self.comparison.old.title, facts), (self.t("new_plan"), edits, ""))
        plans = (("old_plan", self.comparison.old), ("new_plan", self.comparison.new))
        return tuple((self.t(key), plan.title, " · ".join(self._facts_of(plan))) for key, plan in plans)

    def _facts_of(self, plan: ComparedPlan) -> list[str]:
        number = f"{self.t('document_number')} {plan.document_number}" if plan.document_number else ""
        issued = f"{self.t('issued_on')} {plan.issued}" if plan.issued else ""
        return [fact for fact in (plan.area, number, issued) if fact]

    def rows(self, change: AssignmentStatus) -> list[ChangeRow]:
        """List the tasks of one plan only, then the assignments on common tasks, with this status."""
        alone = {AssignmentStatus.NEW: self.comparison.only_new, AssignmentStatus.GONE: self.comparison.only_old}.get(
            change, ()
        )
        by_task = groupby(self.comparison.changed(change), key=lambda one: (one.old_task, one.new_task))
        return [
            *(self._whole(task, change) for task in alone),
            *(ChangeRow(self.number(*pair), self.title(pair[1]), False, self._units(those)) for pair, those in by_task),
        ]

    def _whole(self, task: str, change: AssignmentStatus) -> ChangeRow:
        network = self.new if change is AssignmentStatus.NEW else self.old
        units = self._units(self._on.get((task, change), [])) or self.t("no_units")
        return ChangeRow(format_task_label(network, task, self.lang), network.task_by_id[task].title, True, units)

    @cached_property
    def _on(self) -> dict[tuple[str, AssignmentStatus], list[AssignmentChange]]:
        """Assignments of the tasks that are in one plan only, by task and status."""
        found: dict[tuple[str, AssignmentStatus], list[AssignmentChange]] = {}
        for one in self.comparison.assignments:
            if not one.in_both:
                found.setdefault((one.new_task or one.old_task, one.change), []).append(one)
        return found

    @property
    def parts(self) -> list[tuple[str, int | None]]:
        """The sections of the page, in order, with the length of their lists."""
        sizes: dict[str, int | None] = {f"list_{change.value}": len(self.rows(change)) for change in CHANGE_LISTS}
        sizes["list_said"] = len({one.new_task for one in self.comparison.task_changes})
        sizes |= dict.fromkeys(("view_units", "view_matches"))
        return [(part, size) for part, size in sizes.items() if part not in TWO_PLAN_PARTS or self.between_tasks]

    @property
    def between_tasks(self) -> bool:
        """True if tasks themselves can have changed."""
        return not self.comparison.supposed

    @cached_property
    def said(self) -> list[ContentChange]:
        """The content changes of matched tasks."""
        return list_content_changes(self)

    def number(self, old: str, new: str) -> str:
        """Format the task's number, in both plans if it changed.

        Args:
            old: Id of the task in the old plan.
            new: Id of the task in the new plan.
        """
        before, after = format_task_label(self.old, old, self.lang), format_task_label(self.new, new, self.lang)
        return after if before == after else f"{before}→{after}"

    def title(self, new: str) -> str:
        """Return the task's title in the new plan."""
        return self.new.task_by_id[new].title

    def _units(self, changes: Iterable[AssignmentChange]) -> str:
        return self.t("comma").join(self._unit(one) for one in changes)

    def _unit(self, one: AssignmentChange) -> str:
        name = self.name(one.unit)
        if one.change is AssignmentStatus.ROLE:
            return self.t("unit_to_role", unit=name, old=self._role(one.old_role), new=self._role(one.new_role))
        return self.t("unit_in_role", unit=name, role=self._role(one.new_role or one.old_role))

    def _role(self, role: str) -> str:
        return self.say(ROLE_WORDS[Role(role)])

    @property
    def leads_shown(self) -> bool:
        """True if leads are compared; False if one of the plans names none."""
        return self.comparison.counted is CountBasis.LEADS

    @property
    def units(self) -> list[UnitChangeRow]:
        """The rows of all units except collectives."""
        return [
            UnitChangeRow(
                name=self.name(one.unit),
                tag=self.t("came") if one.old_rank is None else self.t("went") if one.new_rank is None else "",
                change=one,
                leads=format_delta(one.new_leads - one.old_leads),
                tasks=format_delta(one.new_total - one.old_total),
            )
            for one in self.comparison.units
        ]

    @property
    def matches(self) -> list[TaskMatchRow]:
        """The matched pairs of tasks."""
        return [self._match(one) for one in self.comparison.matches]

    @property
    def checks(self) -> list[tuple[str, list[str]]]:
        """Points to check: names, and tasks with the same number, by kind.

        Tasks that both found another match were only renumbered; the table of matches shows them.
        """
        said, name = self.comparison, self.name
        old_alone, new_alone = set(said.only_old), set(said.only_new)
        alike = [self.t("name_and", old=name(old), new=name(new)) for old, new in said.alike]
        renamed = [self.t("name_for", name=written, used=name(used)) for written, used in said.renamed]
        rows = [self._match(one) for one in said.numbers_refused if one.old in old_alone or one.new in new_alone]
        refused = [self.t("task_and", number=one.new_number, old=one.old_title, new=one.title) for one in rows]
        found = [(self.t("alike"), alike), (self.t("renamed"), renamed), (self.t("refused"), refused)]
        return [(about, self._cut(texts)) for about, texts in found if texts]

    def _cut(self, texts: list[str]) -> list[str]:
        left = len(texts) - MAX_PAIRS_TO_CHECK
        return [*texts[:MAX_PAIRS_TO_CHECK], *([self.t("more_pairs", count=left)] if left > 0 else [])]

    def _match(self, one: TaskMatch) -> TaskMatchRow:
        before, after = self.old.task_by_id[one.old], self.new.task_by_id[one.new]
        return TaskMatchRow(
            old_number=format_task_label(self.old, one.old, self.lang),
            new_number=format_task_label(self.new, one.new, self.lang),
            title=after.title,
            old_title=before.title if one.reworded else "",
            ground=self.t(f"by_{one.by.value}"),
            likeness=f"{one.likeness:.2f}",
        )


def format_delta(delta: int) -> str:
    """Format a difference of counts with its sign.

    >>> format_delta(2), format_delta(-3), format_delta(0)
    ('↑2', '↓3', '→')
    """
    return f"↑{delta}" if delta > 0 else f"↓{-delta}" if delta < 0 else "→"

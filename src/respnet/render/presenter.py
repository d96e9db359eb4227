"""Presenter of the page: names, labels and links in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from respnet.core.i18n import Lang, Localizer, Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Assignment, Role
from respnet.findings.display_names import format_task_label, format_unit_name
from respnet.intake.documents.document import format_source
from respnet.render.duty_sheet.duties import group_tasks_by_role
from respnet.render.page.labels import LABELS


class Presenter(Localizer):
    """Presenter: localized names and labels for views and templates. Methods return text; the templates escape it."""

    labels: Mapping[str, Text] = LABELS

    def __init__(self, network: ResponsibilityNetwork, lang: Lang) -> None:
        self.network = network
        if not network.biadjacency(Role.LEAD).any():
            self.labels = {**LABELS, "view_coleads": LABELS["view_coleads_unled"]}
        self.plan = network.plan
        self.lang = lang
        self.place_of_unit = {unit.id: place for place, unit in enumerate(network.plan.units)}
        self.place_of_task = {task.id: place for place, task in enumerate(network.plan.tasks)}

    @cached_property
    def tasks_by_role(self) -> dict[str, dict[Role, dict[str, tuple[Role, ...]]]]:
        """Tasks of each unit by its strongest role, as `group_tasks_by_role` gives them."""
        return {unit.id: group_tasks_by_role(self.network, unit.id) for unit in self.plan.units}

    @cached_property
    def shares(self) -> dict[str, str]:
        """Units of each task, for the filters: a `unit index/role` for each unit, the role its strongest."""
        found: dict[str, list[str]] = {task.id: [] for task in self.network.tasks}
        for place, by_role in enumerate(self.tasks_by_role.values(), 1):
            for role, tasks in by_role.items():
                for task in tasks:
                    found[task].append(f"{place}/{role.value}")
        return {task: " ".join(those) for task, those in found.items()}

    def unit_name(self, unit_id: str) -> str:
        """Return the display name of a unit id."""
        return format_unit_name(self.network, unit_id, self.lang)

    def unit_href(self, unit_id: str) -> str:
        """Return the link to the unit's card."""
        return "#unit=" + quote(self.network.unit_by_id[unit_id].name, safe="")

    def sheet_href(self, unit_id: str) -> str:
        """Return the link to the unit's duty sheet."""
        return "#sheet=" + quote(self.network.unit_by_id[unit_id].name, safe="")

    def task_href(self, task_id: str) -> str:
        """Return the link to the task's card, by its printed number."""
        return "#task=" + quote(self.task_label(task_id), safe="")

    def task_label(self, task_id: str) -> str:
        """Return the distinct label of a task id, with its section's number where sections number anew."""
        return format_task_label(self.network, task_id, self.lang)

    def task_name(self, task_id: str) -> str:
        """Return the task's label and title."""
        return f"{self.task_label(task_id)} {self.network.task_by_id[task_id].title}"

    def listed_number(self, task_id: str) -> str:
        """Return the printed number for a row that shows the section, and the position where that is the label."""
        printed, label = self.network.task_by_id[task_id].label, self.task_label(task_id)
        return f"{printed} {label}" if label.startswith("#") and label != printed else printed

    def printed_name(self, one: Assignment) -> str:
        """Return the printed name on a Chinese page, the unit's English name on an English one."""
        return one.printed if self.lang == "zh" else self.unit_name(one.unit)

    def task_place(self, task_id: str) -> str:
        """Describe where a task stands in the document or table that was read."""
        task = self.network.task_by_id[task_id]
        if not task.source:
            return self.t("row_no", row=task.row) if task.row is not None else ""
        return format_source(task.source, self.lang)

    def list_assigned(self, task_id: str, role: Role) -> list[Assignment]:
        """List the assignments of a task in one role, in printed order.

        Args:
            task_id: The task.
            role: The role.
        """
        return [one for one in self.network.assignments_by_task[task_id] if one.role is role]

    def roles_shown(self) -> list[Role]:
        """List the roles that this plan uses."""
        used = {one.role for one in self.plan.assignments}
        return [role for role in Role if role in used]

    def name_column(self, column: str) -> str:
        """Return a column of the table in words, where respnet has a word for it."""
        column = "task" if column == "title" else column
        return self.t(column) if column in self.labels else column

    def owner_name(self) -> str:
        """Return the display name of the plan's coordinating unit; empty if there is none."""
        row = self.network.find_actor_row(self.plan.owner) if self.plan.owner else None
        return self.plan.owner if row is None else self.unit_name(self.network.actors[row].id)

    def cut_note(self, shown: int, total: int) -> str:
        """Format the note that a list or matrix shows only its beginning; empty if it shows all.

        Args:
            shown: Number of entries shown.
            total: Number of all entries.
        """
        return self.t("cut_note", shown=shown, total=total) if shown < total else ""

    def known_tasks(self, ids: tuple[str, ...]) -> list[str]:
        """Select the ids that this plan has."""
        return [task for task in ids if task in self.network.task_by_id]


def list_plan_facts(voice: Localizer, of: Any) -> list[str]:
    """List area, issuer, number and date of a plan or of its document, as far as they are known.

    Args:
        voice: The labels, with document_number and issued_on.
        of: What has these facts; a compared plan has no issuer.
    """
    number = of.document_number and f"{voice.t('document_number')} {of.document_number}"
    issued = of.issued and f"{voice.t('issued_on')} {of.issued}"
    return [fact for fact in (of.area, getattr(of, "issuer", ""), number, issued) if fact]


MAX_TASK_LINKS = 100
"""Numbers of tasks beside each other; nobody reads more, and the list of tasks finds them all."""

_TERMS = {
    "collective": Text(zh="统称", en="collective"),
    "scheme": Text(zh="折算办法", en="ways of counting"),
    "closeness": Text(zh="联系远近", en="closeness"),
    "bridge": Text(zh="衔接作用", en="bridging"),
    "cluster": Text(zh="协作组", en="cluster"),
}
"""Terms of the glossary that readers did not understand, as sentences have them."""

_UNIT = Markup('<a class="unit" href="{}">{}</a>')
_TASK = Markup('<a class="task" href="{}" title="{}">{}</a>')
_IN_SECTION = Markup("{}<wbr>{}")
"""Where a narrow column may break a number that begins with its section's."""
_MORE = Markup(' <span class="note">{}</span>')


class LinkBuilder:
    """Link builder of one page; it escapes names."""

    def __init__(self, voice: Presenter) -> None:
        self._voice = voice
        self._units: dict[tuple[str, str], Markup] = {}
        self._tasks: dict[str, Markup] = {}

    def explain(self, sentence: str) -> Markup:
        """Return a sentence with a link from the first use of each difficult term to its explanation."""
        said = str(escape(sentence))
        for key, term in _TERMS.items():
            said = re.sub(rf"({term.of(self._voice.lang)}s?)", rf'<a href="#word-{key}">\1</a>', said, count=1)
        return Markup(said)  # noqa: S704 - escaped above

    def unit(self, unit_id: str, name: str = "") -> Markup:
        """Return a link to the unit's card.

        Args:
            unit_id: The unit.
            name: Text of the link; empty for the unit's display name.
        """
        key = (unit_id, name)
        if key not in self._units:
            voice = self._voice
            self._units[key] = _UNIT.format(voice.unit_href(unit_id), name or voice.unit_name(unit_id))
        return self._units[key]

    def task(self, task_id: str) -> Markup:
        """Return a link to the task's card, with its title as tooltip."""
        if task_id not in self._tasks:
            task, label = self._voice.network.task_by_id[task_id], self._voice.task_label(task_id)
            section = label.removesuffix(task.label)
            split = section not in ("", "#", label)
            number = _IN_SECTION.format(section, task.label) if split else label
            self._tasks[task_id] = _TASK.format(self._voice.task_href(task_id), task.title, number)
        return self._tasks[task_id]

    def tasks(self, ids: Sequence[str]) -> Markup:
        """Return links to tasks that may break lines; beyond a limit the others are only counted."""
        first = Markup(" ").join(map(self.task, ids[:MAX_TASK_LINKS]))
        more = len(ids) - MAX_TASK_LINKS
        return first + _MORE.format(self._voice.t("more_tasks", n=more)) if more > 0 else first

    def list_assigned(self, task_id: str, role: Role) -> Markup:
        """Return links to the units with this role on the task, in printed order.

        Args:
            task_id: The task.
            role: The role.
        """
        voice = self._voice
        found = [self.unit(one.unit, voice.printed_name(one)) for one in voice.list_assigned(task_id, role)]
        return Markup(voice.t("comma")).join(found)  # noqa: S704 - a comma of the labels

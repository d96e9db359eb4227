"""Presenter of the page: names and labels in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from urllib.parse import quote

from respnet.core.i18n import Lang, Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Assignment, Role
from respnet.findings.display_names import format_task_label, format_unit_name
from respnet.render.duty_sheet.duties import group_tasks_by_role
from respnet.render.localizer import Localizer
from respnet.render.page.labels import LABELS

_PLACES = {
    "page": "页",
    "line": "行",
    "paragraph": "段",
    "table": "个表",
    "row": "行",
    "column": "列",
    "footnote": "脚注",
}
"""Words of a place in a document, as the readers write it, on a Chinese page."""


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
        if self.lang != "zh":
            return task.source
        words = "|".join(_PLACES)
        said = re.sub(rf"\b({words}) (\d+)", lambda one: f"第 {one[2]} {_PLACES[one[1]]}", task.source)
        return said.replace("footnote", _PLACES["footnote"]).replace("; ", "、")

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

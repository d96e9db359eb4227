"""The page's voice: one language, and what units, tasks and places are called in it."""

from __future__ import annotations

from urllib.parse import quote

from respnet.core.i18n import Lang, Text
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Assignment, Role
from respnet.findings.display_names import format_task_label
from respnet.render.network_plot.plot import get_unit_label
from respnet.render.page.labels import LABELS


class Presenter:
    """Everything a view or a template says goes through here. Every method gives text; escaping is the templates'."""

    def __init__(self, network: ResponsibilityNetwork, lang: Lang) -> None:
        self.network = network
        self.plan = network.plan
        self.lang = lang
        self.place_of_unit = {unit.id: place for place, unit in enumerate(network.plan.units)}
        self.place_of_task = {task.id: place for place, task in enumerate(network.plan.tasks)}

    def t(self, key: str, **values: object) -> str:
        """A label, with its values filled in."""
        text = LABELS[key].of(self.lang)
        return text.format(**values) if values else text

    def say(self, text: Text) -> str:
        """A text in the page's language."""
        return text.of(self.lang)

    def unit_name(self, unit_id: str) -> str:
        """What the unit is called on this page."""
        return get_unit_label(self.network.unit_by_id[unit_id], self.lang)

    def unit_href(self, unit_id: str) -> str:
        """The address that shows the unit in the network."""
        return "#unit=" + quote(self.network.unit_by_id[unit_id].name, safe="")

    def sheet_href(self, unit_id: str) -> str:
        """The address of the unit's duty sheet."""
        return "#sheet=" + quote(self.network.unit_by_id[unit_id].name, safe="")

    def task_label(self, task_id: str) -> str:
        """The number that tells the task from all others: with its section's where a plan counts anew in each."""
        return format_task_label(self.network, task_id, self.lang)

    def task_name(self, task_id: str) -> str:
        """The task's number and title."""
        return f"{self.task_label(task_id)} {self.network.task_by_id[task_id].title}"

    def listed_number(self, task_id: str) -> str:
        """The number as printed, for a row that shows the section; after it the place where that is the label."""
        printed, label = self.network.task_by_id[task_id].label, self.task_label(task_id)
        return f"{printed} {label}" if label.startswith("#") and label != printed else printed

    def printed_name(self, one: Assignment) -> str:
        """The name as printed on a Chinese page; the unit's English name on an English one."""
        return one.printed if self.lang == "zh" else self.unit_name(one.unit)

    def list_assigned(self, task_id: str, role: Role) -> list[Assignment]:
        """The assignments of a task in one role, in printed order."""
        return [one for one in self.network.assignments_by_task[task_id] if one.role is role]

    def roles_shown(self, *, working: bool) -> list[Role]:
        """The roles this plan uses; with `working` only those that are a share in the work."""
        used = {one.role for one in self.plan.assignments}
        return [role for role in Role if role in used and not (working and role is Role.SUPERVISE)]

    def owner_name(self) -> str:
        """The plan's coordinating unit as this page calls units; empty where the plan names none."""
        row = self.network.find_actor_row(self.plan.owner) if self.plan.owner else None
        return self.plan.owner if row is None else get_unit_label(self.network.actors[row], self.lang)

    def format_ranked(self, value: str, rank: int, *, shared: bool) -> str:
        """A value with its rank in brackets."""
        note = self.t("rank_shared" if shared else "rank_note", rank=rank)
        return f"{value}（{note}）" if self.lang == "zh" else f"{value} ({note})"

    def cut_note(self, shown: int, total: int) -> str:
        """That a list or matrix shows only its beginning; nothing where it shows all."""
        return self.t("cut_note", shown=shown, total=total) if shown < total else ""

    def known_tasks(self, ids: tuple[str, ...]) -> list[str]:
        """Those of the ids that this plan has."""
        return [task for task in ids if task in self.network.task_by_id]

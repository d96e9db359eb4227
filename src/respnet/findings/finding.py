"""Finding: one sentence that answers a coordinator's question, with its rule and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from respnet.core.i18n import EMPTY_TEXT, Text, get_message_lang
from respnet.core.network import ResponsibilityNetwork
from respnet.core.notebook import NotebookSummary
from respnet.core.plan import WORKING_ROLES, Role
from respnet.core.to_json import to_jsonable


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence of a finding: ids of a unit and a task, the role between them, and a number; any may be missing."""

    unit: str = ""
    task: str = ""
    role: str = ""
    value: float | None = None


def list_task_evidence(network: ResponsibilityNetwork, unit: str, leads: bool = False) -> tuple[Evidence, ...]:
    """List the tasks that a unit takes part in, each once, in printed order.

    Args:
        network: Network of the plan.
        unit: Id of the unit.
        leads: Only the tasks that it leads.
    """
    wanted, role = ((Role.LEAD,), Role.LEAD.value) if leads else (WORKING_ROLES, "")
    tasks = dict.fromkeys(one.task for one in network.assignments_by_unit[unit] if one.role in wanted)
    return tuple(Evidence(unit=unit, task=task, role=role) for task in tasks)


@dataclass(frozen=True, slots=True, repr=False)
class Finding(NotebookSummary):
    """Answer to one question: its `sentence`, `rule`, `population` and `limits` of interpretation.

    The population, the same for all findings on a plan, is added by the function that builds them all.

    `id` is kebab-case and stable: pages link to it. `headline` is the first part of `sentence` and answers by itself;
    it may be empty. `shown` is False where the form of the plan forces the answer or leaves nothing to compare: pages
    leave such a finding out.
    """

    id: str
    title: Text
    sentence: Text
    rule: Text
    population: Text = EMPTY_TEXT
    limits: Text = EMPTY_TEXT
    evidence: tuple[Evidence, ...] = ()
    headline: Text = EMPTY_TEXT
    shown: bool = True

    def _summarize(self) -> dict[str, object]:
        return {"id": self.id, "sentence": self.sentence.of(get_message_lang())}

    def _tabulate(self) -> dict[str, object]:
        parts = ("title", "sentence", "rule", "population", "limits")
        return {part: getattr(self, part).of(get_message_lang()) for part in parts}

    def to_dict(self) -> dict[str, Any]:
        """Convert the finding to JSON values.

        >>> nothing = Text(zh="", en="")
        >>> Finding("x", nothing, nothing, nothing, nothing, nothing, (Evidence(unit="u"),)).to_dict()["evidence"]
        [{'unit': 'u', 'task': '', 'role': '', 'value': None}]
        """
        return {field: to_jsonable(getattr(self, field)) for field in self.__dataclass_fields__}

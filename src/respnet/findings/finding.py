"""A finding: one sentence that answers a coordinator's question, with its rule and its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from respnet.core.i18n import Text
from respnet.core.to_json import to_jsonable


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing a finding rests on: ids of a unit and a task, the role between them, a number. Any may be missing."""

    unit: str = ""
    task: str = ""
    role: str = ""
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer. `sentence` says it, `rule` how it was reached, `population` over what, `limits` how it misleads.

    `id` is kebab-case and stable: pages link to it.
    """

    id: str
    title: Text
    sentence: Text
    rule: Text
    population: Text
    limits: Text
    evidence: tuple[Evidence, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The finding for JSON.

        >>> nothing = Text(zh="", en="")
        >>> Finding("x", nothing, nothing, nothing, nothing, nothing, (Evidence(unit="u"),)).to_dict()["evidence"]
        [{'unit': 'u', 'task': '', 'role': '', 'value': None}]
        """
        return {field: to_jsonable(getattr(self, field)) for field in self.__dataclass_fields__}

"""Base types of the views."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.findings.finding import Finding
from respnet.render.presenter import Presenter


@dataclass(frozen=True, slots=True)
class PageView:
    """One view of the page.

    `name` is its address and its template (`name.html.j2`), `it` the template's view model, and `data` the script's
    `page.data[name]` (None: nothing).
    """

    name: str
    it: object
    data: object = None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Grouped evidence: units, a value as text, and the tasks it stands on."""

    units: tuple[str, ...]
    value: str
    tasks: tuple[str, ...]


def group_evidence(voice: Presenter, finding: Finding) -> list[EvidenceLine]:
    """Group the evidence of a finding: a unit's tasks on one line, tasks of the same units on one line.

    Args:
        voice: The presenter.
        finding: The finding.
    """
    lines: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for one in finding.evidence:
        # A number without a word for what it counts would only puzzle.
        value = f"{voice.t(f'role_{one.role}')} {one.value:g}" if one.role and one.value is not None else ""
        lines.setdefault(((one.unit,) if one.unit else (), value), []).extend([one.task] if one.task else [])
    return [EvidenceLine(units, value, tuple(tasks)) for (units, value), tasks in lines.items()]

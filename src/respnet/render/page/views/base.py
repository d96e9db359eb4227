"""What every view of the page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from respnet.findings.finding import Finding
from respnet.render.presenter import Presenter


@dataclass(frozen=True, slots=True)
class PageView:
    """One view of the page.

    Its name (the address, the template `name.html.j2`), what its template shows as `it`, and what its
    script reads as `page.data[name]` (None: nothing).
    """

    name: str
    it: object
    data: object = None


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Evidence drawn together: some units, a number as text, and the tasks it stands on."""

    units: tuple[str, ...]
    value: str
    tasks: tuple[str, ...]


def group_evidence(voice: Presenter, finding: Finding) -> list[EvidenceLine]:
    """The evidence, drawn together: a unit's tasks on one line, tasks of the same units on one line."""
    lines: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for one in finding.evidence:
        # A number without a word for what it counts would only puzzle.
        value = f"{voice.t(f'role_{one.role}')} {one.value:g}" if one.role and one.value is not None else ""
        lines.setdefault(((one.unit,) if one.unit else (), value), []).extend([one.task] if one.task else [])
    return [EvidenceLine(units, value, tuple(tasks)) for (units, value), tasks in lines.items()]

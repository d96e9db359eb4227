"""Lead layer as networks of their own: units that lead together, and who leads where whom takes part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from respnet.analysis.structure.components import count_components
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role

MOST_LINKS = 500
"""Upper bound of the links listed."""


@dataclass(frozen=True, slots=True)
class UnitLeadTies:
    """Ties of one unit in both networks.

    It leads `joint` tasks together with `partners` other units. It leads tasks in which `followers` units take part
    otherwise, `out_strength` times (a unit and a task each); `leaders` units lead tasks in which it takes part
    otherwise, `in_strength` times.
    """

    unit: str
    partners: int
    joint: int
    followers: int
    out_strength: int
    leaders: int
    in_strength: int


@dataclass(frozen=True, slots=True)
class LeadLink:
    """Link of the directed network: in `tasks` tasks `lead` leads and `other` takes part without leading."""

    lead: str
    other: str
    tasks: int


@dataclass(frozen=True, slots=True)
class LeadNetwork:
    """Lead layer of a plan; `units` has every actor in printed order.

    Of the units that lead something, `joint_pairs` pairs lead a task together: the share `density` of all their pairs
    (None below two units), in `components` connected components, a unit that always leads alone being one. The directed
    network has `links` links, of which the share `reciprocity` also runs the other way (None without links);
    `strongest` are those of most tasks, then in printed order, at most `MOST_LINKS`.
    """

    units: tuple[UnitLeadTies, ...]
    joint_pairs: int
    density: float | None
    components: int
    links: int
    reciprocity: float | None
    strongest: tuple[LeadLink, ...]


def build_lead_network(network: ResponsibilityNetwork) -> LeadNetwork:
    """Build both networks of the lead layer.

    >>> from respnet.intake.builder import PlanFacts, TaskRow, UnitList, build_plan
    >>> lists = (UnitList(Role.LEAD, ("a", "b")), UnitList(Role.SUPPORT, ("c",)))
    >>> found = build_lead_network(ResponsibilityNetwork(build_plan(PlanFacts("p"), [TaskRow("t", units=lists)])))
    >>> found.joint_pairs, found.density, found.units[2].leaders, found.strongest[0]
    (1, 1.0, 2, LeadLink(lead='p/a', other='p/c', tasks=1))
    """
    lead, other = network.biadjacency(Role.LEAD), network.biadjacency(Role.RESPONSIBLE, Role.SUPPORT)
    leads, others = lead.astype(np.float32), other.astype(np.float32)  # exact for counts up to 16 million
    links = (leads @ others.T).astype(np.int64)
    together = leads @ leads.T > 0
    np.fill_diagonal(together, val=False)
    pairs, leading = int(together.sum()) // 2, int(lead.any(axis=1).sum())
    first, second = np.nonzero(links)
    by_tasks = np.argsort(-links[first, second], kind="stable")[:MOST_LINKS]
    ids = [unit.id for unit in network.actors]
    columns = (
        together.sum(axis=1),
        lead[:, lead.sum(axis=0) > 1].sum(axis=1),
        (links > 0).sum(axis=1),
        links.sum(axis=1),
        (links > 0).sum(axis=0),
        links.sum(axis=0),
    )
    return LeadNetwork(
        units=tuple(UnitLeadTies(*row) for row in zip(ids, *(column.tolist() for column in columns), strict=True)),
        joint_pairs=pairs,
        density=2 * pairs / (leading * (leading - 1)) if leading > 1 else None,
        components=count_components(lead).whole,
        links=first.size,
        reciprocity=float((links.T[first, second] > 0).mean()) if first.size else None,
        strongest=tuple(
            LeadLink(ids[first[at]], ids[second[at]], int(links[first[at], second[at]])) for at in by_tasks.tolist()
        ),
    )

"""A closer look at a few units: what they lead, with whom, and how central they are compared with their count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from respnet.analysis.centrality import Centrality, UnitCentrality
from respnet.analysis.coleads import CoLeads
from respnet.analysis.lottery import Lottery, UnitFlag
from respnet.analysis.naming import task_labels, unit_names
from respnet.analysis.risk import LeadGaps
from respnet.analysis.workload import UnitLoad, Workload
from respnet.network import ResponsibilityNetwork
from respnet.words import Text, counted, listed


class Partner(NamedTuple):
    """A unit (id) and the tasks (ids, in printed order) that both lead."""

    unit: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FocusUnit:
    """One unit looked at closely.

    `co_leads` by number of joint tasks from the top, then in printed order; `alone` are the tasks (ids) it leads alone.
    """

    unit: str
    load: UnitLoad
    centrality: UnitCentrality
    flag: UnitFlag
    co_leads: tuple[Partner, ...]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """The units looked at, the names asked for that are no single unit of this plan, and the comparison in words."""

    units: tuple[FocusUnit, ...]
    names_missing: tuple[str, ...]
    sentences: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The results that a closer look draws from."""

    workload: Workload
    lottery: Lottery
    co_leads: CoLeads
    centrality: Centrality
    lead_gaps: LeadGaps


def look_closer(network: ResponsibilityNetwork, results: Results, names: Sequence[str] = ()) -> Focus:
    """Look at the units so named; without names at those the plan names, else at the two with the most leads.

    A name may be a recorded other spelling. A collective is no single unit and counts as missing.
    """
    wanted = tuple(dict.fromkeys(names or network.plan.focus))
    row_of = {unit.id: row for row, unit in enumerate(network.actors)}
    if wanted:
        rows = {name: network.actor_row(name) for name in wanted}
        missing = tuple(name for name, row in rows.items() if row is None)
        chosen = list(dict.fromkeys(row for row in rows.values() if row is not None))
    else:
        missing = ()
        chosen = [row_of[load.unit] for load in results.workload.busiest_leaders()[:2]]
    units = tuple(_focus_unit(results, row) for row in chosen)
    return Focus(units, missing, _sentences(network, results, units, missing))


def _focus_unit(results: Results, row: int) -> FocusUnit:
    unit = results.workload.loads[row].unit
    return FocusUnit(
        unit=unit,
        load=results.workload.loads[row],
        centrality=results.centrality.units[row],
        flag=results.lottery.flags[row],
        co_leads=tuple(
            Partner(pair.b if pair.a == unit else pair.a, pair.tasks)
            for pair in results.co_leads.pairs
            if unit in (pair.a, pair.b)
        ),
        alone=tuple(one.task for one in results.lead_gaps.single if one.unit == unit),
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """How often each rank is held, to say where one is shared."""

    leads: Counter[int]
    total: Counter[int]
    bridge: Counter[int]

    @classmethod
    def of(cls, results: Results) -> _Places:
        return cls(
            leads=Counter(load.rank_leads for load in results.workload.loads),
            total=Counter(load.rank_total for load in results.workload.loads),
            bridge=Counter(one.rank_unit_betweenness for one in results.centrality.units),
        )


def _place(rank: int, held: Counter[int]) -> Text:
    shared = held[rank] > 1
    return Text(zh=f"{'并列' if shared else '排'}第 {rank}", en=f"{'shared ' if shared else ''}rank {rank}")


def _sentences(
    network: ResponsibilityNetwork, results: Results, units: tuple[FocusUnit, ...], missing: tuple[str, ...]
) -> tuple[Text, ...]:
    places = _Places.of(results)
    said = []
    if units:
        said.append(_counts(network, units, places))
        said.append(_positions(network, units, places))
    if len(units) == 2:
        said.append(_together(network, units[0], units[1]))
    if missing:
        said.append(
            Text(
                zh=f"本方案中没有找到名为{listed(missing, 'zh')}的单个单位（集合单位不参加比较）；请核对名称。",
                en=f"This plan has no single unit named {listed(missing, 'en')} (collectives are not compared); "
                "please check the name.",
            )
        )
    return tuple(said)


def _counts(network: ResponsibilityNetwork, units: tuple[FocusUnit, ...], places: _Places) -> Text:
    said = [_count(network, one, places) for one in units]
    among = len(network.actors)
    start = Text(zh=f"在 {among} 个单位中，", en=f"Among {among} units: ") if among > 1 else Text(zh="", en="")
    return Text(
        zh=f"{start.zh}{'；'.join(one.zh for one in said)}。",
        en=f"{start.en}{'; '.join(one.en for one in said)}.",
    )


def _count(network: ResponsibilityNetwork, one: FocusUnit, places: _Places) -> Text:
    load, name = one.load, unit_names(network, [one.unit])
    if not network.names_leads:
        place = _place(load.rank_total, places.total)
        return Text(
            zh=f"{name.zh}参与 {load.total} 项，{place.zh}",
            en=f"{name.en} takes part in {counted(load.total, 'task', 'tasks')}, {place.en}",
        )
    counts = Text(
        zh=f"{name.zh}牵头 {load.leads} 项、其他参与 {load.others} 项",
        en=f"{name.en} leads {counted(load.leads, 'task', 'tasks')} "
        f"and takes part in {counted(load.others, 'other', 'others')}",
    )
    if not load.leads:
        return counts
    place = _place(load.rank_leads, places.leads)
    return Text(zh=f"{counts.zh}，牵头数{place.zh}", en=f"{counts.en}, {place.en} by leads")


def _positions(network: ResponsibilityNetwork, units: tuple[FocusUnit, ...], places: _Places) -> Text:
    said = [_position(network, one, places) for one in units]
    return Text(zh=f"{'；'.join(one.zh for one in said)}。", en=f"{'; '.join(one.en for one in said)}.")


def _position(network: ResponsibilityNetwork, one: FocusUnit, places: _Places) -> Text:
    """Bridging against the count: the same rank says nothing new, and then the sentence says so."""
    found, name = one.centrality, unit_names(network, [one.unit])
    count, bridge = found.rank_degree, found.rank_unit_betweenness
    if found.unit_betweenness <= 0:
        return Text(
            zh=f"{name.zh}没有桥梁作用：其他单位之间的最短联系都不经过它",
            en=f"{name.en} is no bridge: no shortest path between two other units passes it",
        )
    place = _place(bridge, places.bridge)
    if count == bridge:
        return Text(
            zh=f"{name.zh}的桥梁作用{place.zh}，与任务数的名次相同，没有比任务数多说明什么",
            en=f"{name.en} has {place.en} as a bridge, the same as by number of tasks: "
            "its position adds nothing to the count",
        )
    by_tasks = _place(count, places.total)
    return Text(
        zh=f"{name.zh}的桥梁作用{place.zh}，{'高于' if bridge < count else '低于'}任务数的名次（{by_tasks.zh}）",
        en=f"{name.en} has {place.en} as a bridge, {'above' if bridge < count else 'below'} "
        f"its {by_tasks.en} by number of tasks",
    )


def _together(network: ResponsibilityNetwork, a: FocusUnit, b: FocusUnit) -> Text:
    if not network.names_leads:
        return Text(
            zh="方案没有写明牵头单位，是否共同牵头无从比较。",
            en="The plan names no leads, so joint leads cannot be compared.",
        )
    shared = next((partner.tasks for partner in a.co_leads if partner.unit == b.unit), ())
    labels = task_labels(network, shared, most=12)
    if not shared:
        return Text(zh="两家没有共同牵头的任务。", en="The two lead no task together.")
    return Text(
        zh=f"两家共同牵头 {len(shared)} 项（任务 {labels.zh}）。",
        en=f"The two lead {counted(len(shared), 'task', 'tasks')} together "
        f"({'tasks' if len(shared) > 1 else 'task'} {labels.en}).",
    )

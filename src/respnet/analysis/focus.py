"""A closer look at a few units: what they lead, with whom, and how central they are compared with their count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from respnet.analysis.centrality import Centrality, UnitCentrality
from respnet.analysis.coleads import CoLeads
from respnet.analysis.lottery import Lottery, UnitFlag
from respnet.analysis.naming import unit_name
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
    return Focus(units, missing, _sentences(network, units, missing))


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


def _sentences(
    network: ResponsibilityNetwork, units: tuple[FocusUnit, ...], missing: tuple[str, ...]
) -> tuple[Text, ...]:
    said = []
    if units:
        said.append(_counts(network, units))
        said.append(_positions(network, units))
    if len(units) == 2:
        said.append(_together(network, units[0], units[1]))
    if missing:
        said.append(
            Text(
                zh=f"本方案中没有找到{listed(missing, 'zh')}这样的单位(集合单位不单独比较);请核对名称。",
                en=f"{listed(missing, 'en')}: no such single unit in this plan (collectives are not compared); "
                "please check the name.",
            )
        )
    return tuple(said)


def _counts(network: ResponsibilityNetwork, units: tuple[FocusUnit, ...]) -> Text:
    zh, en = [], []
    for one in units:
        load = one.load
        name_zh, name_en = (unit_name(network, one.unit, lang) for lang in ("zh", "en"))
        if network.names_leads:
            place = (
                (f",牵头数排第 {load.rank_leads}", f" (rank {load.rank_leads} by leads)") if load.leads else ("", "")
            )
            zh.append(f"{name_zh}牵头 {load.leads} 项、其他参与 {load.others} 项{place[0]}")
            en.append(
                f"{name_en} leads {counted(load.leads, 'task', 'tasks')} and takes part in {load.others} "
                f"other{'' if load.others == 1 else 's'}{place[1]}"
            )
        else:
            zh.append(f"{name_zh}参与 {load.total} 项,排第 {load.rank_total}")
            en.append(f"{name_en} takes part in {counted(load.total, 'task', 'tasks')} (rank {load.rank_total})")
    among = len(network.actors)
    return Text(
        zh=f"在 {among} 个单位中,{';'.join(zh)}。",
        en=f"Among {counted(among, 'unit', 'units')}: {'; '.join(en)}.",
    )


def _positions(network: ResponsibilityNetwork, units: tuple[FocusUnit, ...]) -> Text:
    """Bridging against the count: the same rank says nothing new, and then the sentence says so."""
    zh, en = [], []
    for one in units:
        found = one.centrality
        name_zh, name_en = (unit_name(network, one.unit, lang) for lang in ("zh", "en"))
        count, bridge = found.rank_degree, found.rank_unit_betweenness
        if found.unit_betweenness <= 0:
            zh.append(f"{name_zh}不处在任何两个单位之间的必经或最短联系上")
            en.append(f"{name_en} lies on no shortest path between two other units")
        elif count == bridge:
            zh.append(f"{name_zh}的桥梁作用排第 {bridge},与任务数的名次相同,没有比任务数多说明什么")
            en.append(
                f"{name_en} ranks {bridge} as a bridge, as it does by number of tasks, "
                "so its position adds nothing to the count"
            )
        else:
            better = bridge < count
            zh.append(f"{name_zh}的桥梁作用排第 {bridge},{'高于' if better else '低于'}任务数的名次(第 {count})")
            en.append(
                f"{name_en} ranks {bridge} as a bridge, {'above' if better else 'below'} its rank by tasks ({count})"
            )
    return Text(zh=f"{';'.join(zh)}。", en=f"{'; '.join(en)}.")


def _together(network: ResponsibilityNetwork, a: FocusUnit, b: FocusUnit) -> Text:
    names_zh = [unit_name(network, one.unit, "zh") for one in (a, b)]
    names_en = [unit_name(network, one.unit, "en") for one in (a, b)]
    shared = next((partner.tasks for partner in a.co_leads if partner.unit == b.unit), ())
    if not network.names_leads:
        return Text(
            zh=f"方案未写牵头单位,{'与'.join(names_zh)}是否共同牵头无从比较。",
            en=f"The plan names no leads, so joint leads of {' and '.join(names_en)} cannot be compared.",
        )
    if not shared:
        return Text(
            zh=f"{'与'.join(names_zh)}没有共同牵头的任务。",
            en=f"{' and '.join(names_en)} lead no task together.",
        )
    labels = [network.task_by_id[task].label for task in shared]
    return Text(
        zh=f"{'与'.join(names_zh)}共同牵头 {len(shared)} 项(任务 {listed(labels, 'zh', 12)})。",
        en=f"{' and '.join(names_en)} lead {counted(len(shared), 'task', 'tasks')} together ({listed(labels, 'en', 12)}).",
    )

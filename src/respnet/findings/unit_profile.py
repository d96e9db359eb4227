"""Sentences on the units in focus side by side: leads, joint leads and centrality given the number of tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from respnet.analysis.position.position_tests import PositionTests
from respnet.analysis.position.unit_profile import Focus, FocusUnit
from respnet.analysis.run import Results
from respnet.core.i18n import Text, format_count, format_list
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.display_names import add_brackets, format_other_tasks, format_task_list, format_unit_names
from respnet.findings.position_wording import build_chance_caveat, is_near_expected, list_verdicts

EMPTY_TEXT = Text(zh="", en="")


@dataclass(frozen=True, slots=True)
class _RankCounts:
    """Number of units at each rank, to mark shared ranks."""

    leads: Counter[int]
    total: Counter[int]
    bridge: Counter[int]

    @classmethod
    def of(cls, results: Results) -> _RankCounts:
        return cls(
            leads=Counter(load.rank_leads for load in results.workload.loads),
            total=Counter(load.rank_total for load in results.workload.loads),
            bridge=Counter(one.rank_unit_betweenness for one in results.centrality.units),
        )


def _format_rank(rank: int, held: Counter[int]) -> Text:
    shared = held[rank] > 1
    return Text(zh=f"{'并列' if shared else '排'}第 {rank}", en=f"{'shared ' if shared else ''}rank {rank}")


def describe_profiles(network: ResponsibilityNetwork, results: Results, focus: Focus) -> tuple[Text, ...]:
    """Describe the units in focus: leads, bridging and joint leads; names not found come last.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        focus: Profiles of the units.

    Returns:
        One text a sentence; none without units and missing names.
    """
    places, units, missing = _RankCounts.of(results), focus.units, focus.names_missing
    said = []
    if units:
        said.append(_counts_sentence(network, units, places))
        said.append(_join_clauses([_describe_position(network, one, places) for one in units]))
    placed = [one for one in units if one.neighbours and one.standing.beyond]
    if placed:
        said.append(_null_sentence(network, placed, results.standing))
    if missing:
        said.append(
            Text(
                zh=f"本方案中没有找到名为{format_list(missing, 'zh')}的单个单位（集合单位不参加比较）；请核对名称。",
                en=f"This plan has no single unit named {format_list(missing, 'en')} (collectives are not compared); "
                "please check the name.",
            )
        )
    return tuple(said)


def _join_clauses(said: Sequence[Text], start: Text = EMPTY_TEXT) -> Text:
    """Join clauses to one sentence."""
    return Text(
        zh=f"{start.zh}{'；'.join(one.zh for one in said)}。",
        en=f"{start.en}{'; '.join(one.en for one in said)}.",
    )


def _counts_sentence(network: ResponsibilityNetwork, units: tuple[FocusUnit, ...], places: _RankCounts) -> Text:
    said = [_describe_counts(network, one, places) for one in units]
    if len(units) == 2:
        said.append(_describe_joint_leads(network, units[0], units[1]))
    among = len(network.actors)
    return _join_clauses(
        said, Text(zh=f"在 {among} 个单位中，", en=f"Among {among} units: ") if among > 1 else EMPTY_TEXT
    )


def _describe_counts(network: ResponsibilityNetwork, one: FocusUnit, places: _RankCounts) -> Text:
    load, name = one.load, format_unit_names(network, [one.unit])
    if not network.names_leads:
        place = _format_rank(load.rank_total, places.total)
        return Text(
            zh=f"{name.zh}参与 {load.total} 项，{place.zh}",
            en=f"{name.en} takes part in {format_count(load.total, 'task', 'tasks')}, {place.en}",
        )
    counts = Text(
        zh=f"{name.zh}牵头 {load.leads} 项、其他参与 {load.others} 项",
        en=f"{name.en} leads {format_count(load.leads, 'task', 'tasks')} and takes part in "
        f"{format_other_tasks(load.others)}",
    )
    if not load.leads:
        return counts
    place = _format_rank(load.rank_leads, places.leads)
    return Text(zh=f"{counts.zh}，牵头数{place.zh}", en=f"{counts.en}, {place.en} by leads")


def _describe_position(network: ResponsibilityNetwork, one: FocusUnit, places: _RankCounts) -> Text:
    """Describe the number of neighbours, and the rank by betweenness."""
    found, name = one.centrality, format_unit_names(network, [one.unit])
    if not one.neighbours:
        return Text(zh=f"{name.zh}与其他单位没有共同任务", en=f"{name.en} shares no task with another unit")
    shares = Text(
        zh=f"{name.zh}与 {one.neighbours} 个单位有共同任务",
        en=f"{name.en} shares tasks with {format_count(one.neighbours, 'unit', 'units')}",
    )
    if found.unit_betweenness <= 0:
        return Text(
            zh=f"{shares.zh}，没有桥梁作用：其他单位之间的最短联系都不经过它",
            en=f"{shares.en} and is no bridge: no shortest path between two other units passes it",
        )
    place = _format_rank(found.rank_unit_betweenness, places.bridge)
    return Text(
        zh=f"{shares.zh}，桥梁作用{place.zh}",
        en=f"{shares.en} and has {place.en} as a bridge",
    )


def _null_sentence(network: ResponsibilityNetwork, units: Sequence[FocusUnit], standing: PositionTests) -> Text:
    """Say for each unit whether it is more central than its number of tasks explains."""
    start = Text(zh="任务数不变、重新抽签作对照，", en="Held against draws that keep the numbers of tasks, ")
    verdicts = [list_verdicts(one.standing) for one in units]
    if any(verdicts):
        said = [_describe_verdicts(network, one, those) for one, those in zip(units, verdicts, strict=True)]
        told, also = _join_clauses(said, start), build_chance_caveat([one.standing for one in units], standing)
        return Text(zh=f"{told.zh}{also.zh}", en=f"{told.en}{also.en}")
    bridging = [one.standing.get_null_comparison("unit_betweenness") for one in units]
    there = all(is_near_expected(each) for each in bridging if each)
    if len(units) > 1:
        both = Text(zh="两家", en="neither") if len(units) == 2 else Text(zh="这几家", en="no")
        anyway = Text(
            zh="：按各自的任务数，本来就该有这样的位置" if there else "",
            en=": with so many tasks, each would stand about there" if there else "",
        )
        return Text(
            zh=f"{start.zh}{both.zh}的位置都没有超出任务数能解释的{anyway.zh}。",
            en=f"{start.en}{both.en} position says more than the count{anyway.en}.",
        )
    name = format_unit_names(network, [units[0].unit])
    anyway = Text(
        zh="：按它的任务数，本来就该有这样的位置" if there else "",
        en=": with so many tasks, it would stand about there" if there else "",
    )
    return Text(
        zh=f"{start.zh}{name.zh}的位置没有超出任务数能解释的{anyway.zh}。",
        en=f"{start.en}the position of {name.en} adds nothing to the count{anyway.en}.",
    )


def _describe_verdicts(network: ResponsibilityNetwork, one: FocusUnit, verdicts: Sequence[Text]) -> Text:
    name = format_unit_names(network, [one.unit])
    if not verdicts:
        return Text(
            zh=f"{name.zh}按它的任务数，本来就该有这样的位置",
            en=f"{name.en} stands about where its tasks would put it anyway",
        )
    return Text(
        zh=f"{name.zh}{'，'.join(each.zh for each in verdicts)}",
        en=f"{name.en} {' and '.join(each.en for each in verdicts)}",
    )


def _describe_joint_leads(network: ResponsibilityNetwork, a: FocusUnit, b: FocusUnit) -> Text:
    if not network.names_leads:
        return Text(
            zh="方案没有写明牵头单位，是否共同牵头无从比较",
            en="the plan names no leads, so joint leads cannot be compared",
        )
    shared = next((partner.tasks for partner in a.co_leads if partner.unit == b.unit), ())
    if not shared:
        return Text(zh="两家没有共同牵头的任务", en="the two lead no task together")
    named = add_brackets(format_task_list(network, shared, most=12))
    return Text(
        zh=f"两家共同牵头 {len(shared)} 项{named.zh}",
        en=f"the two lead {format_count(len(shared), 'task', 'tasks')} together {named.en}",
    )

"""Finding on the units in focus, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from respnet.analysis.run import Focus, FocusUnit, Results
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, format_list, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.findings.centrality import describe_null_model, describe_unit_position
from respnet.findings.display_names import (
    add_brackets,
    capitalise_first,
    describe_load,
    describe_parts,
    format_task_list,
    format_unit_names,
)
from respnet.findings.finding import Finding
from respnet.findings.overload import list_load_evidence

NOBODY = Text(zh="没有可比较的单位。", en="There are no units to compare.")


def describe_profiles(network: ResponsibilityNetwork, results: Results, focus: Focus) -> tuple[Text, ...]:
    """Describe the units in focus: tasks, joint leads, ranks and position; names not found come last.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        focus: Profiles of the units.

    Returns:
        One text a sentence; none without units and missing names.
    """
    units, missing = focus.units, format_list(focus.names_missing, "zh")
    said = [_describe_tasks(network, units)] if units else []
    if len(network.actors) > 1 and network.biadjacency().any():
        parts = results.fragility.components
        said += [_describe_ranks(network, results, one) for one in units if one.load.total]
        apart = describe_parts(parts)
        only = Text(
            zh=f"{apart.zh}，联系远近只算得到同一部分的。",
            en=f"{capitalise_first(apart.en)}, and closeness reaches only a unit's own part.",
        )
        said.append(only if units and parts > 1 else EMPTY_TEXT)
        said += [
            describe_unit_position(network, results.standing, one.unit)
            for one in units
            if one.neighbours and len(network.actors) > 2
        ]
    if missing:
        said.append(
            Text(
                zh=f"本方案中没有找到名为{missing}的单个单位，请核对名称。",
                en=f"This plan has no single unit named {format_list(focus.names_missing, 'en')} "
                "(collectives are not compared); please check the name.",
            )
        )
    return tuple(one for one in said if one.zh)


def _describe_tasks(network: ResponsibilityNetwork, units: tuple[FocusUnit, ...]) -> Text:
    said = [describe_load(network, one.load, network.names_leads) for one in units]
    if len(units) == 2 and network.names_leads:
        said.append(_describe_joint_leads(network, *units))
    return Text(zh=f"{'；'.join(one.zh for one in said)}。", en=f"{'; '.join(one.en for one in said)}.")


def _describe_joint_leads(network: ResponsibilityNetwork, a: FocusUnit, b: FocusUnit) -> Text:
    shared = next((partner.tasks for partner in a.co_leads if partner.unit == b.unit), ())
    if not shared:
        return Text(zh="两家没有共同牵头的任务", en="the two lead no task together")
    named = add_brackets(format_task_list(network, shared, most=12))
    return Text(
        zh=f"两家共同牵头 {len(shared)} 项{named.zh}",
        en=f"the two lead {format_count(len(shared), 'task', 'tasks')} together {named.en}",
    )


def _describe_ranks(network: ResponsibilityNetwork, results: Results, one: FocusUnit) -> Text:
    """Describe how central the unit is, the least technical first; distances reach only its own part of a network."""
    units = results.centrality.units
    near = "rank_harmonic" if results.fragility.components > 1 else "rank_closeness"
    places = [(Text(zh="任务数", en="number of tasks"), "rank_degree"), (Text(zh="联系远近", en="closeness"), near)]
    bridges = one.centrality.unit_betweenness > 0
    if bridges:
        places.append((Text(zh="衔接作用", en="bridging"), "rank_unit_betweenness"))
    zh, en = [], []
    for word, rank in places:
        place = getattr(one.centrality, rank)
        shared = sum(getattr(each, rank) == place for each in units) > 1
        zh.append(f"{word.zh}{'并列' if shared else '排'}第 {place}")
        en.append(f"{'joint ' if shared else ''}{_format_ordinal(place)} by {word.en}")
    name = format_unit_names(network, [one.unit])
    no_bridge = Text(zh="" if bridges else "，没有衔接作用", en="" if bridges else ", and is no bridge between others")
    return Text(
        zh=f"在 {len(units)} 个单位中，{name.zh}{'，'.join(zh)}{no_bridge.zh}。",
        en=f"Among {len(units)} units {name.en} is {format_list(en, 'en')}{no_bridge.en}.",
    )


def _format_ordinal(place: int) -> str:
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def describe_focus_units(network: ResponsibilityNetwork, results: Results, focus: Focus) -> Finding:
    """Describe the units in focus side by side.

    Args:
        network: Network of the plan.
        results: Results of the analysis.
        focus: Profiles of the units in focus.

    Returns:
        The finding.
    """
    said: Sequence[Text] = describe_profiles(network, results, focus) or (NOBODY,)
    return Finding(
        id="focus-units",
        title=Text(zh="重点单位比较", en="Units compared"),
        sentence=join_sentences(said),
        headline=said[0],
        rule=Text(
            zh="比较的单位由使用者指定；没有指定的，用方案资料里写的；再没有的，取牵头最多的两个"
            "（牵头一样多的看全部任务，再相同的取文件中在前的）。名次相同的并列取较前的名次。"
            "联系远近看经过共同任务到其他单位和任务要走几步，方案分成几部分的按距离的倒数平均。"
            f"{describe_null_model(results.standing).zh}",
            en="The units are those asked for; else those the plan's file names; else the two with the most leads "
            "(of equal ones those with the most tasks, then those named first). Equal counts share the better rank. "
            "Closeness is how few steps through shared tasks lead to the others; where the plan falls into parts, the "
            f"mean of reciprocal distances. {describe_null_model(results.standing).en}",
        ),
        limits=Text(
            zh="只比较这份方案里写的分工，不评价单位工作的好坏。",
            en="This compares what this plan assigns; it is no judgement of anyone's work.",
        ),
        evidence=tuple(
            row
            for one in focus.units
            for leads in (True, False)
            for row in list_load_evidence(network, one.load, leads)
        ),
        shown=bool(focus.units) and len(network.actors) > 1,
    )

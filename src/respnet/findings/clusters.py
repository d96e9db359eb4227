"""Finding on clusters: stable cores and significance."""

from __future__ import annotations

from respnet.analysis.clusters.clusters import LeadClusters, Partition, StableCore
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.core.i18n import EMPTY_TEXT, Text, format_count, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.display_names import add_brackets, format_pair, format_task_list, format_unit_names
from respnet.findings.finding import Evidence, Finding, describe_approximation
from respnet.findings.leads import NO_JOINT_LEADS, describe_absent_leads

SHOWN = 4
"""Groups, and tasks of a group, named in a sentence; the rest is counted."""


def describe_clusters(network: ResponsibilityNetwork, found: LeadClusters) -> Finding:
    """Describe the stable groups of units that lead together, and their significance.

    Args:
        network: Network of the plan.
        found: Clusters of the lead network.

    Returns:
        The finding.
    """
    said = _sentences(network, found)
    return Finding(
        id="working-clusters",
        title=Text(zh="协作组", en="Working groups"),
        sentence=join_sentences(said),
        headline=said[0],
        rule=Text(
            zh="把单位和它们牵头的任务分成组，使牵头关系尽量落在组内（二部图模块度，Barber 2007）。"
            "稳定的组：逐项去掉任务、把任务重抽，每次重新分组，组内任何两家在两种做法里都至少有 90% 的次数同组；"
            f"上下不到 {100 * found.margin:.0f} 个百分点的，注明“勉强”。"
            "随机对照：各单位牵头几项、各任务几家牵头都不变，重新抽签，用同样的办法分组。"
            f"{_count_draws(found).zh}",
            en="Units and the tasks they lead are divided so that leads fall inside the groups as far as can be "
            "(two-mode modularity, Barber 2007). A group holds if any two of its units are in one group in at least "
            "90% of the divisions made anew with one task left out, and with the tasks drawn anew; within "
            f"{100 * found.margin:.0f} points of that it is called a close call. Chance: lotteries "
            "that keep how many tasks each unit leads and how many leads each task has, divided in the same way."
            f"{_count_draws(found).en}",
        ),
        limits=join_sentences(
            [
                Text(
                    zh="只看牵头，不看其他参与。同组只说明在这份方案里牵头的任务相近，不等于实际合作紧密。"
                    "任务少的单位归在哪一组，一般定不下来。",
                    en="Only leads count, no other share in the work. One group means leading similar tasks in this "
                    "plan, not working closely together. Where a unit with few tasks belongs can hardly ever be told.",
                ),
                describe_approximation(found.approximation),
            ]
        ),
        evidence=tuple(
            Evidence(unit=unit, task=task, role=Role.LEAD.value)
            for core in found.cores
            for task in core.joint
            for unit in core.units
            if _is_lead(network, unit, task)
        ),
        shown=_has_joint_leads(network),
    )


def _count_draws(found: LeadClusters) -> Text:
    """Say how many plans were drawn, to follow the rule; empty where none were."""
    draws = found.best.null_draws
    if not draws:
        return EMPTY_TEXT
    more = found.near_optimal - 1
    return Text(
        zh=f"去掉任务试 {found.jackknifes} 次，重抽任务 {found.bootstraps} 次，随机对照抽签 {draws} 次"
        f"（随机种子 {found.seed}），至少分得这样清楚的有 {_count_reaching_draws(found.best)} 次。"
        + (f"几乎同样好的分法（相差不到 1%）至少还有 {more} 种。" if more else ""),
        en=f" Tasks were left out {format_count(found.jackknifes, 'time', 'times')} and drawn anew "
        f"{format_count(found.bootstraps, 'time', 'times')}; "
        f"{format_count(draws, 'lottery was', 'lotteries were')} drawn "
        f"(seed {found.seed}), of which {_count_reaching_draws(found.best)} divide as clearly."
        + (f" Other divisions nearly as good (within 1%): at least {more}." if more else ""),
    )


def _is_lead(network: ResponsibilityNetwork, unit: str, task: str) -> bool:
    return any(one.unit == unit and one.role is Role.LEAD for one in network.assignments_by_task[task])


def _sentences(network: ResponsibilityNetwork, found: LeadClusters) -> list[Text]:
    nothing = _no_groups_sentence(network, found)
    if nothing.zh:
        return [nothing]
    return [*_list_core_sentences(network, found), _null_sentence(found.best), _hub_sentence(network, found)]


def _no_groups_sentence(network: ResponsibilityNetwork, found: LeadClusters) -> Text:
    """Say why there are no groups; empty where there may be."""
    absent, leading = describe_absent_leads(network), _list_leading(found)
    if absent.zh:
        return absent
    if len(leading) == 1:
        name = format_unit_names(network, leading, most=1)
        return Text(zh=f"只有{name.zh}牵头，谈不上协作组。", en=f"Only {name.en} leads, so there are no groups.")
    if not _has_joint_leads(network):
        return NO_JOINT_LEADS
    if not found.best.q:
        return Text(
            zh="牵头单位分不出组：怎样分都不比合为一组好。",
            en="The leads fall into no groups: no division is better than all in one.",
        )
    return EMPTY_TEXT


def _list_leading(found: LeadClusters) -> list[str]:
    return [unit for cluster in found.best.clusters for unit in cluster.units]


def _has_joint_leads(network: ResponsibilityNetwork) -> bool:
    return bool((network.biadjacency(Role.LEAD).sum(axis=0) > 1).any())


def _list_core_sentences(network: ResponsibilityNetwork, found: LeadClusters) -> list[Text]:
    cores = found.cores
    if not cores:
        return [
            Text(
                zh="任务略有变动，归组就会变，看不出哪几家始终同组。",
                en="No units stay in one group when the tasks change a little.",
            )
        ]
    groups, left = [_describe_core(network, core) for core in cores[:SHOWN]], len(cores) - SHOWN
    more = Text(zh=f"；另有 {left} 组", en=f"; and {left} more") if left > 0 else EMPTY_TEXT
    hold = "1 group holds" if len(cores) == 1 else f"{len(cores)} groups hold"
    others = len(_list_leading(found)) - sum(len(core.units) for core in cores)
    belongs = "one other unit belongs" if others == 1 else f"other {others} units belong"
    return [
        Text(
            zh=f"任务略有变动仍然同组的有 {len(cores)} 组：{'；'.join(one.zh for one in groups)}{more.zh}。",
            en=f"{hold} when the tasks change a little: {'; '.join(one.en for one in groups)}{more.en}.",
        ),
        Text(zh=f"其余 {others} 家归在哪一组，看不出。", en=f"Where the {belongs} cannot be told.")
        if others
        else EMPTY_TEXT,
    ]


def _describe_core(network: ResponsibilityNetwork, core: StableCore) -> Text:
    """Name the members of a core and their joint tasks."""
    several = format_unit_names(network, core.units, most=8)
    names = several if len(core.units) != 2 else format_pair(network, (core.units[0], core.units[1]))
    close = EMPTY_TEXT if core.firm else Text(zh="，勉强", en=", a close call")
    if not core.joint:
        return Text(
            zh=f"{names.zh}（没有共同牵头的任务，各与相同的单位共同牵头{close.zh}）",
            en=f"{names.en} (with no task in common, but with the same partners{close.en})",
        )
    tasks = format_task_list(network, core.joint, most=SHOWN)
    joint = add_brackets(Text(zh=f"共同牵头{tasks.zh}{close.zh}", en=f"joint {tasks.en}{close.en}"))
    return Text(zh=f"{names.zh}{joint.zh}", en=f"{names.en} {joint.en}")


def _count_reaching_draws(partition: Partition) -> int:
    """Count the draws with a partition of at least this modularity."""
    return 0 if partition.p is None else round(partition.p * (1 + partition.null_draws)) - 1


def _is_clear(partition: Partition) -> bool | None:
    """Say if the division is clearer than chance; None where nothing can be compared."""
    return None if partition.p is None or partition.z is None else partition.p <= SIGNIFICANCE_LEVEL


def _null_sentence(best: Partition) -> Text:
    clear = _is_clear(best)
    if clear is None:
        return EMPTY_TEXT
    return Text(
        zh="整体上看，分组明显。" if clear else "整体上看，分组不明显。",
        en=f"As a whole the groups are {'' if clear else 'not '}clear.",
    )


def _hub_sentence(network: ResponsibilityNetwork, found: LeadClusters) -> Text:
    """Describe the partition without the unit with most leads."""
    rest, row = found.without_hub, network.find_actor_row(found.hub)
    led = network.biadjacency(Role.LEAD)
    if rest is None or row is None or not led[:, led[row]].sum() > led[row].sum():  # it leads with nobody
        return EMPTY_TEXT
    name = format_unit_names(network, [found.hub])
    if not rest.q:
        return Text(
            zh=f"不算{name.zh}，其余单位分不出组。", en=f"Without {name.en} the other units fall into no groups."
        )
    clear = _is_clear(rest)
    if clear is None:
        return EMPTY_TEXT
    return Text(
        zh=f"不算牵头多的{name.zh}，其余单位的分组{'明显' if clear else '不明显'}。",
        en=f"Without {name.en}, which leads much, the groups of the others are {'' if clear else 'not '}clear.",
    )

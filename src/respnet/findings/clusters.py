"""Finding on clusters: stable cores and significance."""

from __future__ import annotations

from respnet.analysis.clusters.clusters import LeadClusters, Partition, StableCore
from respnet.analysis.stats.multiple_testing import SIGNIFICANCE_LEVEL
from respnet.core.i18n import Text, format_count
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.approximations import describe_approximation
from respnet.findings.display_names import (
    add_brackets,
    describe_population,
    format_task_list,
    format_unit_name,
    format_unit_names,
)
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import NO_LEADS, NO_TASKS

SHOWN = 4
"""Groups, and tasks of a group, named in a sentence; the rest is counted."""
Sentences = list[Text]


def describe_clusters(network: ResponsibilityNetwork, found: LeadClusters) -> Finding:
    """Describe the stable groups of units that lead together, and their significance.

    Args:
        network: Network of the plan.
        found: Clusters of the lead network.

    Returns:
        The finding.
    """
    limit = describe_approximation(found.approximation)
    draws = found.best.null_draws
    return Finding(
        id="working-clusters",
        title=Text(zh="工作组团", en="Working clusters"),
        sentence=_sentence(network, found),
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
        population=describe_population(network),
        limits=Text(
            zh="只看牵头，不看其他参与。同组只说明在这份方案里牵头的任务相近，不等于实际合作紧密。"
            + ("任务少的单位经不起去掉任务，归组一般定不下来。" if draws else "")
            + limit.zh,
            en="Only leads count, no other share in the work. One group means leading similar tasks in this plan, not "
            "working closely together."
            + (" Where a unit with few tasks belongs can hardly ever be told." if draws else "")
            + (limit.en and f" {limit.en}"),
        ),
        evidence=tuple(
            Evidence(unit=unit, task=task, role=Role.LEAD.value)
            for core in found.cores
            for task in core.joint
            for unit in core.units
            if _is_lead(network, unit, task)
        ),
    )


def _count_draws(found: LeadClusters) -> Text:
    """Say how many plans were drawn, to follow the rule; empty where none were."""
    draws = found.best.null_draws
    if not draws:
        return Text(zh="", en="")
    return Text(
        zh=f"去掉任务试 {found.jackknifes} 次，重抽任务 {found.bootstraps} 次，随机对照抽签 {draws} 次"
        f"（随机种子 {found.seed}）。",
        en=f" Tasks were left out {format_count(found.jackknifes, 'time', 'times')} and drawn anew "
        f"{format_count(found.bootstraps, 'time', 'times')}; "
        f"{format_count(draws, 'lottery was', 'lotteries were')} drawn "
        f"(seed {found.seed}).",
    )


def _is_lead(network: ResponsibilityNetwork, unit: str, task: str) -> bool:
    return any(one.unit == unit and one.role is Role.LEAD for one in network.assignments_by_task[task])


def _sentence(network: ResponsibilityNetwork, found: LeadClusters) -> Text:
    nothing = _no_groups_sentence(network, found)
    if nothing is not None:
        return nothing
    said = [_cores_sentence(network, found), _null_sentence(found.best), _rivals_sentence(found)]
    said += _hub_sentences(network, found)
    return Text(zh="".join(one.zh for one in said), en=" ".join(one.en for one in said))


def _no_groups_sentence(network: ResponsibilityNetwork, found: LeadClusters) -> Text | None:
    """Say why there are no groups; None where there may be."""
    leading = _list_leading(found)
    name = format_unit_names(network, leading, most=1)
    reasons = (
        (not network.tasks, NO_TASKS),
        (not network.names_leads, NO_LEADS),
        (
            not leading,
            Text(
                zh="只有集合单位牵头，单个单位谈不上组团。", en="Only collectives lead, so single units form no groups."
            ),
        ),
        (
            len(leading) == 1,
            Text(zh=f"只有{name.zh}牵头，谈不上组团。", en=f"Only {name.en} leads, so there are no groups."),
        ),
        (
            not _has_joint_leads(network),
            Text(zh="没有两个单位共同牵头的任务，谈不上组团。", en="No task is led by two units together: no groups."),
        ),
        (
            not found.best.q,
            Text(
                zh="牵头单位分不出组：怎样分都不比合为一组好。",
                en="The leads fall into no groups: no division is better than all in one.",
            ),
        ),
    )
    return next((text for applies, text in reasons if applies), None)


def _list_leading(found: LeadClusters) -> list[str]:
    return [unit for cluster in found.best.clusters for unit in cluster.units]


def _has_joint_leads(network: ResponsibilityNetwork) -> bool:
    return bool((network.biadjacency(Role.LEAD).sum(axis=0) > 1).any())


def _cores_sentence(network: ResponsibilityNetwork, found: LeadClusters) -> Text:
    cores = found.cores
    if not cores:
        return Text(
            zh="任务略有变动，各家的归组就会变：没有哪几家始终同组，不作结论。",
            en="No units stay in one group when the tasks change a little: who belongs with whom cannot be told.",
        )
    groups = [_describe_core(network, core) for core in cores[:SHOWN]]
    left = len(cores) - len(groups)
    zh = "；".join(one.zh for one in groups) + (f"；另有 {left} 组" if left else "")
    en = "; ".join(one.en for one in groups) + (f"; and {left} more" if left else "")
    others = len(_list_leading(found)) - sum(len(core.units) for core in cores)
    rest = Text(
        zh=f"其余 {others} 家归在哪一组定不下来，不作结论。" if others else "",
        en=f" Where the {'one other unit belongs' if others == 1 else f'other {others} units belong'} cannot be told."
        if others
        else "",
    )
    close = Text(
        zh="注明“勉强”的，同组的次数在界线上下，换一批抽签可能不同。",
        en=" A close call is a group at the border of the rule: other draws could turn it.",
    )
    if all(core.firm for core in cores[:SHOWN]):
        close = Text(zh="", en="")
    if len(cores) == 1:
        return Text(
            zh=f"任务略有变动仍然同组的只有{zh}。{close.zh}{rest.zh}",
            en=f"Only one group holds when the tasks change a little: {en}.{close.en}{rest.en}",
        )
    return Text(
        zh=f"任务略有变动仍然同组的有 {len(cores)} 组：{zh}。{close.zh}{rest.zh}",
        en=f"{len(cores)} groups hold when the tasks change a little: {en}.{close.en}{rest.en}",
    )


def _describe_core(network: ResponsibilityNetwork, core: StableCore) -> Text:
    """Name the members of a core and their joint tasks."""
    names = Text(
        zh="与".join(format_unit_name(network, unit, "zh") for unit in core.units)
        if len(core.units) == 2
        else format_unit_names(network, core.units, most=8).zh,
        en=format_unit_names(network, core.units, most=8).en,
    )
    close = Text(zh="", en="") if core.firm else Text(zh="，勉强", en=", a close call")
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


def _null_sentence(best: Partition) -> Text:
    draws, reached = best.null_draws, _count_reaching_draws(best)
    if best.p is None:
        return Text(zh="没有抽签，未与偶然比较。", en="No lotteries were drawn, so nothing is compared with chance.")
    if best.z is None:
        return Text(
            zh="各单位牵头的项数和各任务牵头的家数一定时，分组总是一样清楚，无从与偶然比较。",
            en="With these numbers of leads any plan divides as clearly, so there is nothing to compare with chance.",
        )
    lotteries = format_count(draws, "lottery", "lotteries")
    if best.p > SIGNIFICANCE_LEVEL:
        return Text(
            zh=f"整体上看，分组不比偶然清楚：项数和家数不变，抽签 {draws} 次，有 {reached} 次分得一样清楚或更清楚。",
            en="As a whole the division is no clearer than chance: with the same numbers of leads "
            f"{reached} of {lotteries} divide as clearly or more so.",
        )
    seldom = Text(
        zh=f"只有 {reached} 次分得这样清楚" if reached else "没有一次分得这样清楚",
        en=f"only {reached} divide as clearly" if reached else "none divides as clearly",
    )
    much = best.z >= 3
    return Text(
        zh=f"整体上看，分组{'远比' if much else '比'}偶然清楚：项数和家数不变，抽签 {draws} 次，{seldom.zh}。",
        en=f"As a whole the division is {'far ' if much else ''}clearer than chance: of {lotteries} "
        f"with the same numbers of leads {seldom.en}.",
    )


def _rivals_sentence(found: LeadClusters) -> Text:
    """Say that no better partition was found, and how many others are near-optimal."""
    others = found.near_optimal - 1
    if not others:
        return Text(
            zh="多次搜索没有找到更好的分法，也没有找到差不到 1% 的其他分法。",
            en="No better division was found in many searches, and no other within 1% of it.",
        )
    return Text(
        zh=f"多次搜索没有找到更好的分法，但至少还有 {others} 种分法几乎同样好（相差不到 1%）。",
        en="No better division was found in many searches, but at least "
        f"{format_count(others, 'other division is', 'other divisions are')} nearly as good (within 1%).",
    )


def _hub_sentences(network: ResponsibilityNetwork, found: LeadClusters) -> Sentences:
    """Describe the partition without the unit with most leads."""
    rest = found.without_hub
    if rest is None:
        return []
    leads = network.biadjacency(Role.LEAD).sum(axis=1)
    level = int((leads == leads.max()).sum()) > 1
    name = format_unit_names(network, [found.hub])
    without = Text(
        zh=f"不算{name.zh}（{'牵头最多的几家中写在最前的' if level else '牵头最多'}），",
        en=f"Without {name.en}, {'the first named of those that lead most' if level else 'which leads most'}, ",
    )
    if not rest.q:
        return [Text(zh=f"{without.zh}其余单位分不出组。", en=f"{without.en}the other units fall into no groups.")]
    if rest.z is None or rest.p is None:
        how = Text(zh="其余单位的分组无从与偶然比较", en="the division of the others cannot be compared with chance")
    elif rest.p > SIGNIFICANCE_LEVEL:
        how = Text(zh="其余单位的分组不比偶然清楚", en="the division of the others is no clearer than chance")
    else:
        how = Text(zh="其余单位的分组比偶然清楚", en="the division of the others is clearer than chance")
    still = [core for core in found.cores if found.hub not in core.units and _is_in_one_cluster(rest, core)]
    also = Text(
        zh="，"
        f"{'、'.join(format_unit_names(network, core.units, most=8).zh.replace('、', '与') for core in still)}仍在一组"
        if len(still) == 1
        else f"，上面有 {len(still)} 组不变"
        if still
        else "",
        en=f", and {format_unit_names(network, still[0].units, most=8).en} are still in one group"
        if len(still) == 1
        else f", and {len(still)} of the groups above stay"
        if still
        else "",
    )
    return [Text(zh=f"{without.zh}{how.zh}{also.zh}。", en=f"{without.en}{how.en}{also.en}.")]


def _is_in_one_cluster(partition: Partition, core: StableCore) -> bool:
    return any(set(core.units) <= set(cluster.units) for cluster in partition.clusters)

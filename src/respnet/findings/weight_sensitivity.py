"""Finding on ranks by load that hold whatever the weight of taking part."""

from __future__ import annotations

from respnet.analysis.workload.weight_sensitivity import UnitSensitivity, WeightSensitivity
from respnet.core.i18n import Text, format_count, format_share, join_sentences
from respnet.core.network import ResponsibilityNetwork
from respnet.core.plan import Role
from respnet.findings.concentration import TOO_FEW
from respnet.findings.display_names import capitalise_first, describe_population, format_unit_names
from respnet.findings.finding import Evidence, Finding
from respnet.findings.leads import SHOWN
from respnet.findings.overload import has_joint_tasks, has_other_roles


def describe_all_schemes(network: ResponsibilityNetwork) -> Text:
    """Describe the weighting schemes as the start of a sentence; empty where all give the same load."""
    if not network.biadjacency(Role.LEAD).any():
        return Text(
            zh="无论一项任务各算一项还是按单位平分，",
            en="Whether a task counts one for each of its units or is shared among them, ",
        )
    said = []
    if has_other_roles(network):
        said.append(Text(zh="其他参与按牵头的 0% 还是 100% 计", en="whether taking part counts 0% or 100% of a lead"))
    if has_joint_tasks(network, Role.LEAD):
        said.append(Text(zh="共同牵头各算一项还是平分", en="whether joint leads count one each or are shared"))
    elif has_joint_tasks(network, Role.RESPONSIBLE, Role.SUPPORT):
        said.append(
            Text(
                zh="几家参与同一任务的各算一项还是平分",
                en="whether the others of one task count one each or share one",
            )
        )
    if not said:
        return Text(zh="", en="")
    en = ", and ".join(one.en for one in said)
    return Text(zh="，".join(f"无论{one.zh}" for one in said).replace("，无论", "，也无论") + "，", en=f"W{en[1:]}, ")


def describe_weight_sensitivity(network: ResponsibilityNetwork, found: WeightSensitivity) -> Finding:
    """Describe the units that rank first, or in the top three, under every weight.

    Args:
        network: Network of the plan.
        found: Weight sensitivity.

    Returns:
        The finding.
    """
    led = bool(network.biadjacency(Role.LEAD).any())
    busy = sum(bool(one.whole[0] or one.whole[1]) for one in found.units)
    always = [one for one in found.units if one.worst <= SHOWN and (one.whole[0] or one.whole[1])]
    first = sorted((one for one in found.units if one.first > 0), key=lambda one: -one.first)
    if busy < 2:
        said = [TOO_FEW]
    else:
        said = [
            _first_sentence(network, found, first),
            _top_sentence(network, always),
            _count_sensitive(network, found, led),
        ]
        said = [part for part in said if part.zh]
    return Finding(
        id="load-whatever-the-weight",
        title=Text(zh="换算办法不同，名次是否变", en="What holds whatever the weight"),
        sentence=join_sentences(said),
        rule=_weighing_rule(led),
        population=describe_population(network),
        limits=Text(
            zh="文件没有规定一项其他参与抵多少牵头，这里只说明名次靠不靠这个折算，不说明任务多少是否合适。任务有大有小，"
            "这里只数项数。",
            en="No document says what taking part weighs. This tells whether the ranking hangs on it, not whether "
            "anyone has too much. Tasks differ in size; only their number is counted.",
        ),
        evidence=tuple(
            Evidence(unit=one.unit, value=one.first)
            for one in sorted(
                {*always, *first}, key=lambda one: (one.worst, one.best, -one.first, found.units.index(one))
            )
        )
        if busy > 1
        else (),
    )


def _first_sentence(network: ResponsibilityNetwork, found: WeightSensitivity, first: list[UnitSensitivity]) -> Text:
    how = describe_all_schemes(network)
    always = [one.unit for one in found.units if one.worst == 1]
    if len(always) == len(found.units):
        return Text(zh=f"{how.zh}各单位任务都一样多。", en=_continue_sentence(how.en, "all units have the same load."))
    if always:
        names = format_unit_names(network, always, most=4)
        level = len(always) > 1
        beside = format_unit_names(network, [one.unit for one in found.units if one.best == 1 < one.worst], SHOWN)
        at_times = Text(
            zh=f"，有的算法下与{beside.zh}并列" if beside.zh else "",
            en=f", in some ways of counting level with {beside.en}" if beside.en else "",
        )
        return Text(
            zh=f"{how.zh}{names.zh}{'都' if how.zh else ''}{'并列' if level else '排'}第一{at_times.zh}。",
            en=_continue_sentence(
                how.en, f"{names.en} {'come first, level with one another' if level else 'comes first'}"
            )
            + f"{at_times.en}.",
        )
    shares = [(format_unit_names(network, [one.unit]), format_share(one.first)) for one in first[:SHOWN]]
    left = len(first) - SHOWN
    zh = "、".join(f"{name.zh}（{share}）" for name, share in shares)
    en = ", ".join(f"{name.en} ({share})" for name, share in shares)
    return Text(
        zh=f"谁排第一要看怎样折算：{zh}{f'等 {len(first)} 个单位' if left > 0 else ''}，"
        "括号里是排第一的情形所占的比例。",
        en=f"Who comes first depends on the weight: {en}{f' and {left} more' if left > 0 else ''}; "
        "in brackets, in what share of the cases.",
    )


def _continue_sentence(start: str, rest: str) -> str:
    return f"{start}{rest}" if start else capitalise_first(rest)


def _top_sentence(network: ResponsibilityNetwork, always: list[UnitSensitivity]) -> Text:
    """Name the units never below third but not always first, where these are at most three of more units."""
    rest = [one for one in always if one.worst > 1]
    if not rest or not len(always) <= SHOWN < len(network.actors):
        return Text(zh="", en="")
    names = format_unit_names(network, [one.unit for one in rest], most=4)
    if len(rest) == 1 and rest[0].best == rest[0].worst:
        place = {2: Text(zh="第二", en="second"), 3: Text(zh="第三", en="third")}[rest[0].worst]
        return Text(zh=f"{names.zh}总排{place.zh}。", en=f"{names.en} is always {place.en}.")
    return Text(
        zh=f"{names.zh}总在前三。", en=f"{names.en} {'is' if len(rest) == 1 else 'are'} always among the first three."
    )


def _count_sensitive(network: ResponsibilityNetwork, found: WeightSensitivity, led: bool) -> Text:
    """Count the ranks that depend on the weight.

    Units without leads are tied at weight 0, so the widest interval is that of a unit with leads.
    """
    moving = [one for one in found.units if one.best != one.worst]
    if all(one.worst == 1 for one in found.units):
        return Text(zh="", en="")
    if not moving:
        return Text(zh="各单位的名次都不随折算变动。", en="No rank depends on the weight.")
    leading = [one for one in moving if one.whole[0]]
    count, units = len(moving), len(found.units)
    start = Text(
        zh=f"{units} 个单位中有 {count} 个的名次随折算变动" if count < units else f"{units} 个单位的名次都随折算变动",
        en=f"{count} of {units} ranks {'depends' if count == 1 else 'depend'} on the weight"
        if count < units
        else f"All {units} ranks depend on the weight",
    )
    if not leading:
        return Text(zh=f"{start.zh}。", en=f"{start.en}.")
    among = Text(zh="有牵头的单位里，" if led else "", en="among units that lead, " if led else "")
    wide = max(one.worst - one.best for one in leading)
    widest = [one for one in leading if one.worst - one.best == wide]
    names, one = format_unit_names(network, [each.unit for each in widest], SHOWN), widest[0]
    if len(widest) > 1:
        return Text(
            zh=f"{start.zh}，{among.zh}{names.zh}变动最大，名次各相差 {wide} 位。",
            en=f"{start.en}; {among.en}{names.en} move most, over {format_count(wide, 'rank', 'ranks')} each.",
        )
    return Text(
        zh=f"{start.zh}，{among.zh}{names.zh}变动最大，在第 {one.best} 到第 {one.worst} 名之间。",
        en=f"{start.en}; {among.en}{names.en} moves most, between rank {one.best} and rank {one.worst}.",
    )


def _weighing_rule(led: bool) -> Text:
    if not led:
        return Text(
            zh="没有单个单位牵头，任务量就是任务数：每项各算一项，或在同一任务的单位之间平分。"
            "名次 1 为最多，相同的并列取较前的名次。",
            en="No single unit leads, so the load is the number of tasks: one each, or shared among the units of a "
            "task. Rank 1 has the most; equal loads share the better rank.",
        )
    return Text(
        zh="任务量＝牵头数＋折算比例×其他参与数，折算比例从 0 到 1 全部算到"
        "（名次只在两条直线的交点上变，交点是精确算出的）；同一任务里几家共同牵头的、几家其他参与的，"
        "分别按各算一项和平分一项计。"
        "名次 1 为最多，相同的并列取较前的名次。情形的比例：折算比例均匀取值，两种计法各占一半。",
        en="Load = leads + weight x other tasks, with every weight from 0 to 1 (ranks change only where two straight "
        "lines cross, and the crossings are exact); the joint leads of a task, like the others on it, count one each, "
        "or share one. Rank 1 has the most; equal loads share the better rank. Share of the cases: all weights equally "
        "likely, half for each way to count.",
    )
